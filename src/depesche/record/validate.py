"""Everything that must be true of the record's tables, checked row by row and across rows.

In: the folder of a Data Package. Out: problems with table, line and reason, none if all is well.
The rules are those of docs/record.md; types and patterns of cells are in `datapackage.json` too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from depesche.errors import DataFileError
from depesche.record import dates, gaps, tables

MEMBERSHIP = frozenset(
    {"full", "permanent", "associate", "observer", "partner", "suspended", "applied", "candidate"}
    | {"invited", "signed", "ratified", "withdrawn", "frozen"}
)
#: Of these a state has one at a time; a permanent, suspended or applying one is another as well.
CAPACITIES = frozenset({"full", "associate", "observer", "partner"})
#: In the order of the counts of a resolution.
VOTES = ("yes", "no", "abstain", "absent")
KINDS = frozenset(
    {"arms", "assets", "export_control", "finance", "secondary", "trade", "travel", "other"}
)
RELATIONS = frozenset(
    {"founded", "capital_of", "located_in", "has_met", "allied_with", "led_by", "funded_by"}
    | {"condemned", "recognises"}
)
TERMS = frozenset({"", "acting", "co-head"})
_ID = re.compile(r"[A-Z0-9][A-Z0-9_+]*")
_PERSON = re.compile(r"person:[a-z0-9]+(-[a-z0-9]+)*")
_QID = re.compile(r"Q[1-9]\d*")
_OFFICE = re.compile(r"[a-z_]+@[A-Z0-9_+]+")
#: Of some relations: the forms that the ids of subject and object must have.
IDS: dict[str, tuple[re.Pattern[str] | None, re.Pattern[str] | None]] = {
    "member_of": (_ID, _ID),
    "holds_office": (_PERSON, _OFFICE),
    "imposed_sanctions_on": (_ID, _ID),
    "voted": (_ID, None),
}

Rows = dict[str, list[list[str]]]
Problem = DataFileError
Found = Iterator[tuple[str, int, str]]
Check = Callable[[Rows, Path], Found]


def problems(folder: Path = tables.DATA) -> list[Problem]:
    """Return every fault of the tables in `folder`, in the order of tables and lines."""
    rows: Rows = {}
    found: list[Problem] = []
    for table in tables.COLUMNS:
        try:
            rows[table] = tables.read(table, folder)
        except DataFileError as e:
            found.append(e)
            rows[table] = []
    found += _run(_OF_ROWS, rows, folder)
    return found or _run(_ACROSS_ROWS, rows, folder)


def _run(checks: Iterable[Check], rows: Rows, folder: Path) -> list[Problem]:
    return [
        DataFileError(folder / f"{table}.csv", line, message)
        for check in checks
        for table, line, message in check(rows, folder)
    ]


def _cells(rows: Rows, table: str, *columns: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line number and the named cells of each row."""
    where = [tables.COLUMNS[table].index(column) for column in columns]
    for line, row in enumerate(rows[table], 2):
        yield line, [row[i] for i in where]


def _dates_are_dates(rows: Rows, _folder: Path) -> Found:
    for line, (start, end) in _cells(rows, "vacancies", "valid_from", "valid_to"):
        if not (dates.is_date(start) and dates.is_date(end)):
            yield "vacancies", line, f"{start!r} to {end!r} is not a period"
    for table, columns in tables.FACT_COLUMNS.items():
        if "valid_from" not in columns:
            continue
        for line, (start, end, as_of) in _cells(rows, table, "valid_from", "valid_to", "as_of"):
            for date in filter(None, (start, end, as_of)):
                if not dates.is_date(date):
                    yield table, line, f"{date!r} is not a date such as 2006, 2006-08, 2006-08-16"
                    break
            else:
                if start and end and dates.first_day(start) > dates.last_day(end):
                    yield table, line, f"ends ({end}) before it begins ({start})"
                if not end and not as_of:
                    yield table, line, "an open row needs as_of: up to when is it known to hold?"
                if start and not end and as_of and dates.first_day(start) > dates.last_day(as_of):
                    yield table, line, f"begins ({start}) after it is known to hold ({as_of})"


def _words_are_known(rows: Rows, _folder: Path) -> Found:
    vocabularies: dict[tuple[str, str], frozenset[str]] = {
        ("memberships", "qualifier"): MEMBERSHIP,
        ("terms", "qualifier"): TERMS,
        ("votes", "vote"): frozenset(VOTES),
        ("relations", "relation"): RELATIONS,
    }
    for (table, column), known in vocabularies.items():
        for line, (word,) in _cells(rows, table, column):
            if word not in known:
                yield table, line, f"{column} {word!r} is none of {', '.join(sorted(known))}"
    for line, (kinds,) in _cells(rows, "sanctions", "kinds"):
        for kind in set(kinds.split("|")) - KINDS:
            yield "sanctions", line, f"kind {kind!r} is none of {', '.join(sorted(KINDS))}"


