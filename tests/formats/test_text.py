import re

import pytest
from rich.cells import cell_len

from depesche.formats import text
from tests.formats.readings import hostile, plain, small

ESCAPE = re.compile(r"\x1b")


def test_head_names_title_outlet_date_and_language() -> None:
    first, second = text.render(small()).splitlines()[:2]
    assert first == "Kanzler reist nach Jerewan"
    assert second == "Testblatt · 2024-03-02 · German · jerewan.de.txt"


def test_claims_come_first_with_verdict_evidence_and_each_subject() -> None:
    shown = text.render(small(), 120)
    assert (
        shown.index("Claims (2): 1 mixed, 1 not covered")
        < shown.index("Statements (1)")
        < shown.index("Events (4)")
    )
    assert "± mixed: Armenien ja; Georgien nein" in shown
    assert "each: Armenia ✓, Georgia ✗" in shown
    assert "Georgia: member of CIS, from 1993-12-03 until 2009-08-17 [own-test-source]" in shown


def test_negated_claim_reads_as_negated() -> None:
    assert "claim: Russia imposed no sanctions on Armenia, 2024-03-02" in text.render(small())


def test_events_tell_who_did_what_to_whom_when_and_whether() -> None:
    shown = text.render(small())
    assert "Germany and Armenia — CONSULT (meet), planned" in shown
    assert "2024-03-04 to 2024-03-10, in Armenia; “sprechen”" in shown
    assert "Russia — ACCUSE, actual → Armenia" in shown
    assert "THREATEN, negated (denied) → Russia" in shown
    assert "so says Armenia" in shown


@pytest.mark.parametrize("width", [20, 30, 50, 88, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert all(cell_len(line) <= width for line in text.render(small(), width).splitlines())


def test_text_for_a_pipe_has_no_colour_codes() -> None:
    assert not ESCAPE.search(text.render(small()))


def test_text_for_a_terminal_has_colour_codes_on_request_only() -> None:
    coloured = text.render(small(), colour=True)
    assert ESCAPE.search(coloured)
    bare = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == text.render(small()).splitlines()


def test_environment_does_not_change_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    before = text.render(small())
    for name, value in {"COLUMNS": "40", "FORCE_COLOR": "1", "TERM": "xterm-256color"}.items():
        monkeypatch.setenv(name, value)
    assert text.render(small()) == before


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("[bold]fett[/bold]", "[bold]fett[/bold]"),
        ("[/]", "[/]"),
        ("\x1b[31mrot", "␛[31mrot"),
        ("\x9b31mrot", "\ufffd31mrot"),
        ("glocke\a", "glocke␇"),
        ("um\u202egekehrt", "um\ufffdgekehrt"),
        ("zwei\r\nZeilen", "zwei␍ Zeilen"),
        (":smile: Zeichen", ":smile: Zeichen"),
    ],
)
def test_unusual_text_is_shown_and_drives_nothing(words: str, shown: str) -> None:
    result = text.render(hostile(words), 200)
    assert shown in result
    assert not set("\x1b\x9b\a\r\u202e") & set(result)


def test_nothing_found_is_said() -> None:
    assert "Claims: none found" in text.render(plain("Nichts."))


def test_a_pipe_gets_the_plain_text(capsys: pytest.CaptureFixture[str]) -> None:
    print(text.for_terminal(small()), end="")
    assert capsys.readouterr().out == text.render(small())
