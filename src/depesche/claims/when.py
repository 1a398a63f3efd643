"""The time a claim speaks about: the times of its clause, its tense and the day of publication.

`at` is a day or (first, last). For events (joined, left, founded) it is the claimed date; for
states of affairs a day or stretch on which they must hold. An undated past is RECORD_BEGINS..now.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from depesche.claims.clauses import Clause
from depesche.claims.lexicon import Lexicon
from depesche.model import TimeExpression

RECORD_BEGINS = dt.date(1945, 1, 1)
_YEAR = re.compile(r"\d{4}")
_WEEK = dt.timedelta(days=7)
EVENTS = frozenset({"member_since", "left", "founded", "has_met"})
At = dt.date | tuple[dt.date, dt.date]


@dataclass(frozen=True)
class When:
    """What the words say of time: `since`, `until`, `between`, `on`, `past`, or `now`."""

    kind: str
    first: dt.date | None = None
    last: dt.date | None = None

    def at(self, published: dt.date | None) -> At | None:
        """Return it as a claim's `at`."""
        if self.first is None or self.last is None:
            return published
        return self.first if self.first == self.last else (self.first, self.last)


def read(
    clause: Clause,
    lexicon: Lexicon,
    published: dt.date | None,
    relation: str,
    lead: Clause | None = None,
) -> When:
    """Return the time that the clause speaks about; `lead` is an adverbial put before it."""
    dated = _dated(clause) or (_dated(lead) if lead is not None else [])
    for mark, time in dated:
        if lexicon.ends("until", clause.text[: mark.start()].rstrip()):
            start, last = _opening(dated, mark, clause, lexicon), _day(time.latest)
            if published is not None and last >= published and start is None:
                return When("now", published, published)
            if start is not None:
                return When("between", start, last)
            return When("until", _day(time.earliest), last)
    for mark, time in dated:
        lead = clause.text[: mark.start()].rstrip()
        first, last = _day(time.earliest), _day(time.latest)
        if published is not None and not _YEAR.search(time.text):
            first, last = _latest(first, published), _latest(last, published)
        if lexicon.ends("since", lead) or lexicon.words["since"].match(time.text.lower()):
            return When("since", first, last)
    if dated:
        return _named(dated, clause, lexicon, published, relation)
    if lexicon.has("once", clause.text) or relation in EVENTS or _past(clause, lexicon):
        if published is not None:
            return When("past", RECORD_BEGINS, published)
    return When("now", published, published)


def _dated(clause: Clause) -> list[tuple[re.Match[str], TimeExpression]]:
    return [(m, t) for m, t in clause.times() if t.earliest is not None and t.latest is not None]


def _opening(
    dated: Sequence[tuple[re.Match[str], TimeExpression]],
    mark: re.Match[str],
    clause: Clause,
    lexicon: Lexicon,
) -> dt.date | None:
    """The first day of *von 2006 bis 2012*, if the expression before the mark opens an interval."""
    for other, time in dated:
        if other.end() <= mark.start() and mark.start() - other.end() < 12:
            lead = clause.text[: other.start()].rstrip()
            if lexicon.ends("start", lead):
                return _day(time.earliest)
    return None


def _named(
    dated: Sequence[tuple[re.Match[str], TimeExpression]],
    clause: Clause,
    lexicon: Lexicon,
    published: dt.date | None,
    relation: str,
) -> When:
    """A named time; of several the narrowest. A present-tense state named *today* is now."""
    spans = [(_day(t.earliest), _day(t.latest)) for _, t in dated]
    if relation in EVENTS and published is not None:
        spans = [_told(first, last, published) for first, last in spans]
    first, last = min(spans, key=lambda s: ((s[1] - s[0]).days, s[0]))
    long = first.year != last.year and (last - first).days > 400
    if long and lexicon.words["start"].match(dated[0][1].text.lower()):
        return When("between", first, last)
    return When("on", first, last)


def _told(first: dt.date, last: dt.date, published: dt.date) -> tuple[dt.date, dt.date]:
    """An event told of has happened: a weekday after the day of publication is last week's."""
    if first == last and dt.timedelta(0) < first - published < _WEEK:
        return first - _WEEK, last - _WEEK
    return first, last


def _latest(day: dt.date, published: dt.date) -> dt.date:
    """A day without a year, since when something holds: the last one before the report."""
    if day.year >= published.year - 1:
        return day
    for year in (published.year, published.year - 1):
        try:
            moved = day.replace(year=year)
        except ValueError:
            continue
        if moved <= published:
            return moved
    return day


def _past(clause: Clause, lexicon: Lexicon) -> bool:
    return lexicon.has("past", clause.text) and not lexicon.has("shifted", clause.text)


def _day(moment: dt.datetime | dt.date | None) -> dt.date:
    assert moment is not None
    return moment.date() if isinstance(moment, dt.datetime) else moment
