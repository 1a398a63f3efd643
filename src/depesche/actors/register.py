"""The register: an `Actor` for every id that this stage can give.

In: the record (states, organisations, bodies, groups, office holders) and the report's day. Out:
actors, groups and organisations with their members on that day. Bodies that only a pattern of
words names (*das tadschikische Innenministerium*) and persons that only the text knows are made
here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pydantic import BaseModel

from depesche import languages
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


_RANK = {"supreme_leader": 4, "head_of_state": 3, "head_of_government": 3, "foreign_minister": 2}


def _recent(term: Fact) -> tuple[str, str]:
    return term.valid_to or "9999", term.valid_from or ""


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
        return max(terms, key=_recent).object.partition("@")[2] or None

    def _terms(self, person: str) -> tuple[Fact, ...]:
        return self.record.facts(subject=person, relation="holds_office")

    def served(self, person: str) -> set[str]:
        """Return the states and organisations in whose offices a person has been."""
        return {term.object.partition("@")[2] for term in self._terms(person)}

    def prominence(self, person: str) -> tuple[bool, int, str, bool]:
        """Order persons of one surname: in office on the day, then highest, then latest."""
        terms = self._terms(person)
        if not terms:
            return False, 0, "", False
        day = self.published
        now = day is not None and any(self.record.holds_on(t, day) for t in terms)
        ends, _ = _recent(max(terms, key=_recent))
        offices = {term.object.partition("@")[0] for term in terms if not term.qualifier}
        highest = max((_RANK.get(office, 1) for office in offices), default=1)
        return now, highest, "" if now else ends, "head_of_state" in offices

    def known_by_surname(self, id: str) -> bool:
        """Whether a surname alone may mean a person: a figure, one whose name is known in other
        languages, or who heads a state or government on the report's day.
        """
        person = self.record.person(id)
        if person is None or id in figures() or person.name_de or person.name_ru:
            return True
        now, highest, _, _ = self.prominence(id)
        return now and highest > _RANK["foreign_minister"]

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
    """A person beside the record's office holders, with all spellings of the name."""

    id: str
    state: str | None = None
    spellings: str


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


def with_size(size: int, among: Iterable[str], register: Register) -> str | None:
    """Return the last of these groups that has `size` members on the day, if any."""
    fitting = [id for id in among if len(register.members(id)) == size]
    return fitting[-1] if fitting else None
