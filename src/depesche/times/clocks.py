"""Times of day: the hour, the part of the day, and the day that they belong to."""

from __future__ import annotations

import datetime as dt

from depesche.times.calendar import day_of, interval
from depesche.times.context import FUTURE, PAST, Context, Found, Slots, dated, time_of, written
from depesche.times.durations import repeated

_NEXT_DAY = dt.timedelta(days=1)
_FAR = dt.timedelta(days=31)
_EVENING = 18


def clock(slots: Slots, context: Context) -> Found | None:
    """A time of day, on the date named just before or on the day of publication."""
    hour = int(slots["hour"]) if "hour" in slots else 0
    if hour > 24 or int(slots.get("minute") or 0) > 59:
        return None
    day, where = _day_for_time(slots, context)
    if "eve" in slots and context.published and _was_last_night(context):
        day, where = context.published - _NEXT_DAY, f"the eve of {written(context.published)}"
    if day is None:
        return Found(f"XXXX-XX-XX{time_of(slots)}", "a time of day; the day is unknown")
    return dated(f"{day}{time_of(slots)}", f"on {where}")


def usual(slots: Slots, context: Context) -> Found | None:
    """*abends*: on the day named in the same sentence; without one, every evening."""
    day: str | dt.date | None = context.near_day
    if day and context.same_sentence_day:
        return dated(f"{day}{time_of(slots)}", f"on {day}, named before", type="TIME")
    if "specific" in slots and context.direction() in (PAST, FUTURE):
        day, where = _day_for_time(slots, context)
        if day:
            return dated(f"{day}{time_of(slots)}", f"on {where}", type="TIME")
    return repeated(slots, context)


def _day_for_time(slots: Slots, context: Context) -> tuple[dt.date | None, str]:
    """The day that a time of day belongs to, and in words why."""
    if context.repeats():
        return None, ""
    span = interval(context.near_day) if context.near_day else None
    near = day_of(span[0]) if span else None
    if near and context.published and not context.same_sentence_day:
        near = near if abs(near - context.published) <= _FAR else None
    if near and context.after_night and _is_before_evening(slots):
        return near + _NEXT_DAY, f"the day after the night of {near}"
    if near:
        return near, f"{near}, the date named before"
    if context.published:
        return context.published, f"{written(context.published)}, the day of publication"
    return None, ""


def _was_last_night(context: Context) -> bool:
    """*Overnight* in the past tense, in a sentence without a day, began the day before."""
    return not context.same_sentence_day and context.direction() == PAST


def _is_before_evening(slots: Slots) -> bool:
    if "hour" in slots:
        return int(slots["hour"]) < _EVENING
    return slots.get("part") in ("MO", "MI", "AF")
