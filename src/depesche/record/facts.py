"""The reference record and the questions one can ask it.

In: the tables of a Data Package. Out: `Fact`s with their periods, the members of an organisation
or the holders of an office on a day, and for what the record is complete, so that a missing row
means "no". Closed and open world per predicate: Motro (1989), Darari et al. (2018).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from depesche.model import Actor, ActorKind, Fact
from depesche.record import dates, tables

Row = tuple[str, str, str, str, str, str, str, str, str]
"""subject, relation, object, valid_from, valid_to, qualifier, source, as_of, note."""

MEMBER = frozenset({"full"})


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact is from: `reference` is a URL or the number of a document."""

    id: str
    title: str
    publisher: str
    reference: str
    licence: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Person:
    """An office holder: canonical English name, further spellings, Wikidata QID, state served."""

    id: str
    name: str
    name_de: str | None
    name_ru: str | None
    aliases: tuple[str, ...]
    wikidata: str | None
    state: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """All spellings, the canonical one first, each once."""
        own = (self.name, self.name_de, self.name_ru, *self.aliases)
        return tuple(dict.fromkeys(name for name in own if name))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the absence of a row means "no" for a relation and an object.

    `complete` is false where the record makes no such promise at all. `subject` is set where it
    holds for that subject only; `qualifiers` are the kinds of rows that are complete.
    """

    relation: str
    object: str
    complete: bool
    subject: str | None = None
    qualifiers: frozenset[str] = frozenset()
    complete_from: str | None = None
    complete_to: str | None = None
    source: str | None = None
    note: str | None = None

    def on(self, day: dt.date, qualifier: str | None = None) -> bool:
        """Say whether a missing row (of that qualifier) means "no" on `day`.

        Without `complete_to` the promise reaches to the record's last day: ask `Record.as_of`.
        """
        if not self.complete or (qualifier and qualifier not in self.qualifiers):
            return False
        return dates.within(self.complete_from, self.complete_to, day.isoformat()) is True


class Record:
    """A frozen set of facts with indexes; build with `Record.load` or take `builtin()`."""

    __slots__ = ("__dict__", "_by_object", "_by_subject", "_folders", "_made", "_rows", "version")

    def __init__(self, rows: Iterable[Row], folders: Sequence[Path], version: str) -> None:
        self.version = version
        self._folders = tuple(folders)
        self._rows = list(rows)
        self._made: dict[int, Fact] = {}
        by_subject: dict[tuple[str, str], list[int]] = {}
        by_object: dict[tuple[str, str], list[int]] = {}
        for i, row in enumerate(self._rows):
            by_subject.setdefault((row[0], row[1]), []).append(i)
            by_object.setdefault((row[1], row[2]), []).append(i)
        self._by_subject = by_subject
        self._by_object = by_object

    @classmethod
    def load(cls, *folders: Path) -> Record:
        """Read the Data Package in each folder; without one, that of the package.

        A later folder goes before an earlier one: where it tells of the same subject, relation,
        object and qualifier, the earlier rows are left out. Raises `DataFileError` for a damaged
        table.
        """
        where = folders or (tables.DATA,)
        version = "+".join(tables.content_hash(folder) for folder in where)
        return cls(layered([read_rows(folder) for folder in where]), where, version)

    def facts(
        self, subject: str | None = None, relation: str | None = None, object: str | None = None
    ) -> tuple[Fact, ...]:
        """Return the facts that match all that is given, in the order of the tables."""
        return tuple(self._fact(i) for i in self._matching(subject, relation, object))

    def holds_on(self, fact: Fact, day: dt.date) -> bool | None:
        """Say whether `fact` holds on `day`, first and last day included.

        `None`: the dates of the row are too coarse to say. A fact without `valid_to` is taken to
        go on after its `as_of`; `is_stale` tells such answers apart.
        """
        return dates.within(fact.valid_from, fact.valid_to, day.isoformat())

    def is_stale(self, fact: Fact, day: dt.date) -> bool:
        """Say whether `day` is later than the record can vouch for: an open row, after `as_of`."""
        if fact.valid_to or not fact.as_of:
            return False
        return day > dates.last_day(fact.as_of)

    def members(
        self, organisation: str, on: dt.date, qualifiers: Collection[str] = MEMBER
    ) -> tuple[str, ...]:
        """Return the ids of those who certainly are members on that day, sorted."""
        day = on.isoformat()
        found = set()
        for i in self._by_object.get(("member_of", organisation), ()):
            row = self._rows[i]
            if row[5] in qualifiers and dates.within(row[3], row[4], day):
                found.add(row[0])
        return tuple(sorted(found))

    def covers(self, relation: str, object: str, subject: str | None = None) -> Coverage:
        """Return for what period the record is complete for this relation and object.

        A promise for all subjects goes before one for the `subject` asked about.
        """
        for key in ((relation, object, ""), (relation, object, subject or "")):
            if key in self._coverage:
                return self._coverage[key]
        return Coverage(relation, object, complete=False)

    def holders(self, office_at: str, on: dt.date) -> tuple[Fact, ...]:
        """Return who certainly holds an office such as `head_of_state@KAZ` on that day."""
        held = self.facts(relation="holds_office", object=office_at)
        return tuple(f for f in held if self.holds_on(f, on))

    def offices_of(self, person: str, on: dt.date) -> tuple[Fact, ...]:
        """Return the offices that `person:slug` certainly holds on that day."""
        held = self.facts(subject=person, relation="holds_office")
        return tuple(f for f in held if self.holds_on(f, on))

    def disputed(
        self, subject: str, relation: str, object: str, on: dt.date | None = None
    ) -> tuple[Fact, ...]:
        """Return what other sources say against the record's own rows (on that day)."""
        rows = self._disputes.get((subject, relation, object), [])
        return tuple(f for f in rows if on is None or self.holds_on(f, on) is not False)

    def disputes(
        self, subject: str | None = None, relation: str | None = None, object: str | None = None
    ) -> tuple[Fact, ...]:
        """Return all that other sources say against the record and that matches what is given."""
        wanted = (subject, relation, object)
        return tuple(
            fact
            for key, facts in self._disputes.items()
            if all(want in (None, is_) for want, is_ in zip(wanted, key, strict=True))
            for fact in facts
        )

    def persons(self) -> tuple[Person, ...]:
        """Return all office holders, in the order of the table."""
        return tuple(self._persons.values())

    def person(self, id: str) -> Person | None:
        """Return the office holder with this id (`person:sadyr-japarov`)."""
        return self._persons.get(id)

    def source(self, id: str) -> Source | None:
        """Return the source with this id."""
        return self._sources.get(id)

    def sources(self) -> tuple[Source, ...]:
        """Return all sources, in the order of the table."""
        return tuple(self._sources.values())

    def actor(self, id: str) -> Actor | None:
        """Return who an id stands for: state, bloc, body, group, or office holder."""
        known = self._actors.get(id)
        if known is None and (person := self._persons.get(id)):
            return Actor(
                id=id,
                kind="person",
                name=person.name,
                state=person.state,
                wikidata=person.wikidata,
            )
        return known

    def actors(self) -> tuple[Actor, ...]:
        """Return all states, organisations, bodies and groups of the identity tables."""
        return tuple(self._actors.values())

    @cached_property
    def as_of(self) -> str:
        """The last day (ISO 8601) up to which some open row of the record is known to hold."""
        known = (row[7] for row in self._rows if not row[4] and len(row[7]) == 10)
        return max(known, default="1900-01-01")

    def subjects(self) -> tuple[str, ...]:
        """Return everybody and everything that a fact is told of, sorted."""
        return tuple(sorted({subject for subject, _ in self._by_subject}))

    def objects(self, relation: str) -> tuple[str, ...]:
        """Return all objects of a relation (`member_of`: the organisations), sorted."""
        return tuple(sorted({o for r, o in self._by_object if r == relation}))

    def relations(self) -> tuple[str, ...]:
        """Return all relations that some fact tells of, sorted."""
        return tuple(sorted({relation for relation, _ in self._by_object}))

    def __len__(self) -> int:
        return len(self._rows)

    def _matching(
        self, subject: str | None, relation: str | None, object: str | None
    ) -> Iterable[int]:
        rows = self._rows
        if relation is not None and subject is not None:
            own = self._by_subject.get((subject, relation), ())
            return own if object is None else [i for i in own if rows[i][2] == object]
        if relation is not None and object is not None:
            return self._by_object.get((relation, object), ())
        wanted = ((0, subject), (1, relation), (2, object))
        given = [(at, value) for at, value in wanted if value is not None]
        return [i for i, row in enumerate(rows) if all(row[at] == v for at, v in given)]

    def _fact(self, i: int) -> Fact:
        if i not in self._made:
            self._made[i] = as_fact(self._rows[i])
        return self._made[i]

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {row[0]: Source(*row) for row in self._read("sources")}

    @cached_property
    def _persons(self) -> dict[str, Person]:
        return {p.id: p for p in map(_person, self._read("persons"))}

    @cached_property
    def _coverage(self) -> dict[tuple[str, str, str], Coverage]:
        return {(row[0], row[1], row[2]): _coverage(row) for row in self._read("coverage")}

    @cached_property
    def _disputes(self) -> dict[tuple[str, str, str], list[Fact]]:
        found: dict[tuple[str, str, str], list[Fact]] = {}
        for row in self._read("disputes"):
            fact = as_fact(_from_relations(row))
            found.setdefault((fact.subject, fact.relation, fact.object), []).append(fact)
        return found

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        named = (
            (table, row)
            for folder in self._folders
            for table in tables.IDENTITIES
            for row in tables.read_named(table, folder)
        )
        return {actor.id: actor for actor in (_actor(table, row) for table, row in named)}

    def _read(self, table: str) -> list[list[str]]:
        return [row for folder in self._folders for row in tables.read(table, folder)]


