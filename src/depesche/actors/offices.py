"""Offices and institutions of a state: *der kirgisische Präsident*, *das Außenministerium in Kiew*.

In: a scene with its links and candidates. Out: office links that take their state from the words
around, then the person who holds the office: the one the text names, else the holder in the
record on the day of the report, else the body behind the office.
"""

from __future__ import annotations

from collections.abc import Sequence

from depesche.actors.lexicon import Sense
from depesche.actors.register import OFFICE_BODIES, Register
from depesche.actors.scene import Candidate, Link, Scene

# What belongs to a state without speaking for it; its adjective stays a mention of its own.
_OF_A_STATE = frozenset({"military", "official", "police", "intelligence"})
_OF_STATES = frozenset({
    "head_of_state", "head_of_government", "foreign_minister", "defence_minister",
    "finance_minister", "interior_minister", "minister", "heads",
})  # fmt: skip
_OF_ORGANISATIONS = frozenset({
    "secretary_general", "commission_president", "council_president", "high_representative",
})  # fmt: skip
_JOINERS = frozenset({",", "und", "and", "и", "sowie", "der", "the", "dem"})
_STATE_KINDS = ("name", "capital", "organisation", "body")


def link(scene: Scene, candidates: Sequence[Candidate], register: Register) -> None:
    """Add office links to the scene; an adjective before the office becomes part of it."""
    by_end = {known.j: known for known in scene.links}
    merged: set[int] = set()
    by_start = {known.i: known for known in scene.links}
    for candidate in candidates:
        sense = candidate.sense("office", "institution")
        if sense is None or candidate.sense("trap", "body"):
            continue
        made = (
            _of_itself(scene, candidate, sense, by_end)
            or _after_adjective(scene, candidate, by_end)
            or _after_possessor(scene, candidate, by_end)
            or _before_state(scene, candidate, by_start)
            or _by_default(candidate, sense)
        )
        if made is None:
            continue
        link_, states = made
        if sense.kind == "institution" and sense.lemma in _OF_A_STATE and link_.i < candidate.i:
            link_ = _made(candidate, candidate.i, candidate.start)
        owners = [register.state_of(state) for state in states]
        term = scene.raw[candidate.start : candidate.end]
        sense = sense._replace(lemma=scene.lexicon.means(term, sense, owners[0]))
        link_.actors = tuple(dict.fromkeys(_who(register, owner, sense) for owner in owners))
        if sense.kind == "office" and len(owners) == 1 and not _is_former(scene, link_.i):
            link_.kind = f"office:{sense.lemma}@{owners[0]}"
        said = scene.raw[link_.start : link_.end]
        link_.why = f"{said!r}: {sense.lemma} of {', '.join(owners)}"
        scene.links.append(link_)
        scene.offices[link_.j] = link_
        if link_.i < candidate.i:
            merged.add(link_.i)
    scene.links = [k for k in scene.links if k.i not in merged or k.via == "office"]


def _who(register: Register, owner: str, sense: Sense) -> str:
    """Return the body behind an office; the ministers of an organisation are the organisation."""
    if sense.kind != "office":
        return register.body(owner, sense.lemma)
    if sense.lemma in _OF_STATES and register.actor(owner).kind != "state":
        return owner
    return register.body(owner, OFFICE_BODIES.get(sense.lemma, "government"))


def _made(candidate: Candidate, i: int, start: int) -> Link:
    return Link(i, candidate.j, start, candidate.end, (), "office", "", "office")


def _of_itself(
    scene: Scene, candidate: Candidate, sense: Sense, by_end: dict[int, Link]
) -> tuple[Link, tuple[str, ...]] | None:
    """Take the state that the word itself names; *Bundeskanzler* there is in three states."""
    if not sense.actors or _names_no_state(candidate):
        return None
    before = by_end.get(candidate.i)
    if before is not None and before.via == "adjective" and scene.word(candidate.i)[:6] == "Bundes":
        return _made(candidate, before.i, before.start), before.actors
    return _made(candidate, candidate.i, candidate.start), sense.actors


def _names_no_state(candidate: Candidate) -> bool:
    """Say whether others have an office of this name too (*Foreign Secretary*, *Japan's ...*)."""
    return any(sense.kind == "office" and not sense.actors for sense in candidate.senses)


def _by_default(candidate: Candidate, sense: Sense) -> tuple[Link, tuple[str, ...]] | None:
    """Take the state whose office is known by this name where no other is named."""
    if not sense.actors:
        return None
    return _made(candidate, candidate.i, candidate.start), sense.actors


