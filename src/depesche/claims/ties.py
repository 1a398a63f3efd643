"""Memberships by the parse: what verbs and nouns of belonging say of states and organisations.

In: a masked sentence, its parse, and what was spoken of before. Out: hits such as frames give. A
row of `ties.csv` is a word (*beitreten*, *Mitglied*), its relation, and how state and organisation
stand to it in the tree (`roles.py`). An organisation may be named, called by a noun (*der Block*),
taken up by a pronoun, or left out where the sentences before were about it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from spacy.tokens import Doc, Token

from depesche.claims import conventions, mood, syntax
from depesche.claims.about import About
from depesche.claims.clauses import Clause, Group, Sentence
from depesche.claims.hits import Hit
from depesche.claims.lexicon import Frame, Lexicon, Setting, Tie
from depesche.claims.roles import Roles, Who, children, dep, without
from depesche.claims.subjects import Subjects, View
from depesche.claims.when import EVENTS
from depesche.model import Relation

# An organisation that nothing names was spoken of at most so many sentences before.
_NEAR = 2
_FEW = 4
_SAME = {"member_since": "member_of", "suspended_from": "left"}


class Ties:
    """Reads the words of belonging in the sentences of a report, in order."""

    def __init__(self, setting: Setting, doc: Doc, subjects: Subjects) -> None:
        self.lexicon: Lexicon = setting.lexicon
        self.setting = setting
        self.doc = doc
        self.subjects = subjects
        self._whole = doc.text  # spaCy joins it anew at every call
        self._parsed = doc.has_annotation("DEP")
        self._topic: Group | None = None
        self._age = 0
        self._spoken: list[Group] = []
        self._every: list[Group] = []
        self._last: Hit | None = None
        self._framed: Sequence[Hit] = ()
        self._span = (0, 0)

    def hits(self, sentence: Sentence, framed: Sequence[Hit]) -> list[Hit]:
        """Return what the sentence says beside what frames have found in it."""
        found: list[Hit] = []
        framed = [hit for hit in framed if hit.of_itself or hit.subject.actors != hit.object.actors]
        self._framed, self._span = framed, (sentence.start, sentence.end)
        if self._parsed and sentence.clauses and not sentence.question:
            for token, tie in self._words(sentence):
                self._last = next(reversed([*framed, *found]), self._last)
                for hit in self._said(token, tie, sentence, [*framed, *found]):
                    found += self._new(hit, [*framed, *found])
        self._keep(sentence, [*framed, *found])
        return found

    def seats(self, sentence: Sentence) -> list[tuple[Group, Token]]:
        """Return where organisations are said to have their seats."""
        words, about = self._read(sentence)
        return list(about.seats(words))

    def numbers(self, sentence: Sentence) -> list[tuple[Group, int, Token]]:
        """Return how many members organisations are said to have."""
        words, about = self._read(sentence)
        found = (
            (self._with(n) if owner is None else owner, n, word)
            for owner, n, word in about.numbers(words)
        )
        return [(owner, n, word) for owner, n, word in found if owner is not None]

    def _with(self, number: int) -> Group | None:
        """*Die 14 Mitglieder*: of the organisations spoken of, the last that has so many."""
        published = self.setting.published
        for group in reversed(self._every):
            if (
                published is not None
                and len(self.setting.record.members(group.actors[0], published)) == number
            ):
                return group
        return None

    def _read(self, sentence: Sentence) -> tuple[Sequence[Token], About]:
        groups = tuple(sentence.clauses[0].groups) if sentence.clauses else ()
        named = [g for g in groups if self._has_members(g)]
        topic = named[0] if named else self._topic if self._age <= _NEAR + 1 else None
        span = self.doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
        words = tuple(span) if span is not None and self._parsed else ()
        view = View(sentence.clauses, max(0, len(sentence.clauses) - 1))
        about = About(
            self.lexicon, groups, topic, lambda noun: self.subjects.called(view, noun, topic)
        )
        return words, about

    def _words(self, sentence: Sentence) -> Iterator[tuple[Token, Tie]]:
        span = self.doc.char_span(sentence.start, sentence.end, alignment_mode="expand")
        for token in span if span is not None else ():
            word = token.lower_
            if self.lexicon.any_tie.fullmatch(word) is None:
                continue
            for tie in self.lexicon.ties:
                if not tie.form.fullmatch(word) or not _has_particle(token, tie):
                    continue
                if tie.kind != "place":
                    yield token, tie
                elif dep(token) == "case" and (tie.denies or self._may_be_said(token.head)):
                    yield token.head, tie  # *im Bündnis*: the noun is the predicate

    def _may_be_said(self, noun: Token) -> bool:
        """Whether a noun with a preposition is a predicate, by what stands around it."""
        if noun.pos_ not in ("NOUN", "PROPN"):
            return False
        links = self.lexicon.words["ties.links"]
        linked = links.fullmatch(noun.head.lower_) is not None
        beside = dep(noun) in ("appos", "conj", "nmod", "acl", "ROOT") and dep(noun) != "nmod"
        return linked or beside or any(True for _ in children(noun, "nsubj", "cop"))

    def _said(
        self, token: Token, tie: Tie, sentence: Sentence, before: Sequence[Hit]
    ) -> Iterator[Hit]:
        """Yield what one word says, if its sentence asserts it and all roles are filled."""
        at = _clause_of(token, sentence.clauses)
        if at is None:
            return
        told = _is_past(token)  # *acceded in March and now wants out*
        if not mood.is_asserted(sentence.clauses, at, self.lexicon, told=told):
            return
        view = View(sentence.clauses, at)
        groups = tuple(sentence.clauses[0].groups)
        topic = self._about(token, groups, before)
        roles = Roles(token, tie, view, groups, self.lexicon, self.subjects, topic)
        relation = self._relation(roles)
        if relation is None or not self._is_told(roles, relation):
            return
        state, organisation = self._both(roles, relation)
        if state is None or organisation is None:
            return
        if state.group is organisation and relation != "founded":
            return
        denied = (state.denied or self._denied(roles)) is not tie.denies
        if not (denied or roles.is_pronoun() or roles.is_named(organisation)):
            organisation = self._known(state.group, organisation)
        yield self._made(roles, relation, Who(state.group, denied), organisation)
        for other, word in roles.more(organisation):
            not_it = denied or any(self._denies(c) for c in _modifiers(word))
            yield self._made(roles, relation, Who(state.group, not_it), other)

    def _known(self, state: Group, organisation: Group) -> Group:
        """Of the organisations spoken of, the last that the record knows the state to be tied to.

        *OPEC ... OPEC+ ... Iran is a founder of the cartel*. If there is none, the last one.
        """
        if organisation is state:
            return organisation
        bodies = conventions.load().bodies
        whole = tuple(self.today(bodies.get(o, o)) for o in organisation.actors)
        organisation = replace(organisation, actors=whole)
        for group in (organisation, *reversed(self._spoken[-_FEW:])):
            facts = (
                self.setting.record.facts(subject=actor, relation="member_of", object=o)
                for actor in state.actors
                for o in group.actors
            )
            if all(facts):
                return group
        return organisation

    def _both(self, roles: Roles, relation: str) -> tuple[Who | None, Group | None]:
        """Who belongs, and to what; what is founded stands to itself."""
        if relation == "founded" and roles.tie.state == "agent":
            itself = roles.of_itself()
            if itself is not None and roles.state() is None:
                return Who(itself), itself
        state = roles.state()
        if state is None:
            return None, None
        organisation = roles.organisation()
        if relation == "candidate_for":
            known = organisation is not None and self.subjects.has_candidates(organisation)
            organisation = organisation if known else self._unnamed(roles)
        return state, organisation

    def _unnamed(self, roles: Roles) -> Group | None:
        """Whose candidates are meant where the organisation spoken of has none."""
        named = any(roles.named(c, "O") for c in children(roles.token, "nmod", "compound"))
        id_ = conventions.load().unnamed.get("candidate_for")
        return Group("O", (id_,), -1, -1, id_) if id_ and not named else None

    def today(self, organisation: str) -> str:
        """Return what took the place of an organisation, where that was named.

        *Morocco left the OAU in 1984 and came back in 2017*, to the African Union.
        """
        named = {actor for group in self._every for actor in group.actors}
        after = (new for new, old in conventions.load().predecessors.items() if organisation in old)
        return next((new for new in after if new in named), organisation)

    def _made(self, roles: Roles, relation: str, state: Who, organisation: Group) -> Hit:
        clause, token = roles.view.clause, roles.token
        frame = self._frame(roles, relation)
        subject = state.group
        if subject is not organisation:
            subject = self.subjects.with_companions(frame, clause, subject)
        return Hit(
            relation,
            subject,
            organisation,
            None,
            state.denied,
            clause,
            frame,
            *clause.span,
            anchor=max(1, bisect_left(clause.origin, token.idx)),
        )

    def _frame(self, roles: Roles, relation: str) -> Frame:
        frame = roles.tie.frame
        if roles.tie.kind == "noun" and roles.modified("former"):
            frame = replace(frame, sense="past")
        if frame.relation == relation:
            return frame
        return replace(frame, relation=cast(Relation, relation))

    def _relation(self, roles: Roles) -> str | None:
        """The relation of the row; *same* is that of what was said last."""
        if roles.tie.relation == "same":
            last = self._last.relation if self._last is not None else ""
            relation = "member_since" if last == "founded" else last
            return relation if relation in EVENTS - {"has_met"} else None
        if roles.tie.kind != "noun":
            return roles.tie.relation
        if roles.modified("unreal"):
            return None
        if roles.tie.relation != "member_of":
            return roles.tie.relation
        return self._seat(roles)

    def _seat(self, roles: Roles) -> str:
        """What kind of a member is meant: an associate, a founder, a new one."""
        if roles.modified("associate"):
            return "associate_member_of"
        if roles.modified("founding"):
            return "founded"
        linked = roles.linking()
        became = linked is not None and roles.is_a("becomes", linked)
        return (
            "member_since" if became or roles.is_a("gains", roles.predicate().head) else "member_of"
        )

    def _is_told(self, roles: Roles, relation: str) -> bool:
        """Whether it has happened or holds: no infinitive, nothing that goes on or is to come."""
        if roles.tie.affirmed and self._denied(roles):
            return False
        if roles.tie.kind == "act":
            return self._took_effect(roles) or any(True for _ in self._below(roles))
        event = roles.tie.kind == "verb" and relation in EVENTS
        if event and roles.is_joined():
            return False
        verb = roles.token
        if roles.tie.kind in ("noun", "place"):
            verb = roles.linking() or roles.predicate()
        helpers = [c for c in verb.children if dep(c) in ("aux", "cop")]
        if any(roles.is_a("modal", c) or (event and roles.is_a("going_on", c)) for c in helpers):
            return False
        done = any(roles.is_a("perfect", c) for c in helpers) or verb.pos_ == "ADJ"
        return done or _is_finished(verb, event=relation in EVENTS, helped=bool(helpers))

    def _took_effect(self, roles: Roles) -> bool:
        """*The withdrawal took effect on March 17th*: the act is told by the verb above it."""
        verb = roles.token.head
        dated = any(roles.named(c, "T") for c in children(verb, "obl", "nmod", "advmod"))
        return dep(roles.token) == "nsubj" and roles.is_a("effect", verb) and dated

    def _below(self, roles: Roles) -> Iterator[Group]:
        """The times told of a noun for an act: *Kiribati's exit in July*."""
        for child in children(roles.token, "nmod", "amod", "compound", "obl"):
            group = roles.named(child, "T")
            published = self.setting.published
            if group is None or group.time is None or published is None:
                continue
            earliest = group.time.earliest
            if earliest is not None and earliest.strftime("%Y-%m-%d") <= published.isoformat():
                yield group

    def _denied(self, roles: Roles) -> bool:
        """Whether the word, or the verb that links it, is denied."""
        if roles.tie.kind == "act":
            return False
        words = [roles.token]
        if roles.tie.kind in ("noun", "place"):
            words += [w for w in (roles.predicate(), roles.linking()) if w is not None]
        return any(self._denies(c) for w in words for c in _modifiers(w))

    def _denies(self, token: Token) -> bool:
        pattern = self.lexicon.words["ties.denies"]
        if pattern.fullmatch(token.lower_) is None:
            return False
        return self.lexicon.words["ties.not_denied"].match(self._whole, token.idx) is None

    def _about(self, token: Token, groups: Sequence[Group], before: Sequence[Hit]) -> Group | None:
        """The organisation that an unnamed one is: of this sentence, else of those before."""
        named = [g for g in groups if self._has_members(g)]
        earlier = [g for g in named if g.start < token.idx]
        told = [hit.object for hit in before if hit.object.kind == "O"]
        if earlier or told:
            return (earlier or told)[-1]
        if self._topic is not None and (self._age <= _NEAR or len(self._every) == 1):
            return self._topic
        return named[0] if named else None

    def _has_members(self, group: Group) -> bool:
        """Whether a mark names what one can join, and what later words may take up."""
        if group.kind != "O" or group.via == "capital_as_government":
            return False
        bodies = conventions.load().bodies
        seats = (
            self.setting.record.facts(relation="member_of", object=bodies.get(o, o))
            for o in group.actors
        )
        return all(map(bool, seats)) and not self._is_aside(group)

    def _is_aside(self, group: Group) -> bool:
        """*Austria and Ireland, both EU members, ...*: named in passing, in an apposition."""
        name = syntax.head(self.doc, group.start, group.end)
        return name is not None and dep(name) in ("nmod", "compound") and dep(name.head) == "appos"

    def _keep(self, sentence: Sentence, hits: Sequence[Hit]) -> None:
        """Keep what the sentence was about."""
        self._last = next(reversed(hits), self._last)
        groups = sentence.clauses[0].groups if sentence.clauses else ()
        named = [g for g in groups if self._has_members(g)]
        told = [h.object for h in hits if h.object.kind == "O"]
        self._age += 1
        if told or named:
            self._topic, self._age = (named or told)[-1], 1
        self._spoken = [*self._spoken[-_FEW:], *named]
        self._every += [
            g for g in (*named, *told) if g.actors not in {e.actors for e in self._every}
        ]

    def _names(self, hit: Hit) -> bool:
        """Whether the sentence of a hit names its organisation."""
        return self._span[0] <= hit.object.start < self._span[1]

    def _new(self, hit: Hit, before: Sequence[Hit]) -> Iterator[Hit]:
        """Leave out what was found already, of the same states and organisation."""
        subject = hit.subject
        for other in before:
            same = _family(other.relation) == _family(hit.relation)
            about = set(other.object.actors) & set(hit.object.actors)
            here = hit.clause.number == other.clause.number
            if same and here and other in self._framed and (about or not self._names(hit)):
                return
            if same and about and not hit.of_itself:
                left = without(subject, other.subject.actors)
                if left is None:
                    return
                subject = left
            elif same and about:
                return
        yield hit if subject is hit.subject else replace(hit, subject=subject)


