"""Persons: office holders of the record under any spelling; the others are in `strangers.py`.

In: a scene with its links. Out: person links. Spellings meet in a key that folds what the
romanisations of one name differ in (*Japarov*, *Dschaparow*, *Zhaparov*, *Жапаров*); the rules of
the keys are in `spellings.py`, their tables are data.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from depesche.actors import pieces, strangers, surnames
from depesche.actors.beside import (
    SUFFIXES,
    initials_after,
    initials_before,
    is_initial,
    is_patronymic,
    office_before,
)
from depesche.actors.kinds import is_of_kind
from depesche.actors.lexicon import NAMES_OF_STATES
from depesche.actors.register import IN_OFFICE, LATELY, Prominence, Register, figures
from depesche.actors.scene import Link, Scene
from depesche.actors.spellings import fold, is_roman, keys_of, latin, nominatives
from depesche.record import Record

_SURNAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "KHM"})
_PARTICLE = 3  # letters of the longest
_NAMES_OF_BODIES = frozenset({"body", "organisation"})
_NOUNS = frozenset({"PROPN", "NOUN", "X"})
_FUNCTION_WORDS = frozenset(
    {"DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "NUM", "PART", "PUNCT", "INTJ"}
)
_KNOWN_BY_GIVEN_NAME = frozenset(
    f"{office}@{state}"
    for office in ("head_of_state", "head_of_government")
    for state in ("THA", "MYS", "ETH", "ERI")
)
_TITLES = frozenset({"King", "Queen", "Pope", "König", "Königin", "Papst"})
_NO_SURNAME = frozenset({"of", "ii", "iii", "iv", "vi", "vii", "viii", "i", "v", "x", "xiv", "xvi"})


class Known(NamedTuple):
    """What a word may be part of: full names it opens (keys and person), surnames it spells."""

    full: tuple[tuple[tuple[str, ...], str], ...]
    surnames: tuple[str, ...]
    exact: bool


class Index:
    """Persons of a record by the folded parts of their names."""

    def __init__(self, record: Record) -> None:
        self.full: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.surnames: dict[str, list[str]] = {}
        self.regnal: dict[str, list[str]] = {}
        self.given: dict[str, set[str]] = {}
        self._spelled: dict[str, set[str]] = {}
        self._seen: dict[str, Known | None] = {}
        self._by_given_name = {
            term.subject
            for term in record.facts(relation="holds_office")
            if term.object in _KNOWN_BY_GIVEN_NAME
        }
        for person in record.persons():
            for name in person.names:
                self._add_name(person.id, person.state, name)
        for figure in figures().values():
            for name in figure.spellings.split(";"):
                self._add_name(figure.id, figure.state, name.strip())
        for term in record.facts(relation="holds_office"):
            office, _, realm = term.object.partition("@")
            if office == "head_of_state" and is_of_kind(realm, "monarchy"):
                self._add_monarch(term.subject, record)
        for held in self.full.values():
            held.sort(key=lambda entry: (-len(entry[0]), entry[1]))

    def _add_name(self, id: str, state: str | None, name: str) -> None:
        if "đ" in name.casefold():
            self._add_name(id, state, name.replace("đ", "dj").replace("Đ", "Dj"))
        if " of " in name and len(name.partition(" of ")[0].split()) > 1:
            self._add_name(id, state, name.partition(" of ")[0])
        parts = [word for word in pieces.split(name) if word[0].isalnum()]
        keys = tuple(map(fold, parts))
        if "" in keys:
            return
        short = tuple(fold(part) for part in parts if part not in SUFFIXES)
        for full in (keys, short, _without_middle(parts, keys)):
            if len(full) > 1:
                self._add_full(full, id)
        double = _double_surname(name) if state not in _SURNAME_FIRST else []
        if double:
            self._add_full(tuple(map(fold, double)), id)
        self.given.setdefault(id, set()).update(keys)
        parts = [part for part in parts if part not in SUFFIXES]
        if double or not parts or _NO_SURNAME.intersection(latin(part) for part in parts):
            return
        at = 0 if state in _SURNAME_FIRST and not _western(parts) else -1
        for part in {parts[at], parts[0] if id in self._by_given_name else parts[at]}:
            ids = self.surnames.setdefault(fold(part), [])
            if id not in ids:
                ids.append(id)
            self._spelled.setdefault(id, set()).add(latin(part))

    def _add_full(self, keys: tuple[str, ...], id: str) -> None:
        held = self.full.setdefault(keys[0], [])
        if (keys, id) not in held:
            held.append((keys, id))

    def _add_monarch(self, id: str, record: Record) -> None:
        person = record.person(id)
        names = person.names if person is not None else ()
        words = (word for name in names for word in pieces.split(name)[:2])
        given = (w for w in words if w[0].isupper() and w not in _TITLES and not is_roman(w))
        for key in {fold(word) for word in given}:
            held = self.regnal.setdefault(key, [])
            if id not in held:
                held.append(id)

    def look_up(self, word: str) -> Known | None:
        """Return what `word` can open or be: full names, and surnames it spells."""
        if word not in self._seen:
            if len(self._seen) > 200_000:
                self._seen.clear()
            self._seen[word] = self._find(word)
        return self._seen[word]

    def _find(self, word: str) -> Known | None:
        keys = keys_of(word)
        full = tuple(entry for key in keys for entry in self.full.get(key, ()))
        surnames = self._with_surname(word, keys)
        exact = any(self._spells(id, word) for id in surnames)
        return Known(full, surnames, exact) if full or surnames else None

    def _spells(self, id: str, word: str) -> bool:
        return any(latin(form) in self._spelled[id] for form in _forms(word))

    def _with_surname(self, word: str, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return the persons whose surname `word` can spell; short words must spell it exactly."""
        found: dict[str, None] = {}
        for key in keys:
            for id in self.surnames.get(key, ()):
                if self._spells(id, word) or (len(key) > 4 and len(word) > 5):
                    found[id] = None
        return tuple(found)


