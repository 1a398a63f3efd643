"""Groups of states: by name, by adjective and noun (*zentralasiatische Staaten*), by region.

In: a scene and its candidates. Out: links added to the scene.
"""

from __future__ import annotations

from collections.abc import Sequence

from depesche.actors.register import Register
from depesche.actors.scene import Candidate, Link, Scene


def link(scene: Scene, candidates: Sequence[Candidate], register: Register) -> None:
    """Add links for groups of states to the scene."""
    for candidate in candidates:
        made = _by_name(scene, candidate) or _by_adjective(scene, candidate, register)
        if made is not None:
            scene.links.append(made)


def _by_name(scene: Scene, candidate: Candidate) -> Link | None:
    if candidate.sense("trap"):
        return None
    sense = candidate.sense("group", "region")
    if sense is None or (candidate.sense("name") and sense.kind == "region"):
        return None
    if sense.kind == "region" and _is_place(scene, candidate):
        return None
    return _made(candidate, sense.actors, f"{sense.lemma!r} names the group")


def _is_place(scene: Scene, candidate: Candidate) -> bool:
    k = candidate.i - 1
    if scene.has("article", k):
        k -= 1
    if scene.word(candidate.j) == "-" and scene.text.glued(candidate.j):
        return not scene.has("compound_head", candidate.j + 1)
    if scene.has("direction", candidate.i) and scene.lexicon.lang == "en":
        return scene.has("of", candidate.j) or scene.word(candidate.j)[:1].isupper()
    if scene.nearby("weather", candidate.i, 8):
        return True
    if scene.has("from", k):
        return not scene.has("source_noun", k - 1)
    if scene.has("place_preposition", k):
        return True
    return scene.has("direction", candidate.i) and scene.has("article", candidate.j)


def _by_adjective(scene: Scene, candidate: Candidate, register: Register) -> Link | None:
    sense = candidate.sense("group_adjective")
    if sense is None or _is_not_the_whole(scene, candidate.i, sense.actors[0], register):
        return None
    for k in range(candidate.j, candidate.j + 4):
        word = scene.word(k)
        if scene.lexicon.has("state_noun", word):
            end = scene.text.end(k)
            i = candidate.i - 1 if _counted(scene, candidate.i) else candidate.i
            why = f"{sense.lemma!r} and {word!r}: members of the group"
            return Link(i, k + 1, scene.text.starts[i], end, sense.actors, "group", why, "group")
        if not word[:1].isalpha() or (scene.lexicon.lang == "de" and word[:1].isupper()):
            return None
    return None


def _is_not_the_whole(scene: Scene, i: int, group: str, register: Register) -> bool:
    """Say whether only some members are meant (*vier afrikanische Länder*, *pro-westliche*)."""
    if scene.word(i - 1) == "-" or scene.has("some", i - 1):
        return True
    count = scene.lexicon.numerals.get(scene.word(i - 1).casefold())
    return count is not None and count != len(register.members(group))


def _counted(scene: Scene, i: int) -> bool:
    return scene.word(i - 1).casefold() in scene.lexicon.numerals


def _made(candidate: Candidate, actors: tuple[str, ...], why: str) -> Link:
    return Link(
        candidate.i, candidate.j, candidate.start, candidate.end, actors, "group", why, "group"
    )
