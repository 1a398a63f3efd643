"""One claim against the record: a status per subject, the facts used, and a sentence that says why.

In: a `Claim` and a `Record`. Out: a `Verdict`. Precision of dates is kept: what a coarse row leaves
open is not held against a claim, and a missing row means "no" only where the record is complete
(Darari et al. 2018).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from depesche.claims import conventions, sentences
from depesche.claims.offices import slug
from depesche.claims.when import RECORD_BEGINS, At, is_undated
from depesche.model import Claim, Fact, Report, SubjectStatus, Verdict, VerdictStatus
from depesche.record import Record, dates
from depesche.record.tables import read_named

ONE_DAY = dt.timedelta(days=1)
A_YEAR = dt.timedelta(days=366)
MEMBER = frozenset({"full", "permanent", "suspended"})
_QUALIFIERS = {
    "member_of": MEMBER,
    "member_since": MEMBER,
    "left": MEMBER,
    "observer_in": frozenset({"observer"}),
    "associate_member_of": frozenset({"associate"}),
    "candidate_for": frozenset({"candidate"}),
    "suspended_from": frozenset({"suspended"}),
}
# In the qualifier of a meeting: the first of its kind.
_FIRST = "first"
_BEFORE = frozenset({"applied", "invited"})
_ENOUGH_MEMBERS = 2
_FOUNDING_YEAR = dt.timedelta(days=200)
_LAG = 7
# A capital without a first day is not held against what is told of earlier years.
_SETTLED = dt.date(1990, 1, 1)
_LATE = dt.timedelta(days=730)


@dataclass(frozen=True)
class Finding:
    """What the record says of one subject: `holds` is `None` where it cannot know."""

    subject: str
    holds: bool | None
    facts: tuple[Fact, ...] = ()
    disputed: tuple[Fact, ...] = ()
    others: tuple[str, ...] = ()
    either: bool = False

    def status(self, negated: bool) -> SubjectStatus:
        """Return the status of a claim, given whether it denies."""
        if self.disputed:
            return "disputed"
        if self.holds is None:
            return "not_covered"
        if self.either:
            return "supported"
        return "supported" if self.holds is not negated else "contradicted"


def judge(claim: Claim, record: Record, report: Report) -> Verdict:
    """Return the verdict on a claim, its sentence in the language of the report.

    A claim without a date can only be right or wrong if the record knows no change.
    """
    at = claim.at if claim.at is not None else report.published
    look = _LOOKS.get(claim.relation, _plain)
    findings = [look(record, subject, claim, _as_period(at)) for subject in claim.subjects]
    by_subject = {f.subject: f.status(claim.negated) for f in findings}
    facts = dict.fromkeys(fact for f in findings for fact in (*f.facts, *f.disputed))
    return Verdict(
        status=overall(by_subject.values()),
        by_subject=by_subject,
        facts=tuple(facts),
        why=sentences.why(claim, findings, at, record, report.language),
    )


def overall(statuses: Iterable[SubjectStatus]) -> VerdictStatus:
    """Return one word for several subjects: their common status, else `mixed`."""
    distinct = set(statuses)
    if len(distinct) == 1:
        return distinct.pop()
    return "mixed"


def _as_period(at: At | None) -> tuple[dt.date, dt.date] | None:
    if at is None or isinstance(at, tuple):
        return at
    return at, at


Period = tuple[dt.date, dt.date] | None
Seat = tuple[str, str, str]
"""Subject, relation, object."""


def holds(facts: Sequence[Fact], at: Period) -> tuple[bool | None, bool]:
    """Say whether facts of one seat hold at a time, and whether its denial would be as true.

    A day must lie in a period; of a year or less one day is enough (then a denial may be true
    too); an undated past needs one day; a longer stretch must be filled, up to its first and last
    year. Without a time, what holds until further notice holds, and what once held is unknown.
    """
    if at is None:
        now = any(not f.valid_to for f in facts)
        return (True if now else None if facts else False), False
    first, last = at
    if first == last:
        answers = {dates.within(f.valid_from, f.valid_to, first.isoformat()) for f in facts}
        return (True if True in answers else None if None in answers else False), False
    if is_undated(at) or last - first <= A_YEAR:
        return _hold_once(facts, first, last)
    filled = _chain_fills(facts, *_inner_edges(first, last))
    unsure = any(_coarse(f) for f in _overlaps(facts, first, last))
    return (True if filled else None if unsure else False), False


def _hold_once(facts: Sequence[Fact], first: dt.date, last: dt.date) -> tuple[bool | None, bool]:
    if not _overlaps(facts, first, last, sure=True):
        return (None if _overlaps(facts, first, last) else False), False
    whole = any(_start(f) <= first and _end(f) >= last for f in facts)
    return True, first != RECORD_BEGINS and not whole


def _overlaps(
    facts: Sequence[Fact], first: dt.date, last: dt.date, *, sure: bool = False
) -> list[Fact]:
    return [f for f in facts if _start(f, sure) <= last and _end(f, sure) >= first]


def _start(fact: Fact, sure: bool = False) -> dt.date:
    if not fact.valid_from:
        return dt.date.min
    return dates.last_day(fact.valid_from) if sure else dates.first_day(fact.valid_from)


def _end(fact: Fact, sure: bool = False) -> dt.date:
    if not fact.valid_to:
        return dt.date.max
    return dates.first_day(fact.valid_to) if sure else dates.last_day(fact.valid_to)


def _chain_fills(facts: Sequence[Fact], first: dt.date, last: dt.date) -> bool:
    """Whether adjoining facts fill the stretch one after the other."""
    reached = first
    for fact in sorted(facts, key=_start):
        if _start(fact) <= reached + ONE_DAY and _end(fact) >= reached:
            reached = min(_end(fact), last)
    return reached >= last


def _coarse(fact: Fact) -> bool:
    return any(d is not None and len(d) < 10 for d in (fact.valid_from, fact.valid_to))


def _inner_edges(first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """What a stretch such as 2006..2012 must at least fill: from 2006-12-31 to 2012-01-01."""
    if first.day == 1 and first.month == 1:
        first = dt.date(first.year, 12, 31)
    elif first.day == 1:
        first = dates.last_day(first.isoformat()[:7])
    if last.day == 31 and last.month == 12:
        last = dt.date(last.year, 1, 1)
    elif (last + ONE_DAY).day == 1:
        last = last.replace(day=1)
    return (first, last) if first <= last else (last, last)


def _seats(record: Record, subject: str, object_: str, qualifiers: Iterable[str]) -> list[Fact]:
    wanted = frozenset(qualifiers)
    facts = record.facts(subject=subject, relation="member_of", object=object_)
    return [f for f in facts if (f.qualifier or "full") in wanted]


def _knows(record: Record, seat: Seat, at: Period, qualifier: str | None = None) -> bool:
    """Whether a missing row means "no" for this relation and object at that time."""
    subject, relation, object_ = seat
    coverage = record.covers(relation, object_, subject)
    if not coverage.complete or (qualifier and qualifier not in coverage.qualifiers):
        return False
    if at is None:
        return True
    day = at[1]
    if dates.lasted(coverage.complete_to, at[0].isoformat()) is False:
        return False
    begun = dates.began(coverage.complete_from, max(at).isoformat())
    return begun is True or (begun is None and day.year > RECORD_BEGINS.year)


def _unheard(record: Record, relation: str, object_: str, at: Period) -> bool:
    """Whether the time reaches beyond the last day that the record knows of seats or holders."""
    if at is None or is_undated(at):
        return False
    facts = record.facts(relation=relation, object=object_)
    known = max((f.as_of for f in facts if f.as_of and not f.valid_to), default=record.as_of)
    return at[1] > dates.last_day(known)


def _disputed(
    record: Record, subject: str, relation: str, object_: str, at: Period
) -> tuple[Fact, ...]:
    """What other sources say of the seat at that time."""
    rows = record.disputed(subject, relation, object_)
    if at is None:
        return tuple(f for f in rows if not f.valid_to)
    first, last = at
    if is_undated(at):
        return ()
    return tuple(f for f in rows if _start(f) <= last and _end(f) >= first)


def _member(record: Record, subject: str, claim: Claim, at: Period) -> Finding:
    qualifiers = frozenset({claim.qualifier} if claim.qualifier else _QUALIFIERS[claim.relation])
    seats = _seats(record, subject, claim.object, qualifiers)
    if "full" in qualifiers:
        seats += _predecessors(record, subject, claim.object, at)
    truth, either = holds(seats, at)
    disputed = _disputed(record, subject, "member_of", claim.object, at)
    disputed = tuple(f for f in disputed if (f.qualifier or "full") in qualifiers | {"full"})
    if truth and claim.relation == "member_of" and claim.negated:
        resting = [f for f in seats if f.qualifier == "suspended"]
        disputed = disputed or tuple(f for f in resting if holds([f], at)[0])
    if truth is False and not (seats or _closed(record, subject, claim, at, qualifiers)):
        truth = None
    if truth is False and _before_the_record(record, claim.object, at):
        truth = None
    near = seats or list(record.facts(subject=subject, relation="member_of", object=claim.object))
    return Finding(subject, truth, tuple(near), disputed, either=either)


def _before_the_record(record: Record, organisation: str, at: Period) -> bool:
    """Whether the organisation existed at that time, but its members are complete only later."""
    begins = record.covers("member_of", organisation).complete_from
    if at is None or is_undated(at) or begins is None or at[1] >= dates.first_day(begins):
        return False
    founded = _starts(record.facts(subject=organisation, relation="founded"))
    return not founded or min(founded)[0] + A_YEAR < dates.first_day(begins)


def _predecessors(
    record: Record, subject: str, object_: str, at: Period, *, ever: bool = False
) -> list[Fact]:
    """Seats in the body before it, for a time when the organisation did not exist, or `ever`."""
    before = conventions.load().predecessors.get(object_, ())
    if at is None or not before or (is_undated(at) and not ever):
        return []
    own = [f for f in record.facts(relation="member_of", object=object_) if f.valid_from]
    if not is_undated(at) and (not own or at[0] >= min(_start(f) for f in own)):
        return []
    return [f for o in before for f in _seats(record, subject, o, {"full"})]


def _closed(
    record: Record, subject: str, claim: Claim, at: Period, qualifiers: frozenset[str]
) -> bool:
    """Whether the record would know of such a seat: by its promise, or by one of another kind."""
    own = "full" if "full" in qualifiers else min(qualifiers)
    if _knows(record, (subject, "member_of", claim.object), at, own):
        return True
    if own == "full" or not _tells_of(record, claim.object, own):
        return False
    if own == "candidate" and holds(_seats(record, subject, claim.object, _BEFORE), at)[0]:
        return True
    return holds(_seats(record, subject, claim.object, {"full"}), at)[0] is True


def _tells_of(record: Record, organisation: str, qualifier: str) -> bool:
    """Whether the record has such seats in the organisation at all."""
    seats = record.facts(relation="member_of", object=organisation)
    return any(seat.qualifier == qualifier for seat in seats)


def _would_know(record: Record, subject: str, claim: Claim, at: Period) -> bool:
    """Whether the record would know of a seat; not of what a territory took part in (Greenland)."""
    if subject in _territories():
        return False
    return _knows(record, (subject, "member_of", claim.object), at, "full")


@cache
def _territories() -> frozenset[str]:
    return frozenset(r["id"] for r in read_named("states") if r.get("status") == "territory")


def _joined(record: Record, subject: str, claim: Claim, at: Period) -> Finding:
    seats = _seats(record, subject, claim.object, {"full", "permanent"})
    began = [f for f in seats if f.valid_from]
    starts = _starts(began)
    disputed = _disputed(record, subject, "member_of", claim.object, at)
    truth = _dated(starts, at, undated=_since_ever(seats, at))
    if not seats:
        truth = False if _would_know(record, subject, claim, at) else None
    if truth is False and _readmitted(record, subject, claim, at):
        return Finding(subject, True, tuple(seats))
    if truth is False and (acts := _acceded(record, subject, claim, at)):
        return Finding(subject, True, acts)
    if truth is False and _unheard(record, "member_of", claim.object, at):
        truth = None
    if truth is False and len(began) < len(seats):
        truth = None
    if not truth and not disputed:
        earlier = _predecessors(record, subject, claim.object, at)
        first = [(_start(f), _start(f, sure=True)) for f in earlier]
        disputed = tuple(earlier) if _dated(first, at, undated=False) else ()
    return Finding(subject, truth, tuple(seats), _only_if_open(disputed, truth))


def _acceded(record: Record, subject: str, claim: Claim, at: Period) -> tuple[Fact, ...]:
    """The accession of that time to a treaty that never took effect for the state."""
    acts = tuple(_seats(record, subject, claim.object, {"ratified"}))
    return acts if acts and _dated(_starts(acts), at, undated=False) else ()


def _readmitted(record: Record, subject: str, claim: Claim, at: Period) -> bool:
    """*ist seit Mai wieder Mitglied*: whether a suspension ended then."""
    suspended = _seats(record, subject, claim.object, {"suspended"})
    ends = [f.valid_to for f in suspended if f.valid_to]
    spans = [(dates.first_day(end), dates.last_day(end)) for end in ends]
    return not is_undated(at) and _dated(spans, at, undated=False) is True


def _starts(facts: Sequence[Fact]) -> list[tuple[dt.date, dt.date]]:
    """The first days of facts, as first and last day they may mean."""
    known = [f.valid_from for f in facts if f.valid_from]
    return [(dates.first_day(day), dates.last_day(day)) for day in known]


def _since_ever(seats: Sequence[Fact], at: Period) -> bool:
    return at is not None and holds(seats, (at[1], at[1]))[0] is True


def _only_if_open(disputed: tuple[Fact, ...], truth: bool | None) -> tuple[Fact, ...]:
    """A source that differs matters for a date only where the record's own date does not fit."""
    return () if truth else disputed


