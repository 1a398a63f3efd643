"""Units of the calendar: decades, centuries, weeks, counted from the anchor or inside another."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from depesche.times import calendar
from depesche.times.calendar import day_of, interval, shift, value_of
from depesche.times.context import (
    FUTURE,
    PAST,
    VAGUE,
    Context,
    Found,
    Slots,
    dated,
    time_of,
    told_from,
    weekday_name,
    written,
)
from depesche.times.dates import date, relative_only, which_of
from depesche.times.durations import length_of
from depesche.times.feasts import nth_weekday as nth_weekday_of


def fixed(slots: Slots, _context: Context) -> Found | None:
    """A value that the rule itself gives: PAST_REF, or a period with known dates."""
    value = slots["value"]
    if value in VAGUE.values():
        return Found(value, f"a vague reference to the {value[:-4].lower()}")
    if "/" in value:
        return dated(value, f"a named period: {value.replace('/', ' to ')}")
    return dated(value, "a fixed value of the rule")


def nothing(_slots: Slots, _context: Context) -> Found | None:
    """No time at all: ages, sums and sayings that look like times."""
    return None


def today(slots: Slots, context: Context) -> Found | None:
    """*heute*: the day of publication in daily reporting, else the present in general."""
    day = context.published
    if day is None:
        return Found("PRESENT_REF", "the present; the day of publication is unknown")
    daily = context.direction() == FUTURE if context.daily is None else context.daily
    if not daily and slots.get("sure") != "day":
        return Found("PRESENT_REF", "the present in general")
    return dated(day.isoformat(), f"{written(day)}, the day of publication")


def decade(slots: Slots, context: Context) -> Found | None:
    """*die siebziger Jahre*, *die 1970er Jahre*: three digits of the year (TIMEX3)."""
    digits = slots["decade"]
    if len(digits) >= 3:
        return dated(digits[:3], f"the decade as written: {digits[:3]}0 to {digits[:3]}9")
    tens = int(digits) // 10 if len(digits) == 2 else int(digits)
    today = context.published.year if context.published else 2020
    first = max(c + 10 * tens for c in (1800, 1900, 2000, 2100) if c + 10 * tens <= today)
    if "century" in slots:
        first = 100 * (int(slots["century"]) - 1) + 10 * tens
    value = f"{first:04d}"[:3]
    return dated(value, f"the decade {value}0 to {value}9")


def century(slots: Slots, _context: Context) -> Found | None:
    """*das 20. Jahrhundert* is `19`, *das dritte Jahrtausend* `2` (TIMEX3's leading digits)."""
    number = int(slots["number"])
    value = f"{number - 1:02d}" if slots.get("unit", "CE") == "CE" else f"{number - 1}"
    if slots.get("era") == "BC":
        return Found(f"BC{value}", "as written, before the common era")
    if slots.get("unit", "CE") == "CE" and not 1 <= number <= 30:
        return None
    return dated(value, f"as written: the years that begin with {value}")


def relative(slots: Slots, context: Context) -> Found | None:
    """*nächste Woche*, *gestern*, *im vergangenen Monat*: a unit, counted from the anchor."""
    which = int(slots["which"]) * int(slots.get("sign", "1"))
    anchor = context.anchor(slots)
    if anchor is None:
        return Found(VAGUE[max(-1, min(1, which))], "the day of publication is unknown")
    unit = slots["unit"]
    if unit in calendar.SEASONS:
        return which_of({**slots, "season": unit}, context, anchor)
    day = shift(anchor, unit, which - ("eve" in slots))
    fine = slots.get("fine", unit)
    value = value_of(day, _unit_of(context.last) or unit if fine == "last" else fine)
    if "part" in slots or "hour" in slots:
        value += time_of(slots)
    name = calendar.UNITS.get(unit, unit)
    where = f"{abs(which)} {name}{'s' * (abs(which) != 1)} {'before' if which < 0 else 'after'}"
    if which == 0:
        where = f"the {name} of"
    return dated(value, f"{where} {told_from(anchor, context)}: {value}")


def _unit_of(value: str | None) -> str | None:
    """The unit of a value, if it is longer than a day and shorter than a year."""
    for unit in ("M", "Q", "H"):
        span = interval(value) if value else None
        if span and value == value_of(day_of(span[0]), unit):
            return unit
    return None


def edge(slots: Slots, context: Context) -> Found | None:
    """*zu Jahresende*: of the unit under way, but what *was* is behind and what *will be* ahead."""
    which, anchor = 0, context.published
    span = interval(value_of(anchor, slots["unit"])) if anchor else None
    if anchor and span and context.relation not in ("since", "from"):
        half = day_of(span[0]) + (day_of(span[1]) - day_of(span[0])) / 2
        if slots["mod"] == "END" and anchor < half and context.sense() == PAST:
            which = -1
        if slots["mod"] == "START" and anchor > half and context.sense() == FUTURE:
            which = 1
    return relative({**slots, "which": str(which)}, context)


def weekend(_slots: Slots, context: Context) -> Found | None:
    """*am Wochenende*: the coming one with present or future tense, else the last."""
    anchor = context.published
    if anchor is None:
        return Found("XXXX-WXX-WE", "the day of publication is unknown")
    direction = context.direction()
    back = anchor.isoweekday() < 6 and direction in (None, -1)
    value = value_of(anchor - dt.timedelta(weeks=back), "WE")
    side = "before" if back else "at or after"
    return dated(value, f"the weekend {side} {told_from(anchor, context)}: {value}")


def ordinal(slots: Slots, context: Context) -> Found | None:
    """*last week of August*, *first quarter*: the n-th unit inside a month or year."""
    base = date({k: v for k, v in slots.items() if k != "number"}, context)
    span = interval(base.value) if base else None
    if base is None or span is None:
        return None
    first, last = day_of(span[0]), day_of(span[1])
    number, unit = int(slots["number"]), slots["unit"]
    day = shift(first, unit, number - 1) if number > 0 else shift(last, unit, number + 1)
    if not first <= day <= last:
        return None
    return replace(dated(value_of(day, unit), f"counted inside {base.value}"), explicit=True)


def nth_weekday(slots: Slots, context: Context) -> Found | None:
    """*the first Monday in May*: the n-th weekday of a month."""
    rest = {k: v for k, v in slots.items() if k not in ("number", "weekday")}
    base = date(rest, context)
    if base is None or len(base.value) != 7:
        return None
    year, month = base.value.split("-")
    day = nth_weekday_of(int(slots["number"]), int(slots["weekday"]), int(month), int(year))
    return dated(day.isoformat(), f"counted inside {base.value}")


def week_of(slots: Slots, context: Context) -> Found | None:
    """*the week of September 18*: the calendar week that holds the day."""
    day = date(slots, context)
    if day is None or len(day.value) != 10:
        return None
    week = value_of(dt.date.fromisoformat(day.value), "W")
    return dated(week, f"the week of {day.value}")


def week_day(slots: Slots, context: Context) -> Found | None:
    """*Friday next week*: a weekday of the week counted from the anchor."""
    anchor = context.anchor(slots)
    if anchor is None:
        return relative_only(slots)
    week = anchor + dt.timedelta(weeks=int(slots["which"]))
    day = week + dt.timedelta(days=int(slots["weekday"]) - week.isoweekday())
    return dated(day.isoformat(), f"{weekday_name(day)} of week {value_of(week, 'W')}")


def session(slots: Slots, _context: Context) -> Found | None:
    """The n-th session of a body that meets yearly: it opens in year `first_year` + n.

    The UN General Assembly opens on the Tuesday of the third week of September, counted from the
    first week with a working day (A/RES/57/301); since its 78th session, of the second week.
    """
    year = int(slots["first_year"]) + int(slots["number"])
    first, last = _opening_day(year), _opening_day(year + 1) - dt.timedelta(days=1)
    value = f"{first.isoformat()}/{last.isoformat()}"
    return dated(value, f"session {slots['number']}: {first} to {last}")


def _opening_day(year: int) -> dt.date:
    first = dt.date(year, 9, 1)
    monday = first - dt.timedelta(days=first.weekday())
    if first.isoweekday() >= 6:
        monday += dt.timedelta(days=7)
    return monday + dt.timedelta(days=8 if year >= 2023 else 15)


def counted(slots: Slots, context: Context) -> Found | None:
    """*in der dritten Woche*: counted from the day the story began; without one, a duration."""
    number, unit = int(slots["number"]), slots["unit"]
    span = interval(context.base) if context.base else None
    if span is None or number < 1:
        return Found(length_of([("1", unit)]), "one of several such units", type="DURATION")
    value = value_of(shift(day_of(span[0]), unit, number - 1), unit)
    return dated(value, f"number {number}, counted from {context.base}, a date named before")
