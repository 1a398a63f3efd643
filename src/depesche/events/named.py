"""Which actors the words of a report name: mentions by token.

In: the mentions of a `Doc`. Out: actor ids of a token, the state of a capital, persons and offices.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from depesche.actors.index import ActorIndex
from depesche.actors.lexicon import load
from depesche.events import towns
from depesche.model import Actor, Mention
from depesche.record import builtin

_PIECES = re.compile(r"\w+|[^\w\s]")


def is_state(actor: str) -> bool:
    """Whether an actor's id is that of a state; that of an organisation may be as short (`BBC`)."""
    return actor in _ids("state")


def is_press(actor: str) -> bool:
    """Whether an actor is a newspaper, station or agency: it tells of what others do."""
    return actor in _ids("press")


def is_armed_group(actor: str) -> bool:
    """Whether an actor fights and is no state's: rebels, militants, a militia."""
    return actor in _ids("armed")


@cache
def _ids(kind: Literal["state", "press", "armed"]) -> frozenset[str]:
    actors = builtin().actors()
    if kind == "armed":
        return frozenset(actor.id for actor in actors if actor.sector == "REB")
    if kind == "press":
        return frozenset(actor.id for actor in actors if actor.sector == "MED")
    return frozenset(actor.id for actor in actors if actor.kind == "state")


class Named:
    """Mentions by token."""

    def __init__(
        self, doc: Doc, mentions: Sequence[Mention], lang: str, actors: Iterable[Actor] = ()
    ) -> None:
        self.doc = doc
        self.index = ActorIndex(doc, mentions)
        self._names = load(lang)
        self._homes = {actor.id: actor.state for actor in actors if actor.state is not None}
        self._by_token: dict[int, list[Mention]] = {}
        for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
            for token in self.covered(mention):
                self._by_token.setdefault(token.i, []).append(mention)

    def home(self, actor: str) -> str:
        """Return the state or organisation an actor acts for: itself if for no other."""
        is_body = ":" in actor and not actor.startswith(("person:", "group:"))
        return self._homes.get(actor) or (actor.partition(":")[0] if is_body else actor)

    def homes(self, actors: Iterable[str]) -> tuple[str, ...]:
        """Return the states and organisations that actors act for, once each."""
        return tuple(dict.fromkeys(map(self.home, actors)))

    def mentions(self, place: int) -> Sequence[Mention]:
        """Return the mentions that cover the token with an index."""
        return self._by_token.get(place, ())

    def covered(self, mention: Mention) -> Iterable[Token]:
        """Return the tokens of a mention."""
        return self.doc.char_span(mention.start, mention.end, alignment_mode="expand") or ()

    def at(self, token: Token) -> tuple[str, ...]:
        """Return the actors of the mentions that cover a token."""
        found: dict[str, None] = {}
        for mention in self.mentions(token.i):
            found.update(dict.fromkeys(mention.actors))
        return tuple(found)

    def state_of(self, place: Token) -> tuple[str, ...]:
        """Return the state whose capital a word names as a place."""
        for mention in self.mentions(place.i):
            if mention.via == "capital_as_place":
                for sense in self._names.senses(*_PIECES.findall(mention.text)):
                    if sense.kind == "capital":
                        return tuple(sense.actors)
        return ()

    def town(self, place: Token) -> tuple[str, ...]:
        """Return the state that a town lies in which is no actor itself (*shelled Odesa*)."""
        if place.pos_ != "PROPN" or self.mentions(place.i):
            return ()
        names = [e.text for e in place.doc.ents if e.start <= place.i < e.end] or [place.text]
        if len(names[0].split()) > 1 and place.ent_type_ == "PER":
            return ()
        found = towns.state_of(names[0]) or towns.state_of(place.lemma_)
        return (found,) if found is not None else ()

    def seat(self, place: Token) -> tuple[str, ...]:
        """Return who sits in a building or capital that a word names."""
        vias = {mention.via for mention in self.mentions(place.i)}
        if vias & {"building", "capital_as_government", "office"}:
            return self.at(place)
        return self.state_of(place)

    def is_adjective(self, token: Token) -> bool:
        """Whether a word names a state but to say whose something is (*russisches Öl*)."""
        return all(m.via == "adjective" for m in self.mentions(token.i))

    def is_person(self, token: Token) -> bool:
        """Whether a word names a person or an office, not a state."""
        return any(m.via in ("person", "office") for m in self.mentions(token.i))
