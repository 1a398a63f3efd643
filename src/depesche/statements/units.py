"""Sentences as this stage sees them: quoted stretches whole, commas outside them as joints.

In: a `Doc`, its quoted stretches, a `Lexicon`. Out: `Unit`s (a sentence, or several where a
quotation runs over their border) cut into `Segment`s at commas, colons, semicolons and dashes.
German and Russian punctuate by grammar, so that these segments are clauses or parts of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from depesche.statements.lexicon import Lexicon
from depesche.statements.marks import Quoted

_JOINTS = frozenset(",;:–—")
_LONGEST = 600  # tokens of a unit; longer ones are lists or damage
_FINAL = frozenset(".!?…")
_VERBS = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})


class Words:
    """A `Doc` with what the rules ask of its words. Everything is by token number."""

    def __init__(
        self,
        doc: Doc,
        lexicon: Lexicon,
        quoted: Sequence[Quoted],
        whole: Sequence[Quoted] | None = None,
    ) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.settings = lexicon.settings
        self.raw = doc.text  # spaCy joins it anew at every call
        self.parsed = doc.has_annotation("DEP")
        self.tagged = doc.has_annotation("POS")
        self.lower = [t.lower_ for t in doc]
        self.text = [t.text for t in doc]
        self.quoted = tuple(q for q in quoted if q.depth == 0)
        self.quote_of = self._quote_numbers(self.quoted)
        # Quotations before the reporter's words were taken out: they hold sentences together.
        outermost = [q for q in quoted if q.depth == 0] if whole is None else whole
        self.whole_of = self._quote_numbers([q for q in outermost if q.depth == 0])
        self.bracket = self._brackets()
        self._finite: list[bool | None] = [None] * len(doc)
        self._mood: list[int | None] = [None] * len(doc)

    def _quote_numbers(self, quoted: Sequence[Quoted]) -> list[int]:
        numbers = [-1] * len(self.doc)
        for number, q in enumerate(quoted):
            for token in self._tokens(q):
                numbers[token] = number
        return numbers

    def _tokens(self, q: Quoted) -> Iterator[int]:
        span = self.doc.char_span(q.start, q.end, alignment_mode="expand")
        if span is not None:
            yield from range(span.start, span.end)

    def _brackets(self) -> list[bool]:
        depth, inside = 0, []
        for token in self.doc:
            depth = 0 if token.is_sent_start else depth
            opened = sum(token.text.count(mark) for mark in "([")
            closed = sum(token.text.count(mark) for mark in ")]")
            inside.append(depth + opened > 0)
            depth = max(0, depth + opened - closed)
        return inside

    @cached_property
    def quote_ranges(self) -> list[tuple[int, int]]:
        """Return first and end token of every outermost quotation."""
        ranges = [(len(self.doc), 0)] * len(self.quoted)
        for i, number in enumerate(self.quote_of):
            if number >= 0:
                ranges[number] = (min(ranges[number][0], i), i + 1)
        return ranges

    def is_outside(self, i: int) -> bool:
        """Tell whether token `i` is the reporter's own word: not quoted, not in brackets."""
        return self.quote_of[i] < 0 and not self.bracket[i]

    def is_joint(self, i: int) -> bool:
        """Tell whether token `i` cuts clauses: comma, semicolon, colon or dash."""
        return self.text[i] in _JOINTS and self.is_outside(i)

    def is_word(self, i: int) -> bool:
        """Tell whether token `i` has a letter or digit."""
        return any(c.isalnum() for c in self.text[i])

    def is_final(self, i: int) -> bool:
        """Tell whether token `i` ends sentences."""
        return self.text[i][-1:] in _FINAL and not self.is_word(i)

    def is_capital(self, i: int) -> bool:
        """Tell whether token `i` begins with an upper-case letter."""
        return self.text[i][:1].isupper()

    def pos(self, i: int) -> str:
        """Return the UPOS of token `i`, empty without an analyser."""
        return self.doc[i].pos_ if self.tagged else ""

    def is_finite(self, i: int) -> bool:
        """Tell whether token `i` is, or without tags can be, a finite verb."""
        if self._finite[i] is None:
            self._finite[i] = self._is_finite(i)
        return bool(self._finite[i])

    def _is_finite(self, i: int) -> bool:
        token = self.doc[i]
        kinds = self.lexicon.form_kinds(self.lower[i])
        if self.tagged:
            if token.pos_ not in _VERBS:
                return False
            form = token.morph.get("VerbForm", [])
            return "Fin" in form or (not form and bool(kinds))
        marked = i > 0 and self.lower[i - 1] == self.settings.infinitive_marker
        if marked or (self.is_capital(i) and not token.is_sent_start):
            return False
        return bool(kinds & {"finite", "subjunctive1", "subjunctive2"}) and not self.is_attributive(
            i
        )

    def is_attributive(self, i: int) -> bool:
        """Tell whether a form is a participle before its noun (*die erwartete Einigung*)."""
        nominal = self.settings.nominal
        before = self.lower[i - 1] if i else ""
        after = i + 1 < len(self.doc) and self.is_capital(i + 1)
        return after and (before in nominal.determiners or before in nominal.prepositions)

    def subjunctive(self, i: int) -> int:
        """Return 1 or 2 for a verb in Konjunktiv I or II, else 0."""
        if self._mood[i] is None:
            self._mood[i] = self._subjunctive(i)
        return self._mood[i] or 0

    def _subjunctive(self, i: int) -> int:
        kinds = self.lexicon.form_kinds(self.lower[i])
        if "subjunctive1" in kinds and "finite" not in kinds:
            return 0 if self._not_a_verb(i) else 1
        if "subjunctive2" in kinds and "finite" not in kinds:
            return 0 if self._not_a_verb(i) else 2
        return 0

    def _not_a_verb(self, i: int) -> bool:
        if self.tagged and self.doc[i].pos_ not in _VERBS:
            return True
        if not self.tagged and self.is_capital(i) and not self.doc[i].is_sent_start:
            return True
        return self.is_attributive(i)

    def token(self, i: int) -> Token:
        """Return token `i`."""
        return self.doc[i]