def _dated(spans: Sequence[tuple[dt.date, dt.date]], at: Period, *, undated: bool) -> bool | None:
    """Whether one of the dates (as spans) falls into the claimed time, a day more or less."""
    if at is None or is_undated(at):
        return undated
    first, last = at[0] - ONE_DAY, at[1] + ONE_DAY
    if any(first <= s and e <= last for s, e in spans):
        return True
    if any(s <= last and e >= first for s, e in spans):
        return None
    return False


def _left(record: Record, subject: str, claim: Claim, at: Period) -> Finding:
    seats = _seats(record, subject, claim.object, {"full", "permanent"})
    seats += _predecessors(record, subject, claim.object, at, ever=not seats)
    ended = [f for f in seats if f.valid_to]
    ends = [
        (dates.first_day(f.valid_to), dates.last_day(f.valid_to) + ONE_DAY)
        for f in ended
        if f.valid_to
    ]
    ends = [(s, s if e - s == ONE_DAY else e) for s, e in ends]
    gone = at is not None and any(_end(f) <= at[1] for f in ended)
    still = at is not None and holds(seats, (at[1], at[1]))[0] is True
    truth = _dated(ends, at, undated=gone and not still)
    if truth is False and at is not None and is_undated(at) and claim.negated and gone:
        truth = True
    if not seats:
        truth = False if _would_know(record, subject, claim, at) else None
    if truth is False and gone and still and is_undated(at) and not claim.negated:
        truth = None  # it came back: *waren einst gegangen* is true, *ist nicht mehr dabei* is not
    if truth is False and not gone and _unheard(record, "member_of", claim.object, at):
        truth = None
    disputed = _disputed(record, subject, "member_of", claim.object, at)
    if truth is False and not is_undated(at):  # *ausgeschlossen* may be said of a suspension
        suspended = _seats(record, subject, claim.object, {"suspended"})
        disputed += tuple(f for f in suspended if _dated(_starts([f]), at, undated=False))
    return Finding(subject, truth, tuple(seats), _only_if_open(disputed, truth))


