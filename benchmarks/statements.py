"""Who said what: scores `depesche.statements` against annotated quotations.

In: documents in the format of the German News Quotation Attribution data set (Petersen-Frey and
Biemann 2024), one JSON object per line. Out: a table per kind of speech and, as the last line, one
JSON object. The score is the data set's own: quotations are paired one to one so that the summed
token F1 is largest; precision and recall are means over pairs and unpaired quotations; an empty
role counts on neither side.

    python -m benchmarks.statements GOLD.jsonl [--predictions OUT.jsonl] [--lang CODE]
"""

from __future__ import annotations

import argparse
import json
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROLES = ("addressee", "cue", "frame", "speaker")
PARTS = ("quote", *ROLES)
KINDS = ("Direct", "Indirect", "FreeIndirect", "IndirectFreeIndirect", "Reported")
KIND_OF = {
    "direct": "Direct",
    "indirect": "Indirect",
    "free indirect": "FreeIndirect",
    "indirect/free indirect": "IndirectFreeIndirect",
    "reported": "Reported",
}
# The stage does not tell speech from writing and thought; the official script wants a label.
MEDIUM = "Speech"
SAME_KIND_BONUS = 0.01
SAME_MEDIUM_BONUS = 0.001


@dataclass(frozen=True)
class Group:
    """One quotation as token numbers: the quote and its roles."""

    parts: dict[str, tuple[int, ...]]
    kind: str | None = None
    medium: str | None = None

    @property
    def quote(self) -> tuple[int, ...]:
        return self.parts["quote"]


def group_of(annotation: dict[str, Any]) -> Group:
    """Read one annotation of the data set's format."""
    parts = {
        part: tuple(sorted(set(annotation.get(part, {}).get("tokenIds", [])))) for part in PARTS
    }
    return Group(parts, annotation.get("type"), annotation.get("medium"))


def precision_recall(
    gold: Sequence[int], found: Sequence[int]
) -> tuple[float | None, float | None]:
    """Return token precision and recall; `None` where there is nothing to divide by."""
    both = len(set(gold) & set(found))
    return (both / len(found) if found else None, both / len(gold) if gold else None)


def f1(precision: float | None, recall: float | None) -> float:
    if not precision or not recall:
        return 0.0
    return 2 * precision * recall / (precision + recall)


def similarity(gold: Group, found: Group) -> float:
    """Token F1 of the quotes; same kind and same medium break ties, as in the official script."""
    overlap = f1(*precision_recall(gold.quote, found.quote))
    if overlap == 0.0:
        return 0.0
    kind = SAME_KIND_BONUS if gold.kind == found.kind else 0.0
    medium = SAME_MEDIUM_BONUS if gold.medium == found.medium else 0.0
    return overlap + kind + medium


