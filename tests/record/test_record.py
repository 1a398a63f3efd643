"""Questions to the record whose answers are public knowledge."""

import datetime as dt
import time

import pytest

from depesche.errors import DataFileError
from depesche.record import Record, builtin, tables

day = dt.date.fromisoformat


@pytest.fixture(scope="module")
def record() -> Record:
    return builtin()


MEMBERS = [
    ("UZB", "CSTO", "2006-08-15", False),
    ("UZB", "CSTO", "2008-01-01", True),
    ("UZB", "CSTO", "2023-09-16", False),
    ("KAZ", "CSTO", "2023-09-16", True),
    ("KGZ", "CSTO", "2023-09-16", True),
    ("TKM", "CSTO", "2023-09-16", False),
    ("ARM", "CSTO", "2025-01-01", True),
    ("UZB", "CST", "1995-01-01", True),
    ("UZB", "CST", "2000-01-01", False),
    ("GEO", "CIS", "2008-08-01", True),
    ("GEO", "CIS", "2009-08-19", False),
    ("TKM", "CIS", "2000-01-01", True),
    ("TKM", "CIS", "2010-01-01", False),
    ("KAZ", "CIS", "2023-09-16", True),
    ("GBR", "EU", "2020-01-31", True),
    ("GBR", "EU", "2020-02-01", False),
    ("HRV", "EU", "2013-06-30", False),
    ("DEU", "EU", "1960-01-01", True),
    ("FIN", "NATO", "2023-04-03", False),
    ("FIN", "NATO", "2023-04-04", True),
    ("SWE", "NATO", "2024-03-06", False),
    ("FRA", "NATO", "1970-01-01", True),
    ("RUS", "COE", "2022-03-17", False),
    ("RUS", "G8", "2010-01-01", True),
    ("RUS", "G8", "2014-03-25", False),
    ("IND", "SCO", "2017-06-09", True),
    ("IND", "SCO", "2016-01-01", False),
    ("BLR", "SCO", "2024-07-04", True),
    ("BGR", "EUROZONE", "2025-12-31", False),
    ("BGR", "EUROZONE", "2026-01-01", True),
    ("QAT", "OPEC", "2019-01-01", False),
    ("MLI", "ECOWAS", "2024-06-01", True),
    ("MLI", "ECOWAS", "2025-02-01", False),
    ("CHE", "UN", "2002-09-09", False),
    ("SUN", "UN", "1991-12-01", True),
    ("RUS", "UN", "1992-01-01", True),
    ("DEU", "UNSC", "2019-06-01", True),
    ("DEU", "UNSC", "2021-06-01", False),
    ("USA", "ICC", "2023-01-01", False),
    ("ARM", "ICC", "2024-02-01", True),
    ("TLS", "ASEAN", "2025-10-26", True),
]


@pytest.mark.parametrize(("state", "organisation", "on", "member"), MEMBERS)
def test_memberships_hold_on_the_days_of_the_treaties(record, state, organisation, on, member):
    assert (state in record.members(organisation, day(on))) is member


COUNTS = [
    ("NATO", "2024-12-31", 32), ("EU", "2003-01-01", 15), ("EU", "2024-01-01", 27),
    ("UN", "1945-12-31", 51), ("UN", "2024-01-01", 193), ("COE", "2024-01-01", 46),
    ("OSCE", "2024-01-01", 57), ("AU", "2024-01-01", 55), ("ICC", "2025-01-01", 125),
    ("WTO", "2024-12-31", 166), ("COMMONWEALTH", "2024-01-01", 56), ("LAS", "2024-01-01", 22),
    ("EUROZONE", "2023-01-01", 20), ("SCHENGEN", "2024-04-01", 29), ("G20", "2024-01-01", 21),
    ("BRICS", "2025-02-01", 10), ("SCO", "2025-01-01", 10), ("UNSC", "2016-06-01", 15),
    ("UNSC", "1990-06-01", 15), ("UNSC", "2005-06-01", 15), ("UNSC", "2025-06-01", 15),
    ("UNSC", "1950-06-01", 11), ("GATT", "1948-01-01", 9), ("GATT", "1994-12-31", 127),
    ("PIF", "2024-01-01", 18), ("OPEC", "2026-06-01", 11),
]  # fmt: skip


@pytest.mark.parametrize(("organisation", "on", "count"), COUNTS)
def test_the_number_of_members_is_the_official_one(record, organisation, on, count):
    assert len(record.members(organisation, day(on))) == count


def test_the_security_council_has_its_elected_members_at_all_times(record):
    for year in range(1946, 2027):
        on = dt.date(year, 7, 1)
        permanent = {f.subject for f in record.facts(object="UNSC") if is_permanent(record, f, on)}
        elected = set(record.members("UNSC", on)) - permanent
        assert len(permanent) == 5, year
        assert len(elected) == (6 if year < 1966 else 10), year


def is_permanent(record, fact, on):
    return fact.qualifier == "permanent" and record.holds_on(fact, on)


