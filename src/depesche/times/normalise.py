"""The slots of a matched rule in, the TIMEX3 value and its calendar interval out.

Each kind of expression is one function of slots and context. Values follow TIMEX3 (TimeML 1.2.1);
relative expressions are read from the day of publication, as HeidelTime does for news, or from
the last date named where the words say so (*am Tag darauf*).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from depesche.times import clocks, dates, durations, units
from depesche.times.context import Context, Found, Slots


def normalise(kind: str, slots: Slots, context: Context) -> Found | None:
    """Return what an expression of this kind means; `None` where it means no time at all."""
    try:
        found = KINDS[kind](slots, context)
    except (KeyError, ValueError, OverflowError):
        return None
    if found is None:
        return None
    return replace(
        found,
        mod=found.mod or slots.get("mod"),
        quant=found.quant or slots.get("quant"),
        freq=found.freq or _frequency(slots),
    )


def _frequency(slots: Slots) -> str | None:
    return f"{slots['freq']}X" if slots.get("freq", "").isdigit() else None


KINDS: dict[str, Callable[[Slots, Context], Found | None]] = {
    "fixed": units.fixed,
    "nothing": units.nothing,
    "today": units.today,
    "date": dates.date,
    "decade": units.decade,
    "century": units.century,
    "relative": units.relative,
    "edge": units.edge,
    "weekend": units.weekend,
    "ordinal": units.ordinal,
    "nth_weekday": units.nth_weekday,
    "counted": units.counted,
    "usual": clocks.usual,
    "week_of": units.week_of,
    "week_day": units.week_day,
    "session": units.session,
    "clock": clocks.clock,
    "duration": durations.duration,
    "offset": durations.offset,
    "set": durations.repeated,
}

REQUIRED: dict[str, tuple[str, ...]] = {
    "fixed": ("value",),
    "decade": ("decade",),
    "century": ("number",),
    "relative": ("which", "unit"),
    "edge": ("mod", "unit"),
    "ordinal": ("number", "unit"),
    "nth_weekday": ("number", "weekday"),
    "counted": ("number", "unit"),
    "week_day": ("weekday", "which"),
    "session": ("number", "first_year"),
    "duration": ("unit",),
    "offset": ("unit", "placed"),
}
