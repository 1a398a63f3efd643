"""The rule of a feast and a year in, its day out: fixed and movable feasts of several calendars.

Easter after Meeus, Jones and Butcher; the Hebrew and the tabular Islamic calendar after Dershowitz
and Reingold (Calendrical Calculations); Nowruz from the March equinox as seen in Tehran.
"""

from __future__ import annotations

import calendar as months
import datetime as dt
import re
from collections.abc import Callable
from functools import lru_cache

_FEAST = re.compile(
    r"(?:(?P<month>\d\d)-(?P<day>\d\d)"
    r"|(?P<movable>easter|orthodox-easter|nowruz|rosh-hashanah)(?P<offset>[+-]\d+)?"
    r"|islamic-(?P<moon>\d\d)(?:-(?P<moon_day>\d\d))?"
    r"|(?P<last>[1-7])<(?P<before>\d\d-\d\d)"
    r"|(?P<nth>-?[1-5])\.(?P<weekday>[1-7])\.(?P<of>\d\d)(?P<after>[+-]\d+)?)"
)
_HEBREW_EPOCH = -1_373_427
_ISLAMIC_EPOCH = 227_015
_EQUINOX = dt.datetime(2000, 3, 20, 7, 35)
_EQUINOX_YEAR = dt.timedelta(days=365.242374)
_TEHRAN = dt.timedelta(hours=3, minutes=30)


def is_feast(rule: str) -> bool:
    """Tell whether `rule` is one that `feast` understands."""
    return _FEAST.fullmatch(rule) is not None


def feast(rule: str, year: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a feast in a year of our calendar.

    - `12-25`: a day of the year.
    - `easter-2`, `orthodox-easter+49`, `nowruz`, `rosh-hashanah+9`: days from a movable feast.
    - `islamic-10-01`, `islamic-09`: a day or a month of the tabular Islamic calendar, the first
      that begins in the year; what is observed may differ by a day.
    - `4.4.11`, `-1.1.05`: the fourth Thursday of November, the last Monday of May; `4.4.11+1` the
      day after.
    - `7<12-25`: the last Sunday before 25 December.

    Raises `ValueError` for a rule that is none, or where the year has no such day.
    """
    found = _FEAST.fullmatch(rule)
    if found is None:
        raise ValueError(f"no rule for a feast: {rule!r}")
    if found["moon"]:
        return _islamic(year, int(found["moon"]), int(found["moon_day"] or 0))
    day = _day(found, year)
    return day, day


def _day(found: re.Match[str], year: int) -> dt.date:
    if found["month"]:
        return dt.date(year, int(found["month"]), int(found["day"]))
    if found["movable"]:
        return MOVABLE[found["movable"]](year) + dt.timedelta(days=int(found["offset"] or 0))
    if found["before"]:
        end = dt.date(year, int(found["before"][:2]), int(found["before"][3:]))
        return end - dt.timedelta(days=(end.isoweekday() - int(found["last"]) - 1) % 7 + 1)
    day = nth_weekday(int(found["nth"]), int(found["weekday"]), int(found["of"]), year)
    return day + dt.timedelta(days=int(found["after"] or 0))


def nth_weekday(nth: int, weekday: int, month: int, year: int) -> dt.date:
    """Return the n-th weekday (1 is Monday) of a month, from its end if `nth` is negative."""
    first, last = dt.date(year, month, 1), dt.date(year, month, months.monthrange(year, month)[1])
    if nth < 0:
        return last - dt.timedelta(days=(last.isoweekday() - weekday) % 7 - 7 * (nth + 1))
    return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


@lru_cache(maxsize=2_000)
def easter(year: int) -> dt.date:
    """Return Easter Sunday of the western churches (Gregorian calendar, Meeus/Jones/Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    n = h + weekday - 7 * m
    month = (n + 90) // 25
    return dt.date(year, month, (n + 33 * month + 19) % 32)


@lru_cache(maxsize=2_000)
def orthodox_easter(year: int) -> dt.date:
    """Return Easter Sunday of the eastern churches (Julian computus, as a Gregorian date)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    lag = year // 100 - year // 400 - 2
    return dt.date(year, month, day + 1) + dt.timedelta(days=lag)


def nowruz(year: int) -> dt.date:
    """Return 1 Farvardin: the day of the March equinox, the next if it falls after noon in Tehran.

    The equinox is the mean one, which is right to a quarter of an hour for 1900 to 2100.
    """
    equinox = _EQUINOX + (year - _EQUINOX.year) * _EQUINOX_YEAR + _TEHRAN
    return equinox.date() + dt.timedelta(days=equinox.hour >= 12)


def rosh_hashanah(year: int) -> dt.date:
    """Return the Jewish New Year that falls in a year of our calendar."""
    hebrew = year + 3761
    before, this, after = (_elapsed(hebrew + n) for n in (-1, 0, 1))
    delay = 2 if after - this == 356 else int(this - before == 382)
    return dt.date.fromordinal(_HEBREW_EPOCH + this + delay)


def _elapsed(hebrew: int) -> int:
    """Days from the Hebrew epoch to the mean new moon of a year, moved off three weekdays."""
    moons = (235 * hebrew - 234) // 19
    day = 29 * moons + (12_084 + 13_753 * moons) // 25_920
    return day + (3 * (day + 1) % 7 < 3)


def _islamic(year: int, month: int, day: int) -> tuple[dt.date, dt.date]:
    """The first such day (`day` 0: the month) of the tabular Islamic calendar in a year of ours."""
    near = (year - 622) * 33 // 32
    for islamic in range(near - 1, near + 3):
        first = _from_islamic(islamic, month, day or 1)
        if first.year == year:
            following = _from_islamic(islamic + month // 12, month % 12 + 1, 1)
            return first, first if day else following - dt.timedelta(days=1)
    raise ValueError(f"no such Islamic day in {year}")


def _from_islamic(year: int, month: int, day: int) -> dt.date:
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    return dt.date.fromordinal(_ISLAMIC_EPOCH - 1 + days)


MOVABLE: dict[str, Callable[[int], dt.date]] = {
    "easter": easter,
    "orthodox-easter": orthodox_easter,
    "nowruz": nowruz,
    "rosh-hashanah": rosh_hashanah,
}
