"""Direct speech: quotation marks, the words that introduce them, and quoted parts of sentences.

In: a `Unit`, its cues. Out: `Found` quotations, marks included. Titles, names and scare quotes
stand in marks too; only what a cue introduces, or what stands as a sentence of its own, is speech.
"""

from __future__ import annotations

from depesche.statements import content, phrases
from depesche.statements.cues import NO_USES, Cue
from depesche.statements.quotation import Found, tokens
from depesche.statements.units import Unit, Words

_EMPTY: frozenset[int] = frozenset()
_SHORT = 4


def inside(words: Words, number: int) -> range:
    """Return the tokens of quotation `number` with its marks."""
    first, end = words.quote_ranges[number]
    return range(first, end)


def is_sentence(words: Words, number: int) -> bool:
    """Tell whether a quotation is a sentence: capital first, final punctuation or many words."""
    q = words.quoted[number]
    text = words.raw[q.inner_start : q.inner_end].strip()
    if not text[:1].isupper() and text[:1] not in "([…":
        return False
    # English puts a comma for the full stop: “It is over,” she said.
    if text[-1:] in ".!?…," and len(text.split()) > 1:
        return True
    return len(text.split()) >= _SHORT and _has_verb(words, number)


def _has_verb(words: Words, number: int) -> bool:
    return any(
        words.is_finite(i) or words.subjunctive(i)
        for i in inside(words, number)
        if words.is_word(i)
    )


def is_literal(words: Words, number: int) -> bool:
    """Tell whether a quoted part of a sentence is somebody's words rather than a name or title."""
    q = words.quoted[number]
    said = words.raw[q.inner_start : q.inner_end].split()
    if not said:
        return False
    lower = sum(t[:1].islower() for t in said)
    if said[0][:1].islower():
        return True
    before = inside(words, number).start - 1
    if before >= 0 and words.is_capital(before) and not words.token(before).is_sent_start:
        return _has_verb(words, number) and lower >= 2
    return lower >= 2 or (len(said) >= 3 and _has_verb(words, number))


def _after_noun(words: Words, start: int) -> bool:
    """Tell whether a name in marks follows what it names (*der Zeitung „Bild“*)."""
    return start > 0 and words.is_capital(start - 1) and words.is_word(start - 1)


def find(unit: Unit, cues: list[Cue], previous: Found | None) -> list[Found]:
    """Return the direct quotations of a unit that a frame introduces, in text order."""
    found: list[Found] = []
    for number in unit.quotes:
        quotation = (
            _colon(unit, number, cues)
            or _inquit(unit, number, cues)
            or _continued(unit, number, found)
            or _alone(unit, number, previous)
        )
        if quotation is not None:
            found.append(quotation)
    return found


def _colon(unit: Unit, number: int, cues: list[Cue]) -> Found | None:
    """*X sagte: „...“*, and names with a colon alone."""
    words = unit.words
    span = inside(words, number)
    before = span.start - 1
    if before < unit.start or words.text[before] != ":":
        return None
    start = _frame_start(unit, before)
    if not any(words.is_word(i) for i in range(start, before)):
        return None
    introducing = [c for c in cues if start <= c.verb < before and not _is_aside(unit, c)]
    if not introducing and not is_sentence(words, number):
        return None
    cue = _best(introducing)
    return Found(
        "direct",
        tokens((span.start, span.stop)),
        phrases.speaker(unit, cue, start, before + 1)
        if cue is not None
        else _bare_speaker(unit, start, before + 1),
        cue.tokens if cue is not None else _EMPTY,
        tokens((start, before + 1)),
        why="behind a colon",
    )


def _frame_start(unit: Unit, before: int) -> int:
    """A frame before its quotation begins with the sentence, or behind an earlier quotation."""
    words = unit.words
    start = unit.start
    for i in range(before - 1, unit.start, -1):
        if words.quote_of[i] >= 0 and is_sentence(words, words.quote_of[i]):
            return i + 1
        if words.is_final(i) and words.is_outside(i):
            return i + 1
    return start


def _is_aside(unit: Unit, cue: Cue) -> bool:
    """Tell whether a cue stands in a relative clause inside the frame (*X, der ..., sagte:*)."""
    segment = unit.segments[unit.segment_of(cue.finite)]
    inner = segment.joint == "," and content.is_subordinate(unit, segment)
    return inner and segment is not unit.segments[-1]


def _best(cues: list[Cue]) -> Cue | None:
    """The last verb before a quotation introduces it; a noun only where there is no verb."""
    verbs = [c for c in cues if not c.noun]
    if verbs:
        return verbs[-1]
    return cues[-1] if cues else None


def _bare_speaker(unit: Unit, start: int, stop: int) -> frozenset[int]:
    """Without a cue, the subject of the frame, or the name alone (*Holm: „...“*)."""
    words = unit.words
    for i in range(start, stop):
        carrier = Cue(i, i, frozenset({i}), NO_USES)
        if words.is_outside(i) and words.is_finite(i) and not _is_aside(unit, carrier):
            return phrases.subject(unit, carrier, start, stop)
    end = stop
    while end > start and not words.is_word(end - 1):
        end -= 1
    return tokens((start, end)) if end - start <= 15 else _EMPTY


