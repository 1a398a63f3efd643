"""Who did what to whom: PLOVER events of a report, by rules over Universal Dependencies.

In: a parsed `Doc` with mentions, times and statements. Out: `Event`s with trigger, parties, status,
time, place and source. The rules are the same for every language; words and frames are data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from depesche.events.clauses import has, relation
from depesche.events.dates import Dates
from depesche.events.draft import SPEECH, Draft
from depesche.events.guess import Guess, Guesser
from depesche.events.lexicon import Frame, Lexicon, fold
from depesche.events.merge import NEAR, Told
from depesche.events.parties import Parties
from depesche.events.places import Places
from depesche.events.recall import Recall
from depesche.events.roles import Roles
from depesche.events.sieve import Sieve
from depesche.events.status import StatusRules
from depesche.events.syntax import Syntax
from depesche.events.triggers import Triggers
from depesche.model import (
    Actor,
    Attribution,
    Event,
    EventType,
    Mention,
    Report,
    Span,
    Statement,
    TimeExpression,
)

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
        actors: Sequence[Actor] = (),
    ) -> None:
        self.doc = doc
        self.report = report
        self.statements = tuple(statements)
        self.lexicon = lexicon
        self.syntax = Syntax(lexicon)
        self.parties = Parties(doc, mentions, self.syntax, actors)
        self.triggers = Triggers(self.syntax, self.parties)
        self.roles = Roles(self.syntax, self.parties, self.triggers)
        self.recall = Recall(self.syntax, self.parties, self.statements)
        self.sieve = Sieve(self.syntax)
        self.rules = StatusRules(self.syntax)
        self.dates = Dates(doc, times, report.published, self.syntax)
        self.places = Places(self.parties, self.syntax)
        self._clause_contexts: dict[int, tuple[str, ...]] = {}

    def drafts(self) -> list[Draft]:
        """Return every trigger with its frame, parties and status, before they are sifted."""
        chosen: dict[int, Frame] = {}
        for token in self.doc:
            if (frame := self.triggers.frame_of(token)) is not None:
                chosen[token.i] = frame
        spent: set[int] = set()
        for i, frame in chosen.items():
            nouns = self.triggers.consumed(self.doc[i], frame)
            spent |= {t.i for t in nouns}
            if frame.type == "CONSULT" and any(self._says(t, chosen) for t in nouns):
                spent.add(i)
        return [self._draft(self.doc[i], f) for i, f in chosen.items() if i not in spent]

    @staticmethod
    def _says(message: Token, chosen: Mapping[int, Frame]) -> bool:
        """Whether it is told what a message says: that is the act (*a letter urging restraint*)."""
        below = (t for t in message.subtree if relation(t) in ("acl", "advcl") and t.i in chosen)
        return any(chosen[t.i].type in SPEECH for t in below)

    def _draft(self, token: Token, frame: Frame) -> Draft:
        outlook = self.rules.of(token)
        actors, recipients, carried = self.roles.of(token, frame, outlook)
        confidence = 0.9 if frame.needs or (actors and recipients) else 0.7
        return Draft(token, frame, actors, recipients, outlook, confidence, carried)

    def events(self) -> list[Told]:
        """Return the events of the report in text order, before repetitions are merged."""
        drafts = self.drafts()
        self.recall.complete(drafts)
        by_token = {draft.token.i: draft for draft in drafts}
        told = [d for d in drafts if self.sieve.is_told(d, by_token)]
        told += self._guessed(told)
        echoes = self._echoes(drafts, told)
        denials = {donor.word.i for d in told for donor in self.sieve.denials(d)}
        return [
            Told(
                self._event(d, by_token),
                self._is_present(d),
                d.frame.lemma,
                d.token.i in echoes,
                self._is_again(d),
                d.frame.pos == "noun",
            )
            for d in [*told, *echoes.values()]
            if d.token.i not in denials
        ]

    def _echoes(self, drafts: Sequence[Draft], told: Sequence[Draft]) -> dict[int, Draft]:
        """Return the nouns that may recall an event told before, though they name too little.

        *Der Angriff*, *die Kritik an Ungarn*; not *Angriffe*, *ein Angriff*, *zwei Angriffe*.
        """
        heard = {d.token.i for d in told}
        heard |= {donor.word.i for d in told for donor in d.outlook.donors}
        places: dict[EventType, list[int]] = {}
        for draft in told:
            places.setdefault(draft.frame.type, []).append(draft.token.idx)
        return {
            d.token.i: d
            for d in drafts
            if d.token.i not in heard
            and d.frame.pos == "noun"
            and any(0 < d.token.idx - start < NEAR for start in places.get(d.frame.type, ()))
            and (d.actors or d.recipients or self._is_definite(d.token))
            and not self._is_indefinite(d.token)
        }

    def _is_definite(self, noun: Token) -> bool:
        """Whether a noun may mean something told before, as far as the language says so."""
        clause = self.syntax.grammar.clause
        determiners = clause.anaphoric_determiners
        if any(c.lower_ in determiners or c.lemma_ in determiners for c in noun.children):
            return True
        return not clause.articles and has(noun, "Number", "Sing")

    def _is_indefinite(self, noun: Token) -> bool:
        """Whether a noun brings something new or speaks of several acts."""
        return self._is_again_noun(noun) or any(
            relation(c) == "nummod" or has(c, "Definite", "Ind") or has(c, "PronType", "Neg")
            for c in noun.children
        )

    def _is_again(self, draft: Draft) -> bool:
        """Whether a word says that an act comes on top of others (*erneut*, *neue Sanktionen*)."""
        word = draft.token
        if draft.frame.pos == "noun":
            return self._is_again_noun(word)
        nominals = (c for c in word.children if relation(c) in ("obj", "obl", "nsubj"))
        adverbs = (c for c in word.children if relation(c) == "advmod")
        again = self.syntax.grammar.words.again
        return any(c.lower_ in again for c in adverbs) or any(map(self._is_again_noun, nominals))

    def _is_again_noun(self, noun: Token) -> bool:
        again = self.syntax.grammar.words.again
        return any(
            fold(c.lemma_) in again or c.lower_ in again
            for c in noun.children
            if relation(c) in ("amod", "det", "advmod")
        )

    def _guessed(self, told: Sequence[Draft]) -> list[Draft]:
        """Return what the classifier tells of verbs the lexicon does not know.

        Not where a rule has told of the same parties in the same sentence, and not above or below
        what a rule has told: that word belongs to its event.
        """
        used = {word.i for d in told for word in (d.token, *(x.word for x in d.outlook.donors))}
        sentence = self.syntax.sentence
        pairs = {(sentence(d.token).start, p) for d in told for p in (*d.actors, *d.recipients)}
        found = []
        for guess in Guesser(self.doc, self.parties, self.syntax).guesses(used):
            parties = (*guess.actors, *guess.recipients)
            if not all((sentence(guess.token).start, p) in pairs for p in parties):
                found.append(self._of_guess(guess))
        return found

    def _of_guess(self, guess: Guess) -> Draft:
        slots = ("~obj",) if guess.reciprocal else ("obj",)
        lemma = self.syntax.lemma(guess.token)
        frame = Frame(lemma, "verb", guess.type, None, ("subj",), slots, (), 0)
        return Draft(
            guess.token,
            frame,
            guess.actors,
            guess.recipients,
            self.rules.of(guess.token),
            guess.share,
            False,
            guess.share,
        )

    def _is_present(self, draft: Draft) -> bool:
        """Whether the event is told in the plain present: headlines tell plans and deeds in it."""
        top = draft.outlook.top or draft.token
        clause = self.syntax.clause(top)
        return has(clause, "Tense", "Pres") and has(clause, "VerbForm", "Fin")

    def _event(self, draft: Draft, others: Mapping[int, Draft]) -> Event:
        token, frame, outlook = draft.token, draft.frame, draft.outlook
        top = outlook.top or token
        is_aside = frame.pos == "noun" and not draft.carried
        status, time, dated = self.dates.of(token, top, outlook.status, is_aside)
        mode = frame.mode or self._told_mode(draft, others)
        cameo, goldstein = self.lexicon.scale(frame.type, mode)
        start, end = token.idx, token.idx + len(token.text)
        sentence = self.syntax.sentence(token)
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
            place=self.places.of(draft),
            source=self._source(start, end),
            sentence=Span(start=sentence.start_char, end=sentence.end_char),
            trigger=self.report.text[start:end],
            cameo=cameo,
            goldstein=goldstein,
            confidence=draft.confidence,
            why=draft.why(dated),
        )

    def _told_mode(self, draft: Draft, others: Mapping[int, Draft]) -> str | None:
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
        if clause.i not in self._clause_contexts:
            lemmas = {fold(t.lemma_ or t.lower_) for t in clause.subtree if t.pos_ != "PUNCT"}
            self._clause_contexts[clause.i] = self.lexicon.contexts(lemmas)
        return self._clause_contexts[clause.i]

    def _source(self, start: int, end: int) -> Attribution | None:
        """Return the speaker of the smallest quotation around the trigger."""

        def is_told(statement: Statement) -> bool:
            """The trigger is the act of speaking itself: the report tells that."""
            cue = statement.cue
            return statement.kind == "reported" or bool(cue and cue.start < end and start < cue.end)

        return Attribution.around(self.statements, start, end, but=is_told)
