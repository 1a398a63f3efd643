"""Events as event data sets have them: `--format plover` and `--format csv`."""

import csv
import io
import json

import pytest

from depesche.events import lexicon
from depesche.formats import FORMATS
from depesche.formats import csv as table
from depesche.formats.pairs import code, pairs
from depesche.model import Actor, Reading
from tests.formats.readings import hostile, plain, small


def lines(reading: Reading) -> list[dict[str, object]]:
    return [json.loads(line) for line in FORMATS["plover"](reading).splitlines()]


def rows(reading: Reading) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(FORMATS["csv"](reading), newline="")))


def test_a_meeting_becomes_both_directions_of_its_pair() -> None:
    talks = [row for row in lines(small()) if row["Event Type"] == "CONSULT"]
    assert [(row["Actor ID"], row["Recipient ID"]) for row in talks] == [
        ("DEU", "ARM"),
        ("ARM", "DEU"),
    ]
    assert all(row["Symmetric"] is True for row in talks)


def test_a_group_becomes_its_members() -> None:
    reading = small()
    group = Actor(id="group:two", kind="group", name="Two", members=("GEO", "AZE"))
    event = reading.events[2].model_copy(update={"recipients": ("group:two",)})
    told = reading.model_copy(update={"events": (event,), "actors": (*reading.actors, group)})
    assert [p.recipient.id for p in pairs(told) if p.recipient] == ["GEO", "AZE"]


def test_an_event_of_one_alone_has_no_recipient() -> None:
    reading = small()
    event = reading.events[2].model_copy(update={"type": "MOBILIZE", "recipients": ()})
    (row,) = lines(reading.model_copy(update={"events": (event,)}))
    assert (row["Actor ID"], row["Recipient ID"], row["Recipient Name"]) == ("RUS", "", "")


def test_lines_have_the_columns_of_polecat_and_the_evidence() -> None:
    accusation = next(row for row in lines(small()) if row["Event Type"] == "ACCUSE")
    assert accusation["Event Date"] == "2024-02-01"
    assert accusation["Event End Date"] == "2024-02-29"
    assert accusation["Quad Code"] == "VERBAL CONFLICT"
    assert accusation["Actor Country"] == "RUS"
    assert (
        accusation["Sentence"]
        == "Im Februar 2024 warf Moskau Armenien vor, das Bündnis zu verraten."
    )
    sanction = next(row for row in lines(small()) if row["Event Type"] == "SANCTION")
    assert (sanction["Actor Name Raw"], sanction["Recipient Name Raw"]) == ("Russland", "Armenien")
    threat = next(row for row in lines(small()) if row["Event Type"] == "THREATEN")
    assert (threat["Status"], threat["Attributed To"]) == ("negated", "ARM")


def test_the_table_has_cameo_codes_and_says_what_did_not_happen() -> None:
    sanction = next(row for row in rows(small()) if row["PloverType"] == "SANCTION")
    assert (sanction["EventCode"], sanction["EventBaseCode"], sanction["EventRootCode"]) == (
        "163",
        "163",
        "16",
    )
    assert (sanction["QuadClass"], sanction["Status"], sanction["SQLDATE"]) == ("4", "negated", "")


def test_a_planned_meeting_has_its_day_in_gdelts_manner() -> None:
    first = rows(small())[0]
    assert (first["SQLDATE"], first["MonthYear"], first["Year"]) == ("20240304", "202403", "2024")


@pytest.mark.parametrize(
    ("type_", "mode", "expected"),
    [("ASSAULT", "beat", "182"), ("CONSULT", "multilateral", "040"), ("RETREAT", "ease", "085")],
)
def test_modes_narrow_the_code(type_: str, mode: str, expected: str) -> None:
    assert code(type_, mode).code == expected  # type: ignore[arg-type]


def test_without_events_there_are_no_lines_and_a_table_of_its_header() -> None:
    reading = plain("Kein Ort, kein Staat.")
    assert FORMATS["plover"](reading) == ""
    assert FORMATS["csv"](reading) == ",".join(table.COLUMNS) + "\n"


@pytest.mark.parametrize("words", ['=1+1"', "a\nb,c", "\u2028x", "</script>"])
def test_a_hostile_text_stays_within_its_cell(words: str) -> None:
    (line,) = lines(hostile(words))
    assert line["Placename"] == words
    (row,) = rows(hostile(words))
    assert set(row) == set(table.COLUMNS)
    assert not row["ActionGeo_FullName"].startswith("=")


