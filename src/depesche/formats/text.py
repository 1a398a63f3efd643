"""A reading for the terminal: claims with their verdicts first, then who said and did what.

In: a `Reading`. Out: text of a given width, laid out by Rich; with colour codes only on request.
"""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sized

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from depesche.formats import words
from depesche.formats.words import MARKS, Evidence, Names
from depesche.model import Attribution, Claim, Event, Reading, Statement

Part = str | tuple[str, str]
"""A piece of a line: plain, or with a Rich style."""

WIDTH = 88
"""Columns of text that goes into a file or pipe, on every machine the same."""

_COLOURS = {
    "supported": "green",
    "contradicted": "red",
    "mixed": "yellow",
    "disputed": "magenta",
    "not_covered": "dim",
}
_QUOTE_LENGTH = 240


def render(reading: Reading, console_width: int | None = None, *, colour: bool = False) -> str:
    """Return `reading` as text of `console_width` columns (`WIDTH` if not given).

    `colour` adds the escape codes of ANSI terminals (ECMA-48).
    """
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(console_width or WIDTH, 20),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        emoji=False,
        highlight=False,
        markup=False,
        legacy_windows=False,
        _environ={},
    )
    console.print(document(reading))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def for_terminal(reading: Reading) -> str:
    """Return `reading` as wide and as colourful as standard output allows.

    Colour follows Rich: none in a pipe, none where `NO_COLOR` is set.
    """
    console = Console(file=sys.stdout)
    if not console.is_terminal:
        return render(reading)
    width = min(console.width, 120)
    return render(reading, width, colour=console.color_system is not None and not console.no_color)


def document(reading: Reading) -> RenderableType:
    """Return what `render` prints, for a console of one's own."""
    names = Names(reading)
    claims = [_claim(c, names) for _, c in words.by_verdict(reading.claims)]
    tally = words.tally(reading.claims)
    parts: list[RenderableType] = [
        _head(reading),
        *_section("Claims", reading.claims, claims, f": {tally}" if len(claims) > 1 else ""),
        *_section(
            "Statements", reading.statements, [_statement(s, names) for s in reading.statements]
        ),
        *_section("Events", reading.events, [_event(e, names) for e in reading.events]),
        *_section("Times", reading.times, [_times(reading)]),
        *_section("Actors", reading.actors, [_actors(reading)]),
    ]
    if reading.notes:
        parts.append(Text(""))
        parts.extend(_line((f"Note: {note}", "italic")) for note in reading.notes)
    return Group(*parts)


def _section(
    title: str, found: Sized, rows: Iterable[RenderableType], more: str = ""
) -> Iterator[RenderableType]:
    yield Text("")
    yield _line((f"{title} ({len(found)})" if found else f"{title}: none found", "bold"), more)
    if found:
        yield from (Padding(row, (0, 0, 0, 2)) for row in rows)


def _head(reading: Reading) -> RenderableType:
    report = reading.report
    about = [
        report.outlet,
        words.day(report.published) if report.published else "day of publication unknown",
        words.LANGUAGES.get(report.language, report.language),
        report.id,
    ]
    title = report.title or "Untitled report"
    return Group(_line((title, "bold")), _line((" · ".join(a for a in about if a), "dim")))


def _claim(claim: Claim, names: Names) -> RenderableType:
    status = claim.verdict.status if claim.verdict else "not_covered"
    why = claim.verdict.why if claim.verdict else "not compared with the record"
    lines = [
        _line((f"{words.verdict(status)}: ", f"bold {_COLOURS[status]}"), why),
        _quoted(claim.text),
    ]
    # A verdict that agrees says what the claim says.
    if status != "supported" or claim.source is not None:
        lines.append(_sense(claim, names))
    if claim.verdict is not None:
        if len(claim.verdict.by_subject) > 1:
            lines.append(_by_subject(claim.verdict.by_subject, names))
        lines.extend(_evidence(e) for e in names.evidence(claim.verdict.facts))
    return _marked((MARKS[status], _COLOURS[status]), lines)


def _sense(claim: Claim, names: Names) -> Text:
    when = words.claimed_time(claim)
    date = f", {when}" if when else ""
    return _line(f"claim: {names.claim(claim)}{date}", _whose(claim.source, names))


def _evidence(found: Evidence) -> Text:
    note = f"; {found.note}" if found.note else ""
    return _line(f"record: {found.said}, {found.period}", (f" [{found.source}{note}]", "dim"))


def _by_subject(each: Mapping[str, str], names: Names) -> Text:
    parts: list[Part] = ["each: "]
    for number, (subject, status) in enumerate(each.items()):
        parts.append(", " if number else "")
        parts.append((f"{names.of(subject)} {MARKS[status]}", _COLOURS[status]))
    return _line(*parts)


def _statement(statement: Statement, names: Names) -> RenderableType:
    to = f" to {names.party(statement.addressee)}" if statement.addressee else ""
    speaker = names.party(statement.speaker)
    first = _line((speaker, "bold"), to, (f" ({statement.kind})", "dim"))
    return _marked(("–", "dim"), [first, _quoted(statement.text)])


def _event(event: Event, names: Names) -> RenderableType:
    who, whom = names.who_to_whom(event)
    happened = event.status == "actual"
    first = _line(
        (who, "bold"),
        (f" — {words.coded(event)}", "cyan"),
        (f", {words.status(event)}", "cyan" if happened else "yellow"),
        (" → ", "cyan") if whom else "",
        whom,
    )
    second = _line(
        words.interval(event.time),
        f", in {names.of(event.place)}" if event.place else "",
        (f"; “{words.shortened(event.trigger, 80)}”", "dim"),
        _whose(event.source, names),
    )
    return _marked(("–", "dim"), [first, second])


def _times(reading: Reading) -> RenderableType:
    rows = {(words.calendar_of(time), time.text, time.type) for time in reading.times}
    return _grid(
        [_line(when), _line(text), _line((kind, "dim"))] for when, text, kind in sorted(rows)
    )


def _actors(reading: Reading) -> RenderableType:
    counts = Counter(actor for mention in reading.mentions for actor in mention.actors)
    in_order = sorted(reading.actors, key=lambda actor: (-counts[actor.id], actor.id))
    return _grid(
        [_line((a.id, "dim")), _line(a.name), _line((f"{a.kind}, {counts[a.id]}×", "dim"))]
        for a in in_order
    )


def _whose(source: Attribution | None, names: Names) -> Part:
    word_of = names.word_of(source)
    return (f"; so says {word_of}", "italic") if word_of else ""


def _quoted(text: str) -> Text:
    return _line((f"“{words.shortened(text, _QUOTE_LENGTH)}”", "dim"))


def _line(*parts: Part) -> Text:
    """Put a line together. All text comes through here, so that none can drive the terminal."""
    line = Text()
    for part in parts:
        text, style = (part, "") if isinstance(part, str) else part
        line.append(words.one_line(text, keep_ends=True), style)
    return line


def _marked(mark: tuple[str, str], lines: Iterable[Text]) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(_line(mark), Group(*lines))
    return grid


def _grid(rows: Iterable[list[Text]]) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for row in rows:
        grid.add_row(*row)
    return grid
