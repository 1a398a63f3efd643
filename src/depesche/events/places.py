"""Where an event took place, as far as its clause says.

In: a draft, mentions and names. Out: a state's id or the place as written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from depesche.events.clauses import has, relation
from depesche.events.draft import Draft
from depesche.events.named import is_state
from depesche.events.parties import Parties
from depesche.events.syntax import Syntax
from depesche.model import EventType

_NESTED = 3
_NOUNS = frozenset({"NOUN", "PROPN"})
# What takes place where its objects are: *bombed positions in X*, *signed an accord in X*.
_THERE: frozenset[EventType] = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "CONSULT", "COOPERATE"}
)


class Places:
    """Places of the events of one report."""

    def __init__(self, parties: Parties, syntax: Syntax) -> None:
        self.parties = parties
        self.syntax = syntax
        self.words = syntax.grammar.words

    def of(self, draft: Draft) -> str | None:
        """Return the actor id of the state an event took place in, or the place as written.

        What the clause says goes before what stands below its objects, that before the goal of a
        visit or the town that is attacked, and that before where somebody speaks (*speaking in X*).
        """
        trigger, top = draft.token, draft.outlook.top or draft.token
        clause = self.syntax.clause(trigger)
        nodes = list({node.i: node for node in (trigger, top, clause)}.values())
        taken = {self.parties.home(actor) for actor in (*draft.actors, *draft.recipients)}
        # What an act coordinated with another does its own objects tell, not those of the other.
        own = [trigger] if relation(trigger) == "conj" and trigger.pos_ == "VERB" else [*nodes]
        beside = self._beside(draft, own)
        for ways in (self._below(nodes), beside, self._below(self._open(clause))):
            for place, is_inside in ways:
                if place not in taken or (is_inside and draft.frame.type in _THERE):
                    return place
        return None

    def _below(self, nodes: Iterable[Token]) -> Iterator[tuple[str, bool]]:
        """Yield the places that stand with a preposition below words, and whether with *in*.

        *Pressure on Mexico* is aimed at Mexico and need not take place there.
        """
        inside = self.words.place & self.words.origin
        for child in (child for node in nodes for child in node.children):
            if relation(child) in ("obl", "nmod") and self._is_inside(child):
                for place in self._named(child, _NESTED):
                    yield place, self.syntax.preposition(child) in inside

    def _is_inside(self, token: Token) -> bool:
        """Whether a phrase says where, not whither (*в Москве*, not *в Москву*)."""
        if self.syntax.preposition(token) not in self.words.place:
            return False
        return not (has(token, "Case", "Acc") and not has(token, "Case", "Loc"))

    def _named(self, token: Token, depth: int) -> Iterator[str]:
        """Yield the place that a phrase names, itself or within (*im Süden des Libanon*)."""
        if (place := self._place(token)) is not None:
            yield place
        elif depth and not self._is_act(token):
            for child in token.children:
                if child.i > token.i and self._is_part(child):
                    yield from self._named(child, depth - 1)

    def _is_act(self, token: Token) -> bool:
        """Whether a noun tells an act that is no meeting: what is below it is not where it is."""
        frames = self.syntax.lexicon.frames(self.syntax.lemma(token), "noun")
        return bool(frames) and frames[0].type != "CONSULT"

    def _is_part(self, child: Token) -> bool:
        """Whether a word below a place says which place it is (*port of X*, *Insel X*)."""
        if relation(child) in ("appos", "flat"):
            return True
        if relation(child) != "nmod" or child.pos_ not in _NOUNS:
            return False
        preposition = self.syntax.preposition(child)
        return preposition in self.words.place or preposition in {None, *self.words.possessive}

    def _place(self, token: Token) -> str | None:
        for actor in self.parties.at(token):
            if is_state(actor) and not self.parties.is_adjective(token):
                return actor if not self.parties.is_person(token) else None
        return self._as_written(token) if token.ent_type_ in ("LOC", "GPE") else None

    def _beside(self, draft: Draft, nodes: Sequence[Token]) -> Iterator[tuple[str, bool]]:
        """Yield where the objects of an act are, or the place that is its goal."""
        spoken_of = draft.frame.type not in _THERE
        for node in nodes:
            for noun in self.syntax.objects(node) if node.pos_ == "VERB" else ():
                is_event = bool(self.syntax.lexicon.frames(self.syntax.lemma(noun), "noun"))
                if spoken_of and not (is_event and self._is_used(draft)):
                    continue
                yield from self._below([noun])
                if not spoken_of:
                    yield from self._town(noun)
        if draft.frame.type == "CONSULT":
            for slot in draft.frame.recipient:
                for goal in self.syntax.fill(draft.token, slot.removeprefix("~")):
                    yield from self._town(goal)

    def _is_used(self, draft: Draft) -> bool:
        """Whether the frame itself speaks of its object (*signed an accord*)."""
        return any(need.kind == "head" and need.slot == "obj" for need in draft.frame.needs)

    def _town(self, token: Token) -> Iterator[tuple[str, bool]]:
        """Yield the town that a goal is or belongs to; whose state is party already."""
        for place in self._named(token, _NESTED):
            if not is_state(place):
                yield place, True

    def _open(self, clause: Token) -> Iterator[Token]:
        """Yield what somebody does meanwhile (*Speaking in X, the minister praised ...*)."""
        for child in clause.children:
            if relation(child) == "advcl" and not self.syntax.is_finite(child):
                yield child

    def _as_written(self, token: Token) -> str:
        for entity in token.doc.ents:
            if entity.start <= token.i < entity.end:
                return str(entity.text)
        return str(token.text)
