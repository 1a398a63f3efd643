"""A word form and an edit script in, its lemma out (and back, for training).

Edit scripts around the longest common substring, after Chrupała 2006 and Straka 2018 (UDPipe 2.0).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict

from depesche import languages

_CASES: dict[str, Callable[[str], str]] = {
    "l": str.lower,
    "U": str.upper,
    "T": lambda word: word[:1].upper() + word[1:].lower(),
}
_COMPOUND = re.compile(r"(.*-)(.+)", re.DOTALL)


def _longest_common(a: str, b: str) -> tuple[int, int, int]:
    """Length and starts in `a` and `b` of their longest common substring, leftmost in `a`."""
    best = (0, 0, 0)
    previous = [0] * (len(b) + 1)
    for i, left in enumerate(a, 1):
        current = [0] * (len(b) + 1)
        for j, right in enumerate(b, 1):
            if left == right:
                current[j] = previous[j - 1] + 1
                if current[j] > best[0]:
                    best = (current[j], i - current[j], j - current[j])
        previous = current
    return best


@lru_cache(maxsize=200_000)
def derive(form: str, lemma: str) -> str:
    """The script that turns `form` into `lemma`: `CASE cut add cut add` joined by tabs, or `=LEMMA`
    for unrelated words.

    CASE: `l` lower, `U` upper, `T` title, `h` as `T` but after the last hyphen, `k` kept as
    written. Cuts count characters at the beginning and the end; the additions are lower-case.
    """
    for case in ("l", "k", "T", "h", "U"):
        script = _script(form, lemma, case)
        if script and apply(form, script) == lemma:
            return script
    return "=" + lemma


def _script(form: str, lemma: str, case: str) -> str:
    low, target = form.lower(), lemma.lower()
    length, start, at = _longest_common(low, target)
    if length == 0 or (length < 2 and len(low) > 2):
        return ""
    cut_end = len(low) - start - length
    return "\t".join((case, str(start), target[:at], str(cut_end), target[at + length :]))


class Shape(BaseModel):
    """A row of `parsing/lemmas.csv`: a pattern that lemmas of a part of speech match.

    With `form`, only those of word forms that match it (in lower case).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    upos: str
    pattern: re.Pattern[str]
    form: re.Pattern[str] | None = None


@cache
def shapes(lang: str) -> dict[str, tuple[Shape, ...]]:
    """The lemma patterns of a language by UPOS, in their order; empty where it has no such file."""
    file = languages.path(lang, "parsing/lemmas.csv")
    found: dict[str, tuple[Shape, ...]] = {}
    for row in languages.read_table(file, Shape) if file.exists() else ():
        found[row.upos] = (*found.get(row.upos, ()), row)
    return found


class Infinitive(BaseModel):
    """A row of `parsing/infinitives.csv`: what the lexicon takes for a form of another verb."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: str


@cache
def infinitives(lang: str) -> frozenset[str]:
    """The forms of a language that are infinitives, whatever its lexicon says."""
    file = languages.path(lang, "parsing/infinitives.csv")
    rows = languages.read_table(file, Infinitive) if file.exists() else []
    return frozenset(row.form for row in rows)


class Featured(BaseModel):
    """A row of `parsing/features.csv`: what is to be known of a word the analyser leaves bare."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: str
    upos: str
    feats: str


@cache
def features(lang: str) -> dict[tuple[str, str], str]:
    """The features of closed words of a language, by form and part of speech."""
    file = languages.path(lang, "parsing/features.csv")
    rows = languages.read_table(file, Featured) if file.exists() else []
    return {(row.form, row.upos): row.feats for row in rows}


def shape_of(form: str, shapes: Sequence[Shape]) -> re.Pattern[str] | None:
    """The pattern of the first shape that is for such a word form."""
    for shape in shapes:
        if shape.form is None or shape.form.search(form.lower()):
            return shape.pattern
    return None


def choose(
    form: str,
    scripts: Sequence[str],
    known: Sequence[Collection[str]],
    shape: re.Pattern[str] | None = None,
) -> str:
    """The lemma of the first script that makes a known word of the right shape.

    Where none does, of the first that makes the right shape, else of the first. `known` holds sets
    of lower-case words, the most telling first; of a compound with hyphens the last part counts.
    """
    if not form[:1].isalpha():
        return apply(form, scripts[0])
    made = [apply(form, script) for script in scripts]
    shaped = [lemma for lemma in made if shape is None or shape.search(lemma)] or made[:1]
    tails = [lemma.rpartition("-")[2].lower() for lemma in shaped]
    for words in known:
        for lemma, tail in zip(shaped, tails, strict=True):
            if tail in words:
                return lemma
    return shaped[0]


@lru_cache(maxsize=200_000)
def apply(form: str, script: str) -> str:
    """The lemma that `script` makes of `form`; a script that cuts more than there is leaves the
    form.
    """
    if script.startswith("="):
        return script[1:]
    case, cut, before, cut_end, after = script.split("\t")
    start, end = int(cut), len(form) - int(cut_end)
    if end <= start:
        return form
    if case == "k":
        return before + form[start:end] + after
    low = form.lower()
    word = before + low[start:end] + after if len(low) == len(form) else form
    if case == "h" and (parts := _COMPOUND.match(form)):
        tail = word[len(parts[1]) :]
        return parts[1] + _CASES["T"](tail)
    return _CASES.get(case, _CASES["T"])(word)
