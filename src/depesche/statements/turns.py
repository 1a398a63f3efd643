"""Interviews and briefings: lines that begin with who speaks (*Vučić: ...*, *Q: ...*).

In: the words of a document. Out: `Turn`s. A text is an interview when a question is labelled as
one and somebody answers, or when two labels take turns; a single line with a colon is none.
"""

from __future__ import annotations

import re
from collections import Counter
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
    """Tokens `start`..`end` of what one person says in a row; `label` names them.

    `name` is the label's text, casefolded.
    """

    label: range
    name: str
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
    said = Counter(turn.name for turn in turns)
    repeated = [name for name, times in said.items() if times > 1]
    sentences = sum(words.is_final(t.end - 1) for t in turns)
    asked = sum(t.question for t in turns)
    if 0 < asked < len(turns) or (len(repeated) > 1 and sentences > len(turns) / 2):
        return turns
    return []


def _turns(words: Words) -> Iterator[Turn]:
    labels = list(_labels(words))
    ends = [*(match.start("label") for match in labels[1:]), len(words.raw)][: len(labels)]
    for match, end in zip(labels, ends, strict=True):
        label, said = _tokens(words, *match.span("label")), _tokens(words, match.end(), end)
        while said and words.doc[said[-1]].is_space:
            said = said[:-1]
        if said:
            name = match["label"].casefold()
            yield Turn(label, name, said.start, said.stop, _is_question(words, name))


def _labels(words: Words) -> Iterator[re.Match[str]]:
    """Yield the beginnings of lines that may say who speaks."""
    for match in _LINE.finditer(words.raw):
        label = _tokens(words, *match.span("label"))
        said = any(words.is_finite(i) or words.subjunctive(i) for i in label)
        is_name = len(label) <= _LONGEST_LABEL and not said
        if label and (is_name or _is_question(words, match["label"].casefold())):
            yield match


def _is_question(words: Words, name: str) -> bool:
    return name in words.settings.markers.question_labels


def _tokens(words: Words, start: int, end: int) -> range:
    span = words.doc.char_span(start, end, alignment_mode="contract")
    return range(0) if span is None else range(span.start, span.end)
