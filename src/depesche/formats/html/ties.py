"""Who is tied to whom by events, made ready for drawing.

In: a reading. Out: `Tie`s between blocks, and an order of the blocks. Bodies and persons count as
the state they act for. States that act or are acted upon together are one block, as in the
blockmodels of network analysis (Lorrain and White 1971), else a summit would hide all else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from depesche.model import Event, EventStatus, Reading

MOST = 14
"""Blocks drawn at most; a circle with more cannot be read."""

Block = tuple[str, ...]
"""The ids of actors that stand together, sorted; mostly one."""

_SMALLEST_GROUP = 3
_VERBAL_CONFLICT = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_MATERIAL_CONFLICT = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_CONFLICT = _VERBAL_CONFLICT | _MATERIAL_CONFLICT
"""Two of the four quads of PLOVER."""

_MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
"""What several do with one another; anything else they do side by side."""

_STATUS = {"actual": "", "planned": "planned ", "possible": "possible ", "negated": "no "}


@dataclass(frozen=True)
class Tie:
    """Events of the same parties, direction, status and tone. No recipients: all do it together."""

    actors: tuple[Block, ...]
    recipients: tuple[Block, ...]
    status: EventStatus
    is_conflict: bool
    types: tuple[str, ...]

    @property
    def parties(self) -> tuple[Block, ...]:
        """Everybody who takes part."""
        return (*self.actors, *self.recipients)

    @property
    def label(self) -> str:
        """What is written at the tie; a status other than actual in words."""
        each = (f"{t} ×{n}" if n > 1 else t for t, n in Counter(self.types).items())
        return _STATUS[self.status] + ", ".join(each)


def all_ties(reading: Reading) -> list[Tie]:
    """Return the events that have two parties or more, bundled, in the order of the report."""
    acts_for = {a.id: a.state for a in reading.actors if a.state and a.kind in ("body", "person")}
    members = {a.id: a.members for a in reading.actors if a.kind == "group" and a.members}
    sides = [_sides(event, acts_for, members) for event in reading.events]
    named = {frozenset(ids) for ids in members.values() if len(ids) >= _SMALLEST_GROUP}
    groups = _largest_first(named | _groups(sides))
    bundles: dict[tuple[tuple[Block, ...], tuple[Block, ...], EventStatus, bool], list[str]] = {}
    for event, (actors, recipients) in zip(reading.events, sides, strict=True):
        doers = _blocks(actors, groups, among_itself=not recipients)
        receivers = _blocks(recipients, groups)
        if not doers or not (receivers or (len(doers) > 1 and event.type in _MUTUAL)):
            continue
        key = (doers, receivers, event.status, event.type in _CONFLICT)
        bundles.setdefault(key, []).append(event.type)
    return [Tie(*key, types=tuple(types)) for key, types in bundles.items()]


def drawable(ties: Sequence[Tie]) -> list[Tie]:
    """Return the ties between the `MOST` blocks that have most of them."""
    counts = Counter(party for tie in ties for party in tie.parties)
    ranked = sorted(counts, key=lambda block: (-counts[block], block))
    kept = set(ranked[:MOST])
    return [tie for tie in ties if kept.issuperset(tie.parties)]


def order(ties: Sequence[Tie]) -> list[Block]:
    """Order the blocks on a circle so that swapping any two would not make the ties shorter."""
    blocks = list(dict.fromkeys(party for tie in ties for party in tie.parties))
    pairs = Counter(pair for tie in ties for pair in _pairs(tie))
    shortest = _length(blocks, pairs)
    improved = True
    while improved:
        improved = False
        for i, j in combinations(range(len(blocks)), 2):
            blocks[i], blocks[j] = blocks[j], blocks[i]
            length = _length(blocks, pairs)
            if length < shortest:
                shortest, improved = length, True
            else:
                blocks[i], blocks[j] = blocks[j], blocks[i]
    return blocks


def _sides(
    event: Event, acts_for: Mapping[str, str], members: Mapping[str, tuple[str, ...]]
) -> tuple[Block, Block]:
    doers, receivers = (
        {acts_for.get(one, one) for id in side for one in members.get(id, (id,))}
        for side in (event.actors, event.recipients)
    )
    return tuple(sorted(doers)), tuple(sorted(receivers - doers))


def _groups(sides: Iterable[tuple[Block, Block]]) -> set[frozenset[str]]:
    """Return the sets that stand on one side of an event with another side."""
    return {
        frozenset(side)
        for pair in sides
        if all(pair)
        for side in pair
        if len(side) >= _SMALLEST_GROUP
    }


def _largest_first(groups: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    return sorted(groups, key=lambda group: (-len(group), sorted(group)))


def _blocks(
    side: Block, groups: Iterable[frozenset[str]], *, among_itself: bool = False
) -> tuple[Block, ...]:
    rest = set(side)
    blocks = []
    for group in groups:
        if group <= rest:
            blocks.append(tuple(sorted(group)))
            rest -= group
    if len(blocks) == 1 and not rest and among_itself:
        return tuple((id,) for id in side)
    return (*blocks, *((id,) for id in sorted(rest)))


def _pairs(tie: Tie) -> Iterator[tuple[Block, Block]]:
    if tie.recipients:
        return ((a, b) for a in tie.actors for b in tie.recipients)
    return combinations(tie.actors, 2)


def _length(blocks: Sequence[Block], pairs: Mapping[tuple[Block, Block], int]) -> int:
    at = {block: i for i, block in enumerate(blocks)}
    size = len(blocks)
    apart = ((abs(at[a] - at[b]), n) for (a, b), n in pairs.items())
    return sum(min(d, size - d) * n for d, n in apart)
