"""The documentation against the program: examples run, every option is named, links lead somewhere.

A `python` block runs (the blocks of a page share their names); in a `console` block each line after
`$` runs and must print what follows it, where `...` stands for anything.
"""

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tools import cli_reference

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "examples" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)


def blocks(page: Path, kind: str) -> list[str]:
    return [code for found, code in BLOCK.findall(page.read_text("utf-8")) if found == kind]


def with_blocks(kind: str) -> list[Path]:
    return [page for page in PAGES if blocks(page, kind)]


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", with_blocks("python"), ids=named)
def test_python_examples_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    for code in blocks(page, "python"):
        exec(compile(code, str(page), "exec"), names)


@pytest.mark.parametrize("page", with_blocks("console"), ids=named)
def test_console_examples_print_what_they_show(page: Path, tmp_path: Path) -> None:
    for link in ("examples", "src"):
        (tmp_path / link).symlink_to(ROOT / link)
    for code in blocks(page, "console"):
        for command, shown in re.findall(r"^\$ (.*\n)((?:(?!\$ ).*\n)*)", code, re.M):
            program, *arguments = shlex.split(command)
            assert program == "depesche", command
            done = subprocess.run(
                [sys.executable, "-m", "depesche", *arguments],
                cwd=tmp_path,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, f"{command}{done.stderr}"
            same = doctest.OutputChecker().check_output(shown, done.stdout, doctest.ELLIPSIS)
            assert same or not shown, f"{command}printed:\n{done.stdout}"


def test_the_command_line_page_is_up_to_date() -> None:
    assert cli_reference.PAGE.read_text("utf-8") == cli_reference.page(), (
        "run: python -m tools.cli_reference --write"
    )


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