def _visited(mode: str) -> Reading:
    reading = small()
    event = reading.events[0].model_copy(
        update={"type": "CONSULT", "mode": mode, "actors": ("DEU", "ARM"), "recipients": ()}
    )
    return reading.model_copy(update={"events": (event,)})


def test_of_a_visit_one_side_makes_it_and_the_other_hosts_it() -> None:
    told = [(p.actor.id, p.mode, p.code.code) for p in pairs(_visited("visit")) if p.actor]
    assert told == [("DEU", "visit", "042"), ("ARM", "host", "043")]
    told = [(p.actor.id, p.mode, p.code.code) for p in pairs(_visited("host")) if p.actor]
    assert told == [("DEU", "host", "043"), ("ARM", "visit", "042")]


def test_two_of_one_state_who_meet_a_third_have_not_met_one_another() -> None:
    reading = small()
    minister = Actor(id="person:x", kind="person", name="X", state="DEU")
    event = reading.events[0].model_copy(update={"actors": ("DEU", "person:x", "ARM")})
    told = reading.model_copy(update={"events": (event,), "actors": (*reading.actors, minister)})
    ids = [(p.actor.id, p.recipient.id) for p in pairs(told) if p.actor and p.recipient]
    assert ("DEU", "person:x") not in ids
    assert ("person:x", "ARM") in ids


def test_plover_and_gdelt_differ_in_the_class_of_concessions() -> None:
    reading = _visited("visit")
    event = reading.events[0].model_copy(update={"type": "CONCEDE", "mode": None})
    told = reading.model_copy(update={"events": (event,)})
    assert lines(told)[0]["Quad Code"] == "VERBAL COOPERATION"
    assert rows(told)[0]["QuadClass"] == "2"


def test_organisations_have_the_codes_of_cameo() -> None:
    reading = small()
    eu = Actor(id="EU", kind="bloc", name="European Union")
    kosovo = Actor(id="XKX:government", kind="body", name="x", state="XKX", sector="GOV")
    event = reading.events[2].model_copy(update={"actors": ("EU",), "recipients": (kosovo.id,)})
    told = reading.model_copy(update={"events": (event,), "actors": (*reading.actors, eu, kosovo)})
    (row,) = rows(told)
    assert (row["Actor1Code"], row["Actor1KnownGroupCode"], row["Actor1Type1Code"]) == (
        "IGOEUREEC",
        "EEC",
        "IGO",
    )
    assert (row["Actor2Code"], row["Actor2CountryCode"]) == ("KSVGOV", "KSV")


def test_the_table_has_all_columns_of_gdelt_in_its_order() -> None:
    assert table.COLUMNS.index("SOURCEURL") == 60
    assert table.COLUMNS[:5] == ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate")
    assert (table.COLUMNS[5], table.COLUMNS[15], table.COLUMNS[25]) == (
        "Actor1Code",
        "Actor2Code",
        "IsRootEvent",
    )
    assert table.COLUMNS[51] == "ActionGeo_Type"


def test_a_place_that_is_a_state_has_its_name_and_code() -> None:
    reading = _visited("visit")
    event = reading.events[0].model_copy(update={"place": "ARM"})
    told = reading.model_copy(update={"events": (event,)})
    line, row = lines(told)[0], rows(told)[0]
    assert (line["Placename"], line["Country"], line["Raw Placename"]) == ("Armenia", "ARM", "")
    assert (row["ActionGeo_Type"], row["ActionGeo_FullName"]) == ("1", "Armenia")


def test_a_member_of_a_group_has_the_words_for_the_group() -> None:
    reading = small()
    group = Actor(id="group:south", kind="group", name="South", members=("GEO", "AZE"))
    sanction = reading.events[2]
    mention = next(m for m in reading.mentions if m.actors == ("ARM",))
    here = sanction.model_copy(update={"recipients": (group.id,), "sentence": mention})
    told = reading.model_copy(
        update={
            "events": (here,),
            "actors": (*reading.actors, group),
            "mentions": (mention.model_copy(update={"actors": (group.id,)}),),
        }
    )
    assert {line["Recipient Name Raw"] for line in lines(told)} == {mention.text}


def test_both_tables_of_codes_agree() -> None:
    for (type_, mode), (root, goldstein) in lexicon._ontology().items():
        row = code(type_, mode)  # type: ignore[arg-type]
        assert (row.code[:2], row.goldstein) == (root, goldstein), (type_, mode)
