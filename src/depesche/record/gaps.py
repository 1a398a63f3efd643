"""When an office had no holder that the record knows, and no vacancy that it knows either.

In: terms of office and vacancies. Out: the gaps of more than a month, and a report on the heads of
state and of government of all states. A promise of completeness (`coverage.csv`) allows no gap.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from depesche.record import dates, tables

#: Between the day of election and the day of swearing-in, or two ministers, a month may pass.
A_MONTH = dt.timedelta(days=31)
HEADS = ("head_of_state", "head_of_government")
#: States whose heads the report is about; the rest are territories.
_STATES = frozenset({"un_member", "observer", "partly_recognised", "former"})

Period = tuple[dt.date, dt.date]
Cell = Sequence[str]


def held(terms: Iterable[Cell], vacancies: Iterable[Cell]) -> dict[str, list[Period]]:
    """Return the periods for which the record can answer, per office (`head_of_state@KAZ`)."""
    found: dict[str, list[Period]] = defaultdict(list)
    for row in terms:
        found[row[1]].append(_period(row[3], row[4]))
    for row in vacancies:
        found[row[0]].append(_period(row[1], row[2]))
    return found


def gaps(periods: Iterable[Period], since: dt.date, until: dt.date) -> list[Period]:
    """Return what of `since` to `until` no period fills, if longer than a month."""
    found: list[Period] = []
    reached = since
    for start, end in sorted(periods):
        if start >= until:
            break
        if start - reached > A_MONTH:
            found.append((reached, start))
        reached = max(reached, end)
    if until - reached > A_MONTH:
        found.append((reached, until))
    return found


def of_heads(since: dt.date, until: dt.date, folder: Path = tables.DATA) -> Iterator[str]:
    """Yield a line per head of state or government whose holder is not known all that time."""
    known = held(tables.read("terms", folder), tables.read("vacancies", folder))
    older = {row[0]: row[1] for row in tables.read("continuity", folder)}
    for state in tables.read_named("states", folder):
        if state["status"] not in _STATES:
            continue
        born = older.get(state["id"]) or state["exists_from"]
        first = max(since, dates.first_day(born)) if born else since
        last = min(until, dates.last_day(state["exists_to"])) if state["exists_to"] else until
        for head in HEADS:
            office = f"{head}@{state['id']}"
            for start, end in gaps(known.get(office, ()), first, last) if first < last else ():
                yield f"{office} {start}..{end}"


def _period(start: str, end: str) -> Period:
    return (
        dates.first_day(start) if start else dt.date.min,
        dates.last_day(end) if end else dt.date.max,
    )
