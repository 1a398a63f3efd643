"""spaCy component: a `Doc` with words in, the same `Doc` with sentence starts out.

Boundaries come from the `sentencex` library, within paragraphs; corrected for what news texts have
and it does not know: ordinals and dates, abbreviations, quotation marks, hard-wrapped lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, cast

import numpy as np
from pydantic import BaseModel, ConfigDict
from sentencex import get_sentence_boundaries
from spacy.tokens import Doc

from depesche import languages
from depesche.parsing.tokens import settle_points

#: A line this long may have been broken by its editor; longer lines are paragraphs.
LONGEST_WRAPPED_LINE = 100
_LINE = re.compile(r"[^\n]*\n?")
_TERMINAL = re.compile(r"[.!?…:][\"'“”‘’»«)\]]*\s*$")
_BLANK = re.compile(r"\n[^\S\n]*\n")
#: spaCy's codes in the column SENT_START.
START, NO_START = 1, -1
QUOTES = '"“”„»«‹›‚‘`'
OPENING = QUOTES + "(["
_MARKS = re.compile(r"[\"'’“”„»«‹›‚‘`()\[\]]")
_CLOSING = QUOTES + "'’)]"
#: A full stop after a longer word, with a number next: `sentencex` takes it for an abbreviation.
_BEFORE_NUMBER = re.compile(r"\w\w\w[^\W\d]\s*[.!?]\s+(?=\d)")
#: A full stop after a unit of speed or the like: `sentencex` takes its last letter for an initial.
_AFTER_UNIT = re.compile(r"\d\s?\w+/\w\.\s+(?=[^\W\d_a-zäöüа-яё])")
#: Tickers set their items apart by plus signs: *+++ 14.10 Uhr: Manila protestiert +++ Ein Boot*.
_AFTER_TICKER = re.compile(r"\S\s*\+\+\+\s+(?=\S)")
_PLACE = r"[^\W\d_][\w.’'-]+(?:\s(?:am\s|an\sder\s|de\s)?[A-ZÄÖÜА-ЯЁ][\w.’'-]+){0,2}"
#: Where a report was sent from: *Berlin/Moskau - *, *WASHINGTON, July 3 (Reuters) - *. The place of
#: a single town with no agency is taken for one where the dash is the only one of its sentence.
_DATELINE = re.compile(
    rf"\s*{_PLACE}(?P<more>(?:\s?/\s?{_PLACE})*)(?:,\s[\w.]+\s[\w.]+)?(?P<agency>\s\([^()]{{2,40}}\))?"
    r"[,:.]?\s[-–—]\s+(?=[\"„“«‚‘']*[A-ZÄÖÜА-ЯЁ0-9])"
)
_ONE_SENTENCE = re.compile(r"(?:(?!\s[-–—]\s)[^.!?]|\.(?!\s|$))+[.!?](?:\s|$)")


class Abbreviation(BaseModel):
    """A row of `parsing/abbreviations.csv`: words before a full stop that end no sentence.

    `kind`: `always` (a sentence never ends here: titles, *z. B.*) or `before` (it does not end here
    when a word matching `following`, a regular expression, comes next: *3. Mai*).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    pattern: str
    kind: str
    following: str = ""


@cache
def _no_end(lang: str) -> tuple[re.Pattern[str], ...]:
    file = languages.path(lang, "parsing/abbreviations.csv")
    if not file.exists():
        return ()
    rows = languages.read_table(file, Abbreviation)
    always = "|".join(row.pattern for row in rows if row.kind == "always")
    patterns = [rf"(?<!\w)(?:{always})\s+"] if always else []
    patterns += [
        rf"(?<!\w)(?:{row.pattern})\s+(?={row.following})" for row in rows if row.kind == "before"
    ]
    return tuple(re.compile(pattern) for pattern in patterns)


