"""Indirect speech with a cue: a content clause behind, around or before a verb, noun or phrase.

In: a `Unit` and its cues. Out: `Found` quotations. The conventions on extent (content with its
conjunction, without the final stop; frame from the start of the sentence to the content) are those
of the German News Quotation Attribution data set.
"""

from __future__ import annotations

from dataclasses import replace

from depesche.statements import content, phrases
from depesche.statements.cues import NO_USES, Cue
from depesche.statements.quotation import Found, tokens
from depesche.statements.units import Segment, Unit, Words

_EMPTY: frozenset[int] = frozenset()


def find(unit: Unit, cues: list[Cue]) -> list[Found]:
    """Return the indirect quotations of `unit`, left to right."""
    found: list[Found] = []
    at = unit.start
    for cue in cues:
        if cue.start < at:
            continue
        quotation = _behind(unit, _nearest(unit, cue, cues), at) or _before(unit, cue, at)
        if quotation is None:
            continue
        found = [_without(earlier, quotation) for earlier in found]
        found.append(quotation)
        at = max(quotation.quote if cue.noun else quotation.quote | quotation.frame) + 1
        if at < unit.stop and unit.words.is_joint(at):
            at += 1
    return found


def _without(earlier: Found, later: Found) -> Found:
    """The frame of a noun's content ends where the next statement begins."""
    first = min(later.frame | later.quote)
    if not earlier.frame or max(earlier.frame) < first:
        return earlier
    return replace(earlier, frame=frozenset(i for i in earlier.frame if i < first))


def relative(unit: Unit) -> list[Found]:
    """Return content behind *wonach*: *Berichte, wonach ...*; the phrase before it speaks."""
    words, found = unit.words, []
    for number, segment in enumerate(unit.segments):
        i = segment.start
        if number == 0 or words.lower[i] not in words.settings.content_relatives:
            continue
        stop = next(
            (
                later.start - 1
                for later in unit.segments[number + 1 :]
                if words.is_finite(later.start) and not words.subjunctive(later.start)
            ),
            unit.stop,
        )
        if stop <= i + 2:
            continue
        found.append(
            Found(
                "indirect",
                tokens((i + 1, stop)),
                _antecedent(unit, i - 1),
                frozenset({i}),
                tokens((unit.start, i + 1)) | (tokens((stop, unit.stop))),
                why="a relative clause gives the content",
            )
        )
    return found


def _antecedent(unit: Unit, comma: int) -> frozenset[int]:
    """Return the phrase of the last noun before `comma` that can hold content."""
    words = unit.words
    for i in range(comma - 1, unit.start - 1, -1):
        noun = words.lexicon.nouns.get(words.lower[i])
        if noun is None or not words.is_outside(i):
            continue
        if words.parsed:
            return phrases.subtree(words, words.token(i), unit.start, comma)
        return tokens((i, phrases.nominal(words, i, comma)))
    return _EMPTY


def _nearest(unit: Unit, cue: Cue, cues: list[Cue]) -> Cue:
    """Of several cues before the same content the last one introduces it."""
    opened = content.start(unit, cue)
    for later in reversed(cues):
        if later is cue or opened is None:
            break
        better = cue.noun or not later.noun
        if better and later.start < opened and content.start(unit, later) == opened:
            return later
    return cue


def _behind(unit: Unit, cue: Cue, start: int) -> Found | None:
    """Content after its cue: *X sagte, dass ...*; *X sagte, er sei ...*."""
    if not cue.uses & {"clause", "infinitive", "quote"}:
        return None
    opened = content.start(unit, cue)
    if opened is None:
        return None
    end = content.end(unit, opened, cue)
    if end <= opened:
        return None
    frame_start = _frame_start(unit, cue, start)
    frame = tokens((frame_start, opened))
    if cue.noun and end < unit.stop:
        frame |= tokens((end, unit.closed))
    if cue.noun:
        speaker, cue_tokens = _noun_roles(unit, cue, frame_start, opened)
    else:
        speaker, cue_tokens = phrases.speaker(unit, cue, frame_start, opened), cue.tokens
    return Found(
        "indirect",
        tokens((opened, end)),
        speaker,
        cue_tokens,
        frame,
        _addressee(unit, cue, frame_start, opened, speaker),
        why="content clause behind its cue",
    )


def _frame_start(unit: Unit, cue: Cue, start: int) -> int:
    """The frame is the sentence before the content, from its last semicolon on."""
    words = unit.words
    for i in range(cue.start, start, -1):
        if words.text[i] == ";" and words.is_outside(i):
            return i + 1
    return start


