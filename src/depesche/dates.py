"""Dates as users give them: ISO 8601 calendar dates."""

import datetime as dt

from depesche.errors import DepescheError


def day(text: str, *, not_after: dt.date | None = None) -> dt.date:
    """Return the day that `text` names (`YYYY-MM-DD`).

    Raises `DepescheError` where it is malformed, no day of the calendar, or after `not_after`.
    """
    try:
        on = dt.date.fromisoformat(text.strip())
    except ValueError:
        raise DepescheError(
            f"{text!r} is not a date; give YYYY-MM-DD, such as 2023-09-16"
        ) from None
    if not_after is not None and on > not_after:
        raise DepescheError(f"{on} lies in the future (today is {not_after})")
    return on
