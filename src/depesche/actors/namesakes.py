"""Who else bears the name of a state or capital: persons, rivers, ships, clubs, villages, birds.

In: a candidate and the words around it. Out: whether somebody or something else is meant. The
words are data (`words.csv`, `namesakes.csv`); whole names (*Wiener Walzer*) are traps of the
lexicon.
"""

from __future__ import annotations

from collections.abc import Callable

from depesche.actors.scene import CLOSING, OPENING, Candidate, Scene

_NAMES_BEFORE = frozenset({"first_name", "place_name_before", "club_short"})
_TITLES_BEFORE = frozenset({"title", "person_cue"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "csubj"})
_TITLE = 5  # pieces in the longest title in quotation marks


def is_namesake(scene: Scene, candidate: Candidate) -> bool:
    """Say whether the words around speak of a bearer of this name who is no actor."""
    return any(rule(scene, candidate) for rule in _RULES)


def _after_name_of_its_kind(scene: Scene, candidate: Candidate) -> bool:
    """Know *Jack London*, *Herr Schweizer*, *Real Madrid*, *Dynamo-Moskau*, *New Jersey*."""
    i = candidate.i
    if candidate.part or scene.opens_sentence(i) or not scene.word(i)[:1].isupper():
        return False
    hyphened = scene.word(i - 1) == "-" and scene.text.glued(i)
    before = scene.tags(i - 2 if hyphened else i - 1)
    capital = candidate.sense("capital") is not None
    if "club" in before and capital and not (hyphened and scene.word(i - 2) == "US"):
        return True
    if before & _NAMES_BEFORE and not hyphened:
        return True
    return _is_surname(scene, candidate)


def _is_surname(scene: Scene, candidate: Candidate) -> bool:
    """Know *Polizeimeister Schweizer*, *die Wirtin Anna Deutscher*; not *ein Zeuge Moskau*."""
    if not _is_base_form(scene, candidate):
        return False
    i = candidate.i
    if _goes_before_surnames(scene, i - 1):
        return not scene.has("indefinite", i - 2)
    first = scene.word(i - 1)
    if not first[:1].isupper() or not first[1:].islower() or not scene.has("person_cue", i - 2):
        return False
    return not scene.lexicon.senses(first) and not scene.has("quantity", i - 1)


def _goes_before_surnames(scene: Scene, i: int) -> bool:
    """Say whether a word goes before surnames, in German by its last part (*Hauptkommissarin*)."""
    if scene.tags(i) & _TITLES_BEFORE:
        return True
    word = scene.word(i)
    return word[:1].isupper() and word.endswith(scene.lexicon.endings("title_ending"))


def _is_base_form(scene: Scene, candidate: Candidate) -> bool:
    """Say whether the word may be a surname: *Herr London*, not *Kronprinz Saudi-Arabiens*."""
    said = scene.raw[candidate.start : candidate.end]
    return any(sense.lemma in (said, "") or sense.kind == "people" for sense in candidate.senses)


def _before_surname(scene: Scene, candidate: Candidate) -> bool:
    """Know *Israel Katz*, *India Hicks*: a first name before a word that nobody knows."""
    j = candidate.j
    after = scene.word(j)
    if candidate.part or "given_name" not in scene.tags(j - 1):
        return False
    if not after[:1].isupper() or not after[1:].islower() or scene.opens_sentence(j):
        return False
    if scene.lexicon.senses(after) or scene.lexicon.senses(after.lower()):
        return False
    return not scene.parsed or scene.token(scene.text.starts[j]).pos_ == "PROPN"


def _before_second_name(scene: Scene, candidate: Candidate) -> bool:
    return scene.lexicon.has("second_name", scene.word(candidate.j))


def _in_person(scene: Scene, candidate: Candidate) -> bool:
    return scene.in_person(candidate)


def _street(scene: Scene, candidate: Candidate) -> bool:
    """Know *Moskau-Straße*, *London-Marathon*, *Peking-Ente*."""
    j = candidate.j
    if scene.word(j) != "-" or not scene.text.glued(j) or not scene.text.glued(j + 1):
        return False
    after = scene.word(j + 1)
    if scene.lexicon.things.kind_of(after) is not None:
        return True
    return after.casefold().endswith(scene.lexicon.endings("institution_suffix"))


def _borne_by_thing(scene: Scene, candidate: Candidate) -> bool:
    """Know what the noun before says: *Hotel Moskau*, *the ferry "Estonia"*, *Gemeinde Moskau*."""
    if candidate.part or not scene.word(candidate.i)[:1].isupper():
        return False
    k = candidate.i - 1
    if scene.word(k) in OPENING or scene.has("inn_name", k):
        k -= 1
    elif scene.lexicon.lang == "en" and scene.has("article", k) and scene.word(k - 1) == ",":
        k -= 2
    if not scene.has("bearer", k) or _is_genitive(scene, candidate):
        return False
    return not scene.parsed or scene.token(candidate.start).dep_ not in _SUBJECT


def _is_genitive(scene: Scene, candidate: Candidate) -> bool:
    """Say whether a Russian name without quotation marks is declined: *газеты Германии* are
    Germany's, *гостиница Украина* is a hotel.
    """
    if scene.lexicon.lang != "ru" or scene.word(candidate.i - 1) in OPENING:
        return False
    said = scene.raw[candidate.start : candidate.end]
    return all(sense.lemma != said for sense in candidate.senses)


