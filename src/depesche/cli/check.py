"""`depesche check`: one sentence against the record."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from depesche.cli.output import write
from depesche.dates import day

if TYPE_CHECKING:
    from depesche.formats.words import Names
    from depesche.model import Claim, Reading


def check(
    sentence: Annotated[str, typer.Argument(metavar="SENTENCE", help="One or more sentences.")],
    at: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="The day it speaks from, YYYY-MM-DD; else today."),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="CODE", help="Language (ISO 639-1); else detected.")
    ] = None,
    format: Annotated[
        Literal["text", "json"], typer.Option(help="How to show the verdict.")
    ] = "text",
    save: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep the search and its result as a dated line here."),
    ] = None,
) -> None:
    """Check the claims of a sentence against the record.

    With --save a search that found nothing is kept as well: a log in JSON lines.
    """
    from depesche.reader import Reader  # noqa: PLC0415
    from depesche.sources import code, from_text  # noqa: PLC0415

    on = day(at) if at else dt.date.today()
    language = code(lang) if lang else None
    report = from_text(sentence, where="the sentence", published=on, language=language)
    reader = Reader()
    reading = reader.read(report)
    if save is not None:
        from depesche.formats import evidence  # noqa: PLC0415

        evidence.append(save, reading, reader.record.as_of, dt.datetime.now(dt.UTC))
    if format == "json":
        write(reading.model_dump_json(indent=2), None)
    else:
        write(_text(reading), None)


def _text(reading: Reading) -> str:
    from depesche.formats.words import Names, one_line  # noqa: PLC0415

    if not reading.claims:
        found = one_line(", ".join(sorted({m.text for m in reading.mentions}))) or "no actor"
        return f"No claim that the record could answer was found (recognised: {found})."
    names = Names(reading)
    return "\n\n".join(_verdict(claim, names) for claim in reading.claims)


def _verdict(claim: Claim, names: Names) -> str:
    from depesche.formats.words import claimed_time, one_line, verdict  # noqa: PLC0415

    assert claim.verdict is not None, "the reader gives every claim a verdict"
    when = claimed_time(claim)
    lines = [
        f"{verdict(claim.verdict.status)}: {claim.verdict.why}",
        f"claim: {names.claim(claim)}" + (f", {when}" if when else ""),
    ]
    each = claim.verdict.by_subject
    if len(each) > 1:
        told = (f"{names.of(subject)} {verdict(status)}" for subject, status in each.items())
        lines.append(f"each: {', '.join(told)}")
    for found in names.evidence(claim.verdict.facts):
        note = f"; {found.note}" if found.note else ""
        lines.append(f"record: {found.said}, {found.period} [{found.source}{note}]")
    # What a text brings along must not reach the terminal as it is.
    return "\n  ".join(one_line(line) for line in lines)
