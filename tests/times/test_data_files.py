"""The language files: sound as shipped, and named with file and line where they are not."""

from pathlib import Path

import pytest

from depesche import languages
from depesche.errors import DataFileError
from depesche.times.data import load, load_folder
from depesche.times.patterns import Forms, PatternError, compile_pattern

CLASSES = {
    "unit": Forms(frozenset({"tag", "jahr"})),
    "number": Forms(frozenset({"zwei"}), r"\d+"),
}


@pytest.mark.parametrize("lang", ["de", "en", "ru"])
def test_shipped_language_loads_and_every_rule_can_open(lang: str):
    for rule in load(lang).rules:
        opening = rule.pattern.opening
        assert opening.whole or opening.prefix or opening.digit, rule.name


FAULTS = [
    ("rules.csv", "a,DATE,date,{nothing},,", "unknown class {nothing}"),
    ("rules.csv", "a,DATE,date,(jahr,,", "never closed"),
    ("rules.csv", "a,DATE,no_kind,jahr,,", "kind"),
    ("rules.csv", "a,DAY,date,jahr,,", "type"),
    ("rules.csv", "a,DATE,date,jahr,,no_check", "checks"),
    ("rules.csv", "a,DATE|TIME,date,jahr,,", "1 extents"),
    ("rules.csv", "a,DATE,relative,jahr,which=1,", "needs a slot 'unit'"),
    ("rules.csv", "a,DATE,date,jahr,which,", "pairs"),
    ("tables.csv", "month,mai,05\nmonth,mai,06", "two values"),
    ("tables.csv", "holiday,fest,someday", "no rule for a feast"),
    ("patterns.csv", 'year,"(",1999', "regex"),
    ("patterns.csv", 'year,"\\d{4}",abc', "example"),
]


@pytest.mark.parametrize(("name", "row", "message"), FAULTS)
def test_fault_in_a_data_file_is_named_with_file_and_line(
    tmp_path: Path, name: str, row: str, message: str
):
    headers = {
        "patterns.csv": "name,regex,example",
        "tables.csv": "table,forms,value",
        "rules.csv": "name,type,kind,pattern,slots,checks",
        "tenses.csv": "forms,tense",
    }
    for file, header in headers.items():
        rows = f"\n{row}\n" if file == name else "\n"
        (tmp_path / file).write_text(header + rows, encoding="utf-8")
    with pytest.raises(DataFileError) as error:
        load_folder("zz", tmp_path)
    assert message in str(error.value)
    assert error.value.line is not None
    assert f"{name}:" in str(error.value)


def test_a_new_language_needs_only_its_files(tmp_path: Path):
    (tmp_path / "patterns.csv").write_text('name,regex,example\nyear,"\\d{4}",1999\n')
    (tmp_path / "tables.csv").write_text("table,forms,value\nmonth,mei,05\n")
    (tmp_path / "rules.csv").write_text(
        "name,type,kind,pattern,slots,checks\nmonth_year,DATE,date,{month} {year},,\n"
    )
    language = load_folder("nl", tmp_path)
    assert language.rules[0].pattern.search.match("Mei 2020") is not None


@pytest.mark.parametrize(
    ("pattern", "text", "extent"),
    [
        ("vor [{number} {unit}]", "vor zwei  Jahr", "zwei  Jahr"),
        ("({number} )?{unit}", "Tag", "Tag"),
        ("({number}|ein) {unit}", "7 tag", "7 tag"),
        (r"{number}\.", "3.", "3."),
    ],
)
def test_pattern_notation_matches_what_it_says(pattern: str, text: str, extent: str):
    compiled = compile_pattern(pattern, CLASSES)
    match = compiled.search.match(text)
    assert match is not None
    assert match[compiled.extents[0]] == extent


@pytest.mark.parametrize("pattern", ["(a", "a)", "[a", "{Bad}", "?", "{unit"])
def test_broken_notation_is_refused(pattern: str):
    with pytest.raises(PatternError):
        compile_pattern(pattern, CLASSES)


def test_every_language_with_rules_has_tenses_and_relations():
    for lang in languages.available():
        if languages.path(lang, "times").is_dir():
            assert load(lang).tenses, lang
            assert "relation" in load(lang).tables, lang