@cache
def builtin() -> Record:
    """Return the record that comes with the package."""
    return Record.load()


def read_rows(folder: Path) -> list[Row]:
    """Read all tables of facts in `folder` into rows of one shape."""
    rows: list[Row] = []
    rows += map(_from_memberships, tables.read("memberships", folder))
    rows += map(_from_terms, tables.read("terms", folder))
    rows += map(_from_sanctions, tables.read("sanctions", folder))
    adopted = {row[0]: (row[2], row[7]) for row in tables.read("resolutions", folder)}
    rows += [_from_vote(row, *adopted[row[1]]) for row in tables.read("votes", folder)]
    rows += map(_from_relations, tables.read("relations", folder))
    return rows


def layered(layers: Sequence[list[Row]]) -> list[Row]:
    """Join rows of several folders; a later one replaces what it tells of as well."""
    *earlier, rows = layers
    told = {(*row[:3], row[5]) for row in rows} if earlier else set()
    for layer in reversed(earlier):
        rows = [row for row in layer if (*row[:3], row[5]) not in told] + rows
        told |= {(*row[:3], row[5]) for row in layer}
    return rows


def as_fact(row: Row) -> Fact:
    """Make the noun of a row; empty cells become `None`."""
    subject, relation, object_, start, end, qualifier, source, as_of, note = row
    return Fact.model_construct(
        subject=subject,
        relation=relation,
        object=object_,
        valid_from=start or None,
        valid_to=end or None,
        qualifier=qualifier or None,
        source=source,
        as_of=as_of or None,
        note=note or None,
    )


