"""Parties that the context implies: what an act is about, what it answers, whom it has just met.

In: drafts in text order. Out: the same, with parties where the trigger's own clause names none.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from depesche.events.clauses import relation
from depesche.events.draft import SPEECH, Draft, distinct
from depesche.events.history import History
from depesche.events.parties import Parties
from depesche.events.syntax import Syntax
from depesche.model import EventType

_PROVOKING: frozenset[EventType] = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
# What one may reject: towards whoever said or did it.
_REJECTED: frozenset[EventType] = _PROVOKING | {"SANCTION", "AGREE"}
_JUDGING: frozenset[EventType] = frozenset({"ACCUSE", "SUPPORT", "REJECT", "PROTEST"})
# What is said at a meeting is said to the other side; blame there is mostly for third parties.
_SAID_THERE: frozenset[EventType] = frozenset({"AGREE", "AID", "REQUEST", "SUPPORT"})
# How many tokens back an act may lie that a rejection answers: about two sentences.
_NEAR = 50


class Recall:
    """Completes drafts from one another."""

    def __init__(self, syntax: Syntax, parties: Parties) -> None:
        self.syntax = syntax
        self.lexicon = syntax.lexicon
        self.parties = parties
        self.anaphora = parties.anaphora

    def complete(self, drafts: Sequence[Draft]) -> None:
        """Give drafts the parties that other words of the report imply."""
        by_token = {draft.token.i: draft for draft in drafts}
        for draft in drafts:
            self._aim(draft, by_token)
        for place, draft in enumerate(drafts):
            history = History(drafts[:place], self.parties.home)
            self._recall_both(draft, history)
            self._recall_neighbour(draft, history)
            self._recall_host(draft, by_token)
            self._recall_deed(draft, history)
            self._answer(draft, history)
            self._recall_interlocutor(draft, history)

    def _aim(self, draft: Draft, others: dict[int, Draft]) -> None:
        """Give a request, threat or promise without recipient that of what it is about.

        Whoever is asked to act is the recipient of a request; who shall suffer or profit that of
        a threat or promise.
        """
        kind = draft.frame.type
        if (
            draft.recipients
            or draft.frame.reciprocal
            or kind not in ("REQUEST", "THREATEN", "AGREE")
        ):
            return
        for other in others.values():
            if any(donor.word.i == draft.token.i for donor in other.outlook.donors):
                parties = other.actors if kind == "REQUEST" else other.recipients
                found = tuple(p for p in parties if p not in draft.actors)
                if found:
                    draft.recipients = found
                    return

    def _recall_both(self, draft: Draft, history: History) -> None:
        """Let *beide Seiten*, *both countries*, *стороны* mean the two parties just told of."""
        frame = draft.frame
        subjects = self._subjects(draft)
        if not draft.actors and self.anaphora.is_pair(subjects):
            draft.actors = self._pair(draft, subjects, draft.recipients, history)
        if draft.recipients or (frame.reciprocal and len(draft.actors) > 1):
            return
        aimed = self._aimed(draft)
        if self.anaphora.is_pair(aimed):
            pair = self._pair(draft, aimed, draft.actors, history)
            if frame.reciprocal:
                draft.actors = distinct((*draft.actors, *pair))
            else:
                draft.recipients = pair

    def _pair(
        self, draft: Draft, words: Sequence[Token], without: Sequence[str], history: History
    ) -> tuple[str, ...]:
        """Return the two in focus; else those the words enumerate, or last named together."""
        named = tuple(a for word in words for a in self.parties.at(word))
        return (
            history.pair(draft, without)
            or named
            or self.anaphora.last_pair(draft.token, set(without))
        )

    def _aimed(self, draft: Draft) -> list[Token]:
        """Return the words where the frame and the words above it have a recipient."""
        words = [(draft.token, draft.frame.recipient)]
        words += [(donor.word, donor.recipient) for donor in draft.outlook.donors]
        return [
            filled
            for word, slots in words
            for slot in slots
            for filled in self.syntax.fill(word, slot.removeprefix("~"))
        ]

    def _recall_neighbour(self, draft: Draft, history: History) -> None:
        """Let *der Nachbar*, *its rival* mean the other of the two told of."""
        if not draft.recipients and draft.actors and self._is_other(self._aimed(draft)):
            others = history.other(draft, draft.actors)
            if draft.frame.reciprocal:
                draft.actors = distinct((*draft.actors, *others))
            else:
                draft.recipients = others
        elif draft.recipients and not draft.actors and self._is_other(self._subjects(draft)):
            draft.actors = history.other(draft, draft.recipients)

    def _subjects(self, draft: Draft) -> list[Token]:
        return self.syntax.fill(draft.token, "subj") if draft.frame.pos == "verb" else []

    def _is_other(self, words: Sequence[Token]) -> bool:
        return any(self.anaphora.is_neighbour(word) for word in words)

    def _recall_host(self, draft: Draft, others: dict[int, Draft]) -> None:
        """Aim what a visit or meeting is for at its other side, where nobody else is named.

        *Officials flew to Astana to urge local authorities to ...* is aimed at Kazakhstan.
        """
        above = others.get(draft.token.head.i)
        is_purpose = relation(draft.token) in ("advcl", "xcomp") and draft.frame.type in SPEECH
        if draft.recipients or not is_purpose or above is None or above.frame.type != "CONSULT":
            return
        if draft.actors and set(draft.actors) < set(above.actors):
            draft.recipients = tuple(a for a in above.actors if a not in draft.actors)

    def _recall_deed(self, draft: Draft, history: History) -> None:
        """Let praise or blame for *den Angriff*, *die Äußerung* fall on whoever did that."""
        if draft.recipients or draft.frame.pos != "verb" or draft.frame.type not in _JUDGING:
            return
        own = set(history.homes(draft.actors))
        for noun in self._aimed(draft):
            frames = self.lexicon.frames(self.syntax.lemma(noun), "noun")
            kinds = {frames[0].type} if frames else set()
            if frames and (found := history.author(draft, len(noun.doc), kinds)):
                draft.recipients = found
                return
            if self.anaphora.is_deed(noun):
                found = history.author(draft, _NEAR)
                draft.recipients = tuple(a for a in found if a not in own)
                return

    def _answer(self, draft: Draft, history: History) -> None:
        """Give a verbal act without recipient the one that the context implies.

        Whoever rejects blame, a demand or a threat just told rejects it towards its author;
        coordinated acts share their recipient (*warf X etwas vor und verlangte Reformen*).
        """
        kind, token = draft.frame.type, draft.token
        if draft.recipients or not draft.actors or draft.frame.pos != "verb":
            return
        own = set(history.homes(draft.actors))
        for other in history.back(draft, _NEAR):
            provoked = kind == "REJECT" and other.frame.type in _REJECTED
            if provoked and other.actors and own & set(history.homes(other.recipients)):
                draft.recipients = other.actors
                return
            shared = relation(token) == "conj" and token.head.i == other.token.i
            if shared and kind in _PROVOKING and other.frame.type in _PROVOKING:
                draft.recipients = other.recipients
                return

    def _recall_interlocutor(self, draft: Draft, history: History) -> None:
        """Aim what somebody promises, asks or thanks for at whom he was told to have met."""
        if draft.recipients or draft.frame.pos != "verb" or draft.frame.reciprocal:
            return
        if draft.frame.type not in _SAID_THERE or not draft.actors:
            return
        if not any(self.parties.is_holder(word) for word in self._aimed(draft)):
            draft.recipients = history.interlocutor(draft)
