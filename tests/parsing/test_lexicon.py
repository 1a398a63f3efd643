"""What the lexicons know of word forms, and how it decides tags and dictionary forms."""

import pytest
from spacy.language import Language

from depesche.parsing.lexicon import Lexicon
from depesche.parsing.network import Network


@pytest.fixture(scope="module")
def words() -> Lexicon:
    lexicon = Network("de", 1).lexicon
    assert lexicon is not None
    return lexicon


@pytest.fixture(scope="module")
def russian_words() -> Lexicon:
    lexicon = Network("ru", 1).lexicon
    assert lexicon is not None
    return lexicon


def lemmas(lexicon: Lexicon, form: str, upos: str) -> set[str]:
    return {a.lemma for a in lexicon.analyses(form) if a.upos == upos}


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [
        ("fuhr", "VERB", "fahren"),
        ("empfahl", "VERB", "empfehlen"),
        ("erweitert", "VERB", "erweitern"),
        ("festgenommen", "VERB", "festnehmen"),
        ("aufzunehmen", "VERB", "aufnehmen"),
        ("verhandelten", "VERB", "verhandeln"),
        ("Fälle", "NOUN", "Fall"),
        ("Finanzmärkten", "NOUN", "Finanzmarkt"),
        ("höheres", "ADJ", "hoch"),
        ("längerer", "ADJ", "lang"),
    ],
)
def test_german_forms_have_their_dictionary_form(
    words: Lexicon, form: str, upos: str, lemma: str
) -> None:
    assert lemmas(words, form, upos) == {lemma}


@pytest.mark.parametrize(
    ("form", "upos", "lemma"),
    [
        ("берёт", "VERB", "брать"),
        ("рек", "NOUN", "река"),
        ("построивших", "VERB", "построить"),
        ("граждане", "NOUN", "гражданин"),
        ("Москве", "PROPN", "Москва"),
        ("крупнейших", "ADJ", "крупнейший"),
        ("Новотро́ицка", "PROPN", "Новотроицк"),
    ],
)
def test_russian_forms_have_their_dictionary_form(
    russian_words: Lexicon, form: str, upos: str, lemma: str
) -> None:
    assert lemmas(russian_words, form, upos) == {lemma}


def test_an_unknown_compound_is_read_by_the_word_it_ends_in(words: Lexicon) -> None:
    assert lemmas(words, "Drohnenabwehrverträge", "NOUN") == {"Drohnenabwehrvertrag"}
    found = words.analyses("Drohnenabwehrverträge")
    assert {"Gender=Masc" in a.feats and "Number=Plur" in a.feats for a in found} == {True}
    assert lemmas(words, "US-Sanktionen", "NOUN") == {"US-Sanktion"}


def test_a_derived_noun_has_the_gender_of_its_ending(words: Lexicon) -> None:
    assert {a.feats for a in words.analyses("Entbürokratisierung") if a.upos == "NOUN"} == {
        f"Case={case}|Gender=Fem|Number=Sing" for case in ("Nom", "Gen", "Dat", "Acc")
    }


def test_a_tag_agrees_if_a_reading_does_not_contradict_it(words: Lexicon) -> None:
    assert words.agreeing("Fälle", "NOUN|Case=Nom|Gender=Masc|Number=Plur")
    assert words.agreeing("Fälle", "NOUN|Case=Nom|Gender=Fem|Number=Sing") == ()
    assert words.agreeing("Fälle", "ADV") is None
    assert words.agreeing("Qwrtz", "NOUN|Case=Nom") is None


def test_readings_do_not_depend_on_what_was_read_before(words: Lexicon) -> None:
    text = "capitals NOUN\n\nNOUN Case=Nom\n\n\ta:0\n\nhall\n\n0"
    for _ in range(2):
        assert Lexicon(text.replace("capitals NOUN", "capitals NOUN\ncompounds")).lemmas(
            "Halla", "NOUN|Case=Nom"
        ) == ("Hall",)
    assert words.analyses("Berichten") == words.analyses("Berichten")


def test_a_noun_and_its_article_and_adjective_agree(german: Language) -> None:
    doc = german("Der Ausschuss prüft die neuen Haftbefehle des obersten Gerichtshofs.")
    for noun in doc:
        for modifier in noun.children:
            if modifier.dep_ in ("det", "amod"):
                for feature in ("Case", "Number"):
                    assert modifier.morph.get(feature) == noun.morph.get(feature), modifier.text


def test_strong_verbs_have_their_infinitive_as_lemma(german: Language) -> None:
    doc = german("Der Minister fuhr nach Wien und empfahl, die Truppen abzuziehen.")
    assert [t.lemma_ for t in doc if t.pos_ == "VERB"] == ["fahren", "empfehlen", "abziehen"]


def test_infinitives_that_look_like_other_verbs_are_themselves(german: Language) -> None:
    doc = german("Er will Gespräche führen und sie zum Einlenken drängen.")
    assert [t.lemma_ for t in doc if t.pos_ == "VERB"] == ["führen", "drängen"]


def test_russian_nouns_and_verbs_have_their_dictionary_form(russian: Language) -> None:
    doc = russian("Министр привёз граждан на берега рек.")
    assert [t.lemma_ for t in doc if t.pos_ in ("NOUN", "VERB")] == [
        "министр", "привезти", "гражданин", "берег", "река",
    ]  # fmt: skip
