"""Calendar dates: what is written out, and what the day of publication or the tense must add."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from depesche.times import calendar
from depesche.times.calendar import day_of, interval
from depesche.times.context import (
    FUTURE,
    PAST,
    PRESENT,
    Context,
    Found,
    Slots,
    dated,
    time_of,
    told_from,
    two_digits,
    weekday_name,
    written,
)
from depesche.times.feasts import feast

_SENSES = {-1: "past", 0: "present", 1: "future"}
_PRESENT_LOOKS_AHEAD = 4
_TABULAR = "by the tabular Islamic calendar, a day more or less"
_NEAREST = {"day", "holiday", "week"}


def date(slots: Slots, context: Context) -> Found | None:
    """A calendar date, as far as the slots give it: year, month, day, season, part of day ..."""
    year = _year(slots, context)
    if year is None:
        found = _without_year(slots, context)
    else:
        value = _build(slots, year)
        found = None if value is None else dated(value, f"the date as written: {value}")
        found = found and replace(found, explicit=True)
    if found is None:
        return None
    if slots.get("holiday", "").startswith("islamic"):
        found = replace(found, why=f"{found.why}; {_TABULAR}")
    return _with_hours(found, slots)


def _year(slots: Slots, context: Context) -> str | None:
    if "year" in slots:
        return slots["year"].zfill(4)
    if "short_year" in slots:
        return str(_full_year(int(slots["short_year"]), context))
    if (
        context.adjacent
        and len(context.near or "") == 4
        and ("month" in slots or "season" in slots)
    ):
        return context.near
    if "year_which" in slots and context.published:
        anchor = context.anchor({"anchor": slots.get("year_anchor", "")}) or context.published
        return f"{anchor.year + int(slots['year_which']):04d}"
    return None


def _full_year(two_digits: int, context: Context) -> int:
    """A year of two digits: the century that puts it before, or at most ten years after, today."""
    today = context.published.year if context.published else 2020
    return max(c + two_digits for c in (1800, 1900, 2000, 2100) if c + two_digits <= today + 10)


_FORMS = (
    ("month", "{}-{:0>2}"),
    ("season", "{}-{}"),
    ("half", "{}-H{}"),
    ("quarter", "{}-Q{}"),
    ("week", "{}-W{:0>2}"),
)


def _build(slots: Slots, year: str) -> str | None:
    """The value of the year's day, feast, month, season, half, quarter or week that is meant."""
    if slots.get("era") == "BC":
        return f"BC{year}"
    if "day" in slots and "month" in slots:
        return f"{year}-{two_digits(slots['month'])}-{two_digits(slots['day'])}"
    if "holiday" in slots:
        first, last = feast(slots["holiday"], int(year))
        return first.isoformat() if first == last else f"{first}/{last}"
    return next((form.format(year, slots[slot]) for slot, form in _FORMS if slot in slots), year)


