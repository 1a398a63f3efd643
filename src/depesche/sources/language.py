"""Which language a text is in.

In: a text, or what a user typed. Out: an ISO 639-1 code. Detection is py3langid's (Lui and
Baldwin 2012); short texts are only held against the languages that Depesche knows well.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from depesche.errors import DepescheError
from depesche.languages import available

# Below this many letters a guess among a hundred languages is more often wrong than right.
_SHORT = 200
_ENOUGH = 20_000


def detect(text: str) -> str:
    """Return the language of `text`; the same text always gives the same code."""
    is_short = sum(c.isalpha() for c in text[:_ENOUGH]) < _SHORT
    language, _ = _identifier(is_short).classify(text[:_ENOUGH])
    return str(language)


def code(given: str) -> str:
    """Return the ISO 639-1 code that a user gave (`de`, `DE`, `de-AT`).

    Raises `DepescheError` for what is no language of CLDR.
    """
    # Babel is slow to import and only needed where a code has no folder.
    short = given.strip().lower().replace("_", "-").split("-")[0]
    if short in available():
        return short
    from babel import Locale  # noqa: PLC0415

    if short not in Locale("en").languages or len(short) not in (2, 3):
        known = ", ".join(available())
        raise DepescheError(f"unknown language {given!r}; give an ISO 639-1 code such as {known}")
    return short


@lru_cache(maxsize=2)
def _identifier(only_known: bool) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    if only_known:
        identifier.set_languages(list(available()))
    return identifier
