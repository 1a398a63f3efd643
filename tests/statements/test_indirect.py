"""Indirect speech: content behind, before and around its cue; sources named by a phrase."""

import pytest

import depesche
from tests.statements.reading import read, words

GERMAN = [
    # text, quote, speaker, cue
    ("Der Präsident sagte, dass die Gespräche gescheitert seien.", "dass die Gespräche gescheitert seien", "Der Präsident", "sagte"),
    ("Die Regierung erklärte, sie werde das Abkommen kündigen.", "sie werde das Abkommen kündigen", "Die Regierung", "erklärte"),
    ("Das Ministerium teilte am Montag mit, die Grenze bleibe geschlossen.", "die Grenze bleibe geschlossen", "Das Ministerium", "teilte | mit"),
    ("Vera Lind, ein Mitglied des Rates, wies darauf hin, dass Wahlen anstehen.", "dass Wahlen anstehen", "Vera Lind, ein Mitglied des Rates", "wies darauf hin"),
    ("Die Opposition hat gefordert, den Vertrag offenzulegen.", "den Vertrag offenzulegen", "Die Opposition", "hat gefordert"),
    ("Der Botschafter bestand darauf, dass niemand verletzt wurde.", "dass niemand verletzt wurde", "Der Botschafter", "bestand darauf"),
    ("Der Minister ist der Meinung, dass die Frist reicht.", "dass die Frist reicht", "Der Minister", "ist der Meinung"),
    ("Die Grenze bleibe geschlossen, sagte der Minister.", "Die Grenze bleibe geschlossen", "der Minister", "sagte"),
    ("Wie das Ministerium mitteilte, bleibt die Grenze geschlossen.", "bleibt die Grenze geschlossen", "das Ministerium", "Wie | mitteilte"),
    ("Laut Polizei kamen tausend Menschen.", "kamen tausend Menschen", "Polizei", "Laut"),
    ("Nach Angaben der Regierung wurden drei Soldaten getötet.", "wurden drei Soldaten getötet", "Angaben der Regierung", "Nach"),
    ("Dem Minister zufolge wurden drei Soldaten getötet.", "wurden drei Soldaten getötet", "Dem Minister", "zufolge"),
    ("Die Truppen ziehen bis Mai ab, so der Minister.", "Die Truppen ziehen bis Mai ab", "der Minister", "so"),
    ("Es gibt Berichte, wonach die Truppen abziehen.", "die Truppen abziehen", "Berichte", "wonach"),
    ("Im April hieß es, die Truppen seien abgezogen.", "die Truppen seien abgezogen", "", "hieß es"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "speaker", "cue"), GERMAN)
def test_german_content_speaker_and_cue(text: str, quote: str, speaker: str, cue: str) -> None:
    (found,) = read(text)
    assert found.kind == "indirect"
    assert words(text, found.quote) == quote
    assert words(text, found.speaker) == speaker
    assert words(text, found.cue) == cue


OTHERS = [
    ("en", "The minister said that the talks had failed.", "that the talks had failed", "The minister"),
    ("en", "The talks had failed, the minister said.", "The talks had failed", "the minister"),
    ("en", "According to the police, a thousand people came.", "a thousand people came", "the police"),
    ("en", "The alliance urged Belgrade to withdraw its troops.", "to withdraw its troops", "The alliance"),
    ("ru", "Министр заявил, что переговоры провалились.", "что переговоры провалились", "Министр"),
    ("ru", "По словам министра, переговоры провалились.", "переговоры провалились", "министра"),
    ("ru", "Как сообщил министр, переговоры провалились.", "переговоры провалились", "министр"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "quote", "speaker"), OTHERS)
def test_english_and_russian_content(lang: str, text: str, quote: str, speaker: str) -> None:
    (found,) = read(text, lang)
    assert words(text, found.quote) == quote
    assert words(text, found.speaker) == speaker


def test_sentence_before_is_taken_up_by_das() -> None:
    text = "Die Truppen ziehen ab. Das teilte die Regierung mit."
    (found,) = read(text)
    assert words(text, found.quote) == "Die Truppen ziehen ab. Das"


def test_two_cues_of_one_speaker_make_two_statements() -> None:
    text = "Er sagte, die Frist reiche nicht, und forderte, die Gespräche zu verlängern."
    first, second = read(text)
    assert words(text, first.quote) == "die Frist reiche nicht"
    assert words(text, second.quote) == "die Gespräche zu verlängern"


def test_verb_behind_und_shares_its_subject() -> None:
    text = "Kurti warf der Regierung vor, zu zögern, und forderte die Union auf, zu handeln."
    _, second = read(text)
    assert words(text, second.speaker) == "Kurti"


def test_name_colon_and_konjunktiv_is_indirect_speech() -> None:
    text = "US-Außenminister Antony Blinken: Washington stehe zu seinen Partnern."
    (found,) = read(text)
    assert words(text, found.quote) == "Washington stehe zu seinen Partnern"
    assert words(text, found.speaker) == "US-Außenminister Antony Blinken"


def test_quoted_words_inside_are_nested() -> None:
    text = "Der Präsident sagte, dass sein Land „nicht länger warten“ werde."
    outer, inner = read(text)
    assert not outer.nested and inner.nested
    assert words(text, inner.quote) == "„nicht länger warten“"
    assert inner.speaker == outer.speaker


@pytest.mark.parametrize(
    "text",
    [
        "Das Problem bestand darin, dass niemand kam.",
        "Die Truppen zogen ab, sodass die Straße frei war.",
        "Er ging nach Hause, um zu schlafen.",
        "Nach dem Treffen in Wien flog der Minister zurück.",
    ],
)
def test_clauses_without_speech_are_none(text: str) -> None:
    assert read(text) == ()


def test_second_deed_of_a_sentence_is_no_inquit() -> None:
    """It shares its subject with the first; *sagte aber der Minister* has its own."""
    (deed,) = depesche.read("Der Minister lobte das Abkommen, warnte aber vor Eile.").statements
    assert deed.kind == "reported"
    (inquit,) = depesche.read("Das Abkommen sei gut, sagte aber der Minister.").statements
    assert inquit.kind == "indirect"
