"""The history of one organisation: who belonged to it, in what capacity, from when to when.

In: a `Record` and an organisation's id. Out: spells in the order in which members joined, and a
timeline of them as text for a terminal or as SVG. The form is the Gantt chart's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from depesche.errors import DepescheError
from depesche.model import Fact
from depesche.record import dates
from depesche.record.facts import Record

# Light to dark, told apart in print and by colour-blind readers (Okabe and Ito 2008).
_COLOURS = {
    "full": "#0072b2",
    "permanent": "#004d7a",
    "suspended": "#d55e00",
    "associate": "#56b4e9",
    "observer": "#e69f00",
    "partner": "#f0e442",
    "candidate": "#009e73",
    "applied": "#9ad9c2",
    "invited": "#cc79a7",
    "signed": "#bbbbbb",
}
_BLOCKS = {"full": "█", "permanent": "█", "suspended": "x", "candidate": "c", "applied": "a"}
_LETTERS = {"associate": "░", "observer": "o", "partner": "p", "invited": "i", "signed": "s"}
_BLOCKS |= _LETTERS
_ORDER = tuple(_COLOURS)
ROW, LEFT, WIDTH = 18, 190, 900


@dataclass(frozen=True)
class Lane:
    """One member with all its spells."""

    subject: str
    name: str
    spells: tuple[Fact, ...]


def lanes(record: Record, organisation: str) -> list[Lane]:
    """Return the members in the order in which they first joined.

    Raises `DepescheError` where the record has no members of `organisation`.
    """
    facts = record.facts(relation="member_of", object=organisation)
    if not facts:
        raise DepescheError(f"{organisation}: the record has no members of it")
    by_subject: dict[str, list[Fact]] = {}
    for fact in sorted(facts, key=lambda f: (f.valid_from or "", f.subject)):
        by_subject.setdefault(fact.subject, []).append(fact)
    return [Lane(s, name_of(record, s), tuple(own)) for s, own in by_subject.items()]


def name_of(record: Record, id: str) -> str:
    """Return the English name of an actor, or its id where no table names it."""
    actor = record.actor(id)
    return actor.name if actor else id


def text_timeline(rows: Sequence[Lane], until: dt.date, width: int = 60) -> list[tuple[str, str]]:
    """Return (name, bar) per member; one character stands for the years that the scale line names.

    The last row is the scale: first and last year.
    """
    first, last = _years(rows, until)
    step = max(1, -(-(last - first + 1) // width))
    bars = []
    for lane in rows:
        bar = ""
        for year in range(first, last + 1, step):
            held = [f for f in lane.spells if _touches(f, year, min(year + step - 1, last), until)]
            best = min(held, key=_rank, default=None)
            bar += _BLOCKS.get(best.qualifier or "full", "·") if best else " "
        bars.append((lane.name, bar.rstrip()))
    count = len(range(first, last + 1, step))
    unit = "year" if step == 1 else f"{step} years"
    scale = f"{first}{str(last).rjust(max(count - 4, 5))}  one character = {unit}"
    return [*bars, ("", scale)]


def svg(rows: Sequence[Lane], title: str, until: dt.date) -> str:
    """Return the timeline as a self-contained SVG 1.1 document with titles on hover."""
    first, last = _years(rows, until)
    height = 70 + ROW * len(rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 20} {height}" '
        f'role="img" aria-label="{escape(title)}" font-family="sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<rect width="100%" height="100%" fill="#fff"/><text x="10" y="20" font-size="15">'
        f"{escape(title)}</text>",
    ]
    scale = WIDTH / ((last + 1 - first) * 365.2425)
    origin = dt.date(first, 1, 1)
    step = next(s for s in (1, 2, 5, 10, 20, 50) if (last - first) / s <= 18)
    for year in range(first - first % step + (step if first % step else 0), last + 1, step):
        x = LEFT + (dt.date(year, 1, 1) - origin).days * scale
        parts.append(
            f'<line x1="{x:.1f}" y1="40" x2="{x:.1f}" y2="{height - 25}" stroke="#ddd"/>'
            f'<text x="{x:.1f}" y="36" text-anchor="middle" fill="#555">{year}</text>'
        )
    for i, lane in enumerate(rows):
        parts.extend(_svg_lane(lane, 48 + i * ROW, origin, scale, until))
    parts.append(_legend(rows, height - 8))
    return "\n".join([*parts, "</svg>\n"])


def _svg_lane(lane: Lane, y: int, origin: dt.date, scale: float, until: dt.date) -> list[str]:
    parts = [f'<text x="{LEFT - 8}" y="{y + 11}" text-anchor="end">{escape(lane.name)}</text>']
    for fact in sorted(lane.spells, key=lambda f: -_rank(f)):
        start, end = _span(fact, until)
        x, width = LEFT + (start - origin).days * scale, max(2.0, (end - start).days * scale)
        told = f"{lane.name}: {fact.qualifier or 'full'}, {period(fact)}"
        told += f" ({fact.note})" if fact.note else ""
        colour = _COLOURS.get(fact.qualifier or "full", "#888")
        top, height = (y + 4, 6) if fact.qualifier == "suspended" else (y + 1, 12)
        parts.append(
            f'<rect x="{x:.1f}" y="{top}" width="{width:.1f}" height="{height}" fill="{colour}">'
            f"<title>{escape(told)}</title></rect>"
        )
    return parts


def _legend(rows: Sequence[Lane], y: int) -> str:
    used = {f.qualifier or "full" for lane in rows for f in lane.spells}
    parts, x = [], LEFT
    for qualifier in (q for q in _ORDER if q in used):
        parts.append(
            f'<rect x="{x}" y="{y - 10}" width="12" height="10" fill="{_COLOURS[qualifier]}"/>'
            f'<text x="{x + 16}" y="{y}">{qualifier}</text>'
        )
        x += 30 + 8 * len(qualifier)
    return "".join(parts)


def period(fact: Fact) -> str:
    """Return `2006-08-16 to 2012-12-19`, `since 2001-06-15`, `to 1990`."""
    if fact.valid_from and fact.valid_to:
        same = fact.valid_from == fact.valid_to
        return fact.valid_from if same else f"{fact.valid_from} to {fact.valid_to}"
    if fact.valid_from:
        return f"since {fact.valid_from}"
    return f"to {fact.valid_to}" if fact.valid_to else "undated"


def _years(rows: Sequence[Lane], until: dt.date) -> tuple[int, int]:
    starts = [int(f.valid_from[:4]) for lane in rows for f in lane.spells if f.valid_from]
    ends = [_span(f, until)[1].year for lane in rows for f in lane.spells]
    return min(starts), max(ends)


def _span(fact: Fact, until: dt.date) -> tuple[dt.date, dt.date]:
    start = dates.first_day(fact.valid_from) if fact.valid_from else dt.date(1900, 1, 1)
    end = dates.last_day(fact.valid_to) if fact.valid_to else until
    return start, max(start, end)


def _touches(fact: Fact, first: int, last: int, until: dt.date) -> bool:
    start, end = _span(fact, until)
    return start.year <= last and end.year >= first


def _rank(fact: Fact) -> int:
    qualifier = fact.qualifier or "full"
    if qualifier == "suspended":
        return -1
    return _ORDER.index(qualifier) if qualifier in _ORDER else len(_ORDER)
