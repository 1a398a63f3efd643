"""The language tables: every file is valid, forms are made as grammar has them."""

from pathlib import Path

import pytest

from depesche import languages
from depesche.errors import DataFileError
from depesche.statements import lexicon
from depesche.statements.lexicon import VerbRow


@pytest.mark.parametrize("lang", ["de", "en", "ru"])
def test_tables_load(lang: str) -> None:
    tables = lexicon.load(lang)
    assert tables is not None
    assert len(tables.verbs) > 200


@pytest.mark.parametrize(
    ("form", "lemma", "kind"),
    [
        ("sagte", "sagen", "finite"),
        ("mitgeteilt", "mitteilen", "participle"),
        ("mitteilte", "mitteilen", "finite"),
        ("eingeräumt", "einräumen", "participle"),
        ("rechnet", "rechnen", "finite"),
        ("behauptet", "behaupten", "participle"),
        ("dementiert", "dementieren", "participle"),
        ("rief", "rufen", "finite"),
        ("hervorgehoben", "hervorheben", "participle"),
    ],
)
def test_german_forms(form: str, lemma: str, kind: str) -> None:
    tables = lexicon.load("de")
    assert tables is not None
    assert (lemma, kind) in {(v.lemma, v.kind) for v in tables.verbs[form]}


@pytest.mark.parametrize(
    ("form", "mood"),
    [
        ("sei", "subjunctive1"),
        ("werde", "subjunctive1"),
        ("handele", "subjunctive1"),
        ("teilnehme", "subjunctive1"),
        ("gäbe", "subjunctive2"),
        ("wären", "subjunctive2"),
    ],
)
def test_konjunktiv_is_told_by_its_form(form: str, mood: str) -> None:
    tables = lexicon.load("de")
    assert tables is not None
    assert tables.form_kinds(form) == {mood}


def test_faulty_row_is_named_with_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "verbs.csv"
    file.write_text("lemma,uses\nsagen,clause\nreden,shouting\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"verbs\.csv:3: .*shouting"):
        languages.read_table(file, VerbRow)


def test_language_without_folder_has_no_tables() -> None:
    assert lexicon.load("fr") is None
