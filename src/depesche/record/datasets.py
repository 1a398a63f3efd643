"""Public data sets as their users have them, read as facts.

In: a file; its header says what it is: an export of a record, COW IGO by state and year (Pevehouse
et al. 2020), COW alliances by dyad (Gibler 2009), REIGN (Bell 2016), Archigos (Goemans et al.
2009), the Global Sanctions Data Base (Felbermayr et al. 2020), votes of the General Assembly (see
`votes`), FollowTheMoney entities. Out: facts as dictionaries, each with its line.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

from depesche.errors import DataFileError
from depesche.record import tables, votes

NEEDED = ("subject", "relation", "object")
# COW's abbreviations where they are not the record's ids in lower case.
_COW_IGO = {"loas": "LAS", "warpac": "WARSAW_PACT", "cmea": "COMECON", "nordc": "NORDIC_COUNCIL"}
# COW's numbers of states whose id in the record is that of their successor.
_COW_STATES = {"260": "DEU", "340": "SRB", "678": "YEM"}
# Codes that data sets still use: ISO 3166-3, and the Digital Library's own.
_ISO_FORMER = {"SU": "SUN", "DD": "DDR", "YU": "YUG", "CS": "CSK", "YD": "YMD", "SCG": "SRB"}
_ISO_FORMER |= {"TZ": "TZA", "EAT": "TZA", "ZAR": "COD", "BUR": "MMR", "ROC": "TWN"}
_COW_KINDS = {"1": "full", "2": "associate", "3": "observer"}
_COW_OTHER = ("0", "-1", "-9", "")
_GSDB_KINDS = {"trade": "trade", "arms": "arms", "military": "other", "financial": "finance"}
_GSDB_KINDS |= {"travel": "travel", "other": "other"}
_GSDB_NAMES = Path(__file__).parent / "names" / "gsdb.csv"
_ALLIANCES = ("defense", "neutrality", "nonaggression", "entente")
Given = tuple[int, dict[str, str]]


def facts(file: Path) -> Iterator[Given]:
    """Return the facts of a file with their lines. Raises `DataFileError`."""
    rows: Iterable[Given]
    if file.suffix.lower() in (".rda", ".rds", ".rdata"):
        columns, cells = votes.table_of_r(file)
        rows = enumerate(cells, 1)
    else:
        text = _text(file)
        if text.lstrip().startswith("{"):
            return _from_ftm(file, text)
        columns, rows = _rows(file, text)
    for needed, read in _READERS:
        if needed <= set(columns):
            return read(file, rows)
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
    header = text.partition("\n")[0]
    delimiter = max(",\t;", key=header.count)  # a spreadsheet in German writes semicolons
    lines = io.StringIO(text, newline="")
    try:
        reader = csv.DictReader(lines, strict=True, restval="", delimiter=delimiter)
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as e:
        raise DataFileError(file, None, f"is not CSV ({e})") from None
    return list(reader.fieldnames or ()), rows


def _from_export(_file: Path, rows: Iterable[Given]) -> Iterator[Given]:
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


def _by_cow(file: Path, line: int, number: str) -> str:
    return _state(file, line, number, _cow_states())


def _by_iso(file: Path, line: int, code: str) -> str:
    """Return the state with an ISO 3166-1 code of two or three letters, or ISO 3166-3 of former."""
    found = _iso_states().get(code.upper())
    if found is None:
        raise DataFileError(file, line, f"{code!r} is no ISO code of a state")
    return found


_cow_states = cache(_states)


@cache
def _iso_states() -> dict[str, str]:
    """Return ISO code -> id; two letters that two states have had mean the present one."""
    found = dict(_ISO_FORMER)
    for row in tables.read_named("states"):
        found[row["id"]] = row["id"]
        if row.get("iso2") and not (row.get("exists_to") and row["iso2"] in found):
            found[row["iso2"]] = row["id"]
    return found


def _from_cow_igo(file: Path, rows: Iterable[Given]) -> Iterator[Given]:
    """Yield one fact per run of years in which a state has the same kind of membership."""
    rows = list(rows)
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


def _from_reign(file: Path, rows: Iterable[Given]) -> Iterator[Given]:
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


def _from_archigos(file: Path, rows: Iterable[Given]) -> Iterator[Given]:
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


def _from_cow_alliances(file: Path, rows: Iterable[Given]) -> Iterator[Given]:
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


def _from_gsdb(file: Path, rows: Iterable[Given]) -> Iterator[Given]:
    """Yield one fact per sender and target of a case; the last year of the data is "still on"."""
    rows = list(rows)
    last = max((row["end"].strip() for _, row in rows), default="")
    for line, row in rows:
        if not re.fullmatch(r"\d{4}", row["begin"].strip()):
            raise DataFileError(file, line, f"begin {row['begin']!r} is not a year")
        kinds = {kind for name, kind in _GSDB_KINDS.items() if row.get(name) == "1"}
        senders = _in_list(file, line, row["sanctioning_state"], row["begin"])
        for target in _in_list(file, line, row["sanctioned_state"], row["begin"]):
            for sender in senders:
                yield (
                    line,
                    {
                        "subject": sender,
                        "relation": "imposed_sanctions_on",
                        "object": target,
                        "qualifier": "|".join(sorted(kinds)),
                        "valid_from": row["begin"],
                        "valid_to": "" if row["end"].strip() == last else row["end"],
                        "as_of": last,
                        "note": f"case {row['case_id']}",
                    },
                )


def _in_list(file: Path, line: int, text: str, year: str) -> list[str]:
    """Return the ids in `EU, Korea, North, Norway`: a comma may belong to a name.

    The name of a state that was no more in `year` means its successor (*South Vietnam*, 1994).
    """
    known, parts, ids = _gsdb_names(), [part.strip() for part in text.split(",")], []
    while parts:
        pair = ", ".join(parts[:2])
        taken = 2 if len(parts) > 1 and pair.casefold() in known else 1
        name = ", ".join(parts[:taken])
        if name.casefold() not in known:
            raise DataFileError(file, line, f"{name!r} is no state or organisation known here")
        if known[name.casefold()]:
            id_ = known[name.casefold()]
            ended, successor = _former_states().get(id_, ("9999", id_))
            ids.append(successor if ended < year else id_)
        parts = parts[taken:]
    return ids


@cache
def _former_states() -> dict[str, tuple[str, str]]:
    """Return id -> last day and sole successor of states that are no more."""
    return {
        row["id"]: (row["exists_to"], row["successor"])
        for row in tables.read_named("states")
        if row.get("exists_to") and re.fullmatch(r"[A-Z]{3}", row.get("successor") or "")
    }


@cache
def _gsdb_names() -> dict[str, str]:
    """Return the names of the Global Sanctions Data Base in lower case -> id, or nothing."""
    found = {row["name"].casefold(): row["id"] for row in tables.read_named("states")}
    with _GSDB_NAMES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith("#")):
            found[row["name"].casefold()] = row["id"]
    return found


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


_READERS: tuple[tuple[set[str], Callable[[Path, Iterable[Given]], Iterator[Given]]], ...] = (
    (set(NEEDED), _from_export),
    ({"ccode", "year", "state"}, _from_cow_igo),
    ({"ccode", "leader", "syear", "smonth", "sdate"}, _from_reign),
    ({"ccode", "leader", "startdate", "enddate"}, _from_archigos),
    ({"ccode1", "ccode2", "dyad_st_year"}, _from_cow_alliances),
    ({"sanctioned_state", "sanctioning_state", "begin", "end"}, _from_gsdb),
    ({"ms_code", "ms_vote", "resolution", "date"}, partial(votes.from_library, state=_by_iso)),
    ({"ccode", "vote", "unres", "date"}, partial(votes.from_voeten, state=_by_cow)),
    ({"rcid", "country_code", "vote"}, partial(votes.from_unvotes, state=_by_iso)),
)