def _founded(record: Record, subject: str, claim: Claim, at: Period) -> Finding:
    facts = record.facts(subject=subject, relation="founded", object=claim.object)
    if subject == claim.object:
        own = [f for f in facts if f.qualifier != "predecessor"] or list(facts)
        truth = _dated(_starts(own), at, undated=True) if facts else None
        before = truth is False and _dated(_starts(facts), at, undated=False)
        return Finding(subject, truth, facts, disputed=facts if before else ())
    if facts:
        return Finding(subject, True, facts)
    seats = record.facts(relation="member_of", object=claim.object)
    full = [f for f in seats if f.qualifier in MEMBER and f.valid_from]
    own = [f for f in full if f.subject == subject]
    if len(full) < _ENOUGH_MEMBERS:
        return Finding(subject, None)
    beginning = min(_start(f) for f in full)
    if any(_start(f) <= beginning + _FOUNDING_YEAR for f in own):
        return Finding(subject, True, tuple(own))
    late = own and all(_start(f) > beginning + _LATE for f in own)
    known = late or (not own and _knows(record, (subject, "member_of", claim.object), at, "full"))
    return Finding(subject, False if known else None, tuple(own))


def _office(record: Record, subject: str, claim: Claim, at: Period) -> Finding:
    office, _, whose = claim.object.partition("@")
    own: list[Fact] = []
    for name in (office, *conventions.load().same_office.get(office, ())):
        own += record.facts(subject=subject, relation="holds_office", object=f"{name}@{whose}")
    truth, either = holds(own, at)
    disputed = _disputed(record, subject, "holds_office", claim.object, at)
    if truth and not (claim.negated and _just_changed(own, at)):
        return Finding(subject, True, tuple(own), disputed, either=either)
    others = _others(record, subject, claim.object, at)
    near = [
        f
        for name in conventions.load().near_office.get(office, ())
        for f in record.facts(subject=subject, relation="holds_office", object=f"{name}@{whose}")
    ]
    known = record.person(subject) is not None
    replaced = bool(others) or _knows(record, (subject, "holds_office", claim.object), at)
    if truth is False and not (known and replaced) and not (known and own and others):
        truth = None
    if _just_changed(own, at):
        truth = None
    if truth is False and not own and _unheard(record, "holds_office", claim.object, at):
        truth = None
    if truth is False and not others and holds(near, at)[0] is not False:
        truth = None
    return Finding(subject, truth, (*own, *others), disputed, tuple(f.subject for f in others))


