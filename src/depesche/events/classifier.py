"""What kind of event a predicate tells that the lexicon does not know: a small linear model.

In: the analyser's encoding of the sentence, and what the lexicon's words in it may tell. Out: a
share of 1 for every PLOVER type and for `NONE`. Multinomial logistic regression, trained on the
project's corpus by `python -m training.events`; the same features in all languages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span, Token

from depesche.events.lexicon import Pos
from depesche.events.syntax import Syntax
from depesche.model import EventType

WEIGHTS = Path(__file__).parent / "classifier.npz"
NONE = "NONE"
KINDS: tuple[str, ...] = (*sorted(get_args(EventType)), NONE)
"""What is told apart, in the order of the weights' columns."""
ENCODING = 384
_SCALE = 4.0
_WORDS = frozenset({"VERB", "NOUN", "PROPN"})
_PREDICATES = frozenset({"VERB", "AUX", "ADJ"})

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Classifier:
    """Weights of one training run; `threshold` is the share from which a guess counts."""

    weights: Floats
    bias: Floats
    threshold: float

    def shares(self, features: Floats) -> dict[str, float]:
        """Return how likely each of `KINDS` is; the shares add up to 1."""
        scores = features @ self.weights + self.bias
        odds = np.exp(scores - scores.max())
        return dict(zip(KINDS, (odds / odds.sum()).tolist(), strict=True))

    def best(self, features: Floats) -> tuple[str, float]:
        """Return the likeliest of `KINDS` and its share."""
        shares = self.shares(features)
        kind = max(KINDS, key=lambda k: shares[k])
        return kind, shares[kind]


@lru_cache(maxsize=1)
def load() -> Classifier | None:
    """Return the classifier, or `None` where the package comes without its weights."""
    if not WEIGHTS.exists():
        return None
    with np.load(WEIGHTS) as held:
        if tuple(held["kinds"].tolist()) != KINDS:
            return None
        return Classifier(
            held["weights"].astype(np.float32),
            held["bias"].astype(np.float32),
            float(held["threshold"]),
        )


def features(
    sentence: Span, predicate: Token | None, parties: Collection[int], syntax: Syntax
) -> Floats:
    """Return what the classifier sees of a predicate in its sentence.

    The encoding, then two counts per kind: the types that the lexicon's words may tell, of words
    at the predicate and of all others. `parties` are the tokens of those named: their words
    (*the Defence Ministry*) tell no event.
    """
    votes = np.zeros((2, len(KINDS)), np.float32)
    for token in sentence:
        if token.i in parties or token.pos_ not in _WORDS:
            continue
        types = _types(token, syntax)
        near = predicate is not None and predicate.i in (token.i, token.head.i)
        for kind in types:
            votes[int(near), KINDS.index(kind)] += 1 / len(types)
    encoding = np.asarray(sentence._.encoding, np.float32) * _SCALE
    return np.concatenate([encoding, votes.reshape(-1)])


def predicate_above(parties: Sequence[Token], spans: Collection[int]) -> Token | None:
    """Return the lowest predicate over all `parties`, outside of their `spans`."""
    for node in (parties[0], *parties[0].ancestors) if parties else ():
        covers = all(node.i == p.i or node.is_ancestor(p) for p in parties)
        if covers and node.pos_ in _PREDICATES and node.i not in spans:
            return node
    return None


def between(doc: Doc, spans: Iterable[tuple[int, int]], syntax: Syntax) -> Floats:
    """Return the features of what is told between the parties at `spans` (characters)."""
    found = [doc.char_span(s, e, alignment_mode="expand") for s, e in spans if e > s]
    named = [span for span in found if span is not None and len(span)]
    parties = {t.i for span in named for t in span}
    predicate = predicate_above([span.root for span in named], parties)
    within = next(doc.sents) if predicate is None else predicate.sent
    return features(within, predicate, parties, syntax)


def _types(token: Token, syntax: Syntax) -> Sequence[str]:
    pos: Pos = "verb" if token.pos_ == "VERB" else "noun"
    frames = syntax.lexicon.frames(syntax.lemma(token), pos)
    return sorted({frame.type for frame in frames})


def is_encoded(sentence: Span) -> bool:
    """Whether the analyser has been at work: another pipeline's parse has no encodings."""
    return Span.has_extension("encoding") and bool(np.any(sentence._.encoding))
