"""Which words tell an event: triggers of the lexicon whose conditions hold.

In: a token of a parsed `Doc` and its parties. Out: the frame in which it tells an event, if any.
"""

from __future__ import annotations

from spacy.tokens import Token

from depesche.events.clauses import relation
from depesche.events.lexicon import Condition, Frame, Pos
from depesche.events.parties import Parties
from depesche.events.syntax import Syntax


class Triggers:
    """Chooses frames for words."""

    def __init__(self, syntax: Syntax, parties: Parties) -> None:
        self.syntax = syntax
        self.lexicon = syntax.lexicon
        self.parties = parties

    def frame_of(self, token: Token) -> Frame | None:
        """Return the frame in which a word tells an event here, if it does."""
        frame = self._best(token)
        if frame is None or not any(
            all(self._holds(condition, token, frame) for condition in needs)
            for needs in self.lexicon.silent(frame)
        ):
            return frame
        return None

    def _best(self, token: Token) -> Frame | None:
        """Return the most demanding frame of a word whose conditions hold."""
        pos = self._pos(token)
        if pos is None or token.dep_ in ("flat", "flat:name", "fixed"):
            return None
        best: Frame | None = None
        lemma = token.lemma_ if pos == "adj" else self.syntax.lemma(token)
        for frame in self.lexicon.frames(lemma, pos):
            if best is not None and len(frame.needs) < len(best.needs):
                break
            if self._is_of_itself(frame, token):
                continue
            if all(self._holds(condition, token, frame) for condition in frame.needs):
                if self._is_direct(frame, token):
                    return frame
                best = best or frame
        return best

    def _is_of_itself(self, frame: Frame, token: Token) -> bool:
        """Whether a verb that acts on others is reflexive here (*ließ sich darauf ein*)."""
        if frame.pos != "verb" or frame.recipient[:1] != ("obj",):
            return False
        if any(condition.slot == "refl" for condition in frame.needs):
            return False
        reflexive = self.syntax.grammar.clause.reflexive
        own = any(c.lower_ in reflexive and relation(c) == "obj" for c in token.children)
        return own and not self.syntax.objects(token)

    def _is_direct(self, frame: Frame, token: Token) -> bool:
        """Whether the words that a frame asks for fill its slots, not only modify what does.

        *Launched missile attacks* has attacks as its object, and missiles only beside them.
        """
        for condition in frame.needs:
            if condition.kind == "head":
                heads = self.syntax.heads(token, condition.slot)
                if not any(
                    self.lexicon.is_head(self.syntax.lemma(h), condition.heads) for h in heads
                ):
                    return False
        return True

    def _pos(self, token: Token) -> Pos | None:
        if token.pos_ == "VERB":
            return "verb"
        # Where all nouns have capitals the parser takes some for names.
        capitals = self.syntax.grammar.clause.compounds or token.is_lower
        if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and capitals):
            return "noun"
        return "adj" if self.syntax.is_predicative(token) else None

    def _holds(self, condition: Condition, token: Token, frame: Frame) -> bool:
        if condition.slot == "refl":
            return self.syntax.is_reflexive(token)
        if condition.kind == "head":
            return bool(self._matches(condition, token))
        if condition.kind in ("actor", "any", "two"):
            filled = self.syntax.fill(token, condition.slot)
            # One meets in a town whom one meets; what is struck in a town is the state's.
            named = self.parties.of(
                filled,
                loose=condition.kind == "any",
                places=True,
                towns=frame.type != "CONSULT",
            )
            recalled = not named and self.parties.anaphora.is_two(filled)
            return recalled or len(named) > (condition.kind == "two")
        if condition.kind == "person":
            return any(self.parties.is_person(t) for t in self.syntax.fill(token, condition.slot))
        filled = self.syntax.heads(token, condition.slot)
        return bool(filled) is (condition.kind == "filled")

    def _matches(self, condition: Condition, token: Token) -> list[Token]:
        found = []
        for head in self.syntax.heads(token, condition.slot):
            inner = [
                c
                for c in head.children
                if relation(c) in ("compound", "amod")
                or self.syntax.preposition(c) in self.syntax.grammar.words.possessive
            ]
            if any(
                self.lexicon.is_head(self.syntax.lemma(word), condition.heads)
                for word in (head, *inner)
            ):
                found.append(head)
        return found

    def consumed(self, token: Token, frame: Frame) -> list[Token]:
        """Return the nouns that a frame already speaks of: they tell nothing further."""
        return [
            t
            for condition in frame.needs
            if condition.kind == "head" and (frame.pos == "verb" or condition.slot == "poss")
            for t in self._matches(condition, token)
            if t.pos_ in ("NOUN", "PROPN")
        ]
