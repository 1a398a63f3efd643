"""`depesche record`: the pages a user sees."""

import csv
import json
import xml.etree.ElementTree as ET

import pytest
from typer.testing import CliRunner

from depesche.cli.record_commands import app
from depesche.record import Record, builtin, tables

runner = CliRunner()


def run(*args: str) -> str:
    result = runner.invoke(app, list(args))
    assert result.exit_code == 0, result.output
    return result.output


def test_show_tells_former_memberships_with_their_dates():
    page = run("show", "UZB", "--at", "2023-09-16")
    assert "Former memberships" in page
    assert "2006-08-16 to 2012-12-19" in page
    assert "Shavkat Mirziyoyev" in page


def test_show_takes_names_and_ids_in_any_case():
    assert run("show", "csto", "--at", "2023-09-16") == run("show", "CSTO", "--at", "2023-09-16")
    assert "head_of_state@KGZ" in run("show", "Садыр Жапаров")


def test_names_may_be_in_any_language():
    assert "Germany (DEU)" in run("show", "Deutschland", "--at", "2023-09-16")
    assert "(NATO)" in run("show", "Nordatlantische Allianz", "--at", "2023-09-16")
    assert "(KAZ)" in run("show", "Казахстан", "--at", "2023-09-16")
    assert "ES-11/1:abstain" in run("query", "--subject", "Kasachstan", "--relation", "voted")


def test_show_tells_who_recognises_a_state_that_day():
    assert "Spain" not in run("show", "PSE", "--at", "2024-05-27").split("Recognised by")[1]
    assert "Spain" in run("show", "PSE", "--at", "2024-05-29").split("Recognised by")[1]


def test_a_slip_of_the_pen_gets_a_hint():
    result = runner.invoke(app, ["show", "Kasachtan"])
    assert "did you mean KAZ" in str(result.exception)
    result = runner.invoke(app, ["query", "--relation", "membr_of"])
    assert "no such relation; there are" in str(result.exception)


def test_show_leaves_out_what_lies_after_the_day():
    assert "2023-09-19" not in run("show", "KAZ", "--at", "2023-09-16")


@pytest.mark.parametrize(
    "args", [("show", "Atlantis"), ("history", "KAZ"), ("show", "KAZ", "--at", "soon")]
)
def test_what_the_record_does_not_know_is_one_clear_line(args):
    result = runner.invoke(app, list(args))
    assert result.exit_code != 0
    assert result.exception is not None
    assert "\n" not in str(result.exception)


def test_query_prints_json_lines():
    lines = run("query", "--subject", "UZB", "--relation", "member_of", "--format", "json")
    facts = [json.loads(line) for line in lines.splitlines()]
    assert {"CIS", "SCO", "UN"} <= {fact["object"] for fact in facts}


def test_export_holds_every_fact_once(tmp_path):
    file = tmp_path / "facts.csv"
    run("export", "--format", "csv", "--output", str(file))
    with file.open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == len(builtin())


def test_history_draws_a_timeline(tmp_path):
    file = tmp_path / "csto.svg"
    page = run("history", "CSTO", "--svg", str(file))
    assert "Uzbekistan" in page
    assert "█" in page
    titles = [t.text for t in ET.parse(file).iter("{http://www.w3.org/2000/svg}title")]
    assert any(t and t.startswith("Uzbekistan: full, 2006-08-16 to 2012-12-19") for t in titles)


def test_validate_says_that_all_is_well():
    assert "no problems" in run("validate")


