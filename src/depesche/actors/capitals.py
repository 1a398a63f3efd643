"""A capital: the government that sits there, or the place?

In: a candidate for the name of a capital. Out: a link to the state (*Astana wies zurück*) or a
place without actor (*reiste nach Astana*). Place for government after Markert and Nissim (2007):
clear words on both sides decide, then the parse where there is one, then weaker words.
"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from depesche.actors.lexicon import Sense
from depesche.actors.scene import Candidate, Link, Scene

_ACTING = frozenset({"nsubj", "nsubj:pass", "csubj"})
_PHRASE = frozenset({"conj", "appos", "flat", "flat:name", "compound"})


class Ruling(NamedTuple):
    """Whether the name stands for the government, and the sign that says so."""

    acts: bool
    why: str


def decide(scene: Scene, candidate: Candidate, sense: Sense) -> Link | None:
    """Return the link of a capital's name, or none where it is part of another name."""
    name = candidate.sense("name")
    if name is not None and name.actors == sense.actors:
        why = f"{name.lemma!r} is a name of {name.actors[0]}"
        return Link(*_place(candidate), sense.actors, "name", why, "name")
    if _part_of_a_name(scene, candidate):
        return None
    if scene.word(candidate.j) == "-" and scene.text.glued(candidate.j):
        return _compound(scene, candidate, sense)
    ruling = (
        _by_words(scene, candidate, sense)
        or _as_a_city(scene, candidate)
        or _by_parse(scene, candidate)
        or _by_weak_words(scene, candidate)
    )
    if ruling.acts:
        return _government(candidate, sense, ruling.why)
    why = f"{sense.lemma} is a place here, {ruling.why}"
    return Link(*_place(candidate), (), "capital_as_place", why, "place")


def decide_adjective(scene: Scene, candidate: Candidate, sense: Sense) -> Link | None:
    """Link *Pekinger Führung*, *Moskauer Außenministerium*; leave *Wiener Kaffeehäuser* alone."""
    head = scene.word(candidate.j)
    heads = scene.lexicon.words.get("government_head", ())
    official = any(s.kind in ("institution", "office") for s in scene.lexicon.senses(head))
    if official or any(head.startswith(h) for h in heads):
        return _government(candidate, sense, f"before {head!r}")
    return None


def _place(candidate: Candidate) -> tuple[int, int, int, int]:
    return candidate.i, candidate.j, candidate.start, candidate.end


def _government(candidate: Candidate, sense: Sense, why: str) -> Link:
    said = f"{sense.lemma}: seat of the government of {sense.actors[0]}, {why}"
    return Link(*_place(candidate), sense.actors, "capital_as_government", said, "capital")


def _part_of_a_name(scene: Scene, candidate: Candidate) -> bool:
    i, j = candidate.i, candidate.j
    if scene.before(i, "first_name") or scene.before(i, "place_name_before"):
        return True
    if scene.has("second_name", j) or scene.in_person(candidate):
        return True
    after = scene.word(j)
    english = scene.lexicon.lang == "en"
    return english and after[:1].isupper() and after[1:].islower() and _is_title(scene, j)


def _is_title(scene: Scene, j: int) -> bool:
    """Say whether piece `j` continues an English proper name (*Moscow State University*)."""
    known = scene.lexicon.senses(scene.word(j))
    return not any(s.kind in ("office", "institution", "name", "adjective") for s in known)


def _compound(scene: Scene, candidate: Candidate, sense: Sense) -> Link | None:
    head = scene.word(candidate.j + 1)
    lowered = head[:1].lower() + head[1:]
    if any(lowered.startswith(h) for h in scene.lexicon.words.get("capital_head", ())):
        return _government(candidate, sense, f"in {scene.word(candidate.i)}-{head}")
    return None


def _by_words(scene: Scene, candidate: Candidate, sense: Sense) -> Ruling | None:
    """Decide by the words next to the name where they are clear."""
    i, j = candidate.i, candidate.j
    before, after = scene.word(i - 1), scene.word(j)
    if scene.opens_sentence(i) and (after == "(" or (after == "," and scene.word(j + 1).isdigit())):
        return Ruling(False, "as in a dateline")
    if scene.has("historic", i - 1):
        return Ruling(False, f"after {before!r}")
    if scene.has("from", i - 1):
        return _source(scene, i)
    possessed = _possessed(scene, candidate, sense)
    if possessed:
        return Ruling(not scene.lexicon.has("local_noun", possessed), f"before {possessed!r}")
    if _is_route(scene, i):
        return Ruling(False, "on a route")
    if scene.has("place_preposition", i - 1) and not _is_purpose(scene, i, j):
        return Ruling(False, f"after {before!r}")
    if scene.has("toward", i - 1) and scene.moves(i):
        return Ruling(False, f"after {before!r} and a verb of motion")
    if scene.has("of", i - 1) and scene.has("treaty_noun", i - 2):
        return Ruling(False, f"after {scene.word(i - 2)!r}")
    if scene.has("visit_verb", i - 1) or scene.visited(candidate):
        return Ruling(False, "seen or visited")
    return _between(scene, i)


