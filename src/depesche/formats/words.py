"""How the nouns of a reading are put into English words, the same in every format.

In: a reading and its parts. Out: plain text, not yet escaped for any format. Names and titles of
sources that the reading does not carry are looked up in the built-in record.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from depesche.model import (
    Attribution,
    Claim,
    Event,
    Fact,
    Interval,
    Party,
    Reading,
    TimeExpression,
)
from depesche.record import builtin

MARKS = {
    "supported": "✓",
    "contradicted": "✗",
    "mixed": "±",
    "disputed": "≠",
    "not_covered": "?",
}
"""A sign for each verdict, so that none is told by its colour alone."""

LANGUAGES = {"de": "German", "en": "English", "ru": "Russian"}

# What is said of one subject, of several; denied of one, denied of several.
_RELATIONS: dict[str, tuple[str, str, str, str]] = {
    "member_of": (
        "is a member of",
        "are members of",
        "is not a member of",
        "are not members of",
    ),
    "member_since": (
        "became a member of",
        "became members of",
        "did not become a member of",
        "did not become members of",
    ),
    "left": ("left", "left", "did not leave", "did not leave"),
    "founded": ("founded", "founded", "did not found", "did not found"),
    "observer_in": (
        "is an observer in",
        "are observers in",
        "is not an observer in",
        "are not observers in",
    ),
    "associate_member_of": (
        "is an associate member of",
        "are associate members of",
        "is not an associate member of",
        "are not associate members of",
    ),
    "has_members": (
        "has this number of members:",
        "have this number of members:",
        "does not have this number of members:",
        "do not have this number of members:",
    ),
    "candidate_for": (
        "is a candidate for",
        "are candidates for",
        "is not a candidate for",
        "are not candidates for",
    ),
    "suspended_from": (
        "is suspended from",
        "are suspended from",
        "is not suspended from",
        "are not suspended from",
    ),
    "holds_office": (
        "holds the office of",
        "hold the office of",
        "does not hold the office of",
        "do not hold the office of",
    ),
    "imposed_sanctions_on": (
        "imposed sanctions on",
        "imposed sanctions on",
        "imposed no sanctions on",
        "imposed no sanctions on",
    ),
    "voted": ("voted", "voted", "did not vote", "did not vote"),
    "condemned": ("condemned", "condemned", "did not condemn", "did not condemn"),
    "capital_of": (
        "is the capital of",
        "are capitals of",
        "is not the capital of",
        "are not capitals of",
    ),
    "located_in": (
        "is located in",
        "are located in",
        "is not located in",
        "are not located in",
    ),
    "has_met": (
        "met in the format",
        "met in the format",
        "did not meet in the format",
        "did not meet in the format",
    ),
    "allied_with": (
        "is allied with",
        "are allied with",
        "is not allied with",
        "are not allied with",
    ),
    "led_by": ("is led by", "are led by", "is not led by", "are not led by"),
    "funded_by": ("is funded by", "are funded by", "is not funded by", "are not funded by"),
}

# How a fact of the record is said in short; for memberships it is the qualifier that tells.
_FACTS = {
    "imposed_sanctions_on": "sanctions on",
    "has_met": "met in the format",
    "holds_office": "",
}
_MEMBERSHIPS = {
    None: "member of",
    "full": "member of",
    "permanent": "permanent member of",
    "associate": "associate member of",
    "observer": "observer in",
    "partner": "partner of",
    "candidate": "candidate for",
    "applied": "applicant to",
    "invited": "invited to",
    "signed": "signatory of the accession to",
    "suspended": "suspended from",
}
_LONG_NAME = 20
_WORST_FIRST = ("contradicted", "mixed", "disputed", "supported", "not_covered")

# C0 and C1 controls and lone surrogates can drive a terminal or break a page; line breaks and
# tabs may stay. One character becomes one character, so that offsets keep their meaning.
_VISIBLE = {
    **{code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}
# Embeddings, overrides and isolates that, left open, turn round what stands behind them.
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)


_BLANKS = re.compile(r"\s+")


def visible(text: str) -> str:
    """Return `text` with every control character as a visible sign, of the same length."""
    return text.translate(_VISIBLE)


def without_overrides(text: str) -> str:
    """Return `text` with signs for what turns the direction of writing, of the same length."""
    return text.translate(_BIDI)


def one_line(text: str, *, keep_ends: bool = False) -> str:
    """Return `text` on one line, safe for a terminal: no controls, no bidirectional overrides.

    `keep_ends` keeps one blank where the text begins or ends with some.
    """
    line = _BLANKS.sub(" ", without_overrides(visible(text)))
    return line if keep_ends else line.strip()


def shortened(text: str, length: int) -> str:
    """Return `text` on one line of at most `length` characters, cut at a word if it must be."""
    line = one_line(text)
    if len(line) <= length:
        return line
    head = line[: length - 1]
    return head.rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def day(date: dt.date | dt.datetime) -> str:
    """Return a calendar day as `2022-07-08`, with the time of day if there is one."""
    if isinstance(date, dt.datetime):
        return date.isoformat(sep=" ", timespec="minutes")
    return date.isoformat()


def period(start: dt.date | dt.datetime | None, end: dt.date | dt.datetime | None) -> str:
    """Return an interval in ISO 8601 at the coarsest precision that says it: `2022-06`, `2015`."""
    if start is None and end is None:
        return "not dated"
    if start is None:
        assert end is not None
        return f"until {day(end)}"
    if end is None:
        return f"since {day(start)}"
    if start == end:
        return day(start)
    if isinstance(start, dt.datetime) or isinstance(end, dt.datetime):
        return f"{day(start)} to {day(end)}"
    return _whole(start, end) or f"{day(start)} to {day(end)}"


def _whole(start: dt.date, end: dt.date) -> str | None:
    if start.day != 1 or start.year != end.year:
        return None
    if (start.month, end.month, end.day) == (1, 12, 31):
        return f"{start.year:04d}"
    is_last = end.day == calendar.monthrange(end.year, end.month)[1]
    return start.isoformat()[:7] if start.month == end.month and is_last else None


def interval(time: Interval | None) -> str:
    """Return when an event took or takes place."""
    return "not dated" if time is None else period(time.from_, time.to)


def calendar_of(time: TimeExpression) -> str:
    """Return the calendar interval of a time expression, or its TIMEX3 value if it has none."""
    if time.earliest is None and time.latest is None:
        return time.value
    return period(time.earliest, time.latest)


def claimed_time(claim: Claim) -> str | None:
    """Return the day or days a claim speaks about."""
    if claim.at is None:
        return None
    return period(*claim.at) if isinstance(claim.at, tuple) else day(claim.at)


def validity(fact: Fact) -> str:
    """Return the period in which a fact holds, with the day the record vouches for it."""
    if fact.valid_from is None and fact.valid_to is None:
        return "at all times" if fact.as_of is None else f"as of {fact.as_of}"
    if fact.valid_from is not None and fact.valid_from == fact.valid_to:
        return fact.valid_from
    start = f"from {fact.valid_from}" if fact.valid_from else ""
    if fact.valid_to:
        return f"{start} until {fact.valid_to}".strip()
    return f"{start}, still so on {fact.as_of}" if fact.as_of else f"{start} on"


def verdict(status: str) -> str:
    """Return a verdict's name as words: `not covered`."""
    return status.replace("_", " ")


