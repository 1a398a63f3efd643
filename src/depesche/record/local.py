"""A record of one's own beside the built-in one: facts from public data sets and own tables.

In: a CSV file: the columns of `Fact` (as `depesche record export` writes it), or the COW IGO data
in state-year form (Pevehouse et al. 2020), or REIGN's list of leaders (Bell 2016). Out: rows in the
user's folder, with a row of their source. A faulty file changes nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import tempfile
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from depesche.errors import DataFileError
from depesche.record import dates, tables

_TABLE = {"member_of": "memberships", "holds_office": "terms", "imposed_sanctions_on": "sanctions"}
_NEEDED = ("subject", "relation", "object")
_FIELDS = (*_NEEDED, "valid_from", "valid_to", "qualifier", "source", "as_of", "note")
# COW's abbreviations where they are not the record's ids in lower case.
_COW_IGO = {"loas": "LAS", "warpac": "WARSAW_PACT", "cmea": "COMECON", "nordc": "NORDIC_COUNCIL"}
# COW's numbers of states whose id in the record is that of their successor.
_COW_STATES = {"260": "DEU", "340": "SRB", "678": "YEM"}
_COW_KINDS = {"1": "full", "2": "associate", "3": "observer"}
_COW_OTHER = ("0", "-1", "-9", "")
Given = tuple[int, dict[str, str]]


def add(file: Path, folder: Path, title: str) -> int:
    """Add the facts of `file` to the record in `folder`; return how many.

    Raises `DataFileError` for the first faulty row, before anything is written.
    """
    source = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "local"
    as_of = dt.date.fromtimestamp(file.stat().st_mtime).isoformat() if file.exists() else ""
    facts = [_checked(file, line, row) for line, row in _facts(file)]
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


def _facts(file: Path) -> Iterator[Given]:
    """Yield the facts of a file with their lines; its header says what kind it is."""
    columns, rows = _read(file)
    if {"ccode", "year", "state"} <= set(columns):
        return _from_cow_igo(file, columns, rows)
    if {"ccode", "leader", "syear", "smonth", "sdate"} <= set(columns):
        return _from_reign(file, rows)
    missing = [c for c in _NEEDED if c not in columns]
    if missing:
        raise DataFileError(file, 1, f"no column {', '.join(missing)}")
    return iter(rows)


def _read(file: Path) -> tuple[list[str], list[Given]]:
    try:
        reader = csv.DictReader(io.StringIO(_text(file), newline=""), strict=True, restval="")
        rows = [(reader.line_num, row) for row in reader]
    except OSError as e:
        raise DataFileError(file, None, e.strerror or "cannot be read") from None
    except csv.Error as e:
        raise DataFileError(file, None, f"is not CSV ({e})") from None
    return list(reader.fieldnames or ()), rows


def _text(file: Path) -> str:
    """Return the text of a file in UTF-8, or in the encoding that fits it best."""
    raw = file.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # noqa: PLC0415

        best = from_bytes(raw).best()
        if best is None:
            raise DataFileError(file, None, "is not text in a known encoding") from None
        return str(best)


def _states() -> dict[str, str]:
    """Return COW number -> id of the state, the present one where two share a number."""
    found = dict(_COW_STATES)
    for row in tables.read_named("states"):
        if row.get("cow") and not (row["cow"] in found and row.get("exists_to")):
            found[row["cow"]] = row["id"]
    return found


def _state(file: Path, line: int, number: str, states: dict[str, str]) -> str:
    if number not in states:
        raise DataFileError(file, line, f"{number!r} is no COW number of a state")
    return states[number]


def _from_cow_igo(file: Path, columns: list[str], rows: list[Given]) -> Iterator[Given]:
    """Yield one fact per run of years in which a state has the same kind of membership."""
    states, last = _states(), max((row["year"] for _, row in rows), default="")
    igos = [c for c in columns if c not in ("ccode", "year", "state", "orgname", "ioname")]
    runs: dict[tuple[str, str], list[tuple[str, str, int]]] = {}
    for line, row in rows:
        state = _state(file, line, row["ccode"], states)
        for igo in igos:
            value = row[igo].strip()
            if value not in _COW_KINDS and value not in _COW_OTHER:
                raise DataFileError(file, line, f"{igo}: {value!r} is none of 0, 1, 2, 3, -1, -9")
            if value in _COW_KINDS:
                kind = _COW_KINDS[value]
                runs.setdefault((state, igo), []).append((row["year"], kind, line))
    for (state, igo), years in runs.items():
        for start, end, kind, line in _spells(sorted(years)):
            yield (
                line,
                {
                    "subject": state,
                    "relation": "member_of",
                    "object": _COW_IGO.get(igo.lower(), igo.upper()),
                    "qualifier": kind,
                    "valid_from": start,
                    "valid_to": "" if end == last else end,
                    "as_of": last,
                },
            )


def _spells(years: list[tuple[str, str, int]]) -> Iterator[tuple[str, str, str, int]]:
    """Yield (first year, last year, kind, line) of each run of adjoining years of one kind."""
    start = years[0]
    for this, following in pairwise([*years, ("0", "", 0)]):
        if following[1] != this[1] or int(following[0]) != int(this[0]) + 1:
            yield start[0], this[0], start[1], start[2]
            start = following


def _from_reign(file: Path, rows: Iterable[Given]) -> Iterator[Given]:
    """Yield who led a state; REIGN knows the day of the beginning and the month of the end."""
    states = _states()
    for line, row in rows:
        state = _state(file, line, row["ccode"], states)
        slug = re.sub(r"[^a-z0-9]+", "-", row["leader"].lower()).strip("-")
        try:
            start = dt.date(int(row["syear"]), int(row["smonth"]), int(row["sdate"]))
            end = f"{int(row['eyear']):04}-{int(row['emonth']):02}" if row.get("eyear") else ""
        except ValueError as e:
            raise DataFileError(file, line, str(e)) from None
        yield (
            line,
            {
                "subject": f"person:{slug}",
                "relation": "holds_office",
                "object": f"leader@{state}",
                "valid_from": start.isoformat(),
                "valid_to": end,
                "note": row["leader"],
            },
        )


def _checked(file: Path, line: int, row: dict[str, str]) -> dict[str, str]:
    fact = {name: (row.get(name) or "").strip() for name in _FIELDS}
    for name in _NEEDED:
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