def _source(scene: Scene, i: int) -> Ruling:
    """Decide after *aus*, *from*, *von*: pressure comes from governments, trains from places."""
    before, noun = scene.word(i - 1), scene.word(i - 2)
    if scene.has("source_noun", i - 2):
        return Ruling(True, f"where {noun!r} comes from")
    if scene.has("source_verb", i + 1) and (scene.opens_sentence(i - 1) or noun in ("Wie", "wie")):
        return Ruling(True, f"source of what follows, before {scene.word(i + 1)!r}")
    if scene.has("agent", i - 1) and not noun[:1].isupper() and not scene.has("motion", i - 2):
        if not any(scene.has("toward", k) for k in range(i + 1, i + 4)):
            return Ruling(True, f"agent after {before!r}")
    return Ruling(False, f"after {before!r}")


def _is_purpose(scene: Scene, i: int, j: int) -> bool:
    """Say whether *um* opens a clause of purpose (*um Athen zu besänftigen*)."""
    if scene.word(i - 1).casefold() != "um" or scene.word(i - 2).casefold() == "rund":
        return False
    return any(scene.word(k) == "zu" for k in range(j, j + 8))


def _is_route(scene: Scene, i: int) -> bool:
    """Say whether the name stands on a route (*Zug Prag-Wien*, *поезд Ташкент - Душанбе*)."""
    if scene.word(i - 1) in ("-", "–", "—"):
        return any(scene.has("route_noun", k) for k in range(max(0, i - 4), i))
    return scene.has("route_noun", i - 1)


def _possessed(scene: Scene, candidate: Candidate, sense: Sense) -> str | None:
    """Return the noun after a genitive (*Moskaus Krieg*, *Moscow's war*)."""
    j = candidate.j
    if scene.lexicon.lang == "en":
        return scene.word(j + 2) if (scene.word(j), scene.word(j + 1)) == ("'", "s") else None
    if scene.lexicon.lang != "de" or scene.word(j - 1) != sense.lemma.split(" ")[-1] + "s":
        return None
    k = j
    while scene.word(k)[:1].islower() and k < j + 3:
        k += 1
    return scene.word(k) or None


def _between(scene: Scene, i: int) -> Ruling | None:
    if not any(scene.has("between", k) for k in range(max(0, i - 4), i)):
        return None
    if scene.nearby("route_noun", i):
        return Ruling(False, "one end of a route")
    return Ruling(True, "one side of a relation")


def _as_a_city(scene: Scene, candidate: Candidate) -> Ruling | None:
    """Decide for the place where the sentence speaks of weather, streets, inhabitants."""
    if not scene.opens_sentence(candidate.i):
        return None
    for k in range(candidate.j, candidate.j + 14):
        if scene.word(k) in (".", ""):
            return None
        if scene.has("city_word", k):
            return Ruling(False, f"with {scene.word(k)!r}")
        if scene.has("place_noun", k) and scene.has("copula", candidate.j):
            return Ruling(False, "described as a place")
    return None


def _by_parse(scene: Scene, candidate: Candidate) -> Ruling | None:
    if not scene.parsed:
        return None
    head = _head_of_phrase(scene.token(candidate.start))
    if head.dep_ in _ACTING:
        if _described_as_place(scene, head):
            return Ruling(False, "described as a place")
        return Ruling(True, f"subject of {head.head.text!r}")
    case = next((child for child in head.children if child.dep_ == "case"), None)
    if case is not None:
        lists = ("place_preposition", "from")
        word = case.text.casefold()
        place = any(scene.lexicon.has(name, word) for name in lists) and word != "von"
        return Ruling(not place, f"after {case.text!r}")
    if head.dep_ in ("obj", "iobj"):
        visited = scene.lexicon.has("visit_verb", head.head.text)
        return Ruling(not visited, f"object of {head.head.text!r}")
    return None


def _head_of_phrase(token: Token) -> Token:
    while token.dep_ in _PHRASE and token.head is not token:
        if token.dep_ != "conj" and token.head.pos_ == "NOUN":
            return token
        token = token.head
    return token


def _described_as_place(scene: Scene, token: Token) -> bool:
    noun = token.head
    return noun.pos_ == "NOUN" and scene.lexicon.has("place_noun", noun.text)


def _by_weak_words(scene: Scene, candidate: Candidate) -> Ruling:
    after, before = scene.word(candidate.j), scene.word(candidate.i - 1)
    if scene.has("speech_or_action_verb", candidate.j):
        return Ruling(True, f"acting before {after!r}")
    if scene.has("speech_or_action_verb", candidate.i - 1):
        return Ruling(True, f"acting after {before!r}")
    if scene.has("treaty_noun", candidate.i - 1):
        return Ruling(False, f"after {before!r}")
    return Ruling(True, "no sign of a place")
