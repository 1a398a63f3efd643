"""Indirect speech with a cue: a content clause behind, around or before a verb, noun or phrase.

In: a `Unit` and its cues. Out: `Found` quotations. The conventions on extent (content with its
conjunction, without the final stop; frame from the start of the sentence to the content) are those
of the German News Quotation Attribution data set.
"""

from __future__ import annotations

from depesche.statements import phrases
from depesche.statements.cues import NO_USES, Cue, verbs_at
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
        found.append(quotation)
        at = max(quotation.quote | quotation.frame) + 1
        if at < unit.stop and unit.words.is_joint(at):
            at += 1
    return found


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
    opened = content(unit, cue)
    for later in reversed(cues):
        if later is cue or opened is None:
            break
        better = cue.noun or not later.noun
        if better and later.start < opened and content(unit, later) == opened:
            return later
    return cue


def _behind(unit: Unit, cue: Cue, start: int) -> Found | None:
    """Content after its cue: *X sagte, dass ...*; *X forderte, ... zu ...*; *X sagte, er sei ...*."""
    if not cue.uses & {"clause", "infinitive"}:
        return None
    opened = content(unit, cue)
    if opened is None:
        return None
    end = _content_end(unit, opened, cue)
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


def content(unit: Unit, cue: Cue) -> int | None:
    """Return the first token of the content clause behind `cue`, if there is one."""
    settings = unit.words.settings
    if not cue.noun or not settings.comma_before_content:
        found = _without_comma(unit, cue)
        if found is not None or not settings.comma_before_content:
            return found
    number = unit.segment_of(cue.end - 1)
    for number_after in range(number + 1, len(unit.segments)):
        segment = unit.segments[number_after]
        if segment.joint in ";–—":
            return None
        verdict = _opens_content(unit, cue, segment, adjacent=number_after == number + 1)
        if verdict is True:
            return segment.start
        if verdict is False or cue.noun or number_after > number + 4:
            return None
    return None


def _without_comma(unit: Unit, cue: Cue) -> int | None:
    """Content that follows its cue in the same clause: *said (that) ...*, *urged X to ...*."""
    words, settings = unit.words, unit.words.settings
    limit = min(cue.end + (4 if cue.noun else 14), unit.stop)
    for i in range(cue.end, limit):
        if not words.is_outside(i):
            break
        if words.is_joint(i):
            if settings.comma_before_content or not _insertion(unit, i):
                break
            continue
        word = words.lower[i]
        if settings.comma_before_content:
            if "infinitive" in cue.uses and _infinitive_form(words, i):
                return _with_negation(words, i)
            continue
        if "clause" in cue.uses and (
            word in settings.conjunctions or (word in settings.question_words and i <= cue.end + 3)
        ):
            return i
        if "infinitive" in cue.uses and word == settings.infinitive_marker:
            if i + 1 < unit.stop and (words.pos(i) == "PART" or _bare_verb(words, i + 1)):
                return _with_negation(words, i)
    if settings.comma_before_content or cue.noun or "clause" not in cue.uses:
        return None
    return _bare_clause(unit, cue)


def _insertion(unit: Unit, comma: int) -> bool:
    """Tell whether a comma opens an insertion that closes again: *said, however, that*."""
    number = unit.segment_of(comma + 1)
    return unit.segments[number].end - unit.segments[number].start <= 6


def _infinitive_form(words: Words, i: int) -> bool:
    if words.tagged:
        return words.pos(i) in ("VERB", "AUX") and "Inf" in words.token(i).morph.get("VerbForm", [])
    return words.lower[i].endswith(words.settings.infinitive_endings)


def _with_negation(words: Words, i: int) -> int:
    return i - 1 if words.lower[i - 1] in words.settings.markers.negation else i


def _bare_verb(words: Words, i: int) -> bool:
    if words.tagged:
        return words.pos(i) in ("VERB", "AUX", "ADV")
    nominal = words.settings.nominal
    return not words.is_capital(i) and words.lower[i] not in nominal.determiners


