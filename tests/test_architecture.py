"""The picture in the design against the code's imports: nothing knows what stands above it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "depesche"

# Each part and all it may know, besides itself. What is not named here may not be imported.
_GROUND = {"errors", "version"}
_NOUNS = _GROUND | {"model", "dates"}
_BASE = _NOUNS | {"languages", "record"}
KNOWS = {
    "errors": set(),
    "version": set(),
    "dates": {"errors"},
    "model": {"errors"},
    "languages": {"errors"},
    "record": _NOUNS | {"languages"},
    "sources": _NOUNS | {"languages"},
    "parsing": _NOUNS | {"languages"},
    "actors": _BASE | {"parsing"},
    "times": _BASE | {"parsing", "actors"},
    "statements": _BASE | {"parsing", "actors", "times"},
    "events": _BASE | {"parsing", "actors", "times", "statements"},
    "claims": _BASE | {"parsing", "actors", "times", "statements", "events"},
    "reader": _BASE | {"sources", "parsing", "actors", "times", "statements", "events", "claims"},
    "formats": _BASE,
    "cli": _BASE | {"sources", "reader", "formats"},
    "__main__": {"cli"},
}


def imports(file: Path) -> set[str]:
    """Return the parts of the package that `file` imports anywhere, lazily or not."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = (
                [f"depesche.{a.name}" for a in node.names]
                if node.module == "depesche"
                else [node.module]
            )
        elif isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        else:
            continue
        found.update(n.split(".")[1] for n in names if n.startswith("depesche."))
    return found


def part(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


FILES = [f for f in sorted(PACKAGE.rglob("*.py")) if part(f) != "__init__"]


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(PACKAGE)))
def test_nothing_knows_what_stands_above_it(file: Path) -> None:
    allowed = KNOWS[part(file)] | {part(file)}
    assert imports(file) <= allowed, f"{file} imports {imports(file) - allowed}"


def test_no_relative_imports_hide_a_dependency() -> None:
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.ImportFrom) and node.level), file