def _just_changed(own: Sequence[Fact], at: Period) -> bool:
    """Whether the claim falls within days of the office changing hands: news lags, days differ."""
    if at is None or is_undated(at):
        return False
    edges = [_end(f) for f in own if f.valid_to]
    if at[0] == at[1]:
        edges += [_start(f) for f in own if f.valid_from]
    return any(abs((edge - at[1]).days) <= _LAG for edge in edges)


def _others(record: Record, subject: str, office: str, at: Period) -> tuple[Fact, ...]:
    """Who else certainly held the office all that time."""
    if at is None:
        return ()
    rows = [f for f in record.facts(relation="holds_office", object=office) if f.subject != subject]
    if is_undated(at):
        return ()
    return tuple(f for f in rows if holds([f], (at[1], at[1]))[0] or holds([f], (at[0], at[0]))[0])


def _sanctions(record: Record, subject: str, claim: Claim, at: Period) -> Finding:
    own = list(record.facts(subject=subject, relation=claim.relation, object=claim.object))
    truth, either = holds(own, at)
    disputed = _disputed(record, subject, claim.relation, claim.object, at)
    if not truth and at is not None and claim.qualifier != "own":
        joint = _joint_sanctions(record, subject, claim, at)
        if joint:
            return Finding(subject, True, tuple(_regimes(joint, at)), disputed)
    if claim.qualifier == "lifted":
        return _lifted(subject, own, at)
    if truth is False and not _knows(record, (subject, claim.relation, claim.object), at):
        truth = None
    return Finding(subject, truth, tuple(_regimes(own, at)), disputed, either=either)


