"""Who speaks, as a stretch of words: subjects of cues and noun phrases behind prepositions.

In: a `Unit` and a `Cue` or a token. Out: token numbers. With a parse the phrase is the subtree of
its head (Universal Dependencies v2); without, it is what determiners, capitals and genitives show.
"""

from __future__ import annotations

from spacy.tokens import Token

from depesche.statements.cues import NO_USES, Cue
from depesche.statements.quotation import tokens
from depesche.statements.units import Unit, Words

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
_LOOSE = frozenset({"punct", "mark", "cc", "case", "parataxis", "advmod"})
# Relations over which a verb shares the subject of its head.
_CLIMBED = frozenset({"aux", "aux:pass", "cop", "conj", "xcomp", "fixed"})
_EMPTY: frozenset[int] = frozenset()


def speaker(unit: Unit, cue: Cue, start: int, stop: int) -> frozenset[int]:
    """Return the tokens of who speaks in the clause `start`..`stop` of `cue`."""
    found = agent(unit, cue, start, stop) if cue.passive else subject(unit, cue, start, stop)
    if found and not _is_object(unit.words, cue, found):
        return found
    return _medium(unit, cue, start, stop) or found


def _medium(unit: Unit, cue: Cue, start: int, stop: int) -> frozenset[int]:
    """*In dem Bericht heißt es*: where it is said stands for who says it."""
    words = unit.words
    for i in range(start, stop):
        if words.lower[i] in words.settings.markers.medium and words.is_outside(i):
            phrase = behind(unit, i, stop) - cue.tokens
            from_it = words.lower[i] in words.settings.markers.origin
            if from_it or any(_can_stand(words, j) for j in phrase):
                return phrase
    return _EMPTY


def _can_stand(words: Words, i: int) -> bool:
    noun = words.lexicon.nouns.get(words.lower[i])
    return noun is not None and "stands" in noun.uses


def subject(unit: Unit, cue: Cue, start: int, stop: int) -> frozenset[int]:
    """Return the subject of a cue's verb, without impersonal pronouns."""
    found = _shared_subject(unit, cue)
    if not found and unit.words.parsed:
        found = _parsed_subject(unit, cue, start, stop)
        found = _person_behind(unit, cue, stop, found) or found
    if not found:
        found = _surface_subject(unit, cue, start, stop)
    markers = unit.words.settings.markers
    nobody = markers.impersonal | markers.anaphors
    if len(found) == 1 and unit.words.lower[min(found)] in nobody:
        return _EMPTY
    return found


def _is_object(words: Words, cue: Cue, phrase: frozenset[int]) -> bool:
    """Tell an object by the parse: *в Кремле выразили сожаление* has no subject."""
    if not words.parsed:
        return False
    verb = words.token(cue.verb)
    return any(child.dep_ == "obj" and child.i in phrase for child in verb.children)


def _shared_subject(unit: Unit, cue: Cue) -> frozenset[int]:
    """*X kam und forderte ...*: a German verb right behind *und* shares its subject."""
    words = unit.words
    before = cue.finite - 1
    if not words.settings.verb_second or before <= unit.start:
        return _EMPTY
    if words.lower[before] not in words.settings.coordinators:
        return _EMPTY
    for i in range(unit.start, before):
        if words.is_outside(i) and words.is_finite(i) and not words.subjunctive(i):
            carrier = Cue(i, i, frozenset({i}), NO_USES)
            return subject(unit, carrier, unit.start, before)
    return _EMPTY


def _person_behind(unit: Unit, cue: Cue, stop: int, found: frozenset[int]) -> frozenset[int]:
    """Of a thing before and a person right behind the verb the person speaks.

    Parsers take the first noun phrase for the subject; German news puts objects there too.
    """
    words, after = unit.words, cue.finite + 1
    if not found or max(found) > cue.finite or after >= stop:
        return _EMPTY
    if any(words.token(i).ent_type_ or words.pos(i) in ("PRON", "PROPN") for i in found):
        return _EMPTY
    if words.token(after).ent_type_ != "PER":
        return _EMPTY
    return tokens((after, _completed(words, after, after + 1, stop)))


def agent(unit: Unit, cue: Cue, start: int, stop: int) -> frozenset[int]:
    """Return who speaks in a passive: the phrase behind *von*."""
    words = unit.words
    for i in range(start, stop):
        if words.lower[i] in words.settings.markers.agent and words.is_outside(i):
            phrase = behind(unit, i, stop)
            if phrase and _names_somebody(words, phrase) and i > cue.finite:
                return phrase
    return _EMPTY


def _names_somebody(words: Words, phrase: frozenset[int]) -> bool:
    return any(words.is_capital(i) for i in phrase) and not words.text[min(phrase)][0].isdigit()