def _ids_are_well_formed(rows: Rows, _folder: Path) -> Found:
    forms = (
        ("memberships", "state", _ID),
        ("memberships", "organisation", _ID),
        ("terms", "person", _PERSON),
        ("terms", "office", _OFFICE),
        ("sanctions", "sender", _ID),
        ("sanctions", "target", _ID),
        ("votes", "state", _ID),
        ("persons", "id", _PERSON),
        ("vacancies", "office", _OFFICE),
    )
    for table, column, form in forms:
        for line, (value,) in _cells(rows, table, column):
            if not form.fullmatch(value):
                yield table, line, f"{column} {value!r} is not well formed"
    for line, (qid,) in _cells(rows, "identifiers", "wikidata"):
        if qid and not _QID.fullmatch(qid):
            yield "identifiers", line, f"wikidata {qid!r} is not a QID"


def _references_resolve(rows: Rows, _folder: Path) -> Found:
    sources = {row[0] for row in rows["sources"]}
    for table, columns in tables.COLUMNS.items():
        if "source" in columns:
            for line, (source,) in _cells(rows, table, "source"):
                if source not in sources:
                    yield table, line, f"source {source!r} is not in sources.csv"
    persons = {row[0] for row in rows["persons"]}
    for line, (person,) in _cells(rows, "terms", "person"):
        if person not in persons:
            yield "terms", line, f"{person} is not in persons.csv"
    resolutions = {row[0] for row in rows["resolutions"]}
    for line, (resolution,) in _cells(rows, "votes", "resolution"):
        if resolution not in resolutions:
            yield "votes", line, f"resolution {resolution} is not in resolutions.csv"


def _ids_are_unique(rows: Rows, folder: Path) -> Found:
    for table in ("sources", "persons", "resolutions", "goods"):
        seen: set[str] = set()
        for line, row in enumerate(rows[table], 2):
            if row[0] in seen:
                yield table, line, f"{row[0]} occurs twice"
            seen.add(row[0])
    states = {row["id"] for row in tables.read_named("states", folder)}
    for line, named in enumerate(tables.read_named("organisations", folder), 2):
        if named["id"] in states:
            yield "organisations", line, f"{named['id']} is already a state's id"
    for table, width in (("votes", 2), ("coverage", 3)):
        keys: set[tuple[str, ...]] = set()
        for line, row in enumerate(rows[table], 2):
            key = tuple(row[:width])
            if key in keys:
                yield table, line, f"{' '.join(key)} occurs twice"
            keys.add(key)


def _periods_do_not_overlap(rows: Rows, _folder: Path) -> Found:
    """One qualifier of a member, one holder of a seat at a time; the day of handover is shared."""
    spells: dict[tuple[str, ...], list[tuple[str, str, int]]] = defaultdict(list)
    for line, row in enumerate(rows["memberships"], 2):
        spells["memberships", row[0], row[1], row[2]].append((row[3], row[4], line))
    for line, row in enumerate(rows["terms"], 2):
        if not row[2]:
            spells["terms", row[1]].append((row[3], row[4], line))
    for key, own in spells.items():
        own.sort()
        for (_, end, _), (start, _, line) in pairwise(own):
            if not end or dates.first_day(end) > dates.last_day(start):
                yield key[0], line, f"{' '.join(key[1:])}: begins before the row before it ends"


def _complete_offices_have_no_gap(rows: Rows, _folder: Path) -> Found:
    """Where all holders are promised, somebody held the office or it was vacant."""
    known = gaps.held(rows["terms"], rows["vacancies"])
    for line, row in enumerate(rows["coverage"], 2):
        relation, office, subject, _, start, end, *_ = row
        if relation != "holds_office" or subject:
            continue
        since = dates.first_day(start)
        until = dates.last_day(end) if end else dt.date.max
        for first, last in gaps.gaps(known.get(office, ()), since, until):
            yield "coverage", line, f"{office}: no holder and no vacancy from {first} to {last}"


def _nobody_joins_before_existing(rows: Rows, folder: Path) -> Found:
    born = {r["id"]: r.get("exists_from", "") for r in tables.read_named("states", folder)}
    born |= {row[0]: row[1] for row in rows["continuity"]}
    founded: dict[str, str] = {}
    for row in rows["relations"]:
        if row[1] == "founded":
            founded[row[0]] = min(founded.get(row[0], row[4]), row[4])
    for line, row in enumerate(rows["memberships"], 2):
        state, organisation, start = row[0], row[1], row[3]
        if not start:
            continue
        began = founded.get(organisation)
        if began and dates.last_day(start) < dates.first_day(began):
            yield "memberships", line, f"{organisation} was founded only on {began}"
        since = born.get(state)
        if since and dates.last_day(start) < dates.first_day(since):
            yield "memberships", line, f"{state} exists only since {since}"


