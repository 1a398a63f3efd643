"""Kinds of actors that a common noun asks for: *the kingdom*, *das Bündnis*.

In: `data/kinds.csv`. Out: the actors of a kind. Geography, forms of state and kinds of
organisations change slowly; what changes by the day is in the record.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel

from depesche import languages


class _Kind(BaseModel):
    id: str
    members: str


@cache
def kinds() -> dict[str, frozenset[str]]:
    """Return the actors of each kind. Raises `DataFileError` for a faulty row."""
    file = Path(__file__).parent / "data" / "kinds.csv"
    return {row.id: frozenset(row.members.split()) for row in languages.read_table(file, _Kind)}


def is_of_kind(actor: str, kind: str) -> bool:
    """Say whether an actor is of a kind (`kingdom`, `alliance`)."""
    return actor in kinds().get(kind, ())
