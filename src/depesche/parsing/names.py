"""Scores of name tags in, the best sequence of BIO tags that is one out; and names as spans.

A tag `I-X` must follow `B-X` or `I-X` (Ramshaw and Marcus 1995); the best such sequence is found as
by Viterbi 1967, where taking the best tag of every word does not already give one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_FORBIDDEN = -1e6


class Decoder:
    """Chooses among the tags `names` (`O`, `B-PER`, `I-PER` ...)."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = list(names)
        self._before = [n[2:] if n.startswith("I-") else "" for n in names]
        self._kind = [n[2:] for n in names]
        allowed = [[not b or b == kind for b in self._before] for kind in self._kind]
        self._change = np.where(np.array(allowed), 0.0, _FORBIDDEN)
        self._begin = np.where(np.array([not b for b in self._before]), 0.0, _FORBIDDEN)

    def best(self, scores: NDArray[np.floating]) -> list[str]:
        """The tags of a sentence. `scores`: (words, tags), before softmax."""
        best: list[int] = scores.argmax(1).tolist()
        kind = ""
        for tag in best:
            if self._before[tag] and self._before[tag] != kind:
                return self._viterbi(scores)
            kind = self._kind[tag]
        return [self._names[tag] for tag in best]

    def _viterbi(self, scores: NDArray[np.floating]) -> list[str]:
        high = scores.astype(np.float64) - scores.max(1, keepdims=True)
        logs = high - np.log(np.exp(high).sum(1, keepdims=True))
        total = logs[0] + self._begin
        paths = []
        for row in logs[1:]:
            ways = total[:, None] + self._change
            paths.append(ways.argmax(0))
            total = ways.max(0) + row
        tags = [int(total.argmax())]
        for path in reversed(paths):
            tags.append(int(path[tags[-1]]))
        return [self._names[tag] for tag in reversed(tags)]


def spans(names: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(first, end, type) of BIO names; an `I-` that continues nothing begins a name."""
    start, kind = 0, ""
    for i, name in enumerate([*names, "O"]):
        place, _, own = name.partition("-")
        if kind and not (place == "I" and own == kind):
            yield start, i, kind
            kind = ""
        if own and not kind:
            start, kind = i, own
