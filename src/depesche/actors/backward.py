"""Phrases that refer back: *die fünf Länder*, *seine Regierung*, *its foreign ministry*.

In: a scene with its links. Out: links added where number and order make the antecedent clear;
all others stay open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from depesche.actors.register import OFFICE_BODIES, Register, groups
from depesche.actors.scene import Candidate, Link, Scene

_JOINED = frozenset(
    {",", "und", "and", "и", "sowie", "oder", "or", "&", "die", "der", "den", "the"}
)
_LATELY = 40  # how many pieces back *the country* may look
_REACH = 80  # how many mentions back an antecedent may lie
_WORDS_BETWEEN = 2  # how many words the noun may stand behind its number
_STATE_LIKE = frozenset({"name", "capital", "people"})


def link(scene: Scene, candidates: Sequence[Candidate], register: Register) -> None:
    """Add links for phrases whose antecedent the text has named."""
    taken = {k for known in scene.links for k in range(known.i, known.j)} | scene.blocked
    _counted(scene, candidates, register, taken)
    _possessed(scene, candidates, register, taken)
    _nominal(scene, candidates, taken)
    _pronouns(scene)


def _counted(
    scene: Scene, candidates: Sequence[Candidate], register: Register, taken: set[int]
) -> None:
    named = sorted((known for known in scene.links if known.actors), key=lambda known: known.start)
    starts = [known.i for known in named]
    for candidate in candidates:
        sense = candidate.sense("numeral")
        noun = _noun_after(scene, candidate.i, taken) if sense else None
        if sense is None or noun is None:
            continue
        if sense.lemma == "2" and not scene.has("country_noun", noun):
            continue
        before = bisect_left(starts, candidate.i)
        nearest = named[max(0, before - _REACH) : before]
        found = _antecedent(scene, register, nearest, int(sense.lemma))
        if found is not None:
            actors, why = found
            place = (candidate.i, noun + 1, candidate.start, scene.text.end(noun))
            made = Link(*place, actors, "group", why, "group", 0.8)
            scene.links.append(made)
            named.insert(before, made)
            starts.insert(before, candidate.i)


def _noun_after(scene: Scene, i: int, taken: set[int]) -> int | None:
    """Return *states* in *three states*, *three island states*, *three military-led states*."""
    k, words = i + 1, 0
    while words < _WORDS_BETWEEN and k not in taken:
        if scene.has("state_noun", k):
            return k
        hyphened = scene.word(k + 1) == "-"
        k, words = (k + 2, words) if hyphened else (k + 1, words + 1)
    return None


def _antecedent(
    scene: Scene, register: Register, named: list[Link], count: int
) -> tuple[tuple[str, ...], str] | None:
    for at in range(len(named) - 1, -1, -1):
        known = named[at]
        if known.kind in ("group", "organisation"):
            members = register.members(known.actors[0])
            if count == len(members) or (count == len(known.actors) and known.kind == "group"):
                return known.actors, f"refers back to the {count} of {known.actors[0]}"
            continue
        row = enumeration(scene, named[: at + 1])
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


def enumeration(scene: Scene, links: list[Link]) -> tuple[str, ...]:
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


def _possessed(
    scene: Scene, candidates: Sequence[Candidate], register: Register, taken: set[int]
) -> None:
    """Link *seine Regierung*, *its foreign ministry* to the one state of the sentence so far."""
    for candidate in candidates:
        sense = candidate.sense("office", "institution")
        if sense is None or sense.actors or candidate.i in taken:
            continue
        if not scene.has("possessive", candidate.i - 1):
            continue
        state = _only_state_before(scene, candidate.i)
        if state is None:
            continue
        kind = sense.lemma
        body = register.body(state, OFFICE_BODIES.get(kind, kind))
        why = f"{scene.word(candidate.i - 1)!r} refers back to {state}"
        place = (candidate.i, candidate.j, candidate.start, candidate.end)
        scene.links.append(Link(*place, (body,), "office", why, "office", 0.7))


def _nominal(scene: Scene, candidates: Sequence[Candidate], taken: set[int]) -> None:
    """Link *das Land*, *the bloc* where just one state or bloc was named lately."""
    named = sorted((known for known in scene.links if known.actors), key=lambda known: known.i)
    starts = [known.i for known in named]
    for candidate in candidates:
        sense = candidate.sense("noun_for_state", "noun_for_bloc")
        if sense is None or candidate.i in taken or not scene.has("definite", candidate.i - 1):
            continue
        if scene.word(candidate.j) == "-" or _is_specified(scene, candidate.j):
            continue
        kinds = _STATE_LIKE if sense.kind == "noun_for_state" else frozenset({"organisation"})
        before = named[: bisect_left(starts, candidate.i)][-_LATELY:]
        actor = _only_one(before, candidate.i, kinds)
        if actor is not None:
            place = (candidate.i, candidate.j, candidate.start, candidate.end)
            why = f"{scene.word(candidate.i)!r} refers back to {actor}, the only one named lately"
            scene.links.append(Link(*place, (actor,), "pronoun", why, "pronoun", 0.6))


def _pronouns(scene: Scene) -> None:
    """Link *er*, *she* as subject to the one person named in this sentence or the one before."""
    if not scene.parsed:
        return
    listed = scene.lexicon.words.get("personal_pronoun", frozenset())
    pronouns = listed | {word.capitalize() for word in listed}
    people = sorted((known for known in scene.links if known.kind == "person"), key=lambda k: k.i)
    starts = [known.i for known in people]
    for i, word in enumerate(scene.words):
        if word not in pronouns:
            continue
        token = scene.token(scene.text.starts[i])
        if token.dep_ != "nsubj" or "Number=Plur" in str(token.head.morph):
            continue
        before = people[: bisect_left(starts, i)][-_LATELY:]
        actor = _only_one(before, i, frozenset({"person"}))
        if actor is not None:
            place = (i, i + 1, scene.text.starts[i], scene.text.end(i))
            why = f"{word!r} refers back to {actor}, the only person named lately"
            scene.links.append(Link(*place, (actor,), "pronoun", why, "pronoun", 0.6))


def _is_specified(scene: Scene, j: int) -> bool:
    """Say whether words after the noun say which one (*das Land der Mitte*, *Land, das ...*)."""
    return scene.has("of", j) or scene.has("article", j) or scene.has("country_noun", j)


def _only_one(before: list[Link], i: int, kinds: frozenset[str]) -> str | None:
    """Return the one actor of these kinds among the mentions shortly before piece `i`."""
    near = (k for k in before if i - k.i <= _LATELY and k.kind in kinds and k.via != "adjective")
    actors = {actor for known in near for actor in known.actors}
    return actors.pop() if len(actors) == 1 else None


def _only_state_before(scene: Scene, i: int) -> str | None:
    """Return the one state of the sentence so far; if it has none, of the sentence before."""
    near = [known for known in scene.links if i - 60 < known.i and known.j <= i and known.actors]
    here = [known for known in near if scene.same_sentence(known.i, i)]
    if not any(known.kind in _STATE_LIKE and known.via != "adjective" for known in here):
        start = min((known.i for known in here), default=i)
        here += [k for k in near if k not in here and scene.sentences_between(k.i, start) == 1]
    if any(known.kind == "group" for known in here):
        return None
    states = {
        known.actors[0] for known in here if known.kind in _STATE_LIKE and known.via != "adjective"
    }
    return states.pop() if len(states) == 1 else None