def _from_memberships(row: list[str]) -> Row:
    state, organisation, qualifier, start, end, source, as_of, note = row
    return state, "member_of", organisation, start, end, qualifier, source, as_of, note


def _from_terms(row: list[str]) -> Row:
    person, office, qualifier, start, end, source, as_of, note = row
    return person, "holds_office", office, start, end, qualifier, source, as_of, note


def _from_sanctions(row: list[str]) -> Row:
    sender, target, kinds, start, end, act, source, as_of, note = row
    told = f"{act}; {note}" if act and note else act or note
    return sender, "imposed_sanctions_on", target, start, end, kinds, source, as_of, told


def _from_vote(row: list[str], adopted: str, source: str) -> Row:
    state, resolution, vote = row
    return state, "voted", f"{resolution}:{vote}", adopted, adopted, vote, source, adopted, ""


def _from_relations(row: list[str]) -> Row:
    subject, relation, object_, qualifier, start, end, source, as_of, note = row
    return subject, relation, object_, start, end, qualifier, source, as_of, note


def _person(row: list[str]) -> Person:
    id_, name, name_de, name_ru, aliases, wikidata, state = row
    return Person(
        id_,
        name,
        name_de or None,
        name_ru or None,
        tuple(aliases.split("|")) if aliases else (),
        wikidata or None,
        state or None,
    )


def _coverage(row: list[str]) -> Coverage:
    relation, object_, subject, qualifiers, start, end, source, note = row
    return Coverage(
        relation,
        object_,
        True,
        subject or None,
        frozenset(qualifiers.split("|")) if qualifiers else frozenset(),
        start or None,
        end or None,
        source or None,
        note or None,
    )


_KIND: dict[str, ActorKind] = {
    "states": "state",
    "organisations": "organisation",
    "bodies": "body",
    "groups": "group",
}


def _actor(table: str, row: dict[str, str]) -> Actor:
    kind: ActorKind = "bloc" if row.get("kind") == "bloc" else _KIND[table]
    members = (row.get("members") or "").replace(" ", "|").split("|")
    return Actor(
        id=row["id"],
        kind=kind,
        name=row.get("name") or row.get("name_en") or row.get("en") or row["id"],
        state=row.get("state") or None,
        wikidata=row.get("wikidata") or row.get("qid") or None,
        cow=_number(row.get("cow")),
        gw=_number(row.get("gw")),
        sector=row.get("sector") or None,
        members=tuple(m for m in members if m),
    )


def _number(cell: str | None) -> int | None:
    return int(cell) if cell and cell.isdigit() else None
