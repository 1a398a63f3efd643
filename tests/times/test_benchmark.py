"""The scorer against cases counted by hand, the development sets, and the targets on shared data."""

import datetime as dt
from pathlib import Path

import pytest

from benchmarks.times import Document, Score, Span, compare, documents, run

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "benchmarks" / "data" / "times"
KRAUTS = ROOT.parent / "shared" / "gold" / "krauts"


def test_scorer_pairs_one_to_one_and_prefers_equal_extents():
    gold = Document("d", "am Montag und Dienstag", dt.date(2023, 9, 16), (
        Span(3, 9, "DATE", "2023-09-11"), Span(14, 22, "DATE", "2023-09-12"),
    ))  # fmt: skip
    score = Score()
    found = (
        Span(0, 9, "DATE", "2023-09-11"),
        Span(14, 22, "DATE", "2023-09-13"),
        Span(10, 13, "DATE", "2023"),
    )
    compare(gold, found, score)
    assert score.counts["relaxed"] == 2
    assert score.counts["strict"] == 1
    assert score.counts["value"] == 1
    assert score.counts["strict_value"] == 0
    assert round(score.f1("strict"), 2) == 40.0
    assert {kind: len(lines) for kind, lines in score.errors.items()} == {
        "value": 1,
        "extent": 1,
        "spurious": 1,
    }


@pytest.mark.parametrize("lang", ["de", "en", "ru"])
def test_own_development_set_has_two_hundred_expressions(lang: str):
    assert sum(len(document.spans) for document in documents(OWN / lang)) >= 200


@pytest.mark.parametrize("lang", ["de", "en", "ru"])
def test_own_development_set_is_read_well(lang: str):
    score, _ = run(OWN / lang, lang, parse=False)
    assert score.f1("strict") >= 95
    assert score.f1("value") >= 92


@pytest.mark.skipif(not KRAUTS.exists(), reason="needs ../shared/gold/krauts")
@pytest.mark.parametrize(
    ("part", "strict", "value"), [("DieZeit", 86, 83), ("Dolomiten-42", 90, 80)]
)
def test_german_news_are_read_no_worse_than_before(part: str, strict: float, value: float):
    score, _ = run(KRAUTS / part, "de", parse=False)
    assert score.f1("strict") >= strict
    assert score.f1("value") >= value