def assign(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pair rows with columns one to one so that the summed score is largest (Hungarian method).

    Every row or every column, whichever are fewer, is paired, even at score 0.
    """
    if not scores or not scores[0]:
        return []
    if len(scores) > len(scores[0]):
        turned = [list(column) for column in zip(*scores, strict=True)]
        return sorted((row, column) for column, row in assign(turned))
    rows, columns = len(scores), len(scores[0])
    row_price = [0.0] * (rows + 1)
    column_price = [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)  # rows and columns count from 1; 0 means free
    for row in range(1, rows + 1):
        _augment(row, scores, row_price, column_price, row_of)
    return sorted((row_of[c] - 1, c - 1) for c in range(1, columns + 1) if row_of[c])


def _augment(
    row: int,
    scores: Sequence[Sequence[float]],
    row_price: list[float],
    column_price: list[float],
    row_of: list[int],
) -> None:
    """Add `row` to the pairing along a shortest augmenting path; prices are the dual variables."""
    columns = len(column_price) - 1
    row_of[0] = row
    slack = [float("inf")] * (columns + 1)
    came_from = [0] * (columns + 1)
    done = [False] * (columns + 1)
    at = 0
    while row_of[at]:
        done[at] = True
        here, step, best = row_of[at], float("inf"), 0
        for c in range(1, columns + 1):
            if done[c]:
                continue
            cost = -scores[here - 1][c - 1] - row_price[here] - column_price[c]
            if cost < slack[c]:
                slack[c], came_from[c] = cost, at
            if slack[c] < step:
                step, best = slack[c], c
        for c in range(columns + 1):
            if done[c]:
                row_price[row_of[c]] += step
                column_price[c] -= step
            else:
                slack[c] -= step
        at = best
    while at:
        row_of[at] = row_of[came_from[at]]
        at = came_from[at]


@dataclass
class Tally:
    """Precision and recall values of every pair and unpaired quotation, by part."""

    precision: dict[str, list[float]] = field(default_factory=lambda: {p: [] for p in PARTS})
    recall: dict[str, list[float]] = field(default_factory=lambda: {p: [] for p in PARTS})
    same_kind: int = 0

    def add(self, gold: Group | None, found: Group | None, *, sides: str = "both") -> None:
        for part in PARTS:
            p, r = precision_recall(
                gold.parts[part] if gold else (), found.parts[part] if found else ()
            )
            if p is not None and sides != "gold":
                self.precision[part].append(p)
            if r is not None and sides != "found":
                self.recall[part].append(r)
        self.same_kind += bool(gold and found and gold.kind == found.kind)

    def scores(self, parts: Iterable[str]) -> tuple[float, float, float]:
        """Return precision, recall and F1 in percent over all values of `parts`."""
        chosen = tuple(parts)
        p = _mean([v for part in chosen for v in self.precision[part]])
        r = _mean([v for part in chosen for v in self.recall[part]])
        return 100 * p, 100 * r, 100 * f1(p, r)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def pairs(
    gold: Sequence[Group], found: Sequence[Group]
) -> Iterator[tuple[Group | None, Group | None]]:
    """Yield the paired quotations of a document, then the unpaired ones of either side."""
    matched = assign([[similarity(g, f) for f in found] for g in gold])
    yield from ((gold[g], found[f]) for g, f in matched)
    rows, columns = {g for g, _ in matched}, {f for _, f in matched}
    yield from ((g, None) for i, g in enumerate(gold) if i not in rows)
    yield from ((None, f) for i, f in enumerate(found) if i not in columns)


def score(documents: Iterable[tuple[Sequence[Group], Sequence[Group]]]) -> dict[str, Tally]:
    """Score (gold, found) documents; keys are `all`, and every kind of speech.

    A kind's recall is over gold quotations of the kind, its precision over found ones.
    """
    tallies = {name: Tally() for name in ("all", *KINDS)}
    for gold, found in documents:
        for g, f in pairs(gold, found):
            tallies["all"].add(g, f)
            if g is not None and g.kind in tallies:
                tallies[g.kind].add(g, f, sides="gold")
            if f is not None and f.kind in tallies:
                tallies[f.kind].add(g, f, sides="found")
    return tallies


def read(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def annotation_of(quotation: Any, document: dict[str, Any]) -> dict[str, Any]:
    """Turn a `Quotation` into the data set's format, in the data set's tokens."""
    tokens = document["tokens"]
    begins = [t["charBegin"] for t in tokens]
    ends = [t["charEnd"] for t in tokens]

    def part(spans: Iterable[tuple[int, int]]) -> dict[str, Any]:
        ids: list[int] = []
        for start, end in spans:
            ids += range(bisect_right(ends, start), bisect_left(begins, end))
        ids = sorted(set(ids))
        runs = [i for n, i in enumerate(ids) if n == 0 or ids[n - 1] != i - 1]
        stops = [i for n, i in enumerate(ids) if n == len(ids) - 1 or ids[n + 1] != i + 1]
        return {
            "spans": [
                {"begin": a, "end": b + 1, "charBegin": begins[a], "charEnd": ends[b]}
                for a, b in zip(runs, stops, strict=True)
            ],
            "text": " ".join(tokens[i]["text"] for i in ids),
            "tokenIds": ids,
        }

    return {
        **{name: part(getattr(quotation, name)) for name in PARTS},
        "type": KIND_OF[quotation.kind],
        "medium": MEDIUM,
        "isNested": quotation.nested,
        "hasNested": False,
    }


def predict(document: dict[str, Any], parse: Any, lang: str) -> dict[str, Any]:
    """Run the package on one document; return it with the found annotations."""
    from depesche import statements  # noqa: PLC0415
    from depesche.model import Report  # noqa: PLC0415

    text = document["originalText"]
    doc = parse(text)
    started = time.perf_counter()
    report = Report(id=document["documentName"], language=lang, text=text)
    found = statements.quotations(doc, report)
    seconds = time.perf_counter() - started
    annotations = [annotation_of(q, document) for q in found]
    annotations = [a for a in annotations if a["quote"]["tokenIds"]]
    for number, annotation in enumerate(annotations):
        annotation["id"] = number
    return {**document, "annotations": annotations, "_seconds": seconds}


def analyser(lang: str) -> Any:
    """Return the package's own analyser for `lang`."""
    from depesche import parsing  # noqa: PLC0415

    return parsing.load(lang)


def table(tallies: dict[str, Tally]) -> str:
    head = f"{'kind':22}{'gold':>6}{'found':>7}" + "".join(
        f"{name + ' ' + m:>11}" for name in ("msg", "roles", "joint") for m in ("P", "R", "F1")
    )
    lines = [head]
    for name, tally in tallies.items():
        figures = [*tally.scores(["quote"]), *tally.scores(ROLES), *tally.scores(PARTS)]
        counts = f"{len(tally.recall['quote']):6}{len(tally.precision['quote']):7}"
        lines.append(f"{name:22}{counts}" + "".join(f"{v:11.1f}" for v in figures))
    lines.append("")
    for role in ROLES:
        p, r, f = tallies["all"].scores([role])
        lines.append(f"{role:22}P {p:5.1f}  R {r:5.1f}  F1 {f:5.1f}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--predictions", type=Path, help="write them in the data set's format")
    parser.add_argument("--lang", help="language of documents that name none (default: de)")
    options = parser.parse_args(arguments)
    documents = read(options.gold)
    analysers: dict[str, Any] = {}
    predicted = []
    parse_and_find = time.perf_counter()
    for document in documents:
        lang = document.get("lang") or options.lang or "de"
        if lang not in analysers:
            analysers[lang] = analyser(lang)
        predicted.append(predict(document, analysers[lang], lang))
    total = time.perf_counter() - parse_and_find
    finding = sum(document.pop("_seconds") for document in predicted)
    if options.predictions:
        with options.predictions.open("w", encoding="utf-8") as out:
            for document in predicted:
                out.write(json.dumps(document, ensure_ascii=False) + "\n")
    tallies = score(
        ([group_of(a) for a in g["annotations"]], [group_of(a) for a in f["annotations"]])
        for g, f in zip(documents, predicted, strict=True)
    )
    print(table(tallies))
    print(f"\nstatements took {finding:.2f} s of {total:.2f} s")
    message, roles, joint = (tallies["all"].scores(p)[2] for p in (["quote"], ROLES, PARTS))
    result = {
        "documents": len(documents),
        "statements": len(tallies["all"].recall["quote"]),
        "found": len(tallies["all"].precision["quote"]),
        "message_f1": round(message, 2),
        "roles_f1": round(roles, 2),
        "joint_f1": round(joint, 2),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