def test_import_adds_facts_to_a_record_of_ones_own(tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("subject,relation,object,valid_from\nKAZ,member_of,CLUB,2001-05\n", "utf-8")
    folder = tmp_path / "record"
    assert "1 fact added" in run("import", str(table), "--into", str(folder), "--source", "My list")
    (fact,) = Record.load(folder).facts()
    assert (fact.subject, fact.object, fact.valid_from, fact.source) == (
        "KAZ",
        "CLUB",
        "2001-05",
        "my-list",
    )


def test_a_faulty_import_changes_nothing(tmp_path):
    folder = tmp_path / "record"
    table = tmp_path / "mine.csv"
    table.write_text("subject,relation,object,valid_from\nKAZ,member_of,CLUB,May\n", "utf-8")
    result = runner.invoke(app, ["import", str(table), "--into", str(folder), "--source", "x"])
    assert "mine.csv:2" in str(result.exception)
    assert not folder.exists()


def test_a_record_of_ones_own_goes_before_the_built_in_one(tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text(
        "subject,relation,object,qualifier,valid_from,valid_to\n"
        "UZB,member_of,CSTO,full,2006-08-16,2012-06-28\n",
        "utf-8",
    )
    folder = tmp_path / "record"
    run("import", str(table), "--into", str(folder), "--source", "Ministry")
    query = ("query", "--subject", "UZB", "--object", "CSTO", "--relation", "member_of")
    (line,) = run(*query, "--with", str(folder), "--format", "json").splitlines()
    assert json.loads(line)["valid_to"] == "2012-06-28"
    record = Record.load(tables.DATA, folder)
    assert record.source("ministry").title == "Ministry"
    assert record.source("csto-charter") is not None
    assert len(record) == len(builtin())


def test_cow_igo_memberships_become_spells_of_years(tmp_path):
    table = tmp_path / "igo.csv"
    rows = ["ccode,year,state,LOAS,CSTO"]
    rows += [f"704,{year},UZB,0,{int(2006 <= year <= 2012)}" for year in range(2004, 2015)]
    rows += [f"705,{year},KAZ,0,{1 if year > 2005 else 3}" for year in range(2004, 2015)]
    rows += [f"651,{year},EGY,1,-9" for year in range(2004, 2015)]
    table.write_text("\n".join(rows) + "\n", "utf-8")
    folder = tmp_path / "record"
    run("import", str(table), "--into", str(folder), "--source", "COW IGO v3")
    found = {
        (f.subject, f.object, f.qualifier, f.valid_from, f.valid_to, f.as_of)
        for f in Record.load(folder).facts()
    }
    assert found == {
        ("UZB", "CSTO", "full", "2006", "2012", "2014"),
        ("KAZ", "CSTO", "observer", "2004", "2005", "2014"),
        ("KAZ", "CSTO", "full", "2006", None, "2014"),
        ("EGY", "LAS", "full", "2004", None, "2014"),
    }


def test_reign_leaders_keep_the_month_precision_of_their_end(tmp_path):
    table = tmp_path / "reign.csv"
    table.write_text(
        "ccode,leader,sdate,smonth,syear,emonth,eyear\n703,Bakiyev,24,3,2005,4,2010\n", "utf-8"
    )
    folder = tmp_path / "record"
    run("import", str(table), "--into", str(folder), "--source", "REIGN")
    record = Record.load(folder)
    (fact,) = record.facts()
    assert (fact.subject, fact.object) == ("person:bakiyev", "leader@KGZ")
    assert (fact.valid_from, fact.valid_to) == ("2005-03-24", "2010-04")
    assert record.person("person:bakiyev").name == "Bakiyev"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ccode,year,state,CSTO\n999,2010,XXX,1\n", "igo.csv:2: '999' is no COW number"),
        ("ccode,year,state,CSTO\n704,2010,UZB,7\n", "igo.csv:2: CSTO: '7' is none of"),
        ("who,what\n1,2\n", "igo.csv:1: no column subject"),
        ("subject,relation,object,valid_from\nKAZ,,X,2001\n", "igo.csv:2: relation is empty"),
        (
            "subject,relation,object,qualifier\nKAZ,member_of,X,friend\n",
            "igo.csv:2: qualifier 'friend'",
        ),
        (
            "case_id,sanctioned_state,sanctioning_state,begin,end\n1,Atlantis,EU,2001,2002\n",
            "igo.csv:2: 'Atlantis' is no state or organisation",
        ),
        (
            "ms_code,ms_vote,resolution,date\nKAZ,Q,A/RES/68/262,2014-03-27\n",
            "igo.csv:2: vote 'q' is none of",
        ),
        ("rcid,country_code,vote\n1,KZ,yes\n", "needs un_roll_calls.csv or .rda beside it"),
    ],
)
def test_a_malformed_data_set_is_named_with_its_line(tmp_path, text, message):
    table = tmp_path / "igo.csv"
    table.write_text(text, "utf-8")
    result = runner.invoke(
        app, ["import", str(table), "--into", str(tmp_path / "r"), "--source", "x"]
    )
    assert message in str(result.exception)
    assert not (tmp_path / "r").exists()


