"""Which claims a sentence makes: tables of sentences, by what makes them hard."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import depesche
from depesche import actors, claims, times
from depesche.claims.lexicon import load
from depesche.model import Report
from depesche.reader import Reader
from depesche.record import Record, builtin, tables
from depesche.record.facts import read_rows
from tests.claims.conftest import Find
from tests.claims.conftest import words as pipeline


def said(find: Find, text: str, on: str = "2023-09-16", language: str = "de") -> set[str]:
    """Return the claims as `KAZ KGZ member_of CSTO`, with a `not` where they deny."""
    return {
        f"{' '.join(c.subjects)}{' not' if c.negated else ''} {c.relation} {c.object}"
        for c in find(text, on, language)
    }


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Usbekistan ist Mitglied der OVKS.", "UZB member_of CSTO"),
        ("Mitglied der OVKS ist auch Belarus.", "BLR member_of CSTO"),
        ("Es heißt, dass Belarus der OVKS angehört.", "BLR member_of CSTO"),
        ("Belarus gehört seit langem der OVKS an.", "BLR member_of CSTO"),
        ("Der OVKS gehören Belarus und Russland an.", "BLR RUS member_of CSTO"),
        ("Zur EU gehört auch Zypern.", "CYP member_of EU"),
        ("Das NATO-Mitglied Türkei zögert.", "TUR member_of NATO"),
        ("Die NATO-Staaten Polen und Litauen zögern.", "POL LTU member_of NATO"),
        ("Belarus, Mitglied der OVKS, zögert.", "BLR member_of CSTO"),
        ("Belarus, das der OVKS angehört, zögert.", "BLR member_of CSTO"),
        ("Zu den Mitgliedern der OPEC zählen der Iran und der Irak.", "IRN IRQ member_of OPEC"),
        ("Neben Polen ist auch Litauen Mitglied der NATO.", "LTU POL member_of NATO"),
        ("Die G7 besteht aus Kanada und Japan.", "CAN JPN member_of G7"),
        ("Die Mongolei hat Beobachterstatus in der SOZ.", "MNG observer_in SCO"),
        ("Turkmenistan ist assoziiertes Mitglied der GUS.", "TKM associate_member_of CIS"),
        ("Serbien ist EU-Beitrittskandidat.", "SRB candidate_for EU"),
        ("Mali ist von der Afrikanischen Union suspendiert.", "MLI suspended_from AU"),
        ("Belgien ist ein Gründungsmitglied der NATO.", "BEL founded NATO"),
        ("Norwegen hat Sanktionen gegen Russland verhängt.", "NOR imposed_sanctions_on RUS"),
        ("Norwegen belegte Russland mit Sanktionen.", "NOR imposed_sanctions_on RUS"),
        (
            "Norwegen schloss sich den EU-Sanktionen gegen Russland an.",
            "NOR imposed_sanctions_on RUS",
        ),
        ("Syrien stimmte gegen die Resolution ES-11/1.", "SYR voted ES-11/1:no"),
        ("Polen verurteilte den russischen Angriff auf die Ukraine.", "POL condemned RUS"),
        ("Astana ist die Hauptstadt Kasachstans.", "place:Astana capital_of KAZ"),
        ("Die OPEC hat ihren Sitz in Wien.", "OPEC located_in place:Vienna"),
        ("Die NATO wurde 1949 gegründet.", "NATO founded NATO"),
        ("Belarus ist mit Russland verbündet.", "BLR allied_with RUS"),
        ("Die von Russland geführte OVKS übt.", "CSTO led_by RUS"),
    ],
)
def test_every_way_to_say_a_relation_is_read(find: Find, text: str, claim: str) -> None:
    assert claim in said(find, text)


@pytest.mark.parametrize(
    "text",
    [
        "Ist Usbekistan Mitglied der OVKS?",
        "Wenn Moldau der EU beitritt, ändert sich viel.",
        "Wäre Georgien Mitglied der NATO, sähe die Lage anders aus.",
        "Finnland will der NATO beitreten.",
        "Schweden soll Mitglied der NATO werden.",
        "Kiew fordert, dass die Ukraine der NATO beitritt.",
        "Um Mitglied der EU zu werden, braucht Moldau Reformen.",
        "Die EU könnte Sanktionen gegen Georgien verhängen.",
        "Brüssel droht Serbien mit Sanktionen.",
        "Der Beitritt Schwedens zur NATO verzögert sich.",
        "Der frühere US-Präsident Donald Trump klagt.",
        "Der stellvertretende russische Außenminister Sergej Rjabkow klagt.",
    ],
)
def test_what_is_asked_wished_planned_or_past_office_is_no_claim(find: Find, text: str) -> None:
    assert said(find, text) == set()


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Georgien ist kein Mitglied der GUS.", {"GEO not member_of CIS"}),
        ("Weder Peking noch Neu-Delhi haben Sanktionen gegen Russland verhängt.",
         {"CHN IND not imposed_sanctions_on RUS"}),
        ("Keines der fünf zentralasiatischen Länder gehört der NATO an.",
         {"KAZ KGZ TJK TKM UZB not member_of NATO"}),
        ("Irland gehört der EU an, aber nicht der NATO.", {"IRL member_of EU", "IRL not member_of NATO"}),
        ("Armenien gehört der OVKS an, Aserbaidschan dagegen nicht.",
         {"ARM member_of CSTO", "AZE not member_of CSTO"}),
        ("Kroatien ist ein Mitgliedstaat der EU, aber noch nicht Teil des Schengen-Raums.",
         {"HRV member_of EU", "HRV not member_of SCHENGEN"}),
        ("Keines der fünf zentralasiatischen Länder hat den russischen Angriff verurteilt, noch haben "
         "sie Sanktionen gegen Moskau verhängt.",
         {"KAZ KGZ TJK TKM UZB not condemned RUS", "KAZ KGZ TJK TKM UZB not imposed_sanctions_on RUS"}),
    ],
)  # fmt: skip
def test_negation_reaches_as_far_as_the_sentence_says(
    find: Find, text: str, claims: set[str]
) -> None:
    assert said(find, text) == claims


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("In Minsk fehlte Armenien. Das Land gehört der OVKS an.", "ARM member_of CSTO"),
        ("Georgien und Armenien zögern. Keines der beiden Länder gehört der EU an.",
         "GEO ARM not member_of EU"),
        ("AUKUS übte im Pazifik. Frankreich gehört ihm nicht an.", "FRA not member_of AUKUS"),
    ],
)  # fmt: skip
def test_words_that_take_up_a_name_stand_for_it(find: Find, text: str, claim: str) -> None:
    assert claim in said(find, text)


@pytest.mark.parametrize(
    ("text", "relation", "at"),
    [
        ("Usbekistan ist Mitglied der OVKS.", "member_of", dt.date(2023, 9, 16)),
        ("2010 war Usbekistan Mitglied der OVKS.", "member_of", ("2010-01-01", "2010-12-31")),
        ("Usbekistan war von 2006 bis 2012 Mitglied der OVKS.", "member_of",
         ("2006-01-01", "2012-12-31")),
        ("Polen ist seit 1999 Mitglied der NATO.", "member_since", ("1999-01-01", "1999-12-31")),
        ("Georgien war bis 2009 Mitglied der GUS.", "left", ("2009-01-01", "2009-12-31")),
        ("Finnland trat am 4. April 2023 der NATO bei.", "member_since", dt.date(2023, 4, 4)),
        ("Norwegen war nie Mitglied der EU.", "member_of", ("1945-01-01", "2023-09-16")),
        ("Polen ist bis heute Mitglied der NATO.", "member_of", dt.date(2023, 9, 16)),
    ],
)  # fmt: skip
def test_the_time_is_that_of_the_clause(
    find: Find, text: str, relation: str, at: dt.date | tuple[str, str]
) -> None:
    (claim,) = find(text)
    wanted = tuple(map(dt.date.fromisoformat, at)) if isinstance(at, tuple) else at
    assert (claim.relation, claim.at) == (relation, wanted)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Bundeskanzler Olaf Scholz reiste ab.", "person:olaf-scholz holds_office head_of_government@DEU"),
        ("Kasachstans Präsident Kassym-Schomart Tokajew reiste ab.",
         "person:kassym-jomart-tokayev holds_office head_of_state@KAZ"),
        ("NATO-Generalsekretär Jens Stoltenberg reiste ab.",
         "person:jens-stoltenberg holds_office secretary_general@NATO"),
        ("Präsident Wladimir Putin reiste ab.", "person:vladimir-putin holds_office head_of_state@RUS"),
        ("Emomali Rahmon ist Präsident von Tadschikistan.",
         "person:emomali-rahmon holds_office head_of_state@TJK"),
    ],
)  # fmt: skip
def test_a_title_beside_a_name_is_a_claim_to_the_office(find: Find, text: str, claim: str) -> None:
    assert said(find, text) == {claim}


@pytest.mark.parametrize(
    ("text", "language", "claim"),
    [
        ("NATO members Finland and Norway agreed.", "en", "FIN NOR member_of NATO"),
        ("Neither Norway nor Iceland is a member of the European Union.", "en", "NOR ISL not member_of EU"),
        ("Poland has been a member of NATO since 1999.", "en", "POL member_since NATO"),
        ("Georgia left the Commonwealth of Independent States in 2009.", "en", "GEO left CIS"),
        ("Serbia has refused to impose sanctions on Russia.", "en", "SRB not imposed_sanctions_on RUS"),
        ("Финляндия — член НАТО.", "ru", "FIN member_of NATO"),
        ("Узбекистан вышел из ОДКБ в 2012 году.", "ru", "UZB left CSTO"),
        ("Казахстан не вводил санкций против России.", "ru", "KAZ not imposed_sanctions_on RUS"),
    ],
)  # fmt: skip
def test_english_and_russian_are_read_by_the_same_rules(
    find: Find, text: str, language: str, claim: str
) -> None:
    assert said(find, text, language=language) == {claim}


def test_a_text_without_a_date_gives_claims_without_a_time(find: Find) -> None:
    (claim,) = find("Usbekistan ist Mitglied der OVKS.", None)
    assert claim.at is None


def test_a_language_without_claims_data_gives_none() -> None:
    assert load("fr") is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Usbekistan",
                "ist",
                "Mitglied",
                "der",
                "OVKS",
                ",",
                "nicht",
                "und",
                "die",
                "EU",
                "gehört",
                "an",
                ".",
                "§",
                "„",
                "“",
                "2012",
                "seit",
                "Präsident",
                "Putin",
                "Sanktionen",
                "gegen",
                "Russland",
                "verhängt",
                "Weder",
                "noch",
                "(",
                ")",
                "😀",
                "\n",
            ]
        ),
        max_size=25,
    )
)
def test_any_text_gives_claims_that_point_into_it(words: list[str]) -> None:
    text = " ".join(words) or "."
    report = Report(id="x", language="de", text=text, published=dt.date(2023, 9, 16))
    doc = pipeline("de")(text)
    mentions = actors.find(doc, report, builtin()).mentions
    for claim in claims.find(doc, report, mentions, times.find(doc, report), ()):
        assert claim.text == text[claim.start : claim.end]
        assert claim.subjects
        assert claim.start < claim.end


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The African Union suspended Niger after the July 2023 coup.", "en"),
        ("The African Union suspended Niger after the coup in July 2023.", "en"),
        ("Die Afrikanische Union suspendierte Niger nach dem Putsch vom Juli 2023.", "de"),
        ("Африканский союз приостановил членство Нигера после переворота в июле 2023 года.", "ru"),
    ],
)
def test_the_time_of_what_came_before_does_not_date_the_claim(
    find: Find, text: str, language: str
) -> None:
    (claim,) = find(text, "2024-02-01", language)
    assert claim.at == dt.date(2024, 2, 1)
    assert claim.verdict is not None
    assert claim.verdict.status == "supported"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Das Nicht-EU-Land Norwegen zahlt mit.", "NOR not member_of EU"),
        ("Das ehemalige GUS-Mitglied Georgien fehlte.", "GEO member_of CIS"),
        ("Georgien kehrte der GUS den Rücken.", "GEO left CIS"),
        ("Nach dem Austritt aus der OPEC fördert Katar mehr Gas.", "QAT left OPEC"),
        ("Seit dem EU-Beitritt 2013 wächst Kroatien.", "HRV member_since EU"),
        ("Mit dem Beitritt Finnlands zur NATO wächst die Grenze.", "FIN member_since NATO"),
        ("Als Mitglied der EU darf Irland mitstimmen.", "IRL member_of EU"),
        ("Malta blieb außerhalb der NATO.", "MLT not member_of NATO"),
        ("Die OPEC, 1960 in Bagdad gegründet, tagt.", "OPEC founded OPEC"),
        ("Die Präsidenten der C5+1 tagten 2023 erstmals.", "KAZ KGZ TJK TKM USA UZB has_met C5+1"),
        ("Gegen Russland hat auch Island Sanktionen verhängt.", "ISL imposed_sanctions_on RUS"),
        ("Die Regierung Norwegens verurteilte den russischen Angriff.", "NOR condemned RUS"),
        ("Die USA und Japan sind Verbündete.", "USA allied_with JPN"),
        ("Die OSZE sitzt in Wien.", "OSCE located_in place:Vienna"),
    ],
)
def test_claims_told_by_nouns_and_appositions_are_read(find: Find, text: str, claim: str) -> None:
    assert claim in said(find, text)


@pytest.mark.parametrize(
    ("text", "on", "claim"),
    [
        (
            "Syrien stimmte gegen die Resolution zur territorialen Integrität der Ukraine.",
            "2014-04-01",
            "SYR voted 68/262:no",
        ),
        (
            "Syrien stimmte gegen die Resolution zur territorialen Integrität der Ukraine.",
            "2022-11-01",
            "SYR voted ES-11/4:no",
        ),
        (
            "Serbien stimmte für den Ausschluss Russlands aus dem UN-Menschenrechtsrat.",
            "2022-04-10",
            "SRB voted ES-11/3:yes",
        ),
    ],
)
def test_a_resolution_named_by_its_subject_is_the_last_one_adopted(
    find: Find, text: str, on: str, claim: str
) -> None:
    assert claim in said(find, text, on)


def test_what_stands_beside_a_name_holds_in_questions_and_wishes_too(find: Find) -> None:
    assert said(find, "Wird das NATO-Mitglied Türkei zustimmen?") == {"TUR member_of NATO"}
    assert said(find, "Das künftige NATO-Mitglied Georgien wartet.") == set()


def test_only_some_of_a_group_is_no_claim_about_all(find: Find) -> None:
    assert said(find, "Drei der fünf Staaten Zentralasiens sind in der OVKS.") == set()


@pytest.mark.parametrize("which", ["new BRICS members", "BRICS members"])
def test_a_part_of_a_group_that_nobody_names_makes_no_claims(find: Find, which: str) -> None:
    text = f"None of the {which} has imposed sanctions on Russia."
    assert bool(find(text, "2024-03-19", "en")) is not which.startswith("new")


def test_a_refuted_claim_is_no_claim(find: Find) -> None:
    assert said(find, "Die Behauptung, Österreich gehöre der NATO an, ist falsch.") == set()


def test_a_meeting_on_the_margins_of_a_summit_is_no_meeting_of_the_format(find: Find) -> None:
    text = "President Biden met today with Prime Minister Meloni on the margins of the G7 Summit."
    assert not {c for c in said(find, text, "2023-05-20", "en") if "has_met" in c}


def test_a_bare_title_is_completed_from_the_record_given() -> None:
    row = (
        "person:erika-muster",
        "holds_office",
        "foreign_minister@LIE",
        "2020",
        "",
        "",
        "x",
        "",
        "",
    )
    own = Record([*read_rows(tables.DATA), row], [tables.DATA], "own")
    text = "Außenministerin Erika Muster reiste nach Wien."
    report = Report(id="x", language="de", text=text, published=dt.date(2023, 9, 16))
    doc = pipeline("de")(text)
    mentions = actors.find(doc, report, builtin()).mentions
    assert claims.find(doc, report, mentions, (), ()) == ()
    (claim,) = claims.find(doc, report, mentions, (), (), own)
    assert claim.object == "foreign_minister@LIE"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Seit den Putschen von 2021 und 2022 ruht die Mitgliedschaft von Burkina Faso "
            "in der Afrikanischen Union.",
        ),
        (
            "en",
            "Since the coups of 2021 and 2022 Burkina Faso has been suspended from "
            "the African Union.",
        ),
    ],
)
def test_the_years_of_an_event_since_which_something_holds_are_not_the_years_of_the_claim(
    find: Find, language: str, text: str
) -> None:
    (claim,) = find(text, "2024-03-10", language)
    assert (claim.subjects, claim.relation, claim.object) == (("BFA",), "suspended_from", "AU")
    last = claim.at[1] if isinstance(claim.at, tuple) else claim.at
    assert last == dt.date(2024, 3, 10)
    assert claim.verdict is not None
    assert claim.verdict.status == "supported"


def test_the_short_name_of_the_shanghai_organisation_is_read(find: Find) -> None:
    (claim,) = find("Usbekistan ist Mitglied der Schanghaier Organisation.", "2024-10-10")
    assert (claim.subjects, claim.relation, claim.object) == (("UZB",), "member_of", "SCO")


def test_whose_troops_a_resolution_is_about_casts_no_vote(find: Find) -> None:
    text = "Am 2. März stimmten alle vier für die Resolution, die den Abzug der russischen Truppen verlangt."
    assert said(find, text, "2022-07-08") == set()


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Die Resolution ES-11/1 wurde angenommen. Fünf waren dagegen: Russland und Belarus. "
            "35 Länder enthielten sich, unter ihnen Indien. Togo nahm an der Abstimmung nicht teil.",
            {
                "RUS BLR voted ES-11/1:no",
                "IND voted ES-11/1:abstain",
                "TGO voted ES-11/1:absent",
            },
        ),
        (
            "Serbien ist EU-Beitrittskandidat. Nordmazedonien hat diesen Status seit 2005.",
            {"SRB candidate_for EU", "MKD candidate_for EU"},
        ),
        (
            "Die EU hat Sanktionen gegen Russland verhängt. "
            "Serbien beteiligt sich nicht an den Sanktionen.",
            {"EU imposed_sanctions_on RUS", "SRB not imposed_sanctions_on RUS"},
        ),
        (
            "Finnland gehört der NATO an. Schweden nicht.",
            {"FIN member_of NATO", "SWE not member_of NATO"},
        ),
    ],
)
def test_a_sentence_takes_up_what_the_one_before_was_about(
    find: Find, text: str, claims: set[str]
) -> None:
    assert said(find, text) == claims


@pytest.mark.parametrize(
    ("text", "language", "claim"),
    [
        ("Polen gehört wie Litauen der NATO an.", "de", "POL LTU member_of NATO"),
        ("Poland belongs to NATO along with Lithuania.", "en", "POL LTU member_of NATO"),
        ("Узбекистан, вышедший из ОДКБ в 2012 году, молчит.", "ru", "UZB left CSTO"),
        ("Das Euro-Land Irland zögert.", "de", "IRL member_of EUROZONE"),
    ],
)
def test_companions_participles_and_compounds_are_read(
    find: Find, text: str, language: str, claim: str
) -> None:
    assert said(find, text, language=language) == {claim}


def test_office_of_a_speaker_is_the_reports_own_claim() -> None:
    text = "Außenministerin Annalena Baerbock forderte schärfere Sanktionen gegen Russland."
    reading = Reader().read(text, published=dt.date(2023, 9, 16), language="de")
    (office,) = (c for c in reading.claims if c.relation == "holds_office")
    assert reading.statements
    assert office.source is None


@pytest.mark.parametrize(
    ("text", "language", "claim"),
    [
        ("Die NATO hat derzeit 31 Mitglieder.", "de", "NATO has_members 31"),
        ("The EU has 27 members.", "en", "EU has_members 27"),
        ("НАТО насчитывает 31 государство.", "ru", "NATO has_members 31"),
    ],
)
def test_numbers_of_members_are_read_where_the_sentence_tells_them(
    find: Find, text: str, language: str, claim: str
) -> None:
    assert said(find, text, language=language) == {claim}


def test_a_permanent_seat_is_more_than_a_seat(find: Find) -> None:
    (permanent,) = find("Japan ist ständiges Mitglied des UN-Sicherheitsrats.")
    (other,) = find("Japan ist nichtständiges Mitglied des UN-Sicherheitsrats.")
    assert permanent.qualifier == "permanent"
    assert other.qualifier is None


def test_a_cartel_is_no_organisation_named_in_between(find: Find) -> None:
    text = "Die OPEC tagte mit Vertretern der EU. Angola gehört dem Kartell an."
    assert said(find, text) == {"AGO member_of OPEC"}


def test_the_title_of_the_next_in_a_row_is_not_that_of_the_one_before(find: Find) -> None:
    text = "He met Prime Minister Naftali Bennett, Foreign Minister and Alternate Lapid."
    assert said(find, text, "2021-12-22", "en") <= {
        "person:naftali-bennett holds_office head_of_government@ISR"
    }


def test_all_six_are_no_four_named_before(find: Find) -> None:
    text = (
        "Die Golfstaaten Bahrain, Katar, Kuwait, Oman, Saudi-Arabien und die Emirate tagten. "
        "Katar und Kuwait zögerten. Alle sechs stimmten für die Resolution ES-11/1."
    )
    voted = {c for c in said(find, text, "2022-07-08") if "voted" in c}
    assert voted == {"ARE BHR KWT OMN QAT SAU voted ES-11/1:yes"}


def test_a_group_that_nobody_can_count_makes_no_claims(find: Find) -> None:
    assert not find("Das mit dem Westen verbündete Japan schwieg.")


def test_somebody_mourned_is_no_holder_of_the_office(find: Find) -> None:
    text = "President Biden came from the State Funeral for Queen Elizabeth II."
    assert said(find, text, "2022-09-19", "en") == {
        "person:joe-biden holds_office head_of_state@USA"
    }


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Iceland joined the EU statement.", "en"),
        ("Albania left the NATO summit early.", "en"),
    ],
)
def test_a_statement_or_a_summit_is_no_organisation_to_join(text: str, language: str) -> None:
    reader = Reader()
    reading = reader.read(text, published=dt.date(2022, 6, 12), language=language)
    assert not reading.claims


def test_an_exclusion_is_a_suspension_where_the_record_knows_one(find: Find) -> None:
    text = "Mali ist seit August von der Afrikanischen Union ausgeschlossen."
    assert said(find, text, "2021-11-26") == {"MLI suspended_from AU"}


@pytest.mark.parametrize(
    ("text", "claims_made"),
    [
        (
            "Alle zentralasiatischen Staaten außer Turkmenistan gehören der SOZ an.",
            {"KAZ KGZ TJK UZB member_of SCO", "TKM not member_of SCO"},
        ),
        ("Nicht alle zentralasiatischen Staaten gehören der OVKS an.", set()),
        (
            "Mit Ausnahme von Serbien tragen alle Staaten der EU die Sanktionen gegen Russland mit.",
            {"SRB not imposed_sanctions_on RUS"},
        ),
        ("Kein Land der Arabischen Liga hat sich den Sanktionen gegen Russland angeschlossen.", set()),
        (
            "Drei Nachbarn sind in der NATO; Schweden und Finnland sind es nicht.",
            {"SWE FIN not member_of NATO"},
        ),
    ],
)  # fmt: skip
def test_who_is_left_out_of_a_group_is_told_of_the_other_way(
    find: Find, text: str, claims_made: set[str]
) -> None:
    assert said(find, text, "2022-05-01") == claims_made


@pytest.mark.parametrize(
    ("text", "claims_made"),
    [
        ("Armenien hat seine Mitgliedschaft in der OVKS eingefroren.", {"ARM suspended_from CSTO"}),
        ("Armenien hat seine Teilnahme an der OVKS eingefroren.", set()),
        ("Georgien hat die Mitgliedschaft in der NATO beantragt.", set()),
        ("Georgien hat die Mitgliedschaft in der WTO.", {"GEO member_of WTO"}),
    ],
)
def test_a_membership_frozen_or_asked_for_is_none_that_is_held(
    find: Find, text: str, claims_made: set[str]
) -> None:
    assert said(find, text, "2024-07-01") == claims_made


def test_each_of_two_has_the_time_named_for_it(find: Find) -> None:
    found = find("Polen und Litauen sind seit 1999 beziehungsweise 2004 Mitglied der NATO.")
    assert {c.subjects: c.at for c in found} == {
        ("POL",): (dt.date(1999, 1, 1), dt.date(1999, 12, 31)),
        ("LTU",): (dt.date(2004, 1, 1), dt.date(2004, 12, 31)),
    }


def test_whoever_is_put_under_sanctions_has_imposed_none(find: Find) -> None:
    text = "Russland ist von der EU mit Sanktionen belegt worden."
    assert said(find, text) == {"EU imposed_sanctions_on RUS"}


@pytest.mark.parametrize(
    ("text", "claims_made"),
    [
        (
            "Die EU, die USA und Kanada haben Sanktionen gegen Russland verhängt.",
            {"EU USA CAN imposed_sanctions_on RUS"},
        ),
        (
            "Die von der EU und den USA gegen Belarus verhängten Sanktionen wirken.",
            {"EU USA imposed_sanctions_on BLR"},
        ),
        (
            "Norwegen gehört nicht zur EU, die Schweiz und Island auch nicht.",
            {"NOR not member_of EU", "CHE ISL not member_of EU"},
        ),
        (
            "Die ECOWAS hat Niger suspendiert und Sanktionen gegen das Land verhängt.",
            {"NER suspended_from ECOWAS", "ECOWAS imposed_sanctions_on NER"},
        ),
        (
            "Wir schrieben an den Europarat, in dem Russland seit 1996 Mitglied ist, einen Brief.",
            {"RUS member_since COE"},
        ),
    ],
)
def test_states_and_organisations_share_a_role_where_the_parse_joins_them(
    text: str, claims_made: set[str]
) -> None:
    reading = Reader().read(text, published=dt.date(2023, 8, 12), language="de")
    found = {
        f"{' '.join(c.subjects)}{' not' if c.negated else ''} {c.relation} {c.object}"
        for c in reading.claims
    }
    assert found == claims_made


@pytest.mark.parametrize(
    ("text", "claims_made"),
    [
        (
            "Polen gehört der NATO seit 1999, Litauen seit 2004 an.",
            {"POL member_since NATO", "LTU member_since NATO"},
        ),
        (
            "Die OVKS tagt. Ihr gehören Russland und Armenien an.",
            {"RUS ARM member_of CSTO"},
        ),
        (
            "Norwegen ist Mitglied der NATO, ohne der EU anzugehören.",
            {"NOR member_of NATO", "NOR not member_of EU"},
        ),
    ],
)
def test_what_a_clause_lacks_is_in_the_one_beside_it(
    find: Find, text: str, claims_made: set[str]
) -> None:
    assert said(find, text, "2023-08-12") == claims_made


@pytest.mark.parametrize(
    ("text", "claims_made"),
    [
        (
            "Dem Mercosur gehören Brasilien und Uruguay an, Chile ist assoziiert.",
            {"BRA URY member_of MERCOSUR", "CHL associate_member_of MERCOSUR"},
        ),
        (
            "Bei der Resolution ES-11/6 enthielten sich Indien und der Iran, Syrien stimmte mit Nein.",
            {"IND IRN voted ES-11/6:abstain", "SYR voted ES-11/6:no"},
        ),
        (
            "Katar verließ die OPEC 2019 und die Arabische Liga nie.",
            {"QAT left OPEC", "QAT not left LAS"},
        ),
    ],
)  # fmt: skip
def test_a_comma_after_the_last_of_a_list_opens_a_clause(
    find: Find, text: str, claims_made: set[str]
) -> None:
    assert said(find, text, "2023-03-01") == claims_made


@pytest.mark.parametrize(
    ("text", "claims_made"),
    [
        (
            "Serbien weigert sich, Sanktionen gegen Russland zu verhängen.",
            {"SRB not imposed_sanctions_on RUS"},
        ),
        ("Georgien lehnt Sanktionen gegen Russland ab.", {"GEO not imposed_sanctions_on RUS"}),
        (
            "Kasachstan vermied es, den Krieg Russlands gegen die Ukraine zu verurteilen.",
            {"KAZ not condemned RUS"},
        ),
        ("Serbien plant, Sanktionen gegen Russland zu verhängen.", set()),
    ],
)
def test_what_somebody_refuses_to_do_is_not_done(
    find: Find, text: str, claims_made: set[str]
) -> None:
    assert said(find, text) == claims_made


def test_a_time_told_of_a_noun_dates_no_membership(find: Find) -> None:
    (found,) = find("Der 1992 gegründeten OVKS gehört auch Armenien an.")
    assert found.at == dt.date(2023, 9, 16)


def test_a_name_after_a_comma_has_its_own_title(find: Find) -> None:
    text = "Sadyr Dschaparow ist Präsident von Kirgisistan, Akylbek Dschaparow Regierungschef."
    assert said(find, text) == {
        "person:sadyr-japarov holds_office head_of_state@KGZ",
        "person:akylbek-japarov holds_office head_of_government@KGZ",
    }


def test_a_day_of_a_vote_tells_the_resolution(find: Find) -> None:
    text = "China und Indien haben sich am 2. März in der Vollversammlung enthalten."
    assert said(find, text, "2022-03-04") == {"CHN IND voted ES-11/1:abstain"}


@pytest.mark.parametrize(
    ("text", "claims_made"),
    [
        (
            "Jake Sullivan, Sicherheitsberater von US-Präsident Joe Biden, flog nach Peking.",
            {
                "person:jake-sullivan holds_office national_security_adviser@USA",
                "person:joe-biden holds_office head_of_state@USA",
            },
        ),
        (
            "Annalena Baerbock (Grüne), die deutsche Außenministerin, flog nach Astana.",
            {"person:annalena-baerbock holds_office foreign_minister@DEU"},
        ),
        (
            "Joe Biden wurde im Januar 2021 Präsident der Vereinigten Staaten.",
            {"person:joe-biden holds_office head_of_state@USA"},
        ),
    ],
)
def test_a_title_goes_to_the_one_it_is_said_of(
    find: Find, text: str, claims_made: set[str]
) -> None:
    assert said(find, text) == claims_made


def test_a_country_of_ones_own_is_that_of_the_person_named_last(find: Find) -> None:
    text = "Irlands Ministerpräsident Leo Varadkar zögert. Sein Land ist nicht in der NATO."
    assert "IRL not member_of NATO" in said(find, text, "2019-09-24")


def test_still_at_the_head_of_a_sentence_denies_nothing(find: Find) -> None:
    text = "Noch ist das Vereinigte Königreich Mitglied der EU."
    assert said(find, text, "2019-09-24") == {"GBR member_of EU"}


def test_what_nobody_claimed_is_no_claim(find: Find) -> None:
    assert not find("Alijew hat nie behauptet, sein Land sei Mitglied der OVKS.")


def test_a_resolution_may_be_named_after_the_votes(find: Find) -> None:
    text = "Indien und China enthielten sich. Japan stimmte für die Resolution ES-11/4."
    assert said(find, text, "2022-10-13") == {
        "IND CHN voted ES-11/4:abstain",
        "JPN voted ES-11/4:yes",
    }


def test_a_vote_just_held_is_the_one_told_of(find: Find) -> None:
    text = "Die UN-Vollversammlung tagte. Elf Länder waren dagegen, darunter Kuba und Syrien."
    assert said(find, text, "2014-03-28") == {"CUB SYR voted 68/262:no"}


def test_the_only_member_is_not_all_members(find: Find) -> None:
    text = "Singapore is the only ASEAN member to impose sanctions on Russia."
    assert "THA" not in " ".join(said(find, text, "2022-03-25", "en"))


def test_an_alliance_alone_in_its_clause_is_the_one_named_last(find: Find) -> None:
    text = "NATO leaders met in Madrid. The alliance, founded in 1949, has grown."
    assert said(find, text, "2022-06-30", "en") == {"NATO founded NATO"}


def test_the_parse_and_the_text_before_tell_who_has_an_office() -> None:
    reader = Reader()
    for text, published, language, expected in (
        ("Macron reiste nach Kairo. Der französische Präsident traf dort Studenten.", "2019-01-28",
         "de", "person:emmanuel-macron holds_office head_of_state@FRA"),
        ("Gabriel Boric was sworn in as president of Chile.", "2022-04-01",
         "en", "person:gabriel-boric holds_office head_of_state@CHL"),
        ("Нарендра Моди занимает пост премьер-министра Индии.", "2020-02-03",
         "ru", "person:narendra-modi holds_office head_of_government@IND"),
        ("Heiko Maas wurde 2018 zum Außenminister ernannt.", "2019-02-03",
         "de", "person:heiko-maas holds_office foreign_minister@DEU"),
        ("Итальянское правительство возглавляет Джорджа Мелони.", "2023-02-03",
         "ru", "person:giorgia-meloni holds_office head_of_government@ITA"),
    ):  # fmt: skip
        day = dt.date.fromisoformat(published)
        (claim,) = reader.read(text, published=day, language=language).claims
        assert f"{claim.subjects[0]} {claim.relation} {claim.object}" == expected


def test_the_president_of_the_country_is_that_of_the_state_named(find: Find) -> None:
    text = "Финляндия ждёт. Президент страны Саули Ниинистё молчит."
    assert said(find, text, "2022-06-01", "ru") == {
        "person:sauli-niinisto holds_office head_of_state@FIN"
    }


def test_titles_of_two_states_are_shared_out_to_two_names(find: Find) -> None:
    text = "Президенты России и Белоруссии Владимир Путин и Александр Лукашенко встретились."
    assert said(find, text, "2015-05-08", "ru") == {
        "person:vladimir-putin holds_office head_of_state@RUS",
        "person:alexander-lukashenko holds_office head_of_state@BLR",
    }


def test_a_title_for_anybody_takes_up_nobody(find: Find) -> None:
    text = "John Kerry came to Vientiane, a rare visit by an American secretary of state."
    assert not said(find, text, "2016-01-25", "en")


def test_the_capital_alone_is_that_of_the_state_named(find: Find) -> None:
    text = "Solomon Islands is calm. In Honiara, the capital, shops are open."
    assert said(find, text, "2022-06-01", "en") == {"place:Honiara capital_of SLB"}


def test_then_is_the_time_told_before(find: Find) -> None:
    text = "2014 annektierte Russland die Krim. Der damalige Außenminister Frank-Walter Steinmeier warnte."
    (claim,) = find(text, "2020-02-01")
    assert claim.at == (dt.date(2014, 1, 1), dt.date(2014, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "Ali Laridschani war bis 2020 Präsident des iranischen Parlaments.",
        "Sarkozy sprach in Lyon. Zehn Bewerber wollen das Amt des Präsidenten.",
    ],
)
def test_the_head_of_a_parliament_and_a_post_are_no_president(find: Find, text: str) -> None:
    assert not find(text, "2010-04-22")


def test_the_post_is_that_of_the_title_before() -> None:
    text = "Außenminister Sergej Lawrow schwieg. Er versieht das Amt seit 2004."
    claims = Reader().read(text, published=dt.date(2021, 6, 15), language="de").claims
    assert {str(c.at) for c in claims} == {
        "2021-06-15",
        "(datetime.date(2004, 1, 1), datetime.date(2021, 6, 15))",
    }


def test_the_former_soviet_republic_is_the_state_named(find: Find) -> None:
    text = "Kirgisistan wartet. Die ehemalige Sowjetrepublik gehört der OVKS an."
    assert said(find, text) == {"KGZ member_of CSTO"}


def test_who_stays_away_from_a_summit_is_a_member_all_the_same(find: Find) -> None:
    assert not find("Armenien blieb dem Gipfel der GUS fern.", "2023-10-13")


def test_the_president_of_a_commission_need_not_be_that_of_the_european_one(find: Find) -> None:
    text = "Kommissionspräsident Moussa Faki Mahamat vertrat die Afrikanische Union."
    assert said(find, text, "2021-04-20") == {"person:moussa-faki holds_office commission_chair@AU"}


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        ("Пресс-секретарь президента России Дмитрий Песков говорил о диалоге.", []),
        ("Слова президента России Владимира Путина услышали.", [("person:vladimir-putin",)]),
    ],
)
def test_russian_title_in_the_genitive_is_of_whom_agrees_with_it(
    text: str, holders: list[tuple[str, ...]]
) -> None:
    reading = depesche.read(text, published=dt.date(2025, 11, 26))
    assert [c.subjects for c in reading.claims if c.relation == "holds_office"] == holders


def test_until_the_end_of_a_year_that_goes_on_is_its_last_day(find: Find) -> None:
    (claim,) = find("Die Schweiz gehörte dem Uno-Sicherheitsrat bis Ende 2024 an.", "2024-12-18")
    assert (claim.relation, claim.at) == ("left", (dt.date(2024, 1, 1), dt.date(2024, 12, 31)))


def test_some_of_the_members_are_no_count_of_them(find: Find) -> None:
    text = "Die Uno beriet. 10 der 15 Mitgliedstaaten der Uno stimmten zu."
    assert not [c for c in find(text, "2011-03-18") if c.relation == "has_members"]


def test_where_somebody_is_welcomed_to_is_not_what_he_is_president_of(find: Find) -> None:
    text = "President Yoon Suk Yeol welcomes President Joe Biden to the Republic of Korea."
    assert said(find, text, "2022-05-21", "en") == {
        "person:yoon-suk-yeol holds_office head_of_state@KOR",
        "person:joe-biden holds_office head_of_state@USA",
    }