def _after_adjective(
    scene: Scene, candidate: Candidate, by_end: dict[int, Link]
) -> tuple[Link, tuple[str, ...]] | None:
    """Join *kirgisische Präsident*, *US-Finanzminister*, *Russian deputy foreign minister*."""
    k = candidate.i
    hyphen = scene.word(k - 1) == "-" and scene.text.glued(k)
    if hyphen:
        k -= 1
    for gap in range(1 if hyphen else 4):
        known = by_end.get(k - gap)
        if known is not None and _may_own(known, hyphen, gap, scene):
            return _made(candidate, known.i, known.start), known.actors
        word = scene.word(k - gap - 1)
        if not word[:1].isalpha() or (scene.lexicon.lang == "de" and word[:1].isupper()):
            return None
        if scene.lexicon.has("function_word", word) or scene.lexicon.has("article", word):
            return None
    return None


def _may_own(known: Link, hyphen: bool, gap: int, scene: Scene) -> bool:
    if not known.actors:
        return False
    if known.via == "adjective":
        return True
    if known.kind == "capital" and gap == 0 and not hyphen:
        return scene.lexicon.lang != "de" or scene.word(known.j - 1).endswith("er")
    noun_adjunct = scene.lexicon.lang == "en" and gap == 0
    return known.kind in _STATE_KINDS and (hyphen or noun_adjunct)


def _after_possessor(
    scene: Scene, candidate: Candidate, by_end: dict[int, Link]
) -> tuple[Link, tuple[str, ...]] | None:
    """Read *Kasachstans Präsident*, *Kazakhstan's foreign minister*."""
    k = candidate.i
    if scene.lexicon.lang == "en":
        if scene.word(k - 1) == "s" and scene.word(k - 2) == "'":
            k -= 2
        else:
            return None
    known = by_end.get(k)
    if known is None or known.kind not in _STATE_KINDS or len(known.actors) != 1:
        return None
    if scene.lexicon.lang == "de" and not scene.word(k - 1).endswith("s"):
        return None
    return _made(candidate, candidate.i, candidate.start), known.actors


def _before_state(
    scene: Scene, candidate: Candidate, by_start: dict[int, Link]
) -> tuple[Link, tuple[str, ...]] | None:
    """Read *Präsident von Kasachstan*, *president of the Kyrgyz Republic*, *МИД России*."""
    k = candidate.j
    seat = by_start.get(k + 1)
    if scene.has("in", k) and seat is not None and seat.home:
        return _made(candidate, candidate.i, candidate.start), seat.home
    while scene.has("of", k) or scene.has("article", k):
        k += 1
    known = by_start.get(k)
    if known is None or k > candidate.j + 2 or known.kind not in _STATE_KINDS:
        return None
    if k == candidate.j and not _is_genitive(scene, known):
        return None
    states = _enumerated(scene, known, by_start)
    return (_made(candidate, candidate.i, candidate.start), states) if states else None


def _enumerated(scene: Scene, first: Link, by_start: dict[int, Link]) -> tuple[str, ...]:
    """Return the states of the enumeration that `first` begins (*von A, B und C*)."""
    states: list[str] = []
    known: Link | None = first
    while known is not None and known.kind in _STATE_KINDS and known.actors:
        states.extend(known.actors)
        k = known.j
        while scene.word(k).casefold() in _JOINERS and k < known.j + 3:
            k += 1
        known = by_start.get(k) if k > known.j else None
    return tuple(dict.fromkeys(states))


def _is_genitive(scene: Scene, known: Link) -> bool:
    if scene.lexicon.lang == "de":
        return scene.word(known.j - 1).endswith("s")
    return scene.lexicon.lang == "ru"


def _is_former(scene: Scene, i: int) -> bool:
    return any(scene.lexicon.has("former", scene.word(k).casefold()) for k in range(i - 2, i + 2))


def resolve(scene: Scene, register: Register) -> None:
    """Let each office stand for the person the text names beside it, else for its holder."""
    people = {known.i: known for known in scene.links if known.kind == "person"}
    for known in scene.links:
        if not known.kind.startswith("office:"):
            continue
        office, _, state = known.kind.removeprefix("office:").partition("@")
        beside = _beside(scene, known, people)
        if beside is not None and beside.actors:
            register.serve(beside.actors[0], state)
        if register.actor(state).kind != "state" and office not in _OF_ORGANISATIONS:
            continue
        if beside is not None and beside.actors:
            known.actors = beside.actors
            known.why += f", named as {beside.actors[0]}"
            continue
        holder = register.holder(office, state)
        if holder is not None:
            known.actors = (holder,)
            known.why += f", held by {register.actor(holder).name} on {register.published}"


def _beside(scene: Scene, known: Link, people: dict[int, Link]) -> Link | None:
    for k in range(known.j, known.j + 3):
        if k in people:
            return people[k]
        if scene.word(k) not in ("", ",") and not scene.lexicon.has("title", scene.word(k)):
            return None
    return None
