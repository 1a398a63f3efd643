"""Speech without a cue of its own: Konjunktiv, hearsay, reports."""

from tests.statements.reading import read, words


def test_konjunktiv_goes_on_with_the_last_speaker_until_the_mood_ends() -> None:
    text = (
        "Die Ministerin sagte, die Frist sei zu kurz. Die Gruppe werde im Mai tagen. Es handele "
        "sich um ein Angebot. Am Abend begann es zu regnen."
    )
    first, run = read(text)
    assert run.kind == "indirect/free indirect"
    expected = "Die Gruppe werde im Mai tagen. Es handele sich um ein Angebot."
    assert words(text, run.quote) == expected
    assert run.speaker == first.speaker


def test_hearsay_behind_a_statement_is_free_indirect() -> None:
    text = "Die Polizei teilte mit, ein Mann sei tot. Er soll aus Wien stammen."
    _, hearsay = read(text)
    assert hearsay.kind == "free indirect"
    assert words(text, hearsay.speaker) == "Die Polizei"


def test_demand_without_content_clause_is_reported_speech() -> None:
    text = "Die Opposition forderte ein Ende der Gewalt."
    (found,) = read(text)
    assert found.kind == "reported"
    assert words(text, found.speaker) == "Die Opposition"


def test_what_nobody_said_is_no_report() -> None:
    assert read("Die Opposition forderte kein Ende der Gewalt.") == ()