def behind(unit: Unit, preposition: int, stop: int) -> frozenset[int]:
    """Return the noun phrase that a preposition governs, without the preposition."""
    words = unit.words
    if words.parsed:
        head = words.token(preposition).head
        if words.token(preposition).dep_ == "fixed":
            head = head.head
        if words.token(preposition).dep_ in ("case", "mark", "fixed") and head.i > preposition:
            phrase = subtree(words, head, preposition + 1, stop)
            if phrase:
                return phrase
    end = nominal(words, preposition + 1, stop)
    return tokens((preposition + 1, end)) if end > preposition + 1 else _EMPTY


def subtree(words: Words, head: Token, start: int, stop: int) -> frozenset[int]:
    """Return the unbroken stretch of `head`'s subtree around it, within `start`..`stop`."""
    if not start <= head.i < stop:
        return _EMPTY
    members = {t.i for t in head.subtree if start <= t.i < stop}
    first = last = head.i
    while first - 1 in members or (
        first - 1 > start
        and words.quote_of[first - 1] >= 0
        and words.quote_of[first - 1] == words.quote_of[first]
    ):
        first -= 1
    while last + 1 in members or (
        last + 1 < stop
        and words.quote_of[last + 1] >= 0
        and words.quote_of[last + 1] == words.quote_of[last]
    ):
        last += 1
    while first < head.i and not words.is_word(first) and words.quote_of[first] < 0:
        first += 1
    while last > head.i and words.text[last] in ",;:–—-":
        last -= 1
    return tokens((first, _completed(words, first, last + 1, stop)))


def _completed(words: Words, first: int, end: int, stop: int) -> int:
    """Take in what a parse tends to cut off: the name behind a title, brackets, appositions."""
    while end < stop:
        longer = _one_more(words, first, end, stop)
        if longer == end:
            break
        end = longer
    return end


def _one_more(words: Words, first: int, end: int, stop: int) -> int:
    nominal_words = words.settings.nominal
    if words.bracket[end] and words.text[end] in "([":
        close = next((j for j in range(end, min(stop, end + 8)) if words.text[j] in ")]"), None)
        return end if close is None else close + 1
    name = words.token(end).ent_type_ == "PER" or (
        words.pos(end) == "PROPN" and words.pos(end - 1) in ("PROPN", "NOUN")
    )
    if name and words.is_outside(end) and words.pos(end - 1) in ("PROPN", "NOUN", "X"):
        return end + 1
    source = words.lexicon.nouns.get(words.lower[end - 1])
    if words.lower[end] in nominal_words.attributes and source is not None:
        return _longer(end, nominal(words, end + 1, stop))
    if words.text[end] == "," and _is_apposition(words, first, end + 1, stop):
        return next(j for j in range(end + 1, stop) if words.is_joint(j))
    return end


def _is_apposition(words: Words, first: int, start: int, stop: int) -> bool:
    """A name between commas behind a description of a person: *der Minister, Jan Voss,*."""
    if start >= stop or words.token(start).ent_type_ != "PER":
        return False
    if any(words.token(j).ent_type_ == "PER" for j in range(first, start)):
        return False
    close = next((j for j in range(start, stop) if words.is_joint(j)), None)
    return close is not None and all(
        words.token(j).ent_type_ == "PER" or words.bracket[j] for j in range(start, close)
    )


def _parsed_subject(unit: Unit, cue: Cue, start: int, stop: int) -> frozenset[int]:
    words = unit.words
    seen: set[int] = set()
    verb = words.token(cue.verb)
    for _ in range(4):
        if verb.i in seen:
            break
        seen.add(verb.i)
        for child in verb.children:
            if child.dep_ in _SUBJECTS and child.dep_ != "csubj":
                first = start if verb.i == cue.verb else unit.start
                return subtree(words, child, first, stop) - cue.tokens
        if verb.dep_ not in _CLIMBED and not (verb.dep_ == "advcl" and cue.gerund):
            break
        verb = verb.head
    return _EMPTY


def _surface_subject(unit: Unit, cue: Cue, start: int, stop: int) -> frozenset[int]:
    words = unit.words
    nominal_words = words.settings.nominal
    begin = _clause_begin(unit, cue, start)
    if _relative_subject(unit, cue, begin):
        return tokens((begin, begin + 1))
    first = begin
    while first < cue.finite and words.lower[first] in nominal_words.openers:
        first += 1
    if first < cue.finite and _can_open_subject(words, first):
        end = cue.finite
        if _subordinate(words, begin):
            end = nominal(words, first, cue.finite)
        while end > first and not words.is_word(end - 1) and words.quote_of[end - 1] < 0:
            end -= 1
        if end > first and not set(range(first, end)) & cue.tokens:
            return tokens((first, end))
    after = cue.finite + 1
    while (
        after < stop
        and (after in cue.tokens or words.lower[after] in nominal_words.openers)
        and words.lower[after] not in nominal_words.determiners
    ):
        after += 1
    end = nominal(words, after, stop)
    return tokens((after, end)) - cue.tokens if end > after else _EMPTY


