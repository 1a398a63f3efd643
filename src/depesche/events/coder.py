"""Who did what to whom: PLOVER events of a report, by rules over Universal Dependencies.

In: a parsed `Doc` with mentions, times and statements. Out: `Event`s with trigger, parties, status,
time, place and source. The rules are the same for every language; words and frames are data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from depesche.events.dates import Dates, Places
from depesche.events.guess import Guesser
from depesche.events.lexicon import Condition, Frame, Lexicon, Pos, fold
from depesche.events.merge import Told
from depesche.events.parties import Parties, is_state
from depesche.events.status import Donor, Outlook, StatusRules
from depesche.events.syntax import Syntax, has, relation
from depesche.model import (
    Attribution,
    Event,
    EventType,
    Mention,
    Report,
    Span,
    Statement,
    TimeExpression,
)

# PLOVER asks for a recipient in these (manual, "Requires recipient: Yes"), or they tell nothing
# political without one.
_NEEDS_RECIPIENT: frozenset[EventType] = frozenset(
    {"AID", "COOPERATE", "SANCTION", "ASSAULT", "SUPPORT"}
)
_INWARD: frozenset[EventType] = frozenset(
    {"COERCE", "ASSAULT", "PROTEST", "ACCUSE", "RETREAT", "CONCEDE"}
)
# What one can suffer from nobody named: passives of these stand without an actor.
_SUFFERED: frozenset[EventType] = frozenset(
    {"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "REJECT", "THREATEN", "RETREAT"}
)
# What is agreed to, asked for, refused or threatened is told by these, not once more as itself.
_SPEECH: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "ACCUSE"})
_PROVOKING: frozenset[EventType] = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
_JUDGING: frozenset[EventType] = frozenset({"ACCUSE", "SUPPORT", "REJECT", "PROTEST"})
# How many tokens back an act may lie that a rejection answers: about two sentences.
_NEAR = 50
# Slots that are no prepositions: they mean another thing at the word above than at the trigger.
_RELATIONAL = frozenset({"subj", "obj", "iobj", "comp", "poss", "adj", "by", "ins"})
# The mode of a request, refusal or threat is told by what is asked for, refused or threatened.
_ASKED: dict[EventType, str] = {
    "CONSULT": "meet",
    "AGREE": "meet",
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "RETREAT": "yield",
    "CONCEDE": "yield",
}
_THREATENED: dict[EventType, str] = {
    "SANCTION": "restrict",
    "COERCE": "restrict",
    "ASSAULT": "violence",
    "MOBILIZE": "violence",
}


@dataclass
class Draft:
    """An event in the making."""

    token: Token
    frame: Frame
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    outlook: Outlook
    confidence: float
    carried: bool
    """Whether a support verb or operator carries the trigger."""
    share: float | None = None
    """How sure the classifier is, where the lexicon does not know the trigger."""


class Coder:
    """Codes one report. Use `depesche.events.find`."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a stage gets
        self,
        doc: Doc,
        report: Report,
        mentions: Sequence[Mention],
        times: Sequence[TimeExpression],
        statements: Sequence[Statement],
        lexicon: Lexicon,
    ) -> None:
        self.doc = doc
        self.report = report
        self.statements = tuple(statements)
        self.lexicon = lexicon
        self.syntax = Syntax(lexicon)
        self.parties = Parties(doc, mentions, self.syntax)
        self.rules = StatusRules(self.syntax)
        self.dates = Dates(doc, times, report.published, self.syntax)
        self.places = Places(self.parties, self.syntax)

    def drafts(self) -> list[Draft]:
        """Return every trigger with its frame, parties and status, before they are sifted."""
        chosen: dict[int, Frame] = {}
        for token in self.doc:
            if (frame := self.frame_of(token)) is not None:
                chosen[token.i] = frame
        spent = {t.i for i, frame in chosen.items() for t in self._consumed(self.doc[i], frame)}
        return [self._draft(self.doc[i], f) for i, f in chosen.items() if i not in spent]

    def frame_of(self, token: Token) -> Frame | None:
        """Return the frame in which a word tells an event here, if it does."""
        pos = self._pos(token)
        if pos is None or token.dep_ in ("flat", "flat:name", "fixed"):
            return None
        for frame in self.lexicon.frames(self.syntax.lemma(token), pos):
            if all(self._holds(condition, token) for condition in frame.needs):
                return frame
        return None

    def _pos(self, token: Token) -> Pos | None:
        if token.pos_ == "VERB":
            return "verb"
        # Where all nouns have capitals the parser takes some for names.
        capitals = self.syntax.grammar.clause.compounds or token.is_lower
        if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and capitals):
            return "noun"
        return None

    def _holds(self, condition: Condition, token: Token) -> bool:
        if condition.slot == "refl":
            return self.syntax.is_reflexive(token)
        if condition.kind == "head":
            return bool(self._matches(condition, token))
        if condition.kind in ("actor", "any", "two"):
            filled = self.syntax.fill(token, condition.slot)
            named = self.parties.of(filled, loose=condition.kind == "any", places=True)
            return len(named) > (condition.kind == "two")
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

    def _consumed(self, token: Token, frame: Frame) -> list[Token]:
        """Return the nouns that a verb's frame already speaks of: they tell nothing further."""
        return [
            t
            for condition in frame.needs
            if condition.kind == "head" and frame.pos == "verb"
            for t in self._matches(condition, token)
            if t.pos_ in ("NOUN", "PROPN")
        ]

    def _draft(self, token: Token, frame: Frame) -> Draft:
        outlook = self.rules.of(token)
        partners = [slot for slot in frame.recipient if slot.startswith("~")]
        others = [slot for slot in frame.recipient if not slot.startswith("~")]
        goals = frame.type == "CONSULT"
        joined = self._party(token, tuple(slot[1:] for slot in partners), False, goals)
        actors = self._actors(token, frame, others)
        recipients = self._recipients(token, tuple(others), actors)
        actors, recipients, carried = self._donated(frame, outlook, actors, recipients)
        actors = _distinct((*actors, *joined)) or self._of_spent(token, frame)
        if frame.reciprocal:
            actors, recipients = _distinct((*actors, *recipients)), ()
        elif frame.type not in _INWARD or not set(recipients) <= set(actors):
            recipients = tuple(r for r in recipients if r not in actors)
        confidence = 0.9 if frame.needs or (actors and recipients) else 0.7
        return Draft(token, frame, actors, recipients, outlook, confidence, carried)

    def _recipients(
        self, token: Token, slots: Sequence[str], actors: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return the first in `slots` who does not act; whoever acts, where nobody else stands.

        *Washington hob seine Zölle auf Stahl aus Kanada auf* is aimed at Canada.
        """
        own: tuple[str, ...] = ()
        for slot in slots:
            found = self._party(token, (slot,), True, True)
            if set(found) - set(actors):
                return found
            own = own or found
        return own

    def _of_spent(self, token: Token, frame: Frame) -> tuple[str, ...]:
        """Return whose the noun is that a frame has used up (*US sanctions imposed on X*)."""
        if not self.syntax.is_passive(token):
            return ()
        for noun in self._consumed(token, frame):
            for slot in ("adj", "poss"):
                if found := self.parties.of(self.syntax.fill(noun, slot)):
                    return found
        return ()

    def _actors(self, token: Token, frame: Frame, others: Sequence[str]) -> tuple[str, ...]:
        """Return who acts; at a noun what names the recipient does not name the actor too."""
        if frame.pos == "verb":
            return self._party(token, frame.actor, False)
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
        return self.parties.owner(token)

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

    def _donated(
        self,
        frame: Frame,
        outlook: Outlook,
        actors: tuple[str, ...],
        recipients: tuple[str, ...],
    ) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        """Fill missing parties from the support verbs and operators above the trigger."""
        carried = False
        for donor in outlook.donors:
            carried = True
            given = self._party(donor.word, donor.actor, False)
            own = tuple(slot.removeprefix("~") for slot in frame.recipient)
            slots = (*donor.recipient, *(slot for slot in own if slot not in _RELATIONAL))
            aimed = self._party(donor.word, slots, True)
            if frame.reciprocal:
                actors = tuple(dict.fromkeys((*given, *actors, *aimed)))
                continue
            if not actors:
                actors = given
            if not recipients:
                recipients = tuple(a for a in aimed if a not in actors)
        return actors, recipients, carried

    def events(self) -> list[Told]:
        """Return the events of the report in text order, before repetitions are merged."""
        drafts = self.drafts()
        by_token = {draft.token.i: draft for draft in drafts}
        for draft in drafts:
            self._aim(draft, by_token)
        for place, draft in enumerate(drafts):
            self._recall_both(draft, drafts[:place])
            self._recall_host(draft, by_token)
            self._recall_deed(draft, drafts[:place])
            self._answer(draft, drafts[:place])
        told = [d for d in drafts if self._is_told(d, by_token)]
        told += self._guessed(told)
        denials = {donor.word.i for d in told for donor in self._denials(d)}
        return [
            Told(self._event(d, by_token), self._is_present(d))
            for d in told
            if d.token.i not in denials
        ]

    def _guessed(self, told: Sequence[Draft]) -> list[Draft]:
        """Return what the classifier tells of verbs the lexicon does not know.

        Not where a rule has told of the same parties in the same sentence, and not above or below
        what a rule has told: that word belongs to its event.
        """
        used = {word.i for d in told for word in (d.token, *(x.word for x in d.outlook.donors))}
        pairs = {(d.token.sent.start, p) for d in told for p in (*d.actors, *d.recipients)}
        found = []
        for guess in Guesser(self.doc, self.parties, self.syntax).guesses(used):
            parties = (*guess.actors, *guess.recipients)
            if all((guess.token.sent.start, p) in pairs for p in parties):
                continue
            lemma = self.syntax.lemma(guess.token)
            slots = ("~obj",) if guess.reciprocal else ("obj",)
            frame = Frame(lemma, "verb", guess.type, None, ("subj",), slots, (), 0)
            outlook = self.rules.of(guess.token)
            draft = Draft(
                guess.token, frame, guess.actors, guess.recipients, outlook, guess.share, False
            )
            draft.share = guess.share
            found.append(draft)
        return found

    def _denials(self, draft: Draft) -> list[Donor]:
        """Return the words that deny a deed: with it they tell but that it did not happen.

        Whoever denies what others said of him (*bestritt die Vorwürfe*) rejects that.
        """
        is_blame = draft.frame.pos == "noun" and draft.frame.type in _SPEECH
        if draft.outlook.detail != "denied" or is_blame:
            return []
        return [d for d in draft.outlook.donors if not d.is_support]

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
        if not draft.actors and self.parties.is_pair(subjects):
            draft.actors = self._pair(draft, draft.recipients, earlier)
        if draft.recipients or (frame.reciprocal and len(draft.actors) > 1):
            return
        slots = [slot.removeprefix("~") for slot in frame.recipient]
        if any(self.parties.is_pair(self.syntax.fill(token, slot)) for slot in slots):
            pair = self._pair(draft, draft.actors, earlier)
            if frame.reciprocal:
                draft.actors = _distinct((*draft.actors, *pair))
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
        return self.parties.last_pair(draft.token, outside)

    def _recall_host(self, draft: Draft, others: dict[int, Draft]) -> None:
        """Aim what a visit or meeting is for at its other side, where nobody else is named.

        *Officials flew to Astana to urge local authorities to ...* is aimed at Kazakhstan.
        """
        above = others.get(draft.token.head.i)
        is_purpose = relation(draft.token) in ("advcl", "xcomp") and draft.frame.type in _SPEECH
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

    def _is_present(self, draft: Draft) -> bool:
        """Whether the event is told in the plain present: headlines tell plans and deeds in it."""
        top = draft.outlook.top or draft.token
        clause = self.syntax.clause(top)
        return has(clause, "Tense", "Pres") and has(clause, "VerbForm", "Fin")

    def _is_told(self, draft: Draft, others: dict[int, Draft]) -> bool:
        """Whether the draft says enough of who did what to whom to stand as an event."""
        frame = draft.frame
        if self._is_content(draft, others):
            return False
        if frame.type == "COOPERATE" and frame.pos == "noun" and not draft.carried:
            # *Die Partnerschaft zwischen X und Y* is a state, no event.
            return False
        if frame.reciprocal:
            is_carried = any(donor.is_support for donor in draft.outlook.donors)
            enough = 1 if frame.pos == "verb" or is_carried else 2
            return len(draft.actors) >= enough
        if draft.actors and draft.recipients:
            return True
        if any(c.kind == "actor" and c.slot in frame.recipient for c in frame.needs):
            return False
        return self._noun_suffices(draft) if frame.pos == "noun" else self._verb_suffices(draft)

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
        return self.syntax.is_passive(verb) and not self.syntax.agents(verb)

    def _is_content(self, draft: Draft, others: dict[int, Draft]) -> bool:
        """Whether an event is but what another asks for, refuses, threatens or agrees to.

        PLOVER codes the demand for a withdrawal as REQUEST (its mode says for what), not as a
        demand and a withdrawal.
        """
        denials = self._denials(draft)
        words = [donor.word for donor in draft.outlook.donors if donor not in denials]
        if denials and not words:
            return False
        is_open = relation(draft.token) == "advcl" and not self.syntax.is_finite(draft.token)
        if (relation(draft.token) in ("xcomp", "ccomp", "acl") or is_open) and not words:
            words.append(draft.token.head)
        return any(
            (above := others.get(word.i)) is not None
            and above.frame.type in _SPEECH
            and bool(above.actors or above.recipients)
            for word in words
        )

    def _event(self, draft: Draft, others: dict[int, Draft]) -> Event:
        token, frame, outlook = draft.token, draft.frame, draft.outlook
        top = outlook.top or token
        is_aside = frame.pos == "noun" and not draft.carried
        interval, said = self.dates.of(token, top, is_aside and relation(token) != "nsubj")
        status, time, dated = self.dates.adjust(outlook.status, interval, said, is_aside)
        mode = frame.mode or self._told_mode(draft, others)
        cameo, goldstein = self.lexicon.scale(frame.type, mode)
        start, end = token.idx, token.idx + len(token.text)
        sentence = token.sent
        return Event(
            start=start,
            end=end,
            type=frame.type,
            mode=mode,
            contexts=self._contexts(token),
            actors=draft.actors,
            recipients=draft.recipients,
            status=status,
            status_detail=outlook.detail,
            time=time,
            place=self.places.of(token, top, (*draft.actors, *draft.recipients)),
            source=self._source(start, end),
            sentence=Span(start=sentence.start_char, end=sentence.end_char),
            trigger=self.report.text[start:end],
            cameo=cameo,
            goldstein=goldstein,
            confidence=draft.confidence,
            why=_why(draft, dated),
        )

    def _told_mode(self, draft: Draft, others: dict[int, Draft]) -> str | None:
        """Return the mode of a request, refusal or threat from the event it is about."""
        if draft.frame.type not in ("REQUEST", "REJECT", "THREATEN"):
            return None
        for other in others.values():
            if any(donor.word.i == draft.token.i for donor in other.outlook.donors):
                told = other.frame.type
                if draft.frame.type == "THREATEN":
                    return _THREATENED.get(told)
                return _ASKED.get(told)
        return None

    def _contexts(self, token: Token) -> tuple[str, ...]:
        clause = self.syntax.clause(token)
        lemmas = [fold(t.lemma_ or t.lower_) for t in clause.subtree if t.pos_ != "PUNCT"]
        return tuple(
            context
            for context, stems in self.lexicon.contexts.items()
            if any(lemma.startswith(stem) for stem in stems for lemma in lemmas)
        )

    def _source(self, start: int, end: int) -> Attribution | None:
        """Return the speaker of the smallest quotation around the trigger."""
        best: tuple[int, int] | None = None
        for number, statement in enumerate(self.statements):
            cue = statement.cue
            if statement.kind == "reported" or (cue and cue.start < end and start < cue.end):
                # The trigger is the act of speaking itself: the report tells that.
                continue
            for quote in statement.quote:
                if quote.start <= start and end <= quote.end:
                    size = quote.end - quote.start
                    if best is None or size < best[0]:
                        best = (size, number)
        if best is None:
            return None
        speaker = self.statements[best[1]].speaker
        return Attribution(
            actor=speaker.actor if speaker else None,
            text=speaker.text if speaker else None,
            statement=best[1],
        )


def _distinct(actors: Sequence[str]) -> tuple[str, ...]:
    """Return actors once each; a body is left out beside its own state (*KAZ:government*, KAZ)."""
    given = dict.fromkeys(actors)
    return tuple(a for a in given if ":" not in a or a.split(":")[0] not in given)


def _why(draft: Draft, dated: str | None) -> str:
    frame, outlook = draft.frame, draft.outlook
    needs = "".join(f" with {_worded(c)}" for c in frame.needs)
    parts = [f"{frame.pos} {frame.lemma!r}{needs} tells {frame.type}"]
    if draft.share is not None:
        parts = [f"classifier takes {frame.lemma!r} for {frame.type}, score {draft.share:.2f}"]
    parts += [f"carried by {d.word.text!r}" for d in outlook.donors if d.is_support]
    if outlook.why is not None:
        parts.append(f"{outlook.status}: {outlook.why}")
    if dated is not None:
        parts.append(dated)
    return "; ".join(parts)


def _worded(condition: Condition) -> str:
    if condition.slot == "refl":
        return "a reflexive pronoun"
    kinds = {
        "filled": f"a {condition.slot}",
        "empty": f"no {condition.slot}",
        "actor": f"an actor as {condition.slot}",
        "any": f"an actor behind the {condition.slot}",
        "two": f"several actors as {condition.slot}",
        "person": f"a person as {condition.slot}",
        "head": f"{condition.slot} of a certain kind",
    }
    return kinds[condition.kind]
