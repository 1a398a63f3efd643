"""The slots of a matched rule in, the TIMEX3 value and its calendar interval out.

Each kind of expression is one function of slots and context. Values follow TIMEX3 (TimeML 1.2.1);
relative expressions are read from the day of publication, as HeidelTime does for news, or from
the last date named where the words say so (*am Tag darauf*).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from depesche.times import calendar
from depesche.times.calendar import Moment, day_of, interval, shift, value_of

Slots = Mapping[str, str]
PAST, PRESENT, FUTURE = -1, 0, 1
_VAGUE = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
_SENSES = {-1: "past", 0: "present", 1: "future"}
_THOUSANDS = re.compile(r"\d{1,3}(?:[., \u00a0]\d{3})+")
_TIME_UNITS = {"TH": "hours", "TM": "minutes", "TS": "seconds"}


@dataclass
class Context:
    """What an expression is read against.

    `published`: the day of publication, if known. `last`, `last_day`: values of the last date and
    the last day named before; `base`: the last day that was not itself counted from another.
    `near`, `near_day`: the last date and day, if they stand in this sentence (then `same_sentence`
    and `same_sentence_day`) or just before; `story`: `near`, if the text gave its year.
    `repeats`: something that comes again stands in this sentence. `relation`: what the
    preposition says (since, until, planned ...).
    `direction` tells past (-1), present (0), future (1) or nothing (`None`) from the clause's verb.
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
    repeats: bool = False
    relation: str | None = None
    story: str | None = None
    daily: bool = False
    named_days: Mapping[str, str] = field(default_factory=dict)

    def sense(self) -> int | None:
        """The clause's direction, as far as the preposition lets it speak.

        What is *planned for* a day may be told in the past; *until* looks ahead unless told.
        """
        direction = self.direction()
        if self.relation == "planned" and direction == PAST:
            return None
        if self.relation == "until" and direction in (None, PRESENT):
            return FUTURE
        return direction

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
    return f"{slots['freq']}X" if slots.get("freq", "").isdigit() else slots.get("freq")


def _dated(value: str, why: str, **more: object) -> Found:
    span = interval(value)
    earliest, latest = span or (None, None)
    if span is None and value[:1].isdigit() and "X" not in value:
        raise ValueError(f"no such date: {value}")
    return Found(value, why, earliest=earliest, latest=latest, **more)  # type: ignore[arg-type]


def _written(day: dt.date) -> str:
    return f"{day:%A} {day.isoformat()}"


def _from(anchor: dt.date, context: Context) -> str:
    if anchor == context.published:
        return f"{_written(anchor)}, the day of publication"
    return f"{_written(anchor)}, the date named before"


def _whole(text: str) -> int:
    return int(float(text))


# Constants


def fixed(slots: Slots, context: Context) -> Found | None:
    """A value that the rule itself gives: PAST_REF, or a period with known dates."""
    value = slots["value"]
    if value in _VAGUE.values():
        return Found(value, f"a vague reference to the {value[:-4].lower()}")
    if "/" in value:
        return _dated(value, f"a named period: {value.replace('/', ' to ')}")
    return _dated(value, "a fixed value of the rule")


def nothing(slots: Slots, context: Context) -> Found | None:
    """No time at all: ages, sums and sayings that look like times."""
    return None


def today(slots: Slots, context: Context) -> Found | None:
    """*heute*: the day of publication in daily reporting, else the present in general."""
    day = context.published
    if day is None:
        return Found("PRESENT_REF", "the present; the day of publication is unknown")
    if not context.daily and slots.get("sure") != "day":
        return Found("PRESENT_REF", "the present in general")
    return _dated(day.isoformat(), f"{_written(day)}, the day of publication")


# Dates


def date(slots: Slots, context: Context) -> Found | None:
    """A calendar date, as far as the slots give it: year, month, day, season, part of day ..."""
    year = _year(slots, context)
    if year is None:
        found = _without_year(slots, context)
    else:
        value = _build(slots, year, context)
        found = None if value is None else _dated(value, f"the date as written: {value}")
        found = found and replace(found, explicit=True)
    if found is None:
        return None
    return _with_hours(found, slots)