def test_the_human_rights_council_has_its_47_members_at_the_end_of_each_year(record):
    for year in range(2006, 2027):
        on = dt.date(year, 12, 1)
        assert len(record.members("UNHRC", on)) == 47, year


HOLDERS = [
    ("head_of_state@KGZ", "2023-09-16", "person:sadyr-japarov"),
    ("national_security_adviser@USA", "2023-09-15", "person:jake-sullivan"),
    ("head_of_government@DEU", "2021-12-07", "person:angela-merkel"),
    ("head_of_government@DEU", "2021-12-09", "person:olaf-scholz"),
    ("head_of_state@USA", "2019-01-01", "person:donald-trump"),
    ("foreign_minister@RUS", "2010-01-01", "person:sergey-lavrov"),
    ("secretary_general@NATO", "2024-10-02", "person:mark-rutte"),
    ("commission_president@EU", "2020-01-01", "person:ursula-von-der-leyen"),
    ("head_of_state@KAZ", "2019-03-21", "person:kassym-jomart-tokayev"),
    ("head_of_state@GBR", "2022-09-09", "person:charles-iii"),
    ("head_of_government@FRA", "1999-01-01", "person:lionel-jospin"),
    ("head_of_state@TKM", "2022-03-20", "person:serdar-berdimuhamedow"),
]


@pytest.mark.parametrize(("office", "on", "person"), HOLDERS)
def test_offices_have_the_holders_of_the_day(record, office, on, person):
    assert [f.subject for f in record.holders(office, day(on))] == [person]


def test_on_the_day_of_handover_both_hold_the_office(record):
    held = record.holders("head_of_state@USA", day("2021-01-20"))
    assert {f.subject for f in held} == {"person:donald-trump", "person:joe-biden"}


def test_a_row_with_month_precision_does_not_say_which_day(record):
    (fact,) = [
        f
        for f in record.facts(subject="UZB", relation="member_of", object="EURASEC")
        if f.qualifier == "full"
    ]
    assert fact.valid_to == "2008-11"
    assert record.holds_on(fact, day("2008-11-10")) is None
    assert record.holds_on(fact, day("2008-12-01")) is False


def test_absence_means_no_only_where_the_record_is_complete(record):
    nato = record.covers("member_of", "NATO")
    assert nato.on(day("2000-01-01"), "full")
    assert not nato.on(day("1940-01-01"), "full")
    assert not nato.on(day("2000-01-01"), "observer")
    assert not record.covers("member_of", "BOOK_CLUB").complete
    assert record.covers("imposed_sanctions_on", "RUS", "KAZ").on(day("2023-09-16"))
    assert not record.covers("imposed_sanctions_on", "RUS", "ATA").complete


def test_an_open_row_is_stale_after_the_day_it_was_known_to_hold(record):
    (fact,) = record.facts(subject="KAZ", relation="member_of", object="CSTO")
    assert not record.is_stale(fact, day("2025-01-01"))
    assert record.is_stale(fact, day("2030-01-01"))
    assert record.holds_on(fact, day("2030-01-01"))


def test_disputes_keep_the_other_source(record):
    (fact,) = record.disputed("SAU", "member_of", "BRICS", day("2024-06-01"))
    assert record.source(fact.source) is not None
    assert record.disputed("SAU", "member_of", "BRICS", day("2020-01-01")) == ()


def test_every_fact_has_a_source_that_can_be_looked_up(record):
    sources = {s.id for s in record.sources()}
    assert {f.source for f in record.facts()} <= sources
    assert all(s.title and s.publisher and s.reference for s in record.sources())


def test_persons_are_found_in_german_and_russian(record):
    person = record.person("person:sadyr-japarov")
    assert person is not None
    assert {"Sadyr Japarov", "Sadyr Dschaparow", "Садыр Жапаров"} <= set(person.names)
    assert record.person("person:joe-biden").wikidata == "Q6279"
    actor = record.actor("person:sadyr-japarov")
    assert (actor.kind, actor.state) == ("person", "KGZ")


def test_votes_are_told_per_state(record):
    assert record.facts(subject="KGZ", relation="voted", object="ES-11/1:abstain")
    assert record.facts(subject="SRB", relation="voted", object="ES-11/1:yes")
    assert len(record.facts(relation="voted", object="ES-11/3:no")) == 24


def test_the_record_loads_fast():
    best = min(_seconds(Record.load) for _ in range(5))
    assert best < 0.1


def test_a_question_takes_microseconds(record):
    def ask() -> None:
        for _ in range(1000):
            record.facts(subject="UZB", relation="member_of", object="CSTO")

    assert min(_seconds(ask) for _ in range(5)) / 1000 < 50e-6


def test_a_vote_that_is_known_in_part_denies_nothing(record):
    assert record.facts(subject="RUS", relation="voted", object="ES-11/10:no")
    assert record.covers("voted", "ES-11/10").qualifiers == {"no"}
    assert not record.covers("voted", "76/179").complete
    assert record.covers("voted", "75/192").qualifiers == {"yes", "no", "abstain", "absent"}
    assert record.covers("voted", "ES-11/7").qualifiers == {"yes", "no", "abstain", "absent"}