def _lifted(subject: str, own: Sequence[Fact], at: Period) -> Finding:
    """*hob die Sanktionen auf*: some ended then; that others went on is no contradiction."""
    if at is None:
        return Finding(subject, None, tuple(own))
    over = [f for f in own if f.valid_to and _start(f) <= at[1] and _end(f) <= at[1] + ONE_DAY]
    near = [f for f in over if is_undated(at) or _end(f) >= at[0] - A_YEAR]
    still, _ = holds(own, at)
    return Finding(subject, False if near or (over and not still) else None, tuple(near or own))


def _regimes(facts: Sequence[Fact], at: Period) -> list[Fact]:
    """Leave out packages within a regime that goes on, but for those of the time spoken of."""
    spans = {(_start(f), _end(f)) for f in facts}
    return [
        f
        for f in facts
        if (at is not None and at[0] <= _start(f) <= at[1])
        or not any(_within((_start(f), _end(f)), span) for span in spans)
    ]


def _within(inner: tuple[dt.date, dt.date], outer: tuple[dt.date, dt.date]) -> bool:
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def _joint_sanctions(
    record: Record, subject: str, claim: Claim, at: tuple[dt.date, dt.date]
) -> list[Fact]:
    """Sanctions of the European Union are those of its members."""
    if not holds(_seats(record, subject, "EU", {"full"}), (at[1], at[1]))[0]:
        return []
    facts = record.facts(subject="EU", relation=claim.relation, object=claim.object)
    return [f for f in facts if holds([f], at)[0]]


