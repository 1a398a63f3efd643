"""Quotation marks of every kind, and what a missing one costs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.statements import marks


def inner(text: str) -> list[str]:
    return [text[q.inner_start : q.inner_end] for q in marks.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("„Nein“, sagte er.", ["Nein"]),
        ("„Nein”, sagte er.", ["Nein"]),
        ('„Nein", sagte er.', ["Nein"]),
        ("“Nein”, sagte er.", ["Nein"]),
        ("»Nein«, sagte er.", ["Nein"]),
        ("«Nein», sagte er.", ["Nein"]),
        ("« Non », dit-il.", [" Non "]),
        ('"Nein", sagte er. "Nie."', ["Nein", "Nie."]),
        ("''Nein'', sagte er.", ["Nein"]),
        ("``Nein'', sagte er.", ["Nein"]),
        ("‚Nein‘, sagte er.", ["Nein"]),
        ("‘No,’ she said.", ["No,"]),
        ("'Nein', sagte er.", ["Nein"]),
        ("“It’s ‘fine’,” he said.", ["It’s ‘fine’,", "fine"]),
        ("„Er rief ‚Halt‘ und lief“, sagte sie.", ["Er rief ‚Halt‘ und lief", "Halt"]),
        ("«Он сказал: „Нет“», — написала она.", ["Он сказал: „Нет“", "Нет"]),
        ("the ministers' dogs and the boys' cats", []),
        ("Das war's. Geht's noch?", []),
    ],
)
def test_marks_of_every_kind_are_paired(text: str, found: list[str]) -> None:
    assert inner(text) == found


def test_quotation_over_paragraphs_repeats_its_opening_mark() -> None:
    text = "Sie sagte: „Erstens.\n„Zweitens.\n„Drittens.“ Dann ging sie."
    assert inner(text) == ["Erstens.\n„Zweitens.\n„Drittens."]


def test_missing_closing_mark_ends_with_its_paragraph() -> None:
    text = "Er sagte: „Das ist offen.\nDann kam der Regen."
    (quoted,) = marks.find(text)
    assert text[quoted.inner_start : quoted.inner_end] == "Das ist offen."
    assert not quoted.closed


def test_missing_opening_mark_begins_with_its_paragraph() -> None:
    text = "Das ist fein“, sagte er."
    (quoted,) = marks.find(text)
    assert text[quoted.inner_start : quoted.inner_end] == "Das ist fein"
    assert not quoted.closed


@settings(deadline=None)
@given(st.text(alphabet="ab „“”\"'»«‚‘’.,:\n(", max_size=60))
def test_stretches_lie_in_the_text_and_nest_without_crossing(text: str) -> None:
    found = marks.find(text)
    for q in found:
        assert 0 <= q.start <= q.inner_start < q.inner_end <= q.end <= len(text)
    for a in found:
        for b in found:
            crossing = a.start < b.start < a.end < b.end
            assert not crossing
