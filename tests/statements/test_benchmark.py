"""The score against cases computed by hand, and the development sets against their sources."""

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import statements as benchmark
from benchmarks.data.statements import build

DATA = Path(__file__).parents[2] / "benchmarks" / "data" / "statements"


def group(quote: list[int], kind: str = "Direct", **roles: list[int]) -> benchmark.Group:
    annotation = {"quote": {"tokenIds": quote}, "type": kind}
    annotation |= {role: {"tokenIds": ids} for role, ids in roles.items()}
    return benchmark.group_of(annotation)


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=4))
def test_pairing_is_the_best_of_all(scores: list[list[int]]) -> None:
    found = benchmark.assign([[float(v) for v in row] for row in scores])
    rows, columns = len(scores), 3
    size = min(rows, columns)
    best = max(
        sum(scores[r][c] for r, c in zip(rs, cs, strict=True))
        for rs in itertools.combinations(range(rows), size)
        for cs in itertools.permutations(range(columns), size)
    )
    assert len(found) == size
    assert sum(scores[r][c] for r, c in found) == best


def test_score_is_the_mean_over_pairs_and_unpaired_quotations() -> None:
    gold = [group([1, 2, 3, 4], speaker=[8]), group([20, 21])]
    found = [group([1, 2], speaker=[8, 9]), group([30]), group([40])]
    tally = benchmark.score([(gold, found)])["all"]
    # pairs (2 of 2 right, 2 of 4 found) and (0, 0); one quotation left over (0)
    precision, recall, f1 = tally.scores(["quote"])
    assert precision == pytest.approx(100 * (1 + 0 + 0) / 3)
    assert recall == pytest.approx(100 * (0.5 + 0) / 2)
    assert f1 == pytest.approx(2 * precision * recall / (precision + recall))
    assert tally.scores(["speaker"])[:2] == (pytest.approx(50), pytest.approx(100))


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_development_set_is_built_from_its_text(lang: str) -> None:
    assert (DATA / f"{lang}.jsonl").read_text(encoding="utf-8") == build.build(lang)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_development_set_is_large_and_sound(lang: str) -> None:
    documents = [json.loads(line) for line in build.build(lang).splitlines()]
    annotations = [a for d in documents for a in d["annotations"]]
    assert len(annotations) >= 150
    for document in documents:
        for token in document["tokens"]:
            begin, end = token["charBegin"], token["charEnd"]
            assert document["originalText"][begin:end] == token["text"]
    assert all(a["quote"]["tokenIds"] for a in annotations)
