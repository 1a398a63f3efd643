"""The register: an `Actor` for every id that this stage can give.

In: the record (states, organisations, bodies, groups, office holders) and the report's day. Out:
actors, groups and organisations with their members on that day. Bodies that only a pattern of
words names (*das tadschikische Innenministerium*) and persons that only the text knows are made
here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from depesche import languages
from depesche.actors.kinds import is_of_kind
from depesche.actors.lexicon import STATES
from depesche.model import Actor, Fact
from depesche.record import Record

BODIES = {
    "government": ("government", "GOV"),
    "presidency": ("presidency", "GOV"),
    "foreign_ministry": ("foreign ministry", "GOV"),
    "defence_ministry": ("defence ministry", "MIL"),
    "finance_ministry": ("finance ministry", "GOV"),
    "interior_ministry": ("interior ministry", "GOV"),
    "ministry": ("ministry", "GOV"),
    "parliament": ("parliament", "LEG"),
    "military": ("military", "MIL"),
    "intelligence": ("intelligence service", "SPY"),
    "central_bank": ("central bank", "GOV"),
    "judiciary": ("judiciary", "JUD"),
    "police": ("police", "COP"),
    "official": ("official", "GOV"),
    "leadership": ("leadership", "GOV"),
    "secretariat": ("secretariat", "IGO"),
}
"""Kinds of bodies that a pattern may name, with their PLOVER sector."""

OFFICE_BODIES = {
    "head_of_state": "presidency",
    "head_of_government": "government",
    "foreign_minister": "foreign_ministry",
    "defence_minister": "defence_ministry",
    "finance_minister": "finance_ministry",
    "interior_minister": "interior_ministry",
    "minister": "government",
    "heads": "government",
    "supreme_leader": "leadership",
    "secretary_general": "secretariat",
    "commission_president": "secretariat",
    "council_president": "secretariat",
    "high_representative": "secretariat",
    "official": "official",
}
"""The body that an office stands for when nobody knows its holder."""

_SAME_BODY = {
    "USA:foreign_ministry": "USA:state_department",
    "USA:finance_ministry": "USA:treasury",
    "USA:parliament": "USA:congress",
    "EU:commission_president": "EU_COMMISSION",
}


_RANK = {
    "supreme_leader": 4,
    "head_of_state": 3,
    "head_of_government": 3,
    "secretary_general": 3,
    "commission_president": 3,
    "foreign_minister": 2,
}
IN_OFFICE, LATELY, LONG_AGO, NOT_THEN = 3, 2, 1, 0
"""How a person stands in public life on the report's day: `LONG_AGO` is also some years before
the first office, `NOT_THEN` long before, or dead."""
_HEAD = "head_of_state"
_WEEKS = dt.timedelta(weeks=8)
_LATELY = 12  # years after an office in which a surname alone still means its former holder


def _recent(term: Fact) -> tuple[str, str]:
    return term.valid_to or "9999", term.valid_from or ""


class Prominence(NamedTuple):
    """The order of persons of one surname: by standing, then highest office, then latest."""

    standing: int
    rank: int
    heads_state: bool
    ended: str


class _Group(BaseModel):
    id: str
    name: str
    loose: bool = False
    members: str = ""
    organisation: str | None = None


class Register:
    """Actors by id, as of the day of the report."""

    def __init__(self, record: Record, published: dt.date | None) -> None:
        self.record = record
        self.published = published
        self._made: dict[str, Actor] = {}
        self._named: dict[str, tuple[str, str | None]] = {}
        self._prominence: dict[str, Prominence] = {}

    def actor(self, id: str) -> Actor:
        """Return the actor with this id; unknown bodies and persons are made from the id."""
        if id not in self._made:
            self._made[id] = self._make(id)
        return self._made[id]

    def add_person(self, id: str, name: str, state: str | None) -> None:
        """Keep a person whom only the text knows, with the state it gives."""
        self._named.setdefault(id, (name, state))

    def serve(self, person: str, state: str) -> None:
        """Let a person act for the state or organisation whose office the text gives them."""
        self._made[person] = self.actor(person).model_copy(update={"state": state})

    def state_of(self, id: str) -> str:
        """Return the state (or organisation) an actor acts for: itself if for no other."""
        actor = self.actor(id)
        return actor.state or actor.id

    def body(self, state: str, kind: str) -> str:
        """Return the id of a body of a state, such as `KAZ:foreign_ministry`."""
        id = f"{state}:{kind}"
        return _SAME_BODY.get(id, id)

    def holder(self, office: str, state: str) -> str | None:
        """Return who holds an office of a state on the report's day, if exactly one does."""
        if self.published is None:
            return None
        facts = self.record.holders(f"{office}@{state}", self.published)
        subjects = sorted({fact.subject for fact in facts})
        return subjects[0] if len(subjects) == 1 else None

    def offices_of(self, person: str) -> tuple[str, ...]:
        """Return the offices that a person holds on the report's day, or held until a few weeks
        before, the highest first.
        """
        if self.published is None:
            return ()
        days = (self.published, self.published - _WEEKS)
        held = {
            term.object.partition("@")[0]
            for term in self._terms(person)
            if any(self.record.holds_on(term, day) for day in days)
        }
        return tuple(sorted(held, key=lambda office: (-_RANK.get(office, 1), office != _HEAD)))

    def counterpart(self, office: str, state: str) -> str | None:
        """Return who of a state meets the holder of an office of another: of two who lead it, who
        leads its government, be it a president.
        """
        if office in ("head_of_state", "head_of_government"):
            presidential = is_of_kind(state, "presidential")
            crowned = office == "head_of_government" and not presidential
            office = "head_of_government" if crowned else "head_of_state"
        return self.holder(office, state)

    def members(self, id: str) -> tuple[str, ...]:
        """Return the member states of a group or organisation on the report's day."""
        group = groups().get(id)
        if group is None:
            return self._members_of(id)
        return tuple(group.members.split()) or self._members_of(group.organisation or "")

    def _serves(self, person: str) -> str | None:
        """Return the state or organisation a person serves on the report's day, else lately."""
        terms = self._terms(person)
        if self.published is not None:
            day = self.published
            terms = tuple(t for t in terms if self.record.holds_on(t, day)) or terms
        if not terms:
            return None
        known = self.record.person(person)
        served = {term.object.partition("@")[2] for term in terms}
        if known is not None and known.state in served:
            return known.state  # not the other realms of a monarch
        return max(terms, key=_recent).object.partition("@")[2] or None

    def _terms(self, person: str) -> tuple[Fact, ...]:
        return self.record.facts(subject=person, relation="holds_office")

    def served(self, person: str) -> set[str]:
        """Return the states and organisations in whose offices a person has been."""
        return {term.object.partition("@")[2] for term in self._terms(person)}

    def prominence(self, person: str) -> Prominence:
        """Order persons of one surname: in office on the day, then highest, then latest."""
        if person not in self._prominence:
            self._prominence[person] = self._prominent(person)
        return self._prominence[person]

    def _prominent(self, person: str) -> Prominence:
        terms = self._terms(person)
        if not terms:
            figure = figures().get(person)
            standing = figure.standing(self.published) if figure else LONG_AGO
            return Prominence(standing, (figure.rank or 0) if figure else 0, False, "")
        standing = self._standing(terms)
        offices = {term.object.partition("@")[0] for term in terms if not term.qualifier}
        rank = max((_RANK.get(office, 1) for office in offices), default=1)
        if standing == IN_OFFICE:
            return Prominence(standing, rank, _HEAD in self.offices_of(person), "")
        ends, _ = _recent(max(terms, key=_recent))
        return Prominence(standing, rank, False, ends)

    def _standing(self, terms: Sequence[Fact]) -> int:
        day = self.published
        if day is None:
            return LATELY
        if any(self.record.holds_on(term, day) for term in terms):
            return IN_OFFICE
        past = [term for term in terms if _year(term.valid_from) <= day.year]
        if not past:
            first = min(_year(term.valid_from) for term in terms)
            if first - day.year <= 1:
                return LATELY  # elected, or about to be
            return LONG_AGO if first - day.year <= _LATELY else NOT_THEN
        if any(_reigns(term) for term in terms):
            return NOT_THEN
        ended = max(_year(term.valid_to) for term in past)
        return LATELY if day.year - ended <= _LATELY else LONG_AGO

    def known_by_surname(self, id: str) -> bool:
        """Whether a surname alone may mean a person, however far away the report is: a figure,
        one whose name is known in other languages, or who heads a state, a government or an
        organisation on the report's day.
        """
        standing, rank, _, _ = self.prominence(id)
        if standing == NOT_THEN or (standing == LONG_AGO and self._is_to_come(id)):
            return False
        person = self.record.person(id)
        if person is None or id in figures() or person.name_de or person.name_ru:
            return True
        return standing == IN_OFFICE and rank > _RANK["foreign_minister"]

    def leads(self, id: str) -> bool:
        """Whether a person is a figure, or heads a state, a government or its diplomacy on the
        report's day, or about these years where nobody says when the report is from.
        """
        standing, rank, _, _ = self.prominence(id)
        then = LATELY if self.published is None else IN_OFFICE
        return id in figures() or (standing >= then and rank >= _RANK["foreign_minister"])

    def known_at_home(self, id: str) -> bool:
        """Whether a surname alone may mean a person where the report speaks of their state."""
        standing, rank, _, _ = self.prominence(id)
        if standing == IN_OFFICE:
            return True
        return rank > _RANK["foreign_minister"] and (standing == LATELY or self._is_to_come(id))

    def _is_to_come(self, id: str) -> bool:
        """Say whether a person holds a first office only after the report's day."""
        terms = self._terms(id)
        day = self.published
        return (
            day is not None
            and bool(terms)
            and all(_year(term.valid_from) > day.year for term in terms)
        )

    def _members_of(self, organisation: str) -> tuple[str, ...]:
        if self.published is None or not organisation:
            return ()
        return tuple(self.record.members(organisation, self.published))

    def _make(self, id: str) -> Actor:
        known = self.record.actor(id)
        if known is not None:
            if known.kind == "group":
                return known.model_copy(update={"members": self.members(id)})
            if known.kind == "person":
                return known.model_copy(update={"state": self._serves(id) or known.state})
            return known
        if figure := figures().get(id):
            self._named[id] = (figure.spellings.split(";")[0].strip(), figure.state)
        if id in self._named:
            name, home = self._named[id]
            return Actor(id=id, kind="person", name=name, state=home)
        state, _, kind = id.partition(":")
        if kind in BODIES:
            title, sector = BODIES[kind]
            owner = self.record.actor(state)
            name = f"{owner.name if owner else state}: {title}"
            return Actor(id=id, kind="body", name=name, state=state, sector=sector)
        return Actor(id=id, kind="person" if state == "person" else "organisation", name=kind or id)


