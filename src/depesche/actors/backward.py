"""Nominal phrases that refer back: *die fünf Länder*, *beide Staaten*, *the five countries*.

In: a scene with its links. Out: links added where number and order make the antecedent clear.
"""

from __future__ import annotations

from depesche.actors.register import Register
from depesche.actors.scene import Link, Scene

_JOINED = frozenset(
    {",", "und", "and", "и", "sowie", "oder", "or", "&", "die", "der", "den", "the"}
)


def link(scene: Scene, register: Register) -> None:
    """Add links for counted nouns that stand for states named before (or after) them."""
    taken = {k for known in scene.links for k in range(known.i, known.j)}
    for i, word in enumerate(scene.words):
        count = scene.lexicon.numerals.get(word.casefold())
        if count is None or i in taken:
            continue
        noun = _noun_after(scene, i, taken)
        if noun is None:
            continue
        found = _antecedent(scene, register, i, count)
        if found is not None:
            actors, why = found
            start, end = scene.text.starts[i], scene.text.end(noun)
            scene.links.append(Link(i, noun + 1, start, end, actors, "group", why, "group", 0.8))


def _noun_after(scene: Scene, i: int, taken: set[int]) -> int | None:
    for k in range(i + 1, i + 3):
        if k in taken:
            return None
        if scene.lexicon.has("state_noun", scene.word(k)):
            return k
    return None


def _antecedent(
    scene: Scene, register: Register, i: int, count: int
) -> tuple[tuple[str, ...], str] | None:
    named = sorted((x for x in scene.links if x.actors), key=lambda x: x.start)
    before = [x for x in named if x.j <= i]
    for at in range(len(before) - 1, -1, -1):
        known = before[at]
        if known.kind == "group" and len(known.actors) == 1:
            members = register.members(known.actors[0])
            if len(members) == count:
                return known.actors, f"refers back to {known.actors[0]}, a group of {count}"
        if known.kind == "group" and len(known.actors) == count:
            return known.actors, f"refers back to the {count} named before"
        row = enumeration(scene, before[: at + 1])
        if len(row) == count:
            return row, f"refers back to the {count} states enumerated before"
    return None


def enumeration(scene: Scene, links: list[Link]) -> tuple[str, ...]:
    """Return the states of the enumeration that ends with the last of `links`."""
    row: list[str] = []
    right: Link | None = None
    for known in reversed(links):
        if known.kind not in ("name", "capital", "people") or len(known.actors) != 1:
            break
        if right is not None and not _joined(scene, known, right):
            break
        if known.actors[0] not in row:
            row.append(known.actors[0])
        right = known
    return tuple(reversed(row))


def _joined(scene: Scene, left: Link, right: Link) -> bool:
    between = [scene.word(k).casefold() for k in range(left.j, right.i)]
    return 0 < len(between) <= 3 and all(word in _JOINED for word in between)
