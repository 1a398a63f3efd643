"""Sources named by a phrase: *laut Polizei*, *nach Angaben des Ministers*, *so der Sprecher*.

In: a `Unit`. Out: `Found` quotations whose quote is the clause around the phrase.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from depesche.statements import phrases
from depesche.statements.lexicon import NounRow
from depesche.statements.quotation import Found, tokens
from depesche.statements.units import Segment, Unit, Words

_EMPTY: frozenset[int] = frozenset()


def find(unit: Unit) -> list[Found]:
    """Return the quotations of `unit` whose source is a phrase, left to right."""
    found: list[Found] = []
    for cue, phrase in _phrases(unit):
        if found and found[-1].frame & phrase:
            continue
        quotation = _around(unit, cue, phrase)
        if quotation is not None:
            found.append(quotation)
    return found


def _phrases(unit: Unit) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
    """Yield the cue word and the tokens of who is named, for every source phrase."""
    words, settings = unit.words, unit.words.settings
    for i in unit.outside():
        word = words.lower[i]
        cue = frozenset({i})
        if marker := _marker(words, i):
            cue = tokens((i, i + marker))
            phrase = _named(unit, i + marker - 1) if marker == 1 else _marked(unit, i, marker)
        elif word in settings.source_with_noun and _source_noun(unit, i):
            phrase = _named(unit, i)
        elif word in settings.source_behind or word in settings.source_noun_behind:
            phrase = _named_before(unit, i)
        elif word in settings.markers.so:
            phrase = _so(unit, i)
        else:
            continue
        if phrase:
            yield cue, phrase


def _marked(unit: Unit, i: int, size: int) -> frozenset[int]:
    """Return the phrase behind a source marker of several words; commas bound it too."""
    words = unit.words
    begin = i + size
    if begin >= unit.stop:
        return _EMPTY
    number = unit.segment_of(begin)
    stop = unit.segments[number].end
    head = words.token(begin - 1)
    if words.parsed and head.pos_ == "NOUN":
        members = {t.i for t in head.subtree if begin <= t.i < unit.stop}
        end = begin
        while end in members:
            end += 1
        phrase = tokens((begin, end))
    else:
        phrase = phrases.behind(unit, begin - 1, unit.stop)
    if begin not in phrase and stop - begin <= 12:
        return tokens((begin, stop))
    while phrase and not words.is_word(max(phrase)):
        phrase -= {max(phrase)}
    return phrase


def _marker(words: Words, i: int) -> int:
    """Return how many words from token `i` on name a source by themselves (*according to*)."""
    for parts in words.lexicon.markers.get(words.lower[i], ()):
        if words.lower[i : i + len(parts)] == parts:
            return len(parts)
    return 0


def _named(unit: Unit, i: int) -> frozenset[int]:
    """Return the phrase behind preposition `i`; at the start of a sentence it ends at the verb."""
    words = unit.words
    leads = not any(words.is_word(j) for j in range(unit.start, i))
    if leads and words.settings.verb_second and not words.parsed:
        for j in range(i + 1, min(i + 12, unit.stop)):
            if words.is_joint(j):
                break
            if words.is_outside(j) and (words.is_finite(j) or words.subjunctive(j)):
                return tokens((i + 1, j))
    return phrases.behind(unit, i, unit.stop)


def _source_noun(unit: Unit, i: int) -> bool:
    """Tell whether the phrase behind preposition `i` is headed by a noun that names sources."""
    words = unit.words
    only = words.settings.source_only.get(words.lower[i])
    if words.parsed and words.token(i).dep_ == "case" and words.token(i).head.i > i:
        heads = [words.token(i).head.i]
    else:
        end = phrases.nominal(words, i + 1, min(i + 8, unit.stop))
        heads = [j for j in range(i + 1, end) if words.is_capital(j)][:2]
    for j in heads:
        word = words.lower[j]
        noun = words.lexicon.nouns.get(word) or _compound_noun(words, word)
        if only is not None and word in only:
            return True
        event = noun is not None and "event" in noun.uses and _determined(words, i + 1)
        if only is None and noun is not None and "source" in noun.uses and not event:
            return True
    return False


def _determined(words: Words, i: int) -> bool:
    return words.lower[i] in words.settings.nominal.determiners


def _compound_noun(words: Words, word: str) -> NounRow | None:
    """*Wetterdienstangaben*: the last part of a compound decides."""
    for size in range(5, len(word) - 2):
        noun = words.lexicon.nouns.get(word[-size:])
        if noun is not None and len(word) - size >= 3:
            return noun
    return None


def _named_before(unit: Unit, i: int) -> frozenset[int]:
    """Return the phrase before postposition `i`: *dem Minister zufolge*, *dem Vernehmen nach*."""
    words = unit.words
    if words.parsed and words.token(i).dep_ in ("case", "mark") and words.token(i).head.i < i:
        phrase = phrases.subtree(words, _outermost(words.token(i).head), unit.start, i)
        if phrase and (
            words.lower[i] in words.settings.source_behind or _has_source(words, phrase)
        ):
            return phrase
    if words.lower[i] in words.settings.source_noun_behind:
        for j in (i - 1, i - 2):
            noun = words.lexicon.nouns.get(words.lower[j]) if j >= unit.start else None
            if noun is not None and "source" in noun.uses and j == i - 1:
                return tokens((_phrase_start(unit, j), i))
        return _EMPTY
    return tokens((_phrase_start(unit, i - 1), i))


def _outermost(noun: Token) -> Token:
    """Climb from a genitive or name to the noun it hangs on: the whole phrase is the source."""
    while noun.dep_.split(":")[0] in ("nmod", "appos", "flat") and noun.head.i < noun.i:
        noun = noun.head
    return noun


def _has_source(words: Words, phrase: frozenset[int]) -> bool:
    nouns = (words.lexicon.nouns.get(words.lower[j]) for j in phrase)
    return any(noun is not None and "source" in noun.uses for noun in nouns)


def _phrase_start(unit: Unit, last: int) -> int:
    """Return where the noun phrase that ends with token `last` begins, without a parse."""
    words = unit.words
    segment = unit.segments[unit.segment_of(last)]
    for start in range(segment.start, last + 1):
        if words.lower[start] in words.settings.nominal.openers:
            continue
        if words.is_finite(start) or words.lower[start] in words.settings.nominal.prepositions:
            continue
        if phrases.nominal(words, start, last + 1) == last + 1:
            return start
    return last


def _so(unit: Unit, i: int) -> frozenset[int]:
    """*so der Minister*, set off by comma or quotation mark."""
    words, settings = unit.words, unit.words.settings
    segment = unit.segments[unit.segment_of(i)]
    first = i == segment.start or words.quote_of[i - 1] >= 0
    if not first or i == unit.start:
        return _EMPTY
    begin = i + 1
    while begin < segment.end and words.lower[begin] in settings.markers.so_adverbs:
        begin += 1
    stop = _so_end(unit, segment)
    if begin >= stop or any(words.is_finite(j) for j in range(begin, min(segment.end, stop))):
        return _EMPTY
    if words.parsed:
        inside = [t for t in words.doc[begin:stop] if t.pos_ in ("NOUN", "PROPN", "PRON")]
        if not inside:
            return _EMPTY
    end = phrases.nominal(words, begin, stop)
    if end <= begin:
        return _EMPTY
    return tokens((begin, _stretched(unit, begin, end, stop)))


def _stretched(unit: Unit, begin: int, end: int, stop: int) -> int:
    """With a parse, take what hangs on the name too (*der Sprecher im Ministerium*)."""
    words = unit.words
    if not words.parsed:
        return end
    heads = [t for t in words.doc[begin:end] if not (begin <= t.head.i < end) or t.head is t]
    for head in heads:
        phrase = phrases.subtree(words, head, begin, stop)
        if phrase and min(phrase) <= begin:
            end = max(end, max(phrase) + 1)
    return end


def _so_end(unit: Unit, segment: Segment) -> int:
    words = unit.words
    number = unit.segments.index(segment)
    stop = segment.end
    for later in unit.segments[number + 1 :]:
        if later.joint != "," or any(
            words.is_finite(j) or words.quote_of[j] >= 0 for j in range(later.start, later.end)
        ):
            break
        if not (
            words.is_capital(later.start)
            or words.lower[later.start] in words.settings.nominal.determiners
        ):
            break
        stop = later.end
    return stop


def _around(unit: Unit, cue: frozenset[int], phrase: frozenset[int]) -> Found | None:
    words = unit.words
    first, last = min(cue | phrase), max(cue | phrase)
    begin, end = _clause(unit, first)
    frame_first, frame_last = first, last
    inserted = words.lower[min(cue)] in words.settings.markers.so
    if inserted:
        if first > unit.start and words.is_joint(first - 1):
            frame_first = first - 1
        tail = next((j for j in range(last + 1, end) if words.is_joint(j)), None)
        frame_last = tail if tail is not None and tail + 1 < end else max(last, end - 1)
        if tail is None and any(words.quote_of[j] >= 0 for j in range(last + 1, end)):
            frame_last = last
    elif any(words.is_joint(j) for j in phrase) and last + 1 < end and words.is_joint(last + 1):
        frame_last = last + 1
    frame = tokens((frame_first, frame_last + 1))
    quote = tokens((begin, end)) - frame
    while quote and not words.is_word(max(quote)) and words.quote_of[max(quote)] < 0:
        quote -= {max(quote)}
    while quote and words.is_joint(min(quote)):
        quote -= {min(quote)}
    if sum(words.is_word(i) for i in quote) < 2:
        return None
    return Found("indirect", quote, phrase, cue, frame, why="the phrase names the source")


def _clause(unit: Unit, i: int) -> tuple[int, int]:
    """Return the clause around token `i`: its subordinate clause, else its sentence."""
    words, settings = unit.words, unit.words.settings
    number = unit.segment_of(i)
    first = words.lower[unit.segments[number].start]
    opens = (*settings.subordinators, *settings.conjunctions, *settings.relatives)
    begin, end = unit.start, unit.stop
    segment = unit.segments[number]
    if (
        number > 0
        and first in opens
        and segment.start < i
        and not any(words.is_finite(j) for j in range(segment.start, i))
    ):
        begin = segment.start
        for later in unit.segments[number + 1 :]:
            if words.is_finite(later.start) and not words.subjunctive(later.start):
                end = later.start - 1
                break
        return begin, end
    for j in range(begin, unit.stop):
        if words.text[j] == ";" and words.is_outside(j):
            if j < i:
                begin = j + 1
            else:
                end = min(end, j)
    return begin, end
