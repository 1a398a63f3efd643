"""The report's text with its spans marked and explained.

In: a reading. Out: markup of the article. Spans may nest and overlap, elements may not: the text
is cut wherever a span begins or ends, and each segment carries the classes of all its spans. The
explanations of spans that overlap share one tooltip, so that there is one tab stop for them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from depesche.formats import words
from depesche.formats.html.markup import Attribute, Markup, element, joined, running
from depesche.formats.words import MARKS, Names
from depesche.model import Mention, Reading

_FULL_LINE = 45
_PARAGRAPH = re.compile(r"(?:(?!\n[^\S\n]*\n).)+", re.DOTALL)


@dataclass(frozen=True)
class Mark:
    """A span to be shown: `layer` decides how, `note` explains it in a tooltip.

    `number` (such as `C1`) makes it a passage: long, shown as a whole, with a link to its entry.
    """

    start: int
    end: int
    layer: str
    note: Markup
    kind: str = ""
    number: str | None = None

    @property
    def classes(self) -> str:
        """The classes of a segment in this span."""
        return f"s-{self.layer} {self.kind}".strip()


def article(reading: Reading, prefix: str, heading: str) -> Markup:
    """Return the article; `prefix` goes before every id, `heading` is the title's element."""
    text = reading.report.text
    language = reading.report.language
    paragraphs = [_trimmed(m) for m in _PARAGRAPH.finditer(text) if m[0].strip()]
    by_paragraph = _by_paragraph(marks(reading), paragraphs)
    title = reading.report.title
    shown: list[Markup] = []
    if title and not (paragraphs and _text_of(text, paragraphs[0]) == title.strip()):
        shown.append(element(heading, {"lang": language, "dir": "auto"}, title))
        title = None
    for number, ((start, end), here) in enumerate(zip(paragraphs, by_paragraph, strict=True)):
        inner = _Paragraph(text, (start, end), (prefix, number), here).markup()
        is_title = number == 0 and title is not None
        lines = "lines" if _has_own_lines(text[start:end]) else None
        tag = heading if is_title else "p"
        shown.append(element(tag, {"class": lines, "dir": "auto"}, inner))
    return element("article", {"lang": language, "aria-label": "The report"}, *shown)


def marks(reading: Reading) -> list[Mark]:
    """Return all spans to be shown, with their explanations."""
    names = Names(reading)
    found = [*_passages(reading, names)]
    found.extend(_mention(mention, names) for mention in reading.mentions)
    for time in reading.times:
        note = _note("time", words.calendar_of(time), f"{time.type} {time.value}", time.why)
        found.append(Mark(time.start, time.end, "time", note))
    for number, event in enumerate(reading.events, start=1):
        who, whom = names.who_to_whom(event)
        code = f"{words.coded(event)}, {words.status(event)}"
        what = f"E{number} {code}: {who}{f' → {whom}' if whom else ''}"
        note = _note("event", what, words.interval(event.time), event.why)
        kind = "" if event.status == "actual" else "not-actual"
        for span in (event, *event.also):
            found.append(Mark(span.start, span.end, "event", note, kind))
    length = len(reading.report.text)
    whole = (replace(mark, end=min(mark.end, length)) for mark in found)
    return sorted((m for m in whole if m.start < m.end), key=lambda m: (m.start, -m.end, m.layer))


def _passages(reading: Reading, names: Names) -> Iterator[Mark]:
    for number, claim in enumerate(reading.claims, start=1):
        status = claim.verdict.status if claim.verdict else "not_covered"
        why = claim.verdict.why if claim.verdict else "Not compared with the record."
        head = f"C{number} {MARKS[status]} {words.verdict(status)}"
        note = _note("claim", head, names.claim(claim), why)
        yield Mark(claim.start, claim.end, "claim", note, f"v-{status}", f"C{number}")
    for number, statement in enumerate(reading.statements, start=1):
        head = f"S{number} {names.party(statement.speaker)}"
        note = _note("statement", head, f"{statement.kind} speech", statement.why)
        for part, span in enumerate(statement.quote):
            label = f"S{number}" if part == 0 else None
            yield Mark(span.start, span.end, "statement", note, number=label or "")


def _mention(mention: Mention, names: Names) -> Mark:
    who = names.listed(mention.actors) or "nobody is meant"
    ids = ", ".join(mention.actors)
    via = mention.via.replace("_", " ")
    sure = "" if mention.confidence == 1 else f", confidence {mention.confidence:.2f}"
    note = _note("actor", who, f"{ids} · {via}{sure}" if ids else via, mention.why)
    return Mark(mention.start, mention.end, "actor", note, "" if mention.actors else "nobody")


def _note(layer: str, head: str, detail: str, why: str) -> Markup:
    return element(
        "span",
        {"class": f"n n-{layer}"},
        element("strong", {"dir": "auto"}, head),
        element("span", {"class": "detail", "dir": "auto"}, detail),
        element("span", {"class": "because", "dir": "auto"}, why),
    )


def _trimmed(paragraph: re.Match[str]) -> tuple[int, int]:
    text = paragraph[0]
    start = paragraph.start() + len(text) - len(text.lstrip())
    return start, paragraph.end() - len(text) + len(text.rstrip())


def _has_own_lines(text: str) -> bool:
    """Tell lines that the author broke (addresses, lists) from lines filled up to a margin."""
    return any(len(line) < _FULL_LINE for line in text.split("\n")[:-1])


def _text_of(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]].strip()


