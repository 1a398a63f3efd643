"""Statements: kinds, linked speakers, pronouns, unnamed sources."""

from hypothesis import given, settings
from hypothesis import strategies as st

from depesche.model import Mention
from tests.statements.reading import said


def mention(text: str, name: str, actor: str, via: str = "person") -> Mention:
    start = text.index(name)
    end = start + len(name)
    return Mention(start=start, end=end, text=name, actors=(actor,), via=via, why="test")  # type: ignore[arg-type]


def test_speaker_is_linked_to_the_actor_named_in_the_phrase() -> None:
    text = "Der Sicherheitsberater des Weißen Hauses, Tim Rolle, sagte, dass es regne."
    office = mention(text, "Weißen Hauses", "USA:presidency", "building")
    person = mention(text, "Tim Rolle", "person:tim-rolle")
    (statement,) = said(text, mentions=(office, person))
    assert statement.speaker is not None
    assert statement.speaker.actor == "person:tim-rolle"
    assert statement.speaker.text == "Der Sicherheitsberater des Weißen Hauses, Tim Rolle"


def test_pronoun_stands_for_the_last_speaker() -> None:
    text = "Der Präsident Adam Orsk sagte, er komme. Er sagte, dass es regne."
    _, second = said(text, mentions=(mention(text, "Adam Orsk", "person:adam-orsk"),))
    assert second.speaker is not None
    assert second.speaker.text == "Er"
    assert second.speaker.actor == "person:adam-orsk"


def test_pronoun_stands_for_the_only_person_of_the_sentence_before() -> None:
    text = "Am Montag reiste Adam Orsk nach Wien. Er sagte, dass es regne."
    (statement,) = said(text, mentions=(mention(text, "Adam Orsk", "person:adam-orsk"),))
    assert statement.speaker is not None
    assert statement.speaker.actor == "person:adam-orsk"


def test_pronoun_after_two_persons_stays_open() -> None:
    text = "Am Montag traf Adam Orsk in Wien Jan Voss. Er sagte, dass es regne."
    persons = (mention(text, "Adam Orsk", "person:a"), mention(text, "Jan Voss", "person:v"))
    (statement,) = said(text, mentions=persons)
    assert statement.speaker is not None
    assert statement.speaker.actor is None


def test_source_without_a_name_is_unnamed() -> None:
    text = "Ein Regierungssprecher sagte, dass es regne. Der Sprecher Jan Voss sagte, dass es taue."
    first, second = said(text, mentions=(mention(text, "Jan Voss", "person:jan-voss"),))
    assert first.speaker is not None and first.speaker.unnamed
    assert second.speaker is not None and not second.speaker.unnamed


def test_partly_quoted_indirect_speech_is_one_mixed_statement() -> None:
    text = "Der Präsident sagte, dass die „Bremser“ im Rat säßen."
    (statement,) = said(text)
    assert statement.kind == "mixed"
    assert statement.text == "dass die „Bremser“ im Rat säßen"


def test_direct_statement_is_given_without_its_marks() -> None:
    text = "„Wir kommen wieder“, sagte der Präsident."
    (statement,) = said(text)
    assert statement.text == "Wir kommen wieder"
    (quote,) = statement.quote
    assert text[quote.start : quote.end] == statement.text


def test_language_without_tables_has_no_statements() -> None:
    assert said("Il a dit que oui.", "fr") == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "sagte",
                "der",
                "Minister",
                "„",
                "“",
                ",",
                ":",
                ".",
                "dass",
                "er",
                "sei",
                "nach",
                "Angaben",
                "laut",
                "so",
                "und",
                "Wir",
                "\n",
                "(",
                ")",
                "–",
                "zu",
                "gehen",
                "»",
                "«",
                '"',
                "teilte",
                "mit",
                "wie",
                "heißt",
                "es",
                "soll",
            ]
        ),
        max_size=40,
    )
)
def test_no_word_salad_fails_and_offsets_hold(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for statement in said(text):
        assert statement.text == " … ".join(text[s.start : s.end] for s in statement.quote)
        for span in (*statement.quote, statement.cue, statement.frame):
            assert span is None or 0 <= span.start < span.end <= len(text)
