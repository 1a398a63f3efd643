"""A record of one's own beside the built-in one.

In: a file that `datasets` reads. Out: rows in the user's folder, with a row of their source. A
faulty file changes nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import tempfile
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from depesche.errors import DataFileError
from depesche.record import datasets, dates, tables
from depesche.record.validate import IDS, KINDS, MEMBERSHIP, RELATIONS, TERMS, VOTES

_TABLE = {
    "member_of": "memberships",
    "holds_office": "terms",
    "imposed_sanctions_on": "sanctions",
    "voted": "votes",
}
_FIELDS = (
    *datasets.NEEDED,
    *("valid_from", "valid_to", "qualifier", "source", "as_of", "note"),
)


def add(file: Path, folder: Path, title: str, only: Collection[str] = ()) -> int:
    """Add the facts of `file` to the record in `folder`; return how many were new.

    `only` keeps what is told of or to these ids (states, organisations, resolutions). Raises
    `DataFileError` for the first faulty row, before anything is written.
    """
    source = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "local"
    as_of = dt.date.fromtimestamp(file.stat().st_mtime).isoformat() if file.exists() else ""
    checked = (_checked(file, line, row) for line, row in datasets.facts(file))
    facts = [f for f in checked if not only or not {*_ids(f)}.isdisjoint(only)]
    if not facts:
        about = f" about {', '.join(sorted(only))}" if only else ""
        raise DataFileError(file, None, f"holds no facts{about}")
    new: dict[str, list[list[str]]] = {}
    for fact in facts:
        table = _TABLE.get(fact["relation"], "relations")
        new.setdefault(table, []).append(_row(table, fact, source, as_of))
    if "votes" in new:
        new["resolutions"] = _resolutions(folder, facts, source)
        new["votes"] = _not_yet(folder, "votes", new["votes"], width=2)
    new["persons"] = _not_yet(folder, "persons", _persons(facts))
    new["sources"] = _not_yet(folder, "sources", [[source, title, "", file.name, "", as_of]])
    return _extend(folder, new)


def _persons(facts: list[dict[str, str]]) -> list[list[str]]:
    """Return a row for each holder of an office; the note of an imported term is the name."""
    people = {f["subject"]: f["note"] for f in facts if f["relation"] == "holds_office"}
    named = {
        person: name or person.removeprefix("person:").replace("-", " ").title()
        for person, name in people.items()
    }
    return [[person, named[person], "", "", "", "", ""] for person in sorted(named)]


def _not_yet(folder: Path, table: str, rows: list[list[str]], width: int = 1) -> list[list[str]]:
    """Return the rows whose first cells the table in `folder` does not have."""
    known = {tuple(row[:width]) for row in tables.read(table, folder)}
    return [row for row in rows if tuple(row[:width]) not in known]


def _extend(folder: Path, new: dict[str, list[list[str]]]) -> int:
    """Write tables with new rows, each row once; return how many facts were new."""
    added = 0
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in new.items():
        old = tables.read(table, folder)
        seen = {tuple(row) for row in old}
        fresh = [list(row) for row in dict.fromkeys(map(tuple, rows)) if row not in seen]
        added += len(fresh) if table in tables.FACT_COLUMNS else 0
        if fresh:
            _write(folder / f"{table}.csv", tables.COLUMNS[table], [*old, *fresh])
    return added


def _checked(file: Path, line: int, row: dict[str, str]) -> dict[str, str]:
    fact = {name: (row.get(name) or "").strip() for name in _FIELDS}
    for name in datasets.NEEDED:
        if not fact[name]:
            raise DataFileError(file, line, f"{name} is empty")
    for name in ("valid_from", "valid_to", "as_of"):
        if fact[name] and not dates.is_date(fact[name]):
            raise DataFileError(file, line, f"{name} {fact[name]!r} is not a date")
    _check_words(file, line, fact)
    start, end = fact["valid_from"], fact["valid_to"]
    if start and end and dates.first_day(start) > dates.last_day(end):
        raise DataFileError(file, line, f"ends ({end}) before it begins ({start})")
    return fact


def _check_words(file: Path, line: int, fact: dict[str, str]) -> None:
    """Raise `DataFileError` for a word or an id that `record validate` would not take."""
    if fact["relation"] not in {*_TABLE, *RELATIONS}:
        known_ones = ", ".join(sorted({*_TABLE, *RELATIONS}))
        raise DataFileError(file, line, f"relation {fact['relation']!r}: none of {known_ones}")
    for cell, form in zip(("subject", "object"), IDS.get(fact["relation"], ()), strict=False):
        if form and not form.fullmatch(fact[cell]):
            raise DataFileError(file, line, f"{cell} {fact[cell]!r} is no id, such as KAZ or CSTO")
    words = {"member_of": MEMBERSHIP | {""}, "holds_office": TERMS, "imposed_sanctions_on": KINDS}
    known = words.get(fact["relation"])
    given = fact["qualifier"].split("|") if known is KINDS else [fact["qualifier"]]
    if known and fact["qualifier"] and (wrong := [word for word in given if word not in known]):
        raise DataFileError(
            file, line, f"qualifier {wrong[0]!r}: none of {', '.join(sorted(known))}"
        )
    if fact["relation"] == "voted" and fact["object"].rpartition(":")[2] not in VOTES:
        raise DataFileError(
            file, line, f"object {fact['object']!r} is not RESOLUTION:yes and the like"
        )


def _ids(fact: dict[str, str]) -> tuple[str, str, str]:
    """Return whom a fact is about: its subject, its object, and the resolution of a vote."""
    return fact["subject"], fact["object"], fact["object"].rpartition(":")[0]


def _resolutions(folder: Path, facts: list[dict[str, str]], source: str) -> list[list[str]]:
    """Return rows for resolutions the folder has not yet, with the votes of `facts` counted."""
    known = {row[0] for row in tables.read("resolutions", folder)}
    days: dict[str, str] = {}
    cast: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        if fact["relation"] == "voted":
            resolution, _, vote = fact["object"].rpartition(":")
            days.setdefault(resolution, fact["valid_from"])
            cast[resolution, vote] += 1
    return [
        [resolution, resolution, day, *(str(cast[resolution, vote]) for vote in VOTES), source]
        for resolution, day in days.items()
        if resolution not in known
    ]


def _row(table: str, fact: dict[str, str], source: str, as_of: str) -> list[str]:
    period = [fact["valid_from"], fact["valid_to"]]
    end = [source, fact["as_of"] or as_of, fact["note"]]
    if table == "votes":
        resolution, _, vote = fact["object"].rpartition(":")
        return [fact["subject"], resolution, vote]
    if table in ("memberships", "terms"):
        default = "full" if table == "memberships" else ""
        head = [fact["subject"], fact["object"], fact["qualifier"] or default]
        return [*head, *period, *end]
    if table == "sanctions":
        kinds = fact["qualifier"] or "other"
        return [fact["subject"], fact["object"], kinds, *period, "", *end]
    return [fact["subject"], fact["relation"], fact["object"], fact["qualifier"], *period, *end]


def _write(path: Path, columns: tuple[str, ...], rows: list[list[str]]) -> None:
    """Replace a table in one step, so that it is whole or as it was."""
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=path.parent, suffix=".part", delete=False
    ) as part:
        lines = csv.writer(part, lineterminator="\n")
        lines.writerow(columns)
        lines.writerows(rows)
    Path(part.name).replace(path)
