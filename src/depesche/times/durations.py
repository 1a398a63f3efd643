"""Lengths of time, dates that lie so far from another, and what comes again and again."""

from __future__ import annotations

import datetime as dt
import re

from depesche.times import calendar
from depesche.times.calendar import interval, shift, value_of
from depesche.times.context import (
    PAST,
    VAGUE,
    Context,
    Found,
    Slots,
    dated,
    time_of,
    told_from,
    two_digits,
)

_THOUSANDS = re.compile(r"\d{1,3}(?:[., \u00a0]\d{3})+")
TIME_UNITS = {"TH": "hours", "TM": "minutes", "TS": "seconds"}


def duration(slots: Slots, context: Context) -> Found | None:
    """A length of time; with `placed` (ago, in) or `span` (the last, the next) also its place."""
    parts = [(slots.get("number", "1"), slots["unit"])]
    if "half" in slots:
        parts = [(f"{(amount_of(parts[0][0]) or 0) + 0.5:g}", slots["unit"])]
    if "more_unit" in slots:
        parts.append((slots.get("more_number", "1"), slots["more_unit"]))
    value = length_of(parts)
    amount = amount_of(parts[0][0])
    unit = slots["unit"]
    anchor = context.published
    if amount is None or anchor is None or unit not in calendar.UNITS:
        return Found(value, f"a length of time: {value}", type="DURATION")
    if slots.get("placed", "0") != "0":
        day = shift(anchor, unit, amount * int(slots["placed"]))
        side = "before" if slots["placed"] == "-1" else "after"
        first, last = interval(value_of(day, unit)) or (day, day)
        why = f"{value} {side} {told_from(anchor, context)}: {value_of(day, unit)}"
        return Found(value, why, earliest=first, latest=last)
    if "span" in slots:
        other = shift(anchor, unit, amount * int(slots["span"]))
        first, last = sorted((anchor, other))
        return Found(value, f"{value}: {first} to {last}", earliest=first, latest=last)
    return Found(value, f"a length of time: {value}", type="DURATION")


def offset(slots: Slots, context: Context) -> Found | None:
    """*three days ago*, *two weeks later*: a DATE that lies so far from its anchor."""
    amount = amount_of(slots.get("number", "1"))
    sign = int(slots["placed"])
    unit = slots["unit"]
    if "ahead" in slots and context.direction() == PAST:
        return duration({**slots, "placed": "0"}, context)
    anchor = context.anchor(slots)
    if amount is None or anchor is None:
        return Found(VAGUE[sign], "no date to count from, or no number")
    if unit in TIME_UNITS:
        return _hours_off(sign * amount, unit, anchor, context)
    day = shift(anchor, unit, sign * amount)
    fine = unit if amount == int(amount) else ("M" if unit == "Y" else "D")
    fine = slots.get("fine", fine)
    value = value_of(day, fine)
    side = "before" if sign < 0 else "after"
    length = length_of([(slots.get("number", "1"), unit)])
    return dated(value, f"{length} {side} {told_from(anchor, context)}")


def _hours_off(amount: float, unit: str, anchor: dt.date, context: Context) -> Found:
    """*two hours later*: a time of day where the one before is known, else the anchor's day."""
    span = interval(context.near) if context.near else None
    start = span[0] if span else None
    if not isinstance(start, dt.datetime) or ":" not in str(context.near):
        return dated(anchor.isoformat(), f"within the day of {told_from(anchor, context)}")
    moment = start + dt.timedelta(**{TIME_UNITS[unit]: amount})
    return dated(
        f"{moment:%Y-%m-%dT%H:%M}{context.near[16:] if context.near else ''}",
        f"counted from {context.near}",
        type="TIME",
    )


def repeated(slots: Slots, _context: Context) -> Found | None:
    """Something that comes again: `P1Y` (every year), `XXXX-WXX-3` (Wednesdays), `XXXX-12-28`."""
    why = "comes again and again"
    if "unit" in slots:
        return Found(length_of([(slots.get("number", "1"), slots["unit"])]), why)
    part = time_of(slots) if "part" in slots or "hour" in slots else ""
    if "weekday" in slots:
        return Found(f"XXXX-WXX-{slots['weekday']}{part}", why)
    if "month" in slots:
        day = f"-{two_digits(slots['day'])}" if "day" in slots else ""
        return Found(f"XXXX-{two_digits(slots['month'])}{day}{part}", why)
    if "season" in slots:
        return Found(f"XXXX-{slots['season']}", why)
    return Found(f"XXXX-XX-XX{part}", why)


def amount_of(text: str) -> float | None:
    """A number as written; separators before three digits part thousands."""
    if _THOUSANDS.fullmatch(text):
        text = re.sub(r"\D", "", text)
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def length_of(parts: list[tuple[str, str]]) -> str:
    """TIMEX3 durations: `P3Y4M`, `PT48H`, `P0.5Y`, `PXD`; parts of a day as `PT1NI`."""
    days, hours = "", ""
    for number, unit in parts:
        text = _plain(number)
        if unit.startswith("T"):
            hours += text + unit[1:]
        else:
            days += text + unit
    return f"P{days}" + (f"T{hours}" if hours else "")


def _plain(number: str) -> str:
    amount = amount_of(number)
    if amount is None:
        return "X"
    return str(int(amount)) if amount == int(amount) else f"{amount:g}"
