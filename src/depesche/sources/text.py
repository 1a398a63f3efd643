"""Plain text files, in whatever encoding, to `Report`.

In: a path, bytes or a string. Out: a `Report` whose text is Unicode NFC with `\\n` line ends.
UTF-8 (or a byte order mark) is taken at its word; other encodings are detected by
charset-normalizer, and what is binary or damaged is refused rather than guessed at.
"""

from __future__ import annotations

import codecs
import datetime as dt
import hashlib
import sys
import unicodedata
from pathlib import Path

from depesche.errors import InputError
from depesche.model import Report
from depesche.sources.language import detect

MAX_BYTES = 2_000_000
"""The largest report in bytes: some 800 printed pages. Anything larger is not one report."""

_MAX_TITLE = 200
# The encodings that German, English and Russian text is found in, UTF-8 apart. Latin text is
# mostly ASCII, Cyrillic text mostly not; kept apart, short texts are told much more surely.
_LATIN = ("cp1252", "cp1250")
_CYRILLIC = ("cp1251", "koi8_r", "cp866", "iso8859_5")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def from_file(
    path: Path | str, *, published: dt.date | None = None, language: str | None = None
) -> Report:
    """Read the file `path`; `-` is standard input. Raises `InputError`."""
    name = str(path)
    data = _standard_input() if name == "-" else _file_bytes(Path(path))
    where = "<stdin>" if name == "-" else name
    return from_bytes(data, where=where, published=published, language=language)


def from_bytes(
    data: bytes,
    *,
    where: str = "<bytes>",
    published: dt.date | None = None,
    language: str | None = None,
) -> Report:
    """Decode `data` and make a `Report` of it; `where` names it in errors. Raises `InputError`."""
    if len(data) > MAX_BYTES:
        raise _too_large(where, len(data))
    text = unicodedata.normalize("NFC", decode(data, where=where))
    return from_text(
        text.replace("\r\n", "\n").replace("\r", "\n"),
        where=where,
        published=published,
        language=language,
        id=None if where.startswith("<") else Path(where).name,
    )


def from_text(
    text: str,
    *,
    where: str = "<text>",
    published: dt.date | None = None,
    language: str | None = None,
    id: str | None = None,
) -> Report:
    """Make a `Report` of `text` as it is, so that offsets point into the caller's own string.

    `language` is detected if not given; `id` defaults to a hash of the text. Raises `InputError`
    where there are no words, or no language can be told.
    """
    if not text.strip():
        raise InputError(where, "is empty")
    if not any(c.isalpha() for c in text):
        raise InputError(where, "holds no words")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as e:
        raise InputError(where, f"holds half a character (surrogate) at {e.start}") from None
    return Report(
        id=id or hashlib.sha256(text.encode("utf-8")).hexdigest()[:16],
        title=_title(text),
        published=published,
        language=language or detect(text),
        text=text,
    )


def decode(data: bytes, *, where: str = "<bytes>") -> str:
    """Return the text of `data`. Raises `InputError` for binary, damaged or empty data."""
    if not data.strip():
        raise InputError(where, "is empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, where)
    if _is_binary(data):
        raise InputError(where, "is binary, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as e:
        if _is_damaged_utf8(data):
            message = f"is UTF-8 with a damaged byte at {e.start}; mend or convert the file"
            raise InputError(where, message) from None
    return _detected(data, where)


def _strictly(data: bytes, encoding: str, where: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as e:
        message = f"claims to be {encoding} but is not (byte {e.start})"
        raise InputError(where, message) from None
    if not text.strip():
        raise InputError(where, "is empty")
    return text


def _is_binary(data: bytes) -> bool:
    """Tell data with NUL bytes, or with many control characters, from text."""
    if b"\0" in data:
        return True
    control = sum(data.count(bytes([b])) for b in range(32) if b not in b"\t\n\r\f\v\x1b")
    return control > len(data) * 0.02


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell UTF-8 with a few bad bytes from another encoding, by which kind of byte prevails."""
    replaced = data.decode("utf-8", errors="replace")
    bad = replaced.count("\ufffd")
    good = sum(c > "\x7f" for c in replaced) - bad
    return good > bad


def _detected(data: bytes, where: str) -> str:
    # charset-normalizer is slow to import and most input is UTF-8.
    from charset_normalizer import from_bytes as guess  # noqa: PLC0415

    letters = sum(b > 0x7F or chr(b).isalpha() for b in data)
    beyond_ascii = sum(b > 0x7F for b in data)
    likely = _CYRILLIC if beyond_ascii > letters / 2 else _LATIN
    best = guess(data, cp_isolation=list(likely), threshold=0.5).best()
    if best is None:
        raise InputError(where, "is in no encoding that could be told; convert it to UTF-8")
    return str(best)


def _file_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise InputError(str(path), "is a folder, not a file")
        if size > MAX_BYTES:
            raise _too_large(str(path), size)
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(str(path), "no such file") from None
    except ValueError:
        raise InputError(repr(str(path)), "is not a file name") from None
    except OSError as e:
        raise InputError(str(path), e.strerror or "cannot be read") from None


def _standard_input() -> bytes:
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _too_large("<stdin>", len(data))
    return data


def _too_large(where: str, size: int) -> InputError:
    limit = MAX_BYTES // 1_000_000
    return InputError(where, f"is too large for one report ({size:,} bytes; limit {limit} MB)")


def _title(text: str) -> str | None:
    """Take the first line as the title if a blank line sets it apart and it is short enough."""
    lines = text.lstrip().split("\n")
    first = lines[0].strip()
    is_apart = len(lines) > 1 and not lines[1].strip()
    return first if is_apart and len(first) <= _MAX_TITLE else None
