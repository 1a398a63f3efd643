"""Persons: office holders of the record under any spelling, and others whom only the text knows.

In: a scene with its links. Out: person links. Spellings meet in a key that folds what the
romanisations of one name differ in (*Japarov*, *Dschaparow*, *Zhaparov*, *Жапаров*); the tables
of folds and of letters are data.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from pydantic import BaseModel

from depesche import languages
from depesche.actors import pieces
from depesche.actors.register import Register
from depesche.actors.scene import Link, Scene
from depesche.record import Record

_SURNAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "KHM"})
_PARTICLES = frozenset({"von", "der", "van", "de", "al", "bin", "el", "ben", "da", "dos", "den"})
FOLDS = languages.ROOT / "folds.csv"
LETTERS = languages.ROOT / "letters.csv"


class _Fold(BaseModel):
    spelling: str
    key: str = ""


@cache
def _folds() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = languages.read_table(FOLDS, _Fold)
    return tuple((re.compile(row.spelling), row.key) for row in rows)


@cache
def _letters() -> dict[int, str]:
    rows = languages.read_table(LETTERS, _Fold)
    return {ord(row.spelling): row.key for row in rows}


def latin(text: str) -> str:
    """Return `text` in plain Latin letters (Cyrillic by the table of letters)."""
    spelled = text.casefold().translate(_letters())
    decomposed = unicodedata.normalize("NFKD", spelled)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return the key under which the spellings of a name's part meet."""
    key = latin(word)
    for pattern, replacement in _folds():
        key = pattern.sub(replacement, key)
    return key


def slug(name: str) -> str:
    """Return the id of a person whom only the text knows: `person:jane-doe`."""
    return "person:" + re.sub(r"[^a-z0-9]+", "-", latin(name)).strip("-")


class Index:
    """Persons of a record by the folded parts of their names."""

    def __init__(self, record: Record) -> None:
        self.full: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.surnames: dict[str, list[str]] = {}
        for person in record.persons():
            for name in person.names:
                parts = [w for w in pieces.split(name) if w[0].isalnum()]
                keys = tuple(map(fold, parts))
                if len(keys) > 1:
                    self._add(keys, person.id)
                    surname_first = person.state in _SURNAME_FIRST
                    self._add_surname(keys[0] if surname_first else keys[-1], person.id)
        for held in self.full.values():
            held.sort(key=lambda entry: -len(entry[0]))

    def _add(self, keys: tuple[str, ...], id: str) -> None:
        held = self.full.setdefault(keys[0], [])
        if (keys, id) not in held:
            held.append((keys, id))

    def _add_surname(self, key: str, id: str) -> None:
        held = self.surnames.setdefault(key, [])
        if id not in held:
            held.append(id)


@lru_cache(maxsize=4)
def index(record: Record) -> Index:
    """Return the index of a record's persons."""
    return Index(record)


def link(scene: Scene, register: Register) -> None:
    """Add links for persons to the scene."""
    known = index(register.record)
    taken = _taken(scene)
    _link_full(scene, known, taken)
    _link_surnames(scene, register, known, taken)
    if scene.parsed:
        _link_entities(scene, register, taken)


def _taken(scene: Scene) -> set[int]:
    return {k for link_ in scene.links for k in range(link_.i, link_.j)}


def _link_full(scene: Scene, known: Index, taken: set[int]) -> None:
    for i, word in enumerate(scene.words):
        if not word[0].isupper() or i in taken:
            continue
        for keys, id in known.full.get(fold(word), ()):
            j = _match(scene, i, keys)
            if j is not None:
                _put(scene, i, j, id, f"spelling of {id}", 1.0)
                taken.update(range(i, j))
                break


def _match(scene: Scene, i: int, keys: tuple[str, ...]) -> int | None:
    j = i
    for key in keys:
        while j > i and scene.word(j) in ("-", "'", "."):
            j += 1
        if fold(scene.word(j)) != key or (j > i and scene.word(j)[:1].islower() and len(key) > 3):
            return None
        j += 1
    return j


