"""What an expression is read against, and what it turns out to mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from depesche.times.calendar import Moment, day_of, interval

Slots = Mapping[str, str]
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PAST, PRESENT, FUTURE = -1, 0, 1
VAGUE = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}


@dataclass
class Context:
    """What an expression is read against.

    - `published`: the day of publication, if known.
    - `direction` tells past (-1), present (0), future (1) or nothing (`None`) from the clause's
      verb; `relation`: what the preposition says (since, until, planned ...).
    - `last`, `last_day`: the last date and the last day named before; `base`: the last day that
      was not itself counted from another.
    - `near`, `near_day`: the same if they stand in this sentence (then `same_sentence` and
      `same_sentence_day`) or just before; `adjacent`: `near` stands right before; `after_night`:
      the day was named by its night.
    - `story`: `near`, if the text gave its year; `told`: whether no present tense stands with it.
    - `repeats`: whether something that comes again stands in this sentence.
    - `daily`: whether the text reports the day's news; `None` where the tense must tell.
    - `named_days`: the days that the text has named with their years, by month and day.
    """

    published: dt.date | None
    direction: Callable[[], int | None]
    last: str | None = None
    last_day: str | None = None
    base: str | None = None
    near: str | None = None
    near_day: str | None = None
    same_sentence: bool = False
    same_sentence_day: bool = False
    adjacent: bool = False
    after_night: bool = False
    repeats: Callable[[], bool] = bool
    relation: str | None = None
    story: str | None = None
    told: Callable[[], bool] = bool
    daily: bool | None = False
    named_days: Mapping[str, str] = field(default_factory=dict)

    def sense(self) -> int | None:
        """The clause's direction, as far as the preposition lets it speak.

        What is *dated* (*der Beschluss vom 3. Mai*) lies behind; what is *planned for* a day may
        be told in the past; *until* looks ahead unless told.
        """
        direction = self.direction()
        if self.relation == "dated" and direction != FUTURE:
            return PAST
        if self.relation == "planned" and direction == PAST:
            return None
        if self.relation == "until" and direction in (None, PRESENT):
            return FUTURE
        return direction

    def opened(self) -> dt.date | None:
        """The day before *until* in the same sentence, which the day after it cannot precede."""
        if self.relation != "until" or not self.same_sentence_day or self.near_day is None:
            return None
        return dt.date.fromisoformat(self.near_day)

    def anchor(self, slots: Slots) -> dt.date | None:
        """Return the day that a relative expression counts from."""
        named = self.last_day if slots.get("unit") == "D" else self.last
        if slots.get("anchor") == "last" and named and (found := interval(named)):
            return day_of(found[0])
        return self.published


@dataclass(frozen=True)
class Found:
    """A normalised expression."""

    value: str
    why: str
    type: str | None = None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    earliest: Moment | None = None
    latest: Moment | None = None
    explicit: bool = field(default=False)


def dated(value: str, why: str, **more: object) -> Found:
    """A finding with the interval of its value; raises `ValueError` for no date of the calendar."""
    span = interval(value)
    earliest, latest = span or (None, None)
    if span is None and value[:1].isdigit() and "X" not in value:
        raise ValueError(f"no such date: {value}")
    return Found(value, why, earliest=earliest, latest=latest, **more)  # type: ignore[arg-type]


def written(day: dt.date) -> str:
    """A day in words: `Friday 2023-09-15`."""
    return f"{weekday_name(day)} {day.isoformat()}"


def weekday_name(day: dt.date) -> str:
    """The weekday in English, whatever the machine's locale."""
    return _WEEKDAYS[day.weekday()]


def told_from(anchor: dt.date, context: Context) -> str:
    """The anchor of a relative expression in words."""
    if anchor == context.published:
        return f"{written(anchor)}, the day of publication"
    return f"{written(anchor)}, the date named before"


def time_of(slots: Slots) -> str:
    """The `T...` end of a value: `TMO` for a part of the day, `T20:15+02:00` for a clock time."""
    if "hour" not in slots:
        return f"T{slots['part']}"
    hour, minute = int(slots["hour"]), int(slots.get("minute") or 0)
    if "minutes" in slots:
        # "halb neun" is written as hour 9, minutes -30
        total = hour * 60 + int(slots["minutes"])
        hour, minute = divmod(total % 1440, 60)
    if slots.get("part") in ("AF", "EV", "PM") and hour < 12:
        hour += 12
    elif slots.get("part") in ("AM",) and hour == 12:
        hour = 0
    return f"T{hour:02d}:{minute:02d}{slots.get('zone', '')}"


def two_digits(text: str) -> str:
    """`7` as `07`."""
    return f"{int(text):02d}"