def _bare_clause(unit: Unit, cue: Cue) -> int | None:
    """Content without a conjunction: *said the talks had failed*."""
    words = unit.words
    if words.parsed:
        for child in words.token(cue.verb).children:
            first = child.left_edge.i
            if (
                child.dep_ in ("ccomp", "parataxis")
                and first >= cue.end
                and words.is_outside(first)
            ):
                while first < unit.stop and not words.is_word(first) and words.quote_of[first] < 0:
                    first += 1
                return first if first < child.i or child.i == first else None
        if words.tagged:
            return None
    following = cue.end
    if following >= unit.stop or words.is_joint(following):
        return None
    nominal = words.settings.nominal
    opens = words.lower[following] in (*nominal.determiners, *nominal.pronouns)
    if not (opens or words.is_capital(following)):
        return None
    verbs = (i for i in range(following + 1, min(following + 12, unit.stop)))
    finite = next((i for i in verbs if words.is_joint(i) or words.is_finite(i)), None)
    return following if finite is not None and not words.is_joint(finite) else None


def _opens_content(unit: Unit, cue: Cue, segment: Segment, *, adjacent: bool) -> bool | None:
    """Tell whether `segment` opens the content of `cue`; `None`: look further, `False`: give up."""
    words, settings = unit.words, unit.words.settings
    first = words.lower[segment.start]
    second = words.lower[segment.start + 1] if segment.start + 1 < segment.end else ""
    takes_clause = "clause" in cue.uses
    if first in settings.conjunctions or (
        second in settings.conjunctions and first not in settings.markers.so
    ):
        return takes_clause
    if first in settings.coordinators and not cue.noun:
        return False
    if takes_clause and adjacent and first in settings.question_words and _verb_last(unit, segment):
        return True
    if "infinitive" in cue.uses and _infinitive(unit, segment):
        return True
    if first in settings.subordinators:
        return None
    if takes_clause and settings.verb_second:
        return _verb_second(unit, cue, segment, adjacent=adjacent)
    return None


def _verb_second(unit: Unit, cue: Cue, segment: Segment, *, adjacent: bool) -> bool | None:
    words = unit.words
    settings = words.settings
    relative = words.lower[segment.start] in settings.relatives and _verb_last(unit, segment)
    preposition = words.lower[segment.start] in settings.nominal.prepositions
    pronoun_next = segment.start + 1 < segment.end and (
        words.lower[segment.start + 1] in settings.relatives
    )
    if relative or (preposition and pronoun_next and _verb_last(unit, segment)):
        return None
    for i in range(segment.start, segment.end):
        if words.is_outside(i) and words.subjunctive(i):
            return True
    if segment.joint == ":" or cue.noun:
        return None
    ends_here = segment.start - 1 == cue.end or not _words_between(words, cue, segment)
    if adjacent and _has_finite(words, segment) and (ends_here or _is_saying(unit, cue)):
        opens = _first_verb(words, segment)
        if opens is not None and opens == segment.start:
            return False if verbs_at(words, opens) else None
        return True
    if not _has_finite(words, segment) and _subjunctive_follows(unit, segment):
        return True if adjacent and not _apposition(unit, segment) else None
    return None


def _apposition(unit: Unit, segment: Segment) -> bool:
    return not any(
        unit.words.lower[i] in unit.words.settings.nominal.prepositions
        for i in range(segment.start, min(segment.start + 1, segment.end))
    )


def _subjunctive_follows(unit: Unit, segment: Segment) -> bool:
    number = unit.segments.index(segment)
    for later in unit.segments[number + 1 : number + 3]:
        if any(unit.words.subjunctive(i) for i in range(later.start, later.end)):
            return True
    return False


def _words_between(words: Words, cue: Cue, segment: Segment) -> bool:
    return any(words.is_word(i) for i in range(cue.end, segment.start))


def _is_saying(unit: Unit, cue: Cue) -> bool:
    return "quote" not in cue.uses and not any(u.startswith("report") for u in cue.uses)


def _has_finite(words: Words, segment: Segment) -> bool:
    return _first_verb(words, segment) is not None


def _first_verb(words: Words, segment: Segment) -> int | None:
    for i in range(segment.start, segment.end):
        if not words.bracket[i] and (words.is_finite(i) or words.subjunctive(i)):
            return i
    return None


def _verb_last(unit: Unit, segment: Segment) -> bool:
    words = unit.words
    last = segment.end - 1
    while last > segment.start and not words.is_word(last):
        last -= 1
    if words.is_finite(last) or words.subjunctive(last):
        return _first_verb(words, segment) == last or not words.settings.verb_second
    # The verb of a clause that is itself interrupted stands at the end of a later segment.
    return not _has_finite(words, segment)


