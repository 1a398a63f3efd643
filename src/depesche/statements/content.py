"""Where the content of an indirect statement begins and ends.

In: a `Unit` and a `Cue`. Out: token numbers. German and Russian open content behind a comma, with
a conjunction, a question word, an infinitive or (German) a main clause in Konjunktiv; English
opens it with *that*, an infinitive or nothing.
"""

from __future__ import annotations

from depesche.statements.cues import Cue, verbs_at
from depesche.statements.units import Segment, Unit, Words


def start(unit: Unit, cue: Cue) -> int | None:
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
            (word in settings.conjunctions and not _is_relative_pronoun(words, i))
            or (word in settings.question_words and i <= cue.end + 3)
        ):
            return i
        if "infinitive" in cue.uses and _is_marked_infinitive(unit, i):
            return _with_negation(words, i)
    if settings.comma_before_content or cue.noun or "clause" not in cue.uses:
        return None
    return _bare_clause(unit, cue)


def _is_relative_pronoun(words: Words, i: int) -> bool:
    """Tell the *that* of *support a region that is free* from the conjunction."""
    return words.parsed and words.pos(i) == "PRON" and words.token(i).dep_ != "mark"


def _is_marked_infinitive(unit: Unit, i: int) -> bool:
    """Tell the *to* of an infinitive from the preposition."""
    words = unit.words
    if words.lower[i] != words.settings.infinitive_marker or i + 1 >= unit.stop:
        return False
    return words.pos(i) == "PART" or _bare_verb(words, i + 1)


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
            if first < cue.end <= child.i and is_relative(words, cue.verb):
                return next(t.i for t in child.subtree if t.i >= cue.end)
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


def is_relative(words: Words, verb: int) -> bool:
    """Tell whether `verb` heads a relative clause: *a group that Kenya says has disarmed*."""
    return words.parsed and words.token(verb).dep_ in ("acl", "acl:relcl")


def _opens_content(unit: Unit, cue: Cue, segment: Segment, *, adjacent: bool) -> bool | None:
    """Tell whether `segment` opens the content of `cue`; `None`: look further, `False`: give up."""
    words, settings = unit.words, unit.words.settings
    first, second = _first_words(words, segment)
    if first in settings.conjunctions or (
        second in settings.conjunctions and first not in settings.markers.so
    ):
        return "clause" in cue.uses
    if first in settings.coordinators and not cue.noun:
        return False
    if "infinitive" in cue.uses and _infinitive(unit, segment):
        return True
    if "clause" not in cue.uses:
        exclaimed = "quote" in cue.uses and segment.joint == ":"
        return True if exclaimed and _in_subjunctive(words, segment) else None
    if adjacent and first in settings.question_words and _verb_last(unit, segment):
        return True if not cue.noun else None
    return _verb_second(unit, cue, segment, adjacent=adjacent) if settings.verb_second else None


def _first_words(words: Words, segment: Segment) -> tuple[str, str]:
    second = words.lower[segment.start + 1] if segment.start + 1 < segment.end else ""
    return words.lower[segment.start], second


def _verb_second(unit: Unit, cue: Cue, segment: Segment, *, adjacent: bool) -> bool | None:
    """Content as a main clause: *X sagte, er komme*; its mood or its place shows it."""
    words = unit.words
    verb = first_verb(words, segment)
    cue_ends_clause = adjacent and not any(words.is_word(i) for i in range(cue.end, segment.start))
    if is_subordinate(unit, segment):
        opens = cue_ends_clause and _subjunctive_follows(unit, segment)
    elif verb == segment.start:
        return False if adjacent and verbs_at(words, verb) else None
    elif _in_subjunctive(words, segment):
        opens = True
    elif segment.joint == ":" or cue.noun:
        opens = False
    elif verb is None:
        prepositions = words.settings.nominal.prepositions
        fronted = cue_ends_clause or words.lower[segment.start] in prepositions
        opens = adjacent and fronted and _subjunctive_follows(unit, segment)
    else:
        opens = adjacent and (cue_ends_clause or _is_saying(cue))
    return True if opens else None