DATA_SETS = [
    (
        "ccode1,ccode2,dyad_st_day,dyad_st_month,dyad_st_year,dyad_end_day,dyad_end_month,"
        "dyad_end_year,defense,neutrality,nonaggression,entente\n"
        "2,740,28,4,1952,,,,1,0,0,1\n",
        {
            ("USA", "allied_with", "JPN", "1952-04-28", None, "defense|entente"),
            ("JPN", "allied_with", "USA", "1952-04-28", None, "defense|entente"),
        },
    ),
    (
        "ccode\tleader\tstartdate\tenddate\n703\tAkayev\t1990-10-27\t2005-03-24\n",
        {("person:akayev", "holds_office", "leader@KGZ", "1990-10-27", "2005-03-24", None)},
    ),
    (
        '{"id":"o","schema":"Occupancy","properties":{"holder":["p"],"post":["q"],'
        '"startDate":["2021-01-28"]}}\n'
        '{"id":"p","schema":"Person","properties":{"name":["Sadyr Japarov"]}}\n'
        '{"id":"q","schema":"Position","properties":{"name":["President"],"country":["kg"]}}\n',
        {("person:sadyr-japarov", "holds_office", "president@KGZ", "2021-01-28", None, None)},
    ),
    (
        "case_id,sanctioned_state,sanctioning_state,begin,end,trade,arms,military,financial,travel,other\n"
        '1,"Russia, Belarus","EU, Korea, South",2022,2023,1,0,0,1,0,0\n'
        '2,"Gambia, The",Western countries,2016,2017,0,0,0,0,1,0\n',
        {
            ("EU", "imposed_sanctions_on", "RUS", "2022", None, "finance|trade"),
            ("EU", "imposed_sanctions_on", "BLR", "2022", None, "finance|trade"),
            ("KOR", "imposed_sanctions_on", "RUS", "2022", None, "finance|trade"),
            ("KOR", "imposed_sanctions_on", "BLR", "2022", None, "finance|trade"),
        },
    ),
    (
        "undl_id,ms_code,ms_name,ms_vote,date,session,resolution\n"
        "1,KAZ,KAZAKHSTAN,A,2022-03-02,ES,A/RES/ES-11/1\n1,TKM,TURKMENISTAN,X,2022-03-02,ES,A/RES/ES-11/1\n",
        {
            ("KAZ", "voted", "ES-11/1:abstain", "2022-03-02", "2022-03-02", "abstain"),
            ("TKM", "voted", "ES-11/1:absent", "2022-03-02", "2022-03-02", "absent"),
        },
    ),
    (
        "rcid,ccode,vote,session,date,unres\n9,705,2,68,2014-03-27,R/68/262\n9,701,9,68,2014-03-27,R/68/262\n",
        {("KAZ", "voted", "68/262:abstain", "2014-03-27", "2014-03-27", "abstain")},
    ),
]


IDS = ["alliances", "archigos", "ftm", "gsdb", "library", "voeten"]


@pytest.mark.parametrize(("text", "expected"), DATA_SETS, ids=IDS)
def test_public_data_sets_are_known_by_their_header(tmp_path, text, expected):
    file = tmp_path / "data"
    file.write_text(text, "utf-8")
    folder = tmp_path / "record"
    run("import", str(file), "--into", str(folder), "--source", "Data set")
    found = {
        (f.subject, f.relation, f.object, f.valid_from, f.valid_to, f.qualifier)
        for f in Record.load(folder).facts()
    }
    assert found == expected


def test_unvotes_is_dated_by_the_roll_calls_beside_it(tmp_path):
    file = tmp_path / "un_votes.csv"
    file.write_text(
        "rcid,country,country_code,vote\n7,Kazakhstan,KZ,abstain\n8,Peru,PE,yes\n", "utf-8"
    )
    (tmp_path / "un_roll_calls.csv").write_text(
        "rcid,session,date,unres\n7,68,2014-03-27,R/68/262\n8,68,2014-03-28,R/68/999\n", "utf-8"
    )
    folder = tmp_path / "record"
    run("import", str(file), "--into", str(folder), "--source", "unvotes", "--only", "68/262")
    (fact,) = Record.load(folder).facts()
    assert (fact.subject, fact.object, fact.valid_from) == ("KAZ", "68/262:abstain", "2014-03-27")
    assert "no problems" in run("validate", str(folder))


