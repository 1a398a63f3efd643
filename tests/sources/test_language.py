"""Which language a text is in."""

import pytest

from depesche.errors import DepescheError
from depesche.sources import code, detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Usbekistan ist Mitglied der OVKS.", "de"),
        ("Uzbekistan is a member of the CSTO.", "en"),
        ("Узбекистан является членом ОДКБ.", "ru"),
        ("Le ministre a déclaré que la France soutient la proposition européenne. " * 5, "fr"),
    ],
)
def test_language_is_detected_in_short_and_long_texts(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("given", "language"), [("de", "de"), ("DE", "de"), ("de-AT", "de"), ("fr", "fr"), ("uk", "uk")]
)
def test_users_may_write_codes_in_several_ways(given: str, language: str) -> None:
    assert code(given) == language


@pytest.mark.parametrize("given", ["klingon", "xx", "", "deutsch", "1"])
def test_unknown_languages_are_refused(given: str) -> None:
    with pytest.raises(DepescheError, match="unknown language"):
        code(given)