def _infinitive(unit: Unit, segment: Segment) -> bool:
    """Tell whether a zu-infinitive clause begins with `segment`."""
    words, settings = unit.words, unit.words.settings
    if words.lower[segment.start] in (*settings.not_content_infinitive, *settings.relatives) and (
        words.lower[segment.start] in settings.not_content_infinitive
        or (_verb_last(unit, segment) and _has_finite(words, segment))
    ):
        return False
    if _has_finite_outside_infinitive(words, segment):
        return False
    number = unit.segments.index(segment)
    for later in unit.segments[number : number + 3]:
        for i in range(later.start, later.end):
            if words.is_outside(i) and _is_zu_infinitive(words, i, later.end):
                return True
        if words.lower[later.start] not in settings.relatives and later is not segment:
            break
    return False


def _has_finite_outside_infinitive(words: Words, segment: Segment) -> bool:
    for i in range(segment.start, segment.end):
        if words.lower[i] == words.settings.infinitive_marker:
            return False
        if (
            words.is_outside(i)
            and words.is_finite(i)
            and not _is_zu_infinitive(words, i - 1, segment.end)
        ):
            if not words.tagged and "infinitive" in words.lexicon.form_kinds(words.lower[i]):
                continue
            return True
    return False


def _is_zu_infinitive(words: Words, i: int, end: int) -> bool:
    """*zu gehen*, *anzunehmen*: the marker with a verb behind or inside the verb."""
    marker = words.settings.infinitive_marker
    if not marker:
        return False
    word = words.lower[i]
    if word == marker and i + 1 < end and words.lower[i + 1].endswith("n"):
        return not words.is_capital(i + 1)
    for prefix in words.settings.auxiliaries.verb_prefixes:
        if word.startswith(prefix + marker) and word.endswith("n") and not words.is_capital(i):
            return len(word) > len(prefix + marker) + 3
    return False


def _content_end(unit: Unit, opened: int, cue: Cue) -> int:
    """Return the end of the content: the end of the sentence, or where a new cue takes over."""
    words, settings = unit.words, unit.words.settings
    for i in range(opened + 1, unit.stop - 1):
        if not words.is_outside(i):
            continue
        if words.text[i] == ";" or (words.text[i] == ":" and words.quote_of[i + 1] >= 0):
            return i
        coordinated = words.lower[i] in settings.coordinators
        if coordinated and verbs_at(words, i + 1) and not words.subjunctive(i + 1):
            if not _coordinated_inside(unit, opened, i):
                return i - 1 if words.is_joint(i - 1) else i
    if cue.noun:
        return _noun_content_end(unit, opened)
    return unit.stop


def _coordinated_inside(unit: Unit, opened: int, i: int) -> bool:
    """*..., dass er kam und sagte*: in a subordinate clause the verb stands last, not here."""
    words = unit.words
    segment = unit.segments[unit.segment_of(i)]
    last = max(segment.start, segment.end - 1)
    return i + 1 == last and words.lower[opened] in words.settings.conjunctions


def _noun_content_end(unit: Unit, opened: int) -> int:
    """A noun's content ends where its sentence goes on with its finite verb."""
    words = unit.words
    first = unit.segment_of(opened)
    for segment in unit.segments[first + 1 :]:
        verb_first = words.is_finite(segment.start) and not words.subjunctive(segment.start)
        if verb_first:
            return segment.start - 1
    return unit.stop


def _frame_start(unit: Unit, cue: Cue, start: int) -> int:
    """The frame is the sentence before the content; a new main clause with a subject opens its own."""
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
    if cue.noun or "clause" not in cue.uses:
        return None
    number = unit.segment_of(cue.finite)
    segment = unit.segments[number]
    words = unit.words
    if segment.start <= start:
        return _ahead(unit, cue, number)
    if not _opens_inquit(unit, cue, segment):
        return None
    before = segment.start - 1 if words.is_joint(segment.start - 1) else segment.start
    if not any(words.is_word(i) for i in range(start, before)):
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
    stop = _inquit_end(unit, number)
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
    first = next((i for i in range(segment.start, segment.end) if words.is_finite(i)), None)
    first_word = words.lower[segment.start]
    settings = words.settings
    if first_word in (*settings.coordinators, *settings.subordinators, *settings.relatives):
        return first_word in settings.markers.as_
    content = any(words.is_finite(i) for i in range(unit.start, segment.start))
    quoted = any(words.quote_of[i] >= 0 for i in range(cue.end, segment.end))
    return first == cue.finite and content and not quoted


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
        if child.dep_ in wanted and child.lower_ not in words.settings.markers.reflexives:
            if not any(c.dep_ == "case" for c in child.children):
                return phrases.subtree(words, child, start, stop)
    return _EMPTY
