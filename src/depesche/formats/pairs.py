"""Events as pairs of two, as event data sets have them: one row per source and target.

In: a `Reading`. Out: `Pair`s. Groups become their members; parties of a meeting, agreement or joint
undertaking become every pair in both directions, as CAMEO asks for symmetric events.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Field

from depesche import languages
from depesche.model import Actor, Event, EventType, Reading

_TABLE = Path(__file__).parent / "cameo.csv"
_SYMMETRIC: frozenset[EventType] = frozenset(
    {"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "CONCEDE", "RETREAT"}
)
"""Types in which several actors without a recipient act with one another."""


class CodeRow(BaseModel):
    """One row of `cameo.csv`."""

    type: EventType
    mode: str | None = None
    code: str = Field(pattern=r"^\d{3,4}$")
    quad: int = Field(ge=1, le=4)


@dataclass(frozen=True)
class Pair:
    """One event between two, or by one alone."""

    id: str
    event: Event
    actor: Actor | None
    recipient: Actor | None
    symmetric: bool

    @property
    def attributed(self) -> str:
        """Whose word the event is, or an empty string where it is the report's own."""
        source = self.event.source
        return "" if source is None else source.actor or source.text or "unnamed"


def pairs(reading: Reading) -> Iterator[Pair]:
    """Yield the events of a reading in text order, one `Pair` per source and target."""
    known = {actor.id: actor for actor in reading.actors}
    for number, event in enumerate(reading.events, 1):
        for place, (actor, recipient) in enumerate(_both(event, known), 1):
            yield Pair(
                id=f"{reading.report.id}#{number}.{place}",
                event=event,
                actor=_actor(actor, known),
                recipient=_actor(recipient, known),
                symmetric=_is_symmetric(event),
            )


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


def _both(
    event: Event, known: dict[str, Actor]
) -> Iterator[tuple[str, str] | tuple[str, None] | tuple[None, str]]:
    actors, recipients = _single(event.actors, known), _single(event.recipients, known)
    if _is_symmetric(event) and len(actors) > 1:
        yield from permutations(actors, 2)
    elif not recipients:
        yield from ((actor, None) for actor in actors)
    elif not actors:
        yield from ((None, recipient) for recipient in recipients)
    else:
        yield from ((actor, recipient) for actor in actors for recipient in recipients)


def _single(ids: Sequence[str], known: dict[str, Actor]) -> list[str]:
    """Return ids with groups replaced by their members, each once."""
    found: dict[str, None] = {}
    for id_ in ids:
        actor = known.get(id_)
        found.update(dict.fromkeys(actor.members if actor and actor.members else (id_,)))
    return list(found)


def _actor(id_: str | None, known: dict[str, Actor]) -> Actor | None:
    if id_ is None:
        return None
    kind: Literal["person", "state"] = "person" if id_.startswith("person:") else "state"
    return known.get(id_) or Actor(id=id_, kind=kind, name=id_)
