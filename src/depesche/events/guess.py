"""Events by verbs that the lexicon does not know: who stands around them, and what kind it may be.

In: a parsed `Doc`, its parties, the tokens that the rules have used. Out: `Guess`es, each with the
classifier's share. Only between two known actors, one of them the subject.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import cast

from spacy.tokens import Doc, Token

from depesche.events import classifier
from depesche.events.clauses import relation
from depesche.events.parties import Parties
from depesche.events.syntax import Syntax
from depesche.model import EventType

_OTHERS = frozenset({"obj", "iobj", "obl"})
_TOGETHER: frozenset[EventType] = frozenset({"CONSULT", "COOPERATE"})


@dataclass(frozen=True)
class Guess:
    """An event the classifier tells, and how sure it is."""

    token: Token
    type: EventType
    share: float
    actors: tuple[str, ...]
    recipients: tuple[str, ...]

    @property
    def reciprocal(self) -> bool:
        """Whether all parties are actors alike."""
        return self.type in _TOGETHER


class Guesser:
    """Guesses for one report."""

    def __init__(self, doc: Doc, parties: Parties, syntax: Syntax) -> None:
        self.doc = doc
        self.parties = parties
        self.syntax = syntax
        self._named = {t.i for t in doc if parties.at(t)}

    def guesses(self, used: Collection[int]) -> Iterator[Guess]:
        """Yield what verbs tell that are not `used` (indices of tokens), in text order."""
        model = classifier.load()
        if model is None or len(self._named) < 2:
            return
        for token in self.doc:
            if token.pos_ != "VERB" or token.i in used or self._is_known(token):
                continue
            actors, others = self._around(token)
            if not actors or not others or not classifier.is_encoded(token.sent):
                continue
            seen = classifier.features(token.sent, token, self._named, self.syntax)
            kind, share = model.best(seen)
            if kind != classifier.NONE and share >= model.threshold:
                type_ = cast("EventType", kind)
                if type_ in _TOGETHER:
                    actors, others = (*actors, *others), ()
                yield Guess(token, type_, share, actors, others)

    def _is_known(self, verb: Token) -> bool:
        """Whether the lexicon says what the verb is, even if it tells no event here."""
        return self.syntax.lexicon.knows(self.syntax.lemma(verb), "verb")

    def _around(self, verb: Token) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return who acts, and who else stands in the clause."""
        actors = self.parties.of(self.syntax.subjects(verb))
        found: dict[str, None] = {}
        for child in (*self.syntax.objects(verb), *verb.children):
            if relation(child) in _OTHERS and not self._is_place(child):
                found.update(dict.fromkeys(self.parties.of([child], loose=True)))
        return actors, tuple(a for a in found if a not in actors)

    def _is_place(self, token: Token) -> bool:
        """Whether a token but says where: *in Polen*."""
        return self.syntax.preposition(token) in self.syntax.grammar.words.place
