"""Verdicts: right, wrong, right then but not now, and what the record cannot know."""

import datetime as dt

import pytest

from depesche.claims.judge import holds, judge
from depesche.model import Claim, Fact, Report
from depesche.record import builtin
from tests.claims.conftest import Find

REPORT = Report(id="test", language="de", text=" ", published=dt.date(2023, 9, 16))
At = dt.date | tuple[dt.date, dt.date] | None


def claim(subject: str, relation: str, object_: str, at: At, *, negated: bool = False) -> Claim:
    return Claim.model_validate(
        {
            "subjects": subject.split(), "relation": relation, "object": object_, "at": at,
            "negated": negated, "start": 0, "end": 1, "text": " ", "why": "test",
        }
    )  # fmt: skip


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def year(number: int) -> tuple[dt.date, dt.date]:
    return dt.date(number, 1, 1), dt.date(number, 12, 31)


@pytest.mark.parametrize(
    ("subject", "relation", "object_", "at", "status"),
    [
        ("UZB", "member_of", "CSTO", day("2010-05-03"), "supported"),
        ("UZB", "member_of", "CSTO", day("2023-09-16"), "contradicted"),
        ("UZB", "member_of", "CSTO", year(2012), "supported"),
        ("NATO", "has_members", "32", day("2024-05-01"), "supported"),
        ("NATO", "has_members", "32", day("2023-09-16"), "contradicted"),
        ("SYR", "member_since", "LAS", (day("2023-05-01"), day("2023-05-31")), "supported"),
        ("GEO", "left", "CSTO", (day("1945-01-01"), day("2023-09-16")), "supported"),
        ("UZB", "member_of", "CSTO", (day("2006-01-01"), day("2012-12-31")), "supported"),
        ("UZB", "member_of", "CSTO", (day("2006-01-01"), day("2019-12-31")), "contradicted"),
        ("UZB", "left", "CSTO", year(2012), "supported"),
        ("UZB", "left", "CSTO", year(2015), "contradicted"),
        ("POL", "member_since", "NATO", year(1999), "supported"),
        ("POL", "member_since", "NATO", year(2004), "contradicted"),
        ("ARM", "member_of", "CSTO", day("2024-06-20"), "supported"),
        ("DEU", "member_of", "UNSC", day("1977-05-02"), "supported"),
        ("ESP", "member_of", "IWC", day("1977-05-02"), "not_covered"),  # no promise for all
        ("DEU", "member_of", "UNSC", day("2022-05-02"), "contradicted"),
        ("LTU", "left", "CCM", year(2025), "supported"),
        ("IND", "member_of", "NSG", day("2024-05-02"), "contradicted"),
        ("USA", "member_of", "PARIS_AGREEMENT", day("2026-02-05"), "contradicted"),
        ("KGZ", "member_since", "PARIS_CLUB", year(2001), "not_covered"),
        ("DEU", "member_since", "PARIS_CLUB", year(2001), "not_covered"),  # since when is not told
        ("RUS", "member_of", "G8", day("2014-03-25"), "contradicted"),
        ("SAU", "member_of", "BRICS", day("2024-03-15"), "disputed"),
        ("FRA", "founded", "NATO", None, "supported"),
        ("TUR", "founded", "NATO", None, "contradicted"),
        ("DEU", "imposed_sanctions_on", "RUS", day("2023-06-16"), "supported"),
        ("TUR", "imposed_sanctions_on", "RUS", day("2023-06-16"), "contradicted"),
        ("CHE", "imposed_sanctions_on", "BLR", day("2005-06-16"), "contradicted"),
        ("CAN", "imposed_sanctions_on", "GTM", day("2024-06-16"), "supported"),
        ("UN", "imposed_sanctions_on", "PRT", day("2024-06-16"), "contradicted"),
        ("EU", "imposed_sanctions_on", "UKR", day("2015-06-16"), "disputed"),
        ("SYR", "voted", "ES-11/1:no", None, "supported"),
        ("IRN", "voted", "ES-11/1:no", None, "contradicted"),
        ("KAZ", "voted", "79/184:yes", None, "contradicted"),
        ("DEU", "voted", "ES-11/10:no", None, "contradicted"),  # all votes against are known
        ("ZAF", "voted", "ES-11/10:yes", None, "not_covered"),  # not all votes for
        ("BRA", "voted", "75/192:yes", None, "contradicted"),  # all votes are known
        ("EU", "voted", "79/184:no", None, "not_covered"),  # has no vote
        ("place:Astana", "capital_of", "KAZ", day("2021-05-15"), "contradicted"),
        ("place:Astana", "capital_of", "KAZ", day("2023-05-15"), "supported"),
        ("UZB", "member_of", "ARAL_LEAGUE", day("2023-05-15"), "not_covered"),
        ("person:nobody-known", "holds_office", "head_of_state@KGZ", day("2023-05-15"), "not_covered"),
        ("person:vladimir-putin", "holds_office", "head_of_state@RUS", day("2010-02-16"), "contradicted"),
    ],
)  # fmt: skip
def test_a_claim_is_held_against_the_record_at_its_time(
    subject: str, relation: str, object_: str, at: At, status: str
) -> None:
    verdict = judge(claim(subject, relation, object_, at), builtin(), REPORT)
    assert verdict.status == status