def _put(scene: Scene, i: int, j: int, id: str, why: str, confidence: float) -> None:
    start, end = scene.text.starts[i], scene.text.end(j - 1)
    scene.links.append(Link(i, j, start, end, (id,), "person", why, "person", confidence))


def _link_surnames(scene: Scene, register: Register, known: Index, taken: set[int]) -> None:
    named = {l.actors[0] for l in scene.links if l.kind == "person"}
    for i, word in enumerate(scene.words):
        if not word[0].isupper() or i in taken or len(word) < 2:
            continue
        ids = known.surnames.get(fold(_bare(scene, word)))
        if not ids:
            continue
        chosen = _choose(scene, register, i, ids, named)
        if chosen is not None:
            id, why, confidence = chosen
            first = i
            while scene.word(first - 1) in _PARTICLES and scene.word(first - 1):
                first -= 1
            _put(scene, first, i + 1, id, why, confidence)
            taken.update(range(first, i + 1))


def _bare(scene: Scene, word: str) -> str:
    """Drop the genitive of a German surname where the index does not know the whole word."""
    return word


def _choose(
    scene: Scene, register: Register, i: int, ids: list[str], named: set[str]
) -> tuple[str, str, float] | None:
    here = [id for id in ids if id in named]
    if len(here) == 1:
        return here[0], f"surname of {here[0]}, named in full in this report", 0.95
    if _has_other_first_name(scene, i):
        return None
    titled = _office_before(scene, i)
    fitting = [id for id in ids if _fits(register, id, titled)] if titled else list(ids)
    active = [id for id in fitting if _in_office(register, id)]
    pool = active or fitting
    if len(pool) != 1:
        return None
    if titled:
        return pool[0], f"surname of {pool[0]} after an office", 0.9
    if len(scene.word(i)) < 4 or scene.lexicon.has("surname_stop", scene.word(i)):
        return None
    if scene.parsed and scene.token(scene.text.starts[i]).pos_ != "PROPN":
        return None
    return pool[0], f"surname that only {pool[0]} has in the record", 0.7


def _has_other_first_name(scene: Scene, i: int) -> bool:
    before = scene.word(i - 1)
    if scene.before(i, "first_name"):
        return True
    if not before[:1].isupper() or not scene.parsed:
        return False
    token = scene.token(scene.text.starts[i - 1])
    return token.pos_ == "PROPN" and token.ent_type_ == "PER"


def _office_before(scene: Scene, i: int) -> Link | None:
    for known in scene.links:
        if known.kind.startswith("office") and i - 2 <= known.j <= i:
            return known
    return None


def _fits(register: Register, id: str, office: Link) -> bool:
    state = register.actor(id).state
    return state is None or any(register.state_of(a) == state for a in office.actors)


def _in_office(register: Register, id: str) -> bool:
    if register.published is None:
        return False
    return bool(register.record.offices_of(id, register.published))


def _link_entities(scene: Scene, register: Register, taken: set[int]) -> None:
    """Keep names of persons that the parser marks and the record does not know."""
    surnames: dict[str, str] = {}
    for i, j, name in _entities(scene):
        if any(k in taken for k in range(i, j)):
            continue
        parts = [w for w in scene.words[i:j] if w[0].isalpha()]
        if len(parts) < 2 and fold(parts[-1] if parts else "") not in surnames:
            continue
        id = surnames.get(fold(parts[-1])) or slug(name)
        surnames.setdefault(fold(parts[-1]), id)
        office = _office_before(scene, i)
        state = register.state_of(office.actors[0]) if office and office.actors else None
        register.add_person(id, name, state)
        _put(scene, i, j, id, "a person's name that the record does not know", 0.7)
        taken.update(range(i, j))


def _entities(scene: Scene) -> Iterator[tuple[int, int, str]]:
    for entity in scene.doc.ents:
        if entity.label_ != "PER" or "\n" in entity.text.strip():
            continue
        i = scene.text.at(entity.start_char)
        j = scene.text.at(entity.end_char - 1) + 1
        if scene.text.starts[i] == entity.start_char and scene.word(i)[:1].isupper():
            yield i, j, entity.text
