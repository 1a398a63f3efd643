"""Persons whom the record does not know: kept under the name that the report gives them.

In: a scene, the names that the parser marks in it, and who is linked already. Out: person links.
A stranger has an id only with an office or a part in politics beside the name somewhere in the
report; then all places of that name, in any case form, are the same person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from spacy.tokens import Span, Token

from depesche.actors.beside import SUFFIXES, is_initial, is_patronymic, office_before
from depesche.actors.lexicon import NAMES_OF_STATES
from depesche.actors.register import Register
from depesche.actors.scene import Scene
from depesche.actors.spellings import fold, keys_of, slug

_PARTS = frozenset({"role", "said"})
_FEMININE = {"ов": "ова", "ев": "ева", "ин": "ина", "ын": "ына", "ий": "ая", "ый": "ая"}

Bearers = Callable[[str], tuple[str, ...]]


class _Name(NamedTuple):
    """A name that the parser marks: its pieces, its parts in the nominative."""

    i: int
    j: int
    parts: tuple[str, ...]


def link(scene: Scene, register: Register, taken: set[int], bearers: Bearers) -> None:
    """Add links for strangers; `bearers` returns whom of the record a surname may mean."""
    names = [name for name in _names(scene) if not taken.intersection(range(name.i, name.j))]
    whole = [name for name in names if len(name.parts) > 1]
    accepted = _accepted(scene, register, whole)
    for name in whole:
        if slug(" ".join(name.parts)) in accepted:
            _put(scene, taken, name, slug(" ".join(name.parts)), "that the record does not know")
    _link_elsewhere(scene, taken, accepted)
    known = {link_.actors[0] for link_ in scene.links if link_.kind == "person"}
    surnames = {fold(parts[-1]): id for id, parts in reversed(accepted.items())}
    for name in names:
        if len(name.parts) != 1 or known.intersection(bearers(scene.word(name.j - 1))):
            continue
        id = surnames.get(fold(name.parts[0])) or surnames.get(fold(scene.word(name.j - 1)))
        if id is not None:
            _put(scene, taken, name, id, f"of {id}, named in full")


def _accepted(scene: Scene, register: Register, names: list[_Name]) -> dict[str, tuple[str, ...]]:
    """Return the names, by ids, of those who have an office or a part in politics."""
    accepted: dict[str, tuple[str, ...]] = {}
    for name in names:
        state = _state_beside(scene, register, name.i)
        if state is None and (
            any(_is_namesake(scene, word) for word in scene.words[name.i : name.j])
            or not _plays_a_part(scene, name.i, name.j)
        ):
            continue
        id = slug(" ".join(name.parts))
        accepted.setdefault(id, name.parts)
        register.add_person(id, " ".join(name.parts), state)
    return accepted


def _put(scene: Scene, taken: set[int], name: _Name, id: str, why: str) -> None:
    if not taken.intersection(range(name.i, name.j)):
        scene.add_person((name.i, name.j), id, f"a person's name {why}", 0.7)
        taken.update(range(name.i, name.j))


def _link_elsewhere(scene: Scene, taken: set[int], accepted: dict[str, tuple[str, ...]]) -> None:
    """Link the same names where the parser does not mark them (*Мустафа Джемилев: ...*)."""
    opening = {fold(parts[0]): (id, parts) for id, parts in reversed(accepted.items())}
    if not opening:
        return
    for i, word in enumerate(scene.words):
        if i in taken or not word[0].isupper():
            continue
        for key in keys_of(word):
            id, parts = opening.get(key, ("", ()))
            j = i + len(parts)
            if parts and all(
                fold(part) in keys_of(scene.word(k))
                for k, part in zip(range(i, j), parts, strict=True)
            ):
                _put(scene, taken, _Name(i, j, parts), id, f"of {id}, as elsewhere in the report")
                break


def _names(scene: Scene) -> Iterator[_Name]:
    for entity in scene.doc.ents:
        if entity.label_ != "PER" or "\n" in entity.text.strip() or entity[-1].pos_ != "PROPN":
            continue
        i = scene.text.at(entity.start_char)
        j = scene.text.at(entity.end_char - 1) + 1
        if scene.text.starts[i] != entity.start_char or not scene.word(i)[:1].isupper():
            continue
        parts = tuple(_parts(scene, entity, i, j))
        if parts and not is_patronymic(scene, j - 1):
            yield _Name(i, j, parts)


def _parts(scene: Scene, entity: Span, i: int, j: int) -> Iterator[str]:
    """Yield the parts of a name, in Russian in the nominative, without initials and patronymics."""
    russian = scene.lexicon.lang == "ru"
    woman = russian and "Fem" in entity[0].morph.get("Gender", [])
    for k in range(i, j):
        word = scene.word(k)
        if not word[0].isalpha() or word in SUFFIXES:
            continue
        if russian and (is_initial(scene, k) or (k > i and is_patronymic(scene, k))):
            continue
        yield _nominative(scene.token(scene.text.starts[k]), word, woman) if russian else word


def _nominative(token: Token, word: str, woman: bool) -> str:
    """Return a part of a Russian name in the nominative, by the lemma of the parser."""
    lemma = token.lemma_
    if token.pos_ != "PROPN" or not lemma[:1].isupper() or token.text != word:
        return word
    feminine = _FEMININE.get(lemma[-2:])
    return lemma[:-2] + feminine if woman and feminine else lemma


def _state_beside(scene: Scene, register: Register, i: int) -> str | None:
    office = office_before(scene, i)
    return register.state_of(office.actors[0]) if office and office.actors else None


def _plays_a_part(scene: Scene, i: int, j: int) -> bool:
    """Say whether words beside a name speak of politics (*die Analystin*, *warnte*)."""
    if "person_cue" in scene.tags(i - 1) and "role" not in scene.tags(i - 1):
        return False
    beside = (*range(i - 4, i), *range(j, j + 4))
    return any(scene.tags(k) & _PARTS and scene.same_sentence(k, i) for k in beside)


def _is_namesake(scene: Scene, word: str) -> bool:
    """Say whether part of a name also names a state, a capital, a people (*Chad Smith*)."""
    if scene.lexicon.has("people_surname", word):
        return True
    return any(sense.kind in NAMES_OF_STATES for sense in scene.lexicon.senses(word))
