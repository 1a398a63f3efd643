"""What the stages rest on: subject and object, mood, passive, names. Sentences not trained on."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc


def relation(doc: Doc, text: str) -> str:
    return next(token.dep_ for token in doc if token.text == text)


@pytest.mark.parametrize(
    ("text", "subject", "obj"),
    [
        ("Den Minister lobte der Präsident.", "Präsident", "Minister"),
        ("Der Präsident lobte den Minister.", "Präsident", "Minister"),
        ("Den Vorschlag wies die Kanzlerin zurück.", "Kanzlerin", "Vorschlag"),
        ("Einen Waffenstillstand fordert seit Wochen der Generalsekretär.", "Generalsekretär",
         "Waffenstillstand"),
        ("Am Dienstag verhängte die Regierung ein Embargo.", "Regierung", "Embargo"),
    ],
)  # fmt: skip
def test_german_case_tells_subject_from_object(
    german: Language, text: str, subject: str, obj: str
) -> None:
    doc = german(text)
    assert relation(doc, subject) == "nsubj"
    assert relation(doc, obj).split(":")[0] in ("obj", "obl")


@pytest.mark.parametrize(
    ("text", "head", "obj"),
    [
        ("Von der Leyen lobte die Fortschritte.", "lobte", "Fortschritte"),
        ("Brüssel: Von der Leyen kritisierte China scharf.", "kritisierte", "China"),
        ("Die Ministerin Marina von Hagenow kam an. Von Hagenow warf Ungarn Verrat vor.", "warf",
         "Verrat"),
    ],
)  # fmt: skip
def test_surname_with_a_preposition_is_the_subject(
    german: Language, text: str, head: str, obj: str
) -> None:
    doc = german(text)
    (von,) = [token for token in doc if token.text == "Von"]
    assert (von.dep_, von.head.text, von.pos_) == ("nsubj", head, "PROPN")
    assert relation(doc, obj) == "obj"


def test_genitive_of_such_a_surname_hangs_on_its_noun(german: Language) -> None:
    doc = german("Von der Leyens Besuch in Kiew war kurz.")
    assert (doc[0].dep_, doc[0].head.text) == ("nmod", "Besuch")


def test_preposition_before_another_name_remains_one(german: Language) -> None:
    doc = german("Von Scholz kam kein Widerspruch. Von der Regierung kam Lob.")
    assert [token.pos_ for token in doc if token.text == "Von"] == ["ADP", "ADP"]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Er sagte, die Gruppe werde mehrere Themen erörtern.", "werde"),
        ("Das Land sei unabhängig, betonte der Sprecher.", "sei"),
        ("Sie erklärte, dass die Regierung den Vertrag unterzeichnet habe.", "habe"),
    ],
)
def test_reported_speech_stands_in_the_konjunktiv(german: Language, text: str, verb: str) -> None:
    (token,) = [t for t in german(text) if t.text == verb]
    assert token.morph.get("Mood") == ["Sub"]


def test_statements_of_fact_stand_in_the_indicative(german: Language) -> None:
    doc = german("Die Gruppe wird mehrere Themen erörtern, weil sie es versprochen hat.")
    assert [t.morph.get("Mood") for t in doc if t.pos_ == "AUX"] == [["Ind"], ["Ind"]]


def test_the_passive_has_an_agent(german: Language) -> None:
    doc = german("Der Vertrag wurde am Montag von der Opposition kritisiert.")
    assert relation(doc, "Vertrag") == "nsubj:pass"
    assert relation(doc, "Opposition") == "obl:agent"


def test_the_head_of_a_sentence_is_spacys_root(german: Language) -> None:
    doc = german("Er kam.\n\nSie ging.")
    assert [s.root.text for s in doc.sents] == ["kam", "ging"]
    assert {s.root.dep_ for s in doc.sents} == {"ROOT"}
    assert all(t.dep_ == "dep" for t in doc if t.is_space)


def test_persons_places_and_organisations_are_named(german: Language, english: Language) -> None:
    doc = german("Angela Merkel sprach in Genf mit Vertretern der Vereinten Nationen.")
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("Angela Merkel", "PER"),
        ("Genf", "LOC"),
        ("Vereinten Nationen", "ORG"),
    ]
    doc = english("John Kerry flew to Geneva on Monday.")
    assert [(e.text, e.label_) for e in doc.ents] == [("John Kerry", "PER"), ("Geneva", "LOC")]


def test_words_derived_from_names_are_kept_apart(german: Language) -> None:
    doc = german("Der kirgisische Präsident kritisierte Moskau.")
    assert [(s.text, s.label_) for s in doc.spans["names"]] == [
        ("kirgisische", "LOCderiv"),
        ("Moskau", "LOC"),
    ]
    assert [e.text for e in doc.ents] == ["Moskau"]


def test_many_documents_are_parsed_as_each_alone(german: Language) -> None:
    texts = ["Er kam. Sie ging.", "", "Die EU tagt am 3. Mai in Brüssel.", "\n\n", "Nein."]
    for text, doc in zip(texts, german.pipe(texts), strict=True):
        alone = german(text)
        assert doc.text == text
        assert doc.to_json() == alone.to_json()


def test_russian_cases_tell_who_did_what(russian: Language) -> None:
    doc = russian("Министра похвалил президент.")
    assert relation(doc, "президент") == "nsubj"
    assert relation(doc, "Министра") == "obj"


def test_a_last_name_alone_is_the_person_named_before(german: Language) -> None:
    doc = german("Joe Biden reist nach Genf. Dort trifft Biden den Kanzler. Bidens Reise ist kurz.")
    assert [(e.text, e.label_) for e in doc.ents if "Biden" in e.text] == [
        ("Joe Biden", "PER"),
        ("Biden", "PER"),
        ("Bidens", "PER"),
    ]


def test_nominative_behind_a_name_in_another_case_is_the_subject(russian: Language) -> None:
    doc = russian("На переговорах с Орбаном Вучич заявил о газе.")
    assert [(name.text, name.label_) for name in doc.ents] == [("Орбаном", "PER"), ("Вучич", "PER")]
    assert relation(doc, "Вучич") == "nsubj"


def test_undeclined_part_of_a_name_remains_one(russian: Language) -> None:
    doc = russian("Канцлер Германии Ангела Меркель прибыла в Киев.")
    assert "Ангела Меркель" in [name.text for name in doc.ents]
    assert relation(doc, "Меркель") == "flat:name"
