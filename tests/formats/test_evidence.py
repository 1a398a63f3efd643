"""A search that found nothing, kept so that it can be shown later."""

import datetime as dt
import json

import pytest

from depesche.errors import DataFileError
from depesche.formats import evidence
from depesche.model import Claim, Reading, Report, Verdict

THEN = dt.datetime(2023, 9, 16, 12, 0, tzinfo=dt.UTC)


def searched(text: str, *claims: Claim) -> Reading:
    report = Report(id="r", text=text, language="de", published=dt.date(2023, 9, 16))
    return Reading(depesche="0.1.0", record="abc", report=report, claims=claims)


def test_a_search_that_found_nothing_is_kept_with_day_and_record(tmp_path):
    log = tmp_path / "log.jsonl"
    evidence.append(log, searched("Der Bürgermeister kam."), "2026-01-22", THEN)
    told = json.loads(log.read_text(encoding="utf-8"))
    assert told["found"] == 0
    assert told["checked"] == "2023-09-16T12:00:00+00:00"
    assert (told["record"], told["record_as_of"]) == ("abc", "2026-01-22")


def test_only_what_the_record_could_answer_counts_as_found(tmp_path):
    verdict = Verdict(status="not_covered", by_subject={"KAZ": "not_covered"}, why="?")
    claim = Claim(
        start=0,
        end=3,
        subjects=("KAZ",),
        relation="member_of",
        object="CLUB",
        text="so",
        verdict=verdict,
        why="?",
    )
    log = tmp_path / "log.jsonl"
    evidence.append(log, searched("so", claim), "2026-01-22", THEN)
    told = json.loads(log.read_text(encoding="utf-8"))
    assert told["found"] == 0
    assert told["claims"][0]["verdict"]["status"] == "not_covered"


@pytest.mark.parametrize(
    "change", [lambda ls: ls[1:], lambda ls: [ls[0].replace("kam", "ging"), *ls[1:]]]
)
def test_a_log_that_was_changed_is_not_added_to(tmp_path, change):
    log = tmp_path / "log.jsonl"
    for text in ("Er kam.", "Er blieb.", "Er ging."):
        evidence.append(log, searched(text), "2026-01-22", THEN)
    assert len(evidence.read(log)) == 3
    log.write_text("\n".join(change(evidence.read(log))) + "\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="changed since"):
        evidence.append(log, searched("Er kam wieder."), "2026-01-22", THEN)


def test_a_file_that_is_no_log_is_left_alone(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("milk\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="is no line of such a log"):
        evidence.append(file, searched("Er kam."), "2026-01-22", THEN)
    assert file.read_text(encoding="utf-8") == "milk\n"
