"""The best tree, against trying them all."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from depesche.parsing.arborescence import best_arborescence


def is_tree(heads: tuple[int, ...]) -> bool:
    for start in range(1, len(heads)):
        node, steps = start, 0
        while node and steps < len(heads):
            node, steps = heads[node], steps + 1
        if node:
            return False
    return True


def best_of_all(scores: np.ndarray) -> float:
    count = len(scores)
    trees = (
        heads
        for rest in product(range(count), repeat=count - 1)
        if is_tree(heads := (0, *rest)) and all(h != d for d, h in enumerate(heads) if d)
    )
    return max(sum(scores[d, h] for d, h in enumerate(heads) if d) for heads in trees)


@given(st.integers(2, 5).flatmap(lambda n: arrays(float, (n, n), elements=st.floats(-9, 9))))
def test_the_best_tree_is_as_good_as_any(scores: np.ndarray) -> None:
    heads = best_arborescence(scores)
    assert is_tree(tuple(heads))
    total = sum(scores[d, h] for d, h in enumerate(heads) if d)
    assert np.isclose(total, best_of_all(scores))
