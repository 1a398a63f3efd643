"""Surnames that stand alone: their best-known bearer, or part of another name?"""

import pytest

from depesche import actors, parsing, record
from depesche.model import Report

OTHERS = [
    ("en", "They sailed from Port Blair to Chennai.", "Blair"),
    ("en", "The office is closed on Friday.", "Friday"),
    ("en", "The tennis player Marcos Baghdatis retired.", "Marcos"),
    ("en", "They flew to Edinburgh in Scotland.", "Scotland"),
    ("de", "Er arbeitete jahrelang im Bush House in London.", "Bush"),
    ("de", "Der Pilot, ein 51-jähriger Kieler, kam ums Leben. Das sagte Horst Köhler.", "Kieler"),
]
MEANT = [
    ("en", "Mr. Bush was not one of them.", "Bush", "person:george-w-bush"),
    ("en", "Trump left on Friday.", "Trump", "person:donald-trump"),
    ("de", "Merkel und Macron berieten in Meseberg.", "Macron", "person:emmanuel-macron"),
]


def _persons(lang: str, text: str) -> dict[str, tuple[str, ...]]:
    report = Report(id="t", language=lang, text=text, published=None)
    found = actors.find(parsing.load(lang)(text), report, record.builtin())
    return {m.text: m.actors for m in found.mentions if m.via == "person"}


@pytest.mark.parametrize(("lang", "text", "word"), OTHERS)
def test_surname_in_another_name_is_not_its_best_known_bearer(lang, text, word):
    assert not any(word == spelled for spelled in _persons(lang, text))


@pytest.mark.parametrize(("lang", "text", "word", "person"), MEANT)
def test_surname_alone_is_its_best_known_bearer(lang, text, word, person):
    assert _persons(lang, text)[word] == (person,)
