"""Words as actors are looked up: a text cut into runs of letters and single signs.

In: a text. Out: its pieces with their places. Independent of any tokeniser, so that compounds
(*US-Sanktionen*), abbreviations (*U.S.*) and formats (*C5+1*) look the same under every pipeline.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

# One character for one, so that offsets stay; replacing one by one is faster than a table.
_SAME = (
    ("’", "'"),
    ("‘", "'"),
    ("ʼ", "'"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("ё", "е"),
    ("Ё", "Е"),
)
_PIECE = re.compile(r"\w+|[^\w\s]")


class Pieces(NamedTuple):
    """Parallel lists: the words of a text and where each starts."""

    words: list[str]
    starts: list[int]

    def end(self, i: int) -> int:
        """Return the offset after piece `i`."""
        return self.starts[i] + len(self.words[i])

    def glued(self, i: int) -> bool:
        """Say whether piece `i` follows the one before it without a space."""
        return i > 0 and self.starts[i] == self.end(i - 1)

    def at(self, offset: int) -> int:
        """Return the index of the last piece that starts at or before `offset`."""
        return bisect_right(self.starts, offset) - 1


def normalised(text: str) -> str:
    """Return `text` with one apostrophe, one hyphen, no ё; every character keeps its place."""
    for odd, plain in _SAME:
        text = text.replace(odd, plain)
    return text


def cut(text: str) -> Pieces:
    """Cut a text into pieces."""
    plain = normalised(text)
    words = _PIECE.findall(plain)
    starts = [match.start() for match in _PIECE.finditer(plain)]
    return Pieces(words, starts)


def split(phrase: str) -> list[str]:
    """Cut a phrase of a lexicon in the same way as a text."""
    return _PIECE.findall(normalised(phrase))
