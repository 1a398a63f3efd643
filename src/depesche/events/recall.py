"""Parties that the context implies: what an act is about, what it answers, whom it has just met.

In: drafts in text order. Out: the same, with parties where the trigger's own clause names none.
"""

from __future__ import annotations

from collections.abc import Sequence

from depesche.events.clauses import relation
from depesche.events.draft import SPEECH, Draft, distinct
from depesche.events.lexicon import Lexicon
from depesche.events.parties import Parties
from depesche.events.syntax import Syntax
from depesche.model import EventType

_PROVOKING: frozenset[EventType] = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
_JUDGING: frozenset[EventType] = frozenset({"ACCUSE", "SUPPORT", "REJECT", "PROTEST"})
# How many tokens back an act may lie that a rejection answers: about two sentences.
_NEAR = 50


class Recall:
    """Completes drafts from one another."""

    def __init__(self, syntax: Syntax, parties: Parties) -> None:
        self.syntax = syntax
        self.lexicon: Lexicon = syntax.lexicon
        self.parties = parties

    def complete(self, drafts: Sequence[Draft]) -> None:
        """Give drafts the parties that other words of the report imply."""
        by_token = {draft.token.i: draft for draft in drafts}
        for draft in drafts:
            self._aim(draft, by_token)
        for place, draft in enumerate(drafts):
            self._recall_both(draft, drafts[:place])
            self._recall_host(draft, by_token)
            self._recall_deed(draft, drafts[:place])
            self._answer(draft, drafts[:place])

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

    def _recall_both(self, draft: Draft, earlier: Sequence[Draft]) -> None:
        """Let *beide Seiten*, *both countries*, *стороны* mean the two parties just told of."""
        token, frame = draft.token, draft.frame
        subjects = self.syntax.fill(token, "subj") if frame.pos == "verb" else []
        if not draft.actors and self.parties.anaphora.is_pair(subjects):
            draft.actors = self._pair(draft, draft.recipients, earlier)
        if draft.recipients or (frame.reciprocal and len(draft.actors) > 1):
            return
        slots = [slot.removeprefix("~") for slot in frame.recipient]
        if any(self.parties.anaphora.is_pair(self.syntax.fill(token, slot)) for slot in slots):
            pair = self._pair(draft, draft.actors, earlier)
            if frame.reciprocal:
                draft.actors = distinct((*draft.actors, *pair))
            else:
                draft.recipients = pair

    def _pair(
        self, draft: Draft, without: Sequence[str], earlier: Sequence[Draft]
    ) -> tuple[str, ...]:
        """Return the two of the last act that had two; else the two states last named together."""
        outside = set(without)
        for last in reversed(earlier):
            if draft.token.i - last.token.i > _NEAR:
                break
            parties = tuple(dict.fromkeys((*last.actors, *last.recipients)))
            if len(parties) == 2 and not outside & set(parties):
                return parties
        return self.parties.anaphora.last_pair(draft.token, outside)

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

    def _recall_deed(self, draft: Draft, earlier: Sequence[Draft]) -> None:
        """Let praise or blame for *den Angriff* fall on whoever was told to have attacked."""
        if draft.recipients or draft.frame.pos != "verb" or draft.frame.type not in _JUDGING:
            return
        aims = [t for s in draft.frame.recipient for t in self.syntax.fill(draft.token, s)]
        for noun in aims:
            frames = self.lexicon.frames(self.syntax.lemma(noun), "noun")
            for other in reversed(earlier):
                if frames and other.frame.type == frames[0].type and other.actors:
                    draft.recipients = tuple(a for a in other.actors if a not in draft.actors)
                    return

    def _answer(self, draft: Draft, earlier: Sequence[Draft]) -> None:
        """Give a verbal act without recipient the one that the context implies.

        Whoever rejects blame, a demand or a threat just told rejects it towards its author;
        coordinated acts share their recipient (*warf X etwas vor und verlangte Reformen*).
        """
        kind, token = draft.frame.type, draft.token
        if draft.recipients or not draft.actors or draft.frame.pos != "verb":
            return
        for other in reversed(earlier):
            if token.i - other.token.i > _NEAR:
                return
            provoked = kind == "REJECT" and other.frame.type in (*_PROVOKING, "SANCTION")
            if provoked and other.actors and set(draft.actors) & set(other.recipients):
                draft.recipients = other.actors
                return
            shared = relation(token) == "conj" and token.head.i == other.token.i
            if shared and kind in _PROVOKING and other.frame.type in _PROVOKING:
                draft.recipients = other.recipients
                return