class Splitter:
    """Sets sentence starts."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, doc: Doc) -> Doc:
        """Set `is_sent_start` on every token."""
        starts = [*starts_of(doc.text, self._language), len(doc.text)]
        settle_points(doc, starts)
        columns = doc.to_array(["IDX", "LENGTH", "IS_SPACE"]).reshape(-1, 3).tolist()
        flags = np.full(len(doc), NO_START, np.int64)
        at, pending = 0, True
        for i, (offset, length, is_space) in enumerate(columns):
            while starts[at] < offset + length:
                at += 1
                pending = True
            if i == 0 or (pending and not is_space):
                flags[i] = START
                pending = bool(is_space)
        doc.from_array(["SENT_START"], cast(Any, flags.view(np.uint64)))
        return doc


def starts_of(text: str, language: str) -> Iterator[int]:
    """Offsets of the first characters of the sentences of `text`."""
    for start, end in _paragraphs(text):
        part = text[start:end]
        # Editors' line breaks inside a paragraph mean no more than a space.
        flat = part.replace("\n", " ").replace("\r", " ").replace("\xa0", " ")
        yield from (start + at for at in _split(flat, language))


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans that a sentence cannot leave: blocks between blank lines, and lines in them."""
    at = 0
    for gap in [*_BLANK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        yield from _lines(text, at, end)
        at = gap.end() if gap else end


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The block's lines; those that were broken to fit a width are put together again."""
    lines = [m.span() for m in _LINE.finditer(text, start, end) if m.group().strip()]
    width = max((b - a for a, b in lines), default=0)
    begun: int | None = None
    for i, (a, b) in enumerate(lines):
        begun = a if begun is None else begun
        last = i == len(lines) - 1
        if last or not _wrapped(text[a:b], text[slice(*lines[i + 1])], width):
            yield begun, b
            begun = None


def _wrapped(line: str, following: str, width: int) -> bool:
    """Whether a line goes on in the next one: it ends in no full stop and the next word did not
    fit.
    """
    if _TERMINAL.search(line):
        return False
    word = following.split(maxsplit=1)[0]
    if word[0].islower():
        return True
    return width <= LONGEST_WRAPPED_LINE and len(line.rstrip()) + 1 + len(word) > width - 1


def _split(text: str, language: str) -> list[int]:
    """Sentence starts in one paragraph.

    `sentencex` leaves quotations and brackets whole, however long and even when they are never
    closed; so it sees the text without these marks, and those that open a sentence are given back.
    """
    plain = _MARKS.sub(" ", text)
    ends = {boundary["end_index"] for boundary in get_sentence_boundaries(language, plain)}
    for pattern in (_BEFORE_NUMBER, _AFTER_UNIT, _AFTER_TICKER):
        ends |= {match.end() for match in pattern.finditer(plain)}
    starts = [0]
    if (dateline := _dateline(text, language)) is not None:
        starts.append(dateline)
        ends = {end for end in ends if end > dateline}
    for end in sorted(ends):
        at = end
        while at < len(plain) and plain[at].isspace():
            at += 1
        marks = at
        while marks > 0 and text[marks - 1] in OPENING:
            marks -= 1
        if at < len(text) and (marks == 0 or text[marks - 1].isspace()):
            at = marks
        if starts[-1] < at < len(text) and not _joined(text, at, language):
            starts.append(at)
    return starts


def _dateline(text: str, language: str) -> int | None:
    """Where the report begins after its dateline, which is no part of the first sentence."""
    match = _DATELINE.match(text)
    if match is None:
        return None
    certain = match["more"] or match["agency"] or match.group().strip(" -–—").isupper()
    # In Russian a dash stands for the verb: *Париж — столица Франции.*
    lone = language != "ru" and _ONE_SENTENCE.match(text, match.end())
    return match.end() if certain or lone else None


def _joined(text: str, at: int, language: str) -> bool:
    """Whether the boundary before `at` is none after all."""
    before, after = text[max(0, at - 40) : at], text[at : at + 40]
    if after[0] in ",;:)]…" or (after[0].islower() and before.rstrip()[-1:] in _CLOSING):
        return True
    window = before + after.lstrip(OPENING)
    return any(
        match.end() == len(before)
        for pattern in _no_end(language)
        for match in pattern.finditer(window)
    )
