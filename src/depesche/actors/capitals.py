"""A capital: the government that sits there, or the place?

In: a candidate for the name of a capital. Out: a link to the state (*Astana wies zurück*) or a
place without actor (*reiste nach Astana*). Place for government after Markert and Nissim (2007):
clear words on both sides decide, then the parse where there is one, then weaker words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from spacy.tokens import Token

from depesche.actors import pieces
from depesche.actors.lexicon import Sense
from depesche.actors.namesakes import is_namesake
from depesche.actors.scene import OPENING, Candidate, Link, Scene

_ACTING = frozenset({"nsubj", "nsubj:pass", "csubj"})
_COURTS = 20  # pieces within which a court is spoken of
_NEXT = 4  # pieces between a place and the verb that joins it to another
_ROW = 4  # mentions in a row of capitals
_DASHES = frozenset("–—-")
_JOINERS = frozenset({"und", "and", "и", "/"})
_YEAR = re.compile(r"1\d{3}|20\d\d")
_PHRASE = frozenset({"conj", "appos", "flat", "flat:name", "compound"})


class Ruling(NamedTuple):
    """Whether the name stands for the government, and the sign that says so."""

    acts: bool
    why: str


Rule = Callable[[Scene, Candidate, Sense], Ruling | None]


def decide(scene: Scene, candidate: Candidate, sense: Sense) -> Link | None:
    """Return the link of a capital's name, or none where it is part of another name."""
    name = candidate.sense("name")
    if name is not None and name.actors == sense.actors:
        why = f"{name.lemma!r} is a name of {name.actors[0]}"
        return Link(*_place(candidate), sense.actors, "name", why, "name")
    if _part_of_a_name(scene, candidate) or not _is_seat_then(scene, sense):
        return None
    if scene.word(candidate.j) == "-" and scene.text.glued(candidate.j):
        return _compound(scene, candidate, sense)
    ruling = next(r for rule in _RULES if (r := rule(scene, candidate, sense)) is not None)
    if ruling.acts:
        return _government(candidate, sense, ruling.why)
    why = f"{sense.lemma} is a place here, {ruling.why}"
    place = _place(candidate)
    return Link(*place, (), "capital_as_place", why, "place", home=sense.actors)


def decide_adjective(scene: Scene, candidate: Candidate, sense: Sense) -> Link | None:
    """Link *Pekinger Führung*, *Moskauer Außenministerium*; leave *Wiener Kaffeehäuser* alone."""
    head = scene.word(candidate.j)
    heads = scene.lexicon.words.get("government_head", ())
    if not _is_seat_then(scene, sense):
        return None
    official = any(s.kind in ("institution", "office") for s in scene.lexicon.senses(head))
    if _is_local(scene, head):
        return None
    if official or any(head.startswith(h) for h in heads):
        return _government(candidate, sense, f"before {head!r}")
    return None


def _place(candidate: Candidate) -> tuple[int, int, int, int]:
    return candidate.i, candidate.j, candidate.start, candidate.end


def _government(candidate: Candidate, sense: Sense, why: str) -> Link:
    said = f"{sense.lemma}: seat of the government of {sense.actors[0]}, {why}"
    return Link(*_place(candidate), sense.actors, "capital_as_government", said, "capital")


def _is_seat_then(scene: Scene, sense: Sense) -> bool:
    """Say whether a capital of former days (*Bonn*) is one in the time that is spoken of."""
    until = scene.lexicon.once.get(sense.lemma)
    return until is None or scene.speaks_of_time_until(until)


def _part_of_a_name(scene: Scene, candidate: Candidate) -> bool:
    if is_namesake(scene, candidate):
        return True
    after = scene.word(candidate.j)
    english = scene.lexicon.lang == "en"
    return english and after[:1].isupper() and after[1:].islower() and _is_title(scene, candidate.j)


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


