"""The formats a reading can be shown in, by the name the command line gives them.

In: a `Reading`. Out: text. Each format is imported when it is first used, so that knowing their
names costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.model import Reading


def _text(reading: Reading) -> str:
    from depesche.formats.text import render  # noqa: PLC0415

    return render(reading)


def _json(reading: Reading) -> str:
    from depesche.formats.json import render  # noqa: PLC0415

    return render(reading)


def _html(reading: Reading) -> str:
    from depesche.formats.html import page  # noqa: PLC0415

    return page(reading)


def _plover(reading: Reading) -> str:
    from depesche.formats.plover import render  # noqa: PLC0415

    return render(reading)


def _csv(reading: Reading) -> str:
    from depesche.formats.csv import render  # noqa: PLC0415

    return render(reading)


def for_terminal(reading: Reading) -> str:
    """Return the text format as wide and as colourful as standard output allows."""
    from depesche.formats import text  # noqa: PLC0415

    return text.for_terminal(reading)


FORMATS: dict[str, Callable[[Reading], str]] = {
    "text": _text,
    "json": _json,
    "html": _html,
    "plover": _plover,
    "csv": _csv,
}
