"""What frames and ties find in a clause, before it is dated."""

from __future__ import annotations

from dataclasses import dataclass

from depesche.claims.clauses import Clause, Group
from depesche.claims.lexicon import Frame


@dataclass(frozen=True)
class Hit:
    """A relation found in a clause, before it is dated.

    `anchor` is the place of the frame's anchor in the clause, `lead` an adverbial put before it.
    """

    relation: str
    subject: Group
    object: Group
    value: str | None
    negated: bool
    clause: Clause
    frame: Frame
    start: int
    end: int
    anchor: int = 0
    lead: Clause | None = None
    qualifier: str | None = None

    @property
    def of_itself(self) -> bool:
        """Say whether the object is the subject: the founding of an organisation, a meeting."""
        return self.subject is self.object

    @property
    def objects(self) -> tuple[str, ...]:
        """The objects, one claim each."""
        if self.value:
            return tuple(f"{actor}:{self.value}" for actor in self.object.actors)
        return self.object.actors