def _with_hours(found: Found, slots: Slots) -> Found | None:
    if "part" not in slots and "hour" not in slots:
        return found
    if "T" in found.value or len(found.value) != 10:
        return None
    day = found.value
    if "eve" in slots:
        day = (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()
    return replace(dated(day + time_of(slots), found.why), explicit=found.explicit)


def _without_year(slots: Slots, context: Context) -> Found | None:
    anchor = context.anchor(slots)
    if anchor is None:
        return relative_only(slots)
    if "day" in slots and "month" not in slots:
        return _day_of_month(slots, context, anchor)
    if "weekday" in slots and "month" not in slots:
        return _weekday(slots, context, anchor)
    return _nearest_year(slots, context, anchor)


def relative_only(slots: Slots) -> Found | None:
    """TIMEX3's values for what the text alone gives, with X for what is unknown."""
    if "holiday" in slots:
        rule = slots["holiday"]
        value = f"XXXX-{rule}" if rule[0].isdigit() and len(rule) == 5 else "XXXX-XX-XX"
    elif "weekday" in slots and "day" not in slots:
        value = f"XXXX-WXX-{slots['weekday']}"
    elif "day" in slots:
        month = two_digits(slots["month"]) if "month" in slots else "XX"
        value = f"XXXX-{month}-{two_digits(slots['day'])}"
    else:
        value = _build(slots, "XXXX") or "XXXX"
    if "part" in slots or "hour" in slots:
        value += time_of(slots)
    return Found(value, "the day of publication is unknown, so only what the words say")


def _day_of_month(slots: Slots, context: Context, anchor: dt.date) -> Found | None:
    """A bare day (*am 5.*): in the month of the date named just before, else the nearest."""
    near = interval(context.near) if context.near else None
    base = day_of(near[0]) if near else anchor
    choices = []
    for months in (-1, 0, 1):
        first = calendar.add_months(base.replace(day=1), months)
        try:
            choices.append(first.replace(day=int(slots["day"])))
        except ValueError:
            continue
    if near and base in choices:
        return None
    day = _choose([(c, c) for c in choices], base, context.direction(), "nearest")
    return dated(day[0].isoformat(), f"day {slots['day']} nearest to {told_from(base, context)}")


def _nearest_year(slots: Slots, context: Context, anchor: dt.date) -> Found | None:
    if "which" in slots:
        return which_of(slots, context, anchor)
    if "month" in slots and "day" in slots:
        named = context.named_days.get(f"{two_digits(slots['month'])}-{two_digits(slots['day'])}")
        if named:
            return dated(named, f"{named}, named with its year before", explicit=True)
    told = _in_story(slots, context, anchor)
    if told:
        return told
    choices: list[tuple[dt.date, dt.date]] = []
    values: dict[tuple[dt.date, dt.date], str] = {}
    for year in _years_around(anchor):
        value = _build(slots, f"{year:04d}")
        span = interval(value) if value else None
        if span and value:
            choice = (day_of(span[0]), day_of(span[1]))
            choices.append(choice)
            values[choice] = value
    if slots.get("weekday") and "day" in slots:
        fitting = [c for c in choices if str(c[0].isoweekday()) == slots["weekday"]]
        choices = fitting or choices
    if not choices:
        return None
    opened = context.opened()
    if opened and opened <= max(choice[1] for choice in choices):
        chosen = min(choice for choice in choices if choice[1] >= opened)
        return dated(values[chosen], f"{values[chosen]}: the next after {written(opened)}")
    direction = context.sense()
    if direction == PAST and {"half", "quarter"} & slots.keys():
        choices = [c for c in choices if c[1] < anchor] or choices
    unsure = "nearest" if _NEAREST & slots.keys() or context.relation == "planned" else "past"
    chosen = _choose(choices, anchor, direction, unsure)
    value = values[chosen]
    sense = _SENSES.get(direction, "") if direction is not None else ""
    by = f" ({sense} tense)" if sense else ""
    where = _place(chosen, anchor)
    return dated(value, f"{value}: {where} {told_from(anchor, context)}{by}")


def _in_story(slots: Slots, context: Context, anchor: dt.date) -> Found | None:
    """A date of a story: after a date with its year, the nearest day or the next month."""
    span = interval(context.story) if context.story else None
    if span is None or "month" not in slots or "weekday" in slots or context.relation == "planned":
        return None
    base = day_of(span[0])
    if base.year >= anchor.year or context.direction() == FUTURE or not context.told():
        return None
    told_year = len(context.story or "") == 4
    carries = "day" in slots and not told_year and context.relation != "since"
    if not context.same_sentence and not carries:
        return None
    value = _build(slots, f"{base.year:04d}") if told_year else _next_told(slots, base, anchor)
    return dated(value, f"{value}: told after {context.story}", explicit=True) if value else None


def _next_told(slots: Slots, base: dt.date, anchor: dt.date) -> str | None:
    """The value nearest to `base` and not after `anchor`; a month not before `base` either."""
    days = []
    for year in _years_around(base):
        value = _build(slots, f"{year:04d}")
        span = interval(value) if value else None
        if value and span and day_of(span[0]) <= anchor:
            days.append((day_of(span[0]), value))
    if "day" not in slots:
        days = [day for day in days if day[0] >= base]
    return min(days, key=lambda day: abs((day[0] - base).days))[1] if days else None


def _years_around(anchor: dt.date) -> tuple[int, ...]:
    return tuple(y for y in (anchor.year - 1, anchor.year, anchor.year + 1) if 1 <= y <= 9999)


def _place(chosen: tuple[dt.date, dt.date], anchor: dt.date) -> str:
    if chosen[1] < anchor:
        return "the last before"
    return "the next after" if chosen[0] > anchor else "around"


def _choose(
    choices: list[tuple[dt.date, dt.date]], anchor: dt.date, direction: int | None, unsure: str
) -> tuple[dt.date, dt.date]:
    """The interval that fits the direction best: last begun, next to end, or nearest."""
    past = [c for c in choices if c[0] <= anchor]
    future = [c for c in choices if c[1] >= anchor]
    if direction == PAST or (direction is None and unsure == "past"):
        return max(past) if past else min(choices)
    if direction == FUTURE or (direction == PRESENT and unsure == "future"):
        return min(future) if future else max(choices)
    slow = _PRESENT_LOOKS_AHEAD if direction == PRESENT else 1
    return min(choices, key=lambda c: (_distance(c, anchor) * (slow if c[1] < anchor else 1), c))


def _distance(choice: tuple[dt.date, dt.date], anchor: dt.date) -> int:
    if choice[0] <= anchor <= choice[1]:
        return 0
    return min(abs((choice[0] - anchor).days), abs((choice[1] - anchor).days))


def which_of(slots: Slots, context: Context, anchor: dt.date) -> Found | None:
    """*nächsten Mai*, *im vergangenen Herbst*: counted from the anchor, its own year apart."""
    which = int(slots["which"])
    spans = []
    for year in range(anchor.year - 3, anchor.year + 4):
        value = _build(slots, f"{year:04d}")
        span = interval(value) if value else None
        if span and value:
            spans.append((day_of(span[0]), day_of(span[1]), value))
    if which < 0:
        fitting = [s for s in spans if s[1] < anchor][which:]
        chosen = fitting[0] if fitting else None
    elif which > 0:
        fitting = [s for s in spans if s[0] > anchor][:which]
        chosen = fitting[-1] if fitting else None
    else:
        around = (s for s in spans if s[0] <= anchor <= s[1])
        this_year = next((s for s in spans if s[0].year == anchor.year), None)
        if this_year and this_year[0] > anchor and context.direction() == PAST:
            this_year = max(s for s in spans if s[1] < anchor)
        chosen = next(around, this_year)
    if chosen is None:
        return None
    where = {-1: "the last before", 0: "in the year of"}.get(max(min(which, 0), -1), "")
    where = "the next after" if which > 0 else where
    return dated(chosen[2], f"{where} {told_from(anchor, context)}")


def _weekday(slots: Slots, context: Context, anchor: dt.date) -> Found | None:
    number = int(slots["weekday"])
    if "which" in slots:
        which = int(slots["which"])
        day = _week_day_of(anchor, number, which)
        return dated(day.isoformat(), _weekday_why(day, anchor, context, ""))
    opened = context.opened()
    if opened:
        day = opened + dt.timedelta(days=(number - opened.isoweekday()) % 7)
        return dated(day.isoformat(), f"the next {weekday_name(day)} after {written(opened)}")
    direction = context.sense()
    near = interval(context.near[:10]) if context.near and len(context.near) >= 10 else None
    if near and near[0] == near[1] and day_of(near[0]).isoweekday() == number:
        day = day_of(near[0])
        if abs((day - anchor).days) <= 7 and (
            direction is None or (day - anchor).days * direction >= 0
        ):
            return dated(day.isoformat(), f"{written(day)}, the day named just before")
    past = anchor - dt.timedelta(days=(anchor.isoweekday() - number) % 7)
    future = anchor + dt.timedelta(days=(number - anchor.isoweekday()) % 7)
    day = future if direction in (PRESENT, FUTURE) else past
    if context.relation == "planned" and direction is None:
        day = min(past, future, key=lambda d: abs((d - anchor).days))
    sense = f" ({_SENSES[direction]} tense)" if direction is not None else ""
    return dated(day.isoformat(), _weekday_why(day, anchor, context, sense))


def _week_day_of(anchor: dt.date, number: int, which: int) -> dt.date:
    """Last, this or next weekday: strictly before, in the week of, strictly after the anchor."""
    if which == 0:
        return anchor + dt.timedelta(days=number - anchor.isoweekday())
    if which < 0:
        days = (anchor.isoweekday() - number) % 7 or 7
        return anchor - dt.timedelta(days=days + 7 * (-which - 1))
    return anchor + dt.timedelta(days=((number - anchor.isoweekday()) % 7 or 7) + 7 * (which - 1))


def _weekday_why(day: dt.date, anchor: dt.date, context: Context, sense: str) -> str:
    if day == anchor:
        return f"{told_from(anchor, context)}{sense}"
    last = "last" if day < anchor else "next"
    side = "before" if day < anchor else "after"
    return (
        f"{last} {weekday_name(day)} {side} {told_from(anchor, context)}{sense}: {day.isoformat()}"
    )