def _vote(record: Record, subject: str, claim: Claim, _at: Period) -> Finding:
    resolution, _, claimed = claim.object.rpartition(":")
    cast: list[Fact] = []
    for vote in ("yes", "no", "abstain", "absent"):
        cast += record.facts(subject=subject, relation="voted", object=f"{resolution}:{vote}")
    if not cast:
        return Finding(subject, _not_in_full_list(record, subject, resolution, claimed))
    return Finding(subject, any(f.object == claim.object for f in cast), tuple(cast))


def _not_in_full_list(record: Record, subject: str, resolution: str, vote: str) -> bool | None:
    """Whether a member of the United Nations is missing in a list of votes known in full."""
    known = record.covers("voted", resolution)
    day = dates.first_day(known.complete_from) if known.complete_from else None
    if day is None or vote not in known.qualifiers:
        return None
    return False if holds(_seats(record, subject, "UN", {"full"}), (day, day))[0] else None


def _condemned(record: Record, subject: str, claim: Claim, at: Period) -> Finding:
    own = record.facts(subject=subject, relation="condemned", object=claim.object)
    if own:
        past = (RECORD_BEGINS, at[1]) if at is not None else None
        truth, _ = holds(own, past)
        return Finding(subject, truth, own)
    votes = [
        fact
        for resolution in conventions.load().condemning.get(claim.object, ())
        for fact in record.facts(subject=subject, relation="voted", object=f"{resolution}:yes")
        if at is None or _start(fact) <= at[1]
    ]
    if votes:
        return Finding(subject, True, tuple(votes))
    if subject in conventions.load().assemblies.organisations:
        adopted = [
            fact
            for resolution in conventions.load().condemning.get(claim.object, ())
            for fact in record.facts(relation="voted", object=f"{resolution}:yes")[:1]
            if at is None or _start(fact) <= at[1]
        ]
        return Finding(subject, True if adopted else None)
    known = _knows(record, (subject, "condemned", claim.object), at)
    return Finding(subject, False if known else None)


def _allied(record: Record, subject: str, claim: Claim, at: Period) -> Finding:
    own = record.facts(subject=subject, relation="allied_with", object=claim.object)
    own += record.facts(subject=claim.object, relation="allied_with", object=subject)
    truth, _ = holds(own, at)
    if truth:
        return Finding(subject, True, own)
    for alliance in conventions.load().alliances.organisations:
        mine, theirs = (_seats(record, s, alliance, {"full"}) for s in (subject, claim.object))
        if mine and theirs and holds(mine, at)[0] and holds(theirs, at)[0]:
            return Finding(subject, True, (*mine, *theirs))
    known = _knows(record, (subject, "allied_with", claim.object), at)
    return Finding(subject, False if known else None, own)