def _explained(scene: Scene, candidate: Candidate) -> bool:
    """Know what an apposition explains (*Brazil, the film*, *Mexikaner, ein Schnaps*)."""
    j = candidate.j
    if scene.word(j) != "," or not scene.has("article", j + 1) or _is_pronoun(scene, j + 1):
        return False
    noun = next((k for k in range(j + 2, j + 5) if _names_thing(scene, k)), None)
    return noun is not None and scene.word(noun + 1) not in ("'", "-")


def _is_pronoun(scene: Scene, k: int) -> bool:
    """*Indonesien, das im Herbst den Gipfel ausrichtet*: no article, and no Swiss bread."""
    return scene.parsed and scene.token(scene.text.starts[k]).pos_ == "PRON"


def _names_thing(scene: Scene, k: int) -> bool:
    work = bool(scene.tags(k) & {"bearer", "work"})
    return work or scene.lexicon.things.kind_of(scene.word(k)) is not None


def _title(scene: Scene, candidate: Candidate) -> bool:
    """Know what stands in quotation marks as a title: *„Estonia“*, *«Российская газета»*."""
    i, j = candidate.i, candidate.j
    if i in scene.titles:
        return True
    if scene.word(i - 1) not in OPENING or not scene.text.glued(i) or scene.text.glued(i - 1):
        return False
    if scene.word(j) in CLOSING:
        return not scene.has("so_called", i - 2)
    adjective = candidate.sense("adjective")
    if adjective is None or not adjective.lemma[0].islower() or scene.word(i)[0].islower():
        return False
    words = [scene.word(k) for k in range(j, j + _TITLE)]
    inside = next((words[:k] for k, word in enumerate(words) if word in CLOSING), None)
    return inside is not None and all(word[:1].isalpha() for word in inside)


def _feminine(scene: Scene, candidate: Candidate) -> bool:
    """Know *die kleine Sofia*, *eine echte Havanna*: German cities are neuter."""
    if scene.lexicon.lang != "de" or candidate.sense("capital") is None or candidate.part:
        return False
    if scene.word(candidate.j) == "-" and scene.text.glued(candidate.j):
        return False
    k = candidate.i - 1
    while scene.word(k)[:1].islower() and scene.word(k).endswith("e") and scene.word(k) != "eine":
        k -= 1
    article = scene.word(k).casefold()
    return article == "eine" or (article == "die" and 0 < candidate.i - 1 - k < 3)


def _before_product(scene: Scene, candidate: Candidate) -> bool:
    """Know *Brazil nuts*, *Damascus steel*, unless somebody speaks of trade in them."""
    if scene.lexicon.lang != "en" or candidate.sense("adjective"):
        return False
    if any(sense.via == "former_name" for sense in candidate.senses):
        return False
    if scene.lexicon.things.kind_of(scene.word(candidate.j)) is None:
        return False
    return not scene.nearby("trade_word", candidate.j)


def _after_club_in_quotes(scene: Scene, candidate: Candidate) -> bool:
    """Know *«Динамо» Киев*, *„Sparta“ Prag*."""
    k = candidate.i - 1
    if candidate.sense("capital") is None or scene.word(k) not in CLOSING:
        return False
    return scene.word(k - 2) in OPENING and scene.word(k - 1)[:1].isupper()


def _with_telling_words(scene: Scene, candidate: Candidate) -> bool:
    """Know a river, a US state, a bird by the words nearby."""
    names = scene.lexicon.namesakes.get(scene.raw[candidate.start : candidate.end], ())
    return any(scene.any_of(near, candidate.i, reach) for near, reach in names)


def _of_other_state(scene: Scene, candidate: Candidate) -> bool:
    """Know a town by what follows: *Paris, Texas*, *Moscow in Idaho*, *Moskau (Thüringen)*."""
    apart = scene.word(candidate.j) in (",", "(")
    joined = apart or scene.has("in", candidate.j)
    if not joined or not scene.has("us_state_name", candidate.j + 1):
        return False
    if not apart and candidate.sense("capital") is None:
        return False  # *den Überfall auf die Ukraine in New York*
    # *Ukraine, Georgia and Moldova*, *Australia, New Zealand and Fiji* are states in a row.
    return candidate.sense("capital") is not None or not _names_state(scene, candidate.j + 1)


def _ordinary_word(scene: Scene, candidate: Candidate) -> bool:
    """Know *Того, кто подписал*, *Чад от углей*: a capital letter only since a sentence begins."""
    i = candidate.i
    if not scene.has("homograph", i) or not scene.opens_sentence(i):
        return False
    if not scene.parsed:
        return scene.word(i + 1) == "," and scene.has("relative", i + 2)
    return scene.token(candidate.start).pos_ != "PROPN"


def _names_state(scene: Scene, i: int) -> bool:
    names = ((scene.word(i),), (scene.word(i), scene.word(i + 1)))
    return any(s.kind == "name" for words in names for s in scene.lexicon.senses(*words))


_RULES: tuple[Callable[[Scene, Candidate], bool], ...] = (
    _after_name_of_its_kind,
    _before_second_name,
    _before_surname,
    _in_person,
    _street,
    _borne_by_thing,
    _explained,
    _title,
    _feminine,
    _before_product,
    _after_club_in_quotes,
    _with_telling_words,
    _of_other_state,
    _ordinary_word,
)
