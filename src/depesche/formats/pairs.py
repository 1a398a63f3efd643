"""Events as pairs of two, as event data sets have them: one row per source and target.

In: a `Reading`. Out: `Pair`s. Groups become their members; parties of a meeting, agreement or joint
undertaking become every pair in both directions, as CAMEO asks for symmetric events. Of a visit one
side makes it and the other hosts it, each in its own mode (CAMEO 042 and 043).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations, product
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field

from depesche import languages
from depesche.model import Actor, Event, EventType, Reading

_TABLE = Path(__file__).parent / "cameo.csv"
_OPPOSITE = {"visit": "host", "host": "visit"}
"""The mode of a visit as the other side sees it."""
_SYMMETRIC: frozenset[EventType] = frozenset(
    {"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "CONCEDE", "RETREAT"}
)
"""Types in which several actors without a recipient act with one another."""

_Sides = tuple[str | None, str | None, str | None]
"""Source, target and mode."""


class CodeRow(BaseModel):
    """One row of `cameo.csv`."""

    type: EventType
    mode: str | None = None
    code: str = Field(pattern=r"^\d{3,4}$")
    quad: int = Field(ge=1, le=4)
    goldstein: float = Field(ge=-10, le=10)


@dataclass(frozen=True)
class Pair:
    """One event between two, or by one alone."""

    id: str
    event: Event
    actor: Actor | None
    recipient: Actor | None
    mode: str | None
    symmetric: bool

    @property
    def code(self) -> CodeRow:
        """CAMEO code, quad class and Goldstein value of the event as its source does it."""
        return code(self.event.type, self.mode)

    @property
    def attributed(self) -> str:
        """Whose word the event is, or an empty string where it is the report's own."""
        source = self.event.source
        return "" if source is None else source.actor or source.text or "unnamed"


def pairs(reading: Reading) -> Iterator[Pair]:
    """Yield the events of a reading in text order, one `Pair` per source and target."""
    known = {actor.id: actor for actor in reading.actors}
    for number, event in enumerate(reading.events, 1):
        for place, (actor, recipient, mode) in enumerate(_both(event, known), 1):
            yield Pair(
                id=f"{reading.report.id}#{number}.{place}",
                event=event,
                actor=_actor(actor, known),
                recipient=_actor(recipient, known),
                mode=mode,
                symmetric=_is_symmetric(event),
            )


def placename(event: Event, reading: Reading) -> tuple[str, str]:
    """Return the name of an event's place, and its state's id where the place is a state."""
    place = event.place or ""
    state = next((a for a in reading.actors if a.id == place and a.kind == "state"), None)
    return (state.name, state.id) if state else (place, "")


def country(actor: Actor | None) -> str:
    """Return the state (ISO 3166-1 alpha-3) that an actor is or acts for, or an empty string."""
    if actor is None:
        return ""
    return actor.id if actor.kind == "state" else actor.state or ""


def code(type_: EventType, mode: str | None) -> CodeRow:
    """Return CAMEO event code and quad class of a PLOVER type and mode."""
    codes = _codes()
    return codes.get((type_, mode)) or codes[type_, None]


@lru_cache(maxsize=1)
def _codes() -> dict[tuple[EventType, str | None], CodeRow]:
    return {(row.type, row.mode): row for row in languages.read_table(_TABLE, CodeRow)}


def _is_symmetric(event: Event) -> bool:
    return event.type in _SYMMETRIC and not event.recipients


def _both(event: Event, known: dict[str, Actor]) -> Iterator[_Sides]:
    """Yield source, target and mode: both ways where parties act with one another."""
    actors, recipients = _single(event.actors, known), _single(event.recipients, known)
    if not _is_symmetric(event) or len(actors) < 2:
        for actor, recipient in product(actors or [None], recipients or [None]):
            if actor or recipient:
                yield actor, recipient, event.mode
    elif event.mode in _OPPOSITE and len(event.actors) == 2:
        yield from _visit(event, known)
    else:
        homes = {id_: country(_actor(id_, known)) or id_ for id_ in actors}
        # Two ministers of one state who meet a third have not met one another.
        at_home = len(set(homes.values())) == 1
        for actor, recipient in permutations(actors, 2):
            if at_home or homes[actor] != homes[recipient]:
                yield actor, recipient, event.mode


def _visit(event: Event, known: dict[str, Actor]) -> Iterator[_Sides]:
    """Yield a visit as whoever is named first makes or hosts it, then as the other side does."""
    first, second = (_single((id_,), known) for id_ in event.actors)
    yield from ((a, b, event.mode) for a in first for b in second if a != b)
    other = _OPPOSITE[event.mode or ""]
    yield from ((b, a, other) for b in second for a in first if a != b)


def _single(ids: Sequence[str], known: dict[str, Actor]) -> list[str | None]:
    """Return ids with groups replaced by their members, each once."""
    found: dict[str | None, None] = {}
    for id_ in ids:
        actor = known.get(id_)
        found.update(dict.fromkeys(actor.members if actor and actor.members else (id_,)))
    return list(found)


def _actor(id_: str | None, known: dict[str, Actor]) -> Actor | None:
    if id_ is None:
        return None
    kind: Literal["person", "state"] = "person" if id_.startswith("person:") else "state"
    return known.get(id_) or Actor(id=id_, kind=kind, name=id_)