@pytest.mark.parametrize(
    ("subject", "relation", "object_", "status"),
    [
        ("person:boris-pistorius", "holds_office", "head_of_government@DEU", "not_covered"),
        ("person:olaf-scholz", "holds_office", "head_of_government@DEU", "contradicted"),
        ("ARM", "left", "CSTO", "not_covered"),
        ("UKR", "member_since", "NATO", "not_covered"),
        ("AUT", "member_of", "NATO", "contradicted"),
    ],
)
def test_what_may_have_happened_since_the_last_day_of_the_record_is_not_denied(
    subject: str, relation: str, object_: str, status: str
) -> None:
    later = day(builtin().as_of) + dt.timedelta(days=200)
    report = REPORT.model_copy(update={"published": later})
    verdict = judge(claim(subject, relation, object_, later), builtin(), report)
    assert verdict.by_subject == {subject: status}


def test_a_denial_is_judged_as_stated() -> None:
    denied = claim("UZB", "member_of", "CSTO", day("2023-09-16"), negated=True)
    assert judge(denied, builtin(), REPORT).status == "supported"
    denied = claim("UZB", "member_of", "CSTO", day("2010-09-16"), negated=True)
    assert judge(denied, builtin(), REPORT).status == "contradicted"


def test_what_was_so_for_part_of_a_year_may_be_said_and_denied() -> None:
    for negated in (True, False):
        stated = claim("FIN", "member_of", "NATO", year(2023), negated=negated)
        assert judge(stated, builtin(), REPORT).status == "supported"


def test_several_subjects_with_different_answers_are_mixed() -> None:
    verdict = judge(claim("KAZ KGZ UZB", "member_of", "CSTO", REPORT.published), builtin(), REPORT)
    assert verdict.status == "mixed"
    assert verdict.by_subject == {"KAZ": "supported", "KGZ": "supported", "UZB": "contradicted"}
    assert ("2006-08-16", "2012-12-19") in {(f.valid_from, f.valid_to) for f in verdict.facts}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Usbekistan war vom 2006-08-16 bis 2012-12-19 Mitglied der OVKS; am 2023-09-16 nicht."),
        ("en", "Uzbekistan was a member of the CSTO from 2006-08-16 to 2012-12-19; not on 2023-09-16."),
        ("ru", "Узбекистан — член ОДКБ с 2006-08-16 по 2012-12-19; 2023-09-16 — нет."),
    ],
)  # fmt: skip
def test_the_verdict_says_why_in_the_language_of_the_report(language: str, sentence: str) -> None:
    report = REPORT.model_copy(update={"language": language})
    verdict = judge(claim("UZB", "member_of", "CSTO", REPORT.published), builtin(), report)
    assert verdict.why == sentence


@pytest.mark.parametrize("language", ["de", "en", "ru"])
@pytest.mark.parametrize(
    ("subject", "relation", "object_", "at"),
    [
        ("UZB", "member_since", "CSTO", year(2006)),
        ("UZB", "member_since", "CSTO", year(2000)),
        ("USA", "left", "NATO", year(2000)),
        ("NATO", "founded", "NATO", year(1949)),
        ("NATO", "founded", "NATO", year(1955)),
        ("KAZ", "imposed_sanctions_on", "RUS", day("2023-01-01")),
        ("place:Almaty", "capital_of", "KAZ", day("2023-01-01")),
        ("person:joe-biden", "holds_office", "head_of_state@USA", day("2025-03-01")),
        ("SYR", "voted", "ES-11/1:no", None),
        ("SAU", "member_of", "BRICS", day("2024-03-15")),
        ("CSTO", "led_by", "RUS", day("2023-01-01")),
    ],
)  # fmt: skip
def test_every_verdict_can_be_said_in_every_language(
    language: str, subject: str, relation: str, object_: str, at: At
) -> None:
    report = REPORT.model_copy(update={"language": language})
    why = judge(claim(subject, relation, object_, at), builtin(), report).why
    assert why.endswith(".")
    assert "{" not in why
    assert why[0].isupper() or not why[0].isalpha()


