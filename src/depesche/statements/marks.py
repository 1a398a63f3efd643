"""Quotation marks: which stretches of a text stand between them.

In: text. Out: `Quoted` stretches, outermost first, in text order. German, English, French and
Russian marks, either way round, nested, over several paragraphs; a missing mark costs that
quotation its sure end, never the reading. Whether an ambiguous mark opens or closes is judged by
its neighbours, as CommonMark does for emphasis (left- and right-flanking runs).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Marks that close what stands as key; several habits share a mark.
_CLOSERS = {
    "„": '“”"‟„',
    "‚": "‘’'",
    "“": '”"“',
    "”": "”",
    "‘": "’'",
    "»": "«",
    "«": "»",
    "›": "‹",
    "‹": "›",
    '"': '"”“',
    "'": "'’",
    "‟": "”",
}
OPENING = frozenset("„“«»‚‘")
CLOSING = frozenset("“”«»‘’")
_ALL = set("".join(_CLOSERS) + "".join(_CLOSERS.values()))
_SINGLE = frozenset("'‘’‚")
_ONLY_OPENS = frozenset("„‚")
_OPENS_AFTER = frozenset("([{-–—/")
_MARK = re.compile("|".join(["''", "``", "[" + re.escape("".join(sorted(_ALL))) + "]"]))
_PARAGRAPH = re.compile(r"\n\s*")
_MAX_PARAGRAPHS = 6


@dataclass(frozen=True)
class Quoted:
    """Characters `start`..`end` with the marks, `inner_start`..`inner_end` without.

    `depth` is 0 for outermost quotations; `closed` is false where a mark is missing.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int = 0
    closed: bool = True


@dataclass
class _Open:
    glyph: str
    start: int
    inner: int
    paragraphs: int = 0


def find(text: str) -> tuple[Quoted, ...]:
    """Return the quoted stretches of `text`, ordered by start, the outer before the inner."""
    return _Scanner(text).run()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.marks = list(_MARK.finditer(text))
        self.stack: list[_Open] = []
        self.found: list[Quoted] = []

    def run(self) -> tuple[Quoted, ...]:
        breaks = [m.start() for m in _PARAGRAPH.finditer(self.text)] + [len(self.text)]
        at = 0
        for stop in breaks:
            while at < len(self.marks) and self.marks[at].start() < stop:
                self._mark(self.marks[at])
                at += 1
            self._paragraph_ends(stop, at)
        return tuple(sorted(self.found, key=lambda q: (q.start, -q.end)))

    def _mark(self, mark: re.Match[str]) -> None:
        glyph = {"``": "“", "''": "”"}.get(mark[0], mark[0])
        before = self.text[mark.start() - 1] if mark.start() else " "
        after = self.text[mark.end()] if mark.end() < len(self.text) else " "
        if glyph in "'’" and before.isalnum() and after.isalnum():
            return
        left, right = _left_flanking(before, after), _right_flanking(before, after)
        if glyph == "«" and after.isspace() and not before.isalnum():
            left, right = True, False
        elif glyph == "»" and before.isspace() and not after.isalnum():
            left, right = False, True
        if self._continues(mark, glyph):
            return
        if self._closes(glyph, left, right):
            self._close(glyph, mark)
        elif glyph in _CLOSERS and (left or glyph in _ONLY_OPENS) and glyph not in "’":
            if glyph == "'" and not self._has_partner(mark):
                return
            self.stack.append(_Open(glyph, mark.start(), mark.end()))
        elif right and not self.stack and glyph not in _SINGLE:
            self._close_unopened(mark)

    def _continues(self, mark: re.Match[str], glyph: str) -> bool:
        """An opening mark repeated at the start of a paragraph goes on with the quotation."""
        at = mark.start()
        while at and self.text[at - 1] in " \t":
            at -= 1
        at_start = at == 0 or self.text[at - 1] == "\n"
        return (
            bool(self.stack)
            and self.stack[-1].paragraphs > 0
            and at_start
            and (glyph == self.stack[-1].glyph)
        )

    def _closes(self, glyph: str, left: bool, right: bool) -> bool:
        if not any(glyph in _CLOSERS[o.glyph] for o in self.stack):
            return False
        if glyph in _SINGLE and not right:
            return False
        return not (left and not right and glyph in _CLOSERS and glyph not in "”’")

    def _close(self, glyph: str, mark: re.Match[str]) -> None:
        while self.stack:
            opened = self.stack.pop()
            if glyph in _CLOSERS[opened.glyph]:
                self._add(opened, mark.end(), mark.start(), closed=True)
                return
            if opened.glyph not in _SINGLE:
                self._add(opened, mark.start(), mark.start(), closed=False)

    def _close_unopened(self, mark: re.Match[str]) -> None:
        """A closing mark alone: the quotation began with its paragraph, or after a colon."""
        begin = self.text.rfind("\n", 0, mark.start()) + 1
        colon = self.text.rfind(": ", begin, mark.start())
        begin = colon + 2 if colon >= 0 else begin
        if self.found and self.found[-1].end > begin:
            return
        opened = _Open("“", begin, begin)
        self._add(opened, mark.end(), mark.start(), closed=False)

    def _has_partner(self, mark: re.Match[str]) -> bool:
        stop = self.text.find("\n", mark.end())
        rest = self.text[mark.end() : stop if stop >= 0 else len(self.text)]
        return re.search(r"\S['’](?=[\s.,;:!?)»“”\"]|$)", rest) is not None

    def _add(self, opened: _Open, end: int, inner_end: int, *, closed: bool) -> None:
        if inner_end > opened.inner:
            depth = len(self.stack)
            self.found.append(Quoted(opened.start, end, opened.inner, inner_end, depth, closed))

    def _paragraph_ends(self, stop: int, at: int) -> None:
        """Decide at the end of a paragraph whether open quotations go on in the next one."""
        if not self.stack:
            return
        bottom = self.stack[0]
        bottom.paragraphs += 1
        if self._goes_on(bottom, at) and stop < len(self.text):
            del self.stack[1:]
            return
        while self.stack:
            opened = self.stack.pop()
            if opened.glyph in _SINGLE:
                continue
            end = opened.inner + len(self.text[opened.inner : stop].rstrip())
            self._add(opened, end, end, closed=False)

    def _goes_on(self, opened: _Open, at: int) -> bool:
        if opened.paragraphs > _MAX_PARAGRAPHS or at >= len(self.marks):
            return False
        following = self.marks[at]
        gap = self.text[opened.inner : following.start()]
        glyph = following[0]
        before = self.text[following.start() - 1]
        if glyph == opened.glyph and before == "\n" and glyph != '"':
            return True
        after = self.text[following.end()] if following.end() < len(self.text) else " "
        right = _right_flanking(before, after) and not _left_flanking(before, after)
        return glyph in _CLOSERS[opened.glyph] and right and gap.count("\n") < 2 * _MAX_PARAGRAPHS


def _left_flanking(before: str, after: str) -> bool:
    return not after.isspace() and (before.isspace() or before in _OPENS_AFTER or before in _ALL)


def _right_flanking(before: str, after: str) -> bool:
    return not before.isspace() and (not after.isalnum())
