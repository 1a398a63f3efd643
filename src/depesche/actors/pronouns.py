"""*Er*, *sie*, *he*, *she* as subjects: the one person named lately whom the pronoun can mean.

In: a scene with its links and a parse. Out: links added to it; open where another name, or a noun
of the same gender that acts, stands between.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel
from spacy.tokens import Token

from depesche import languages
from depesche.actors.focus import SUBJECTS
from depesche.actors.register import Register
from depesche.actors.scene import Link, Scene

_LATELY = 40  # how many pieces back the person may be named
_GENDERS = {"er": "Masc", "sie": "Fem"}  # of nouns, in a language where things have one


class _Women(BaseModel):
    names: str


@cache
def _women() -> frozenset[str]:
    rows = languages.read_table(Path(__file__).parent / "data" / "women.csv", _Women)
    return frozenset(name.strip() for row in rows for name in row.names.split(";"))


def link(scene: Scene, register: Register) -> None:
    """Link personal pronouns that are subjects to the person they mean."""
    listed = scene.lexicon.words.get("personal_pronoun", frozenset())
    if not scene.parsed or not listed:
        return
    pronouns = listed | {word.capitalize() for word in listed}
    at = [i for i, word in enumerate(scene.words) if word in pronouns]
    people = sorted((k for k in scene.links if k.kind == "person"), key=lambda k: k.i) if at else []
    named = {t.i for k in people for t in scene.tokens(k)}
    for i in at if people else ():
        token = scene.token(scene.text.starts[i])
        if token.dep_ not in SUBJECTS or "Number=Plur" in str(token.head.morph):
            continue
        known = _antecedent(scene, register, people, i)
        if known is not None and not _others_near(scene, known, token, named):
            place = (i, i + 1, scene.text.starts[i], scene.text.end(i))
            why = f"{scene.words[i]!r} refers back to {known.actors[0]}, the only one named lately"
            scene.links.append(Link(*place, known.actors, "pronoun", why, "pronoun", 0.6))


def _antecedent(scene: Scene, register: Register, people: list[Link], i: int) -> Link | None:
    """Return the last mention of the one person of this sex named lately."""
    woman = scene.lexicon.has("she", scene.words[i].casefold())
    near = [k for k in people if 0 < i - k.i <= _LATELY and _is_woman(register, k) == woman]
    return near[-1] if len({k.actors for k in near}) == 1 else None


def _is_woman(register: Register, known: Link) -> bool:
    id = known.actors[0]
    given = register.actor(id).name.split(" ")
    return id in _women() or bool({given[0], " ".join(given[:2])} & _women())


def _others_near(scene: Scene, known: Link, pronoun: Token, named: set[int]) -> bool:
    """Say whether another name since the sentence of the mention, or an acting noun between the
    two, may be meant instead.
    """
    first = scene.token(known.start)
    kin = _GENDERS.get(pronoun.lower_)
    for token in scene.doc[first.sent.start : pronoun.i]:
        if known.start <= token.idx < known.end:
            continue
        if token.ent_type_ == "PER" and token.pos_ == "PROPN" and token.i not in named:
            return True
        if token.i > first.i and kin and _acts(token, kin):
            return True
    return False


def _acts(noun: Token, gender: str) -> bool:
    """Say whether a noun of this gender is a subject in the singular."""
    if noun.dep_ not in SUBJECTS or noun.pos_ != "NOUN":
        return False
    return gender in noun.morph.get("Gender", []) and "Sing" in noun.morph.get("Number", [])
