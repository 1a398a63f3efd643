"""The time a claim speaks about: the times of its clause, its tense and the day of publication.

`at` is a day or (first, last). For events (joined, left, founded) it is the claimed date; for
states of affairs a day or stretch on which they must hold. An undated past is RECORD_BEGINS..now.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from depesche.claims.clauses import MARK, Clause
from depesche.claims.lexicon import Lexicon
from depesche.model import TimeExpression

RECORD_BEGINS = dt.date(1945, 1, 1)
_MONTH_OR_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")
_YEAR = re.compile(r"\d{4}")
_WEEK = dt.timedelta(days=7)
_LONG = dt.timedelta(days=400)
EVENTS = frozenset({"member_since", "left", "founded", "has_met"})
# *war seit 2006 Präsident*: it began then, and may be over.
_OVER = frozenset(
    {
        "holds_office",
        "observer_in",
        "candidate_for",
        "associate_member_of",
        "imposed_sanctions_on",
    }
)
At = dt.date | tuple[dt.date, dt.date]


def is_undated(at: At | None) -> bool:
    """Say whether a time is the undated past (*war früher Mitglied*): any day up to the report."""
    begins = isinstance(at, tuple) and at[0] == RECORD_BEGINS
    return begins and isinstance(at, tuple) and at[1] - at[0] > _LONG


@dataclass(frozen=True)
class When:
    """What the words say of time: `since`, `until`, `between`, `on`, `past`, or `now`.

    `explicit`: the text names the year.
    """

    kind: str
    first: dt.date | None = None
    last: dt.date | None = None
    explicit: bool = False

    def at(self, published: dt.date | None) -> At | None:
        """Return it as a claim's `at`."""
        if self.first is None or self.last is None:
            return published
        return self.first if self.first == self.last else (self.first, self.last)


@dataclass(frozen=True)
class _Dated:
    """A time of the clause: the words before it, its first and last day, and where it ends."""

    lead: str
    time: TimeExpression
    first: dt.date
    last: dt.date
    begin: int
    end: int


def adverbial(clauses: Sequence[Clause], at: int, lexicon: Lexicon) -> Clause | None:
    """Return a time put before a clause and parted from it: *Back in 2005, Ukraine was ...*."""
    if not at or clauses[at].before != ",":
        return None
    named = any(mark[1] != "T" for mark in clauses[at - 1].marks)
    verbal = lexicon.any_verb.search(clauses[at - 1].text) is not None
    return None if named or verbal else clauses[at - 1]


@dataclass(frozen=True)
class Spot:
    """Where a claim is made: the clause, an adverbial put before it, the place of the anchor."""

    clause: Clause
    before: Clause | None = None
    anchor: int = 0

    def times(self, lexicon: Lexicon, relation: str) -> list[_Dated]:
        """Return the times of the clause, else of the adverbial; next to the anchor first."""
        found = _dated(self.clause, lexicon, relation) or (
            _dated(self.before, lexicon, relation) if self.before else []
        )
        return sorted(found, key=lambda d: abs(d.end - self.anchor) if self.anchor else d.begin)


def read(spot: Spot, lexicon: Lexicon, published: dt.date | None, relation: str) -> When:
    """Return the time that a claim speaks about."""
    clause, dated = spot.clause, spot.times(lexicon, relation)
    if published is not None and (relation in EVENTS or _past(clause, lexicon)):
        dated = [_told(d, published) for d in dated]
    said = _until(dated, lexicon, published, past=_past(clause, lexicon)) or _since(
        dated, lexicon, published
    )
    if said is not None:
        over = said.kind == "since" and relation in _OVER and _past(clause, lexicon)
        return replace(said, kind="on", explicit=True) if over else said
    if dated:
        return _named(dated, lexicon)
    over = lexicon.has("no_longer", clause.text)
    past = lexicon.has("once", clause.text) or (_past(clause, lexicon) and not over)
    undated_past = relation in EVENTS or past
    if undated_past and published is not None:
        return When("past", RECORD_BEGINS, published)
    return When("now", published, published)