def by_verdict(claims: Iterable[Claim]) -> list[tuple[int, Claim]]:
    """Return claims with their numbers in the text, those that do not hold first."""
    return sorted(enumerate(claims, start=1), key=lambda item: _rank(item[1]))


def tally(claims: Iterable[Claim]) -> str:
    """Return how many claims have which verdict: `1 mixed, 6 supported`."""
    counts = Counter(_WORST_FIRST[_rank(claim)] for claim in claims)
    return ", ".join(f"{counts[s]} {verdict(s)}" for s in _WORST_FIRST if counts[s])


def _rank(claim: Claim) -> int:
    return _WORST_FIRST.index(claim.verdict.status if claim.verdict else "not_covered")


def status(event: Event) -> str:
    """Return whether an event happened: `planned`, `possible (threatened)` ..."""
    return event.status + (f" ({event.status_detail})" if event.status_detail else "")


def coded(event: Event) -> str:
    """Return the PLOVER code of an event: `CONSULT (visit)`."""
    return event.type + (f" ({event.mode})" if event.mode else "")


@dataclass(frozen=True)
class Evidence:
    """What the record says: a phrase, its period, title and reference (URL or number), a note."""

    said: str
    period: str
    source: str
    reference: str | None
    note: str | None


@dataclass(frozen=True)
class Names:
    """Names for the ids in a reading: its own actors first, then the built-in record."""

    reading: Reading

    @cached_property
    def _own(self) -> dict[str, str]:
        return {actor.id: actor.name for actor in self.reading.actors}

    def of(self, id: str) -> str:
        """Return the name of the actor `id`, or the id where no name is known."""
        if id in self._own:
            return self._own[id]
        known = builtin().actor(id)
        if known is not None:
            return known.name
        kind, _, slug = id.partition(":")
        is_slug = kind in ("person", "place", "group") and slug == slug.lower()
        return slug.replace("-", " ").title() if is_slug else id

    def listed(self, ids: Iterable[str]) -> str:
        """Return names with commas and a last *and*."""
        names = [self.of(id) for id in ids]
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} and {names[-1]}"

    def object(self, relation: str, object: str) -> str:
        """Return the object of a claim or fact, such as `head of state of Kazakhstan`."""
        if relation == "holds_office" and "@" in object:
            office, _, where = object.partition("@")
            return f"{office.replace('_', ' ')} of {self.short(where)}"
        if relation == "voted" and ":" in object:
            resolution, _, vote = object.rpartition(":")
            return f"{vote} on {resolution}"
        return self.short(object)

    def short(self, id: str) -> str:
        """Return a name, but the abbreviation of an organisation whose name fills half a line."""
        name = self.of(id)
        return id if len(name) > _LONG_NAME and id.isupper() else name

    def claim(self, claim: Claim) -> str:
        """Return a claim as a short English sentence without its time."""
        form = (len(claim.subjects) > 1) + 2 * claim.negated
        verb = _RELATIONS[claim.relation][form]
        subjects = self.listed(claim.subjects) or "somebody"
        return f"{subjects} {verb} {self.object(claim.relation, claim.object)}"

    def _said(self, fact: Fact) -> str:
        """Return what a fact says of its subject: `member of NATO`."""
        object_ = self.object(fact.relation, fact.object)
        if fact.relation == "member_of" and fact.qualifier in _MEMBERSHIPS:
            return f"{_MEMBERSHIPS[fact.qualifier]} {object_}"
        words = _FACTS.get(fact.relation, fact.relation.replace("_", " "))
        kind = (fact.qualifier or "").replace("|", ", ").replace("_", " ")
        detail = f" ({kind})" if kind and fact.relation != "voted" else ""
        return f"{words} {object_}{detail}".strip()

    def evidence(self, facts: Iterable[Fact]) -> list[Evidence]:
        """Return facts as words; those that say the same of several subjects are one."""
        subjects: dict[tuple[str, str, str, str | None], list[str]] = {}
        for fact in facts:
            key = (self._said(fact), validity(fact), fact.source, fact.note)
            subjects.setdefault(key, []).append(fact.subject)
        return [
            Evidence(f"{self.listed(dict.fromkeys(who))}: {said}", when, *self._source(id), note)
            for (said, when, id, note), who in subjects.items()
        ]

    def _source(self, id: str) -> tuple[str, str | None]:
        source = builtin().source(id)
        return (id, None) if source is None else (source.title, source.reference or None)

    def party(self, party: Party | None) -> str:
        """Return a speaker: the actor's name, else the words of the text, else that it is open."""
        if party is None:
            return "speaker not found"
        if party.actor is not None:
            return self.of(party.actor)
        return party.text if party.text else "an unnamed source"

    def word_of(self, source: Attribution | None) -> str | None:
        """Return whose word something is; `None` means the report's own."""
        if source is None:
            return None
        if source.actor is not None:
            return self.of(source.actor)
        return source.text if source.text else "somebody the text quotes"

    def who_to_whom(self, event: Event) -> tuple[str, str]:
        """Return the doers and the receivers of an event in words."""
        doers = self.listed(event.actors) or "somebody"
        return doers, self.listed(event.recipients)
