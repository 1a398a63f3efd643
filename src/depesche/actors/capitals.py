"""A capital: the government that sits there, or the place?

In: a candidate for the name of a capital. Out: a link to the state (*Astana wies zurück*) or a
place without actor (*reiste nach Astana*). Place for government after Markert and Nissim (2007);
the parse decides where there is one, else the words on both sides.
"""

from __future__ import annotations

from spacy.tokens import Token

from depesche.actors.scene import Candidate, Link, Scene, Sense

_ACTING = frozenset({"nsubj", "nsubj:pass", "csubj"})
_NOMINAL = frozenset({"nmod", "nmod:poss", "obl", "obl:arg", "obl:agent", "obj", "iobj"})


def decide(scene: Scene, candidate: Candidate, sense: Sense) -> Link | None:
    """Return the link of a capital's name, or none where it is part of another name."""
    name = candidate.sense("name")
    if name is not None and name.actors == sense.actors:
        return _link(candidate, sense, f"{name.lemma!r} is a name of {name.actors[0]}", "name")
    if _part_of_a_name(scene, candidate):
        return None
    if scene.word(candidate.j) == "-" and scene.text.glued(candidate.j):
        return _compound(scene, candidate, sense)
    reason = _by_words(scene, candidate)
    if reason is None and scene.parsed:
        reason = _by_parse(scene, candidate)
    if reason is None:
        reason = _by_weak_words(scene, candidate)
    acts, why = reason
    if acts:
        return _link(
            candidate, sense, f"{sense.lemma}: seat of government of {sense.actors[0]}, {why}"
        )
    return Link(
        candidate.i,
        candidate.j,
        candidate.start,
        candidate.end,
        (),
        "capital_as_place",
        f"{sense.lemma} is a place here, {why}",
        "place",
    )


def decide_adjective(scene: Scene, candidate: Candidate, sense: Sense) -> Link | None:
    """Link *Pekinger Führung*, *Moskauer Außenministerium*; leave *Wiener Kaffeehäuser* alone."""
    head = scene.word(candidate.j)
    if any(s.kind in ("institution", "office") for s in scene.lexicon.senses(head)):
        why = f"{scene.word(candidate.i)} {head}: government of {sense.actors[0]}"
        return _link(candidate, sense, why)
    return None


def _link(candidate: Candidate, sense: Sense, why: str, via: str | None = None) -> Link:
    return Link(
        candidate.i,
        candidate.j,
        candidate.start,
        candidate.end,
        sense.actors,
        "name" if via == "name" else "capital_as_government",
        why,
        "capital",
    )


def _part_of_a_name(scene: Scene, candidate: Candidate) -> bool:
    i, j = candidate.i, candidate.j
    if scene.before(i, "first_name") or scene.before(i, "place_name_before"):
        return True
    if scene.lexicon.has("second_name", scene.word(j)):
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
        return _link(candidate, sense, f"{sense.lemma}-{head}: government of {sense.actors[0]}")
    return None


def _by_words(scene: Scene, candidate: Candidate) -> tuple[bool, str] | None:
    """Decide by the words next to the name where they are clear."""
    lexicon = scene.lexicon
    i, j = candidate.i, candidate.j
    before, after = scene.word(i - 1), scene.word(j)
    if after == "(" and scene.opens_sentence(i):
        return False, "a dateline"
    if lexicon.has("from", before):
        if scene.before(i - 1, "source_noun"):
            return True, f"source after {scene.word(i - 2)!r}"
        return False, f"after {before!r}"
    possessed = _possessed(scene, candidate)
    if possessed:
        return not lexicon.has("local_noun", possessed), f"before {possessed!r}"
    if lexicon.has("place_preposition", before):
        return False, f"after {before!r}"
    if lexicon.has("of", before) and lexicon.has("treaty_noun", scene.word(i - 2)):
        return False, f"after {scene.word(i - 2)!r}"
    if lexicon.has("visit_verb", before) or lexicon.has("visit_verb", after):
        return False, "seen or visited"
    if _between(scene, i):
        return True, "one side of a relation"
    return None


def _possessed(scene: Scene, candidate: Candidate) -> str | None:
    """Return the noun after a genitive (*Moskaus Krieg*, *Moscow's war*)."""
    lang = scene.lexicon.lang
    if lang == "en" and scene.word(candidate.j) == "'" and scene.word(candidate.j + 1) == "s":
        return scene.word(candidate.j + 2)
    if lang == "de" and candidate.sense("capital"):
        lemma = candidate.sense("capital").lemma  # type: ignore[union-attr]
        if scene.word(candidate.j - 1) == lemma.split(" ")[-1] + "s":
            k = candidate.j
            while scene.word(k)[:1].islower() and k < candidate.j + 3:
                k += 1
            return scene.word(k) or None
    return None


def _between(scene: Scene, i: int) -> bool:
    lexicon = scene.lexicon
    for k in range(max(0, i - 4), i):
        if lexicon.has("between", scene.word(k)):
            return not any(
                lexicon.has("route_noun", scene.word(n)) for n in range(max(0, k - 4), k)
            )
    return False


def _by_parse(scene: Scene, candidate: Candidate) -> tuple[bool, str] | None:
    token = scene.token(candidate.start)
    head = token
    while head.dep_ in ("conj", "appos", "flat", "flat:name", "compound") and head.head is not head:
        if head.dep_ in ("appos", "flat", "flat:name") and head.head.pos_ == "NOUN":
            break
        head = head.head
    if head.dep_ in _ACTING:
        if _is_copula_of_place(scene, head):
            return False, "described as a place"
        return True, f"subject of {head.head.text!r}"
    case = next((c for c in head.children if c.dep_ == "case"), None)
    if case is not None:
        word = case.text.casefold()
        if scene.lexicon.has("place_preposition", word) or scene.lexicon.has("from", word):
            return False, f"after {case.text!r}"
        return True, f"party after {case.text!r}"
    if head.dep_ in ("obj", "iobj"):
        visited = scene.lexicon.has("visit_verb", head.head.text)
        return not visited, f"object of {head.head.text!r}"
    return None


def _is_copula_of_place(scene: Scene, token: Token) -> bool:
    verb = token.head
    return (
        verb.pos_ in ("NOUN", "PROPN", "ADJ")
        and any(c.dep_ == "cop" and scene.lexicon.has("copula", c.text) for c in verb.children)
        and verb.pos_ == "NOUN"
        and scene.lexicon.has("place_noun", verb.text)
    )


def _by_weak_words(scene: Scene, candidate: Candidate) -> tuple[bool, str]:
    lexicon = scene.lexicon
    after, before = scene.word(candidate.j), scene.word(candidate.i - 1)
    if lexicon.has("speech_or_action_verb", after):
        return True, f"acting before {after!r}"
    if lexicon.has("speech_or_action_verb", before):
        return True, f"acting after {before!r}"
    if before[:1].isupper() and lexicon.lang == "de" and not scene.opens_sentence(candidate.i):
        if lexicon.has("treaty_noun", before):
            return False, f"after {before!r}"
    return True, "no sign of a place"
