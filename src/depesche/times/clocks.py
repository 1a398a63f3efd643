"""Times of day: the hour, the part of the day, and the day that they belong to."""

from __future__ import annotations

import datetime as dt

from depesche.times.calendar import day_of, interval
from depesche.times.context import FUTURE, PAST, Context, Found, Slots, dated, time_of, written
from depesche.times.durations import repeated

LATE = 18


def clock(slots: Slots, context: Context) -> Found | None:
    """A time of day, on the date named just before or on the day of publication."""
    hour = int(slots["hour"]) if "hour" in slots else 0
    if hour > 24 or int(slots.get("minute") or 0) > 59:
        return None
    day, where = day_for_time(context, slots)
    if "eve" in slots and not context.same_sentence_day and context.direction() == PAST:
        day = (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()
    value = day + time_of(slots)
    if day.startswith("X"):
        return Found(value, "a time of day; the day is unknown")
    return dated(value, f"on {where}")


def usual(slots: Slots, context: Context) -> Found | None:
    """*abends*: on the day named in the same sentence; without one, every evening."""
    day = context.near_day
    if day and context.same_sentence_day:
        return dated(f"{day}{time_of(slots)}", f"on {day}, named before", type="TIME")
    if "specific" in slots and context.direction() in (PAST, FUTURE):
        value, where = day_for_time(context, slots)
        if not value.startswith("X"):
            return dated(f"{value}{time_of(slots)}", f"on {where}", type="TIME")
    return repeated(slots, context)


def day_for_time(context: Context, slots: Slots) -> tuple[str, str]:
    """The day that a time of day belongs to, and in words why; X where it is unknown."""
    if context.repeats():
        return "XXXX-XX-XX", ""
    day = context.near_day
    span = interval(day) if day else None
    if day and span:
        far = context.published and abs((day_of(span[0]) - context.published).days) > 31
        if (context.same_sentence_day or not far) and context.after_night and _is_morning(slots):
            return (day_of(span[0]) + dt.timedelta(days=1)).isoformat(), f"the night of {day}"
        if context.same_sentence_day or not far:
            return day, f"{day}, the date named before"
    if context.published:
        return (
            context.published.isoformat(),
            f"{written(context.published)}, the day of publication",
        )
    return "XXXX-XX-XX", ""


def _is_morning(slots: Slots) -> bool:
    """Whether a time of day that is told after a night belongs to the day after it."""
    if "hour" in slots:
        return int(slots["hour"]) < LATE
    return slots.get("part") in ("MO", "MI", "AF")
