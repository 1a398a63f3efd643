"""A record of one's own beside the built-in one: facts from the user's tables.

In: a CSV table with the columns of `Fact` (as `depesche record export` writes it). Out: rows in the
user's folder, with a row of its source. A faulty file changes nothing.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import tempfile
from pathlib import Path

from depesche.errors import DataFileError
from depesche.record import dates, tables

_TABLE = {"member_of": "memberships", "holds_office": "terms", "imposed_sanctions_on": "sanctions"}
_NEEDED = ("subject", "relation", "object")
_FIELDS = (*_NEEDED, "valid_from", "valid_to", "qualifier", "source", "as_of", "note")


def add(file: Path, folder: Path, title: str) -> int:
    """Add the facts of `file` to the record in `folder`; return how many.

    Raises `DataFileError` for the first faulty row, before anything is written.
    """
    facts = _read(file)
    source = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "local"
    as_of = dt.date.fromtimestamp(file.stat().st_mtime).isoformat()
    new: dict[str, list[list[str]]] = {}
    for fact in facts:
        table = _TABLE.get(fact["relation"], "relations")
        new.setdefault(table, []).append(_row(table, fact, source, as_of))
    folder.mkdir(parents=True, exist_ok=True)
    known = {row[0] for row in tables.read("sources", folder)}
    if source not in known:
        new["sources"] = [[source, title, "", file.name, "", as_of]]
    whole = {table: [*tables.read(table, folder), *rows] for table, rows in new.items()}
    for table, rows in whole.items():
        _write(folder / f"{table}.csv", tables.COLUMNS[table], rows)
    return len(facts)


def _read(file: Path) -> list[dict[str, str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            missing = [c for c in _NEEDED if c not in (reader.fieldnames or ())]
            if missing:
                raise DataFileError(file, 1, f"no column {', '.join(missing)}")
            return [_checked(file, reader.line_num, row) for row in reader]
    except OSError as e:
        raise DataFileError(file, None, e.strerror or "cannot be read") from None
    except (UnicodeDecodeError, csv.Error) as e:
        raise DataFileError(file, None, f"is not CSV in UTF-8 ({e})") from None


def _checked(file: Path, line: int, row: dict[str, str]) -> dict[str, str]:
    fact = {name: (row.get(name) or "").strip() for name in _FIELDS}
    for name in _NEEDED:
        if not fact[name]:
            raise DataFileError(file, line, f"{name} is empty")
    for name in ("valid_from", "valid_to", "as_of"):
        if fact[name] and not dates.is_date(fact[name]):
            raise DataFileError(file, line, f"{name} {fact[name]!r} is not a date")
    if fact["valid_from"] and fact["valid_to"] and fact["valid_from"][:4] > fact["valid_to"][:4]:
        raise DataFileError(file, line, "ends before it begins")
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