def test_the_version_changes_with_the_content(tmp_path):
    empty = Record.load(tmp_path)
    assert len(empty) == 0
    assert empty.version != builtin().version
    assert Record.load().version == builtin().version


def test_a_damaged_table_is_named_with_its_line(tmp_path):
    header = ",".join(tables.COLUMNS["memberships"])
    (tmp_path / "memberships.csv").write_text(f"{header}\nKAZ,CSTO,full\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"memberships\.csv:2: 3 cells"):
        Record.load(tmp_path)


def _seconds(work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


SANCTIONED = [
    ("CHE", "SYR", "2012-01-01", True),
    ("CHE", "NIC", "2020-06-23", False),
    ("CHE", "NIC", "2020-06-24", True),
    ("CAN", "LKA", "2023-01-06", True),
    ("AUS", "ERI", "2018-11-15", False),
    ("GBR", "HTI", "2023-01-01", True),
    ("UN", "IRN", "2020-01-01", False),
    ("UN", "IRN", "2025-09-28", True),
    ("EU", "UZB", "2009-10-28", False),
    ("BLR", "NOR", "2022-01-01", True),
    ("SAU", "QAT", "2021-01-06", False),
    ("TUR", "ISR", "2024-05-03", True),
]


@pytest.mark.parametrize(("sender", "target", "on", "imposed"), SANCTIONED)
def test_sanctions_hold_from_their_act_to_the_act_that_lifts_them(
    record, sender, target, on, imposed
):
    facts = record.facts(subject=sender, relation="imposed_sanctions_on", object=target)
    assert any(record.holds_on(f, day(on)) for f in facts) is imposed


KINDS = [
    ("UN", "SSD arms", "2016-01-01", False),
    ("UN", "SSD arms", "2018-07-13", True),
    ("EU", "IRN trade", "2017-01-01", False),
    ("EU", "IRN arms", "2017-01-01", True),
    ("EU", "MMR assets", "2015-01-01", False),
    ("USA", "SYR trade", "2025-07-01", False),
    ("USA", "SYR arms", "2025-07-01", True),
    ("USA", "IRN secondary", "2017-01-01", False),
    ("CHE", "RUS assets", "2018-01-01", False),
    ("CHE", "RUS assets", "2022-03-05", True),
]


@pytest.mark.parametrize(("sender", "against", "on", "imposed"), KINDS)
def test_each_kind_of_a_regime_has_its_own_period(record, sender, against, on, imposed):
    target, kind = against.split()
    facts = record.facts(subject=sender, relation="imposed_sanctions_on", object=target)
    kinds = {k for f in facts if record.holds_on(f, day(on)) for k in f.qualifier.split("|")}
    assert (kind in kinds) is imposed


MEETINGS = [
    ("NATO", "2001-06-13"),
    ("CSTO", "2022-11-23"),
    ("EU", "2003-06-20"),
    ("APEC", "2023-11-16"),
    ("LAS", "2023-05-19"),
    ("AU", "2025-02-15"),
]


@pytest.mark.parametrize(("bloc", "on"), MEETINGS)
def test_the_summits_of_the_main_blocs_since_2000_are_told(record, bloc, on):
    meetings = record.facts(subject=bloc, relation="has_met", object=bloc)
    assert any(record.holds_on(f, day(on)) for f in meetings)


def test_the_packages_of_the_european_union_against_russia_are_all_there(record):
    facts = record.facts(subject="EU", relation="imposed_sanctions_on", object="RUS")
    numbers = [f.note.partition(" package")[0] for f in facts if " package" in (f.note or "")[:13]]
    assert [int(n[:-2]) for n in numbers] == list(range(1, 23))


def test_sanctions_name_their_act(record):
    assert all(f.note for f in record.facts(relation="imposed_sanctions_on"))


LATER_HOLDERS = [
    ("head_of_government@HUN", "2026-05-10", "person:peter-magyar"),
    ("head_of_government@BGR", "2026-05-09", "person:rumen-radev"),
    ("head_of_state@PER", "2026-03-01", "person:jose-maria-balcazar"),
    ("supreme_leader@IRN", "2026-03-10", "person:mojtaba-khamenei"),
    ("defence_minister@GBR", "2000-01-01", "person:geoff-hoon"),
    ("finance_minister@DEU", "1998-12-01", "person:oskar-lafontaine"),
    ("head_of_government@JOR", "1995-06-01", "person:zaid-ibn-shaker"),
    ("head_of_state@PRK", "2010-01-01", "person:kim-yong-nam"),
]


@pytest.mark.parametrize(("office", "on", "person"), LATER_HOLDERS)
def test_offices_filled_later_have_the_holders_of_the_day(record, office, on, person):
    assert [f.subject for f in record.holders(office, day(on))] == [person]
