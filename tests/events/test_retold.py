"""The same event told twice in one report, and two that look alike, on gold trees."""

from __future__ import annotations

from depesche.model import Event
from tests.events.trees import code, tree

BLAMED = """
Kenia Kenia PROPN 2 nsubj Case=Nom
kritisierte kritisieren VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Ruanda Ruanda PROPN 2 obj Case=Acc
. . PUNCT 2 punct
"""

BLAMED_AGAIN = """
Kenia Kenia PROPN 2 nsubj Case=Nom
kritisierte kritisieren VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
Ruanda Ruanda PROPN 2 obj Case=Acc
erneut erneut ADV 2 advmod
. . PUNCT 2 punct
"""

THE_CRITICISM = """
Die der DET 2 det Case=Nom|Definite=Def
Kritik Kritik NOUN 3 nsubj Case=Nom|Number=Sing
überraschte überraschen VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
viele viele PRON 3 obj Case=Acc
. . PUNCT 3 punct
"""

A_CRITICISM = THE_CRITICISM.replace("Die der DET", "Eine ein DET").replace("Def", "Ind")

CRITICISM_OF_CHILE = """
Die der DET 2 det Case=Nom|Definite=Def
Kritik Kritik NOUN 5 nsubj Case=Nom|Number=Sing
an an ADP 4 case
Chile Chile PROPN 2 nmod Case=Dat
überraschte überraschen VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
viele viele PRON 5 obj Case=Acc
. . PUNCT 5 punct
"""

WHO = {"Kenia": "KEN", "Ruanda": "RWA", "Chile": "CHL"}


def told(*sentences: str) -> tuple[Event, ...]:
    return code("de", tree("de", *sentences), WHO)


def test_a_noun_with_its_article_is_one_more_place_of_the_event_before() -> None:
    (event,) = told(BLAMED, THE_CRITICISM)
    assert len(event.also) == 1


def test_a_noun_with_an_indefinite_article_recalls_nothing() -> None:
    (event,) = told(BLAMED, A_CRITICISM)
    assert event.also == ()


def test_a_noun_about_another_state_recalls_nothing() -> None:
    (event,) = told(BLAMED, CRITICISM_OF_CHILE)
    assert event.also == ()


def test_what_is_told_as_done_again_is_another_event() -> None:
    assert [event.also for event in told(BLAMED, BLAMED_AGAIN)] == [(), ()]
    assert len(told(BLAMED, BLAMED)) == 1
