"""The page of the documentation that shows every command's help, made from the commands.

python -m tools.cli_reference [--write]
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
_COMMANDS = (
    (),
    ("read",),
    ("check",),
    ("record",),
    ("record", "show"),
    ("record", "query"),
    ("record", "history"),
    ("record", "validate"),
    ("record", "export"),
    ("record", "import"),
)


def page() -> str:
    """Return the page as it should be."""
    parts = [
        "# The command line",
        "Made by `python -m tools.cli_reference --write`.",
        "Exit status: 0 on success, 2 on bad usage or unreadable input, with one line on standard "
        "error that names what and why.",
    ]
    for command in _COMMANDS:
        name = " ".join(("depesche", *command))
        parts += [f"## {name}", f"```text\n{_help(command)}\n```"]
    return "\n\n".join(parts) + "\n"


def _help(command: tuple[str, ...]) -> str:
    environment = os.environ | {"COLUMNS": "90", "NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(
        [sys.executable, "-m", "depesche", *command, "--help"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = (line.rstrip() for line in done.stdout.strip().splitlines())
    return "\n".join(lines).replace("python -m depesche", "depesche")


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(page(), end="")