def _clause_begin(unit: Unit, cue: Cue, start: int) -> int:
    """Return where the clause of a cue begins: behind a conjunction, or at `start`."""
    words = unit.words
    segment = unit.segments[unit.segment_of(cue.finite)]
    if segment.start >= start and _subordinate(words, segment.start):
        return segment.start + 1
    if segment.start >= start and words.lower[segment.start] in words.settings.coordinators:
        return segment.start + 1
    return start


def _relative_subject(unit: Unit, cue: Cue, begin: int) -> bool:
    """*der alle aufforderte, ...*: a relative pronoun with its verb at the end of its clause."""
    words = unit.words
    segment = unit.segments[unit.segment_of(cue.finite)]
    return (
        unit.start < segment.start == begin
        and words.lower[begin] in words.settings.speakers.relative
        and begin + 1 < cue.finite >= segment.end - 2
    )


def _subordinate(words: Words, i: int) -> bool:
    before = words.lower[i - 1] if i else ""
    settings = words.settings
    return any(
        word in settings.subordinators or word in settings.markers.as_
        for word in (before, words.lower[i])
    )


def _can_open_subject(words: Words, i: int) -> bool:
    nominal_words = words.settings.nominal
    word = words.lower[i]
    anaphor = word in words.settings.markers.anaphors and words.is_finite(i + 1)
    if anaphor or word in nominal_words.prepositions:
        return False
    if word in words.settings.subordinators or word in ("den", "dem"):
        return False
    opens = (*nominal_words.determiners, *nominal_words.pronouns)
    return word in opens or words.is_capital(i) or words.quote_of[i] >= 0


def nominal(words: Words, start: int, stop: int) -> int:
    """Return the end of the noun phrase that begins at `start`, without a parse."""
    if start >= stop:
        return start
    nominal_words = words.settings.nominal
    if words.lower[start] in nominal_words.pronouns and not _noun_follows(words, start + 1, stop):
        return start + 1
    end = _simple(words, start, stop)
    while start < end < stop:
        longer = _extended(words, end, stop)
        if longer == end:
            break
        end = longer
    return end


def _noun_follows(words: Words, i: int, stop: int) -> bool:
    return (
        i < stop
        and (
            words.is_capital(i)
            or words.lower[i][-2:] in ("en", "er", "es", "em")
            or words.lower[i][-1:] == "e"
        )
        and not words.is_finite(i)
    )


def _simple(words: Words, start: int, stop: int) -> int:
    """Determiners, attributes, then a run of capitals, names and numbers."""
    nominal_words = words.settings.nominal
    i = start
    if not words.settings.capital_nouns:
        return _until_stopped(words, start, stop)
    while i < stop and words.lower[i] in nominal_words.determiners:
        i += 1
    head = i
    while head < stop and head - i <= 5 and not _is_head(words, head):
        word = words.lower[head]
        if word in nominal_words.prepositions or words.is_finite(head) or words.is_joint(head):
            return i if i > start and words.lower[start] in nominal_words.pronouns else start
        head += 1
    if head >= stop or not _is_head(words, head):
        return start
    i = head
    while i < stop and (
        _is_head(words, i)
        or words.bracket[i]
        or (
            words.lower[i] in nominal_words.name_particles
            and i + 1 < stop
            and words.is_capital(i + 1)
            and words.lower[i] not in nominal_words.genitives
            and words.lower[i] not in ("den", "zu", "von")
        )
    ):
        i += 1
    return i


def _until_stopped(words: Words, start: int, stop: int) -> int:
    """Where nouns are not written with a capital, only what cannot go on a phrase ends it."""
    settings = words.settings
    stops = {
        *settings.nominal.prepositions,
        *settings.nominal.coordinators,
        *settings.conjunctions,
        *settings.relatives,
        *settings.auxiliaries.finite,
    }
    i = start
    while i < stop and words.lower[i] not in stops and not words.is_joint(i):
        if not words.is_word(i) and words.quote_of[i] < 0 and not words.bracket[i]:
            break
        i += 1
    return i


def _is_head(words: Words, i: int) -> bool:
    text = words.text[i]
    return words.quote_of[i] >= 0 or words.is_capital(i) or text[0].isdigit() or text in "&-/."


def _extended(words: Words, end: int, stop: int) -> int:
    """Return the end after a genitive, *von* phrase, coordination or apposition, or `end`."""
    nominal_words = words.settings.nominal
    word = words.lower[end]
    if word in nominal_words.genitives or word in nominal_words.attributes:
        return _longer(end, _simple(words, end + 1, stop))
    if word in nominal_words.coordinators:
        following = _simple(words, end + 1, stop)
        if following > end + 1 and not (following < stop and words.is_finite(following)):
            return following
        return end
    if words.text[end] == "," and end + 1 < stop:
        following = end + 1
        close = next((j for j in range(following, stop) if words.is_joint(j)), stop)
        starts_nominal = words.lower[following] in nominal_words.determiners or words.is_capital(
            following
        )
        if starts_nominal and not any(words.is_finite(j) for j in range(following, close)):
            return close
    return end


def _longer(end: int, candidate: int) -> int:
    return candidate if candidate > end + 1 else end