def _dated(clause: Clause, lexicon: Lexicon, relation: str) -> list[_Dated]:
    found: list[_Dated] = []
    borrowed = -1  # where a time ends that belongs to something else: *den Putschen von 2021*
    for mark, time in clause.times():
        if time.earliest is None or time.latest is None:
            continue
        first, last = day(time.earliest), day(time.latest)
        lead = clause.text[: mark.start()].rstrip()
        shared = borrowed >= 0 and lexicon.coordination.fullmatch(
            clause.text, borrowed, mark.start()
        )
        elsewhere = lexicon.ends("borrowed", lead) and not lexicon.ends("eventful", lead)
        if is_anaphoric(clause, mark, lexicon):
            continue
        if relation != "founded" and _is_attributive(clause, mark, lexicon):
            continue
        if elsewhere or shared:
            borrowed = mark.end()
            continue
        if found and lexicon.coordination.fullmatch(clause.text, found[-1].end, mark.start()):
            lead = found[-1].lead  # *seit 1999 beziehungsweise 2004*
        found.append(_Dated(lead, time, first, last, mark.start(), mark.end()))
    return found


def _is_attributive(clause: Clause, mark: re.Match[str], lexicon: Lexicon) -> bool:
    """*der 1992 gegründeten OVKS*: a time that is told of a noun only."""
    pattern = lexicon.words.get("attributive")
    if pattern is None or not lexicon.ends(
        "attributive_lead", clause.text[: mark.start()].rstrip()
    ):
        return False
    return pattern.match(clause.text, mark.end()) is not None


def is_anaphoric(clause: Clause, mark: re.Match[str], lexicon: Lexicon) -> bool:
    """*in April of that year*: a year that only the text before tells."""
    words = lexicon.words["anaphoric"]
    time = clause.group(mark[0]).text
    after = MARK.sub(lambda m: clause.group(m[0]).text, clause.text[mark.end() :])
    lead = clause.text[: mark.start()].rstrip()
    if lexicon.ends("anaphoric_lead", lead):
        return True  # *that June*
    return bool(words.search(time) or words.match(after.lstrip()))


def _until(
    dated: Sequence[_Dated], lexicon: Lexicon, published: dt.date | None, *, past: bool
) -> When | None:
    """*von 2006 bis 2012*, *bis 2012*; *bis heute* is now."""
    for here in dated:
        if not lexicon.ends("until", here.lead):
            continue
        start = next((d.first for d in dated if _opens(d, here, lexicon)), None)
        if start is not None:
            return When("between", start, here.last)
        if published is not None and here.last >= published:
            if past and here.first < published:
                return When("until", here.first, here.last)  # *gehörte ihm bis Ende des Jahres an*
            return When("now", published, published)
        return When("until", here.first, here.last)
    return None


def _opens(other: _Dated, here: _Dated, lexicon: Lexicon) -> bool:
    near = other.end <= here.begin and here.begin - other.end < 12
    return near and lexicon.ends("start", other.lead)


def _since(dated: Sequence[_Dated], lexicon: Lexicon, published: dt.date | None) -> When | None:
    for here in dated:
        in_itself = lexicon.words["since"].match(here.time.text.lower())
        if not in_itself and not lexicon.ends("since", here.lead):
            continue
        first, last = here.first, here.last
        bare = _MONTH_OR_DAY.fullmatch(here.time.value) and not _YEAR.search(here.time.text)
        if bare and published is not None:
            first, last = _latest(first, published), _latest(last, published)
        return When("since", first, last)
    return None


def _named(dated: Sequence[_Dated], lexicon: Lexicon) -> When:
    """A named time, of several the narrowest; one that spans years may be *von ... bis* itself."""
    spans = [(d.first, d.last) for d in dated]
    first, last = min(spans, key=lambda s: ((s[1] - s[0]).days, s[0]))
    opens = lexicon.words["start"].match(dated[0].time.text.lower())
    if opens and first.year != last.year and last - first > _LONG:
        return When("between", first, last)
    explicit = any(_YEAR.search(d.time.text) for d in dated)
    return When("on", first, last, explicit)


def _told(dated: _Dated, published: dt.date) -> _Dated:
    """What is told of has happened: a weekday to come is last week's, a month last year's."""
    first, last = dated.first, dated.last
    if first <= published:
        return dated
    if first == last and first - published < _WEEK:
        return replace(dated, first=first - _WEEK, last=last - _WEEK)
    if _MONTH_OR_DAY.match(dated.time.value) and not _YEAR.search(dated.time.text):
        return replace(dated, first=_a_year_before(first), last=_a_year_before(last))
    return dated


def _a_year_before(day: dt.date) -> dt.date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


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


def day(moment: dt.datetime | dt.date | None) -> dt.date:
    """Return the day of a moment."""
    assert moment is not None
    return moment.date() if isinstance(moment, dt.datetime) else moment