def _year(slots: Slots, context: Context) -> str | None:
    if "year" in slots:
        return slots["year"].zfill(4)
    if "short_year" in slots:
        return str(_full_year(int(slots["short_year"]), context))
    if "year_which" in slots and context.published:
        anchor = context.anchor({"anchor": slots.get("year_anchor", "")}) or context.published
        return f"{anchor.year + int(slots['year_which']):04d}"
    return None


def _full_year(two_digits: int, context: Context) -> int:
    """A year of two digits: the century that puts it before, or at most ten years after, today."""
    today = context.published.year if context.published else 2020
    return max(c + two_digits for c in (1800, 1900, 2000, 2100) if c + two_digits <= today + 10)


def _build(slots: Slots, year: str, context: Context) -> str | None:
    if slots.get("era") == "BC":
        return f"BC{year}"
    if "day" in slots and "month" in slots:
        return f"{year}-{_two(slots['month'])}-{_two(slots['day'])}"
    if "holiday" in slots:
        return calendar.feast(slots["holiday"], int(year)).isoformat()
    for slot, form in (("month", "{}-{:0>2}"), ("season", "{}-{}"), ("half", "{}-H{}")):
        if slot in slots:
            return form.format(year, slots[slot])
    if "quarter" in slots:
        return f"{year}-Q{slots['quarter']}"
    if "week" in slots:
        return f"{year}-W{_two(slots['week'])}"
    return year


def _two(text: str) -> str:
    return f"{int(text):02d}"