def _by_paragraph(found: Iterable[Mark], paragraphs: list[tuple[int, int]]) -> list[list[Mark]]:
    """Give each paragraph its marks, cut to it; only the first piece keeps the number."""
    starts = [start for start, _ in paragraphs]
    by_paragraph: list[list[Mark]] = [[] for _ in paragraphs]
    for mark in found:
        number = max(bisect_right(starts, mark.start) - 1, 0)
        whole = mark
        while number < len(paragraphs) and paragraphs[number][0] < mark.end:
            start, end = max(mark.start, starts[number]), min(mark.end, paragraphs[number][1])
            if start < end:
                by_paragraph[number].append(replace(whole, start=start, end=end))
                whole = replace(whole, number="" if mark.number is not None else None)
            number += 1
    return by_paragraph


class _Paragraph:
    """Writes one paragraph: passages around, clusters of overlapping marks within."""

    def __init__(
        self, text: str, at: tuple[int, int], name: tuple[str, int], found: list[Mark]
    ) -> None:
        self._text = text
        self._start, self._end = at
        self._prefix = name[0]
        self._id = f"{name[0]}p{name[1]}"
        self._marks = [mark for mark in found if mark.number is None]
        self._cuts = sorted({cut for mark in found for cut in (mark.start, mark.end)})
        self._around = _around([m for m in found if m.number is not None], self._cuts)
        self._tips = 0

    def markup(self) -> Markup:
        parts: list[Markup] = []
        position = self._start
        for cluster in _clusters(self._marks):
            parts.append(self._plain(position, cluster[0].start))
            position = max(mark.end for mark in cluster)
            parts.append(self._cluster(cluster, cluster[0].start, position))
        parts.append(self._plain(position, self._end))
        return joined(parts)

    def _plain(self, start: int, end: int) -> Markup:
        parts: list[Markup] = []
        for first, last in self._segments(start, end):
            parts.append(self._links(first, first + 1))
            parts.append(self._segment(first, last, ()))
        return joined(parts)

    def _cluster(self, cluster: list[Mark], start: int, end: int) -> Markup:
        tip = self._next_tip()
        layers = sorted({mark.layer for mark in cluster})
        only = f" only-{layers[0]}" if len(layers) == 1 else ""
        segments = [self._segment(a, b, cluster) for a, b in self._segments(start, end)]
        mark = element(
            "span", {"class": f"mark{only}", "tabindex": 0, "aria-describedby": tip}, *segments
        )
        return joined([self._links(start, end), _with_tip(mark, tip, (m.note for m in cluster))])

    def _links(self, start: int, end: int) -> Markup:
        """Return the links of the passages that begin in `start`..`end`."""
        cuts = self._cuts[bisect_left(self._cuts, start) : bisect_left(self._cuts, end)]
        around = ((cut, passage) for cut in cuts for passage in self._around[cut])
        return joined(self._link(p) for cut, p in around if p.start == cut and p.number)

    def _link(self, passage: Mark) -> Markup:
        tip = self._next_tip()
        entry = f"{self._prefix}{passage.number}"
        attributes: dict[str, Attribute] = {
            "class": f"ref ref-{passage.layer} {passage.kind}".strip(),
            "id": f"{entry}-in-text",
            "href": f"#{entry}",
            "aria-describedby": tip,
        }
        return _with_tip(element("a", attributes, passage.number or ""), tip, [passage.note])

    def _segments(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        inside = self._cuts[bisect_right(self._cuts, start) : bisect_left(self._cuts, end)]
        cuts = [start, *inside, end]
        return ((a, b) for a, b in pairwise(cuts) if a < b)

    def _segment(self, start: int, end: int, cluster: Iterable[Mark]) -> Markup:
        last_cut = bisect_right(self._cuts, start) - 1
        around = self._around[self._cuts[last_cut]] if last_cut >= 0 else ()
        covering = [*around, *(m for m in cluster if m.start <= start and end <= m.end)]
        text = running(self._text[start:end])
        if not covering:
            return text
        classes = dict.fromkeys(c for mark in covering for c in mark.classes.split())
        return element("span", {"class": " ".join(classes)}, text)

    def _next_tip(self) -> str:
        self._tips += 1
        return f"{self._id}t{self._tips}"


def _around(passages: list[Mark], cuts: list[int]) -> dict[int, list[Mark]]:
    """Return for each cut the passages that cover what follows it; passages come by start."""
    around: dict[int, list[Mark]] = {}
    open_: list[Mark] = []
    coming = iter(passages)
    following = next(coming, None)
    for cut in cuts:
        open_ = [mark for mark in open_ if mark.end > cut]
        while following is not None and following.start == cut:
            open_.append(following)
            following = next(coming, None)
        around[cut] = open_[:]
    return around


def _clusters(found: list[Mark]) -> Iterator[list[Mark]]:
    """Group marks that overlap, directly or through others."""
    cluster: list[Mark] = []
    end = 0
    for mark in found:
        if cluster and mark.start >= end:
            yield cluster
            cluster = []
        cluster.append(mark)
        end = mark.end if len(cluster) == 1 else max(end, mark.end)
    if cluster:
        yield cluster


def _with_tip(target: Markup, id: str, notes: Iterable[Markup]) -> Markup:
    each = dict.fromkeys(notes)
    # An English island in the article's language, hidden until its target has pointer or focus.
    tip = element("span", {"class": "tip", "role": "tooltip", "id": id, "lang": "en"}, *each)
    return element("span", {"class": "m"}, target, tip)
