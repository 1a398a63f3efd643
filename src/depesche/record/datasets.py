"""Public data sets as their users have them, read as facts.

In: a file; its header says what it is: an export of a record, COW IGO by state and year (Pevehouse
et al. 2020), COW alliances by dyad (Gibler 2009), REIGN (Bell 2016), Archigos (Goemans et al.
2009), FollowTheMoney entities. Out: facts as dictionaries of `Fact`'s fields, each with its line.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from depesche.errors import DataFileError
from depesche.record import tables

NEEDED = ("subject", "relation", "object")
# COW's abbreviations where they are not the record's ids in lower case.
_COW_IGO = {"loas": "LAS", "warpac": "WARSAW_PACT", "cmea": "COMECON", "nordc": "NORDIC_COUNCIL"}
# COW's numbers of states whose id in the record is that of their successor.
_COW_STATES = {"260": "DEU", "340": "SRB", "678": "YEM"}
_COW_KINDS = {"1": "full", "2": "associate", "3": "observer"}
_COW_OTHER = ("0", "-1", "-9", "")
_ALLIANCES = ("defense", "neutrality", "nonaggression", "entente")
Given = tuple[int, dict[str, str]]


def facts(file: Path) -> list[Given]:
    """Return the facts of a file with their lines. Raises `DataFileError`."""
    text = _text(file)
    if text.lstrip().startswith("{"):
        return list(_from_ftm(file, text))
    columns, rows = _rows(file, text)
    for needed, read in _READERS:
        if needed <= set(columns):
            return list(read(file, rows))
    missing = [c for c in NEEDED if c not in columns]
    raise DataFileError(file, 1, f"no column {', '.join(missing)}, and no data set known here")


def _text(file: Path) -> str:
    """Return the text of a file in UTF-8, or in the encoding that fits it best."""
    try:
        raw = file.read_bytes()
    except OSError as e:
        raise DataFileError(file, None, e.strerror or "cannot be read") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes  # noqa: PLC0415

        best = from_bytes(raw).best()
        if best is None:
            raise DataFileError(file, None, "is not text in a known encoding") from None
        return str(best)


def _rows(file: Path, text: str) -> tuple[list[str], list[Given]]:
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    lines = io.StringIO(text, newline="")
    try:
        reader = csv.DictReader(lines, strict=True, restval="", delimiter=delimiter)
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as e:
        raise DataFileError(file, None, f"is not CSV ({e})") from None
    return list(reader.fieldnames or ()), rows


def _from_export(_file: Path, rows: list[Given]) -> Iterator[Given]:
    """Yield the facts of `depesche record export` as they stand."""
    yield from rows


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


def _from_cow_igo(file: Path, rows: list[Given]) -> Iterator[Given]:
    """Yield one fact per run of years in which a state has the same kind of membership."""
    states, last = _states(), max((row["year"] for _, row in rows), default="")
    columns = rows[0][1] if rows else {}
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


def _from_reign(file: Path, rows: list[Given]) -> Iterator[Given]:
    """Yield who led a state; REIGN knows the day of the beginning and the month of the end."""
    states = _states()
    for line, row in rows:
        state = _state(file, line, row["ccode"], states)
        try:
            start = dt.date(int(row["syear"]), int(row["smonth"]), int(row["sdate"]))
            end = f"{int(row['eyear']):04}-{int(row['emonth']):02}" if row.get("eyear") else ""
        except ValueError as e:
            raise DataFileError(file, line, str(e)) from None
        yield (
            line,
            {
                "subject": _person(row["leader"]),
                "relation": "holds_office",
                "object": f"leader@{state}",
                "valid_from": start.isoformat(),
                "valid_to": end,
                "note": row["leader"],
            },
        )


def _from_archigos(file: Path, rows: list[Given]) -> Iterator[Given]:
    """Yield who led a state, to the day."""
    states = _states()
    for line, row in rows:
        yield (
            line,
            {
                "subject": _person(row["leader"]),
                "relation": "holds_office",
                "object": f"leader@{_state(file, line, row['ccode'], states)}",
                "valid_from": row["startdate"],
                "valid_to": row["enddate"],
                "note": row["leader"],
            },
        )


def _from_cow_alliances(file: Path, rows: list[Given]) -> Iterator[Given]:
    """Yield each alliance of two states twice, once for either side."""
    states = _states()
    for line, row in rows:
        kinds = "|".join(kind for kind in _ALLIANCES if row.get(kind) == "1")
        one, other = (_state(file, line, row[f"ccode{i}"], states) for i in (1, 2))
        for subject, object_ in ((one, other), (other, one)):
            yield (
                line,
                {
                    "subject": subject,
                    "relation": "allied_with",
                    "object": object_,
                    "qualifier": kinds,
                    "valid_from": _day(file, line, row, "dyad_st"),
                    "valid_to": _day(file, line, row, "dyad_end"),
                },
            )


def _day(file: Path, line: int, row: dict[str, str], what: str) -> str:
    parts = [row.get(f"{what}_{part}", "").strip() for part in ("year", "month", "day")]
    if not parts[0]:
        return ""
    try:
        return dt.date(*(int(part) for part in parts)).isoformat()
    except (ValueError, TypeError):
        raise DataFileError(file, line, f"{what}: {'-'.join(parts)} is not a day") from None


def _from_ftm(file: Path, text: str) -> Iterator[Given]:
    """Yield who held which position: the `Occupancy` entities of FollowTheMoney."""
    entities, lines = {}, {}
    for line, told in enumerate(text.splitlines(), 1):
        if not told.strip():
            continue
        try:
            entity = json.loads(told)
            entities[entity["id"]], lines[entity["id"]] = entity, line
        except (json.JSONDecodeError, KeyError, TypeError) as e:
            raise DataFileError(file, line, f"is not an entity ({e})") from None
    for id_, entity in entities.items():
        if entity.get("schema") != "Occupancy":
            continue
        holder, post = (entities.get(_first(entity, role)) for role in ("holder", "post"))
        if holder is None or post is None:
            raise DataFileError(file, lines[id_], f"{id_}: its holder or post is not in the file")
        office = re.sub(r"[^a-z0-9]+", "_", _first(post, "name").lower()).strip("_")
        yield (
            lines[id_],
            {
                "subject": _person(_first(holder, "name")),
                "relation": "holds_office",
                "object": f"{office}@{_country(_first(post, 'country'))}",
                "valid_from": _first(entity, "startDate"),
                "valid_to": _first(entity, "endDate"),
                "note": _first(holder, "name"),
            },
        )


def _first(entity: dict[str, object], name: str) -> str:
    properties = entity.get("properties")
    values = properties.get(name) if isinstance(properties, dict) else None
    return str(values[0]) if isinstance(values, list) and values else ""


def _country(code: str) -> str:
    """Return the state with an ISO 3166-1 alpha-2 code, or the code in upper case."""
    found = {row.get("iso2", "").lower(): row["id"] for row in tables.read_named("states")}
    return found.get(code.lower(), code.upper())


def _person(name: str) -> str:
    return "person:" + re.sub(r"\W+", "-", name.lower()).strip("-")


_READERS: tuple[tuple[set[str], Callable[[Path, list[Given]], Iterator[Given]]], ...] = (
    (set(NEEDED), _from_export),
    ({"ccode", "year", "state"}, _from_cow_igo),
    ({"ccode", "leader", "syear", "smonth", "sdate"}, _from_reign),
    ({"ccode", "leader", "startdate", "enddate"}, _from_archigos),
    ({"ccode1", "ccode2", "dyad_st_year"}, _from_cow_alliances),
)
