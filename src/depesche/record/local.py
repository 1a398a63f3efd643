"""A record of one's own beside the built-in one.

In: a file that `datasets` reads. Out: rows in the user's folder, with a row of their source. A
faulty file changes nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import tempfile
from pathlib import Path

from depesche.errors import DataFileError
from depesche.record import datasets, dates, tables

_TABLE = {"member_of": "memberships", "holds_office": "terms", "imposed_sanctions_on": "sanctions"}
_FIELDS = (
    *datasets.NEEDED,
    *("valid_from", "valid_to", "qualifier", "source", "as_of", "note"),
)


def add(file: Path, folder: Path, title: str) -> int:
    """Add the facts of `file` to the record in `folder`; return how many.

    Raises `DataFileError` for the first faulty row, before anything is written.
    """
    source = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "local"
    as_of = dt.date.fromtimestamp(file.stat().st_mtime).isoformat() if file.exists() else ""
    facts = [_checked(file, line, row) for line, row in datasets.facts(file)]
    new: dict[str, list[list[str]]] = {}
    for fact in facts:
        table = _TABLE.get(fact["relation"], "relations")
        new.setdefault(table, []).append(_row(table, fact, source, as_of))
    people = {f["subject"]: f["note"] for f in facts if f["relation"] == "holds_office"}
    known = {row[0] for row in tables.read("persons", folder)}
    for person in sorted(people.keys() - known):
        name = people[person] or person.removeprefix("person:").replace("-", " ").title()
        new.setdefault("persons", []).append([person, name, "", "", "", "", ""])
    if source not in {row[0] for row in tables.read("sources", folder)}:
        new["sources"] = [[source, title, "", file.name, "", as_of]]
    whole = {table: [*tables.read(table, folder), *rows] for table, rows in new.items()}
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in whole.items():
        _write(folder / f"{table}.csv", tables.COLUMNS[table], rows)
    return len(facts)


def _checked(file: Path, line: int, row: dict[str, str]) -> dict[str, str]:
    fact = {name: (row.get(name) or "").strip() for name in _FIELDS}
    for name in datasets.NEEDED:
        if not fact[name]:
            raise DataFileError(file, line, f"{name} is empty")
    for name in ("valid_from", "valid_to", "as_of"):
        if fact[name] and not dates.is_date(fact[name]):
            raise DataFileError(file, line, f"{name} {fact[name]!r} is not a date")
    start, end = fact["valid_from"], fact["valid_to"]
    if start and end and dates.first_day(start) > dates.last_day(end):
        raise DataFileError(file, line, f"ends ({end}) before it begins ({start})")
    return fact


def _row(table: str, fact: dict[str, str], source: str, as_of: str) -> list[str]:
    period = [fact["valid_from"], fact["valid_to"]]
    end = [source, fact["as_of"] or as_of, fact["note"]]
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
