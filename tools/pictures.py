"""Make the pictures of the README: the terminal output as SVG, the page as PNG.

In: the main example. Out: `docs/img/reading.svg` and `docs/img/reading.png`. The second is a
photograph by headless Chromium, which must be installed (`chromium` or `google-chrome`).
"""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

import depesche
from depesche.formats import html, text
from depesche.sources import from_file

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "examples" / "golfgipfel.de.txt"
PUBLISHED = dt.date(2022, 7, 8)
PICTURES = ROOT / "docs" / "img"
WIDTH, HEIGHT = 1120, 780
COLUMNS = 100
ROWS = {"Claims": 16, "Statements": 5, "Events": 7, "Times": 4, "Actors": 5}
"""Lines shown of each part."""
MOST_BYTES = 300_000


def main() -> None:
    """Write both pictures; exit with one line if Chromium is missing or a picture too large."""
    reading = depesche.Reader().read(from_file(ARTICLE, published=PUBLISHED))
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / "reading.svg").write_text(terminal(reading), encoding="utf-8")
    photograph(html.page(reading), PICTURES / "reading.png")
    size = (PICTURES / "reading.png").stat().st_size
    if size > MOST_BYTES:
        sys.exit(f"docs/img/reading.png has {size:,} bytes, more than {MOST_BYTES:,}")


def terminal(reading: depesche.Reading) -> str:
    """Return the beginning of each part of the terminal output as SVG."""
    shown = Console(file=io.StringIO(), width=COLUMNS, record=True, force_terminal=True)
    head, *parts = text.render(reading, COLUMNS, colour=True).split("\n\n")
    shown.print(Text.from_ansi("\n\n".join([head, *map(beginning, parts)])))
    command = f"depesche read examples/{ARTICLE.name} --published {PUBLISHED}"
    drawn = shown.export_svg(title=command, unique_id="reading")
    # Rich names a font of the network; the picture shall load nothing.
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)


def beginning(part: str) -> str:
    """Return the first lines of a part, and three dots for the rest."""
    lines = part.splitlines()
    rows = next((n for name, n in ROWS.items() if name in lines[0]), len(lines))
    return "\n".join(lines if len(lines) <= rows else [*lines[:rows], "  ..."])


def photograph(page: str, path: Path) -> None:
    """Write the top of `page` to `path` as PNG."""
    browser = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if browser is None:
        sys.exit("the picture of the page needs Chromium; install the package chromium")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "reading.html"
        source.write_text(page, encoding="utf-8")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            f"--user-data-dir={folder}/profile",
            f"--window-size={WIDTH},{HEIGHT}",
            f"--screenshot={path}",
        ]
        subprocess.run([browser, *options, source.as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    main()
