"""Interviews and briefings: lines that begin with who speaks (*Vučić: ...*, *Q: ...*).

In: the words of a document. Out: `Turn`s. A text is an interview when a question is labelled as
one and somebody answers, or when two labels take turns; a single line with a colon is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from depesche.statements.quotation import Found, tokens
from depesche.statements.units import Words

# A label is a name, perhaps with a title, an office or a newspaper in brackets.
_LINE = re.compile(
    r"^[ \t]*(?P<label>[^\W\d_][^\n:;!?„“”\"«»]{0,59}?)[ \t]*:[ \t]+(?=\S)", re.MULTILINE
)
_LONGEST_LABEL = 8  # tokens


@dataclass(frozen=True)
class Turn:
    """Tokens `start`..`end` of what one person says in a row; `label` names them."""

    label: range
    start: int
    end: int
    question: bool

    def found(self) -> Found:
        """Return the turn as direct speech."""
        return Found(
            "direct",
            tokens((self.start, self.end)),
            frozenset() if self.question else frozenset(self.label),
            frame=tokens((self.label.start, self.start)),
            why="a question of the interviewer" if self.question else "a turn of an interview",
        )


def find(words: Words) -> list[Turn]:
    """Return the turns of an interview in text order; none where the text is not one."""
    turns = list(_turns(words))
    names = [words.raw[slice(*_characters(words, t.label))].casefold() for t in turns]
    repeated = {name for name in names if names.count(name) > 1}
    sentences = sum(words.is_final(t.end - 1) for t in turns)
    asked = sum(t.question for t in turns)
    if 0 < asked < len(turns) or (len(repeated) > 1 and sentences > len(turns) / 2):
        return turns
    return []


def _turns(words: Words) -> Iterator[Turn]:
    lines = list(_labelled(words))
    ends = [*(start for start, *_ in lines[1:]), len(words.raw)][: len(lines)]
    for (start, stop, begin, question), end in zip(lines, ends, strict=True):
        label, said = _tokens(words, start, stop), _tokens(words, begin, end)
        while said and words.doc[said[-1]].is_space:
            said = said[:-1]
        if label and said:
            yield Turn(label, said.start, said.stop, question)


def _labelled(words: Words) -> Iterator[tuple[int, int, int, bool]]:
    """Yield start and end of every label, where its line goes on, and whether it marks a question.

    All in characters.
    """
    for match in _LINE.finditer(words.raw):
        label = _tokens(words, *match.span("label"))
        question = match["label"].casefold() in words.settings.markers.question_labels
        said = any(words.is_finite(i) or words.subjunctive(i) for i in label)
        if label and (question or (len(label) <= _LONGEST_LABEL and not said)):
            yield *match.span("label"), match.end(), question


def _characters(words: Words, label: range) -> tuple[int, int]:
    last = words.doc[label[-1]]
    return words.doc[label[0]].idx, last.idx + len(last)


def _tokens(words: Words, start: int, end: int) -> range:
    span = words.doc.char_span(start, end, alignment_mode="contract")
    return range(0) if span is None else range(span.start, span.end)
