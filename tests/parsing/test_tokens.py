"""Words as the treebanks have them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from depesche import parsing

GERMAN = [
    "Die US-Sanktionen treffen Nord- und Südkorea .",
    "Am 3. Mai kamen z. B. 20 Vertreter .",
    "Er sagte : „ Nein “ .",
    "Das EU-Parlament tagt um 20.30 Uhr , so Dr. Vogt .",
]
ENGLISH = ["They do n't know what it 's for .", "U.S. officials can not say ."]
RUSSIAN = ["Кто-то из Санкт-Петербурга сказал : « Да » ."]


@pytest.mark.parametrize("words", GERMAN)
def test_german_words_are_those_of_universal_dependencies(german: Language, words: str) -> None:
    text = glue(words)
    assert [t.text for t in german.make_doc(text)] == words.split()


@pytest.mark.parametrize("words", ENGLISH)
def test_english_contractions_are_split(english: Language, words: str) -> None:
    text = glue(words).replace(" n't", "n't").replace(" 's", "'s").replace("can not", "cannot")
    assert [t.text for t in english.make_doc(text)] == words.split()


@pytest.mark.parametrize("words", RUSSIAN)
def test_russian_hyphens_stay_inside_words(russian: Language, words: str) -> None:
    assert [t.text for t in russian.make_doc(glue(words))] == words.split()


FINAL_POINTS = [
    "Das Spiel endete 2:3 . Danach fuhren alle heim .",
    "Die Urkunde stammt aus dem Jahr 1297 .",
    "Der Unfall geschah auf der A 40 . Niemand wurde verletzt .",
    "Der Zug fuhr nur 80 km / h . Das reichte nicht .",
    "Papst Leo XIV. empfing die Gäste , die Krone trug Karl IV .",
    "Unter Ludwig XIV. und Karl IV. wuchs die Stadt .",
    "Sie treffen sich am 3. Mai und am 13. Juni in Genf .",
    "„ Wir warten seit 2019 . “ Mehr sagte er nicht .",
]


@pytest.mark.parametrize("words", FINAL_POINTS)
def test_a_point_after_a_numeral_is_the_sentences_at_its_end_only(
    german: Language, words: str
) -> None:
    text = glue(words).replace("„ ", "„").replace(" “", "“").replace(" / ", "/")
    assert [t.text for t in german(text)] == words.split()


@pytest.mark.parametrize(
    "name", ["N’Djamena", "N'Djamena", "Cox’s Bazar", "Côte d’Ivoire", "Xi’an", "O’Brien"]
)
def test_apostrophes_stay_inside_german_names(german: Language, name: str) -> None:
    assert [t.text for t in german.make_doc(f"Sie kam aus {name}.")][3:-1] == name.split()


def glue(words: str) -> str:
    for mark in ".,:":
        words = words.replace(f" {mark}", mark)
    return words.replace("„ ", "„").replace(" “", "“").replace("« ", "«").replace(" »", "»")


def test_a_contraction_is_one_token_of_two_words(german: Language) -> None:
    token = german("Er sprach im Parlament.")[2]
    assert (token.text, token.pos_, token.dep_, token.head.text) == (
        "im", "ADP", "case", "Parlament",
    )  # fmt: skip
    preposition, article = token._.words
    assert (preposition.text, preposition.pos) == ("in", "ADP")
    assert (article.text, article.lemma, article.pos, article.dep) == ("dem", "der", "DET", "det")
    assert "Case=Dat" in article.morph


@pytest.mark.parametrize("text", ["Ums Leben kam niemand.", "Es geht ums Ganze.", "Ins Amt!"])
def test_contractions_are_two_words_whatever_they_were_taken_for(
    german: Language, text: str
) -> None:
    (token,) = (t for t in german(text) if t.lower_ in {"ums", "ins"})
    assert len(token._.words) == 2


def test_other_tokens_are_one_word(german: Language) -> None:
    (word,) = german("Er sprach im Parlament.")[1]._.words
    assert (word.text, word.pos, word.dep) == ("sprach", "VERB", "ROOT")


@pytest.fixture(scope="module")
def french() -> Language:
    return parsing.load("fr")


def test_other_languages_get_sentences_and_words_only(french: Language) -> None:
    doc = french("Le ministre part. Il revient demain.")
    assert [s.text for s in doc.sents] == ["Le ministre part.", "Il revient demain."]
    assert not doc.has_annotation("DEP")


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="aZäß1 \n\t.,„“()-'’\u00a0ё", max_size=50))
def test_the_text_of_a_document_is_the_text_given(german: Language, text: str) -> None:
    assert german(text).text == text
