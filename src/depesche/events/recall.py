"""Parties that the context implies: what an act is about, what it answers, whom it has just met.

In: drafts in text order. Out: the same, with parties where the trigger's own clause names none.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from depesche.events.clauses import has, relation
from depesche.events.draft import SPEECH, Draft, distinct
from depesche.events.history import History
from depesche.events.lexicon import fold
from depesche.events.named import is_state
from depesche.events.parties import Parties
from depesche.events.syntax import Syntax
from depesche.model import EventType, Statement

_PROVOKING: frozenset[EventType] = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
# What one may reject: towards whoever said or did it.
_REFUTED: frozenset[EventType] = frozenset({"ACCUSE", "THREATEN", "SANCTION", "ASSAULT"})
_REJECTED: frozenset[EventType] = _PROVOKING | {"SANCTION", "AGREE"}
_JUDGING: frozenset[EventType] = frozenset({"ACCUSE", "SUPPORT", "REJECT", "PROTEST"})
_SPOKEN: frozenset[EventType] = frozenset({"ACCUSE", "SUPPORT"})
# Relations of what is said or what it is about.
_TELLING = frozenset({"ccomp", "xcomp", "obl", "obj", "iobj", "parataxis", "advcl"})
_HOSTILE: frozenset[EventType] = _PROVOKING | {"COERCE", "REJECT", "SANCTION"}
_DONE_BY_FRIENDS: frozenset[EventType] = frozenset({"AID", "COOPERATE", "MOBILIZE", "SANCTION"})
_KIND: frozenset[EventType] = frozenset({"AGREE", "AID", "CONCEDE", "SUPPORT"})
_VIOLENT: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
# What is said at a meeting is said to the other side; blame there is mostly for third parties.
_SAID_THERE: frozenset[EventType] = frozenset({"AGREE", "AID", "CONCEDE", "REQUEST", "SUPPORT"})
# Support for a thing (*for a peaceful solution*) is no support for whom one has met.
_FOR_THINGS: frozenset[EventType] = frozenset({"AID", "SUPPORT"})
# Whom a clause below them names, they are aimed at.
_AIMED_BELOW: frozenset[EventType] = frozenset({"ACCUSE", "AGREE", "SUPPORT", "THREATEN"})
# What is done to another state where no one is named: not what a state does to its own people.
_BLOWS: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN"})
_AT_HOME = frozenset(
    {"arrest", "ban", "censor", "curfew", "martial-law", "crowd-control", "convict"}
)
# What is done for or to another: where nobody is named, whom the report is about.
_DONE_TO_SOMEBODY: frozenset[EventType] = frozenset(
    {"AGREE", "AID", "ASSAULT", "COERCE", "SANCTION"}
)
_SAID_TO_SOMEBODY: frozenset[EventType] = frozenset({"ACCUSE", "RETREAT", "THREATEN"})
_SAID_OF_SOMEBODY: frozenset[EventType] = frozenset({"ACCUSE", "REQUEST", "SUPPORT", "THREATEN"})
# What one says or does on a condition.
_CONDITIONAL: frozenset[EventType] = frozenset({"COERCE", "REJECT", "SANCTION", "THREATEN"})
_ACCORDS: frozenset[EventType] = frozenset({"AGREE", "SUPPORT"})
# Where the clause of what is refused has whom it would have been done to.
_DONE_TO = ("obj", "iobj", "to", "with")
_UNDOING: frozenset[EventType] = frozenset({"RETREAT", "CONCEDE"})
# How sure it is whom an act is aimed at that only the report as a whole says.
_SURMISE = 0.6
# How many tokens back an act may lie that a rejection answers: about two sentences.
_NEAR = 50


class Recall:
    """Completes drafts from one another."""

    def __init__(
        self, syntax: Syntax, parties: Parties, statements: Sequence[Statement] = ()
    ) -> None:
        self.statements = statements
        self.syntax = syntax
        self.lexicon = syntax.lexicon
        self.parties = parties
        self.anaphora = parties.anaphora

    def complete(self, drafts: Sequence[Draft]) -> None:
        """Give drafts the parties that other words of the report imply."""
        by_token = {draft.token.i: draft for draft in drafts}
        for draft in drafts:
            self._aim(draft, by_token)
            self._recall_circumstance(draft)
            self._recall_answered(draft, by_token)
        history = History(drafts, self.parties.homes, self.anaphora.prominence)
        for draft in drafts:
            self._recall_speaker(draft, history)
            self._recall_attendant(draft)
            self._recall_both(draft, history)
            self._recall_neighbour(draft, history)
            self._recall_host(draft, by_token)
            self._answer(draft, history)
            self._recall_teller(draft)
            self._recall_deed(draft, history)
            self._recall_interlocutor(draft, history)
            self._recall_named_below(draft, drafts)
            self._recall_refused(draft, by_token)
            self._recall_condition(draft)
            self._recall_opponent(draft, history)
            self._recall_eased(draft, history)
            self._recall_topic(draft, history)
            history.tell(draft)

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
            if any(_is_at(donor.word, draft.token) for donor in other.outlook.donors):
                parties = other.actors if kind == "REQUEST" else other.recipients
                found = tuple(p for p in parties if p not in draft.actors)
                if found:
                    draft.recipients = found
                    return

    def _recall_circumstance(self, draft: Draft) -> None:
        """Let words that nobody is said to have said come from whoever acts meanwhile.

        *Ähnliche Warnungen wurden an X gerichtet, wobei Beamte von Y ...*: from Y.
        """
        if draft.actors or draft.frame.type not in SPEECH or not draft.recipients:
            return
        clause = self.syntax.clause(draft.outlook.top or draft.token)
        if not self.syntax.is_passive(clause) or self.syntax.agents(clause):
            return
        aimed = set(self.parties.homes(draft.recipients))
        for child in clause.children:
            openings = (c.lower_ for c in child.children if relation(c) in ("mark", "advmod", "cc"))
            meanwhile = self.syntax.grammar.words.meanwhile.intersection(openings)
            if meanwhile and (acting := self.parties.of(self.syntax.subjects(child))):
                if not aimed & set(self.parties.homes(acting)):
                    draft.actors = acting
                return

    def _recall_answered(self, draft: Draft, others: dict[int, Draft]) -> None:
        """Aim an act that somebody answers at him (*в ответ на закрытие границы*: at who acts)."""
        if draft.recipients or not draft.actors or draft.frame.pos != "noun":
            return
        noun = draft.token.head
        if fold(self.syntax.lemma(noun)) not in self.syntax.grammar.words.answers:
            return
        answer = others.get(self.syntax.clause(noun).i)
        homes = set(self.parties.homes(draft.actors))
        if answer is not None and not homes & set(self.parties.homes(answer.actors)):
            draft.recipients = answer.actors

    def _recall_speaker(self, draft: Draft, history: History) -> None:
        """Let *wir*, *we* mean the speaker of the quotation; outside of one, whose text it is."""
        subjects = [s for s in self._subjects(draft) if s.pos_ == "PRON"]
        first = [s for s in subjects if has(s, "Person", "1")]
        if first and not draft.actors:
            speaker, is_quoted = self._speaker(first[0])
            draft.actors = speaker if is_quoted else history.topic()
        for word in subjects:
            # *Man habe sich mit X geeinigt*, says the government.
            if draft.frame.reciprocal and word.lower_ in self.syntax.grammar.words.impersonal:
                speaker, _ = self._speaker(word)
                draft.actors = distinct((*speaker, *draft.actors))

    def _speaker(self, token: Token) -> tuple[tuple[str, ...], bool]:
        """Return who says a word, and whether anybody is quoted with it."""
        for statement in self.statements:
            if any(q.start <= token.idx < q.end for q in statement.quote):
                speaker = statement.speaker.actor if statement.speaker else None
                return ((speaker,) if speaker else ()), True
        return (), False

    def _recall_attendant(self, draft: Draft) -> None:
        """Let whoever says or does something after or at a meeting with X be the one who met X.

        *Am Rande eines Treffens mit X sagte Y*, *after talks with X, Y announced*.
        """
        frame = draft.frame
        if frame.type != "CONSULT" or frame.pos != "noun" or frame.mode == "third-party":
            return
        own = set(self.parties.homes(draft.actors))
        if not own or own - set(self.parties.homes(self.parties.of(self._partners(draft)))):
            return  # with nobody, or it has a host of its own
        words, meeting = self.syntax.grammar.words, draft.token
        if relation(meeting) == "nmod" and fold(self.syntax.lemma(meeting.head)) in words.course:
            meeting = meeting.head
        if relation(meeting) != "obl" or self.syntax.preposition(meeting) not in words.occasion:
            return
        met = self.parties.of(self.syntax.surface(_told_in(meeting)))
        if met and not own & set(self.parties.homes(met)):
            draft.actors = distinct((*met, *draft.actors))

    def _partners(self, draft: Draft) -> list[Token]:
        """Return those with whom the frame of a meeting says that somebody met."""
        slots = [slot[1:] for slot in draft.frame.recipient if slot.startswith("~")]
        return [word for slot in slots for word in self.syntax.fill(draft.token, slot)]

    def _recall_both(self, draft: Draft, history: History) -> None:
        """Let *beide Seiten*, *both countries*, *стороны* mean the two parties just told of."""
        frame = draft.frame
        subjects = self._subjects(draft)
        # *They agreed* is said of the two; what else *they* do may be anybody's.
        clear = frame.reciprocal or frame.type == "AGREE"
        clear = clear or not any(subject.pos_ == "PRON" for subject in subjects)
        if not draft.actors and clear and self.anaphora.is_pair(subjects):
            draft.actors = self._pair(draft, subjects, draft.recipients, history)
        elif not draft.actors and self.anaphora.is_pair(subjects):
            draft.actors = history.together(draft)
        if draft.recipients or (frame.reciprocal and len(draft.actors) > 1):
            return
        aimed = self._aimed(draft, but="compobj")
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
        outside, of_states = set(history.homes(without)), self.anaphora.is_of_states(words)

        def fits(two: tuple[str, ...]) -> bool:
            return not outside & set(two) and (not of_states or all(map(is_state, two)))

        they = draft.frame.type == "CONSULT" and any(word.pos_ == "PRON" for word in words)
        offices = they or self.anaphora.is_of_offices(words)
        if offices and (met := history.pair(draft, fits, met=True)):
            return met
        # *The leaders* after a meeting of several are those who met; of others unnamed, nobody's.
        present = history.last_meeting(draft) if offices else ()
        if len(history.homes(present)) > 2:
            return present
        # Whom a third party calls upon are at odds.
        calls = draft.frame.type == "REQUEST" and bool(outside)
        if calls and (pair := history.pair(draft, fits, apart=True)):
            return pair
        if pair := history.pair(draft, fits) or named:
            return pair
        return () if present else self.anaphora.last_pair(draft.token, outside)

    def _aimed(self, draft: Draft, but: str = "") -> list[Token]:
        """Return the words where the frame and the words above it have a recipient.

        `but`: a slot that is left out.
        """
        frame = draft.frame
        hosts = frame.actor if frame.reciprocal and frame.pos == "noun" else ()
        words = [(draft.token, (*frame.recipient, *hosts))]
        words += [(donor.word, donor.recipient) for donor in draft.outlook.donors]
        return [
            filled
            for word, slots in words
            for slot in slots
            if slot != but
            for filled in self.syntax.fill(word, slot.removeprefix("~"))
        ]

    def _recall_neighbour(self, draft: Draft, history: History) -> None:
        """Let *der Nachbar*, *its rival* mean the other of the two told of."""
        if not draft.recipients and not draft.actors and self._is_other(self._subjects(draft)):
            # *X fordert Geld, die Gegenseite weigert sich*
            draft.actors = history.other(draft, history.last_actor(draft))
            return
        if bool(draft.recipients) is bool(draft.actors):
            return
        aimed = self._aimed(draft) if not draft.recipients else []
        if self._is_other(aimed):
            others = history.other(draft, draft.actors) or self.anaphora.nearest(aimed)
            if draft.frame.reciprocal:
                draft.actors = distinct((*draft.actors, *others))
            else:
                draft.recipients = others
        elif not draft.actors and self._is_other(self._subjects(draft)):
            draft.actors = history.other(draft, draft.recipients)

    def _subjects(self, draft: Draft) -> list[Token]:
        """Return the words for who acts: at the verb that carries it, where a noun tells it."""
        if draft.frame.pos == "verb":
            return self.syntax.fill(draft.token, "subj")
        bearing = (d.word for d in draft.outlook.donors if "subj" in d.actor)
        return [t for word in bearing for t in self.syntax.fill(word, "subj")]

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

    def _recall_teller(self, draft: Draft) -> None:
        """Aim a demand or threat that somebody reports at him, where nobody else is named.

        *Taipei says Managua had demanded money*: from Taipei.
        """
        if draft.recipients or not draft.actors or draft.frame.type not in ("REQUEST", "THREATEN"):
            return
        verb = draft.token
        while relation(verb) == "conj":
            verb = verb.head
        if relation(verb) != "ccomp" or self._names_another(draft):
            return
        tellers = self.parties.of(self.syntax.subjects(verb.head))
        if not set(self.parties.homes(tellers)) & set(self.parties.homes(draft.actors)):
            draft.recipients = tellers

    def _recall_deed(self, draft: Draft, history: History) -> None:
        """Let praise or blame for *den Angriff*, *die Äußerung* fall on whoever did that."""
        if draft.recipients or draft.frame.pos != "verb" or draft.frame.type not in _JUDGING:
            return
        if self._judges_bare(draft):
            draft.recipients = history.author(draft, _NEAR)
            return
        if self.syntax.is_infinitive(draft.token):
            return
        for noun in self._aimed(draft):
            if any(has(child, "Poss", "Yes") for child in noun.children):
                continue  # *verweigerte seine Zustimmung*: the deed has its owner
            frames = self.lexicon.frames(self.syntax.lemma(noun), "noun")
            kind = self.anaphora.deed(noun) or (frames[0].type if frames else None)
            found = history.author(draft, len(noun.doc), _alike(kind)) if kind else ()
            # A noun that says what kind of act it means (*die Einigung*) means no other act.
            if not found and not frames and self.anaphora.is_deed(noun):
                found = history.author(draft, _NEAR) or self.anaphora.last_subject(
                    noun, history.homes(draft.actors)
                )
            if found:
                draft.recipients = found
                return

    def _judges_bare(self, draft: Draft) -> bool:
        """Whether somebody praises or blames and says nothing of whom (*was quick to applaud*)."""
        token = draft.token
        if not draft.actors or draft.frame.type not in _SPOKEN or self.syntax.is_passive(token):
            return False
        opens = relation(token) == "xcomp" and token.head.pos_ == "ADJ"
        if self.syntax.is_infinitive(token) and not opens:
            return False
        told = any(relation(c) in _TELLING for c in token.children)
        return not told and not self.syntax.objects(token) and not self._aimed(draft)

    def _answer(self, draft: Draft, history: History) -> None:
        """Give a verbal act without recipient the one that the context implies.

        Whoever rejects blame, a demand or a threat just told rejects it towards its author, at whom
        nobody else was it aimed; coordinated acts share their recipient (*warf X etwas vor und
        verlangte Reformen*).
        """
        kind, token = draft.frame.type, draft.token
        if draft.recipients or not draft.actors or draft.frame.pos != "verb":
            return
        # Who refuses to do something of his own answers no demand.
        refuses = bool(self.syntax.complements(token))
        is_bare = not refuses and not self._aimed(draft) and not self.syntax.objects(token)
        own = set(history.homes(draft.actors))
        for other in history.back(draft, _NEAR):
            if self._shares_aim(draft, other) and own == set(history.homes(other.actors)):
                draft.recipients = other.recipients
                return
            aimed, authors = set(history.homes(other.recipients)), set(history.homes(other.actors))
            if kind == "SANCTION" and own & aimed and not own & authors and _is_blow(other):
                # *rief seinen Botschafter zurück*, after the other side has expelled diplomats
                draft.recipients = other.actors
                return
            if kind != "REJECT" or not draft.frame.recipient:
                continue
            if not authors or authors & own or other.outlook.status == "negated":
                continue
            if own & aimed and other.frame.type in (_REFUTED if refuses else _REJECTED):
                draft.recipients = other.actors
                return
            if not aimed and (is_bare or self._is_of_words(draft)) and _is_open(other, is_bare):
                draft.recipients, other.recipients = other.actors, draft.actors
                return
        if kind in ("ACCUSE", "REQUEST") and draft.frame.recipient:
            draft.recipients = self._provoker(draft, history)
        if kind == "REJECT" and is_bare and draft.frame.recipient:
            draft.recipients = history.author(draft, _NEAR // 2)

    def _is_of_words(self, draft: Draft) -> bool:
        """Whether what is rejected is something said (*wies die Vorwürfe zurück*)."""
        nouns = [*self._aimed(draft), *self.syntax.objects(draft.token)]
        kinds = {self.anaphora.deed(noun) for noun in nouns}
        for noun in nouns:
            kinds |= {f.type for f in self.lexicon.frames(self.syntax.lemma(noun), "noun")}
        return bool(kinds & _PROVOKING)

    def _provoker(self, draft: Draft, history: History) -> tuple[str, ...]:
        """Return who did what a protest or the demand to end it is about (*legte Protest ein*).

        What they are about may not be told otherwise: no clause or name says it.
        """
        objects = self.syntax.objects(draft.token)
        aimed = (t for t in self._aimed(draft) if t.head not in objects)
        told = {t.i for t in aimed if not self.lexicon.frames(self.syntax.lemma(t), "noun")}
        asked = self.syntax.complements(draft.token)
        if (told or asked) and not (asked and all(map(self._is_undoing, asked))):
            return ()
        if any(not self.lexicon.frames(self.syntax.lemma(t), "noun") for t in objects):
            return ()
        if any(self._has_own_doer(noun) for noun in objects):
            return ()
        kinds = {self.lexicon.frames(self.syntax.lemma(t), "noun")[0].type for t in objects}
        if draft.frame.type == "REQUEST" and kinds & _DONE_BY_FRIENDS:
            return ()  # *forderte ein Sanktionspaket*, *Hilfe*: not from whoever struck
        return history.author(draft, _NEAR // 2, _VIOLENT)

    def _is_undoing(self, clause: Token) -> bool:
        """Whether a clause that names nobody asks to undo something (*that the crew be freed*)."""
        kinds = {f.type for f in self.lexicon.frames(self.syntax.lemma(clause), "verb")}
        named = any(self.parties.at(token) for token in clause.subtree)
        return bool(kinds & _UNDOING) and not named and self.syntax.is_passive(clause)

    def _has_own_doer(self, noun: Token) -> bool:
        """Whether a noun says who shall act, whoever that is (*den Rückzug der Besatzer*)."""
        frames = self.lexicon.frames(self.syntax.lemma(noun), "noun")
        return "poss" in frames[0].actor and bool(self.syntax.fill(noun, "poss"))

    def _shares_aim(self, draft: Draft, other: Draft) -> bool:
        """Whether two hostile or two kind acts are told side by side in one sentence."""
        if relation(draft.token) not in ("conj", "parataxis") or other.frame.pos != "verb":
            return False
        kinds = {draft.frame.type, other.frame.type}
        asked = draft.frame.type == "REQUEST" and other.frame.type in _KIND
        if not other.recipients or not (kinds <= _HOSTILE or kinds <= _KIND or asked):
            return False  # *dankte X und bat um Hilfe* is one to whom both is said
        return bool(self.syntax.sentence(draft.token) == self.syntax.sentence(other.token))

    def _recall_interlocutor(self, draft: Draft, history: History) -> None:
        """Aim what somebody promises, asks, thanks for or signs at whom he was told to have met."""
        if not draft.recipients and any(map(self.anaphora.is_guest, self._aimed(draft))):
            draft.recipients = history.interlocutor(draft)
        frame, carried = draft.frame, any(d.is_support for d in draft.outlook.donors)
        if draft.recipients or not draft.actors or not (frame.pos == "verb" or carried):
            return
        if frame.type not in _SAID_THERE or draft.outlook.status in ("possible", "negated"):
            return
        aimed = self._aimed(draft)
        if any(self.parties.is_holder(word) for word in aimed):
            return
        if frame.type in _FOR_THINGS and any(self._is_thing(word) for word in aimed):
            return
        if not frame.reciprocal:
            draft.recipients = history.interlocutor(draft)
        elif len(draft.actors) == 1:
            draft.actors = (*draft.actors, *history.interlocutor(draft))

    def _is_thing(self, word: Token) -> bool:
        """Whether a word names what is backed or helped, that is no act of anybody told of."""
        if word.pos_ not in ("NOUN", "VERB") or self.anaphora.is_deed(word):
            return False
        return not self.lexicon.frames(self.syntax.lemma(word), "noun")

    def _recall_opponent(self, draft: Draft, history: History) -> None:
        """Aim a blow or threat at the one whom its clause answers, or with whom there is strife.

        *Nachdem armenische Truppen X erobert hatten, sperrte Ankara die Grenze* is against Armenia.
        """
        frame = draft.frame
        if draft.recipients or len(draft.actors) != 1 or frame.pos != "verb":
            return
        if frame.type not in _BLOWS or frame.mode in _AT_HOME or self._names_another(draft):
            return
        draft.recipients = self._answered(draft) or history.opponent(draft)

    def _recall_condition(self, draft: Draft) -> None:
        """Aim a threat or refusal at whoever the clause below it says must yield first.

        *Threatened sanctions if X went on*, *refuses to load oil until X reopens the border*.
        """
        if draft.recipients or not draft.actors or draft.frame.pos != "verb":
            return
        if draft.frame.type not in _CONDITIONAL:
            return
        own = set(self.parties.homes(draft.actors))
        for clause in draft.token.subtree:
            marks = {c.lower_ for c in clause.children if relation(c) == "mark"}
            if relation(clause) != "advcl" or not marks & self.syntax.grammar.words.conditional:
                continue
            named = self.parties.of(self.syntax.subjects(clause))
            if named and not own & set(self.parties.homes(named)):
                draft.recipients = named
                return

    def _recall_topic(self, draft: Draft, history: History) -> None:
        """Aim help or a blow for which nobody is named at the state the report is about.

        Or at the one state that is named with what it is about (*Flüchtlinge im Tschad*).
        """
        frame = draft.frame
        if draft.recipients or not draft.actors or frame.pos != "verb" or frame.reciprocal:
            return
        own = self.parties.homes(draft.actors)
        if frame.mode in _AT_HOME or not own:
            return
        # What may never be done is aimed at nobody whom only the report as a whole implies.
        if draft.outlook.status in ("negated", "possible") or not frame.recipient:
            return
        if frame.type == "AGREE" and not self.syntax.objects(draft.token):
            return  # *stimmte zu* is said of a thing, *versprach Schnellboote* of a gift
        if frame.type in _SAID_TO_SOMEBODY or self._is_for_office(draft):
            if draft.outlook.status == "actual":
                self._surmise(draft, self.anaphora.topic(draft.token, own))
        elif frame.type in _DONE_TO_SOMEBODY and self._names_any(draft):
            draft.recipients = self._named_with(draft, own)
        elif frame.type in _DONE_TO_SOMEBODY:
            other = history.other(draft, own)
            self._surmise(draft, other or self.anaphora.topic(draft.token, own))

    @staticmethod
    def _surmise(draft: Draft, about: tuple[str, ...]) -> None:
        """Aim a draft at whom only the report as a whole implies, and say so."""
        if about:
            draft.recipients, draft.confidence = about, _SURMISE
            draft.implied = "aimed at the state the report is about"

    def _is_for_office(self, draft: Draft) -> bool:
        """Whether an act is aimed at those in office of a state that nobody names.

        *Bestellte den Botschafter ein*, *warnte die Regierung*.
        """
        if draft.frame.type not in _SAID_OF_SOMEBODY:
            return False
        return any(
            t.pos_ == "NOUN"
            and self.parties.is_holder(t)
            and not any(has(c, "Poss", "Yes") for c in t.children)
            and not self.parties.of([t], loose=True)
            for t in self._aimed(draft)
        )

    def _named_with(self, draft: Draft, own: Sequence[str]) -> tuple[str, ...]:
        """Return the one state that is named below the object or aim of an act."""
        things = [*self._aimed(draft), *self.syntax.objects(draft.token)]
        named = {
            home
            for thing in things
            for word in thing.subtree
            if word.i > thing.i and relation(word) in ("nmod", "obl", "amod")
            for home in self.parties.homes(self.parties.at(word) or self.parties.state_of(word))
        }
        inside = self.syntax.grammar.words.place & self.syntax.grammar.words.origin
        for place in inside:
            named.update(self.parties.homes(self._all_at(draft.token, place)))
        named -= set(own)
        return tuple(named) if len(named) == 1 and is_state(*named) else ()

    def _all_at(self, verb: Token, preposition: str) -> list[str]:
        filled = self.syntax.fill(verb, preposition)
        return [a for t in filled if not self.parties.is_adjective(t) for a in self.parties.at(t)]

    def _names_any(self, draft: Draft) -> bool:
        """Whether the clause of a trigger names another state than the one that acts."""
        own = set(self.parties.homes(draft.actors))
        clause = self.syntax.clause(draft.token)
        return any(
            set(self.parties.homes(self.parties.at(t))) - own
            for t in clause.subtree
            if self.syntax.clause(t).i == clause.i
        )

    def _recall_eased(self, draft: Draft, history: History) -> None:
        """Let the end of a restriction relieve those on whom it was put (*hob die Sperre auf*)."""
        aimed, own = set(self.parties.homes(draft.recipients)), self.parties.homes(draft.actors)
        if draft.frame.mode != "ease" or not own or aimed - set(own):
            return
        if not self._names_another(draft):
            draft.recipients = history.eased(draft) or draft.recipients

    def _names_another(self, draft: Draft) -> bool:
        """Whether what is struck belongs to somebody else than the state that acts."""
        own = set(self.parties.homes(draft.actors))
        named = self.parties.of(self._aimed(draft), loose=True, places=True)
        return bool(set(self.parties.homes(named)) - own)

    def _answered(self, draft: Draft) -> tuple[str, ...]:
        """Return who acts in a clause that tells after or because of what something was done."""
        own = set(self.parties.homes(draft.actors))
        for token in draft.token.sent:
            if relation(token) != "advcl" or token.i > draft.token.i:
                continue
            marks = {c.lower_ for c in token.children if relation(c) == "mark"}
            if marks & self.syntax.grammar.words.because:
                named = self.parties.of(self.syntax.subjects(token))
                if named and not own & set(self.parties.homes(named)):
                    return named
        return ()

    def _recall_named_below(self, draft: Draft, drafts: Sequence[Draft]) -> None:
        """Aim a threat, promise or judgement at the one named in the clause that tells of what.

        *Drohte, den Transit nach Litauen zu sperren*; *condemned what it called an attack by X*.
        """
        if draft.recipients or draft.frame.pos != "verb":
            return
        # *Agreed to leave X* is agreed with X; those who agree with one another name both.
        if draft.frame.reciprocal and (draft.frame.type != "AGREE" or len(draft.actors) > 1):
            return
        if draft.frame.type not in _AIMED_BELOW or not draft.actors:
            return
        below = {
            self.parties.home(actor)
            for clause in self.syntax.complements(draft.token)
            for token in clause.subtree
            for actor in self.parties.at(token)
            if draft.frame.type == "ACCUSE"
            or not self.parties.is_adjective(token)
            or self._is_of_actor(token)
        }
        others = below - set(self.parties.homes(draft.actors))
        if draft.frame.type == "AGREE":
            # *Pledged to address the threats posed by X* promises X nothing.
            others -= {
                home
                for other in drafts
                if other.frame.type in _HOSTILE and draft.token.is_ancestor(other.token)
                for home in self.parties.homes(other.actors)
            }
        if len(others) == 1:
            draft.recipients = tuple(others)

    def _is_of_actor(self, adjective: Token) -> bool:
        """Whether an adjective says whose a subject is (*if Israeli tanks came near*)."""
        noun = adjective.head
        return relation(noun) == "nsubj" and self.parties.is_holder(noun)

    def _recall_refused(self, draft: Draft, others: dict[int, Draft]) -> None:
        """Aim a refusal at whom it would have been done (*refused to let X's troops pass*).

        Not where it was to be done against him: *refused to condemn X* is no refusal towards X.
        """
        if draft.frame.type != "REJECT" or draft.frame.pos != "verb" or draft.recipients:
            return
        if not draft.actors:
            return
        for clause in self.syntax.complements(draft.token):
            below = others.get(clause.i)
            if below is not None and below.frame.type in _HOSTILE | _VIOLENT:
                continue
            aimed = [t for slot in _DONE_TO for t in self.syntax.fill(clause, slot)]
            named = self.parties.of(aimed, loose=True)
            own = set(self.parties.homes(draft.actors))
            if named and not own & set(self.parties.homes(named)):
                draft.recipients = named
                return


def _told_in(meeting: Token) -> Token:
    """Return the verb of the clause in which a meeting stands, before what is told there.

    *Told reporters after talks with X that trade would grow*, whatever the parser hangs it on.
    """
    verb = meeting.head
    if relation(verb) != "ccomp" or meeting.i < verb.head.i:
        return verb
    opening = (c for c in verb.children if relation(c) in ("mark", "nsubj"))
    between = (token.pos_ == "PUNCT" for token in meeting.doc[verb.head.i : meeting.i])
    is_before = all(meeting.i < c.i for c in opening) and not any(between)
    return verb.head if is_before else verb


def _is_blow(draft: Draft) -> bool:
    """Whether an act is one that is answered in kind."""
    return draft.frame.type in _VIOLENT and draft.outlook.status == "actual"


def _is_open(draft: Draft, is_bare: bool) -> bool:
    """Whether somebody blames or threatens and does not say whom; a bare no answers offers too."""
    kinds = _PROVOKING | {"AGREE"} if is_bare else _PROVOKING
    return draft.frame.pos == "verb" and draft.frame.type in kinds


def _alike(kind: EventType) -> frozenset[EventType]:
    """Return the kinds of act a noun of this kind may recall: an *agreement* signed is SUPPORT."""
    return _ACCORDS if kind in _ACCORDS else frozenset({kind})


def _is_at(word: Token, trigger: Token) -> bool:
    """Whether a word is a trigger or a noun of it (*stellt in Aussicht*)."""
    return word.i == trigger.i or (word.pos_ == "NOUN" and word.head.i == trigger.i)
