"""Direct speech: frames before, inside and behind the quotation; names in marks are no speech."""

import pytest

from tests.statements.reading import read, words

CASES = [
    # text, quotes, speaker, cue
    ("Die Kanzlerin sagte: „Wir schaffen das bis Mai.“", "„Wir schaffen das bis Mai.“", "Die Kanzlerin", "sagte"),
    ("„Wir schaffen das bis Mai“, sagte die Kanzlerin.", "„Wir schaffen das bis Mai“", "die Kanzlerin", "sagte"),
    ("»Wir schaffen das«, so der Minister.", "»Wir schaffen das«", "der Minister", "so"),
    ("“Die Brücke hilft allen”, fügte Berger hinzu.", "“Die Brücke hilft allen”", "Berger", "fügte | hinzu"),
    ('"Das Abkommen gilt weiter", teilte das Außenamt mit.', '"Das Abkommen gilt weiter"', "das Außenamt", "teilte | mit"),
    ("Holm: „Die Tür bleibt offen, aber nicht für immer.“", "„Die Tür bleibt offen, aber nicht für immer.“", "Holm", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "speaker", "cue"), CASES)
def test_frame_and_speaker_of_direct_speech(text: str, quote: str, speaker: str, cue: str) -> None:
    (found,) = read(text)
    assert found.kind == "direct"
    assert words(text, found.quote) == quote
    assert words(text, found.speaker) == speaker
    assert words(text, found.cue) == cue


def test_second_half_has_the_speaker_of_the_first() -> None:
    text = "„Die Straße wird im Herbst fertig“, sagte Berger. „Wir bauen auch nachts.“"
    first, second = read(text)
    assert first.speaker == second.speaker
    assert words(text, second.quote) == "„Wir bauen auch nachts.“"


def test_quotation_over_two_sentences_is_one() -> None:
    text = "„Wir haben gewartet. Niemand kam“, sagte der Botschafter."
    (found,) = read(text)
    assert words(text, found.quote) == "„Wir haben gewartet. Niemand kam“"


@pytest.mark.parametrize(
    "text",
    [
        "Die Zeitschrift „Der Globus“ erscheint seit 1950.",
        "Das Schiff „Morgenröte“ lief am Montag aus.",
        "Die sogenannte „Balkanroute“ ist seit März geschlossen.",
        "Der Film „Leise Wasser“ läuft in Cannes.",
    ],
)
def test_names_titles_and_scare_quotes_are_no_statements(text: str) -> None:
    assert read(text) == ()


def test_quoted_words_in_a_clause_of_reporting_are_the_speakers() -> None:
    text = "Der Minister bezeichnete den Vorschlag als „Unsinn“."
    (found,) = read(text)
    assert words(text, found.quote) == "„Unsinn“"
    assert words(text, found.speaker) == "Der Minister"


def test_russian_reporter_speaks_between_dashes() -> None:
    text = "«Мы устали, — сказала Грета Лунд. — Мы идём домой»."
    first, second = read(text, "ru")
    assert words(text, first.quote) == "«Мы устали,"
    assert words(text, second.quote) == "Мы идём домой»"
    assert words(text, first.speaker) == words(text, second.speaker) == "Грета Лунд"
