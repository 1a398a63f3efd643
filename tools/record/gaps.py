"""List the heads of state and of government whom the record does not know, since a day.

In: two days, `1990-01-01 2025-12-31` if none are given. Out: a line per office and gap of more
than a month; vacancies that the record knows are no gaps.
"""

from __future__ import annotations

import datetime as dt
import sys

from depesche.record.gaps import of_heads


def main(since: str = "1990-01-01", until: str = "2025-12-31") -> None:
    """Print the gaps."""
    for line in of_heads(dt.date.fromisoformat(since), dt.date.fromisoformat(until)):
        print(line)


if __name__ == "__main__":
    main(*sys.argv[1:3])
