"""The development and test sets of claims, and the language data, are well-formed."""

import datetime as dt
import json
from pathlib import Path
from typing import get_args

import pytest

from depesche.claims import lexicon
from depesche.model import SubjectStatus
from depesche.record import builtin

FOLDER = Path(__file__).parents[2] / "benchmarks" / "data" / "claims"
LINES = [
    json.loads(line)
    for name in (
        "dev",
        "test",
        "aside",
        "round1",
        "round2",
        "round3",
        "round4",
        "round5",
        "round6",
        "round7",
        "aside2",
        "aside3",
        "round8",
        "round9",
        "round10",
        "round11",
        "round12",
        "round16",
        "round17",
        "round18",
        "aside5",
        "aside4",
    )
    for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
]


# What news tells in paragraphs is mostly true.
PARAGRAPHS = (
    *("round5", "round6", "round7", "round9", "round11", "round12", "aside3", "aside4"),
    *("round16", "round17", "round18", "aside5"),
)


def test_the_sets_of_sentences_are_large_enough_and_about_half_true() -> None:
    sentences = [line for line in LINES if line["id"].partition("-")[0] not in PARAGRAPHS]
    claims = [c for line in sentences for c in line["claims"]]
    true = sum(set(c["expected"].values()) == {"supported"} for c in claims)
    assert len(claims) >= 500
    assert 0.4 <= true / len(claims) <= 0.75


def test_every_id_is_used_once() -> None:
    assert len({line["id"] for line in LINES}) == len(LINES)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["id"])
def test_every_claim_of_the_sets_is_well_formed(line: dict) -> None:  # type: ignore[type-arg]
    dt.date.fromisoformat(line["published"])
    for claim in line["claims"]:
        assert claim["relation"] in lexicon.RELATIONS
        assert list(claim["expected"]) == claim["subjects"]
        assert set(claim["expected"].values()) <= set(get_args(SubjectStatus))
        first, last = claim["at"] if isinstance(claim["at"], list) else (claim["at"], claim["at"])
        assert dt.date.fromisoformat(first) <= dt.date.fromisoformat(last)


@pytest.mark.parametrize("language", ["de", "en", "ru"])
def test_every_language_has_a_sentence_for_every_relation(language: str) -> None:
    loaded = lexicon.load(language)
    assert loaded is not None
    assert set(lexicon.RELATIONS) <= set(loaded.sentences.relations)


@pytest.mark.parametrize("language", ["de", "en", "ru"])
def test_every_name_belongs_to_somebody_in_the_record(language: str) -> None:
    loaded = lexicon.load(language)
    assert loaded is not None
    unknown = [id_ for id_ in loaded.names if builtin().actor(id_) is None]
    assert unknown == []