@dataclass(frozen=True)
class Segment:
    """Tokens `start`..`end` between two joints; `joint` is the mark before it."""

    start: int
    end: int
    joint: str


class Unit:
    """Tokens `start`..`end` of one sentence, or of several that a quotation holds together."""

    def __init__(self, words: Words, start: int, end: int, paragraph: int) -> None:
        self.words = words
        self.start = start
        self.end = end
        self.paragraph = paragraph

    @cached_property
    def stop(self) -> int:
        """Return the end without final punctuation and space."""
        stop = self.end
        while (
            stop > self.start
            and self.words.quote_of[stop - 1] < 0
            and (
                self.words.doc[stop - 1].is_space
                or self.words.is_final(stop - 1)
                or self.words.text[stop - 1] in ";:,–—-"
            )
        ):
            stop -= 1
        return stop

    @cached_property
    def closed(self) -> int:
        """Return the end with final punctuation, without space behind it."""
        end = self.end
        while end > self.start and self.words.doc[end - 1].is_space:
            end -= 1
        return end

    @cached_property
    def segments(self) -> list[Segment]:
        """Return the stretches between joints."""
        found, start, joint = [], self.start, ""
        for i in range(self.start, self.stop):
            if self.words.is_joint(i):
                if i > start:
                    found.append(Segment(start, i, joint))
                start, joint = i + 1, self.words.text[i]
        if self.stop > start:
            found.append(Segment(start, self.stop, joint))
        return found

    @cached_property
    def quotes(self) -> list[int]:
        """Return the numbers of the outermost quotations in the unit."""
        numbers = self.words.quote_of[self.start : self.end]
        return sorted({n for n in numbers if n >= 0})

    def outside(self) -> list[int]:
        """Return the reporter's own tokens."""
        return self._outside

    @cached_property
    def _outside(self) -> list[int]:
        return [i for i in range(self.start, self.stop) if self.words.is_outside(i)]

    def segment_of(self, i: int) -> int:
        """Return the number of the segment that holds token `i` (or the last before it)."""
        return max(0, bisect_right(self._starts, i) - 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.start for segment in self.segments]


def cut(words: Words) -> list[Unit]:
    """Return the units of a document in order."""
    units: list[Unit] = []
    paragraph, start = 0, 0
    for sentence in words.doc.sents:
        last = sentence.end - 1
        inside = sentence.end < len(words.doc) and (
            words.whole_of[last] >= 0 and words.whole_of[last] == words.whole_of[sentence.end]
        )
        breaks = sentence.text_with_ws.count("\n")
        if inside and sentence.end - start < _LONGEST:
            continue
        units += _without_breaks(words, start, sentence.end, paragraph)
        start = sentence.end
        paragraph += bool(breaks)
    if start < len(words.doc):
        units += _without_breaks(words, start, len(words.doc), paragraph)
    return units


def _without_breaks(words: Words, start: int, end: int, paragraph: int) -> list[Unit]:
    """Cut at blank lines the sentence splitter left inside a unit; drop what has no word."""
    found, begin = [], start
    for i in range(start, end):
        if i - begin >= _LONGEST:
            found.append((begin, i))
            begin = i
        if words.text[i].count("\n") > 1 and words.quote_of[i] < 0:
            found.append((begin, i))
            begin = i + 1
    found.append((begin, end))
    units = []
    for a, b in found:
        first = next((i for i in range(a, b) if not words.doc[i].is_space), b)
        if any(words.is_word(i) for i in range(first, b)):
            units.append(Unit(words, first, b, paragraph))
    return units
