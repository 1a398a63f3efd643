"""Who is spoken of: what the report has named up to a place, and how much it is about each.

In: a scene's links. Out: the one state, organisation or person that a phrase without a name can
mean, if one stands out. Sentences and subjects count as in centring (Grosz, Joshi and Weinstein
1995): the nearer sentence before the farther, the subject before the rest. Where two are about
even, nobody is meant: a wrong link is worse than an open one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from typing import NamedTuple

from depesche.actors.register import Register
from depesche.actors.scene import Link, Scene

_WEIGHTS = {"name": 1.0, "capital": 1.0, "people": 1.0, "place": 0.6, "organisation": 1.0}
_OTHER = 0.8  # persons, offices and bodies speak of their state
_ADJECTIVE = 0.5
_RECENCY = (1.0, 1.0, 0.5, 0.25)
_SUBJECT = 1.5
_MARGIN = 1.6  # how much the first must outweigh the second
_ENOUGH = 0.7  # an adjective, or a place some sentences ago, is not enough
_REACH = 120  # pieces back
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})

Fits = Callable[[str], bool]


class Entry(NamedTuple):
    """A mention by its place; ordered by it."""

    i: int
    sentence: int
    link: Link

    def __lt__(self, other: object) -> bool:
        return self.i < other.i if isinstance(other, Entry) else NotImplemented


class Focus:
    """The mentions of a scene in the order of the text."""

    def __init__(self, scene: Scene, register: Register) -> None:
        self.scene = scene
        self.register = register
        links = (k for k in scene.links if k.actors or k.home)
        self.entries = sorted((self._entry(k) for k in links), key=lambda e: e.i)
        self._states: dict[str, str] = {}

    def _entry(self, link: Link) -> Entry:
        return Entry(link.i, self._sentence(link.i), link)

    def _sentence(self, i: int) -> int:
        return bisect_left(self.scene.sentence_ends, i)

    def add(self, link: Link) -> None:
        """Take up a mention that was led back to somebody."""
        self.scene.links.append(link)
        insort(self.entries, self._entry(link))

    def _weight(self, link: Link) -> float:
        if link.via == "adjective":
            return _ADJECTIVE
        if link.kind == "place" and self.scene.opens_sentence(link.i):
            return 1.0  # a dateline says where the report is from
        return _WEIGHTS.get(link.kind, _OTHER)

    def at(self, i: int, kind: str) -> Link | None:
        """Return the mention of a kind that begins at piece `i`."""
        k = bisect_left(self.entries, i, key=lambda e: e.i)
        here = (e.link for e in self.entries[k : k + 3] if e.i == i and e.link.kind == kind)
        return next(here, None)

    def before(self, i: int, sentences: int) -> Iterator[tuple[int, Link]]:
        """Yield mentions before piece `i`, last first, with how many sentences lie between."""
        here = self._sentence(i)
        at = bisect_left(self.entries, i, key=lambda e: e.i)
        for entry in reversed(self.entries[:at]):
            back = here - entry.sentence
            if back > sentences or i - entry.i > _REACH:
                return
            if entry.link.j <= i:
                yield back, entry.link

    def state_of(self, actor: str) -> str:
        """Return the state or organisation that an actor is or acts for."""
        if actor not in self._states:
            self._states[actor] = self.register.state_of(actor)
        return self._states[actor]

    def forget(self, actor: str) -> None:
        """Ask anew for whom an actor acts: the text has said so meanwhile."""
        self._states.pop(actor, None)

    def is_state(self, actor: str) -> bool:
        """Say whether an actor is a state."""
        return self.register.actor(actor).kind == "state"

    def states_of(self, link: Link) -> tuple[str, ...]:
        """Return the states (or organisations) that a mention speaks of; a group is none."""
        if link.kind == "group":
            return ()
        return tuple(dict.fromkeys(self.state_of(a) for a in link.actors or link.home))

    def foremost(self, i: int, fits: Fits, sentences: int = 2) -> str | None:
        """Return the state or organisation that stands out among those before that fit."""
        weights: dict[str, float] = {}
        for back, link in self.before(i, sentences):
            weight = self._weight(link)
            weight *= _RECENCY[back] if back < len(_RECENCY) else _RECENCY[-1]
            if self.is_subject(link):
                weight *= _SUBJECT
            for state in self.states_of(link):
                if fits(state):
                    weights[state] = weights.get(state, 0.0) + weight
        ranked = sorted(weights, key=lambda state: (-weights[state], state))
        if not ranked or weights[ranked[0]] < _ENOUGH:
            return None
        clear = len(ranked) == 1 or weights[ranked[0]] >= _MARGIN * weights[ranked[1]]
        return ranked[0] if clear else None

    def only(self, fits: Fits) -> str | None:
        """Return the one state or organisation of the whole report that fits."""
        found = {s for entry in self.entries for s in self.states_of(entry.link) if fits(s)}
        return found.pop() if len(found) == 1 else None

    def is_subject(self, link: Link) -> bool:
        """Say whether a mention is a subject; without a parse, whether it opens its sentence."""
        if not self.scene.parsed:
            return self.scene.opens_sentence(link.i)
        token = self.scene.token(link.end - 1)
        if token.dep_ in ("flat", "flat:name", "appos", "compound"):
            token = token.head
        return token.dep_ in SUBJECTS

    def several(
        self, i: int, count: int, fits: Callable[[Link], tuple[str, ...]]
    ) -> tuple[str, ...]:
        """Return the two (or three) that the nearest sentences name, unless they name more."""
        found: dict[str, None] = {}
        nearest = 0
        for back, link in self.before(i, 3):
            if back > nearest and len(found) >= count:
                break
            nearest = back
            found.update(dict.fromkeys(fits(link)))
        return tuple(sorted(found)) if len(found) == count else ()
