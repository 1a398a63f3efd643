"""Who acts and who is aimed at: the parties that a frame and the words above it name.

In: a trigger, its frame and its outlook. Out: actors and recipients.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from depesche.events.clauses import has
from depesche.events.draft import distinct
from depesche.events.lexicon import Frame
from depesche.events.named import is_state
from depesche.events.parties import Parties
from depesche.events.status import Outlook
from depesche.events.syntax import Syntax
from depesche.events.triggers import Triggers
from depesche.model import EventType

# What one can do to one's own people.
_INWARD: frozenset[EventType] = frozenset(
    {"COERCE", "ASSAULT", "PROTEST", "ACCUSE", "RETREAT", "CONCEDE"}
)
# What one does against somebody whom but the place or the dispute may name.
_OPPOSED: frozenset[EventType] = frozenset(
    {"MOBILIZE", "CONCEDE", "REJECT", "THREATEN", "PROTEST", "RETREAT", "SANCTION"}
)
# Slots that are no prepositions: they mean another thing at the word above than at the trigger.
_RELATIONAL = frozenset({"subj", "obj", "iobj", "comp", "poss", "adj", "by", "ins"})


class Cast(NamedTuple):
    """The parties of an event."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    carried: bool
    """Whether a support verb or operator carries the trigger."""