def _nobody_stays_after_the_end(rows: Rows, folder: Path) -> Found:
    """Nobody is a member after the state or the organisation has ceased to exist."""
    ended = {
        named["id"]: named["exists_to"]
        for table in ("states", "organisations")
        for named in tables.read_named(table, folder)
        if named.get("exists_to")
    }
    for line, row in enumerate(rows["memberships"], 2):
        for who in row[:2]:
            until = ended.get(who)
            if until and not (row[4] and dates.first_day(row[4]) <= dates.last_day(until)):
                yield "memberships", line, f"{who} existed only to {until}"


def _one_capacity_at_a_time(rows: Rows, _folder: Path) -> Found:
    """A full member is not an associate or observer beside it; the day of change is shared."""
    spells: dict[tuple[str, str], list[tuple[dt.date, dt.date, str, int]]] = defaultdict(list)
    for line, row in enumerate(rows["memberships"], 2):
        if row[2] in CAPACITIES:
            since = dates.last_day(row[3]) if row[3] else dt.date.min
            until = dates.first_day(row[4]) if row[4] else dt.date.max
            spells[row[0], row[1]].append((since, until, row[2], line))
    for (state, organisation), own in spells.items():
        own.sort()
        for (_, until, capacity, _), (since, _, other, line) in pairwise(own):
            if capacity != other and since < until:
                yield "memberships", line, f"{state} is {capacity} of {organisation} still"


def _votes_add_up(rows: Rows, _folder: Path) -> Found:
    cast = Counter((row[1], row[2]) for row in rows["votes"])
    covered = (row for row in rows["coverage"] if row[0] == "voted")
    complete = {(row[1], vote) for row in covered for vote in row[3].split("|")}
    for line, row in enumerate(rows["resolutions"], 2):
        for vote, count in zip(VOTES, row[3:7], strict=True):
            missing = int(count) - cast[row[0], vote]
            if missing < 0 or (missing and (row[0], vote) in complete):
                yield "resolutions", line, f"{row[0]}: {cast[row[0], vote]} {vote} in votes.csv"


def _subjects_are_known(rows: Rows, folder: Path) -> Found:
    """Where the identity tables are there, every state and organisation must be in them."""
    known = {r["id"] for t in ("states", "organisations") for r in tables.read_named(t, folder)}
    if not known:
        return
    for table, columns in (("memberships", (0, 1)), ("sanctions", (0, 1)), ("votes", (0,))):
        for line, row in enumerate(rows[table], 2):
            for at in columns:
                if row[at] not in known:
                    known.add(row[at])
                    yield table, line, f"{row[at]} is in no table of states or organisations"


def _numbers_are_vouched_for(rows: Rows, folder: Path) -> Found:
    """A QID stands once, and where the record keeps evidence for QIDs, each of them has some."""
    vouched = {(row[0], row[1]) for row in rows["identifiers"]}
    borne: dict[str, str] = {}
    taken: dict[str, str] = {}
    for table, line, id_, qid in _numbered(rows, folder):
        if not _QID.fullmatch(qid):
            yield table, line, f"wikidata {qid!r} is not a QID"
        elif taken.setdefault(qid, id_) != id_:
            yield table, line, f"{qid} is already the QID of {taken[qid]}"
        elif vouched and (id_, qid) not in vouched:
            yield table, line, f"no row of identifiers.csv says that {qid} is {id_}"
        borne[id_] = qid
    for line, (id_, qid) in _cells(rows, "identifiers", "id", "wikidata"):
        if borne.get(id_) != qid:
            yield "identifiers", line, f"{id_} has {borne.get(id_) or 'no QID'}, not {qid}"


def _numbered(rows: Rows, folder: Path) -> Iterator[tuple[str, int, str, str]]:
    """Yield table, line, id and QID of all that have one."""
    for table in tables.IDENTITIES:
        for line, named in enumerate(tables.read_named(table, folder), 2):
            if qid := named.get("wikidata"):
                yield table, line, named["id"], qid
    for line, (id_, qid) in _cells(rows, "persons", "id", "wikidata"):
        if qid:
            yield "persons", line, id_, qid


_OF_ROWS: tuple[Check, ...] = (_dates_are_dates, _words_are_known, _ids_are_well_formed)
_ACROSS_ROWS: tuple[Check, ...] = (
    _references_resolve,
    _ids_are_unique,
    _periods_do_not_overlap,
    _complete_offices_have_no_gap,
    _nobody_joins_before_existing,
    _nobody_stays_after_the_end,
    _one_capacity_at_a_time,
    _votes_add_up,
    _subjects_are_known,
    _numbers_are_vouched_for,
)
