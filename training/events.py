"""Train the event classifier on the project's corpus: `python -m training.events [--check]`.

In: `benchmarks/data/corpus/*.tsv` and the analyser as installed. Out: the weights beside
`depesche/events/classifier.py`, and accuracies by cross-validation on standard output. Takes about
a minute on one core and gives the same weights every time. Run it again whenever the analyser's
weights or the event lexicons have changed; `--check` only measures.

The threshold is the lowest share at which, over the folds, nine in ten guesses that are not `NONE`
are right.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import Sentence, read_corpus
from depesche import parsing
from depesche.events import classifier
from depesche.events.classifier import KINDS, NONE, Floats
from depesche.events.lexicon import load
from depesche.events.syntax import Syntax

CORPUS = Path(__file__).parents[1] / "benchmarks" / "data" / "corpus"
ANALYSER = Path(parsing.__file__).parent / "model" / "analyser.onnx"
FOLDS = 5
PRECISION = 0.9
_STEPS, _RATE, _DECAY = 150, 0.05, 2e-4

Labels = NDArray[np.int64]


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, measure, train, write."""
    parser = argparse.ArgumentParser(prog="training.events", description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="measure only, write nothing")
    options = parser.parse_args(arguments)
    sentences = [s for file in sorted(CORPUS.glob("*.tsv")) for s in read_corpus(file)]
    seen = np.array(list(_features(sentences)), np.float32)
    labels = np.array([KINDS.index(s.type) for s in sentences])
    shares = _crossed(seen, labels)
    threshold = _threshold(shares, labels)
    _report(sentences, shares, labels, threshold)
    if not options.check:
        weights, bias = train(seen, labels)
        np.savez_compressed(
            classifier.WEIGHTS,
            weights=weights.astype(np.float16),
            bias=bias.astype(np.float16),
            kinds=np.array(KINDS),
            threshold=np.float32(threshold),
            analyser=np.array(fingerprint()),
        )


def fingerprint() -> str:
    """Return what tells the analyser's weights apart: the classifier fits one of them only."""
    return hashlib.sha256(ANALYSER.read_bytes()).hexdigest()


def _features(sentences: Sequence[Sentence]) -> Iterable[Floats]:
    for lang in dict.fromkeys(s.lang for s in sentences):
        lexicon = load(lang)
        assert lexicon is not None
        own = [s for s in sentences if s.lang == lang]
        docs = parsing.load(lang, threads=1).pipe(s.text for s in own)
        for sentence, doc in zip(own, docs, strict=True):
            spans = [(start, end) for start, end, _ in sentence.parties]
            yield classifier.between(doc, spans, Syntax(lexicon))


def train(seen: Floats, labels: Labels) -> tuple[Floats, Floats]:
    """Return weights and bias of a logistic regression (Adam on the whole set, weight decay)."""
    gold = np.eye(len(KINDS), dtype=np.float32)[labels]
    inputs = np.hstack([seen, np.ones((len(seen), 1), np.float32)])
    weights = np.zeros((inputs.shape[1], len(KINDS)), np.float32)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        slope = inputs.T @ (_softmax(inputs @ weights) - gold) / len(seen)
        slope[:-1] += _DECAY * weights[:-1]
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope * slope
        size = np.sqrt(square / (1 - 0.99**step)) + 1e-8
        weights -= _RATE * mean / (1 - 0.9**step) / size
    return weights[:-1], weights[-1]


def _softmax(scores: Floats) -> Floats:
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), np.float32)


def _crossed(seen: Floats, labels: Labels) -> Floats:
    """Return the shares that models trained on the other folds give to each sentence.

    Folds are stretches of the corpus: neighbours were written together and resemble each other.
    """
    shares = np.zeros((len(seen), len(KINDS)), np.float32)
    block = np.arange(len(seen)) // 25 % FOLDS
    for fold in range(FOLDS):
        weights, bias = train(seen[block != fold], labels[block != fold])
        shares[block == fold] = _softmax(seen[block == fold] @ weights + bias)
    return shares


def _threshold(shares: Floats, labels: Labels) -> float:
    for step in range(40, 100):
        chosen, right = _guessed(shares, labels, step / 100)
        if chosen.any() and right.sum() >= PRECISION * chosen.sum():
            return step / 100
    return 1.0


def _guessed(
    shares: Floats, labels: Labels, threshold: float
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    best = shares.argmax(axis=1)
    chosen = (best != KINDS.index(NONE)) & (shares.max(axis=1) >= threshold)
    return chosen, chosen & (best == labels)


def _report(
    sentences: Sequence[Sentence], shares: Floats, labels: Labels, threshold: float
) -> None:
    right = shares.argmax(axis=1) == labels
    for lang in dict.fromkeys(s.lang for s in sentences):
        own = np.array([s.lang == lang for s in sentences])
        print(f"{lang}: {own.sum()} sentences, type right {100 * right[own].mean():.1f} %")
    print(f"all: {len(sentences)} sentences, type right {100 * right.mean():.1f} %")
    chosen, hit = _guessed(shares, labels, threshold)
    told = labels != KINDS.index(NONE)
    print(
        f"threshold {threshold:.2f}: {100 * hit.sum() / chosen.sum():.1f} % of the guesses right, "
        f"{100 * hit.sum() / told.sum():.1f} % of the events found, guesses for "
        f"{100 * (chosen & ~told).sum() / (~told).sum():.1f} % of the sentences without one"
    )


if __name__ == "__main__":
    main()
