"""Interviews and briefings: a line that begins with a name and a colon is that person's speech."""

from tests.statements.reading import read, words

INTERVIEW = """Frage: Herr Minister, wann treffen Sie sich?
Holm: Wir sehen uns im Mai. Ein Ort steht noch nicht fest.
Frage: Und die Sanktionen?
Holm: Die bleiben, bis alle Truppen abgezogen sind."""


def test_turns_belong_to_their_labels() -> None:
    turns = read(INTERVIEW)
    assert [words(INTERVIEW, t.speaker) for t in turns] == ["", "Holm", "", "Holm"]
    assert words(INTERVIEW, turns[1].quote) == (
        "Wir sehen uns im Mai. Ein Ort steht noch nicht fest."
    )
    assert {t.kind for t in turns} == {"direct"}


def test_two_names_that_take_turns_are_an_interview_without_questions() -> None:
    text = (
        "MR HOLM: We signed it today.\n\nMS BERG: We did not.\n\n"
        "MR HOLM: Then we shall sign tomorrow.\n\nMS BERG: Perhaps."
    )
    assert [words(text, t.speaker) for t in read(text, "en")] == [
        "MR HOLM", "MS BERG", "MR HOLM", "MS BERG",
    ]  # fmt: skip


def test_what_others_are_said_to_have_said_stays_theirs() -> None:
    text = "Вопрос: Что решил совет?\nХольм: Министр заявил, что договор подписан."
    _, turn, inner = read(text, "ru")
    assert words(text, turn.speaker) == "Хольм"
    assert words(text, inner.speaker) == "Министр"


def test_a_list_of_particulars_is_no_interview() -> None:
    assert read("Ort: Wien\nZeit: 10 Uhr\nOrt: Graz\nZeit: 12 Uhr\n") == ()


def test_a_single_line_with_a_colon_is_no_interview() -> None:
    assert read("Termine: Die Außenminister treffen sich im Mai in Wien.") == ()
