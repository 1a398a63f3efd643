"""Phrases that count: *die fünf Länder*, *the three states*, *beide Präsidenten*.

In: a scene's mentions so far. Out: the enumeration, the group, or the two that are meant.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from depesche.actors.focus import Focus
from depesche.actors.register import Register, groups
from depesche.actors.scene import Candidate, Link, Scene

_JOINED = frozenset(
    {",", "und", "and", "и", "sowie", "oder", "or", "&", "die", "der", "den", "the"}
)
_REACH = 80  # how many mentions back an antecedent may lie
_WORDS_BETWEEN = 2  # how many words the noun may stand behind its number
_STATE_LIKE = frozenset({"name", "capital", "people"})


def counted(
    focus: Focus, register: Register, candidate: Candidate, taken: Collection[int]
) -> Link | None:
    """Return the link of a number with its noun, if it is clear who is meant."""
    scene = focus.scene
    sense = candidate.sense("numeral")
    noun = _noun_after(scene, candidate.i, taken)
    if sense is None:
        return None
    count = int(sense.lemma)
    if noun is None:
        return _all(focus, register, candidate, count)
    found = _antecedent(focus, register, candidate.i, count)
    if found is None and (count == 2 or scene.has("leader_noun", noun)):
        found = _several(focus, candidate.i, noun, count)
    if found is None or (count == 2 and not _counts_two(scene, noun)):
        return None
    actors, why = found
    place = (candidate.i, noun + 1, candidate.start, scene.text.end(noun))
    return Link(*place, actors, "group", why, "group", 0.8)


def _all(focus: Focus, register: Register, candidate: Candidate, count: int) -> Link | None:
    """Return the link of *alle drei* without a noun: the enumeration before of so many."""
    scene = focus.scene
    if not scene.has("all", candidate.i - 1) or not scene.parsed:
        return None
    if scene.token(candidate.start).dep_ == "nummod":
        return None
    found = _antecedent(focus, register, candidate.i, count)
    if found is None:
        return None
    place = (candidate.i, candidate.i + 1, candidate.start, candidate.end)
    return Link(*place, found[0], "group", found[1], "group", 0.7)


def _counts_two(scene: Scene, noun: int) -> bool:
    return scene.has("country_noun", noun) or scene.has("leader_noun", noun)


def _noun_after(scene: Scene, i: int, taken: Collection[int]) -> int | None:
    """Return *states* in *three states*, *three island states*, *three military-led states*."""
    k, words = i + 1, 0
    while words < _WORDS_BETWEEN and k not in taken:
        if scene.has("state_noun", k) or scene.has("leader_noun", k):
            return k
        hyphened = scene.word(k + 1) == "-"
        k, words = (k + 2, words) if hyphened else (k + 1, words + 1)
    return None


def _several(focus: Focus, i: int, noun: int, count: int) -> tuple[tuple[str, ...], str] | None:
    """Return the persons, or the two states, that the nearest sentence names."""
    persons = focus.scene.has("leader_noun", noun)
    found = focus.several(i, count, _persons) if persons else ()
    if not found and count == 2 and not (persons and _names_a_person(focus, i)):
        found = focus.several(i, count, lambda link: _states(focus, link))
    why = f"refers back to the {count} named before: {', '.join(found)}"
    return (found, why) if found else None


def _names_a_person(focus: Focus, i: int) -> bool:
    """Say whether the sentences before name a person: then states are not whom leaders mean."""
    return any(_persons(link) for _, link in focus.before(i, 2))


def _persons(link: Link) -> tuple[str, ...]:
    return tuple(actor for actor in link.actors if actor.startswith("person:"))


def _states(focus: Focus, link: Link) -> tuple[str, ...]:
    if link.via == "adjective" and not link.actors:
        return ()
    states = focus.states_of(link) if link.actors else ()
    return tuple(state for state in states if focus.is_state(state))


def _antecedent(
    focus: Focus, register: Register, i: int, count: int
) -> tuple[tuple[str, ...], str] | None:
    named = [entry.link for entry in focus.entries if entry.i < i and entry.link.actors][-_REACH:]
    for at in range(len(named) - 1, -1, -1):
        known = named[at]
        if known.kind in ("group", "organisation"):
            members = register.members(known.actors[0])
            if count == len(members) or (count == len(known.actors) and known.kind == "group"):
                return known.actors, f"refers back to the {count} of {known.actors[0]}"
            continue
        row = enumeration(focus.scene, named[: at + 1])
        if len(row) == count:
            group = _group_of(row)
            why = f"refers back to the {count} enumerated before"
            return ((group,) if group else row), why
    return None


def _group_of(states: tuple[str, ...]) -> str | None:
    """Return the group whose members these states are, if the register has one."""
    wanted = set(states)
    for id, group in groups().items():
        if not group.loose and set(group.members.split()) == wanted:
            return id
    return None


def enumeration(scene: Scene, links: Sequence[Link]) -> tuple[str, ...]:
    """Return the states of the enumeration that ends with the last of `links`."""
    row: list[str] = []
    right: Link | None = None
    for known in reversed(links):
        if known.kind not in _STATE_LIKE or len(known.actors) != 1:
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
