"""The event lexicons: valid, without contradictions, errors with file and line."""

from pathlib import Path

import pytest

from depesche.errors import DataFileError
from depesche.events import lexicon
from depesche.events.forms import Endings, Forms

HEADER = "lemmas,pos,type,mode,actor,recipient,needs\n"
SLOTS = {"subj", "obj", "iobj", "ins", "comp", "compobj", "compaux", "clause", "poss", "adj", "by"}


@pytest.mark.parametrize("lang", ["de", "en", "ru"])
def test_lexicons_load_and_know_all_types_of_plover(lang: str) -> None:
    loaded = lexicon.Lexicon(lang)
    types = {f.type for frames in loaded._frames.values() for f in frames}
    assert len(types) == 16


def frames(tmp_path: Path, rows: str) -> object:
    file = tmp_path / "triggers.csv"
    file.write_text(HEADER + rows, encoding="utf-8")
    return lexicon._frames(file, lexicon._ontology())


def test_same_word_with_two_types_under_the_same_conditions_is_refused(tmp_path: Path) -> None:
    rows = "# a comment\nloben,verb,SUPPORT,,subj,obj,\nrügen loben,verb,ACCUSE,,subj,obj,\n"
    with pytest.raises(DataFileError, match=r"triggers\.csv:4: loben .* SUPPORT in line 3"):
        frames(tmp_path, rows)


def test_same_word_may_differ_by_its_conditions(tmp_path: Path) -> None:
    rows = "legen,verb,REJECT,,subj,gegen,obj=Veto\nlegen,verb,ACCUSE,,subj,gegen,obj=Protest\n"
    assert frames(tmp_path, rows)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("loben,verb,PRAISE,,subj,obj,\n", "type"),
        ("loben,verb,SUPPORT,sing,subj,obj,\n", "no 'sing'"),
        ("loben,verb,SUPPORT,,subj,obj,obj=\n", "is no condition"),
        ("loben,adverb,SUPPORT,,subj,obj,\n", "pos"),
    ],
)
def test_faulty_rows_are_named_with_their_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(DataFileError, match=rf"triggers\.csv:2: .*{message}"):
        frames(tmp_path, row)


def test_operators_must_not_contradict_each_other(tmp_path: Path) -> None:
    file = tmp_path / "operators.csv"
    head = "lemmas,pos,slots,status,detail,actor,recipient\n"
    rows = "planen,verb,obj|comp,planned,,subj,\nplanen,verb,comp,negated,,subj,\n"
    file.write_text(head + rows, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"operators\.csv:3: planen"):
        lexicon._operators(file)


@pytest.mark.parametrize(
    ("compound", "type_"),
    [
        ("Sekundärsanktion", "SANCTION"),
        ("Drohnenangriff", "ASSAULT"),
        ("Krisengespräch", "CONSULT"),
    ],
)
def test_compounds_are_known_by_their_end(compound: str, type_: str) -> None:
    found = lexicon.Lexicon("de").frames(compound, "noun")
    assert found[0].type == type_


@pytest.mark.parametrize("word", ["Zeitdruck", "Eindruck", "Arztbesuch", "Preiskrieg"])
def test_compounds_that_tell_no_event_are_not_known(word: str) -> None:
    assert lexicon.Lexicon("de").frames(word, "noun") == ()


@pytest.mark.parametrize(
    ("lang", "form", "lemma"),
    [
        ("de", "traf", "treffen"),
        ("de", "vorbereiteten", "vorbereiten"),
        ("de", "zurückgewiesen", "zurückweisen"),
        ("de", "schloss", "schliessen"),
        ("de", "einzustellen", "einstellen"),
        ("en", "withdrew", "withdraw"),
        ("en", "accused", "accuse"),
        ("en", "banning", "ban"),
        ("ru", "отвергла", "отвергнуть"),
        ("ru", "осудили", "осудить"),
    ],
)
def test_inflected_verbs_lead_back_to_the_lexicon(lang: str, form: str, lemma: str) -> None:
    assert lexicon.Lexicon(lang).lemma("?", form, "verb") == lemma


def test_umlaut_plurals_lead_back_to_the_lexicon() -> None:
    assert lexicon.Lexicon("de").lemma("?", "vorwürfe", "noun") == "vorwurf"
    assert lexicon.Lexicon("de").lemma("?", "länder", "noun") == "land"


def test_only_lexicon_words_are_inflected(tmp_path: Path) -> None:
    forms = Forms(Endings(verb=("t",), infinitive=("en",)), tmp_path / "none.csv")
    assert forms.verbs(["loben"]) == {"loben": ("loben",), "lobt": ("loben",)}


def test_wrong_lemma_of_the_parser_gives_way_to_the_form() -> None:
    german = lexicon.Lexicon("de")
    assert german.lemma("werben", "warf", "verb") == "werfen"
    assert german.lemma("fordern", "fordert", "verb") == "fordern"


def test_every_plover_mode_has_a_cameo_root_and_goldstein_value() -> None:
    for (type_, mode), (cameo, goldstein) in lexicon._ontology().items():
        assert cameo.isdigit(), (type_, mode)
        assert -10 <= goldstein <= 10


SILENT = "lemmas,pos,needs\n"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("loben,verb,\n", "needs: Field required"),
        ("rügen,verb,obj=Tor\n", "no trigger"),
        ("loben,verb,obj=$tor\n", "no class of words"),
    ],
)
def test_faulty_silent_senses_are_named_with_their_line(
    tmp_path: Path, row: str, message: str
) -> None:
    file = tmp_path / "silent.csv"
    file.write_text(SILENT + row, encoding="utf-8")
    known = lexicon._frames(
        _written(tmp_path, "loben,verb,SUPPORT,,subj,obj,\n"), lexicon._ontology()
    )
    with pytest.raises(DataFileError, match=rf"silent\.csv:2: .*{message}"):
        lexicon._silent(file, known, {})


def test_a_silent_sense_stands_back_behind_a_more_demanding_frame() -> None:
    loaded = lexicon.Lexicon("de")
    plain, *_ = [f for f in loaded.frames("schießen", "verb") if len(f.needs) == 1]
    assert loaded.silent(plain)
    assert all(
        len(n) >= len(f.needs) for f in loaded.frames("treffen", "verb") for n in loaded.silent(f)
    )


def _written(folder: Path, rows: str) -> Path:
    file = folder / "triggers.csv"
    file.write_text(HEADER + rows, encoding="utf-8")
    return file