def _double_surname(name: str) -> list[str]:
    """Return the halves of *Boutros-Ghali*, of which neither is a surname by itself."""
    halves = name.rsplit(" ", 1)[-1].split("-")
    double = len(halves) == 2 and all(len(half) > 2 and half[0].isupper() for half in halves)
    return halves if double else []


def _forms(word: str) -> tuple[str, ...]:
    return (word, word[:-1]) if word.endswith("s") else (word, *nominatives(word))


def _without_middle(parts: Sequence[str], keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first and last of three names (*Recep Erdoğan* for *Recep Tayyip Erdoğan*)."""
    if len(keys) == 3 and len(keys[0]) > 2 and parts[1].casefold() not in surnames.PARTICLES:
        return keys[0], keys[2]
    return keys


def _western(parts: list[str]) -> bool:
    """Say whether an East Asian name has its surname last (*Joseph Wu*)."""
    return len(parts) == 2 and len(parts[1]) <= 3 and len(parts[0]) >= 5


@lru_cache(maxsize=4)
def index(record: Record) -> Index:
    """Return the index of a record's persons."""
    return Index(record)


def link(scene: Scene, register: Register) -> None:
    """Add links for persons to the scene."""
    known = index(register.record)
    _give_up_first_names(scene, known)
    taken = {k for link_ in scene.links for k in range(link_.i, link_.j)} | scene.blocked
    places = [
        (i, found)
        for i, word in enumerate(scene.words)
        if word[0].isupper() and i not in taken and (found := known.look_up(word))
    ]
    _link_full(scene, register, places, taken)
    _link_monarchs(scene, register, known, taken)
    if scene.parsed:
        strangers.link(scene, register, taken, lambda word: _bearers(known, word))
    _link_surnames(scene, register, places, taken, known.given)


def _give_up_first_names(scene: Scene, known: Index) -> None:
    """Drop what is part of the name of somebody named in full (*Santiago Peña*, *Duma Boko*), and
    the slip in a surname that is none (*Hollande*).
    """
    scene.links = [link_ for link_ in scene.links if not _is_part_of_person(scene, known, link_)]


def _is_part_of_person(scene: Scene, known: Index, link_: Link) -> bool:
    if link_.j > link_.i + 1 or not (found := known.look_up(scene.word(link_.i))):
        return False
    if link_.confidence < 1.0 and found.exact:
        return True
    if link_.kind not in NAMES_OF_STATES and link_.kind not in _NAMES_OF_BODIES:
        return False
    return any(_match(scene, link_.i, keys) for keys, _ in found.full)


def _bearers(known: Index, word: str) -> tuple[str, ...]:
    found = known.look_up(word)
    return found.surnames if found is not None else ()


def _link_full(
    scene: Scene, register: Register, places: list[tuple[int, Known]], taken: set[int]
) -> None:
    for i, known in places:
        if i in taken:
            continue
        found = [
            ((j, len(keys)), id)
            for keys, id in known.full
            if (j := _match(scene, i, keys)) is not None
        ]
        if not found:
            continue
        longest, parts = max(matched for matched, _ in found)
        ids = sorted({id for matched, id in found if matched == (longest, parts)})
        id = ids[0] if len(ids) == 1 else _most_likely(scene, register, ids)
        spelled = scene.raw[scene.text.starts[i] : scene.text.end(longest - 1)]
        scene.add_person((i, longest), id, f"{spelled!r} spells the name of {id}", 1.0)
        taken.update(range(i, longest))


def _link_monarchs(scene: Scene, register: Register, known: Index, taken: set[int]) -> None:
    """Link *König Abdullah*, *Papst Franziskus*: who of that name reigned on the report's day."""
    royal = scene.lexicon.royal
    for i in (k + 1 for k, word in enumerate(scene.words) if word in royal):
        if i in taken or not scene.word(i)[:1].isupper():
            continue
        realm = royal[scene.words[i - 1]]
        ids = [
            id
            for key in keys_of(scene.words[i])
            for id in known.regnal.get(key, ())
            if register.prominence(id).standing >= LATELY
            and is_of_kind(register.actor(id).state or "", realm)
        ]
        if ids:
            id = _most_likely(scene, register, ids)
            j = i + 2 if i + 1 not in taken and _goes_on(scene, register, i + 1, id) else i + 1
            scene.add_person((i, j), id, f"{id} reigned by this name", 0.9)
            taken.update(range(i, j))


def _goes_on(scene: Scene, register: Register, j: int, id: str) -> bool:
    """Say whether piece `j` is a part of a monarch's name too (*Pope John Paul*)."""
    word = scene.word(j)
    return word[:1].isupper() and fold(word) in {fold(p) for p in register.actor(id).name.split()}


def _most_likely(scene: Scene, register: Register, ids: Sequence[str]) -> str:
    """Return who of these is meant: somebody of public life then whose state the report names,
    else the most prominent.
    """
    present = scene.states(register)

    def order(id: str) -> tuple[bool, Prominence, bool]:
        prominence = register.prominence(id)
        here = register.actor(id).state in present
        return here and prominence.standing >= LATELY, prominence, here

    return max(sorted(ids), key=order)


def _match(scene: Scene, i: int, keys: Sequence[str]) -> int | None:
    """Return the end of a name that these keys spell; initials and patronymics may lie between
    (*Joseph R. Biden*, *Wladimir Wladimirowitsch Putin*).
    """
    if len(after := scene.word(i + 1)) > _PARTICLE and after.islower():
        return None
    j = i
    for key in keys:
        while j > i and scene.word(j) in ("-", "'", "."):
            j += 1
        if j > i and key not in keys_of(scene.word(j)):
            j = _after_middle_name(scene, j)
        word = scene.word(j)
        small = word[:1].islower() and len(key) > 3 and scene.word(j - 1) != "-"
        if not word or key not in keys_of(word) or small:
            return None
        j += 1
    return None if is_roman(scene.word(j)) else j


def _after_middle_name(scene: Scene, j: int) -> int:
    """Skip what the record leaves out (*Сергей Викторович Лавров*, *Joseph R. Biden*)."""
    word = scene.word(j)
    if len(word) == 1 and word.isalpha() and word.isupper():
        return max(j + 1, initials_after(scene, j))
    return j + 1 if is_patronymic(scene, j) else initials_after(scene, j)


def _link_surnames(
    scene: Scene,
    register: Register,
    places: list[tuple[int, Known]],
    taken: set[int],
    given: dict[str, set[str]],
) -> None:
    """Link surnames: first those that one person has, then others, which those before explain."""
    here = [
        (i, known)
        for i, known in places
        if i not in taken
        and known.surnames
        and not _ends_double_name(scene, i)
        and not surnames.is_of_another(scene, i)
        and (known.exact or _may_be_misspelt(scene, i))
    ]
    for rest in (False, True):
        scene.forget_states()
        for place in here:
            if place[0] not in taken and (rest or len(place[1].surnames) == 1):
                _link_surname(scene, register, place, taken, given)
    here = [(i, known) for i, known in here if i not in taken]
    if here:
        scene.company = _company(register, here)
        scene.forget_states()
        for place in here if scene.company else ():
            _link_surname(scene, register, place, taken, given)


def _company(register: Register, here: list[tuple[int, Known]]) -> frozenset[str]:
    """Return the states of which the report names two leaders by surnames that are left open."""
    leaders: dict[str, set[str]] = {}
    for _, known in here:
        for id in known.surnames if known.exact else ():
            if register.known_at_home(id) and register.prominence(id).rank > 2:
                leaders.setdefault(register.actor(id).state or "", set()).add(id.rpartition("-")[2])
    return frozenset(state for state, names in leaders.items() if state and len(names) > 1)


def _link_surname(
    scene: Scene,
    register: Register,
    place: tuple[int, Known],
    taken: set[int],
    given: dict[str, set[str]],
) -> None:
    i, known = place
    named = {link_.actors[0] for link_ in scene.links if link_.kind == "person"}
    bearers = [id for id in known.surnames if _agrees(scene, given.get(id, set()), i)]
    ids = bearers if known.exact else _leaders(scene, register, i, bearers, named)
    chosen = _choose(scene, register, i, ids, named) if ids else None
    if chosen is not None:
        id, why, confidence = chosen
        first = initials_before(scene, i)
        while _is_particle(scene.word(first - 1), id) and first - 1 not in taken:
            first -= 1
        end = _after_given_names(scene, i + 1)
        scene.add_person((first, end), id, why, confidence)
        taken.update(range(first, end))


def _may_be_misspelt(scene: Scene, i: int) -> bool:
    """Say whether piece `i` is a person's whole name, so that it may be another's spelling."""
    return surnames.is_taken_for_person(scene, i) and not scene.word(i + 1)[:1].isupper()


def _agrees(scene: Scene, given: set[str], i: int) -> bool:
    """Say whether the initials before a surname, and the name that goes on after it, may be his.

    *Н. Лавров* is not Sergey, *Хван Чжан Еп* not another Hwang; *Путин Владимир* is Vladimir.
    """
    first = initials_before(scene, i)
    if first < i and not any(key[:1] == fold(scene.word(first))[:1] for key in given):
        return False
    around = scene.name_around(i)
    after = scene.word(i + 1)
    if around is None or around[1] <= scene.text.end(i) or not after[:1].isupper():
        return True
    return is_initial(scene, i + 1) or bool(given.intersection(keys_of(after)))


def _after_given_names(scene: Scene, j: int) -> int:
    """Return the piece after the given names that follow a surname (*Путин Владимир*)."""
    around = scene.name_around(j - 1)
    while around is not None and scene.word(j)[:1].isupper() and scene.text.end(j) <= around[1]:
        j = max(j + 1, initials_after(scene, j))
    return j


def _ends_double_name(scene: Scene, i: int) -> bool:
    """Say whether a hyphen joins a surname to the word before (*Müller-Merz*, not *al-Sharaa*)."""
    hyphen = scene.word(i - 1) == "-" and scene.text.glued(i) and scene.text.glued(i - 1)
    return hyphen and scene.word(i - 2).casefold() not in surnames.PARTICLES


def _leaders(
    scene: Scene, register: Register, i: int, ids: Sequence[str], named: set[str]
) -> list[str]:
    """Return whom a surname in unusual spelling may mean: named, titled, or heads of states."""
    if office_before(scene, i) is not None:
        return list(ids)
    return [id for id in ids if id in named or register.prominence(id)[1] > 2]


def _is_particle(word: str, id: str) -> bool:
    particle = word.casefold()
    return particle in surnames.PARTICLES and f"-{particle}-" in id


def _choose(
    scene: Scene, register: Register, i: int, ids: Sequence[str], named: set[str]
) -> tuple[str, str, float] | None:
    here = [id for id in ids if id in named]
    if len(here) == 1:
        return here[0], f"surname of {here[0]}, named in full in this report", 0.95
    titled = office_before(scene, i)
    fitting = _fitting(scene, register, i, ids, titled)
    if not fitting:
        return None
    best = _most_likely(scene, register, fitting)
    if titled is not None:
        return best, f"surname of {best} after an office", 0.9
    if len(ids) == 1:
        return best, f"surname that only {best} has in the record", 0.7
    return best, f"surname of {best}, the most prominent of {len(ids)} in the record", 0.5


def _fitting(
    scene: Scene, register: Register, i: int, ids: Sequence[str], titled: Link | None
) -> list[str]:
    """Return whom of these the surname can mean, by the office before it or by itself."""
    if (titled is None or titled.j != i) and _has_other_first_name(scene, i):
        return []
    if titled is not None:
        return [id for id in ids if _fits(register, id, titled)]
    if _is_other_word(scene, i):
        return []
    if not surnames.is_taken_for_person(scene, i):
        present = scene.states(register)
        ids = [
            id
            for id in ids
            if register.leads(id)
            or (register.actor(id).state in present and register.known_at_home(id))
        ]
    return [id for id in ids if _may_stand_alone(scene, register, i, id)]


def _may_stand_alone(scene: Scene, register: Register, i: int, id: str) -> bool:
    """Say whether a surname is clear by itself; doubtful ones need their state in the report."""
    home = register.actor(id).state in scene.states(register)
    if not register.known_by_surname(id) and not (home and register.known_at_home(id)):
        return False
    word = scene.word(i)
    short = len(word) < 4 and not (word == "Xi" or scene.lexicon.has("surname", word))
    common = any(scene.lexicon.has(kind, word) for kind in ("surname_stop", "first_name"))
    if not (short or common or _tagged_as_noun(scene, i)):
        return True
    in_office = scene.published is None or register.prominence(id).standing == IN_OFFICE
    return in_office and (home or _joins_person(scene, i))


def _joins_person(scene: Scene, i: int) -> bool:
    """Say whether a name stands in a row with somebody who is known (*mit Putin und Kim*)."""
    if scene.word(i - 1) != "," and not scene.has("joiner", i - 1):
        return False
    return any(known.kind == "person" and known.j == i - 1 for known in reversed(scene.links))


def _tagged_as_noun(scene: Scene, i: int) -> bool:
    """Say whether the parser takes a surname amid the sentence for a common noun."""
    if not scene.parsed or scene.opens_sentence(i) or scene.word(i + 1) == "-":
        return False
    return bool(scene.token(scene.text.starts[i]).pos_ != "PROPN")


def _is_other_word(scene: Scene, i: int) -> bool:
    word = scene.word(i)
    if scene.lexicon.senses(word) or scene.lexicon.senses(word.lower()):
        return True
    if scene.word(i + 1) == "-" and scene.text.glued(i + 1):
        return not _opens_compound(scene, i)
    if not scene.parsed:
        return False
    pos = scene.token(scene.text.starts[i]).pos_
    return pos in _FUNCTION_WORDS if scene.opens_sentence(i) else pos not in _NOUNS


def _opens_compound(scene: Scene, i: int) -> bool:
    """Say whether politics follows the hyphen (*Putin-nah*, *Trump-Regierung*), not a surname."""
    head = scene.word(i + 2)
    lowered = head[:1].lower() + head[1:]
    kinds = ("compound_head", "adjective_head", "capital_head")
    heads = (h for kind in kinds for h in scene.lexicon.words.get(kind, ()))
    return any(lowered.startswith(h.casefold()) for h in heads)


def _has_other_first_name(scene: Scene, i: int) -> bool:
    before = scene.word(i - 1)
    if scene.before(i, "first_name"):
        return True
    if not before[:1].isupper() or not scene.parsed:
        return False
    token, name = scene.token(scene.text.starts[i - 1]), scene.name_at(i)
    if name is not None and name.start_char == scene.text.starts[i]:
        return False  # *с Эрдоганом Путин*: two persons
    return token.pos_ == "PROPN" and token.ent_type_ == "PER"


def _fits(register: Register, id: str, office: Link) -> bool:
    states = {register.state_of(actor) for actor in office.actors}
    state = register.actor(id).state
    return state is None or state in states or bool(states & register.served(id))