class Figure(BaseModel):
    """A person beside the record's office holders, with all spellings of the name.

    `since` and `until` are years of public life where a namesake has others; `rank` is 3 for one
    who led a state.
    """

    id: str
    state: str | None = None
    since: int | None = None
    until: int | None = None
    rank: int | None = None
    spellings: str

    def standing(self, day: dt.date | None) -> int:
        """Return how the person stands in public life on a day."""
        if day is None or (self.since is None and self.until is None):
            return LATELY
        if self.since is not None and day.year < self.since:
            return NOT_THEN
        if self.until is None or day.year <= self.until:
            return IN_OFFICE
        return LATELY if day.year - self.until <= _LATELY else LONG_AGO


@cache
def figures() -> dict[str, Figure]:
    """Return the table of figures by id. Raises `DataFileError` for a faulty row."""
    file = Path(__file__).parent / "data" / "figures.csv"
    return {row.id: row for row in languages.read_table(file, Figure)}


@cache
def groups() -> dict[str, _Group]:
    """Return the rows of the table of groups by id."""
    file = STATES.parent / "groups.csv"
    return {row.id: row for row in languages.read_table(file, _Group)}


def _year(date: str | None) -> int:
    return int(date[:4]) if date else 0


def _reigns(term: Fact) -> bool:
    """Say whether an office is for life, as a rule: a monarch's, the pope's."""
    office, _, state = term.object.partition("@")
    return office == "head_of_state" and is_of_kind(state, "monarchy")


def with_size(size: int, among: Iterable[str], register: Register) -> str | None:
    """Return the last of these groups that has `size` members on the day, if any."""
    fitting = [id for id in among if len(register.members(id)) == size]
    return fitting[-1] if fitting else None