def _with_hours(found: Found, slots: Slots) -> Found | None:
    if "part" not in slots and "hour" not in slots:
        return found
    if "T" in found.value or len(found.value) != 10:
        return None
    day = found.value
    if "eve" in slots:
        day = (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()
    return replace(_dated(day + _time(slots), found.why), explicit=found.explicit)


def _time(slots: Slots) -> str:
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


def _without_year(slots: Slots, context: Context) -> Found | None:
    anchor = context.anchor(slots)
    if anchor is None:
        return _relative_only(slots)
    if "day" in slots and "month" not in slots:
        return _day_of_month(slots, context, anchor)
    if "weekday" in slots and "month" not in slots:
        return _weekday(slots, context, anchor)
    return _nearest_year(slots, context, anchor)


def _relative_only(slots: Slots) -> Found | None:
    """TIMEX3's values for what the text alone gives, with X for what is unknown."""
    why = "the day of publication is unknown, so only what the words say"
    if "holiday" in slots:
        rule = slots["holiday"]
        return Found(f"XXXX-{rule}" if rule[0].isdigit() and len(rule) == 5 else "XXXX-XX-XX", why)
    if "weekday" in slots and "day" not in slots:
        value = f"XXXX-WXX-{slots['weekday']}"
    elif "day" in slots:
        value = f"XXXX-{_two(slots['month']) if 'month' in slots else 'XX'}-{_two(slots['day'])}"
    else:
        value = _build(slots, "XXXX", Context(None, lambda: None)) or "XXXX"
    if "part" in slots or "hour" in slots:
        value += _time(slots)
    return Found(value, why)


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
    return _dated(day[0].isoformat(), f"day {slots['day']} nearest to {_from(base, context)}")


_NEAREST = {"day", "holiday", "week"}


def _nearest_year(slots: Slots, context: Context, anchor: dt.date) -> Found | None:
    if "which" in slots:
        return _which(slots, context, anchor)
    if "month" in slots and "day" in slots:
        named = context.named_days.get(f"{_two(slots['month'])}-{_two(slots['day'])}")
        if named:
            return _dated(named, f"{named}, named with its year before", explicit=True)
    told = _in_story(slots, context, anchor)
    if told:
        return told
    choices: list[tuple[dt.date, dt.date]] = []
    values: dict[tuple[dt.date, dt.date], str] = {}
    for year in _years_around(anchor, context):
        value = _build(slots, f"{year:04d}", context)
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
    direction = context.sense()
    unsure = "nearest" if _NEAREST & slots.keys() or context.relation == "planned" else "past"
    chosen = _choose(choices, anchor, direction, unsure)
    value = values[chosen]
    sense = _SENSES.get(direction, "") if direction is not None else ""
    by = f" ({sense} tense)" if sense else ""
    where = _place(chosen, anchor)
    return _dated(value, f"{value}: {where} {_from(anchor, context)}{by}")


def _in_story(slots: Slots, context: Context, anchor: dt.date) -> Found | None:
    """A date of a story: after a date with its year, the nearest day or the next month."""
    span = interval(context.story) if context.story else None
    if span is None or "month" not in slots or "weekday" in slots or context.relation == "planned":
        return None
    base = day_of(span[0])
    told_year = len(context.story or "") == 4
    if base.year >= anchor.year or context.direction() == FUTURE:
        return None
    if not context.same_sentence and (told_year or "day" not in slots):
        return None
    if told_year:
        value = _build(slots, f"{base.year:04d}", context)
        return value and _dated(value, f"{value}: told after {context.story}", explicit=True)
    days = []
    for year in (base.year - 1, base.year, base.year + 1):
        value = _build(slots, f"{year:04d}", context)
        found = interval(value) if value else None
        if found and value and day_of(found[0]) <= anchor:
            days.append((day_of(found[0]), value))
    if "day" not in slots:
        days = [d for d in days if d[0] >= base]
    if not days:
        return None
    value = min(days, key=lambda d: abs((d[0] - base).days))[1]
    return _dated(value, f"{value}: told after {context.story}", explicit=True)


def _years_around(anchor: dt.date, context: Context) -> tuple[int, ...]:
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
    if direction == -1 or (direction is None and unsure == "past"):
        return max(past) if past else min(choices)
    if direction == 1 or (direction == 0 and unsure == "future"):
        return min(future) if future else max(choices)
    return min(choices, key=lambda c: (_distance(c, anchor), c))


def _distance(choice: tuple[dt.date, dt.date], anchor: dt.date) -> int:
    if choice[0] <= anchor <= choice[1]:
        return 0
    return min(abs((choice[0] - anchor).days), abs((choice[1] - anchor).days))


def _which(slots: Slots, context: Context, anchor: dt.date) -> Found | None:
    """*nächsten Mai*, *im vergangenen Herbst*: counted from the anchor, its own year apart."""
    which = int(slots["which"])
    spans = []
    for year in range(anchor.year - 3, anchor.year + 4):
        value = _build(slots, f"{year:04d}", context)
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
        chosen = next(around, next((s for s in spans if s[0].year == anchor.year), None))
    if chosen is None:
        return None
    where = {-1: "the last before", 0: "in the year of"}.get(max(min(which, 0), -1), "")
    where = "the next after" if which > 0 else where
    return _dated(chosen[2], f"{where} {_from(anchor, context)}")


def _weekday(slots: Slots, context: Context, anchor: dt.date) -> Found | None:
    number = int(slots["weekday"])
    if "which" in slots:
        which = int(slots["which"])
        day = _week_day_of(anchor, number, which)
        return _dated(day.isoformat(), _weekday_why(day, anchor, context, ""))
    direction = context.sense()
    near = interval(context.near[:10]) if context.near and len(context.near) >= 10 else None
    if near and near[0] == near[1] and day_of(near[0]).isoweekday() == number:
        day = day_of(near[0])
        if abs((day - anchor).days) <= 7 and (direction is None or (day - anchor).days * direction >= 0):
            return _dated(day.isoformat(), f"{_written(day)}, the day named just before")
    past = anchor - dt.timedelta(days=(anchor.isoweekday() - number) % 7)
    future = anchor + dt.timedelta(days=(number - anchor.isoweekday()) % 7)
    day = future if direction in (PRESENT, FUTURE) else past
    if context.relation == "planned" and direction is None:
        day = min(past, future, key=lambda d: abs((d - anchor).days))
    sense = f" ({_SENSES[direction]} tense)" if direction is not None else ""
    return _dated(day.isoformat(), _weekday_why(day, anchor, context, sense))


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
        return f"{_from(anchor, context)}{sense}"
    last = "last" if day < anchor else "next"
    side = "before" if day < anchor else "after"
    return f"{last} {day:%A} {side} {_from(anchor, context)}{sense}: {day.isoformat()}"


def decade(slots: Slots, context: Context) -> Found | None:
    """*die siebziger Jahre*, *die 1970er Jahre*: three digits of the year (TIMEX3)."""
    digits = slots["decade"]
    if len(digits) >= 3:
        return _dated(digits[:3], f"the decade as written: {digits[:3]}0 to {digits[:3]}9")
    tens = int(digits) // 10 if len(digits) == 2 else int(digits)
    today = context.published.year if context.published else 2020
    first = max(c + 10 * tens for c in (1800, 1900, 2000, 2100) if c + 10 * tens <= today)
    if "century" in slots:
        first = 100 * (int(slots["century"]) - 1) + 10 * tens
    value = f"{first:04d}"[:3]
    return _dated(value, f"the decade {value}0 to {value}9")


def century(slots: Slots, context: Context) -> Found | None:
    """*das 20. Jahrhundert* is `19`, *das dritte Jahrtausend* `2` (TIMEX3's leading digits)."""
    number = int(slots["number"])
    value = f"{number - 1:02d}" if slots.get("unit", "CE") == "CE" else f"{number - 1}"
    if slots.get("era") == "BC":
        return Found(f"BC{value}", "as written, before the common era")
    if slots.get("unit", "CE") == "CE" and not 1 <= number <= 30:
        return None
    return _dated(value, f"as written: the years that begin with {value}")


def relative(slots: Slots, context: Context) -> Found | None:
    """*nächste Woche*, *gestern*, *im vergangenen Monat*: a unit, counted from the anchor."""
    which = int(slots["which"]) * int(slots.get("sign", "1"))
    anchor = context.anchor(slots)
    if anchor is None:
        return Found(_VAGUE[max(-1, min(1, which))], "the day of publication is unknown")
    unit = slots["unit"]
    if unit in calendar.SEASONS:
        return _which({**slots, "season": unit}, context, anchor)
    day = shift(anchor, unit, which)
    value = value_of(day, unit)
    if "part" in slots or "hour" in slots:
        value += _time(slots)
    name = calendar.UNITS.get(unit, unit)
    where = f"{abs(which)} {name}{'s' * (abs(which) != 1)} {'before' if which < 0 else 'after'}"
    if which == 0:
        where = f"the {name} of"
    return _dated(value, f"{where} {_from(anchor, context)}: {value}")


def weekend(slots: Slots, context: Context) -> Found | None:
    """*am Wochenende*: the coming one with present or future tense, else the last."""
    anchor = context.published
    if anchor is None:
        return Found("XXXX-WXX-WE", "the day of publication is unknown")
    direction = context.direction()
    back = anchor.isoweekday() < 6 and direction in (None, -1)
    value = value_of(anchor - dt.timedelta(weeks=back), "WE")
    side = "before" if back else "at or after"
    return _dated(value, f"the weekend {side} {_from(anchor, context)}: {value}")


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
    return replace(_dated(value_of(day, unit), f"counted inside {base.value}"), explicit=True)


def nth_weekday(slots: Slots, context: Context) -> Found | None:
    """*the first Monday in May*: the n-th weekday of a month."""
    rest = {k: v for k, v in slots.items() if k not in ("number", "weekday")}
    base = date(rest, context)
    if base is None or len(base.value) != 7:
        return None
    year, month = base.value.split("-")
    day = calendar.feast(f"{slots['number']}.{slots['weekday']}.{month}", int(year))
    return _dated(day.isoformat(), f"counted inside {base.value}")


def week_of(slots: Slots, context: Context) -> Found | None:
    """*the week of September 18*: the calendar week that holds the day."""
    day = date(slots, context)
    if day is None or len(day.value) != 10:
        return None
    week = value_of(dt.date.fromisoformat(day.value), "W")
    return _dated(week, f"the week of {day.value}")


def week_day(slots: Slots, context: Context) -> Found | None:
    """*Friday next week*: a weekday of the week counted from the anchor."""
    anchor = context.anchor(slots)
    if anchor is None:
        return _relative_only(slots)
    week = anchor + dt.timedelta(weeks=int(slots["which"]))
    day = week + dt.timedelta(days=int(slots["weekday"]) - week.isoweekday())
    return _dated(day.isoformat(), f"{day:%A} of week {value_of(week, 'W')}")


def session(slots: Slots, context: Context) -> Found | None:
    """The n-th session of a body that meets yearly: it opens in year `first_year` + n.

    The UN General Assembly opens on the Tuesday of the third week of September, counted from the
    first week with a working day (A/RES/57/301); since its 78th session, of the second week.
    """
    year = int(slots["first_year"]) + int(slots["number"])
    first, last = _opening_day(year), _opening_day(year + 1) - dt.timedelta(days=1)
    value = f"{first.isoformat()}/{last.isoformat()}"
    return _dated(value, f"session {slots['number']}: {first} to {last}")


def _opening_day(year: int) -> dt.date:
    first = dt.date(year, 9, 1)
    monday = first - dt.timedelta(days=first.weekday())
    if first.isoweekday() >= 6:
        monday += dt.timedelta(days=7)
    return monday + dt.timedelta(days=8 if year >= 2023 else 15)


def counted(slots: Slots, context: Context) -> Found | None:
    """*in der dritten Woche*: counted from the day the story began; without one, a length of time."""
    number, unit = int(slots["number"]), slots["unit"]
    span = interval(context.base) if context.base else None
    if span is None or number < 1:
        return Found(_length([("1", unit)]), "one of several such units", type="DURATION")
    value = value_of(shift(day_of(span[0]), unit, number - 1), unit)
    return _dated(value, f"number {number}, counted from {context.base}, a date named before")


def usual(slots: Slots, context: Context) -> Found | None:
    """*abends*: on the day named in the same sentence; without one, every evening."""
    day = context.near_day
    if day and context.same_sentence_day:
        return _dated(f"{day}{_time(slots)}", f"on {day}, named before", type="TIME")
    if "specific" in slots and context.direction() in (PAST, FUTURE):
        value, where = _day_for_time(context)
        if not value.startswith("X"):
            return _dated(f"{value}{_time(slots)}", f"on {where}", type="TIME")
    return repeated(slots, context)


# Times of day


def clock(slots: Slots, context: Context) -> Found | None:
    """A time of day, on the date named just before or on the day of publication."""
    hour = int(slots["hour"]) if "hour" in slots else 0
    if hour > 24 or int(slots.get("minute") or 0) > 59:
        return None
    day, where = _day_for_time(context)
    value = day + _time(slots)
    if day.startswith("X"):
        return Found(value, "a time of day; the day is unknown")
    return _dated(value, f"on {where}")


def _day_for_time(context: Context) -> tuple[str, str]:
    if context.repeats:
        return "XXXX-XX-XX", ""
    day = context.near_day
    span = interval(day) if day else None
    if day and span:
        far = context.published and abs((day_of(span[0]) - context.published).days) > 31
        if context.same_sentence_day or not far:
            return day, f"{day}, the date named before"
    if context.published:
        return context.published.isoformat(), f"{_written(context.published)}, the day of publication"
    return "XXXX-XX-XX", ""


# Durations and sets


def duration(slots: Slots, context: Context) -> Found | None:
    """A length of time; with `placed` (ago, in) or `span` (the last, the next) also its place."""
    parts = [(slots.get("number", "1"), slots["unit"])]
    if "more_unit" in slots:
        parts.append((slots.get("more_number", "1"), slots["more_unit"]))
    value = _length(parts)
    amount = _amount(slots.get("number", "1"))
    unit = slots["unit"]
    anchor = context.published
    if amount is None or anchor is None or unit not in calendar.UNITS:
        return Found(value, f"a length of time: {value}", type="DURATION")
    if slots.get("placed", "0") != "0":
        day = shift(anchor, unit, amount * int(slots["placed"]))
        side = "before" if slots["placed"] == "-1" else "after"
        first, last = interval(value_of(day, unit)) or (day, day)
        why = f"{value} {side} {_from(anchor, context)}: {value_of(day, unit)}"
        return Found(value, why, earliest=first, latest=last)
    if "span" in slots:
        other = shift(anchor, unit, amount * int(slots["span"]))
        first, last = sorted((anchor, other))
        return Found(value, f"{value}: {first} to {last}", earliest=first, latest=last)
    return Found(value, f"a length of time: {value}", type="DURATION")


def offset(slots: Slots, context: Context) -> Found | None:
    """*three days ago*, *two weeks later*: a DATE that lies so far from its anchor."""
    amount = _amount(slots.get("number", "1"))
    sign = int(slots["placed"])
    unit = slots["unit"]
    if "ahead" in slots and context.direction() == PAST:
        return duration({**slots, "placed": "0"}, context)
    anchor = context.anchor(slots)
    if amount is None or anchor is None:
        return Found(_VAGUE[sign], "no date to count from, or no number")
    if unit in _TIME_UNITS:
        return _hours_off(sign * amount, unit, anchor, context)
    day = shift(anchor, unit, sign * amount)
    fine = unit if amount == int(amount) else ("M" if unit == "Y" else "D")
    value = value_of(day, fine)
    side = "before" if sign < 0 else "after"
    return _dated(value, f"{_length([(slots.get('number', '1'), unit)])} {side} {_from(anchor, context)}")


def _hours_off(amount: float, unit: str, anchor: dt.date, context: Context) -> Found:
    """*two hours later*: a time of day where the one before is known, else the anchor's day."""
    span = interval(context.near) if context.near else None
    start = span[0] if span else None
    if not isinstance(start, dt.datetime) or ":" not in str(context.near):
        return _dated(anchor.isoformat(), f"within the day of {_from(anchor, context)}")
    moment = start + dt.timedelta(**{_TIME_UNITS[unit]: amount})
    return _dated(
        f"{moment:%Y-%m-%dT%H:%M}{context.near[16:] if context.near else ''}",
        f"counted from {context.near}",
        type="TIME",
    )


def _amount(text: str) -> float | None:
    """A number as written; separators before three digits part thousands."""
    if _THOUSANDS.fullmatch(text):
        text = re.sub(r"\D", "", text)
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _length(parts: list[tuple[str, str]]) -> str:
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
    amount = _amount(number)
    if amount is None:
        return "X"
    return str(int(amount)) if amount == int(amount) else f"{amount:g}"


def repeated(slots: Slots, context: Context) -> Found | None:
    """Something that comes again: `P1Y` (every year), `XXXX-WXX-3` (Wednesdays), `XXXX-12-28`."""
    why = "comes again and again"
    if "unit" in slots:
        return Found(_length([(slots.get("number", "1"), slots["unit"])]), why)
    part = _time(slots) if "part" in slots or "hour" in slots else ""
    if "weekday" in slots:
        return Found(f"XXXX-WXX-{slots['weekday']}{part}", why)
    if "month" in slots:
        day = f"-{_two(slots['day'])}" if "day" in slots else ""
        return Found(f"XXXX-{_two(slots['month'])}{day}{part}", why)
    if "season" in slots:
        return Found(f"XXXX-{slots['season']}", why)
    return Found(f"XXXX-XX-XX{part}", why)


KINDS: dict[str, Callable[[Slots, Context], Found | None]] = {
    "fixed": fixed,
    "nothing": nothing,
    "today": today,
    "date": date,
    "decade": decade,
    "century": century,
    "relative": relative,
    "weekend": weekend,
    "ordinal": ordinal,
    "nth_weekday": nth_weekday,
    "counted": counted,
    "usual": usual,
    "week_of": week_of,
    "week_day": week_day,
    "session": session,
    "clock": clock,
    "duration": duration,
    "offset": offset,
    "set": repeated,
}

REQUIRED: dict[str, tuple[str, ...]] = {
    "fixed": ("value",),
    "decade": ("decade",),
    "century": ("number",),
    "relative": ("which", "unit"),
    "ordinal": ("number", "unit"),
    "nth_weekday": ("number", "weekday"),
    "counted": ("number", "unit"),
    "week_day": ("weekday", "which"),
    "session": ("number", "first_year"),
    "duration": ("unit",),
    "offset": ("unit", "placed"),
}
