"""Arc scores of one sentence in, the best tree with one root out.

Chu-Liu/Edmonds; one root as Universal Dependencies demands, by trying the
candidates (Zmigrod et al. 2020, "Please mind the root").
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from depesche.parsing.arborescence import best_arborescence

MOST_ROOT_CANDIDATES = 4
_FORBIDDEN = -1e6


def is_tree(heads: list[int]) -> bool:
    """Whether `heads` (one-based, 0 the root; word i at index i - 1) is a tree with exactly one
    root.
    """
    if heads.count(0) != 1:
        return False
    reached = [False] * (len(heads) + 1)
    reached[0] = True
    for start in range(1, len(heads) + 1):
        path = []
        node = start
        while not reached[node]:
            if node in path:
                return False
            path.append(node)
            node = heads[node - 1]
        for node in path:
            reached[node] = True
    return True


def best_tree(scores: NDArray[np.floating]) -> list[int]:
    """Heads of the best single-rooted tree, one-based with 0 for the root.

    `scores`: (words, words + 1), the score of every head (column 0 is the root) for every word, as
    the network gives them; they are made log-probabilities per word before they are added up.
    """
    count = scores.shape[0]
    greedy: list[int] = scores.argmax(1).tolist()
    if is_tree(greedy):
        return greedy
    high = scores - scores.max(1, keepdims=True)
    scores = high - np.log(np.exp(high).sum(1, keepdims=True))
    square = np.full((count + 1, count + 1), _FORBIDDEN, np.float64)
    square[1:] = scores
    np.fill_diagonal(square, _FORBIDDEN)
    candidates = np.argsort(-square[1:, 0], kind="stable")[:MOST_ROOT_CANDIDATES] + 1
    best: list[int] = []
    best_score = -np.inf
    for root in candidates:
        limited = square.copy()
        limited[1:, 0] = _FORBIDDEN
        limited[root, 0] = square[root, 0]
        tree: list[int] = best_arborescence(limited)[1:].tolist()
        score = float(limited[np.arange(1, count + 1), tree].sum())
        if score > best_score:
            best, best_score = tree, score
    return best