def _unique(record: Record, subject: str, claim: Claim, at: Period) -> Finding:
    """Relations with one right answer at a time: the capital of a state, the seat of a body."""
    if claim.relation == "capital_of":
        rivals = record.facts(relation=claim.relation, object=claim.object)
        facts = tuple(f for f in rivals if slug(f.subject) == slug(subject))
    else:
        rivals = record.facts(subject=subject, relation=claim.relation)
        facts = tuple(f for f in rivals if slug(f.object) == slug(claim.object))
    truth, _ = holds(facts, at)
    if truth:
        both = [f for f in rivals if f not in facts and holds([f], at)[0]]
        return Finding(subject, True, facts, tuple(both) if claim.negated else ())
    dated = [f for f in rivals if f.valid_from or (at is not None and at[1] >= _SETTLED)]
    others = tuple(f for f in dated if f not in facts and holds([f], at)[0])
    if truth is False and others and not _just_changed(facts, at):
        names = tuple(f.subject if claim.relation == "capital_of" else f.object for f in others)
        return Finding(subject, False, (*facts, *others), others=names)
    return Finding(subject, None, facts)


def _plain(record: Record, subject: str, claim: Claim, at: Period) -> Finding:
    facts = record.facts(subject=subject, relation=claim.relation, object=claim.object)
    truth, either = holds(facts, at)
    if truth is False and not _knows(record, (subject, claim.relation, claim.object), at):
        truth = None
    return Finding(subject, truth, facts, either=either)


def _met(record: Record, subject: str, claim: Claim, at: Period) -> Finding:
    facts = record.facts(subject=subject, relation="has_met", object=claim.object)
    if not facts and at is not None and subject in record.members(claim.object, at[1]):
        facts = record.facts(subject=claim.object, relation="has_met", object=claim.object)
    level = [word for word in (claim.qualifier or "").split() if word != _FIRST]
    facts = tuple(f for f in facts if not level or f.qualifier in level)
    spans = _starts(facts)
    truth = _dated(spans, at, undated=bool(facts)) if spans else None
    if truth and _FIRST in (claim.qualifier or "").split() and _had_met(facts, at):
        return Finding(subject, False, facts)
    if truth is False and not _knows(record, (subject, "has_met", claim.object), at):
        truth = None
    return Finding(subject, truth, facts)


def _had_met(facts: Sequence[Fact], at: Period) -> bool:
    """Whether there was a meeting before the one that is said to be the first."""
    return at is not None and any(last < at[0] - ONE_DAY for _, last in _starts(facts))


def _count(record: Record, subject: str, claim: Claim, at: Period) -> Finding:
    """*Die NATO hat 31 Mitglieder*: against the seats that hold on the last day spoken of."""
    seats = record.facts(relation="member_of", object=subject)
    full = [f for f in seats if (f.qualifier or "full") in MEMBER]
    day = at[1] if at is not None else None
    if (
        day is None
        or not full
        or not _knows(record, ("", "member_of", subject), (day, day), "full")
    ):
        return Finding(subject, None)
    held = [(f.subject, holds([f], (day, day))[0]) for f in full]
    sure = len({member for member, truth in held if truth})
    perhaps = len({member for member, truth in held if truth is not False})
    told = int(claim.object)
    known = None if sure != perhaps and sure <= told <= perhaps else told == sure
    return Finding(subject, known, others=(str(sure),))


Look = Callable[[Record, str, Claim, Period], Finding]
_LOOKS: dict[str, Look] = {
    "member_of": _member,
    "observer_in": _member,
    "associate_member_of": _member,
    "candidate_for": _member,
    "suspended_from": _member,
    "member_since": _joined,
    "left": _left,
    "founded": _founded,
    "holds_office": _office,
    "imposed_sanctions_on": _sanctions,
    "voted": _vote,
    "condemned": _condemned,
    "allied_with": _allied,
    "capital_of": _unique,
    "located_in": _unique,
    "has_met": _met,
    "has_members": _count,
}
