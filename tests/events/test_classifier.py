"""Events by verbs the lexicon does not know."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from depesche import parsing
from depesche.events import classifier, find
from depesche.events.lexicon import load
from depesche.events.syntax import Syntax
from depesche.model import Event, Mention, Report
from tests.events.trees import PUBLISHED, tree

ANALYSER = Path(parsing.__file__).parent / "model" / "analyser.onnx"


def told(text: str, *names: str) -> tuple[Event, ...]:
    doc = parsing.load("en", threads=1)(text)
    mentions = [
        Mention(
            start=text.index(n),
            end=text.index(n) + len(n),
            text=n,
            actors=(n.upper(),),
            via="name",
            why="given",
        )
        for n in names
    ]
    report = Report(id="t", language="en", text=text, published=PUBLISHED)
    return find(doc, report, mentions, (), ())


def test_the_weights_belong_to_the_analyser_and_the_kinds_of_today() -> None:
    with np.load(classifier.WEIGHTS) as held:
        trained_with = str(held["analyser"])
    now = hashlib.sha256(ANALYSER.read_bytes()).hexdigest()
    assert trained_with == now, "the analyser has changed: run python -m training.events"
    assert classifier.load() is not None


def test_the_weights_are_small() -> None:
    assert classifier.WEIGHTS.stat().st_size < 100_000


def test_shares_add_up_to_one_and_are_the_same_every_time() -> None:
    model = classifier.load()
    assert model is not None
    lexicon = load("en")
    assert lexicon is not None
    doc = parsing.load("en", threads=1)("Peru skewered the envoy of Chile.")
    seen = classifier.between(doc, [(0, 4), (27, 32)], Syntax(lexicon))
    assert sum(model.shares(seen).values()) == pytest.approx(1)
    assert model.best(seen) == model.best(seen)


def test_an_unknown_verb_between_two_actors_can_be_told_and_says_its_score(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = classifier.load()
    assert model is not None
    eager = classifier.Classifier(model.weights, model.bias, 0.0)
    monkeypatch.setattr(classifier, "load", lambda: eager)
    (event,) = told("Peru flummoxed Chile with artillery and killed soldiers.", "Peru", "Chile")
    assert (event.actors, event.recipients) == (("PERU",), ("CHILE",))
    assert "score" in event.why
    assert event.confidence < 1


def test_an_unknown_verb_with_one_actor_tells_nothing() -> None:
    assert told("Peru flummoxed the audience.", "Peru") == ()


def test_a_parse_without_encodings_is_not_guessed_from() -> None:
    doc = tree("en", "Peru Peru PROPN 2 nsubj\nflummoxes flummox VERB 0 root")
    assert not classifier.is_encoded(next(doc.sents))
