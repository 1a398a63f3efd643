"""When things happened: the dated events of a report as a drawing in SVG.

In: a reading. Out: markup. Reports speak of next week and of thirty years ago in one breath, so
days are counted from the day of publication on a symmetric logarithmic scale (Webber 2013, *A
bi-symmetric log transformation*): near days are wide, far years narrow.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from depesche.formats import words
from depesche.formats.html.markup import Attribute, Markup, element, joined
from depesche.formats.words import Names
from depesche.model import Event, Reading

MOST = 60
"""Events drawn at most; the list of events below the drawing has them all."""

_WIDTH, _LEFT, _RIGHT = 760, 330, 740
_ROW, _TOP, _BOTTOM = 36, 34, 10
_LABEL_LENGTH = 48
_TICK_GAP = 62
_UNITS = ((1, "1 day"), (7, "1 week"), (30, "1 month"), (365, "1 year"), (3652, "10 years"))
_MORE_UNITS = ((91, "3 months"), (1826, "5 years"), (9131, "25 years"), (18262, "50 years"))


@dataclass(frozen=True)
class _Scale:
    origin: dt.date
    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> float:
        low, high = self._bend(self.first), self._bend(self.last)
        share = (self._bend(day) - low) / (high - low)
        return round(_LEFT + share * (_RIGHT - _LEFT), 1)

    def _bend(self, day: dt.date) -> float:
        days = (day - self.origin).days
        return math.copysign(math.log1p(abs(days) / 4), days)

    def ticks(self) -> list[tuple[float, str]]:
        """Return places and labels, the origin first; those too near to others are left out."""
        chosen = [(self.x(self.origin), "")]
        for days, name in (*_UNITS, *_MORE_UNITS):
            for sign, word in ((-1, "−"), (1, "+")):
                offset = sign * days
                if not (self.first - self.origin).days <= offset <= (self.last - self.origin).days:
                    continue
                x = self.x(self.origin + dt.timedelta(days=offset))
                if all(abs(x - other) >= _TICK_GAP for other, _ in chosen):
                    chosen.append((x, word + name))
        return chosen


def timeline(reading: Reading, prefix: str) -> Markup | None:
    """Return the drawing, or `None` where no event has a date; `prefix` goes before every id."""
    dated = [(n, e) for n, e in enumerate(reading.events, start=1) if _first(e) is not None]
    dated.sort(key=lambda item: (_first(item[1]), _last(item[1]), item[0]))
    rows = dated[:MOST]
    if not rows:
        return None
    scale = _scale(reading, [event for _, event in rows])
    names = Names(reading)
    height = _TOP + _ROW * len(rows) + _BOTTOM
    title, description = f"{prefix}timeline-title", f"{prefix}timeline-text"
    parts = [
        element("title", {"id": title}, "Timeline of dated events"),
        element("desc", {"id": description}, _description(reading, len(dated))),
        _axis(scale, height, reading.report.published is not None),
        *(_row(scale, _TOP + _ROW * i, n, e, names) for i, (n, e) in enumerate(rows)),
    ]
    return element(
        "svg",
        {
            "class": "timeline",
            "role": "img",
            "aria-labelledby": f"{title} {description}",
            "viewBox": f"0 0 {_WIDTH} {height}",
            "width": _WIDTH,
            "height": height,
        },
        *parts,
    )


def _description(reading: Reading, count: int) -> str:
    seen = "the day of publication" if reading.report.published else "the latest date in the report"
    left_out = f"; the first {MOST} are drawn" if count > MOST else ""
    return (
        f"{count} dated events from the earliest to the latest{left_out}, "
        f"on a scale that is wide near {seen}. The list of events says the same in words."
    )


def _first(event: Event) -> dt.date | None:
    return None if event.time is None else event.time.from_ or event.time.to


def _last(event: Event) -> dt.date | None:
    return None if event.time is None else event.time.to or event.time.from_


def _scale(reading: Reading, events: list[Event]) -> _Scale:
    days = [day for event in events for day in (_first(event), _last(event)) if day is not None]
    origin = reading.report.published or max(days)
    days.append(origin)
    # A day of room at both ends, so that no bar is cut and the scale is never empty.
    first, last = max(min(days), dt.date(2, 1, 1)), min(max(days), dt.date(9998, 1, 1))
    return _Scale(origin, first - dt.timedelta(days=1), last + dt.timedelta(days=1))


def _axis(scale: _Scale, height: int, is_published: bool) -> Markup:
    parts: list[Markup] = []
    for number, (x, label) in enumerate(scale.ticks()):
        is_origin = number == 0
        kind = "origin" if is_origin else "tick"
        line: dict[str, Attribute] = {
            "class": kind,
            "x1": x,
            "x2": x,
            "y1": _TOP - 6,
            "y2": height - _BOTTOM,
        }
        parts.append(element("line", line))
        word = ("published" if is_published else "latest date") if is_origin else label
        y = 12 if is_origin else 24
        anchor = "end" if x > _RIGHT - 40 else "middle"
        parts.append(
            element("text", {"class": f"{kind}-label", "x": x, "y": y, "text-anchor": anchor}, word)
        )
    return joined(parts)


def _row(scale: _Scale, y: int, number: int, event: Event, names: Names) -> Markup:
    who, whom = names.who_to_whom(event)
    label = f"{who} → {whom}" if whom else who
    code = f"E{number} {words.interval(event.time)} {event.type} {_unless_actual(event)}".strip()
    return element(
        "g",
        {"class": f"row st-{event.status}"},
        element("title", None, f"{code}: {label}"),
        element("text", {"class": "code", "x": 0, "y": y + 14}, words.shortened(code, 52)),
        element(
            "text", {"class": "who", "x": 0, "y": y + 29}, words.shortened(label, _LABEL_LENGTH)
        ),
        _bar(scale, y + _ROW / 2, event),
    )


def _unless_actual(event: Event) -> str:
    return "" if event.status == "actual" else words.status(event)


def _bar(scale: _Scale, middle: float, event: Event) -> Markup:
    assert event.time is not None
    start, end = event.time.from_, event.time.to
    x1 = _LEFT if start is None else scale.x(max(start, scale.first))
    x2 = _RIGHT if end is None else scale.x(min(end, scale.last))
    shape: dict[str, Attribute] = {
        "class": "bar",
        "x": min(x1, x2) - 5,
        "y": middle - 5,
        "width": abs(x2 - x1) + 10,
        "height": 10,
        "rx": 5,
    }
    parts = [element("rect", shape)]
    if event.status == "negated":
        x = (x1 + x2) / 2
        strike: dict[str, Attribute] = {
            "class": "strike",
            "x1": x - 7,
            "y1": middle + 8,
            "x2": x + 7,
            "y2": middle - 8,
        }
        parts.append(element("line", strike))
    return joined(parts)
