"""What stands beside a name: the office of its bearer, initials, a patronymic.

In: a scene and a piece of it. Out: what the pieces next to it say about whose name it is.
"""

from __future__ import annotations

from depesche.actors.scene import Link, Scene

SUFFIXES = frozenset({"Jr", "Sr"})
"""What follows a surname and is none."""
_PATRONYMIC = 5  # letters in the longest word that is too short for a patronymic
_INITIAL = 2  # letters in the longest initial (*Дж. Вэнс*, *Ю. Тимошенко*)


def office_before(scene: Scene, i: int) -> Link | None:
    """Return the office whose holder piece `i` may name; only names and titles lie between."""
    for j in (i, i - 1, i - 2):
        known = scene.offices.get(j)
        if known is not None:
            return known
        before = scene.word(j - 1)
        if not before[:1].isupper() and before != "," and not scene.has("title", j - 1):
            return None
    return None


def is_patronymic(scene: Scene, k: int) -> bool:
    """Say whether piece `k` is a patronymic in any case (*Владимировичем*, *Ivanovna*)."""
    word = scene.word(k)
    endings = tuple(scene.lexicon.words.get("patronymic_ending", ()))
    return len(word) > _PATRONYMIC and word[0].isupper() and word.endswith(endings)


def is_initial(scene: Scene, k: int) -> bool:
    """Say whether piece `k` is an initial and its point follows (*С.* Лавров)."""
    word = scene.word(k)
    short = word[:1].isupper() and len(word) <= _INITIAL and (len(word) == 1 or word[1:].islower())
    if scene.has("title", k):  # *Mr. Trump*
        return False
    return short and scene.word(k + 1) == "." and scene.text.glued(k + 1)


def initials_before(scene: Scene, i: int) -> int:
    """Return the first piece of the initials that stand before piece `i`, or `i` without any."""
    while is_initial(scene, i - 2):
        i -= 2
    return i


def initials_after(scene: Scene, j: int) -> int:
    """Return the piece after the initials that begin with piece `j` (*Лавров С. В.*)."""
    while is_initial(scene, j):
        j += 2
    return j
