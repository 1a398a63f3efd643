import datetime as dt
from typing import get_args

import pytest

from depesche.formats import words
from depesche.formats.words import Names
from depesche.model import Claim, Fact, Relation, Verdict
from tests.formats.readings import plain

NAMES = Names(plain("Text."))


def fact(subject: str, relation: str, object: str, **rest: str) -> Fact:
    return Fact.model_validate(
        {"subject": subject, "relation": relation, "object": object, "source": "s", **rest}
    )


def claim(status: str) -> Claim:
    verdict = Verdict.model_validate({"status": status, "by_subject": {}, "why": "w"})
    return Claim(
        start=0,
        end=1,
        subjects=("X",),
        relation="left",
        object="Y",
        text="t",
        why="w",
        verdict=verdict,
    )


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2022-07-08", "2022-07-08", "2022-07-08"),
        ("2022-06-01", "2022-06-30", "2022-06"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2024-02-01", "2024-02-28", "2024-02-01 to 2024-02-28"),
        ("2015-01-01", "2015-12-31", "2015"),
        ("2015-01-01", "2016-12-31", "2015-01-01 to 2016-12-31"),
        ("2022-07-11", "2022-07-17", "2022-07-11 to 2022-07-17"),
        (None, "2022-07-17", "until 2022-07-17"),
        ("2022-07-17", None, "since 2022-07-17"),
        (None, None, "not dated"),
    ],
)
def test_a_period_is_said_at_its_own_precision(
    start: str | None, end: str | None, shown: str
) -> None:
    first = dt.date.fromisoformat(start) if start else None
    last = dt.date.fromisoformat(end) if end else None
    assert words.period(first, last) == shown


def test_a_moment_has_its_time_of_day() -> None:
    moment = dt.datetime(2022, 7, 8, 20, 30)
    assert words.period(moment, moment) == "2022-07-08 20:30"


@pytest.mark.parametrize(
    ("dates", "shown"),
    [
        (
            {"valid_from": "2006-08-16", "valid_to": "2012-12-19"},
            "from 2006-08-16 until 2012-12-19",
        ),
        ({"valid_from": "1961", "valid_to": "2018-12-31"}, "from 1961 until 2018-12-31"),
        ({"valid_from": "1981", "as_of": "2025-12-31"}, "from 1981, still so on 2025-12-31"),
        ({"valid_to": "1999"}, "until 1999"),
        ({"valid_from": "2022-03-02", "valid_to": "2022-03-02"}, "2022-03-02"),
        ({"as_of": "2025"}, "as of 2025"),
        ({}, "at all times"),
    ],
)
def test_validity_names_first_and_last_day_and_the_day_vouched_for(
    dates: dict[str, str], shown: str
) -> None:
    assert words.validity(fact("KAZ", "member_of", "CSTO", **dates)) == shown


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (fact("X", "member_of", "Y", qualifier="full"), "X: member of Y"),
        (fact("X", "member_of", "Y", qualifier="observer"), "X: observer in Y"),
        (fact("X", "member_of", "Y", qualifier="suspended"), "X: suspended from Y"),
        (fact("person:jo-doe", "holds_office", "head_of_state@Y"), "Jo Doe: head of state of Y"),
        (
            fact("X", "imposed_sanctions_on", "Y", qualifier="arms|export_control"),
            "X: sanctions on Y (arms, export control)",
        ),
        (fact("X", "voted", "ES-11/1:yes", qualifier="yes"), "X: voted yes on ES-11/1"),
        (fact("place:new-town", "capital_of", "Y"), "New Town: capital of Y"),
    ],
)
def test_a_fact_is_said_in_short(found: Fact, said: str) -> None:
    assert [e.said for e in NAMES.evidence([found])] == [said]


def test_facts_that_say_the_same_of_several_are_one_line() -> None:
    facts = [
        fact("A", "member_of", "Y", valid_from="1981"),
        fact("B", "member_of", "Y", valid_from="1981"),
        fact("C", "member_of", "Y", valid_from="1995"),
    ]
    assert [(e.said, e.period) for e in NAMES.evidence(facts)] == [
        ("A and B: member of Y", "from 1981 on"),
        ("C: member of Y", "from 1995 on"),
    ]


def test_a_long_name_of_an_organisation_is_abbreviated_where_it_is_the_object() -> None:
    assert [e.said for e in NAMES.evidence([fact("KAZ", "member_of", "CSTO")])] == [
        "Kazakhstan: member of CSTO"
    ]
    assert NAMES.of("CSTO") == "Collective Security Treaty Organization"


def test_claims_that_do_not_hold_come_first_and_keep_their_numbers() -> None:
    claims = [claim(s) for s in ("supported", "not_covered", "mixed", "supported", "contradicted")]
    assert [number for number, _ in words.by_verdict(claims)] == [5, 3, 1, 4, 2]
    assert words.tally(claims) == "1 contradicted, 1 mixed, 2 supported, 1 not covered"


@pytest.mark.parametrize("relation", get_args(Relation))
@pytest.mark.parametrize("negated", [False, True])
def test_every_relation_can_be_said_of_one_and_of_several(relation: str, negated: bool) -> None:
    one = claim("mixed").model_copy(update={"relation": relation, "negated": negated})
    two = one.model_copy(update={"subjects": ("X", "Z")})
    assert NAMES.claim(one).startswith("X ")
    assert NAMES.claim(two).startswith("X and Z ")
    assert (" not " in NAMES.claim(one) or " no " in NAMES.claim(one)) is negated


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("kurz", 10, "kurz"),
        ("ein Satz mit mehreren Wörtern", 12, "ein Satz…"),
        ("Wortungetüm", 5, "Wort…"),
        ("zwei\n\nZeilen", 20, "zwei Zeilen"),
    ],
)
def test_text_is_cut_at_a_word(text: str, length: int, shown: str) -> None:
    assert words.shortened(text, length) == shown