class Roles:
    """Fills the roles of triggers."""

    def __init__(self, syntax: Syntax, parties: Parties, triggers: Triggers) -> None:
        self.syntax = syntax
        self.parties = parties
        self.triggers = triggers

    def of(self, token: Token, frame: Frame, outlook: Outlook) -> Cast:
        """Return who takes part in what `token` tells."""
        partners = [slot for slot in frame.recipient if slot.startswith("~")]
        others = [slot for slot in frame.recipient if not slot.startswith("~")]
        goals = frame.type == "CONSULT"
        joined = self._party(token, tuple(slot[1:] for slot in partners), False, goals)
        actors = self._actors(token, frame, others)
        if frame.mode == "visit" and joined and not actors and self._travels_unnamed(token):
            joined = ()
        # *Spoke with X, adviser to Y*: with X only.
        recipients = () if joined else self._recipients(token, tuple(others), actors)
        if not joined and not recipients and frame.pos == "noun":
            recipients = self._below_spent(token, frame, others)
        actors, recipients, carried = self._donated(frame, outlook, Cast(actors, recipients, False))
        joined = (*joined, *self._of_meeting(token, frame))
        actors = distinct((*actors, *joined)) or self._of_spent(token, frame)
        if frame.reciprocal:
            return Cast(distinct((*actors, *recipients)), (), carried)
        if actors and not recipients and frame.type in _OPPOSED:
            recipients = self._opposed(token, actors)
        if frame.type not in _INWARD:
            homes = {self.parties.home(actor) for actor in actors}
            recipients = tuple(r for r in recipients if self.parties.home(r) not in homes)
        elif not set(recipients) <= set(actors):
            recipients = tuple(r for r in recipients if r not in actors)
        return Cast(actors, recipients, carried)

    def _travels_unnamed(self, verb: Token) -> bool:
        """Whether somebody travels whom nobody names: that tells but of a place (*flew to X*)."""
        subjects = self.syntax.subjects(verb) if verb.pos_ == "VERB" else []
        return any(t.pos_ in ("NOUN", "PROPN") for t in subjects)

    def _recipients(
        self, token: Token, slots: Sequence[str], actors: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return the first in `slots` who does not act; whoever acts, where nobody else stands.

        *Washington hob seine Zölle auf Stahl aus Kanada auf* is aimed at Canada.
        """
        own: tuple[str, ...] = ()
        for slot in slots:
            filled = self.syntax.fill(token, slot)
            found = self.parties.of(filled, loose=True, places=True, towns=True)
            if set(found) - set(actors):
                return found
            own = own or found
        return own

    def _of_meeting(self, token: Token, frame: Frame) -> tuple[str, ...]:
        """Return whose meeting it is that somebody attends or hosts (*am Treffen von X und Y*)."""
        if frame.pos != "verb" or frame.type != "CONSULT":
            return ()
        found: list[str] = []
        for noun in self.triggers.consumed(token, frame):
            for own in self.syntax.lexicon.frames(self.syntax.lemma(noun), "noun")[:1]:
                if own.type == "CONSULT" and own.reciprocal:
                    partners = tuple(slot.removeprefix("~") for slot in own.recipient)
                    parties = {slot: self._party(noun, (slot,), False) for slot in partners}
                    found += [a for some in parties.values() if len(some) > 1 for a in some]
                    found += [a for a in self._hosts(noun, own) if not self.parties.at(noun)]
        return tuple(found)

    def _opposed(self, token: Token, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return whom the place or the dispute names (*an der Grenze zu X*, *im Streit mit X*)."""
        aims = self.syntax.grammar.aims
        clause = self.syntax.clause(token)
        if direct := self._party(clause, aims.prepositions, True, True):
            return direct
        for noun in clause.subtree:
            if not self.syntax.lexicon.is_head(self.syntax.lemma(noun), aims.nouns):
                continue
            if self.syntax.preposition(noun) is None or self.syntax.clause(noun) != clause:
                continue
            found = self._party(noun, aims.slots, True, True) or self.parties.named_after(noun)
            if others := tuple(a for a in found if a not in actors):
                return others
        return ()

    def _below_spent(self, token: Token, frame: Frame, slots: Sequence[str]) -> tuple[str, ...]:
        """Return whom a noun is aimed at that another has used up (*прекращение поставок X*)."""
        for noun in self.triggers.consumed(token, frame):
            if found := self._party(noun, [slot for slot in slots if slot != "poss"], True, True):
                return found
        return ()

    def _of_spent(self, token: Token, frame: Frame) -> tuple[str, ...]:
        """Return whose the noun is that a frame has used up (*US sanctions imposed on X*)."""
        if not self.syntax.is_passive(token):
            return ()
        for noun in self.triggers.consumed(token, frame):
            for slot in ("adj", "poss"):
                if found := self.parties.of(self.syntax.fill(noun, slot)):
                    return found
        return ()

    def _actors(self, token: Token, frame: Frame, others: Sequence[str]) -> tuple[str, ...]:
        """Return who acts; at a noun what names the recipient does not name the actor too."""
        if frame.pos != "noun":
            return self._party(token, frame.actor, False) or self._seated(token, frame.actor)
        if frame.reciprocal:
            return self._hosts(token, frame)
        taken: set[int] = set()
        for slot in others:
            filled = self.syntax.fill(token, slot)
            if self.parties.of(filled, loose=True, places=True):
                taken = {t.i for t in filled}
                break
        for slot in frame.actor:
            free = [t for t in self.syntax.fill(token, slot) if t.i not in taken]
            if found := self.parties.of(free):
                return found
        return self.parties.anaphora.owner(token)

    def _seated(self, verb: Token, slots: Sequence[str]) -> tuple[str, ...]:
        """Return who sits where somebody unnamed acts (*в Кремле отвергли*)."""
        grammar = self.syntax.grammar
        if not grammar.clause.impersonal or "subj" not in slots:
            return ()
        if not has(verb, "Number", "Plur") or self.syntax.is_passive(verb):
            return ()
        for child in verb.children:
            inside = self.syntax.preposition(child) in grammar.words.place
            if inside and (found := self.parties.seat(child)):
                return found
        return ()

    def _hosts(self, token: Token, frame: Frame) -> tuple[str, ...]:
        """Return the parties of a meeting; a state within its name is what it is about.

        *EU-Gipfel* is held by the EU, *Ukraine-Konferenz* is not held by Ukraine.
        """
        for slot in frame.actor:
            filled = [t for t in self.syntax.fill(token, slot) if t.i != token.i]
            if found := self.parties.of(filled):
                return found
        own = self.parties.at(token)
        return tuple(a for a in own if not is_state(a) or a == "USA")

    def _party(
        self, token: Token, slots: Sequence[str], loose: bool, places: bool = False
    ) -> tuple[str, ...]:
        for slot in slots:
            filled = self.syntax.fill(token, slot)
            if found := self.parties.of(filled, loose=loose, places=places):
                return found
        return ()

    def _donated(self, frame: Frame, outlook: Outlook, cast: Cast) -> Cast:
        """Fill missing parties from the support verbs and operators above the trigger."""
        actors, recipients, _ = cast
        own = (slot.removeprefix("~") for slot in frame.recipient)
        further = [slot for slot in own if slot not in _RELATIONAL]
        for donor in outlook.donors:
            given = self._party(donor.word, donor.actor, False)
            given = given or self._seated(donor.word, donor.actor)
            aimed = self._party(donor.word, (*donor.recipient, *further), True)
            if frame.reciprocal:
                # *Merkel will, dass sich der Gipfel einigt*: she is no party of that.
                given = given if donor.is_support or not actors else ()
                actors = tuple(dict.fromkeys((*given, *actors, *aimed)))
                continue
            actors = actors or given
            recipients = recipients or tuple(a for a in aimed if a not in actors)
        return Cast(actors, recipients, bool(outlook.donors))
