"""The record's tables on disk: a Data Package of CSV files, read fast and without judgement.

In: a folder. Out: for each table, tuples of cells in the order of its header. Checking is the
business of `validate`, so that a program that only asks questions starts at once.
"""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path
from typing import NamedTuple

from depesche.errors import DataFileError

DATA = Path(__file__).parent / "data"

# A dispute is told in the same columns as the fact it speaks against.
_RELATION = (
    "subject",
    "relation",
    "object",
    "qualifier",
    "valid_from",
    "valid_to",
    "source",
    "as_of",
    "note",
)
FACT_COLUMNS = {
    "memberships": (
        "state",
        "organisation",
        "qualifier",
        "valid_from",
        "valid_to",
        "source",
        "as_of",
        "note",
    ),
    "terms": (
        "person",
        "office",
        "qualifier",
        "valid_from",
        "valid_to",
        "source",
        "as_of",
        "note",
    ),
    "sanctions": (
        "sender",
        "target",
        "kinds",
        "valid_from",
        "valid_to",
        "act",
        "source",
        "as_of",
        "note",
    ),
    "votes": ("state", "resolution", "vote"),
    "relations": _RELATION,
    "disputes": _RELATION,
}
OTHER_COLUMNS = {
    "sources": ("id", "title", "publisher", "reference", "licence", "as_of"),
    "coverage": (
        "relation",
        "object",
        "subject",
        "qualifiers",
        "complete_from",
        "complete_to",
        "source",
        "note",
    ),
    "persons": ("id", "name", "name_de", "name_ru", "aliases", "wikidata", "state"),
    "resolutions": ("id", "title", "adopted", "yes", "no", "abstain", "absent", "source"),
    "continuity": ("state", "exists_from", "source", "note"),
    "vacancies": ("office", "valid_from", "valid_to", "source", "note"),
    "goods": ("hs", "tier", "source"),
    "identifiers": ("id", "wikidata", "label", "source", "reference"),
}
COLUMNS = FACT_COLUMNS | OTHER_COLUMNS
IDENTITIES = ("states", "organisations", "bodies", "groups")


class Line(NamedTuple):
    """One row of a table with its place, for messages."""

    number: int
    cells: tuple[str, ...]


def read(table: str, folder: Path = DATA) -> list[list[str]]:
    """Return the rows of `table` without its header; no file, no rows.

    Raises `DataFileError` where the header is not that of the table or a row has other cells.
    """
    file = folder / f"{table}.csv"
    columns = list(COLUMNS[table])
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
    except FileNotFoundError:
        return []
    except (UnicodeDecodeError, csv.Error) as e:
        raise DataFileError(file, None, f"cannot be read as UTF-8 CSV ({e})") from None
    if not rows or rows[0] != columns:
        raise DataFileError(file, 1, f"the header must be {','.join(columns)}")
    width = len(columns)
    for number, row in enumerate(rows[1:], 2):
        if len(row) != width:
            raise DataFileError(file, number, f"{len(row)} cells where the header has {width}")
    return rows[1:]


def read_named(table: str, folder: Path = DATA) -> list[dict[str, str]]:
    """Return the rows of an identity table as dictionaries; `#` lines are comments."""
    file = folder / f"{table}.csv"
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def content_hash(folder: Path = DATA) -> str:
    """Return twelve hexadecimal digits that change with any byte of any table (SHA-256)."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.csv")):
        digest.update(file.name.encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]