def _inquit(unit: Unit, number: int, cues: list[Cue]) -> Found | None:
    """*„...“, sagte X*; *„...“, so X*: the frame follows its quotation."""
    words = unit.words
    span = inside(words, number)
    after = span.stop
    while after < unit.stop and words.text[after] in ",–—-":
        after += 1
    if after >= unit.stop or words.quote_of[after] >= 0:
        return None
    if not is_sentence(words, number) and _has_words_before(unit, span.start):
        return None
    frame_first = span.stop
    stop = next((i for i in range(after, unit.stop) if words.quote_of[i] >= 0), unit.stop)
    markers = words.settings.markers
    for cue in cues:
        if cue.noun or not after <= cue.finite < stop:
            continue
        direct = cue.finite == after or (
            words.lower[after] in (*markers.so, *markers.as_, *markers.anaphors)
            and cue.finite < after + 12
        )
        inverted = _subject_first(words, after, cue) and is_sentence(words, number)
        if not (direct or inverted):
            break
        end = _inquit_end(unit, after, stop)
        speaker = phrases.speaker(unit, cue, after, end)
        frame = tokens((frame_first, end))
        return Found(
            "direct",
            tokens((span.start, span.stop)),
            speaker,
            cue.tokens,
            frame,
            why="before its cue",
        )
    if words.lower[after] in markers.so:
        return _so(unit, number, after, stop)
    return None


def _has_words_before(unit: Unit, first: int) -> bool:
    """Tell whether the reporter's words in the same clause lead to the quotation."""
    words = unit.words
    for i in range(first - 1, unit.start - 1, -1):
        if words.quote_of[i] >= 0 or words.text[i] == ":":
            return False
        if words.is_word(i):
            return True
    return False


def _subject_first(words: Words, after: int, cue: Cue) -> bool:
    """*“...,” the minister said.* (English order)."""
    return not words.settings.verb_second and cue.finite - after <= 12


def _inquit_end(unit: Unit, after: int, stop: int) -> int:
    """The frame ends with its sentence or before the quotation goes on."""
    words = unit.words
    for i in range(after, stop):
        if words.is_final(i) and words.is_outside(i):
            return i
        if words.text[i] == ":" and words.is_outside(i):
            return i + 1
    return stop


def _so(unit: Unit, number: int, after: int, stop: int) -> Found | None:
    words = unit.words
    begin = after + 1
    while begin < stop and words.lower[begin] in words.settings.markers.so_adverbs:
        begin += 1
    end = _inquit_end(unit, after, stop)
    last = phrases.nominal(words, begin, end)
    if last <= begin:
        return None
    span = inside(words, number)
    return Found(
        "direct",
        tokens((span.start, span.stop)),
        tokens((begin, last)),
        frozenset({after}),
        tokens((span.stop, end)),
        why="before its cue",
    )


def _continued(unit: Unit, number: int, found: list[Found]) -> Found | None:
    """The second half of *„...“, sagte X, „...“* shares cue and frame with the first."""
    words = unit.words
    span = inside(words, number)
    if not found:
        return None
    last = found[-1]
    end = max(last.quote | last.frame) + 1
    between = [i for i in range(end, span.start) if words.is_word(i)]
    if between or not last.frame:
        return None
    if min(last.frame) < min(last.quote) and not is_sentence(words, number):
        return None
    return Found(
        "direct",
        tokens((span.start, span.stop)),
        last.speaker,
        last.cue,
        last.frame,
        last.addressee,
        why="goes on with the quotation before",
    )


def _alone(unit: Unit, number: int, previous: Found | None) -> Found | None:
    """A quotation that is its unit: speech of whoever spoke last."""
    words = unit.words
    span = inside(words, number)
    others = [i for i in range(unit.start, unit.end) if i not in span and words.is_word(i)]
    if others or not is_sentence(words, number):
        return None
    if previous is None:
        return Found("direct", tokens((span.start, span.stop)), why="a quoted sentence")
    return Found(
        "direct",
        tokens((span.start, span.stop)),
        previous.speaker,
        previous.cue,
        previous.frame,
        previous.addressee,
        why="goes on with the statement before",
    )


def parts(unit: Unit, found: list[Found], taken: set[int]) -> list[Found]:
    """Return words quoted literally inside other quotations, with these quotations' roles."""
    words = unit.words
    nested = []
    for number in unit.quotes:
        span = inside(words, number)
        if number in taken or not is_literal(words, number):
            continue
        for outer in found:
            if outer.kind not in ("direct", "reported") and span.start in outer.quote:
                nested.append(
                    Found(
                        "direct",
                        tokens((span.start, span.stop)),
                        outer.speaker,
                        outer.cue,
                        outer.frame,
                        outer.addressee,
                        nested=True,
                        why="quoted words in reported speech",
                    )
                )
                break
    return nested


def embedded(unit: Unit, cues: list[Cue], taken: set[int], told: frozenset[int]) -> list[Found]:
    """Return quoted words in a clause of reporting: *X kritisierte den Plan als „Unsinn“*.

    `taken` are quotations already accounted for, `told` tokens of indirect speech.
    """
    words = unit.words
    found = []
    verbs = [c for c in cues if not c.noun and not c.tokens & told]
    for number in unit.quotes:
        span = inside(words, number)
        if number in taken or span.start in told or not verbs:
            continue
        before = [c for c in verbs if c.finite < span.start] or verbs
        cue = before[-1]
        labelled = "label" in cue.uses and not _after_noun(words, span.start)
        if not (labelled or is_literal(words, number) or is_sentence(words, number)):
            continue
        whole = tokens((span.start, span.stop))
        frame = tokens((unit.start, span.start))
        if any(words.is_word(i) for i in range(span.stop, unit.stop)):
            frame |= tokens((span.stop, unit.stop))
        speaker = phrases.speaker(unit, cue, unit.start, unit.stop) - whole
        why = "quoted words in a clause of reporting"
        found.append(Found("direct", whole, speaker, cue.tokens, frame - told, why=why))
    return found
