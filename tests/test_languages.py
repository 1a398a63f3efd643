"""Loading of language data: faults are named with file and line."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from depesche import languages
from depesche.errors import DataFileError


class Cue(BaseModel):
    lemma: str
    weight: int = 1


class Settings(BaseModel):
    months: dict[str, int]


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_tables_skip_comments_and_empty_lines(tmp_path: Path) -> None:
    table = written(tmp_path, "cues.csv", "# verbs\nlemma,weight\n\nsagen,2\nmeinen,\n")
    assert languages.read_table(table, Cue) == [Cue(lemma="sagen", weight=2), Cue(lemma="meinen")]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("lemma,weight\nsagen,2\nmeinen,viel\n", 3, "weight"),
        ("lemma,weight\nsagen,2,3\n", 2, "3 cells where the header has 2"),
        ("lemma,weight\n,2\n", 2, "lemma"),
        ('lemma,weight\n"sagen,2\n', 2, "unexpected end"),
    ],
)
def test_a_faulty_row_is_named_by_file_and_line(
    tmp_path: Path, text: str, line: int, reason: str
) -> None:
    table = written(tmp_path, "cues.csv", text)
    with pytest.raises(DataFileError, match=reason) as caught:
        languages.read_table(table, Cue)
    assert str(caught.value).startswith(f"{table}:{line}: ")


def test_a_faulty_setting_is_named_by_line(tmp_path: Path) -> None:
    path = written(tmp_path, "months.toml", "[months]\nJanuar = 1\nFebruar = 'zwei'\n")
    with pytest.raises(DataFileError, match=r"months\.Februar") as caught:
        languages.read_settings(path, Settings)
    assert caught.value.line == 3


def test_a_missing_or_wrongly_encoded_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"fehlt\.csv: No such file"):
        languages.read_table(tmp_path / "fehlt.csv", Cue)
    (tmp_path / "latin.csv").write_bytes("lemma\nfür\n".encode("latin-1"))
    with pytest.raises(DataFileError, match="not UTF-8"):
        languages.read_table(tmp_path / "latin.csv", Cue)