def _noun_roles(
    unit: Unit, cue: Cue, start: int, stop: int
) -> tuple[frozenset[int], frozenset[int]]:
    """Return speaker and cue of content that hangs on a noun.

    *die Forderung des Ministers, ...*: the whole phrase speaks. *X bestätigte den Verdacht, ...*:
    the subject speaks, and verb and noun are the cue. *trotz der Warnung, ...*: nobody is named.
    """
    words, settings = unit.words, unit.words.settings
    first, after = min(cue.tokens), cue.verb + 1
    if after < stop and words.lower[after] in (
        *settings.nominal.genitives,
        *settings.nominal.attributes,
    ):
        if words.parsed:
            phrase = phrases.subtree(words, words.token(cue.verb), first, stop)
        else:
            phrase = tokens((first, phrases.nominal(words, after + 1, stop)))
        return phrase | tokens((first, after)), cue.tokens
    if first > start and words.lower[first - 1] in settings.nominal.prepositions:
        return _EMPTY, cue.tokens
    for i in range(start, stop):
        if words.is_outside(i) and words.is_finite(i):
            carrier = Cue(i, i, frozenset({i}), NO_USES)
            subject = phrases.subject(unit, carrier, start, stop)
            if cue.verb in subject:
                return subject, _EMPTY
            return subject, cue.tokens | {i}
    return _EMPTY, cue.tokens


def _before(unit: Unit, cue: Cue, start: int) -> Found | None:
    """Content before or around its cue: *..., sagte X*; *..., wie X mitteilte*."""
    if cue.noun or not cue.uses & {"clause", "quote"}:
        return None
    number = _as_clause(unit, unit.segment_of(cue.finite))
    segment = unit.segments[number]
    words = unit.words
    if segment.start <= start:
        return _ahead(unit, cue, number)
    before = segment.start - 1 if words.is_joint(segment.start - 1) else segment.start
    if not _opens_inquit(unit, cue, segment) or not _is_said(unit, cue, start, before):
        return None
    stop = _inquit_end(unit, number)
    after = tokens((stop + 1, unit.stop)) if stop < unit.stop else _EMPTY
    frame_end = stop + 1 if after else stop
    speaker = phrases.speaker(unit, cue, segment.start, stop)
    return Found(
        "indirect",
        tokens((start, before)) | after,
        speaker,
        _with_marker(words, cue, segment),
        tokens((before, frame_end)),
        _addressee(unit, cue, segment.start, stop, speaker),
        why="content before its cue",
    )


def _is_said(unit: Unit, cue: Cue, start: int, stop: int) -> bool:
    """Tell whether what stands before an inquit can be its content."""
    words = unit.words
    inverted = words.is_finite(cue.finite) and cue.finite == stop + words.is_joint(stop)
    if "clause" not in cue.uses and not inverted:
        return False
    if not any(words.is_word(i) for i in range(start, stop)):
        return False
    if inverted and (_has_subject_in(words, cue, start, stop) or _shares_subject(words, cue, stop)):
        return False
    return not inverted or _has_main_clause(unit, start, stop)


def _has_subject_in(words: Words, cue: Cue, start: int, stop: int) -> bool:
    """*The UK, which left in 2020, announced measures*: the subject comes first."""
    if not words.parsed:
        return False
    first, last = words.token(start).i, words.token(stop - 1).i
    return any(
        child.dep_.partition(":")[0] == "nsubj" and first <= child.i <= last
        for child in words.token(cue.verb).children
    )


def _shares_subject(words: Words, cue: Cue, stop: int) -> bool:
    """*Der Minister lobte das Abkommen, warnte aber vor Eile*: a second deed, no inquit."""
    if not words.parsed:
        return False
    verb, last = words.token(cue.verb), words.token(stop - 1).i
    own = any(child.dep_.partition(":")[0] in ("nsubj", "csubj") for child in verb.children)
    return verb.dep_ == "conj" and verb.head.i <= last and not own


def _as_clause(unit: Unit, number: int) -> int:
    """Return the segment that opens a clause with *wie* which an apposition interrupts."""
    for earlier in range(number - 1, max(-1, number - 4), -1):
        segment = unit.segments[earlier]
        if content.first_verb(unit.words, segment) is not None:
            break
        if unit.words.lower[segment.start] in unit.words.settings.markers.as_:
            return earlier
    return number


def _has_main_clause(unit: Unit, start: int, stop: int) -> bool:
    """Tell content from a subject with its apposition: *Der Minister, Jan Voss, warnte ...*.

    Behind a subordinate clause a main clause begins with its verb.
    """
    inside = [s for s in unit.segments if start <= s.start and s.end <= stop]
    verbs = [(s, content.first_verb(unit.words, s)) for s in inside]
    if inside and content.is_subordinate(unit, inside[0]):
        return any(verb == segment.start for segment, verb in verbs)
    return any(
        verb is not None and not content.is_subordinate(unit, segment) for segment, verb in verbs
    )


def _with_marker(words: Words, cue: Cue, segment: Segment) -> frozenset[int]:
    """*so* and *wie* before the verb belong to the cue."""
    markers = words.settings.markers
    marked = words.lower[segment.start] in (*markers.so, *markers.as_)
    return cue.tokens | {segment.start} if marked else cue.tokens


