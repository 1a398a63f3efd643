"""Score the event coder on sentences with marked parties: `python -m benchmarks.corpus FILE...`.

In: tables `type, mode, status, text`; in the text `[A:...]` marks actors and `[R:...]` recipients
of the labelled event, type `NONE` a sentence without a political event between those marked. Out:
how often the rules tell the labelled type and status between the parties given, how often they keep
silent where nothing is told; the last line is JSON.

The language is the file's name. An event counts as told if it names a marked party; of several
the one that links most of them counts.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from benchmarks.frame import finish, table
from depesche import events, parsing
from depesche.model import Event, Mention, Report

_MARK = re.compile(r"\[([AR]):([^\[\]]*)\]")


@dataclass(frozen=True)
class Sentence:
    """One line of the corpus; `parties` are spans of the unmarked text with `A` or `R`."""

    type: str
    mode: str | None
    status: str
    text: str
    parties: tuple[tuple[int, int, str], ...]
    lang: str
    line: int


def read_corpus(file: Path) -> Iterator[Sentence]:
    """Yield the sentences of one table; `de.tsv` is German."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, row in enumerate(rows, 2):
            text, parties = unmark(row["text"])
            mode = None if row["mode"] in ("", "-") else row["mode"]
            yield Sentence(row["type"], mode, row["status"], text, parties, file.stem[:2], number)


def unmark(marked: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Return the text without its marks, and the marked spans in it."""
    pieces: list[str] = []
    parties: list[tuple[int, int, str]] = []
    length = at = 0
    for mark in _MARK.finditer(marked):
        before = marked[at : mark.start()]
        start = length + len(before)
        length = start + len(mark[2])
        pieces += [before, mark[2]]
        parties.append((start, length, mark[1]))
        at = mark.end()
    return "".join(pieces) + marked[at:], tuple(parties)


def code(sentence: Sentence, doc: Doc) -> Event | None:
    """Return the event the rules tell between the marked parties, if any."""
    ids = {span: f"{span[2]}{n}" for n, span in enumerate(sentence.parties)}
    mentions = [
        Mention(start=s, end=e, text=sentence.text[s:e], actors=(who,), via="name", why="given")
        for (s, e, _), who in ids.items()
    ]
    report = Report(id="", language=sentence.lang, text=sentence.text)
    told = events.find(doc, report, mentions, (), ())
    marked = [e for e in told if set(ids.values()) & {*e.actors, *e.recipients}]
    return max(marked, key=lambda e: _links(e, set(ids.values())), default=None)


def _links(event: Event, ids: set[str]) -> tuple[int, int]:
    """Return how many marked parties an event names, and how many of them on their side."""
    named = ids & {*event.actors, *event.recipients}
    right = [i for i in ids if i in (event.actors if i[0] == "A" else event.recipients)]
    return len(named), len(right)


def main(arguments: Sequence[str] | None = None) -> None:
    """Code every sentence, print scores by language and type."""
    parser = argparse.ArgumentParser(prog="benchmarks.corpus", description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true", help="list every error")
    options = parser.parse_args(arguments)
    coded: list[tuple[Sentence, Event | None]] = []
    for file in options.files:
        sentences = list(read_corpus(file))
        docs = parsing.load(file.stem[:2]).pipe(s.text for s in sentences)
        coded += [(s, code(s, doc)) for s, doc in zip(sentences, docs, strict=True)]
    if options.errors:
        print("\n".join(_error(s, e) for s, e in coded if not _is_right(s, e)), "\n")
    _report(coded)


def _told(event: Event | None) -> str:
    return "NONE" if event is None else event.type


def _is_right(sentence: Sentence, event: Event | None) -> bool:
    if _told(event) != sentence.type:
        return False
    return event is None or event.status == sentence.status


def _error(sentence: Sentence, event: Event | None) -> str:
    found = "nothing"
    if event is not None:
        parties = f"{','.join(event.actors)}>{','.join(event.recipients)}"
        found = f"{event.type} {event.status} {parties} by {event.trigger!r}"
    where = f"{sentence.lang}:{sentence.line}"
    return f"{where} {sentence.type} {sentence.status}: {found}\n    {sentence.text}"


def _report(coded: Sequence[tuple[Sentence, Event | None]]) -> None:
    rows = [_row(kind, [c for c in coded if c[0].type == kind]) for kind in _kinds(coded)]
    print(table(("type", "sentences", "type right", "status right", "nothing told"), rows))
    scores: dict[str, float] = {}
    for lang in sorted({s.lang for s, _ in coded}):
        scores |= {
            f"{k}_{lang}": v for k, v in _scores(c for c in coded if c[0].lang == lang).items()
        }
    finish({**_scores(coded), **scores})


def _kinds(coded: Iterable[tuple[Sentence, Event | None]]) -> list[str]:
    return sorted({s.type for s, _ in coded})


def _row(kind: str, coded: Sequence[tuple[Sentence, Event | None]]) -> tuple[str, ...]:
    told = Counter(_told(e) for _, e in coded)
    right = [(s, e) for s, e in coded if e is not None and e.type == s.type]
    status = sum(e.status == s.status for s, e in right)
    n = len(coded)
    return (
        kind,
        str(n),
        f"{100 * told[kind] / n:.1f}",
        f"{100 * status / len(right):.1f}" if right else "-",
        f"{100 * told['NONE'] / n:.1f}",
    )


def _scores(coded: Iterable[tuple[Sentence, Event | None]]) -> dict[str, float]:
    """Return shares in percent: types right, statuses right of these, silence where it is due."""
    rows = list(coded)
    events_ = [(s, e) for s, e in rows if s.type != "NONE"]
    none = [e for s, e in rows if s.type == "NONE"]
    right = [(s, e) for s, e in events_ if e is not None and e.type == s.type]
    told = sum(e is not None for _, e in events_)
    return {
        "type": _share(len(right), len(events_)),
        "type_of_told": _share(len(right), told),
        "status": _share(sum(e.status == s.status for s, e in right if e), len(right)),
        "silence": _share(sum(e is None for e in none), len(none)),
    }


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


if __name__ == "__main__":
    main()