def _family(relation: str) -> str:
    """Relations that one word may be read as: *ausgeschlossen* is a suspension too."""
    return _SAME.get(relation, relation)


def _is_past(token: Token) -> bool:
    """Whether a verb by its own form tells what has happened."""
    form = str(token.morph)
    helped = any(dep(c) == "aux" for c in token.children)
    return "VerbForm=Fin" in form and "Tense=Past" in form and "Mood=Sub" not in form and not helped


def _is_finished(verb: Token, *, event: bool, helped: bool) -> bool:
    """Whether a verb without a perfect says what holds or has happened, by its own form."""
    form = str(verb.morph)
    verbal = verb.pos_ in ("VERB", "AUX")
    if (verbal and "VerbForm=Inf" in form) or "Tense=Fut" in form:
        return False
    goes_on = "VerbForm=Part" in form
    return not (event and "Tense=Pres" in form and (goes_on or not helped))


def _clause_of(token: Token, clauses: Sequence[Clause]) -> int | None:
    inside = (n for n, c in enumerate(clauses) if c.span[0] <= token.idx < c.span[1])
    return next(inside, None)


def _has_particle(token: Token, tie: Tie) -> bool:
    """*trat ... bei*: whether the word that the verb needs is below it."""
    if tie.particle is None:
        return True
    return any(tie.particle.fullmatch(c.lower_) for c in token.children)


def _modifiers(token: Token) -> Iterator[Token]:
    """The words beside one that may deny it, and those below them (*no longer*)."""
    for child in children(token, "advmod", "det", "cc", "aux", "cop", "discourse", "orphan"):
        yield child
        yield from children(child, "advmod", "det")
