"""Who was head of state and of government of every state since 1990: gaps are found, and closed."""

import datetime as dt
from pathlib import Path

import pytest

from depesche.record import gaps
from depesche.record.validate import problems
from tests.record.test_tables import change, copy

__all__ = ["copy"]
SINCE, UNTIL = dt.date(1990, 1, 1), dt.date(2025, 12, 31)
#: What could not be had: captains regent before 2010, governments of the Comoros before 1999,
#: governments of states that few recognise.
OPEN = {"head_of_state@SMR", "head_of_government@SMR", "head_of_government@COM"}
FEW_RECOGNISE = ("ABKHAZIA", "ARTSAKH", "NORTHERN_CYPRUS", "SOUTH_OSSETIA", "TRANSNISTRIA")


def test_the_heads_of_all_states_are_known_since_1990() -> None:
    found = {line.split()[0] for line in gaps.of_heads(SINCE, UNTIL)}
    assert {office for office in found if not office.endswith(FEW_RECOGNISE)} == OPEN


def test_the_heads_of_no_recognised_state_are_unknown_since_2011() -> None:
    found = [line.split()[0] for line in gaps.of_heads(dt.date(2011, 1, 1), UNTIL)]
    assert [office for office in found if not office.endswith(FEW_RECOGNISE)] == []


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([("1990-01-01", "1995-01-01"), ("1995-01-20", "2025-12-31")], []),
        (
            [("1990-01-01", "1995-01-01"), ("1995-03-20", "2025-12-31")],
            [("1995-01-01", "1995-03-20")],
        ),
        ([("1990-01-01", "2020-06-01")], [("2020-06-01", "2025-12-31")]),
        ([], [("1990-01-01", "2025-12-31")]),
    ],
)
def test_a_gap_is_more_than_a_month_without_holder(
    periods: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    day = dt.date.fromisoformat
    found = gaps.gaps([(day(a), day(b)) for a, b in periods], SINCE, UNTIL)
    assert [(a.isoformat(), b.isoformat()) for a, b in found] == expected


def test_a_promise_of_completeness_allows_no_gap(copy: Path) -> None:
    promise = {"relation": "holds_office", "object": "head_of_state@ATLANTIS", "subject": ""}
    change(copy / "coverage.csv", 3, promise | {"complete_from": "1990-01-01"})
    assert any("head_of_state@ATLANTIS: no holder" in str(p) for p in problems(copy))


def test_a_vacancy_is_a_period(copy: Path) -> None:
    change(copy / "vacancies.csv", 3, {"valid_to": "soon"})
    assert any("vacancies.csv:3: " in str(p) for p in problems(copy))
