"""Groups of states: by name, by adjective and noun (*zentralasiatische Staaten*), by region.

In: a scene and its candidates. Out: links added to the scene.
"""

from __future__ import annotations

from collections.abc import Sequence

from depesche.actors.scene import Candidate, Link, Scene


def link(scene: Scene, candidates: Sequence[Candidate]) -> None:
    """Add links for groups of states to the scene."""
    for candidate in candidates:
        made = _by_name(scene, candidate) or _by_adjective(scene, candidate)
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
    lexicon = scene.lexicon
    before = scene.word(candidate.i - 1)
    if lexicon.has("article", before):
        before = scene.word(candidate.i - 2)
    return lexicon.has("place_preposition", before) or lexicon.has("from", before)


def _by_adjective(scene: Scene, candidate: Candidate) -> Link | None:
    sense = candidate.sense("group_adjective")
    if sense is None:
        return None
    for k in range(candidate.j, candidate.j + 4):
        word = scene.word(k)
        if scene.lexicon.has("state_noun", word):
            end = scene.text.end(k)
            why = f"{sense.lemma!r} and {word!r}: members of the group"
            return Link(
                candidate.i, k + 1, candidate.start, end, sense.actors, "group", why, "group"
            )
        if not word[:1].isalpha() or (scene.lexicon.lang == "de" and word[:1].isupper()):
            return None
    return None


def _made(candidate: Candidate, actors: tuple[str, ...], why: str) -> Link:
    return Link(
        candidate.i, candidate.j, candidate.start, candidate.end, actors, "group", why, "group"
    )
