"""Dishes, breeds, styles: nouns that an adjective of a state describes without meaning the state.

In: the tables `languages/<code>/actors/things*.csv`. Out: for a noun of a text, the kind of thing
it is (*Bohnensuppe*: dish), or nothing.
"""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel

from depesche import languages
from depesche.actors import inflect, pieces

_TABLES = ("things", "things_wordnet")  # the first one decides where both know a word


class _Row(BaseModel):
    kind: str
    words: str


class Things:
    """The nouns of a language that are no part of politics, by form and by ending."""

    def __init__(self, lang: str) -> None:
        self._nouns_are_capital = lang == "de"
        self._kinds: dict[str, str] = {}
        endings: dict[str, str] = {}
        files = (languages.path(lang, f"actors/{name}.csv") for name in _TABLES)
        rows = (row for file in files if file.exists() for row in languages.read_table(file, _Row))
        for row in rows:
            for item in filter(None, (item.strip() for item in row.words.split(";"))):
                word = pieces.normalised(item.removeprefix("-").casefold())
                for form in inflect.noun_forms(lang, word):
                    self._kinds.setdefault(form, row.kind)
                    if item.startswith("-"):
                        endings.setdefault(form, row.kind)
        self._endings = endings
        self._ends = tuple(endings)

    def kind_of(self, word: str) -> str | None:
        """Return the kind of thing a noun names, if it names one."""
        small = word.casefold()
        if self._nouns_are_capital and word[:1].islower():
            return None
        kind = self._kinds.get(small)
        if kind is not None or not small.endswith(self._ends):
            return kind
        lengths = range(1, len(small))
        return next(kind for k in lengths if (kind := self._endings.get(small[k:])))


@cache
def load(lang: str) -> Things:
    """Return the things of a language (ISO 639-1). Raises `DataFileError` for a faulty table."""
    return Things(lang)