def test_the_format_of_r_says_what_it_needs(tmp_path):
    file = tmp_path / "un_votes.rda"
    file.write_bytes(b"RDX3")
    result = runner.invoke(
        app, ["import", str(file), "--into", str(tmp_path / "r"), "--source", "x"]
    )
    assert "un_votes.rda" in str(result.exception)
    assert not (tmp_path / "r").exists()


def test_importing_a_file_twice_adds_nothing(tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("subject,relation,object,valid_from\nKAZ,member_of,CLUB,2001-05\n", "utf-8")
    command = ("import", str(table), "--into", str(tmp_path / "record"), "--source", "My list")
    assert "1 fact added" in run(*command)
    assert "0 facts added" in run(*command)


def test_only_what_is_asked_for_is_imported(tmp_path):
    table = tmp_path / "mine.csv"
    table.write_text("subject,relation,object\nKAZ,member_of,A\nUZB,member_of,B\n", "utf-8")
    folder = tmp_path / "record"
    run("import", str(table), "--into", str(folder), "--source", "x", "--only", "UZB")
    assert [fact.subject for fact in Record.load(folder).facts()] == ["UZB"]
    result = runner.invoke(
        app, ["import", str(table), "--into", str(folder), "--source", "x", "--only", "PER"]
    )
    assert "holds no facts about PER" in str(result.exception)


def test_query_takes_names_on_both_sides():
    asked = ("query", "--subject", "Usbekistan", "--relation", "member_of")
    assert "2006-08-16 to 2012-12-19" in run(*asked, "--object", "ОДКБ")
    assert "person:sadyr-japarov" in run("query", "--object", "head_of_state@Kirgisistan")
    assert "NATO" in run("query", "--relation", "located_in", "--object", "Brussels")


def test_an_unknown_object_is_named_and_not_answered_with_nothing():
    for wanted in ("Atlantis", "ES-99/1:yes"):
        result = runner.invoke(app, ["query", "--object", wanted])
        assert wanted in str(result.exception)


def test_query_says_whether_silence_means_no():
    seat = ("query", "--relation", "member_of", "--object", "CSTO", "--subject")
    assert "the record holds all of member_of CSTO" in run(*seat, "FRA")
    told = ("query", "--relation", "recognises", "--object", "XKX", "--subject", "SRB")
    assert "does not promise" in run(*told)


def test_show_and_query_tell_what_other_sources_say():
    seat = ("--subject", "VEN", "--relation", "member_of", "--object", "OAS")
    assert "holds that it has left" in " ".join(run("query", *seat).split())
    assert "Disputed" in run("show", "VEN", "--at", "2024-01-01")
    assert "Disputed" not in run("show", "UZB", "--at", "2024-01-01")


def test_a_bare_surname_gets_a_hint():
    result = runner.invoke(app, ["show", "Merkel"])
    assert "did you mean person:angela-merkel" in str(result.exception)


def test_a_folder_without_tables_is_no_valid_record(tmp_path):
    result = runner.invoke(app, ["validate", str(tmp_path)])
    assert "holds no table of a record" in str(result.exception)


def test_import_reads_the_semicolons_of_a_spreadsheet(tmp_path):
    table = tmp_path / "facts.csv"
    table.write_text("subject;relation;object\nKAZ;member_of;XYZ\n", encoding="utf-8")
    assert "1 fact added" in run(
        "import", str(table), "--into", str(tmp_path / "mine"), "--source", "Mine"
    )


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Kasachstan,member_of,NATO", "'Kasachstan' is no id"),
        ("KAZ,belongs_to,NATO", "relation 'belongs_to'"),
        ("KAZ,holds_office,head_of_state@KAZ", "'KAZ' is no id"),
    ],
)
def test_import_names_an_id_or_a_relation_that_cannot_be(tmp_path, row, told):
    table = tmp_path / "facts.csv"
    table.write_text(f"subject,relation,object\n{row}\n", encoding="utf-8")
    mine = tmp_path / "mine"
    result = runner.invoke(app, ["import", str(table), "--into", str(mine), "--source", "Mine"])
    assert told in str(result.exception)
    assert not mine.exists()


def test_show_tells_whom_a_format_has_met():
    page = run("show", "C5", "--at", "2024-01-01").split("Meetings with others")[1]
    assert "China-Central Asia summit, Xi'an" in page
    assert "2025" not in page.split("Further facts")[0]
