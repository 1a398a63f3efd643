"""Bytes to reports: encodings, titles, and what is refused."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.errors import InputError
from depesche.sources import MAX_BYTES, decode, from_bytes, from_file, from_text

GERMAN = "Außenminister in Genf\n\nDie Minister berieten über die künftige Rüstungskontrolle."
RUSSIAN = "Президент Казахстана заявил во вторник, что переговоры в Женеве будут продолжены."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (GERMAN, "utf-16"),
        (GERMAN, "utf-32"),
        (GERMAN, "cp1252"),
        (GERMAN, "iso8859-15"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
    ],
)
def test_common_encodings_are_told_apart(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        ("﻿".encode(), "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is binary"),
        (bytes(range(32)) * 4, "is binary"),
        ("Größe, Grüße, Äußerung ".encode() + b"\xff" + b" Ende", "damaged byte at 29"),
        (b"\xff\xfea", "claims to be utf-16"),
        (b"2023 - 09 - 16 ...", "holds no words"),
    ],
)
def test_what_is_not_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        from_bytes(data, where="agentur.txt")
    assert str(caught.value).startswith("agentur.txt: ")
    assert "\n" not in str(caught.value)


def test_a_file_beyond_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    large = tmp_path / "archiv.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputError, match=f"too large .* limit {MAX_BYTES // 1_000_000} MB"):
        from_file(large)


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"fehlt\.txt: no such file"):
        from_file(tmp_path / "fehlt.txt")
    with pytest.raises(InputError, match="is a folder"):
        from_file(tmp_path)
    with pytest.raises(InputError, match="is not a file name"):
        from_file("a\0b")


def test_text_from_files_is_nfc_with_plain_line_ends() -> None:
    data = unicodedata.normalize("NFD", GERMAN).replace("\n", "\r\n").encode()
    assert from_bytes(data).text == GERMAN


def test_a_string_keeps_its_offsets() -> None:
    text = unicodedata.normalize("NFD", GERMAN)
    assert from_text(text).text == text


def test_the_first_line_is_the_title_only_if_a_blank_line_follows() -> None:
    assert from_text(GERMAN).title == "Außenminister in Genf"
    assert from_text(GERMAN.replace("\n\n", "\n")).title is None


def test_the_same_text_has_the_same_id() -> None:
    assert from_text(GERMAN).id == from_text(GERMAN).id
    assert from_text(GERMAN).id != from_text(RUSSIAN).id


@given(st.binary(max_size=400))
def test_any_bytes_give_a_report_or_one_clear_line(data: bytes) -> None:
    try:
        report = from_bytes(data)
    except InputError as e:
        assert "\n" not in str(e)
    else:
        assert report.text.strip()


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_utf8_is_taken_at_its_word(text: str) -> None:
    try:
        assert decode(text.encode()) == text.removeprefix("﻿")
    except InputError as e:
        assert not text.strip("﻿ \t\n\r\f\v") or "binary" in str(e) or "utf" in str(e)
