"""One key for all spellings of a name: romanisations, scripts, cases.

In: a part of a name as some text writes it. Out: keys that its other spellings share. Letters
after BGN/PCGN; folds gather what BGN, Duden and scientific romanisation write differently. Both
tables are data in `languages/`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from pydantic import BaseModel

from depesche import languages

FOLDS = languages.ROOT / "folds.csv"
LETTERS = languages.ROOT / "letters.csv"

# Case endings of Russian names, longest first; what is left may lack a vowel (Путина -> Путин).
_RU_CASES = ("ого", "ому", "ыми", "ими", "ой", "ей", "ым", "им", "ом", "ем", "ую", "юю", "у", "ю",
             "а", "я", "е", "ы", "и")  # fmt: skip
_RU_NOMINATIVE = ("", "а", "я", "й", "ий", "ая")


_ROMAN = re.compile(r"[IVX]{1,5}")


class _Fold(BaseModel):
    spelling: str
    key: str = ""


@cache
def _folds() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = languages.read_table(FOLDS, _Fold)
    return tuple((re.compile(row.spelling), row.key) for row in rows)


@cache
def _letters() -> dict[int, str]:
    rows = languages.read_table(LETTERS, _Fold)
    return {ord(row.spelling): row.key for row in rows}


def latin(text: str) -> str:
    """Return `text` in plain small Latin letters (Cyrillic by the table of letters)."""
    spelled = text.casefold().translate(_letters())
    decomposed = unicodedata.normalize("NFKD", spelled)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def is_roman(word: str) -> bool:
    """Say whether a word is the number of a monarch or pope (*II*, *XVI*)."""
    return bool(_ROMAN.fullmatch(word))


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return the key under which the spellings of a name's part meet."""
    if is_roman(word):
        return word
    key = latin(word)
    for pattern, replacement in _folds():
        key = pattern.sub(replacement, key)
    return key or latin(word)


@lru_cache(maxsize=100_000)
def keys_of(word: str) -> tuple[str, ...]:
    """Return the keys of a word and of what it may be a case form of (*Trumps*, *Путиным*)."""
    forms = [word, *nominatives(word)]
    if len(word) > 3 and word.endswith("s"):
        forms.append(word[:-1])
    return tuple(dict.fromkeys(fold(form) for form in forms))


def nominatives(word: str) -> list[str]:
    """Return what a Russian name may be a case form of; nothing for words in other letters."""
    if not "а" <= word[-1:].casefold() <= "я":
        return []
    for ending in _RU_CASES:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            stem = word[: -len(ending)]
            return [stem + nominative for nominative in _RU_NOMINATIVE]
    return []


def slug(name: str) -> str:
    """Return the id of a person whom only the text knows: `person:jane-doe`."""
    return "person:" + re.sub(r"[^a-z0-9]+", "-", latin(name)).strip("-")
