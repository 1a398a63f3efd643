"""Depesche turns reporting on international affairs into a record that can be checked.

    import depesche
    reading = depesche.read(text, published="2023-09-16")
    reading.claims[0].verdict

Everything is imported when it is first used, so that `import depesche` costs nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from depesche.version import __version__

if TYPE_CHECKING:
    from depesche.errors import DepescheError
    from depesche.model import Reading, Report
    from depesche.reader import Reader
    from depesche.record import Record

__all__ = ["DepescheError", "Reader", "Reading", "Record", "Report", "__version__", "read"]

_HOMES = {
    "DepescheError": "depesche.errors",
    "Reader": "depesche.reader",
    "Reading": "depesche.model",
    "Record": "depesche.record",
    "Report": "depesche.model",
}
_reader: Reader | None = None


def read(
    text: str | Report,
    *,
    published: dt.date | str | None = None,
    language: str | None = None,
) -> Reading:
    """Read one report with the built-in record.

    `published` is a date or ISO 8601 text (`2023-09-16`), `language` an ISO 639-1 code (detected
    if not given). Raises `DepescheError` for a text without words, a malformed date or an unknown
    language. For many reports make one `Reader` and use `read_many`.
    """
    from depesche.dates import day  # noqa: PLC0415

    global _reader  # noqa: PLW0603
    if _reader is None:
        _reader = __getattr__("Reader")()
    on = day(published) if isinstance(published, str) else published
    return _reader.read(text, published=on, language=language)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'depesche' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    if name in ("Reader", "Reading"):
        _show_in_notebooks()
    return getattr(import_module(_HOMES[name]), name)


def _show_in_notebooks() -> None:
    from depesche.model import Reading  # noqa: PLC0415

    def fragment(reading: Reading) -> str:
        from depesche.formats import html  # noqa: PLC0415

        return html.fragment(reading)

    Reading.html = fragment
