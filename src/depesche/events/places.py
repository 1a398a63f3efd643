"""Where an event took place, as far as its clause says.

In: the trigger's token, mentions and names. Out: a state's id or the place as written.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from depesche.events.clauses import relation
from depesche.events.parties import Parties
from depesche.events.syntax import Syntax


class Places:
    """Where an event took place, as far as its clause says."""

    def __init__(self, parties: Parties, syntax: Syntax) -> None:
        self.parties = parties
        self.syntax = syntax

    def of(self, trigger: Token, top: Token, taken: Sequence[str]) -> str | None:
        """Return the actor id of the state an event took place in, or the place as written."""
        for node in (trigger, top, self.syntax.clause(trigger)):
            for child in node.children:
                if relation(child) not in ("obl", "nmod"):
                    continue
                if self.syntax.preposition(child) not in self.syntax.grammar.words.place:
                    continue
                named = self.parties.at(child)
                if set(named) & set(taken):
                    continue
                if named:
                    return named[0]
                if child.ent_type_ in ("LOC", "GPE"):
                    return self._as_written(child)
        return None

    def _as_written(self, token: Token) -> str:
        doc = token.doc
        for entity in doc.ents:
            if entity.start <= token.i < entity.end:
                return str(entity.text)
        return str(token.text)
