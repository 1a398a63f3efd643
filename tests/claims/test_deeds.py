"""Sanctions, votes and meetings in all the ways news tells them: tables of sentences."""

import pytest

from tests.claims.conftest import Find
from tests.claims.test_find import said

SANCTIONS = [
    ("de", "Simbabwe steht seit 2002 unter Strafmaßnahmen der EU.", "EU imposed_sanctions_on ZWE"),
    ("de", "Simbabwe, das unter Sanktionen der EU steht, klagt.", "EU imposed_sanctions_on ZWE"),
    ("de", "Myanmar, gegen dessen Junta die USA Sanktionen verhängt haben, klagt.",
     "USA imposed_sanctions_on MMR"),
    ("de", "Trotz der EU-Sanktionen gegen Belarus lief der Handel.", "EU imposed_sanctions_on BLR"),
    ("de", "Kanada hob die Sanktionen gegen Iran auf.", "CAN not imposed_sanctions_on IRN"),
    ("en", "Sudan is under an arms embargo imposed by the EU.", "EU imposed_sanctions_on SDN"),
    ("en", "Canada keeps Iran under sanctions.", "CAN imposed_sanctions_on IRN"),
    ("en", "EU sanctions on Belarus have hit trade.", "EU imposed_sanctions_on BLR"),
    ("en", "Canada lifted its sanctions on Iran.", "CAN not imposed_sanctions_on IRN"),
    ("ru", "Белоруссия находится под санкциями ЕС.", "EU imposed_sanctions_on BLR"),
    ("de", "Iran steht unter einem Embargo der EU, dem sich die Schweiz 2011 anschloss.",
     "CHE imposed_sanctions_on IRN"),
    ("de", "Die EU verhängte Sanktionen gegen Iran. Ankara hat den Krieg Russlands verurteilt, "
     "Sanktionen aber nicht verhängt.", "TUR not imposed_sanctions_on IRN"),
    ("de", "Sanktionen gegen Russland hat kein Mitglied der AU verhängt, auch Ägypten nicht.",
     "EGY not imposed_sanctions_on RUS"),
    ("en", "ECOWAS imposed sanctions on Niger; Mali refused to apply them.",
     "MLI not imposed_sanctions_on NER"),
    ("ru", "Санкции ООН против Ирана, введённые в 2006 году, сняты в субботу.",
     "UN not imposed_sanctions_on IRN"),
    ("de", "Moskau verhängte Sanktionen gegen Norwegen, ebenso gegen Albanien.",
     "RUS imposed_sanctions_on ALB"),
    ("de", "Die EU verhängte Sanktionen gegen Russland. Serbien hat sich ihnen nicht angeschlossen.",
     "SRB not imposed_sanctions_on RUS"),
    ("de", "Die EU-Sanktionen gegen Mali wurden 2023 nicht aufgehoben.",
     "EU imposed_sanctions_on MLI"),
    ("ru", "США сняли санкции с Бурунди.", "USA not imposed_sanctions_on BDI"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "claim"), SANCTIONS)
def test_sanctions_are_read_from_sender_target_or_noun(find: Find, lang, text, claim):
    assert claim in said(find, text, language=lang)


NO_SANCTIONS = [
    ("de", "Kanada hob einige Sanktionen gegen Iran auf."),
    ("de", "Kiew fordert neue EU-Sanktionen gegen Belarus."),
    ("en", "Canada lifted some sanctions on Iran."),
    ("en", "Kyiv called for EU sanctions on Iran."),
    ("de", "Ungarn blockierte die geplanten EU-Sanktionen gegen Georgien."),
    ("en", "EU sanctions on Georgia are not on the table."),
    ("ru", "Санкции ЕС против Грузии пока не обсуждаются."),
]


@pytest.mark.parametrize(("lang", "text"), NO_SANCTIONS)
def test_sanctions_lifted_in_part_or_asked_for_are_no_claim(find: Find, lang, text):
    assert not said(find, text, language=lang)


