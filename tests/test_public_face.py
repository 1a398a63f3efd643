"""`import depesche`: what a Python user has."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import depesche
from depesche.model import Reading

ROOT = Path(__file__).parents[1]
SENTENCE = "Am Freitag traf der kirgisische Präsident Sadyr Dschaparow in Moskau Wladimir Putin."


@pytest.fixture(scope="module")
def reading() -> Reading:
    return depesche.read(SENTENCE, published="2023-09-16")


def test_spans_give_back_the_words_of_the_text(reading: Reading) -> None:
    for found in (*reading.mentions, *reading.times):
        assert SENTENCE[found.start : found.end] == found.text
    assert "2023-09-15" in {t.value for t in reading.times}
    assert {"KGZ", "RUS"} <= {a.state or a.id for a in reading.actors}


def test_a_reading_survives_json(reading: Reading) -> None:
    assert Reading.model_validate_json(reading.model_dump_json()) == reading


def test_every_actor_that_is_named_is_described(reading: Reading) -> None:
    known = {a.id for a in reading.actors}
    used = {a for m in reading.mentions for a in m.actors}
    used |= {a for e in reading.events for a in (*e.actors, *e.recipients)}
    assert used <= known


def test_a_reading_shows_itself_in_a_notebook(reading: Reading) -> None:
    page = reading._repr_html_()
    assert page is not None
    assert "Dschaparow" in page


def test_parts_become_data_frames(reading: Reading) -> None:
    frame = reading.to_frame("times")
    assert isinstance(frame, pd.DataFrame)
    assert list(frame["value"]) == [t.value for t in reading.times]
    with pytest.raises(depesche.DepescheError, match="no part 'verbs'"):
        reading.to_frame("verbs")


def test_a_reading_cannot_be_changed(reading: Reading) -> None:
    with pytest.raises(ValueError, match="frozen"):
        reading.report = reading.report  # type: ignore[misc]


def test_without_a_publication_date_relative_times_stay_open() -> None:
    reading = depesche.read(SENTENCE)
    friday = next(t for t in reading.times if "Freitag" in t.text)
    assert friday.earliest is None
    assert any("publication date" in note for note in reading.notes)


@pytest.mark.parametrize("bad", ["", " \n", "123 456", "\ud800 halb"])
def test_texts_without_words_are_refused(bad: str) -> None:
    with pytest.raises(depesche.DepescheError):
        depesche.read(bad)


def test_many_reports_are_read_in_order_and_as_one_by_one() -> None:
    texts = [f.read_text("utf-8") for f in sorted((ROOT / "examples").glob("*.txt"))[:3]]
    reader = depesche.Reader()
    reports = [reader.read(text).report for text in texts]
    assert list(reader.read_many(reports)) == [reader.read(r) for r in reports]


def test_the_same_text_reads_the_same_whatever_the_hash_seed() -> None:
    code = f"import depesche; print(depesche.read({SENTENCE!r}, published='2023-09-16').model_dump_json())"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert len(outputs) == 1


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_no_text_crashes_the_reader(text: str) -> None:
    try:
        reading = depesche.read(text, published="2023-09-16", language="de")
    except depesche.DepescheError:
        return
    assert reading.report.text == text
    for found in (*reading.mentions, *reading.times, *reading.events, *reading.claims):
        assert 0 <= found.start < found.end <= len(text)