@pytest.mark.parametrize(
    ("period", "at", "answer"),
    [
        (("2006", "2012"), "2006-05-01", None),
        (("2006", "2012"), "2007-01-01", True),
        (("2006", "2012"), "2013-01-01", False),
        (("2006-08", None), "2006-08-10", None),
        ((None, "2012"), "1950-01-01", True),
    ],
)
def test_a_coarse_date_is_not_held_against_a_claim(
    period: tuple[str | None, str | None], at: str, answer: bool | None
) -> None:
    fact = Fact(
        subject="A", relation="member_of", object="B",
        valid_from=period[0], valid_to=period[1], source="test",
    )  # fmt: skip
    assert holds([fact], (day(at), day(at)))[0] is answer


def test_check_says_right_then_but_not_now(find: Find) -> None:
    (now,) = find("Usbekistan ist Mitglied der OVKS.", "2023-09-16")
    (then,) = find("Usbekistan ist Mitglied der OVKS.", "2010-09-16")
    assert now.verdict is not None
    assert then.verdict is not None
    assert (now.verdict.status, then.verdict.status) == ("contradicted", "supported")


@pytest.mark.parametrize(
    ("language", "subjects", "relation", "sentence"),
    [
        ("en", "NER MLI", "left", "Niger and Mali left ECOWAS on 2025-01-29, not in 2024."),
        ("en", "SWE BRA", "member_since", "Sweden became a member of NATO on 2024-03-07. Brazil was never a member of NATO."),
        ("ru", "BRA", "member_since", "Бразилия: членство (НАТО) в реестре не значится."),
    ],
)  # fmt: skip
def test_verdicts_agree_in_number_and_case(
    language: str, subjects: str, relation: str, sentence: str
) -> None:
    report = REPORT.model_copy(update={"language": language})
    object_ = "ECOWAS" if relation == "left" else "NATO"
    verdict = judge(claim(subjects, relation, object_, year(2024)), builtin(), report)
    assert verdict.why == sentence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Die USA haben Sanktionen gegen den Iran verhängt.", "gegen den Iran"),
        ("Kanada ist mit den USA verbündet.", "mit den USA verbündet"),
        (
            "Armenien trat 2020 dem Internationalen Strafgerichtshof bei.",
            "trat dem Internationalen",
        ),
        ("Der Iran ist seit 2019 Mitglied der SOZ.", "Der Iran trat der SOZ am 2023-07-04 bei"),
    ],
)
def test_names_in_a_verdict_take_the_case_of_the_sentence(
    find: Find, text: str, words: str
) -> None:
    (claim,) = find(text, "2025-10-12")
    assert claim.verdict is not None
    assert words in claim.verdict.why


def test_packages_of_a_regime_are_named_only_when_the_claim_speaks_of_their_day() -> None:
    later = judge(claim("EU", "imposed_sanctions_on", "RUS", day("2024-03-01")), builtin(), REPORT)
    then = judge(claim("EU", "imposed_sanctions_on", "RUS", day("2024-02-23")), builtin(), REPORT)
    assert [f.valid_from for f in later.facts] == ["2014-03-17"]
    assert [f.valid_from for f in then.facts] == ["2014-03-17", "2024-02-23"]
    assert "2014-03-17" in then.why
    assert "2024-02-23)" not in then.why


def test_who_else_was_in_office_is_said_without_a_gender_that_nobody_knows(find: Find) -> None:
    (found,) = find("Annalena Baerbock ist Bundeskanzlerin.", "2023-01-10")
    report = REPORT.model_copy(update={"published": day("2023-01-10")})
    assert judge(found, builtin(), report).why == (
        "Im Amt war am 2023-01-10 Olaf Scholz, nicht Annalena Baerbock "
        "(Regierungschefin von Deutschland)."
    )


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Die Präsidenten der C5+1 kamen 2023 erstmals zusammen.", "supported"),
        ("Die Außenminister der C5+1 kamen 2019 erstmals zusammen.", "contradicted"),
        ("Die Außenminister der C5+1 kamen 2019 zusammen.", "supported"),
    ],
)
def test_a_first_meeting_is_held_against_the_earlier_ones(
    find: Find, text: str, status: str
) -> None:
    (found,) = find(text, "2024-03-05")
    assert found.verdict is not None
    assert found.verdict.status == status


def test_that_one_of_two_capitals_is_none_is_disputed(find: Find) -> None:
    (found,) = find("Sri Lankas Hauptstadt ist nicht Colombo.")
    assert found.verdict is not None
    assert found.verdict.status == "disputed"


def test_the_usa_vote_in_the_plural(find: Find) -> None:
    (found,) = find("Die USA stimmten gegen die Resolution ES-11/1.", "2022-03-05")
    assert found.verdict is not None
    assert found.verdict.why == "Bei der Resolution ES-11/1: die USA stimmten mit Ja."
