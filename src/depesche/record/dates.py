"""Calendar dates of reduced precision, compared without inventing the precision they lack.

In: ISO 8601 dates such as `2006`, `2006-08`, `2006-08-16`. Out: answers that are `None` where the
precision does not reach. The idea is ISO 8601-1:2019, 5.2.2.3 (representations with reduced
precision).
"""

from __future__ import annotations

import datetime as dt
import re

_PARTIAL = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def is_date(text: str) -> bool:
    """Say whether `text` is a calendar date of day, month or year precision."""
    if not _PARTIAL.fullmatch(text):
        return False
    try:
        return bool(first_day(text))
    except ValueError:
        return False


def began(start: str | None, day: str) -> bool | None:
    """Say whether what began on `start` had begun by the end of `day` (both ISO 8601).

    `None` where `start` is too coarse to tell. No start at all: it had begun.
    """
    if not start:
        return True
    head = day[: len(start)]
    if head == start:
        return True if len(start) == len(day) or day == last_day(start).isoformat() else None
    return head > start


def lasted(end: str | None, day: str) -> bool | None:
    """Say whether what ended on `end` still held on `day`; the last day itself counts.

    `None` where `end` is too coarse to tell. No end at all: it lasted.
    """
    if not end:
        return True
    head = day[: len(end)]
    if head == end:
        return True if len(end) == len(day) or day == first_day(end).isoformat() else None
    return head < end


def within(start: str | None, end: str | None, day: str) -> bool | None:
    """Say whether `day` lies in `start`..`end`, both ends included; `None` if too coarse to say."""
    answers = (began(start, day), lasted(end, day))
    if False in answers:
        return False
    return None if None in answers else True


def first_day(date: str) -> dt.date:
    """Return the first calendar day that `date` can mean (`2006-08` -> 2006-08-01)."""
    return dt.date.fromisoformat(date + "-01-01"[len(date) - 4 :])


def last_day(date: str) -> dt.date:
    """Return the last calendar day that `date` can mean (`2006-08` -> 2006-08-31)."""
    if len(date) == 10:
        return dt.date.fromisoformat(date)
    if len(date) == 4:
        return dt.date(int(date), 12, 31)
    year, month = int(date[:4]), int(date[5:])
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)
