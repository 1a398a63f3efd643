"""What must be true of the tables that come with the package, and that their checks can fail."""

import csv
import shutil
from pathlib import Path

import pytest

from depesche.record import tables
from depesche.record.validate import problems


def test_the_tables_of_the_package_are_without_fault():
    assert [str(p) for p in problems()] == []


def test_the_data_package_describes_every_table_and_every_row_keeps_to_it():
    frictionless = pytest.importorskip("frictionless")
    package = tables.DATA / "datapackage.json"
    described = {resource.path for resource in frictionless.Package(str(package)).resources}
    assert described == {file.name for file in tables.DATA.glob("*.csv")}
    report = frictionless.validate(str(package))
    faults = [e.message for task in report.tasks for e in task.errors] + [
        e.message for e in report.errors
    ]
    assert faults == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(tables.DATA, folder)
    return folder


FAULTS = [
    ("memberships", {"valid_from": "16.8.2006"}, "is not a date"),
    ("memberships", {"valid_from": "2012-13"}, "is not a date"),
    ("memberships", {"valid_from": "2012", "valid_to": "2006"}, "before it begins"),
    ("memberships", {"source": "hearsay"}, "not in sources.csv"),
    ("memberships", {"qualifier": "friend"}, "is none of"),
    ("memberships", {"valid_to": "", "as_of": ""}, "needs as_of"),
    ("memberships", {"valid_from": "2024", "valid_to": "", "as_of": "2021"}, "after it is known"),
    ("memberships", {"organisation": "CSTO", "valid_from": "1950", "valid_to": ""}, "founded only"),
    ("memberships", {"organisation": "UN", "state": "SSD", "valid_from": "1990"}, "exists only"),
    ("memberships", {"state": "Kasachstan"}, "not well formed"),
    ("memberships", {"state": "SUN", "valid_to": ""}, "existed only to 1991-12-26"),
    ("memberships", {"organisation": "SEATO", "valid_to": "2021"}, "existed only to 1977-06-30"),
    ("terms", {"person": "person:nobody-at-all"}, "not in persons.csv"),
    ("terms", {"office": "president"}, "not well formed"),
    ("votes", {"vote": "maybe"}, "is none of"),
    ("votes", {"resolution": "ES-99/1"}, "not in resolutions.csv"),
    ("sanctions", {"kinds": "trade|scorn"}, "is none of"),
    ("organisations", {"id": "NAM"}, "already a state's id"),
    ("persons", {"wikidata": "12345"}, "is not a QID"),
    ("bodies", {"wikidata": "12345"}, "is not a QID"),
    ("groups", {"wikidata": "Q7184"}, "is already the QID of NATO"),
    ("bodies", {"wikidata": "Q999999999"}, "no row of identifiers.csv says"),
    ("identifiers", {"wikidata": "Q999999999"}, "not Q999999999"),
    ("identifiers", {"source": "memory"}, "not in sources.csv"),
]


@pytest.mark.parametrize(("table", "changes", "message"), FAULTS)
def test_a_faulty_row_is_named_with_its_line(copy, table, changes, message):
    line = change(copy / f"{table}.csv", 5, changes)
    found = [p for p in problems(copy) if message in str(p)]
    assert found, f"no complaint about {changes}"
    assert any(f"{table}.csv:{line}:" in str(p) for p in found)


def test_two_heads_of_state_at_a_time_are_a_fault(copy):
    append(
        copy / "terms.csv",
        office="head_of_state@KAZ",
        valid_from="2005-01-01",
        valid_to="2006-01-01",
    )
    assert any("head_of_state@KAZ" in str(p) for p in problems(copy))


def test_a_full_member_that_is_an_observer_too_is_a_fault(copy):
    append(
        copy / "memberships.csv",
        state="IND",
        organisation="SCO",
        qualifier="observer",
        valid_from="2018",
        valid_to="2020",
    )
    assert any("IND is full of SCO still" in str(p) for p in problems(copy))


def test_a_vote_that_does_not_add_up_is_a_fault(copy):
    change(copy / "votes.csv", 5, {"vote": "absent"})
    change(copy / "votes.csv", 6, {"vote": "absent"})
    assert any("in votes.csv" in str(p) for p in problems(copy))


def test_a_table_with_a_foreign_header_is_named(copy):
    (copy / "votes.csv").write_text("who,what\nKAZ,yes\n", encoding="utf-8")
    assert any("votes.csv:1: the header must be" in str(p) for p in problems(copy))


def change(file: Path, line: int, changes: dict[str, str]) -> int:
    """Change cells of one line (2 is the first row) and return its number."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    for column, value in changes.items():
        rows[line - 1][rows[0].index(column)] = value
    write(file, rows)
    return line


def append(file: Path, **cells: str) -> None:
    """Add a copy of the first row with other cells."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    new = dict(zip(rows[0], rows[1], strict=True)) | {"qualifier": ""} | cells
    write(file, [*rows, list(new.values())])


def write(file: Path, rows: list[list[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)