def _dateline(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    j = candidate.j
    marked = scene.word(j) == "(" or (scene.word(j) == "," and scene.word(j + 1).isdigit())
    i = candidate.i - 2 if scene.word(candidate.i - 1) == "/" else candidate.i
    marked = marked or (scene.word(j) == "/" and scene.word(j + 2) == "(")
    marked = marked or (scene.word(j) in _DASHES and not scene.text.glued(j))
    marked = marked or (scene.word(j) in ".:" and scene.word(j - 1).isupper())
    if marked and scene.opens_sentence(i):
        return Ruling(False, "as in a dateline")
    return None


def _before_year(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    """Decide for where something took place or was printed (*Rom 1957*, *Prag, 1968*)."""
    j = candidate.j
    year = scene.word(j + 1 if scene.word(j) == "," else j)
    if _YEAR.fullmatch(year) and not scene.opens_sentence(candidate.i):
        return Ruling(False, f"before the year {year}")
    return None


def _beside_city(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    """Decide for a place named in one breath with other cities (*Krakow, Warsaw and Lodz*)."""
    for k, joiner in ((candidate.j + 1, candidate.j), (candidate.i - 2, candidate.i - 1)):
        if scene.word(joiner).casefold() not in _JOINERS or not scene.word(k)[:1].isupper():
            continue
        name = scene.name_at(k)
        unknown = name is not None and not scene.lexicon.senses(*pieces.split(name.text))
        if name is not None and unknown and name.label_ == "LOC":
            return Ruling(False, f"named together with {name.text!r}")
    return None


def _of_old(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    if scene.has("historic", candidate.i - 1):
        return Ruling(False, f"after {scene.word(candidate.i - 1)!r}")
    return None


def _seat_of_courts(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    """Decide for The Hague where judges and warrants are spoken of."""
    if not scene.has("court_seat", candidate.j - 1):
        return None
    found = scene.nearby("court_word", candidate.i, _COURTS)
    return Ruling(False, "the seat of courts") if found else None


def _source(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    """Decide after *aus*, *from*, *von*: pressure comes from governments, trains from places."""
    i, j = candidate.i, candidate.j
    if not scene.has("from", i - 1):
        return None
    before, noun = scene.word(i - 1), scene.word(i - 2)
    if scene.has("treaty_noun", i - 2) or scene.has("place_preposition", i - 2):
        return Ruling(False, f"after {noun!r}")
    if scene.has("from", j) and scene.lexicon.lang == "de":
        return Ruling(False, f"between {before!r} and {scene.word(j)!r}")
    for k in (i - 2, j):
        if scene.has("source_noun", k):
            return Ruling(True, f"where {scene.word(k)!r} comes from")
    opens = scene.opens_sentence(i - 1) or noun in ("Wie", "wie")
    if opens and scene.has("source_verb", j):
        return Ruling(True, f"source of what follows, before {scene.word(j)!r}")
    return _agent(scene, candidate) or Ruling(False, f"after {before!r}")


def _agent(scene: Scene, candidate: Candidate) -> Ruling | None:
    """Decide after *von* for who does it (*von Ankara gebremst*, *verlangt von Berlin*)."""
    i, j = candidate.i, candidate.j
    before = scene.word(i - 1)
    if before.casefold() != "aus" and (verb := _word_near(scene, candidate, "demand_verb")):
        return Ruling(True, f"with {verb!r} and {before!r}")
    if not scene.has("agent", i - 1) or scene.word(i - 2)[:1].isupper():
        return None
    if scene.has("motion", i - 2) or any(scene.has("toward", k) for k in range(j, j + 3)):
        return None
    return Ruling(True, f"agent after {before!r}")


def _owner(scene: Scene, candidate: Candidate, sense: Sense) -> Ruling | None:
    """Decide for a genitive by what it owns (*Moskaus Krieg*, *Moscow's streets*)."""
    owned = _owned(scene, candidate, sense)
    if owned is None:
        return None
    local = next((noun for noun in owned if _is_local(scene, noun)), None)
    return Ruling(local is None, f"with {local or owned[0]!r}")


def _is_local(scene: Scene, noun: str) -> bool:
    """Say whether a noun is a city's own (*Straßen*, *Innensenator*)."""
    if scene.lexicon.has("local_noun", noun):
        return True
    return noun[:1].isupper() and noun.casefold().endswith(scene.lexicon.endings("local_ending"))


def _owned(scene: Scene, candidate: Candidate, sense: Sense) -> list[str] | None:
    """Return the nouns that a genitive may own: after it, in German also before it."""
    i, j = candidate.i, candidate.j
    if scene.lexicon.lang == "en":
        genitive = (scene.word(j), scene.word(j + 1)) == ("'", "s")
        return [scene.word(k) for k in range(j + 2, j + 5)] if genitive else None
    if scene.lexicon.lang != "de" or scene.word(j - 1) != sense.lemma.split(" ")[-1] + "s":
        return None
    k = j
    while scene.word(k)[:1].islower() and k < j + 3:
        k += 1
    before = scene.word(i - 1)
    follows = before[:1].isupper() and not scene.opens_sentence(i - 1)
    return [before] if follows else [scene.word(k)]


def _route(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    """Decide for a place on a route (*Zug Prag-Wien*, *the road to Damascus*)."""
    i = candidate.i
    before = scene.word(i - 1)
    reach = 4 if before in _DASHES else 1
    reach = 2 if scene.has("route_preposition", i - 1) or before in OPENING else reach
    if any(scene.has("route_noun", k) for k in range(max(0, i - reach), i)):
        return Ruling(False, "on a route")
    return None


def _said_there(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    """Decide for the government where nobody else is the subject (*в Лондоне заявили, что ...*)."""
    if not (scene.parsed and scene.has("place_preposition", candidate.i - 1)):
        return None
    verb = scene.token(candidate.start).head
    if not scene.lexicon.has("said_there", verb.text.casefold()):
        return None
    if any(child.dep_.startswith("nsubj") for child in verb.children):
        return None
    return Ruling(True, f"{verb.text!r} has no other subject")


def _connected(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    """Decide for a place that a road or a cable joins (*Die Brücke verbindet Kinshasa mit ...*)."""
    i = candidate.i
    if scene.nearby("connects", i, _NEXT) and scene.nearby("route_noun", i):
        return Ruling(False, "at the end of a link")
    return None


def _preposition(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    i = candidate.i
    before = scene.word(i - 1)
    if scene.has("about", i - 1) and (verb := _word_near(scene, candidate, "about_verb")):
        return Ruling(True, f"with {verb!r} and {before!r}")
    if scene.has("place_preposition", i - 1) and not _is_purpose(scene, candidate):
        return Ruling(False, f"after {before!r}")
    named = scene.decided[-1] if scene.decided and scene.decided[-1].j == i else None
    if named is not None and scene.has("place_preposition", named.i - 1) and named.kind == "name":
        return Ruling(False, f"after {scene.word(named.i - 1)!r}")
    if scene.has("toward", i - 1) and scene.moves(i):
        return Ruling(False, f"after {before!r} and a verb of motion")
    if scene.has("of", i - 1) and scene.has("treaty_noun", i - 2):
        return Ruling(False, f"after {scene.word(i - 2)!r}")
    return None


def _word_near(scene: Scene, candidate: Candidate, kind: str) -> str | None:
    """Return the word of a list that stands near in the sentence, if any (German verbs follow)."""
    i, j = candidate.i, candidate.j
    near = (*range(i - 2, i - 9, -1), *range(j, j + 6))
    found = (k for k in near if scene.has(kind, k))
    return next((scene.word(k) for k in found if scene.same_sentence(k, i)), None)


def _is_purpose(scene: Scene, candidate: Candidate) -> bool:
    """Say whether *um* is no place (*um Athen zu besänftigen*, *wirbt um Washington*)."""
    i, j = candidate.i, candidate.j
    if scene.word(i - 1).casefold() != "um" or scene.word(i - 2).casefold() == "rund":
        return False
    if any(scene.has("courting", k) for k in range(i - 4, i)):
        return True
    return any(scene.word(k) == "zu" for k in range(j, j + 8))


def _visited(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    if scene.has("visit_verb", candidate.i - 1) or scene.visited(candidate):
        return Ruling(False, "seen or visited")
    return None


def _struck(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    """Decide for the place where a storm or a missile comes (*a cyclone hit Suva*)."""
    i, j = candidate.i, candidate.j
    for verb, before in ((i - 1, range(i - 6, i - 1)), (j, range(j + 1, j + 5))):
        if scene.has("hit_verb", verb) and any(scene.has("disaster", k) for k in before):
            return Ruling(False, f"beside {scene.word(verb)!r}")
    return None


def _assailed(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    """Decide for the place that is attacked (*Angriffe auf Kiew*, *drones woke Kyiv*)."""
    i = candidate.i
    if scene.has("onto", i - 1):
        for k in range(i - 2, i - 8, -1):
            if (scene.has("force", k) or scene.has("disaster", k)) and scene.same_sentence(k, i):
                return Ruling(False, f"after {scene.word(k)!r} and {scene.word(i - 1)!r}")
    if not scene.parsed:
        return None
    head = _head_of_phrase(scene.token(candidate.start))
    if head.dep_ != "obj" or scene.lexicon.has("mind_verb", head.head.text):
        return None
    doers = (child for child in head.head.children if child.dep_ in _ACTING)
    doer = next((d for d in doers if scene.lexicon.has("disaster", d.text)), None)
    return Ruling(False, f"struck by {doer.text!r}") if doer is not None else None


def _suffers(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    """Decide for the place where the passive tells of bombs and floods (*Sanaa was shelled*)."""
    j = candidate.j
    if scene.has("falls", j):
        by_force = (k for k in range(j + 1, j + 10) if scene.has("force", k))
        word = next((scene.word(k) for k in by_force if scene.same_sentence(j, k)), None)
        return Ruling(False, f"with {word!r}") if word else None
    if not scene.has("passive", j):
        return None
    for k in range(j + 1, j + 12):
        if scene.has("suffered", k) and scene.same_sentence(j, k):
            return Ruling(False, f"with {scene.word(k)!r}")
    return None


def _before_local_noun(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    """Decide for the place in *the Jakarta stock exchange*."""
    if scene.lexicon.lang == "en" and scene.has("local_noun", candidate.j):
        return Ruling(False, f"before {scene.word(candidate.j)!r}")
    return None


def _between(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    i = candidate.i
    if not any(scene.has("between", k) for k in range(max(0, i - 4), i)):
        return None
    if scene.nearby("route_noun", i):
        return Ruling(False, "one end of a route")
    return Ruling(True, "one side of a relation")


def _like_the_one_before(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    """Decide as for the capital before (*in Berlin und Paris*, *from Damascus to Beirut*)."""
    before = scene.decided[-1] if scene.decided else None
    if before is None or before.j != candidate.i - 1 or before.kind not in ("capital", "place"):
        return None
    if before.kind == "place" and scene.has("destination", before.j):
        return Ruling(False, "where a route ends")
    if scene.word(before.j).casefold() not in ("und", "and", "и"):
        return None
    return Ruling(before.kind == "capital", "like the one before it")


def _as_a_city(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    """Decide for the place where weather, streets, inhabitants are what is said of it."""
    j = candidate.j
    located = scene.has("located", j) and not any(scene.has("quarrel", k) for k in range(j, j + 6))
    disputed = any(scene.has("quarrel", k) for k in range(j, j + 8))
    if located or (scene.has("city_predicate", j) and not disputed):
        return Ruling(False, f"before {scene.word(j)!r}")
    if not scene.has("city_verb", j) and not scene.has("city_verb", candidate.i - 1):
        return None
    for k in range(j, j + 14):
        if scene.word(k) in (".", ""):
            return None
        if scene.has("city_word", k):
            return Ruling(False, f"with {scene.word(k)!r}")
        if scene.has("place_noun", k) and scene.has("copula", j):
            return Ruling(False, "described as a place")
    return None


def _in_a_row(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    """Decide as for the first of a row where the parser sees one (*aus Paris, Rom und Berlin*)."""
    token = scene.token(candidate.start) if scene.parsed else None
    if token is None or token.dep_ != "conj":
        return None
    links = (known for known in scene.decided[-_ROW:] if known.kind in ("capital", "place"))
    first = next((known for known in links if known.start <= token.head.idx < known.end), None)
    return None if first is None else Ruling(first.kind == "capital", "like the first of its row")


def _compared(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    """Decide for what something is or is not (*Bonn ist nicht Weimar, Bremen nicht Paris*)."""
    if not scene.parsed:
        return None
    head = _head_of_phrase(scene.token(candidate.start))
    is_predicate = any(child.dep_ == "cop" for child in head.children)
    return Ruling(False, "what something is compared to") if is_predicate else None


def _by_parse(scene: Scene, candidate: Candidate, _: Sense) -> Ruling | None:
    if not scene.parsed:
        return None
    token = scene.token(candidate.start)
    head = _head_of_phrase(token)
    if head.dep_ in _ACTING:
        if _described_as_place(scene, head):
            return Ruling(False, "described as a place")
        return Ruling(True, f"subject of {head.head.text!r}")
    case = next((child for child in head.children if child.dep_ == "case"), None)
    if case is not None:
        word = case.text.casefold()
        place = any(scene.lexicon.has(name, word) for name in ("place_preposition", "from"))
        place = place and not _is_purpose(scene, candidate)
        return Ruling(not place or word == "von", f"after {case.text!r}")
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


def _by_weak_words(scene: Scene, candidate: Candidate, _: Sense) -> Ruling:
    if scene.has("speech_or_action_verb", candidate.j):
        return Ruling(True, f"acting before {scene.word(candidate.j)!r}")
    if scene.has("speech_or_action_verb", candidate.i - 1):
        return Ruling(True, f"acting after {scene.word(candidate.i - 1)!r}")
    if scene.has("treaty_noun", candidate.i - 1):
        return Ruling(False, f"after {scene.word(candidate.i - 1)!r}")
    return Ruling(True, "no sign of a place")


_RULES: tuple[Rule, ...] = (
    _dateline,
    _before_year,
    _of_old,
    _seat_of_courts,
    _source,
    _owner,
    _route,
    _connected,
    _said_there,
    _preposition,
    _visited,
    _struck,
    _assailed,
    _suffers,
    _before_local_noun,
    _between,
    _like_the_one_before,
    _beside_city,
    _as_a_city,
    _in_a_row,
    _compared,
    _by_parse,
    _by_weak_words,
)
"""The first rule that has something to say decides."""
