"""Speech without a cue of its own: runs of Konjunktiv, hearsay, reports of what was said.

In: units and what was found in them. Out: `Found` quotations of the kinds free indirect,
indirect/free indirect and reported. Konjunktiv I marks reported speech over whole runs of
sentences; they belong to the last speaker until the mood ends (Duden grammar, Indirekte Rede).
"""

from __future__ import annotations

from depesche.model import StatementKind
from depesche.statements import phrases
from depesche.statements.cues import Cue
from depesche.statements.quotation import Found, tokens
from depesche.statements.units import Segment, Unit, Words

_EMPTY: frozenset[int] = frozenset()


def mood(unit: Unit) -> int:
    """Return 1 if the unit's main clause is in Konjunktiv I, 2 for a Konjunktiv II in its place.

    Konjunktiv II counts where no indicative stands in the same sentence's main clauses.
    """
    words = unit.words
    best = 0
    for segment in unit.segments:
        if _is_subordinate(words, segment):
            continue
        for i in range(segment.start, segment.end):
            if not words.is_outside(i):
                continue
            step = words.subjunctive(i)
            if step == 1:
                return 1
            if step == 2:
                best = 2
            elif words.is_finite(i) and not best:
                return 0
    return best


def _is_subordinate(words: Words, segment: Segment) -> bool:
    settings = words.settings
    first = words.lower[segment.start]
    if first in settings.subordinators or first in settings.conjunctions:
        return True
    if first not in settings.relatives or segment.joint != ",":
        return False
    last = segment.end - 1
    return words.is_finite(last) or bool(words.subjunctive(last))


def by_colon(unit: Unit) -> Found | None:
    """*Blinken: Washington stehe zu seinen Partnern*: a name, a colon, content in Konjunktiv."""
    words = unit.words
    if len(unit.segments) < 2 or unit.segments[1].joint != ":":
        return None
    name, said = unit.segments[0], unit.segments[1]
    named = range(name.start, name.end)
    if any(words.is_finite(i) or words.subjunctive(i) for i in named) or len(named) > 12:
        return None
    if not any(words.subjunctive(i) for i in range(said.start, said.end)):
        return None
    frame = tokens((name.start, said.start))
    speaker = tokens((name.start, name.end))
    return Found(
        "indirect", tokens((said.start, unit.stop)), speaker, frame=frame, why="behind a colon"
    )


def hearsay(unit: Unit) -> bool:
    """Tell whether the main verb is *soll(en)*: what others say or want, in the indicative."""
    words = unit.words
    for segment in unit.segments:
        if _is_subordinate(words, segment):
            continue
        for i in range(segment.start, segment.end):
            if words.is_outside(i) and (words.is_finite(i) or words.subjunctive(i)):
                return words.lower[i] in words.settings.markers.hearsay
    return False


def run(unit: Unit, kind: StatementKind, previous: Found | None, until: Found | None) -> Found:
    """Return the whole unit as speech of the last speaker; join it to `until` if there is one."""
    quote = tokens((unit.start, unit.closed))
    speaker = previous.speaker if previous is not None else _EMPTY
    if until is not None:
        quote = until.quote | tokens((max(until.quote) + 1, unit.closed))
        speaker = until.speaker
    why = (
        "Konjunktiv goes on with the statement before"
        if kind == "indirect/free indirect"
        else "hearsay goes on with the statement before"
    )
    return Found(kind, quote, speaker, why=why)


def reported(unit: Unit, cues: list[Cue]) -> Found | None:
    """Return the unit as a report of speech (*X forderte ein Ende der Gewalt*), if it is one."""
    for cue in cues:
        if cue.noun or not _reports(unit, cue) or _negated(unit):
            continue
        speaker = phrases.speaker(unit, cue, unit.start, unit.stop)
        if not speaker or _is_relative(unit.words, speaker):
            continue
        return Found(
            "reported",
            tokens((unit.start, unit.closed)),
            speaker,
            why=f"{cue.lemma} reports speech",
        )
    return None


def _is_relative(words: Words, speaker: frozenset[int]) -> bool:
    return len(speaker) == 1 and words.lower[min(speaker)] in words.settings.relatives


def mentioned(unit: Unit, cues: list[Cue]) -> list[Found]:
    """Return who is said to speak in a unit that quotes nothing: a run may follow."""
    for cue in reversed(cues):
        speaker = _EMPTY if cue.noun else phrases.speaker(unit, cue, unit.start, unit.stop)
        if speaker:
            return [Found("reported", tokens((unit.start, unit.closed)), speaker)]
    return []


def _negated(unit: Unit) -> bool:
    """What nobody said is no report of speech."""
    words = unit.words
    return any(words.lower[i] in words.settings.markers.negation for i in unit.outside())


def _reports(unit: Unit, cue: Cue) -> bool:
    words = unit.words
    if _is_subordinate(words, unit.segments[unit.segment_of(cue.finite)]):
        return False
    prepositions = {u.partition(":")[2] for u in cue.uses if u.startswith("report:")}
    if any(_governs(words, cue, i, prepositions) for i in unit.outside()):
        return True
    return "report" in cue.uses


def _governs(words: Words, cue: Cue, i: int, prepositions: set[str]) -> bool:
    """Tell whether token `i` is one of the prepositions a verb of reporting goes with."""
    word = words.lower[i]
    contracted = word.removesuffix("m") + "n" if word.endswith("m") else word
    if i < cue.finite or not {word, contracted} & prepositions:
        return False
    loose = words.settings.verb_second or not words.parsed
    return loose or words.token(i).head.head.i in (cue.verb, cue.finite)
