"""TIMEX3 values and the calendar: a value in, its first and last day (or minute) out, and back.

Values follow TimeML 1.2.1 (TIMEX3) and ISO 8601. Seasons are the meteorological ones of the
northern hemisphere.
"""

from __future__ import annotations

import calendar as months
import datetime as dt
import re
from functools import lru_cache

Moment = dt.datetime | dt.date
Period = tuple[Moment, Moment]

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
PARTS_OF_DAY = {
    "MO": (dt.time(6), dt.time(11, 59)),
    "MI": (dt.time(12), dt.time(13, 59)),
    "AF": (dt.time(12), dt.time(17, 59)),
    "EV": (dt.time(18), dt.time(21, 59)),
    "NI": (dt.time(22), dt.time(5, 59)),
    "DT": (dt.time(6), dt.time(17, 59)),
}
UNITS = {
    "Y": "year", "M": "month", "W": "week", "D": "day", "DE": "decade", "CE": "century",
    "ML": "millennium", "Q": "quarter", "H": "half-year", "WE": "weekend",
}  # fmt: skip
_MONTHS_OF = {"Y": 12, "M": 1, "DE": 120, "CE": 1200, "ML": 12000, "Q": 3, "H": 6}
_DAYS_OF = {"W": 7, "D": 1, "WE": 7}
_VALUE = re.compile(
    r"(?P<year>\d{1,4})"
    r"(?:-W(?P<week>\d\d)(?:-(?P<weekend>WE)|-(?P<weekday>[1-7]))?"
    r"|-(?P<season>SP|SU|FA|WI)|-Q(?P<quarter>[1-4])|-H(?P<half>[12])"
    r"|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"(?:T(?:(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?P<zone>Z|[+-]\d\d:\d\d)?"
    r"|(?P<part>MO|MI|AF|EV|NI|DT)))?"
)


@lru_cache(maxsize=50_000)
def interval(value: str) -> Period | None:
    """Return first and last day (for a TIME: minute) of a TIMEX3 value; `None` if it has none."""
    if "/" in value:
        return _between(value)
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    try:
        days = _days(found)
    except (ValueError, OverflowError):
        return None
    return _hours(days, found) if days else None


def _between(value: str) -> Period | None:
    first, last = (interval(part) for part in value.split("/", 1))
    if first is None or last is None or day_of(first[0]) > day_of(last[1]):
        return None
    return first[0], last[1]


def _days(found: re.Match[str]) -> tuple[dt.date, dt.date] | None:
    digits = found["year"]
    if len(digits) < 4:
        return _years(digits) if digits == found[0] else None
    year = int(digits)
    if found["week"]:
        return _week(year, int(found["week"]), found["weekend"], found["weekday"])
    if found["day"]:
        day = dt.date(year, int(found["month"]), int(found["day"]))
        return day, day
    first, last = _first_and_last_month(found)
    return _month(year, first)[0], _month(year + (last < first), last)[1]


def _first_and_last_month(found: re.Match[str]) -> tuple[int, int]:
    if found["season"]:
        return SEASONS[found["season"]]
    for part, months_of in (("quarter", 3), ("half", 6), ("month", 1)):
        if found[part]:
            last = months_of * int(found[part])
            return last - months_of + 1, last
    return 1, 12


def _years(digits: str) -> tuple[dt.date, dt.date]:
    span = 10 ** (4 - len(digits))
    first = int(digits) * span
    return dt.date(max(first, 1), 1, 1), dt.date(first + span - 1, 12, 31)


def _week(year: int, week: int, weekend: str, weekday: str) -> tuple[dt.date, dt.date]:
    if weekday:
        day = dt.date.fromisocalendar(year, week, int(weekday))
        return day, day
    first = 6 if weekend else 1
    return dt.date.fromisocalendar(year, week, first), dt.date.fromisocalendar(year, week, 7)


def _month(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, months.monthrange(year, month)[1])


def _hours(days: tuple[dt.date, dt.date], found: re.Match[str]) -> Period | None:
    if found["part"]:
        first, last = PARTS_OF_DAY[found["part"]]
        end = days[1] + dt.timedelta(days=last < first)
        return dt.datetime.combine(days[0], first), dt.datetime.combine(end, last)
    if not found["hour"]:
        return days
    hour, minute, second = (int(found[k] or 0) for k in ("hour", "minute", "second"))
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and (minute or second)):
        return None
    zone = _zone(found["zone"])
    midnight = dt.datetime.combine(days[0], dt.time(0), tzinfo=zone)
    moment = midnight + dt.timedelta(hours=hour, minutes=minute, seconds=second)
    return moment, moment


def _zone(written: str | None) -> dt.tzinfo | None:
    if not written:
        return None
    if written == "Z":
        return dt.UTC
    sign = -1 if written[0] == "-" else 1
    hours, minutes = written[1:].split(":")
    return dt.timezone(sign * dt.timedelta(hours=int(hours), minutes=int(minutes)))


def day_of(moment: Moment) -> dt.date:
    """Return the calendar day of a moment."""
    return moment.date() if isinstance(moment, dt.datetime) else moment


def add_months(day: dt.date, number: int) -> dt.date:
    """Shift by calendar months; the last days of a month stay inside the month reached.

    Raises `ValueError` or `OverflowError` beyond the calendar's years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    last = months.monthrange(year, month + 1)[1] if 1 <= year <= 9999 else 28
    return dt.date(year, month + 1, min(day.day, last))


def shift(day: dt.date, unit: str, number: float) -> dt.date:
    """Shift `day` by `number` units (`Y`, `M`, `W`, `D`, `DE` ...). Errors as `add_months`."""
    if unit in _MONTHS_OF:
        return add_months(day, round(number * _MONTHS_OF[unit]))
    return day + dt.timedelta(days=round(number * _DAYS_OF[unit]))


def value_of(day: dt.date, unit: str) -> str:
    """Return the TIMEX3 value of the `unit` that holds `day`: `2023-W38`, `2023-09`, `202` ..."""
    iso = day.isocalendar()
    year, week = f"{day.year:04d}", f"{iso.year:04d}-W{iso.week:02d}"
    values = {
        "Y": year,
        "M": f"{year}-{day.month:02d}",
        "W": week,
        "WE": f"{week}-WE",
        "Q": f"{year}-Q{(day.month + 2) // 3}",
        "H": f"{year}-H{1 if day.month <= 6 else 2}",
        "DE": year[:3],
        "CE": year[:2],
        "ML": year[:1],
    }
    return values.get(unit, day.isoformat())
