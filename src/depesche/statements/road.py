"""The road through a document: units, cues, direct, indirect, sources, runs.

In: a `Doc` and a `Lexicon`. Out: `Found` quotations in text order.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from depesche.statements import (
    cues,
    direct,
    indirect,
    insertions,
    marks,
    phrases,
    runs,
    sources,
    turns,
)
from depesche.statements.lexicon import Lexicon
from depesche.statements.quotation import Found, ranges, tokens
from depesche.statements.units import Unit, Words, cut

_REACH = 3  # units without a statement after which a speaker is forgotten


class Road:
    """Walks through the units of a document and remembers who spoke last."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        text = doc.text
        quoted = marks.find(text)
        self.words = Words(doc, lexicon, insertions.split(quoted, text, lexicon), quoted)
        self.found: list[Found] = []
        self.last: Found | None = None
        self.silence = 0
        self.paragraph = 0
        self.open_run: Found | None = None
        self.marked: list[cues.Cue] = []

    def walk(self) -> tuple[Words, list[Found]]:
        """Return the words and the quotations found in them."""
        before: Unit | None = None
        spoken = turns.find(self.words)
        self.found += [turn.found() for turn in spoken]
        for unit in cut(self.words):
            turn = next((t for t in spoken if t.label.start <= unit.start < t.end), None)
            if turn is not None:
                start = max(unit.start, turn.start)
                self.found += self._within_turn(Unit(self.words, start, unit.end, unit.paragraph))
                continue
            found = self._unit(unit, before)
            self._remember(unit, found)
            before = unit
        order = sorted(self.found, key=lambda f: (min(f.quote), -max(f.quote), f.nested))
        return self.words, order

    def _unit(self, unit: Unit, before: Unit | None) -> list[Found]:
        marked = self.marked = cues.find(unit)
        verbs = [c for c in marked if c.uses & {"clause", "infinitive", "quote"}]
        spoken = direct.find(unit, marked, self.last if self.silence < 2 else None)
        taken = {self.words.quote_of[min(f.quote)] for f in spoken}
        literal = frozenset(i for f in spoken for i in f.quote)
        told = indirect.find(unit, [c for c in verbs if not c.tokens & _inquits(spoken)])
        told = [f for f in told if not f.quote & literal]
        told += [f for f in indirect.relative(unit) if not _is_inside(f, told)]
        spoken, told = _disjoint(spoken, told)
        named = sources.find(unit)
        named = [f for f in named if not f.quote & literal and not _is_inside(f, told)]
        told = [f for f in told if not any(f.quote <= n.quote for n in named)]
        inserted = frozenset(i for n in named for i in n.frame)
        told = [replace(f, quote=f.quote - inserted) for f in told] + named
        told += self._resumption(unit, found_so_far=told)
        if not told and not spoken and (anaphoric := self._anaphor(unit, before, verbs)):
            told.append(anaphoric)
        found = spoken + told or self._without_cue(unit, marked)
        found += direct.parts(unit, found, taken)
        taken |= {self.words.quote_of[min(f.quote)] for f in found if f.kind == "direct"}
        told_words = frozenset(i for f in told for i in f.quote)
        embedded = direct.embedded(unit, marked, taken, told_words)
        if embedded:
            found = [f for f in found if f.kind != "reported"] + embedded
        return found

    def _within_turn(self, unit: Unit) -> list[Found]:
        """What a speaker in an interview says that others said: only where a verb tells it."""
        verbs = [c for c in cues.find(unit) if c.uses & {"clause", "infinitive"}]
        return [f for f in indirect.find(unit, verbs) if f.speaker]

    def _resumption(self, unit: Unit, found_so_far: list[Found]) -> list[Found]:
        """*Demnach ...*: the source named before goes on."""
        first, words = unit.start, self.words
        resumes = words.lower[first] in words.settings.markers.resume
        if not resumes or found_so_far or self.last is None or not words.is_finite(first + 1):
            return []
        cue = tokens((first, first + 1))
        quote = tokens((first + 1, unit.stop))
        why = "goes on with the source before"
        return [Found("indirect", quote, self.last.speaker, cue, cue, why=why)]

    def _anaphor(self, unit: Unit, before: Unit | None, verbs: list[cues.Cue]) -> Found | None:
        """*Das teilte die Polizei mit.*: the sentence before is the content."""
        words = self.words
        if before is None or words.lower[unit.start] not in words.settings.markers.anaphors:
            return None
        for cue in verbs:
            if cue.finite == unit.start + 1 and not cue.noun and "clause" in cue.uses:
                speaker = phrases.speaker(unit, cue, unit.start + 1, unit.stop)
                return Found(
                    "indirect",
                    tokens((before.start, before.closed)) | {unit.start},
                    speaker,
                    cue.tokens,
                    tokens((unit.start + 1, unit.stop)),
                    why="takes up the sentence before",
                )
        return None

    def _without_cue(self, unit: Unit, marked: list[cues.Cue]) -> list[Found]:
        if named := runs.by_colon(unit):
            return [named]
        mood = runs.mood(unit)
        if mood == 1 or (mood == 2 and self.last is not None and self.silence == 0):
            joined = self.open_run if self._can_join("indirect/free indirect") else None
            if joined is not None:
                self.found.remove(joined)
            return [runs.run(unit, "indirect/free indirect", self.last, joined)]
        if self.last is not None and self.silence == 0 and runs.hearsay(unit):
            joined = self.open_run if self._can_join("free indirect") else None
            if joined is not None:
                self.found.remove(joined)
            return [runs.run(unit, "free indirect", self.last, joined)]
        reported = runs.reported(unit, marked)
        return [reported] if reported is not None else []

    def _can_join(self, kind: str) -> bool:
        return (
            self.open_run is not None
            and self.open_run.kind == kind
            and self.silence == 0
            and self.open_run in self.found
        )

    def _remember(self, unit: Unit, found: list[Found]) -> None:
        self.found += found
        spoken = [f for f in found if not f.nested]
        self.open_run = next(
            (f for f in reversed(spoken) if f.kind.endswith("free indirect")), None
        )
        if spoken:
            self.last = spoken[-1] if spoken[-1].speaker or self.last is None else self.last
            self.silence = 0
            return
        self.silence += 1
        if self.silence > _REACH:
            self.last = None
        for mentioned in runs.mentioned(unit, self.marked):
            self.last = mentioned


def _inquits(spoken: list[Found]) -> frozenset[int]:
    """Return the cues that stand behind their quotation: they have no content to come."""
    return frozenset(i for f in spoken if f.frame and min(f.frame) > min(f.quote) for i in f.cue)


def _disjoint(spoken: list[Found], told: list[Found]) -> tuple[list[Found], list[Found]]:
    """Let frames of one sentence not reach into one another's quotations."""
    content = frozenset(i for f in told for i in f.quote)
    literal = frozenset(i for f in spoken for i in f.quote)
    spoken = [replace(f, frame=_nearest_part(f.frame - content, f)) for f in spoken]
    return spoken, [replace(f, frame=_nearest_part(f.frame - literal, f)) for f in told]


def _nearest_part(frame: frozenset[int], found: Found) -> frozenset[int]:
    """Of a frame cut in two keep the parts that hold the cue or touch the quotation."""
    first, end = min(found.quote), max(found.quote) + 1
    return frozenset(
        i
        for a, b in ranges(frame)
        for i in range(a, b)
        if found.cue & set(range(a, b)) or first == b or a == end or frame == found.frame
    )


def _is_inside(found: Found, others: list[Found]) -> bool:
    """Tell whether a source phrase stands within the content of another statement."""
    return any(found.frame <= other.quote for other in others)