LISTS = [
    ("de", "2024-12-12", "Die Generalversammlung forderte am Mittwoch eine Waffenruhe in Gaza. "
     "Neun Staaten votierten dagegen, neben Israel etwa Paraguay.", "ISR PRY voted ES-10/26:no"),
    ("de", "2024-12-12", "Die Generalversammlung forderte am Mittwoch eine Waffenruhe in Gaza. "
     "Unter den 13, die sich enthielten, waren Litauen und die Slowakei.",
     "LTU SVK voted ES-10/26:abstain"),
    ("en", "2012-12-03", "Last Thursday Palestine became an observer state. The Czech Republic "
     "was the one European country to vote against.", "CZE voted 67/19:no"),
    ("de", "2025-02-25", "Die USA stimmten in der Generalversammlung mit Russland und Belarus gegen "
     "die von Kiew eingebrachte Resolution ES-11/7.", "USA RUS BLR voted ES-11/7:no"),
    ("de", "2022-04-08", "Für die Resolution ES-11/3 stimmten alle 27, die USA, Japan und, was "
     "auffiel, auch Serbien.", "SRB voted ES-11/3:yes"),
    ("ru", "2024-12-13", "Генассамблея ООН потребовала в среду прекращения огня в секторе Газа. "
     "Казахстан и Армения документ поддержали.", "KAZ ARM voted ES-10/26:yes"),
    ("en", "2022-10-13", "The vote was 143-5, with 35 abstentions. Among the abstainers: China and "
     "India.", "CHN IND voted ES-11/4:abstain"),
    ("en", "2022-04-08", "On Thursday the General Assembly suspended Russia from the Human Rights "
     "Council. Bolivia and Cuba were among the 24 that voted no.", "BOL CUB voted ES-11/3:no"),
    ("en", "2024-11-01", "The General Assembly condemned the embargo against Cuba, with Israel "
     "opposed and Moldova abstaining.", "MDA voted 79/7:abstain"),
    ("ru", "2022-10-14", "Резолюцию ES-11/4 поддержали 143 страны, в том числе Сербия и Венгрия.",
     "SRB HUN voted ES-11/4:yes"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "on", "text", "claim"), LISTS)
def test_who_is_listed_after_a_count_voted_so(find: Find, lang, on, text, claim):
    assert claim in said(find, text, on, lang)


def test_that_other_sanctions_went_on_does_not_contradict_the_end_of_some(find: Find):
    (claim,) = find("Die EU hob 2016 ihre Sanktionen gegen den Iran auf.", "2016-03-01")
    assert claim.negated
    assert claim.qualifier == "lifted"
    assert claim.verdict.by_subject["EU"] != "contradicted"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Ebenso falsch: Die Türkei trage die Sanktionen gegen Russland mit."),
        ("de", "Die Türkei hat Russland angeblich mit Sanktionen belegt."),
        ("en", "Myth: Turkey has imposed sanctions on Russia."),
    ],
)
def test_what_is_called_false_or_alleged_is_no_claim(find: Find, lang, text):
    assert not said(find, text, language=lang)


def test_votes_of_other_bodies_are_no_votes_of_the_assembly(find: Find):
    text = "Für die Resolution ES-11/1 stimmte Norwegen. Im Sicherheitsrat enthielt sich China."
    assert said(find, text) == {"NOR voted ES-11/1:yes"}


def test_who_denies_own_sanctions_does_not_deny_joint_ones(find: Find):
    (claim,) = find("Frankreich hat keine eigenen Sanktionen gegen Mali verhängt.", "2020-08-24")
    assert claim.verdict.by_subject["FRA"] != "contradicted"


MEETINGS = [
    ("en", "The G20 leaders first met in Washington in November 2008.", "USA", "supported"),
    ("de", "Die G7 kamen 1975 in Rambouillet zum ersten Mal zusammen.", "FRA", "supported"),
    ("de", "Die G7 kamen 1985 in Bonn zum ersten Mal zusammen.", "FRA", "contradicted"),
    ("ru", "Первый саммит «Центральная Азия — США» состоялся в Нью-Йорке 19 сентября 2023 года.",
     "UZB", "supported"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "member", "status"), MEETINGS)
def test_meetings_of_a_format_are_those_of_its_members(find: Find, lang, text, member, status):
    (claim,) = find(text, "2024-10-25", lang)
    assert claim.relation == "has_met"
    assert claim.verdict.by_subject[member] == status


def test_a_vote_of_this_week_that_the_record_does_not_know_is_not_that_of_last_year(find: Find):
    text = (
        "The vote on the Cuban embargo was close. On Wednesday the General Assembly called for "
        "its end; Poland abstained."
    )
    assert not any("79/7" in claim for claim in said(find, text, "2025-10-31", "en"))


def test_only_two_countries_takes_nobody_up(find: Find):
    text = "Moldova and Chad met. Only two countries voted against resolution ES-11/1."
    assert not said(find, text, "2022-03-03", "en")
