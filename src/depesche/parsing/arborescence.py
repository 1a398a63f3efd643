"""Arc scores in, the best tree out: Chu and Liu (1965), Edmonds (1967).

Own code because the library for it (ufal.chu-liu-edmonds) has no wheels beyond Python 3.12.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def best_arborescence(scores: NDArray[np.floating]) -> NDArray[np.intp]:
    """Return the head of every node in the spanning tree of the greatest total score.

    `scores`: (nodes, nodes), `scores[dependent, head]`; node 0 is the root, whose head is given
    as 0. Ties go to the lower index.
    """
    own = np.array(scores, dtype=np.float64)
    np.fill_diagonal(own, -np.inf)
    heads = own.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    return heads if cycle is None else _without(cycle, own, heads)


def _cycle(heads: NDArray[np.intp]) -> NDArray[np.intp] | None:
    seen = np.zeros(len(heads), dtype=np.intp)
    seen[0] = -1
    for start in range(1, len(heads)):
        node = start
        while seen[node] == 0:
            seen[node] = start
            node = int(heads[node])
        if seen[node] == start:
            nodes = [node]
            while (following := int(heads[nodes[-1]])) != node:
                nodes.append(following)
            return np.array(sorted(nodes))
    return None


def _without(
    cycle: NDArray[np.intp], scores: NDArray[np.float64], heads: NDArray[np.intp]
) -> NDArray[np.intp]:
    """Solve the graph in which `cycle` is one node, then open the cycle where its head enters."""
    outside = np.setdiff1d(np.arange(len(scores)), cycle)
    one = len(outside)
    smaller = np.full((one + 1, one + 1), -np.inf)
    smaller[:one, :one] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, cycle)]
    smaller[:one, one] = leaving.max(axis=1)
    entering = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, None]
    smaller[one, :one] = entering.max(axis=0)
    found = best_arborescence(smaller)
    result = heads.copy()
    for index, node in enumerate(outside[1:], 1):
        head = found[index]
        result[node] = outside[head] if head < one else cycle[leaving[index].argmax()]
    head = found[one]
    result[cycle[entering[:, head].argmax()]] = outside[head]
    return result
