"""Sentence boundaries of news texts; `|` marks them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.parsing.sentences import starts_of

GERMAN = [
    "Am 3. Mai traf Dr. Vogt den Chef z. B. in Genf. |Danach reiste er ab.",
    "Er kam u. a. am 5. Oktober 2020. |Seit dem 1. Januar ist er Minister a. D. und schweigt.",
    "Der 2. Weltkrieg endete 1945. |Friedrich II. und Franz I. lebten früher.",
    "Trudeau wird den 45. Präsidenten treffen. |Es ist die 60. Sitzung.",
    "Kroatien trat als 28. Land bei. |Das 12. Sanktionspaket gilt. |Ihr 5. Treffen war im Mai.",
    "Finnland war das 31. |Beide grenzen an Norwegen.",
    "Er bleibt bis zum 5. |Danach reist er ab.",
    "„Das ist gut.“ sagte er. |Dann ging er.",
    "“Dieser Gipfel richtet sich gegen niemanden”, sagte er. |“Es geht um eine Agenda.” |Er ging.",
    "Sie sagte: „Wir gehen. |Das ist sicher.“ |Dann ging sie.",
    "Die Kosten betragen 3,5 Mio. Euro. |Das sind ca. 5 Prozent.",
    "Das Manöver war größer als geplant. |2014 gab es keines.",
    "(Er log.) |Dann kam sie.",
    "Er sprach (auch am Montag. |Niemand hörte zu. |So blieb es.",
    "Gipfel beginnt in Astana\n|Astana (dpa) - |Der Präsident ist da. |Er bleibt.",
    "Kein Punkt am Ende\n\n|Neuer Absatz ohne Punkt\n\n|Und noch einer.",
    "Dieser Text wurde von Hand umbrochen und\nseine Zeilen sind etwa gleich lang. |Das\n"
    "soll kein Satzende sein, auch nicht vor\nGroßbuchstaben wie diesem hier.",
]
ENGLISH = [
    "Dr. Smith met U.S. officials on Jan. 5. |He left at 5 p.m. |Then Mr. Jones came.",
    "He said it was late. |“We agreed,” she said.",
]
RUSSIAN = [
    "Он приехал в г. Москва в 1998 г. на поезде. |Это стоило 5 млн. рублей.",
    "«Да», — сказал он. |Т. е. всё решено.",
]


@pytest.mark.parametrize(
    ("lang", "marked"),
    [("de", t) for t in GERMAN] + [("en", t) for t in ENGLISH] + [("ru", t) for t in RUSSIAN],
)
def test_sentences_begin_where_a_reader_says(lang: str, marked: str) -> None:
    text = marked.replace("|", "")
    starts = list(starts_of(text, lang))
    found = "|".join(text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True))
    assert found == marked


@given(st.text(alphabet='aA1. \n\t"„“()!?,-', max_size=60))
def test_sentence_starts_are_ordered_and_inside_the_text(text: str) -> None:
    starts = list(starts_of(text, "de"))
    assert starts == sorted(set(starts))
    assert all(0 <= start < len(text) for start in starts)


@pytest.mark.parametrize(
    ("language", "text", "opening"),
    [
        ("de", "Berlin/Oslo - Kanzler Merz reist heute ab. Er fliegt.", "Berlin/Oslo - "),
        ("de", "Frankfurt am Main (AFP) – «Nein», sagte sie.", "Frankfurt am Main (AFP) – "),
        ("de", "Manila - Im Streit um ein Riff schweigt Peking.", "Manila - "),
        ("en", "QUITO, July 3 (Reuters) - Ecuador agreed.", "QUITO, July 3 (Reuters) - "),
        ("ru", "Осло — столица Норвегии.", ""),
        ("de", "Norwegen – Mitglied der Nato – tritt nicht bei.", ""),
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(
    language: str, text: str, opening: str
) -> None:
    following = [*starts_of(text, language), len(text)][1]
    assert following == (len(opening) or len(text))
