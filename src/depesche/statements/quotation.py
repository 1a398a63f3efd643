"""A found quotation with every span of every role, before it becomes a `Statement`.

The roles are those of the German News Quotation Attribution data set (Petersen-Frey and Biemann
2024): quote, speaker, cue, frame, addressee.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from depesche.model import StatementKind

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Quotation:
    """Reported speech; every role is a tuple of (start, end) code points, empty if not there.

    `nested` is true for words quoted literally within another quotation.
    """

    kind: StatementKind
    quote: Spans
    speaker: Spans = ()
    cue: Spans = ()
    frame: Spans = ()
    addressee: Spans = ()
    nested: bool = False
    why: str = ""


@dataclass(frozen=True)
class Found:
    """The same in token numbers, as the rules find it. Roles are sets of tokens.

    `speaker_of` says what kind of source the speaker is: `clause` for the subject of a verb,
    `source` for a phrase such as *laut Polizei*, `context` when taken from an earlier statement.
    """

    kind: StatementKind
    quote: frozenset[int]
    speaker: frozenset[int] = frozenset()
    cue: frozenset[int] = frozenset()
    frame: frozenset[int] = frozenset()
    addressee: frozenset[int] = frozenset()
    nested: bool = False
    why: str = ""


def tokens(*ranges: tuple[int, int]) -> frozenset[int]:
    """Return the token numbers of half-open ranges."""
    return frozenset(i for start, end in ranges for i in range(start, end))


def ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Return half-open ranges of successive numbers."""
    found: list[tuple[int, int]] = []
    for i in sorted(numbers):
        if found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found
