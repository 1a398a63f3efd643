"""Edit scripts between word forms and lemmas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.parsing.lemmas import apply, choose, derive, shape_of, shapes


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("Länder", "Land"),
        ("ging", "gehen"),
        ("Die", "der"),
        ("US-Sanktionen", "US-Sanktion"),
        ("angekündigt", "ankündigen"),
        ("was", "be"),
        ("детей", "ребенок"),
        ("NATO", "NATO"),
    ],
)
def test_a_script_gives_back_the_lemma_it_was_made_from(form: str, lemma: str) -> None:
    assert apply(form, derive(form, lemma)) == lemma


@given(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12))
def test_every_pair_has_a_script(form: str, lemma: str) -> None:
    if "\t" not in lemma:
        assert apply(form, derive(form, lemma)) == lemma


def test_a_script_carries_over_to_words_of_the_same_kind() -> None:
    assert apply("Bänder", derive("Länder", "Land")) != "Bänder"
    assert apply("Reformen", derive("Personen", "Person")) == "Reform"


def test_a_script_that_cuts_too_much_leaves_the_form() -> None:
    assert apply("ab", "l\t0\t\t5\ten") == "ab"


def test_a_known_word_is_chosen_before_a_likelier_one_that_does_not_exist() -> None:
    scripts = [derive("Reihen", "Reihe"), derive("Reformen", "Reform")]
    assert choose("Sanktionen", scripts, [{"sanktion"}]) == "Sanktion"
    assert choose("US-Sanktionen", scripts, [{"sanktion"}]) == "US-Sanktion"
    assert choose("Sanktionen", scripts, []) == "Sanktione"


def test_a_known_lemma_is_chosen_before_a_known_word() -> None:
    scripts = [derive("Reihen", "Reihe"), derive("Reformen", "Reform")]
    assert choose("Personen", scripts, [{"person"}, {"persone"}]) == "Person"


@pytest.mark.parametrize(
    ("form", "other", "lemma"),
    [
        ("noted", "not", "note"),
        ("waging", "wag", "wage"),
        ("planned", "planne", "plan"),
        ("visited", "visite", "visit"),
    ],
)
def test_a_short_english_verb_with_a_single_consonant_ends_in_e(
    form: str, other: str, lemma: str
) -> None:
    shape = shape_of(form, shapes("en")["VERB"])
    scripts = [derive(form, other), derive(form, lemma)]
    assert choose(form, scripts, [{"not", "wag", lemma}], shape) == lemma
