"""Back from inflected words to the lemmas the lexicon knows, where a lemmatiser does not.

In: the lexicon's lemmas, a language's endings and irregular verbs. Out: a table from form to lemma.
Only words of the lexicon are inflected, so that a form never leads to an unknown word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from depesche import languages

_UMLAUT = str.maketrans({"a": "ä", "o": "ö", "u": "ü"})


class Endings(BaseModel):
    """The table `[forms]` of `settings.toml`: how regular words are inflected."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    infinitive: tuple[str, ...] = ()
    verb: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    participle_prefix: str = ""
    participle: tuple[str, ...] = ()
    infinitive_infix: str = ""
    separable: tuple[str, ...] = ()
    inseparable: tuple[str, ...] = ()
    noun: tuple[str, ...] = ()
    umlaut: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    """Endings before which a final consonant may double (*planned*)."""
    replaced: dict[str, tuple[str, ...]] = {}
    """End of the lemma -> what stands in its place in the other forms (verbs)."""
    replaced_nouns: dict[str, tuple[str, ...]] = {}


class IrregularRow(BaseModel):
    """One row of `irregular.csv`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    infinitive: str
    present: str
    past: str
    subjunctive: str = ""
    participle: str


class Forms:
    """Inflected forms of the lexicon's words."""

    def __init__(self, endings: Endings, irregular: Path) -> None:
        self._endings = endings
        rows = languages.read_table(irregular, IrregularRow) if irregular.exists() else []
        # Lemmas come folded (*schliessen*); so must the forms.
        folded = [IrregularRow(**{k: v.casefold() for k, v in row}) for row in rows]
        self._irregular = {row.infinitive: row for row in folded}

    def verbs(self, lemmas: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return form -> infinitives for the verbs and, of separable ones, for their bases.

        Whole verbs come before bases that are none by themselves.
        """
        found: dict[str, dict[str, None]] = {}
        bases: dict[str, dict[str, None]] = {}
        for lemma in sorted(set(lemmas)):
            prefix, base = self._split(lemma)
            for form in self._finite(base):
                found.setdefault(prefix + form, {})[lemma] = None
                if prefix and prefix in self._endings.separable:
                    bases.setdefault(form, {})[base] = None
            for form in self._non_finite(prefix, base):
                found.setdefault(form, {})[lemma] = None
        for form, names in bases.items():
            found.setdefault(form, {}).update(names)
        return {form: tuple(names) for form, names in found.items()}

    def _split(self, lemma: str) -> tuple[str, str]:
        prefixes = (*self._endings.separable, *self._endings.inseparable)
        for prefix in sorted(prefixes, key=len, reverse=True):
            if lemma.startswith(prefix) and len(lemma) - len(prefix) >= 4:
                return prefix, lemma[len(prefix) :]
        return "", lemma

    def _stem(self, base: str) -> str:
        for ending in self._endings.infinitive:
            if base.endswith(ending):
                return base[: -len(ending)]
        return base

    def _finite(self, base: str) -> Iterator[str]:
        stem = self._stem(base)
        yield base
        for ending in self._endings.verb:
            yield stem + ending
        yield from _replaced(base, self._endings.replaced)
        if base[-1:] not in "aeiouywxh":
            yield from (base + base[-1] + ending for ending in self._endings.doubled)
        row = self._irregular.get(base)
        if row is None:
            for ending in self._endings.past:
                yield stem + ending
            return
        yield row.present
        yield from (row.past + e for e in ("", "e", "st", "t", "en", "n"))
        if row.subjunctive:
            yield from (row.subjunctive + e for e in ("", "n", "st", "t"))

    def _non_finite(self, prefix: str, base: str) -> Iterator[str]:
        ends, row, stem = self._endings, self._irregular.get(base), self._stem(base)
        separable = prefix in ends.separable
        if prefix and separable and ends.infinitive_infix:
            yield prefix + ends.infinitive_infix + base
        participles = [row.participle] if row else []
        if not row:
            start = "" if base.endswith("ieren") else ends.participle_prefix
            participles = [start + stem + e for e in ends.participle]
        for form in participles:
            bare = form.removeprefix(ends.participle_prefix)
            whole = prefix + form if separable or not prefix else prefix + bare
            yield from (whole + e for e in ("", "e", "en", "er", "es", "em"))

    def nouns(self, lemmas: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return form -> lemmas for the nouns (lower case), umlaut plurals included."""
        found: dict[str, dict[str, None]] = {}
        for lemma in sorted(set(lemmas)):
            stems = [lemma, *(lemma[: -len(c)] for c in self._endings.cut if lemma.endswith(c))]
            forms = [stem + ending for stem in stems for ending in self._endings.noun]
            forms += _replaced(lemma, self._endings.replaced_nouns)
            forms += [_umlauted(lemma) + ending for ending in self._endings.umlaut]
            for form in forms:
                found.setdefault(form, {})[lemma] = None
        return {form: tuple(names) for form, names in found.items()}


def _replaced(lemma: str, table: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the forms of the longest end of `lemma` that `table` knows."""
    for end in sorted(table, key=len, reverse=True):
        if lemma.endswith(end):
            yield from (lemma[: len(lemma) - len(end)] + new for new in table[end])
            return


def _umlauted(lemma: str) -> str:
    """Return the word with an umlaut in its last a, o, u or au."""
    last = max(lemma.rfind(vowel) for vowel in "aou")
    if last > 0 and lemma[last - 1 : last + 1] == "au":
        last -= 1
    if last < 0:
        return lemma
    return lemma[:last] + lemma[last].translate(_UMLAUT) + lemma[last + 1 :]