def _in_subjunctive(words: Words, segment: Segment) -> bool:
    return any(words.subjunctive(i) and words.is_outside(i) for i in _tokens(segment))


def _tokens(segment: Segment) -> range:
    return range(segment.start, segment.end)


def is_subordinate(unit: Unit, segment: Segment) -> bool:
    """Tell whether a segment is a subordinate clause, relative ones included."""
    words, settings = unit.words, unit.words.settings
    first, second = _first_words(words, segment)
    if first in settings.subordinators or first in settings.markers.as_:
        return True
    if first in settings.content_relatives:
        return True
    if words.tagged and words.pos(segment.start) == "DET":
        return False
    relative = first in settings.relatives or (
        first in settings.nominal.prepositions and second in settings.relatives
    )
    return relative and _verb_last(unit, segment)


def _subjunctive_follows(unit: Unit, segment: Segment) -> bool:
    number = unit.segments.index(segment)
    for later in unit.segments[number + 1 : number + 3]:
        if any(unit.words.subjunctive(i) for i in range(later.start, later.end)):
            return True
    return False


def _is_saying(cue: Cue) -> bool:
    return "quote" not in cue.uses and not any(u.startswith("report") for u in cue.uses)


def first_verb(words: Words, segment: Segment) -> int | None:
    """Return the first finite verb of a segment, quoted ones included."""
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
        alone = first_verb(words, segment) == last or not words.settings.verb_second
        return alone or words.pos(segment.start) == "PRON"
    # The verb of a clause that is itself interrupted stands at the end of a later segment.
    return first_verb(words, segment) is None


def _infinitive(unit: Unit, segment: Segment) -> bool:
    """Tell whether a zu-infinitive clause begins with `segment`."""
    words, settings = unit.words, unit.words.settings
    if words.lower[segment.start] in (*settings.not_content_infinitive, *settings.relatives) and (
        words.lower[segment.start] in settings.not_content_infinitive
        or (_verb_last(unit, segment) and first_verb(words, segment) is not None)
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
    inside = word.find(marker, 2)
    if inside < 0 or not word.endswith("n") or words.is_capital(i):
        return False
    return bool(words.lexicon.form_kinds(word[inside + len(marker) :]))


def end(unit: Unit, opened: int, cue: Cue) -> int:
    """Return the end of the content: the end of the sentence, or where a new cue takes over."""
    words, settings = unit.words, unit.words.settings
    stop = _relative_end(unit, cue) if is_relative(words, cue.verb) else unit.stop
    for i in range(opened + 1, stop - 1):
        if not words.is_outside(i):
            continue
        if (words.text[i] == ";" and not _mood_goes_on(unit, i)) or (
            words.text[i] == ":" and words.quote_of[i + 1] >= 0
        ):
            return i
        if words.lower[i] in settings.coordinators and _new_cue(unit, opened, i):
            return i - 1 if words.is_joint(i - 1) else i
    if cue.noun:
        return min(stop, _noun_content_end(unit, opened))
    return stop


def _relative_end(unit: Unit, cue: Cue) -> int:
    """Content inside a relative clause ends with it: *Smith, who said he would come, left*."""
    last = unit.words.token(cue.verb).right_edge.i + 1
    while last > cue.end and not unit.words.is_word(last - 1):
        last -= 1
    return min(last, unit.stop)


def _mood_goes_on(unit: Unit, i: int) -> bool:
    """Tell whether the clause behind a semicolon is in Konjunktiv too."""
    segment = unit.segments[unit.segment_of(min(i + 1, unit.stop - 1))]
    return any(unit.words.subjunctive(j) for j in _tokens(segment))


def _new_cue(unit: Unit, opened: int, i: int) -> bool:
    """Tell whether behind coordinator `i` the speaker goes on speaking: *und forderte ...*."""
    words = unit.words
    if not verbs_at(words, i + 1) or words.subjunctive(i + 1):
        return False
    return not _coordinated_inside(unit, opened, i)


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
