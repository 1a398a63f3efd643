"""Names, adjectives, peoples, seats: which candidates of the lexicon are meant as actors.

In: a scene and its candidates. Out: links, one per candidate that is decided. Traps of the
lexicon (*Wiener Walzer*) decide themselves by being longer than the name in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from depesche.actors import capitals
from depesche.actors.lexicon import Sense
from depesche.actors.namesakes import is_namesake
from depesche.actors.scene import Candidate, Link, Scene
from depesche.model import Via

_AMONG_ADJECTIVES = {
    "de": ("e", "er", "es", "en", "em"),
    "ru": ("ое", "ый", "ий", "ая", "ые", "ие", "ого", "его", "ому", "ую", "ых", "их", "ой", "ым"),
}
_JOINERS = frozenset({"und", "and", "и", ","})
_LEANING = frozenset(",–—(:")
_BACK = 5  # pieces between an adjective and the noun before it
_NEAR = 30  # characters between an adjective and its noun

_FAR = 40  # pieces back in which a seat's state may be named

Decide = Callable[[Scene, Candidate, Sense], Link | None]


def link(scene: Scene, candidates: Sequence[Candidate]) -> list[Link]:
    """Return the links of all candidates that stand for an actor by themselves."""
    for candidate in candidates:
        made = _decide(scene, candidate)
        if made is not None and candidate.misspelt:
            made.why += f"; {scene.word(candidate.i)!r} is one letter off"
            made.confidence = 0.5
        if made is not None:
            scene.decided.append(made)
    return list(scene.decided)


def _decide(scene: Scene, candidate: Candidate) -> Link | None:
    sense = min(candidate.senses, key=lambda sense: _ORDER.get(sense.kind, len(_ORDER)))
    decide = _DECIDE.get(sense.kind)
    return decide(scene, candidate, sense) if decide else None


def made(
    candidate: Candidate, sense: Sense, why: str, via: Via | None = None, confidence: float = 1.0
) -> Link:
    """Return the link of a candidate to what one of its senses says."""
    return Link(
        candidate.i,
        candidate.j,
        candidate.start,
        candidate.end,
        sense.actors,
        via or sense.via,
        why,
        sense.kind,
        confidence,
    )


def _trap(_scene: Scene, _candidate: Candidate, _sense: Sense) -> None:
    return None


def _name(scene: Scene, candidate: Candidate, sense: Sense) -> Link | None:
    if is_namesake(scene, candidate):
        return None
    who = sense.actors[0]
    if sense.via == "former_name":
        return made(candidate, sense, f"former name of {who}")
    if candidate.part:
        return made(candidate, sense, f"{sense.lemma!r} as part of a compound names {who}")
    return made(candidate, sense, f"{sense.lemma!r} is a name of {who}")


def _adjective(scene: Scene, candidate: Candidate, sense: Sense) -> Link | None:
    i, j = candidate.i, candidate.j
    people = candidate.sense("people")
    capital = scene.word(i)[:1].isupper() and sense.lemma[:1].islower()
    if capital and not scene.opens_sentence(i) and scene.lexicon.lang == "de":
        return _capital_letter(scene, candidate, sense, people)
    if _is_language(scene, candidate) or _is_thing(scene, candidate):
        return None
    if is_namesake(scene, candidate):
        return None
    if people is not None and not _modifies(scene, j):
        return made(candidate, people, f"{people.lemma!r}: people of {people.actors[0]}")
    return made(candidate, sense, f"{sense.lemma!r}: adjective of {sense.actors[0]}")


def _is_thing(scene: Scene, candidate: Candidate) -> bool:
    """Say whether a dish, breed or style is described and nobody speaks of trade in it."""
    kind_of = scene.lexicon.things.kind_of
    if not any(kind_of(noun) for noun in _described(scene, candidate)):
        return False
    return not scene.nearby("trade_word", candidate.j)


def _described(scene: Scene, candidate: Candidate) -> Iterator[str]:
    """Yield the nouns that an adjective may describe: the next one, and what the parser says.

    In *French cheese makers* the makers are meant, not the cheese.
    """
    j = candidate.j
    after = scene.token(scene.text.starts[j]) if scene.parsed and j < len(scene.words) else None
    if after is not None and after.dep_ == "compound" and after.head.i > after.i:
        yield after.head.text
        return
    while scene.word(j)[:1].islower() and scene.word(j).endswith(
        _AMONG_ADJECTIVES.get(scene.lexicon.lang, "\n")
    ):
        yield scene.word(j)  # *гвоздикой* ends like an adjective
        j += 1
    yield scene.word(j)
    if scene.word(j + 1) == "-" and scene.text.glued(j + 2):  # *Krügerrand-Münzen*
        yield scene.word(j + 2)
    if scene.word(j + 1) == "," and scene.has("article", j + 2):
        yield scene.word(j + 3)
    if scene.lexicon.lang == "en" and scene.word(j).endswith(("ing", "ed")):
        yield scene.word(j + 1)
    if scene.parsed:
        head = scene.token(candidate.start).head
        if candidate.end < head.idx < candidate.end + _NEAR:
            yield head.text
    if not _modifies(scene, candidate.j):
        yield _named_before(scene, candidate.i)


def _named_before(scene: Scene, i: int) -> str:
    """Return the word that an adjective without a noun leans on (*сыр или голландский*)."""
    k = i - 1
    while k > i - _BACK and (scene.word(k) in _LEANING or scene.has("function_word", k)):
        k -= 1
    return scene.word(k) if scene.same_sentence(k, i) else ""


def _capital_letter(
    scene: Scene, candidate: Candidate, sense: Sense, people: Sense | None
) -> Link | None:
    """Decide a German adjective with a capital letter: a people, a language, or part of a name."""
    if people is not None:
        if _names_an_association(scene, candidate) or is_namesake(scene, candidate):
            return None
        if people.lemma.endswith("er") and _modifies(scene, candidate.j):
            return made(candidate, sense, f"{sense.lemma!r}: adjective of {sense.actors[0]}")
        return made(candidate, people, f"{people.lemma!r}: people of {people.actors[0]}")
    head = scene.word(candidate.j)
    institutional = any(
        s.kind in ("institution", "office") for s in scene.lexicon.senses(head)
    ) or scene.lexicon.has("state_noun", head)
    if institutional or (sense.lemma.endswith("er") and _modifies(scene, candidate.j)):
        return made(candidate, sense, f"{sense.lemma!r}: adjective of {sense.actors[0]}")
    return None


def _names_an_association(scene: Scene, candidate: Candidate) -> bool:
    """Say whether *Deutsche* begins a proper name (*der Deutsche Judobund*)."""
    head = scene.word(candidate.j)
    known = any(s.kind in ("institution", "office") for s in scene.lexicon.senses(head))
    return scene.word(candidate.i).startswith("Deutsch") and head[:1].isupper() and not known


def _modifies(scene: Scene, j: int) -> bool:
    """Say whether a noun follows that the word before it can describe."""
    after = scene.word(j)
    if scene.lexicon.lang == "de":
        return after[:1].isupper()
    return after[:1].isalpha() and not scene.lexicon.has("function_word", after)


def _is_language(scene: Scene, candidate: Candidate) -> bool:
    """Say whether the word names a language (*spoke Russian*, *auf Russisch*)."""
    lexicon = scene.lexicon
    after = scene.word(candidate.j)
    if lexicon.has("language_noun", after) or lexicon.has("language_adverb", after):
        return True
    if after.casefold() in _JOINERS and lexicon.has("other_language", scene.word(candidate.j + 1)):
        return True
    if _modifies(scene, candidate.j):
        return False
    joined = scene.word(candidate.i - 1).casefold() in _JOINERS
    back = 5 if lexicon.lang == "en" or joined else 1
    reach = range(max(0, candidate.i - back), candidate.i)
    return any(scene.has("language_cue", k) and scene.same_sentence(k, candidate.i) for k in reach)


def _bare_adjective(scene: Scene, candidate: Candidate, sense: Sense) -> Link | None:
    """Link *deutsch* in *deutsch-französische*, *russisch* in *russisch dominiert*."""
    after = scene.word(candidate.j)
    heads = scene.lexicon.words.get("adjective_head", ())
    if (after == "-" and scene.text.glued(candidate.j + 1)) or any(map(after.startswith, heads)):
        return made(candidate, sense, f"{sense.lemma!r}: adjective of {sense.actors[0]}")
    if candidate.part and scene.lexicon.lang == "de":
        return made(candidate, sense, f"{sense.lemma!r}: adjective of {sense.actors[0]}")
    return None


def _people(scene: Scene, candidate: Candidate, sense: Sense) -> Link | None:
    if is_namesake(scene, candidate) or _is_language(scene, candidate):
        return None
    return made(candidate, sense, f"{sense.lemma!r}: people of {sense.actors[0]}")


def _organisation(scene: Scene, candidate: Candidate, first: Sense) -> Link | None:
    sense = _of_whom(scene, candidate, first)
    if sense is None:
        return None
    if len(sense.lemma) < 3 and scene.word(candidate.i).islower():
        return None
    if sense.kind == "body" and scene.in_person(candidate):
        return None
    building = sense.via == "building"
    if building and (_is_stayed_at(scene, candidate) or _is_elsewhere(scene, candidate)):
        return None
    what = "stands for" if sense.via in ("building", "office") else "is a name of"
    return made(candidate, sense, f"{sense.lemma!r} {what} {sense.actors[0]}")


def _of_whom(scene: Scene, candidate: Candidate, first: Sense) -> Sense | None:
    """Return whose seat is meant where several states have one of this name (*Weißes Haus*).

    Another's than the best known one must be owned (*Moskauer Weißes Haus*), or stormed or shelled
    where that state is named; of *State House* no owner is the best known. A council (*Bundesrat*)
    is that of the state named before.
    """
    owners = [sense for sense in candidate.senses if sense.kind == "body"]
    if len(owners) < 2:
        return first
    by_state = {sense.actors[0].partition(":")[0]: sense for sense in owners}
    beside = [*_states_before(scene, candidate, 1), *_states_after(scene, candidate)]
    owned = next((state for state in beside if state in by_state), None)
    if owned is not None:
        return by_state[owned]
    again = (k.actors[0] for k in reversed(scene.decided) if k.kind == "body")
    meant = next((id for id in again if any(id == sense.actors[0] for sense in owners)), None)
    if meant is not None:
        return next(sense for sense in owners if sense.actors[0] == meant)
    around = _states_before(scene, candidate, _FAR)
    here = next((state for state in around if state in by_state), None)
    if scene.lexicon.has("shared_seat", scene.raw[candidate.start : candidate.end]):
        return by_state[here] if here else None
    attacked = first.via != "building" or scene.nearby("assault", candidate.i)
    if first.actors[0].partition(":")[0] in around or not attacked:
        return first
    return by_state[here] if here else first


def _states_before(scene: Scene, candidate: Candidate, reach: int) -> list[str]:
    """Return the states named, or whose capital is, up to `reach` words before, last first."""
    found: list[str] = []
    for known in reversed(scene.decided):
        possessive = 2 if scene.word(known.j) == "'" else 0
        if candidate.i - known.j > reach - 1 + possessive:
            break
        found.extend(known.actors or known.home)
    return found


def _states_after(scene: Scene, candidate: Candidate) -> list[str]:
    """Return the states whose capital follows (*Weißes Haus in Moskau*)."""
    if not scene.has("in", candidate.j):
        return []
    return [a for sense in scene.lexicon.senses(scene.word(candidate.j + 1)) for a in sense.actors]


def _is_stayed_at(scene: Scene, candidate: Candidate) -> bool:
    """Say whether it is a place (*empfing ihn in Chequers*, *Touristen vor dem Kreml*)."""
    i = candidate.i
    k = i - 1
    if scene.has("meets_at", k) and scene.nearby("meeting", i, 7):
        return True
    owned = candidate.j + 2 if scene.word(candidate.j) == "'" else candidate.j
    if scene.has("physical", owned) or scene.has("physical", owned + 1):
        return True
    k = k - 1 if scene.has("article", k) else k
    at = scene.has("place_preposition", k) or scene.has("onto", k)
    if at and scene.nearby("physical", i, 8):
        return True
    k = k - 1 if scene.has("of", k) else k
    if scene.has("beside", k) and not scene.nearby("about_verb", i, 7):
        return True
    if scene.has("physical", k):
        return True
    return scene.has("stays_at", k) or scene.nearby("sight_verb", i, 6)


def _is_elsewhere(scene: Scene, candidate: Candidate) -> bool:
    """Say whether another building is meant (*Kreml von Kasan*, *Hotel Weißes Haus*)."""
    if is_namesake(scene, candidate):
        return True
    j = candidate.j
    where = scene.word(j + 1)
    if not (scene.has("in", j) or scene.has("of_place", j)) or not where[:1].isupper():
        return False
    if scene.parsed and scene.token(scene.text.starts[j + 1]).pos_ != "PROPN":
        return False
    known = {s.actors[0].partition(":")[0] for s in scene.lexicon.senses(where) if s.actors}
    return not known


_DECIDE: dict[str, Decide] = {
    "trap": _trap,
    "body": _organisation,
    "capital": capitals.decide,
    "capital_adjective": capitals.decide_adjective,
    "name": _name,
    "organisation": _organisation,
    "adjective": _adjective,
    "people": _people,
    "bare_adjective": _bare_adjective,
}
"""What decides on a candidate: the first of these kinds that it has a sense of."""

_ORDER = {kind: n for n, kind in enumerate(_DECIDE)}
