"""Which drafts tell an event: who did what to whom must be said, and said here.

In: completed drafts. Out: whether they stand. The conditions on parties are those of the PLOVER
manual ("Requires recipient: Yes").
"""

from __future__ import annotations

from spacy.tokens import Token

from depesche.events.clauses import has, relation
from depesche.events.draft import SPEECH, Draft
from depesche.events.status import Donor
from depesche.events.syntax import Syntax
from depesche.model import EventType

# PLOVER asks for a recipient in these, or they tell nothing political without one.
_NEEDS_RECIPIENT: frozenset[EventType] = frozenset(
    {"AID", "COOPERATE", "SANCTION", "ASSAULT", "SUPPORT"}
)
# What one can suffer from nobody named: passives of these stand without an actor.
_SUFFERED: frozenset[EventType] = frozenset(
    {"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "REJECT", "THREATEN", "RETREAT"}
)


class Sieve:
    """Keeps the drafts that stand as events."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax

    def denials(self, draft: Draft) -> list[Donor]:
        """Return the words that deny a deed: with it they tell but that it did not happen.

        Whoever denies what others said of him (*bestritt die Vorwürfe*) rejects that.
        """
        is_blame = draft.frame.pos == "noun" and draft.frame.type in SPEECH
        if draft.outlook.detail != "denied" or is_blame:
            return []
        return [d for d in draft.outlook.donors if not d.is_support]

    def is_told(self, draft: Draft, others: dict[int, Draft]) -> bool:
        """Whether the draft says enough of who did what to whom to stand as an event."""
        frame = draft.frame
        elsewhere = (self._is_content, self._is_left_open, self._is_told_by_verb)
        if any(is_told(draft, others) for is_told in elsewhere):
            return False
        if frame.type == "COOPERATE" and frame.pos == "noun" and not draft.carried:
            # *Die Partnerschaft zwischen X und Y* is a state, no event.
            return False
        if frame.reciprocal:
            is_carried = any(donor.is_support for donor in draft.outlook.donors)
            enough = 1 if frame.pos == "verb" or is_carried else 2
            return len(draft.actors) >= enough
        if draft.actors and draft.recipients:
            # A state may act against its own people, a person or body against itself hardly.
            is_own = set(draft.actors) == set(draft.recipients)
            return not (is_own and any(":" in actor for actor in draft.actors))
        if any(c.kind == "actor" and c.slot in frame.recipient for c in frame.needs):
            return False
        return self._noun_suffices(draft) if frame.pos == "noun" else self._verb_suffices(draft)

    def _is_told_by_verb(self, draft: Draft, others: dict[int, Draft]) -> bool:
        """Whether the verb that carries a noun tells the same itself (*stellt Kredite bereit*)."""
        return any(
            donor.is_support
            and (verb := others.get(donor.word.i)) is not None
            and verb.frame.type == draft.frame.type
            and bool(verb.actors and verb.recipients)
            for donor in draft.outlook.donors
        )

    def _verb_suffices(self, draft: Draft) -> bool:
        """Whether a verb with one party only tells an event: an act, or a passive suffered."""
        if draft.actors:
            return draft.frame.type not in _NEEDS_RECIPIENT or not draft.frame.recipient
        suffered = draft.frame.type in _SUFFERED
        return suffered and bool(draft.recipients) and self._is_agentless(draft.token)

    def _noun_suffices(self, draft: Draft) -> bool:
        if not draft.carried:
            return False
        if draft.recipients:
            return any(
                donor.is_support
                and (self.syntax.is_passive(donor.word) or "subj" in donor.recipient)
                for donor in draft.outlook.donors
            )
        return bool(draft.actors) and draft.frame.type not in _NEEDS_RECIPIENT

    def _is_agentless(self, verb: Token) -> bool:
        """Whether a clause tells what was suffered; *похищенные японцы* is but who they are."""
        is_attribute = relation(verb) in ("amod", "acl") and verb.i < verb.head.i
        return self.syntax.is_passive(verb) and not self.syntax.agents(verb) and not is_attribute

    def _is_content(self, draft: Draft, others: dict[int, Draft]) -> bool:
        """Whether an event is but what another asks for, refuses, threatens or agrees to.

        PLOVER codes the demand for a withdrawal as REQUEST (its mode says for what), not as a
        demand and a withdrawal. So too what somebody is pressed into that may never come.
        """
        denials = self.denials(draft)
        words = [donor.word for donor in draft.outlook.donors if donor not in denials]
        if denials and not words:
            return False
        is_open = relation(draft.token) == "advcl" and not self.syntax.is_finite(draft.token)
        is_open = is_open and not has(draft.token, "VerbForm", "Conv")
        if (relation(draft.token) in ("xcomp", "ccomp", "acl") or is_open) and not words:
            head = draft.token.head
            # *В том, что*, *dafür, dass*: the clause completes the verb above its placeholder.
            words.append(head.head if head.pos_ in ("PRON", "DET", "ADV") else head)
        acts = SPEECH | {"COERCE"} if draft.outlook.status == "possible" else SPEECH
        return any(
            (above := others.get(word.i)) is not None
            and above.frame.type in acts
            and bool(above.actors or above.recipients)
            and not self._is_left_open(above, others)
            for word in words
        )

    def _is_left_open(self, draft: Draft, others: dict[int, Draft]) -> bool:
        """Whether a refusal is denied: *did not rule out strikes* tells of possible strikes."""
        if draft.frame.type != "REJECT" or draft.outlook.status != "negated":
            return False
        donors = (d.word.i for other in others.values() for d in other.outlook.donors)
        return draft.token.i in donors
