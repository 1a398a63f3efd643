"""Write `datapackage.json`: the schema of every table of the record, as Frictionless Data has it.

In: the tables' columns. Out: `record/data/datapackage.json` (Data Package v1, Table Schema).
"""

from __future__ import annotations

import csv
import json
from typing import Any

from depesche.record import tables
from depesche.record.validate import MEMBERSHIP, RELATIONS, TERMS, VOTES

DATE = r"^\d{4}(-\d\d(-\d\d)?)?$"
TITLES = {
    "memberships": "Who belongs to which organisation, in what capacity, from when to when",
    "terms": "Who holds which office, from when to when",
    "sanctions": "Who imposed sanctions on whom, of which kinds, by which act",
    "votes": "Votes in the General Assembly of the United Nations, one row per state",
    "relations": "Foundings, seats, capitals, meetings, alliances, leadership",
    "disputes": "Facts that another source asserts against the record, or denies",
    "sources": "Where the facts are from",
    "coverage": "For what the record is complete, so that a missing row means no",
    "persons": "Office holders with their spellings and Wikidata QIDs",
    "resolutions": "The resolutions of votes.csv with their counts",
    "vacancies": "Offices that nobody held, and when",
    "continuity": "States whose id also stands for an older state, and since when",
    "goods": "Common High Priority List of goods: HS codes and tiers",
    "identifiers": "Who says that a Wikidata QID is this state, organisation, body or person",
    "states": "States and territories",
    "organisations": "Organisations and blocs",
    "bodies": "Bodies of states and organisations",
    "groups": "Groups of states",
}
REQUIRED = {
    "memberships": {"state", "organisation", "qualifier", "source", "as_of"},
    "terms": {"person", "office", "valid_from", "source", "as_of"},
    "sanctions": {"sender", "target", "kinds", "valid_from", "source", "as_of"},
    "votes": {"state", "resolution", "vote"},
    "relations": {"subject", "relation", "object", "source"},
    "disputes": {"subject", "relation", "object", "source"},
    "sources": {"id", "title", "publisher", "reference", "as_of"},
    "coverage": {"relation", "object", "source"},
    "persons": {"id", "name"},
    "resolutions": {"id", "title", "adopted", "yes", "no", "abstain", "absent", "source"},
    "continuity": {"state", "exists_from", "source"},
    "goods": {"hs", "tier", "source"},
    "vacancies": {"office", "valid_from", "valid_to", "source", "note"},
    "identifiers": {"id", "wikidata", "label", "source"},
}
WORDS = {
    ("memberships", "qualifier"): MEMBERSHIP,
    ("terms", "qualifier"): TERMS,
    ("votes", "vote"): VOTES,
    ("relations", "relation"): RELATIONS,
}
KEYS = {"sources": "id", "persons": "id", "resolutions": "id", "goods": "hs", "continuity": "state"}
DATES = {"valid_from", "valid_to", "as_of", "complete_from", "complete_to", "adopted"}
COUNTS = {"yes", "no", "abstain", "absent"}


def main() -> None:
    """Write the description of the tables beside them."""
    names = [*tables.COLUMNS, *tables.IDENTITIES]
    package = {
        "profile": "tabular-data-package",
        "name": "depesche-record",
        "title": "Depesche: a time-valid, sourced record of international affairs",
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": [resource(name) for name in names if (tables.DATA / f"{name}.csv").exists()],
    }
    text = json.dumps(package, ensure_ascii=False, indent=1)
    (tables.DATA / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def resource(name: str) -> dict[str, Any]:
    """Describe one table."""
    schema: dict[str, Any] = {"fields": [field(name, column) for column in header(name)]}
    if name in KEYS:
        schema["primaryKey"] = KEYS[name]
    foreign = {"source": "sources", "person": "persons", "resolution": "resolutions"}
    keys = [
        {"fields": [c], "reference": {"resource": other, "fields": ["id"]}}
        for c, other in foreign.items()
        if c in tables.COLUMNS.get(name, ())
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": TITLES[name],
        "path": f"{name}.csv",
        "format": "csv",
        "encoding": "utf-8",
        "dialect": {"commentChar": "#"},
        "schema": schema,
    }


def header(name: str) -> list[str]:
    """Return the column names of a table."""
    if name in tables.COLUMNS:
        return list(tables.COLUMNS[name])
    with (tables.DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(line for line in lines if not line.startswith("#")))


def field(table: str, column: str) -> dict[str, Any]:
    """Describe one column; every cell is text, dates of reduced precision by a pattern."""
    kind = "integer" if column in COUNTS and table == "resolutions" else "string"
    constraints: dict[str, Any] = {}
    if column in REQUIRED.get(table, ()):
        constraints["required"] = True
    if column in DATES and table in REQUIRED:
        constraints["pattern"] = DATE
    if (table, column) in WORDS:
        constraints["enum"] = sorted(word for word in WORDS[table, column] if word)
    return {"name": column, "type": kind} | ({"constraints": constraints} if constraints else {})


if __name__ == "__main__":
    main()
