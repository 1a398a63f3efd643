"""Gold TIMEX3 files in, the times stage's and a peer's figures out, side by side, with its errors.

Files are in the layout of the KRAUTS corpus (`.tml`); only what stands in `<TEXT>` and has an
extent counts. Measures as in TempEval-3: strict (same extent), relaxed (an overlap, matched one to
one), type and value (of the relaxed pairs), strict and value.

    python -m benchmarks.times GOLD_DIR [--peer PEER_DIR] [--lang de] [--errors 40] [--no-parse]
"""

from __future__ import annotations

import argparse
import datetime as dt
import html
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.tokens import Doc

from depesche import times
from depesche.model import Report, TimeExpression

_TAG = re.compile(r"<(/?)TIMEX3\b([^>]*?)(/?)>", re.DOTALL)
_ANY_TAG = re.compile(r"<[^>]+>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_CONTEXT = 30


@dataclass(frozen=True)
class Span:
    """An annotated time expression."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class Document:
    """A TIMEX3 document: its text, its date of creation, its expressions."""

    name: str
    text: str
    created: dt.date | None
    spans: tuple[Span, ...]


@dataclass
class Score:
    """Counts over documents, and the errors behind them."""

    counts: Counter[str] = field(default_factory=Counter)
    errors: dict[str, list[str]] = field(default_factory=dict)

    def f1(self, measure: str) -> float:
        """F1 in per cent of a count (`strict`, `relaxed`, `type`, `value`, `strict_value`)."""
        total = self.counts["gold"] + self.counts["system"]
        return 200 * self.counts[measure] / total if total else 0.0

    def precision(self, measure: str) -> float:
        return 100 * self.counts[measure] / max(1, self.counts["system"])

    def recall(self, measure: str) -> float:
        return 100 * self.counts[measure] / max(1, self.counts["gold"])


def read_document(path: Path) -> Document:
    """Read a `.tml` file; raises `ValueError` where it has no `<TEXT>`."""
    source = path.read_text(encoding="utf-8")
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.DOTALL)
    if body is None:
        raise ValueError(f"{path}: no <TEXT>")
    text, spans, open_, at = "", [], [], 0
    for tag in _TAG.finditer(body[1]):
        text += _plain(body[1][at : tag.start()])
        at = tag.end()
        if tag[3]:
            continue
        if not tag[1]:
            open_.append((len(text), dict(_ATTRIBUTE.findall(tag[2]))))
            continue
        start, attributes = open_.pop()
        if start < len(text):
            spans.append(
                Span(start, len(text), attributes.get("type", ""), attributes.get("value", ""))
            )
    text += _plain(body[1][at:])
    return Document(path.name, text, _created(source), tuple(sorted(spans, key=_by_place)))


def _by_place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _plain(markup: str) -> str:
    return html.unescape(_ANY_TAG.sub("", markup))


def _created(source: str) -> dt.date | None:
    for tag in _TAG.finditer(source):
        attributes = dict(_ATTRIBUTE.findall(tag[2]))
        if attributes.get("functionInDocument") == "CREATION_TIME":
            return dt.date.fromisoformat(attributes["value"][:10])
    return None


def compare(gold: Document, system: tuple[Span, ...], score: Score) -> None:
    """Add one document to the score."""
    pairs = _pair(gold.spans, system)
    score.counts["gold"] += len(gold.spans)
    score.counts["system"] += len(system)
    for left, right in pairs:
        _count(gold, gold.spans[left], system[right], score)
    for number, span in enumerate(gold.spans):
        if number not in {left for left, _ in pairs}:
            _note(score, "missed", gold, span, f"{span.type} {span.value}")
    for number, span in enumerate(system):
        if number not in {right for _, right in pairs}:
            _note(score, "spurious", gold, span, f"{span.type} {span.value}")


def _count(gold: Document, want: Span, got: Span, score: Score) -> None:
    strict = (want.start, want.end) == (got.start, got.end)
    score.counts["relaxed"] += 1
    score.counts["strict"] += strict
    score.counts["type"] += want.type == got.type
    score.counts["value"] += want.value == got.value
    score.counts["strict_value"] += strict and want.value == got.value
    if want.value != got.value:
        _note(score, "value", gold, want, f"gold {want.value}, found {got.value}")
    if not strict:
        _note(score, "extent", gold, want, f"found {gold.text[got.start : got.end]!r}")


def _pair(gold: tuple[Span, ...], system: tuple[Span, ...]) -> list[tuple[int, int]]:
    """Match one to one: equal extents first, then the longest overlaps."""
    candidates = []
    for i, left in enumerate(gold):
        for j, right in enumerate(system):
            overlap = min(left.end, right.end) - max(left.start, right.start)
            if overlap > 0:
                equal = (left.start, left.end) == (right.start, right.end)
                candidates.append((-equal, -overlap, i, j))
    used_gold: set[int] = set()
    used_system: set[int] = set()
    pairs = []
    for _, _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_system:
            used_gold.add(i)
            used_system.add(j)
            pairs.append((i, j))
    return pairs


def _note(score: Score, kind: str, document: Document, span: Span, message: str) -> None:
    before = document.text[max(0, span.start - _CONTEXT) : span.start]
    after = document.text[span.end : span.end + _CONTEXT]
    words = " ".join(f"{before}[[{document.text[span.start : span.end]}]]{after}".split())
    place = f"{document.name[:28]}:{span.start} ({document.created})"
    score.errors.setdefault(kind, []).append(f"{place}  …{words}…  {message}")


def documents(folder: Path) -> Iterator[Document]:
    for path in sorted(folder.glob("*.tml")):
        yield read_document(path)


def system_spans(found: tuple[TimeExpression, ...]) -> tuple[Span, ...]:
    return tuple(Span(t.start, t.end, t.type, t.value) for t in found)


def _pipeline(lang: str, parse: bool) -> spacy.Language:
    if parse:
        from depesche import parsing  # noqa: PLC0415

        return parsing.load(lang)
    nlp = spacy.blank(lang)
    nlp.add_pipe("sentencizer")
    nlp.max_length = 100_000_000
    return nlp


def run(
    folder: Path, lang: str, parse: bool, only: frozenset[str] | None = None
) -> tuple[Score, float]:
    """Score the times stage on a folder; also return its words per second (parse not counted)."""
    nlp = _pipeline(lang, parse)
    score = Score()
    read: list[tuple[Doc, Report, Document]] = []
    for gold in documents(folder):
        if only is None or gold.name in only:
            report = Report(id=gold.name, language=lang, published=gold.created, text=gold.text)
            read.append((nlp(gold.text), report, gold))
    for doc, report, gold in read:
        compare(gold, system_spans(times.find(doc, report)), score)
    words = sum(len(gold.text.split()) for _, _, gold in read)
    return score, words / max(1e-9, min(_seconds(read) for _ in range(3)))


def _seconds(read: list[tuple[Doc, Report, Document]]) -> float:
    """Processor time of one pass: what other programs do meanwhile does not count."""
    start = time.process_time()
    for doc, report, _ in read:
        times.find(doc, report)
    return time.process_time() - start


def run_peer(folder: Path, peer: Path, only: frozenset[str] | None = None) -> Score:
    """Score a peer's `.tml` files; where a text differs, without its white space."""
    score = Score()
    for document in documents(folder):
        path = peer / document.name
        if only is not None and document.name not in only:
            continue
        if not path.exists():
            print(f"the peer has no {document.name}", file=sys.stderr)
            compare(document, (), score)
            continue
        gold, other = document, read_document(path)
        if other.text != gold.text:
            gold, other = _squeezed(gold), _squeezed(other)
        if other.text == gold.text:
            compare(gold, other.spans, score)
        else:
            print(f"the peer's text of {document.name} differs; skipped", file=sys.stderr)
    return score


def _squeezed(document: Document) -> Document:
    places, squeezed = [], []
    for char in document.text:
        places.append(len(squeezed))
        if not char.isspace():
            squeezed.append(char)
    places.append(len(squeezed))
    spans = tuple(Span(places[s.start], places[s.end], s.type, s.value) for s in document.spans)
    return Document(document.name, "".join(squeezed), document.created, spans)


_MEASURES = ("strict", "relaxed", "type", "value", "strict_value")


def table(scores: dict[str, Score]) -> str:
    """Return a Markdown table: a row per system, precision/recall/F1 per measure."""
    lines = ["| system | found | gold | " + " | ".join(f"{m} P/R/F1" for m in _MEASURES) + " |"]
    lines.append("|---" * (len(_MEASURES) + 3) + "|")
    for name, score in scores.items():
        cells = [
            f"{score.precision(m):.1f}/{score.recall(m):.1f}/{score.f1(m):.1f}" for m in _MEASURES
        ]
        counts = f"{score.counts['system']} | {score.counts['gold']}"
        lines.append(f"| {name} | {counts} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table, the errors and, as the last line, the figures as JSON."""
    parser = argparse.ArgumentParser(prog="benchmarks.times", description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--lang", default="de")
    parser.add_argument("--errors", type=int, default=40, help="errors to list of each kind")
    parser.add_argument("--only", type=Path, help="a file that names the documents to use")
    parser.add_argument(
        "--no-parse", dest="parse", action="store_false", help="do without the analyser"
    )
    options = parser.parse_args()
    if not any(options.gold.glob("*.tml")):
        parser.error(f"{options.gold}: no .tml files")
    only = frozenset(options.only.read_text().split()) if options.only else None
    score, speed = run(options.gold, options.lang, options.parse, only)
    scores = {"Depesche": score}
    if options.peer:
        scores[options.peer.name] = run_peer(options.gold, options.peer, only)
    for kind in ("missed", "spurious", "value", "extent"):
        errors = score.errors.get(kind, [])
        print(f"\n{kind}: {len(errors)}")
        for line in errors[: options.errors]:
            print(f"  {line}")
    print(f"\n{table(scores)}\n\n{speed:,.0f} words per second\n")
    figures: dict[str, float] = {f"{m}_f1": round(score.f1(m), 2) for m in _MEASURES}
    print(json.dumps({**figures, "words_per_second": round(speed)}))


if __name__ == "__main__":
    main()
