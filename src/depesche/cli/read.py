"""`depesche read`: reports in, readings out."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from depesche.cli.output import announce, write
from depesche.dates import day
from depesche.errors import DepescheError

if TYPE_CHECKING:
    from depesche.model import Reading, Report

Format = Literal["text", "json", "html", "plover", "csv"]
_ENDING = {"text": "txt", "json": "json", "html": "html", "plover": "jsonl", "csv": "csv"}


def read(
    reports: Annotated[
        list[str], typer.Argument(metavar="REPORT...", help="Text files; '-' is standard input.")
    ],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date, YYYY-MM-DD.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="CODE", help="Language (ISO 639-1); else detected.")
    ] = None,
    format: Annotated[Format, typer.Option(help="How to show the reading.")] = "text",
    output: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="File for one report, folder for several."),
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option(metavar="spacy:NAME", help="Parse with this spaCy pipeline instead."),
    ] = None,
    llm: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Ask this OpenAI-compatible server about the events."),
    ] = None,
) -> None:
    """Read reports: who, when, who said what, who did what to whom, and which claims hold."""
    from depesche.reader import Reader  # noqa: PLC0415
    from depesche.sources import code  # noqa: PLC0415

    on = day(published, not_after=dt.date.today()) if published else None
    language = code(lang) if lang else None
    several = len(reports) > 1
    folder = _folder(output) if several or (output is not None and output.is_dir()) else None
    if several and format == "html" and folder is None:
        raise DepescheError("several reports as html need --output FOLDER")
    loaded = _Loaded(reports, on, language)
    readings = Reader(engine=engine, llm=llm).read_many(announce(loaded, len(reports)))
    try:
        _print(readings, format, output, folder, several)
    finally:
        loaded.complain()
    if loaded.failures:
        raise typer.Exit(2)


class _Loaded:
    """The reports that can be read; the others are kept as one line each."""

    def __init__(self, names: Iterable[str], on: dt.date | None, language: str | None) -> None:
        self.failures: list[str] = []
        self._names = list(names)
        self._on, self._language = on, language

    def __iter__(self) -> Iterator[Report]:
        from depesche.sources import from_file  # noqa: PLC0415

        for name in self._names:
            try:
                yield from_file(name, published=self._on, language=self._language)
            except DepescheError as e:
                self.failures.append(str(e))

    def complain(self) -> None:
        for failure in self.failures:
            print(f"depesche: {failure}", file=sys.stderr)


def _print(
    readings: Iterable[Reading],
    format: Format,
    output: Path | None,
    folder: Path | None,
    many: bool,
) -> None:
    from depesche.formats import FORMATS, for_terminal  # noqa: PLC0415

    written: set[Path] = set()
    for number, reading in enumerate(readings):
        if format == "json" and many and folder is None:
            page = reading.model_dump_json()
        elif format == "text" and output is None:
            page = for_terminal(reading)
        else:
            page = FORMATS[format](reading)
        if format == "csv" and folder is None and number > 0:
            # Several tables in a row make one: the first has the header.
            page = page.partition("\n")[2]
        if folder is not None:
            write(page, _unused(folder / f"{reading.report.id}.{_ENDING[format]}", written))
        else:
            separate = number > 0 and format == "text" and output is None
            write(f"\n{page}" if separate else page, output)


def _unused(path: Path, written: set[Path]) -> Path:
    """Keep two reports of the same name from overwriting each other."""
    candidate, number = path, 1
    while candidate in written:
        number += 1
        candidate = path.with_stem(f"{path.stem}-{number}")
    written.add(candidate)
    return candidate


def _folder(output: Path | None) -> Path | None:
    if output is None:
        return None
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise DepescheError(f"{output}: cannot be made a folder ({e.strerror})") from None
    return output
