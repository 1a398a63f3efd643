"""`depesche check`: one sentence against the record."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from depesche.cli.output import write
from depesche.dates import day

if TYPE_CHECKING:
    from depesche.model import Claim, Reading
    from depesche.record import Record


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
) -> None:
    """Check the claims of a sentence against the record."""
    from depesche.reader import Reader  # noqa: PLC0415
    from depesche.sources import code, from_text  # noqa: PLC0415

    on = day(at) if at else dt.date.today()
    language = code(lang) if lang else None
    reader = Reader()
    report = from_text(sentence, where="the sentence", published=on, language=language)
    reading = reader.read(report)
    if format == "json":
        write(reading.model_dump_json(indent=2), None)
    else:
        write(_text(reading, reader.record, on), None)


def _text(reading: Reading, record: Record, on: dt.date) -> str:
    if not reading.claims:
        found = ", ".join(sorted({m.text for m in reading.mentions})) or "no actor"
        return f"No claim that the record could answer was found (recognised: {found})."
    return "\n\n".join(_verdict(claim, record, on) for claim in reading.claims)


def _verdict(claim: Claim, record: Record, on: dt.date) -> str:
    verdict = claim.verdict
    assert verdict is not None, "the reader gives every claim a verdict"
    about = claim.at if claim.at is not None else on
    when = f"{about[0]} to {about[1]}" if isinstance(about, tuple) else str(about)
    lines = [f"{verdict.status}: {verdict.why}"]
    negation = "not " if claim.negated else ""
    lines.append(
        f"  claim: {', '.join(claim.subjects)} {negation}{claim.relation} {claim.object} ({when})"
    )
    if len(verdict.by_subject) > 1:
        each = (f"{subject} {status}" for subject, status in sorted(verdict.by_subject.items()))
        lines.append(f"  each: {', '.join(each)}")
    for fact in verdict.facts:
        period = f"{fact.valid_from or '?'} to {fact.valid_to or 'now'}"
        kind = f" ({fact.qualifier})" if fact.qualifier else ""
        source = record.source(fact.source)
        title = source.title if source is not None else fact.source
        lines.append(
            f"  record: {fact.subject} {fact.relation} {fact.object}{kind}, {period} [{title}]"
        )
    return "\n".join(lines)
