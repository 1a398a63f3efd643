"""Trees from arc scores."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from depesche.parsing.trees import best_tree, is_tree


@given(
    st.integers(1, 12).flatmap(
        lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-9, 9, width=32))
    )
)
def test_every_score_matrix_gives_a_tree_with_one_root(scores: np.ndarray) -> None:
    assert is_tree(best_tree(scores))


def test_a_cycle_is_broken_at_the_cheapest_place() -> None:
    scores = np.array([[0.0, -9.0, 5.0], [4.0, 5.0, -9.0]])
    assert best_tree(scores) == [2, 0]


def test_a_second_root_is_hung_elsewhere() -> None:
    scores = np.array([[9.0, -9.0, 1.0], [3.0, 2.0, -9.0]])
    assert best_tree(scores) == [0, 1]
