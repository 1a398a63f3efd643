"""The best tags of each word and a tree in, one tag per word out: what the lexicon allows, and the
same case, number and gender in a noun and its determiners and adjectives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from depesche.parsing.lexicon import Lexicon, features
from depesche.parsing.network import Parse

AGREEING = ("Case", "Gender", "Number", "Animacy")
NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
MODIFIERS = frozenset(("det", "amod"))
#: What a modifier that cannot agree costs, in the network's scores.
DISAGREEMENT = 4.0

Scored = tuple[str, float]


def choose(forms: Sequence[str], parse: Parse, lexicon: Lexicon) -> list[str]:
    """One of the candidate tags for every word; the part of speech stays that of the best."""
    chosen = [
        tags[0] if lexicon.agreeing(form, tags[0]) != () else _allowed(form, tags, lexicon)[0]
        for form, tags in zip(forms, parse.tags, strict=True)
    ]
    for noun, modifiers in _phrases(parse, chosen).items():
        if all(_agree(chosen[m], chosen[noun]) for m in modifiers):
            continue
        for i, tag in _phrase(noun, modifiers, forms, parse, lexicon).items():
            chosen[i] = tag
    return chosen


def _allowed(form: str, tags: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The candidates with the best one's part of speech that agree with the lexicon; all of this
    part of speech if none does.
    """
    upos = _upos(tags[0])
    same = [tag for tag in tags if _upos(tag) == upos]
    return [tag for tag in same if lexicon.agreeing(form, tag) != ()] or same


def _phrases(parse: Parse, chosen: Sequence[str]) -> dict[int, list[int]]:
    """Nouns with the determiners and adjectives that hang on them."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for i, (head, relation) in enumerate(zip(parse.heads, parse.relations, strict=True)):
        if (
            head
            and relation.partition(":")[0] in MODIFIERS
            and _upos(chosen[head - 1]) in NOMINAL
            and not features(chosen[i]).keys().isdisjoint(AGREEING)
        ):
            found[head - 1].append(i)
    return found


def _phrase(
    noun: int, modifiers: Sequence[int], forms: Sequence[str], parse: Parse, lexicon: Lexicon
) -> dict[int, str]:
    """The tags of a noun and its modifiers with the highest total score."""

    def candidates(i: int) -> list[Scored]:
        scores = dict(zip(parse.tags[i], parse.scores[i], strict=True))
        return [(tag, scores[tag]) for tag in _allowed(forms[i], parse.tags[i], lexicon)]

    own = [candidates(m) for m in modifiers]
    best: tuple[float, dict[int, str]] | None = None
    for tag, score in candidates(noun):
        picked = [_best_with(tag, scored) for scored in own]
        total = score + sum(s for _, s in picked)
        if best is None or total > best[0]:
            tags = {m: t for m, (t, _) in zip(modifiers, picked, strict=True)}
            best = total, {noun: tag, **tags}
    return best[1] if best else {}


def _best_with(noun: str, candidates: Sequence[Scored]) -> Scored:
    """The best candidate that agrees with the noun's tag, else the best at its cost."""
    for tag, score in candidates:
        if _agree(tag, noun):
            return tag, score
    tag, score = candidates[0]
    return tag, score - DISAGREEMENT


def _agree(one: str, other: str) -> bool:
    mine, yours = features(one), features(other)
    return all(mine.get(k, yours.get(k)) == yours.get(k, mine.get(k)) for k in AGREEING)


def _upos(tag: str) -> str:
    return tag.partition("|")[0]
