"""What stands before a verb of saying: its subject or its content; where content in a relative clause ends."""

import datetime as dt

import pytest

import depesche
from depesche.model import Report
from depesche.statements import quotations
from tests.events.trees import tree

MEASURES = """
Britain Britain PROPN 8 nsubj
, , PUNCT 4 punct
which which PRON 4 nsubj PronType=Rel
left leave VERB 1 acl:relcl Tense=Past|VerbForm=Fin
the the DET 6 det
EU EU PROPN 4 obj
, , PUNCT 1 punct
announced announce VERB 0 root Mood=Ind|Tense=Past|VerbForm=Fin
similar similar ADJ 10 amod
measures measure NOUN 8 obj
. . PUNCT 8 punct
"""


def test_a_subject_with_a_relative_clause_is_not_what_was_said() -> None:
    doc = tree("en", MEASURES)
    report = Report(id="t", language="en", text=doc.text, published=dt.date(2024, 2, 1))
    assert all(found.kind != "indirect" for found in quotations(doc, report))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The minister, who said he would resign, left the room.", "he would resign"),
        ("Der Minister, der sagte, er werde gehen, verließ den Raum.", "er werde gehen"),
        ("Oslo met a militia that Chad says has robbed convoys.", "has robbed convoys"),
    ],
)
def test_content_inside_a_relative_clause_ends_with_it(text: str, content: str) -> None:
    (statement,) = depesche.read(text, published="2024-03-01").statements
    assert statement.text == content


def test_a_relative_that_opens_no_content() -> None:
    assert not depesche.read("We support a region that is free.", published="2024-03-01").statements
