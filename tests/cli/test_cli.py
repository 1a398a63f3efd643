"""The command line as a user meets it: what it prints, and one clear line for every bad input."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from depesche.model import Reading

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "golfgipfel.de.txt"


def depesche(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "depesche", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )


def complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the one line on standard error, having checked that it is one and no traceback."""
    assert done.returncode == 2, done
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("depesche: ")
    return lines[0]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["read", "fehlt.txt"], "fehlt.txt: no such file"),
        (["read", "."], "is a folder"),
        (["read", str(EXAMPLE), "--published", "gestern"], "'gestern' is not a date"),
        (["read", str(EXAMPLE), "--published", "2023-02-30"], "'2023-02-30' is not a date"),
        (["read", str(EXAMPLE), "--published", "2999-01-01"], "lies in the future"),
        (["read", str(EXAMPLE), "--lang", "klingon"], "unknown language 'klingon'"),
        (["read", str(EXAMPLE), "--format", "pdf"], "pdf"),
        (["read", str(EXAMPLE), "--engine", "spacy:de_core_nothing"], "no spaCy pipeline"),
        (["read", str(EXAMPLE), "--engine", "stanza"], "unknown engine 'stanza'"),
        (["read", str(EXAMPLE), "--output", "/no/such/folder/a.txt"], "cannot be written"),
        (["read"], "REPORT"),
        (["lesen"], "lesen"),
        (["check", "Usbekistan ist Mitglied der OVKS.", "--at", "16.9.2023"], "is not a date"),
        (["check", " "], "is empty"),
        (["record", "show", "XYZ123"], "XYZ123"),
    ],
)
def test_bad_usage_is_one_clear_line(arguments: list[str], reason: str) -> None:
    assert reason in complaint(depesche(*arguments))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "<stdin>: is empty"),
        (b"\x00\x01\x02\x03", "<stdin>: is binary"),
        ("Größe und Grüße ".encode() + b"\xff", "damaged byte"),
        (b"x" * 50_000_000, "too large"),
    ],
    ids=["empty", "binary", "damaged", "50 MB"],
)
def test_bad_input_is_one_clear_line(data: bytes, reason: str) -> None:
    assert reason in complaint(depesche("read", "-", stdin=data))


def test_a_bad_file_in_a_batch_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    bad = tmp_path / "leer.txt"
    bad.touch()
    done = depesche("read", str(EXAMPLE), str(bad), str(EXAMPLE), "--format", "json")
    assert "leer.txt: is empty" in complaint(done)
    readings = [Reading.model_validate_json(line) for line in done.stdout.splitlines()]
    assert [r.report.id for r in readings] == ["golfgipfel.de.txt"] * 2


def test_a_batch_with_a_folder_writes_a_file_each(tmp_path: Path) -> None:
    folder = tmp_path / "readings"
    done = depesche("read", str(EXAMPLE), str(EXAMPLE), "--format", "html", "--output", str(folder))
    assert done.returncode == 0, done.stderr
    names = sorted(f.name for f in folder.iterdir())
    assert names == ["golfgipfel.de.txt-2.html", "golfgipfel.de.txt.html"]


def test_the_events_of_a_batch_make_one_table() -> None:
    done = depesche("read", str(EXAMPLE), str(EXAMPLE), "--format", "csv")
    assert done.returncode == 0, done.stderr
    header, *rows = done.stdout.decode().splitlines()
    assert header.startswith("GLOBALEVENTID,")
    assert len(rows) > 2
    assert not any(row.startswith("GLOBALEVENTID") for row in rows)


def test_what_was_there_stays_when_reading_fails(tmp_path: Path) -> None:
    kept = tmp_path / "reading.json"
    kept.write_text("{}", encoding="utf-8")
    complaint(depesche("read", "fehlt.txt", "--format", "json", "--output", str(kept)))
    assert kept.read_text(encoding="utf-8") == "{}"


def test_json_is_a_reading_and_the_same_every_time(tmp_path: Path) -> None:
    arguments = ["read", str(EXAMPLE), "--published", "2022-07-08", "--format", "json"]
    first = depesche(*arguments)
    assert first.returncode == 0, first.stderr
    reading = Reading.model_validate_json(first.stdout)
    assert reading.report.published is not None
    assert json.loads(first.stdout)["report"]["title"].startswith("Biden reist")
    assert depesche(*arguments).stdout == first.stdout
    output = tmp_path / "reading.json"
    depesche(*arguments, "--output", str(output))
    assert output.read_bytes() == first.stdout


def test_text_reaches_a_pipe_without_colour_codes() -> None:
    done = depesche("read", str(EXAMPLE), "--published", "2022-07-08")
    assert done.returncode == 0, done.stderr
    assert b"\x1b[" not in done.stdout
    assert "Katar" in done.stdout.decode()


def test_standard_input_in_another_encoding_is_read() -> None:
    text = "Usbekistan verließ 2012 die OVKS. Präsident Karimow begründete den Schritt nicht."
    done = depesche("read", "-", "--format", "json", stdin=text.encode("cp1252"))
    assert done.returncode == 0, done.stderr
    assert Reading.model_validate_json(done.stdout).report.text == text


def test_a_language_without_a_folder_says_what_was_left_out() -> None:
    text = (
        "Le président de la France a rencontré le roi de Belgique le 3 mai 2023 à Bruxelles. " * 4
    )
    done = depesche(
        "read", "-", "--format", "json", "--published", "2023-06-01", stdin=text.encode()
    )
    assert done.returncode == 0, done.stderr
    reading = Reading.model_validate_json(done.stdout)
    assert reading.report.language == "fr"
    assert any("left out" in note for note in reading.notes)
    assert {"FRA", "BEL"} <= {a.id for a in reading.actors}
    assert "2023-05-03" in {t.value for t in reading.times}


def test_check_gives_the_verdict_with_dates_and_source() -> None:
    done = depesche("check", "Usbekistan ist Mitglied der OVKS.", "--at", "2023-09-16")
    assert done.returncode == 0, done.stderr
    shown = done.stdout.decode()
    assert shown.startswith("contradicted: ")
    assert "2012-12-19" in shown


def test_check_says_when_there_is_nothing_to_check() -> None:
    done = depesche("check", "Guten Morgen aus Berlin.", "--at", "2023-09-16")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("No claim")


def test_what_a_sentence_brings_along_does_not_reach_the_terminal() -> None:
    done = depesche(
        "check", "Guten \x1b[31mMorgen aus \u202eBerlin\x07, Schweiz.", "--at", "2023-09-16"
    )
    assert done.returncode == 0, done.stderr
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout.decode())


def test_record_show_knows_a_state_at_a_date() -> None:
    done = depesche("record", "show", "UZB", "--at", "2023-09-16")
    assert done.returncode == 0, done.stderr
    assert "2012-12-19" in done.stdout.decode()


def test_help_and_version_start_without_the_heavy_parts() -> None:
    code = (
        "import sys; from depesche.cli import app; "
        "heavy = {'spacy', 'onnxruntime', 'pydantic', 'babel', 'numpy'} & set(sys.modules); "
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert depesche("--version").stdout.startswith(b"depesche ")