def _ahead(unit: Unit, cue: Cue, number: int) -> Found | None:
    """*Wie X mitteilte, ...*: the sentence goes on behind its source."""
    words = unit.words
    segment = unit.segments[number]
    if words.lower[segment.start] not in words.settings.markers.as_:
        return None
    if _asks_how(words, segment):
        return None
    stop = _inquit_end(unit, number)
    if stop >= unit.stop:
        stop = segment.end
    if stop >= unit.stop or words.subjunctive(cue.finite):
        return None
    speaker = phrases.speaker(unit, cue, segment.start, stop)
    return Found(
        "indirect",
        tokens((stop + 1, unit.stop)),
        speaker,
        cue.tokens | {segment.start},
        tokens((segment.start, stop + 1)),
        why="content behind the clause that names its source",
    )


def _asks_how(words: Words, segment: Segment) -> bool:
    """*Wie ernst das gemeint ist, bleibt offen*: *wie* with a degree is a question."""
    degree, after = segment.start + 1, segment.start + 2
    return (
        after < segment.end
        and words.pos(degree) in ("ADJ", "ADV")
        and words.pos(after) in ("DET", "PRON", "VERB", "AUX")
    )


def _opens_inquit(unit: Unit, cue: Cue, segment: Segment) -> bool:
    """*sagte X*, *so sagte X*, *wie X sagte*, *das sagte X* behind the content."""
    words, markers = unit.words, unit.words.settings.markers
    first = segment.start
    if cue.finite == first:
        return True
    if not words.settings.verb_second and words.settings.comma_before_content is False:
        return _subject_then_verb(unit, cue, segment)
    if words.lower[first] in (*markers.so, *markers.anaphors) and cue.finite <= first + 2:
        return True
    return words.lower[first] in markers.as_ and not words.subjunctive(cue.finite)


def _subject_then_verb(unit: Unit, cue: Cue, segment: Segment) -> bool:
    """*..., the minister said.*: the first verb of a last clause that has no content of its own."""
    words = unit.words
    if content.is_relative(words, cue.verb):
        return False
    first = next((i for i in range(segment.start, segment.end) if words.is_finite(i)), None)
    first_word = words.lower[segment.start]
    settings = words.settings
    if first_word in (*settings.coordinators, *settings.subordinators, *settings.relatives):
        return first_word in settings.markers.as_
    said = any(words.is_finite(i) for i in range(unit.start, segment.start))
    quoted = any(words.quote_of[i] >= 0 for i in range(cue.end, segment.end))
    return first == cue.finite and said and not quoted


def _inquit_end(unit: Unit, number: int) -> int:
    """An inserted cue ends at the next comma behind which the content goes on."""
    words = unit.words
    for later in unit.segments[number + 1 :]:
        nominal = words.is_capital(later.start) or (
            words.lower[later.start] in words.settings.nominal.determiners
        )
        has_verb = any(words.is_finite(i) for i in range(later.start, later.end))
        relative = words.lower[later.start] in words.settings.relatives
        if has_verb and not relative:
            return later.start - 1
        if not nominal and not relative and words.is_finite(later.start):
            return later.start - 1
    return unit.stop


def _addressee(
    unit: Unit, cue: Cue, start: int, stop: int, speaker: frozenset[int]
) -> frozenset[int]:
    """Return who is spoken to: an object, *gegenüber X*, the subject of *X wurde aufgefordert*."""
    words, markers = unit.words, unit.words.settings.markers
    if cue.passive:
        return phrases.subject(unit, cue, start, stop) if "passive" in cue.uses else _EMPTY
    for i in range(start, stop):
        if words.lower[i] in markers.addressee and words.is_outside(i) and i not in speaker:
            return phrases.behind(unit, i, stop) - speaker
    if not cue.uses & {"dative", "passive"}:
        return _EMPTY
    if words.settings.comma_before_content:
        return _object(unit, cue, start, stop) - speaker
    end = phrases.nominal(words, cue.end, stop)
    return tokens((cue.end, end)) - speaker if end > cue.end else _EMPTY


def _object(unit: Unit, cue: Cue, start: int, stop: int) -> frozenset[int]:
    """Return the dative object, or any object of verbs of asking, as the parse has it."""
    words = unit.words
    wanted = {"iobj", "obl:arg"} | ({"obj"} if "passive" in cue.uses else set())
    if not words.parsed:
        return _EMPTY
    for child in words.token(cue.verb).children:
        reflexive = child.lower_ in words.settings.markers.reflexives
        cased = any(c.dep_ == "case" for c in child.children)
        if child.dep_ in wanted and not reflexive and not cased:
            return phrases.subtree(words, child, start, stop)
    return _EMPTY
