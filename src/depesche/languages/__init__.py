"""Language data: what a linguist would want to change, as CSV and TOML files in a folder each.

In: a language code, a file's name and a model of its rows. Out: validated rows. A faulty file
raises `DataFileError` with file and line. The split into language folders is spaCy's.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from depesche.errors import DataFileError

ROOT = Path(__file__).parent
Row = TypeVar("Row", bound=BaseModel)


def available() -> tuple[str, ...]:
    """Return the codes (ISO 639-1) of the languages that have a folder."""
    return tuple(sorted(p.name for p in ROOT.iterdir() if p.is_dir() and len(p.name) == 2))


def path(lang: str, name: str) -> Path:
    """Return the path of data file `name` (such as `times/rules.csv`) of language `lang`."""
    return ROOT / lang / name


def read_table(file: Path, row: type[Row]) -> list[Row]:
    """Read a CSV table (UTF-8, header line, `#` comment lines) into validated rows.

    Empty cells count as not given, so that the model's defaults apply. Raises `DataFileError`.
    """
    return [found for _, found in read_rows(file, row)]


def read_rows(file: Path, row: type[Row]) -> Iterator[tuple[int, Row]]:
    """Read a table as `read_table`, each row with its line, for checks that must name it."""
    for line, cells in _cells(file):
        yield line, _validated(file, line, cells, row)


def read_settings(file: Path, model: type[Row]) -> Row:
    """Read a TOML file into a validated model. Raises `DataFileError`."""
    data = read_toml(file)
    try:
        return model.model_validate(data)
    except ValidationError as e:
        first = e.errors()[0]
        keys = [str(k) for k in first["loc"]]
        raise DataFileError(file, _line_of(file, keys), _message(first)) from None


def read_toml(file: Path) -> dict[str, Any]:
    """Read a TOML file into a dictionary. Raises `DataFileError`."""
    try:
        return tomllib.loads(_text(file))
    except tomllib.TOMLDecodeError as e:
        raise DataFileError(file, getattr(e, "lineno", None), str(e)) from None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as e:
        raise DataFileError(file, None, e.strerror or "cannot be read") from None
    except UnicodeDecodeError as e:
        raise DataFileError(file, None, f"is not UTF-8 (byte {e.start})") from None


def _cells(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(_text(file), newline=""), strict=True)
    header: list[str] | None = None
    try:
        for cells in reader:
            if not any(cells) or cells[0].startswith("#"):
                continue
            if header is None:
                header = cells
                continue
            if len(cells) != len(header):
                message = f"{len(cells)} cells where the header has {len(header)}"
                raise DataFileError(file, reader.line_num, message)
            given = {k: v.strip() for k, v in zip(header, cells, strict=True) if v.strip()}
            yield reader.line_num, given
    except csv.Error as e:
        raise DataFileError(file, reader.line_num, str(e)) from None


def _validated(file: Path, line: int, cells: dict[str, str], row: type[Row]) -> Row:
    try:
        return row.model_validate(cells)
    except ValidationError as e:
        raise DataFileError(file, line, _message(e.errors()[0])) from None


def _message(error: Any) -> str:
    where = ".".join(str(k) for k in error["loc"])
    return f"{where}: {error['msg']}" if where else str(error["msg"])


def _line_of(file: Path, keys: Iterable[str]) -> int | None:
    """Guess the line of a TOML key: the first line that names the last of `keys`."""
    names = [k for k in keys if not k.isdigit()]
    lines = _text(file).splitlines()
    for name in reversed(names):
        for number, text in enumerate(lines, 1):
            if name in text:
                return number
    return None
