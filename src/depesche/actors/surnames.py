"""Does a surname alone stand for its best-known bearer, or is it part of another name?

In: a scene and the piece that spells a surname. Out: what the names that the parser marks say of
it: *Port Blair*, *Bush House*, *Marcos Baghdatis* are others. Nothing is said without a parse.
"""

from __future__ import annotations

from spacy.tokens import Span

from depesche.actors.beside import is_initial, is_patronymic
from depesche.actors.scene import Scene

_PERSON = "PER"
PARTICLES = frozenset({"von", "der", "van", "de", "al", "bin", "el", "ben", "da", "dos", "den"})
_TITLES = frozenset({"title", "person_cue", "role", "said", "former", "article"})


def is_of_another(scene: Scene, i: int) -> bool:
    """Say whether piece `i` is part of a longer name of somebody or something else."""
    if scene.has("no_surname", i):
        return True
    name = scene.name_at(i)
    return name is not None and any(_names(scene, k) for k in _others(scene, name, i))


def is_taken_for_person(scene: Scene, i: int) -> bool:
    """Say whether the parser takes piece `i` for the name of a person, or there is no parse."""
    if not scene.parsed:
        return True
    name = scene.name_at(i)
    return name is not None and name.label_ == _PERSON


def _others(scene: Scene, name: Span, i: int) -> list[int]:
    first = scene.text.at(name.start_char)
    last = scene.text.at(name.end_char - 1)
    return [k for k in range(first, last + 1) if k != i]


def _names(scene: Scene, k: int) -> bool:
    """Say whether piece `k` is a name itself, not a title, a state or a particle."""
    word = scene.word(k)
    if not word[:1].isupper() or word.casefold() in PARTICLES or scene.tags(k) & _TITLES:
        return False
    if is_initial(scene, k) or is_patronymic(scene, k):
        return False
    return not scene.lexicon.senses(word)
