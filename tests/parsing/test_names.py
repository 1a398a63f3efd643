"""Name tags of a sentence."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from depesche.parsing.names import Decoder, spans

TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def test_a_name_begun_with_one_type_goes_on_with_it() -> None:
    scores = np.array([[0.0, -9, -9, 2.0, -9], [-9, -9, 1.0, -9, 0.9]])
    assert Decoder(TAGS).best(scores) == ["B-LOC", "I-LOC"]


def test_a_clear_inside_makes_the_word_before_it_a_name() -> None:
    scores = np.array([[0.1, -9, -9, 0.0, -9], [-3, -9, -9, -4, 2.0]])
    assert Decoder(TAGS).best(scores) == ["B-LOC", "I-LOC"]


@given(
    st.integers(1, 6).flatmap(
        lambda n: arrays(np.float32, (n, len(TAGS)), elements=st.floats(-9, 9, width=32))
    )
)
def test_every_inside_follows_its_kind(scores: np.ndarray) -> None:
    tags = ["O", *Decoder(TAGS).best(scores)]
    assert all(b[0] != "I" or a[2:] == b[2:] for a, b in pairwise(tags))


def test_names_become_spans() -> None:
    tags = ["B-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-PER"]
    assert list(spans(tags)) == [(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "LOC"), (5, 6, "PER")]
