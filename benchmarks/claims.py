"""Standing claims: scores `depesche.claims` against claims with their verdicts.

    python -m benchmarks.claims GOLD.jsonl [--errors] [--lang CODE]

In: lines `{"id","lang","published","text","claims":[{"subjects","relation","object","negated","at",
"expected"}]}`. Out: extraction and verdicts per relation and, as the last line, one JSON object.
A claim counts once per subject: extraction compares (subject, relation, object, negated), so that
of two out of three subjects found the two are right. A verdict is right if it is the expected one
for that subject; `wrong_contradicted` is the share of all verdicts on claims found that say
"contradicted" where something else was expected. Names of persons and places are compared without
case, accents and hyphens. Numbers of members (`has_members`) are left out where a set marks none.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.frame import Score, finish, read_jsonl, table

Key = tuple[str, str, str, bool]


@dataclass
class Tally:
    """Counts of one relation."""

    extraction: Score = field(default_factory=Score)
    judged: int = 0
    right: int = 0
    wrong_contradicted: int = 0

    @property
    def accuracy(self) -> float:
        return 100 * self.right / self.judged if self.judged else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", type=Path, nargs="+", help="JSONL files")
    parser.add_argument("--lang", help="only lines of this language")
    parser.add_argument("--errors", action="store_true", help="print every difference")
    options = parser.parse_args()
    lines = [line for path in options.gold for line in read_jsonl(path)]
    lines = [line for line in lines if options.lang in (None, line["lang"])]
    tallies = score(lines, errors=options.errors)
    total = sum_of(tallies)
    rows = [(name, *cells(tally)) for name, tally in sorted(tallies.items())]
    print(table(COLUMNS, [*rows, ("all", *cells(total))]))
    finish(
        {
            "lines": len(lines),
            "claims": sum(len(line["claims"]) for line in lines),
            "extraction_precision": total.extraction.precision,
            "extraction_recall": total.extraction.recall,
            "extraction_f1": total.extraction.f1,
            "verdict_accuracy": total.accuracy,
            "wrong_contradicted": (
                100 * total.wrong_contradicted / total.judged if total.judged else 0.0
            ),
        }
    )


# Numbers of members are looked at only in sets that mark them.
COUNTS = "has_members"
COLUMNS = ("relation", "gold", "found", "P", "R", "F1", "verdicts right", "wrong contradicted")


def cells(tally: Tally) -> tuple[object, ...]:
    e = tally.extraction
    return (
        int(e.gold),
        int(e.found),
        e.precision,
        e.recall,
        e.f1,
        tally.accuracy,
        tally.wrong_contradicted,
    )


def sum_of(tallies: dict[str, Tally]) -> Tally:
    total = Tally()
    for tally in tallies.values():
        total.extraction += tally.extraction
        total.judged += tally.judged
        total.right += tally.right
        total.wrong_contradicted += tally.wrong_contradicted
    return total


def score(lines: list[dict[str, Any]], *, errors: bool) -> dict[str, Tally]:
    """Read every text and count, by relation, what was found and how it was judged."""
    from depesche.reader import Reader  # noqa: PLC0415

    reader = Reader()
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    marked = {claim["relation"] for line in lines for claim in line["claims"]}
    for line in lines:
        gold = dict(of_gold(line))
        reading = reader.read(report_of(line))
        found = dict(of_reading(reading))
        if COUNTS not in marked:
            found = {key: verdict for key, verdict in found.items() if key[1] != COUNTS}
        for key in gold.keys() | found.keys():
            tally = tallies[key[1]]
            both = key in gold and key in found
            tally.extraction += Score(both, key in found, key in gold)
            if both:
                tally.judged += 1
                tally.right += gold[key] == found[key]
                wrong = found[key] == "contradicted" != gold[key]
                tally.wrong_contradicted += wrong
        if errors:
            show(line, gold, found)
    return dict(tallies)


def report_of(line: dict[str, Any]) -> Any:
    from depesche.model import Report  # noqa: PLC0415

    return Report(
        id=line["id"],
        language=line["lang"],
        published=dt.date.fromisoformat(line["published"]),
        text=line["text"],
    )


def of_gold(line: dict[str, Any]) -> Iterator[tuple[Key, str]]:
    for claim in line["claims"]:
        for subject in claim["subjects"]:
            key = (plain(subject), claim["relation"], plain(claim["object"]), claim["negated"])
            yield key, claim["expected"][subject]


def of_reading(reading: Any) -> Iterator[tuple[Key, str]]:
    for claim in reading.claims:
        for subject in claim.subjects:
            key = (plain(subject), claim.relation, plain(claim.object), claim.negated)
            yield key, claim.verdict.by_subject[subject]


def plain(id_: str) -> str:
    """Return an id with the name of a person or place in one spelling."""
    kind, colon, name = id_.partition(":")
    if kind not in ("person", "place", "org"):
        return id_
    name = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    name = "".join(c for c in name if not unicodedata.combining(c)).lower()
    return kind + colon + re.sub(r"[^\w]+", "-", name)


def show(line: dict[str, Any], gold: dict[Key, str], found: dict[Key, str]) -> None:
    missed = [f"  missed {key} {gold[key]}" for key in sorted(gold.keys() - found.keys())]
    extra = [f"  extra  {key} {found[key]}" for key in sorted(found.keys() - gold.keys())]
    wrong = [
        f"  judged {key} {found[key]}, expected {gold[key]}"
        for key in sorted(gold.keys() & found.keys())
        if gold[key] != found[key]
    ]
    if missed or extra or wrong:
        print(f"{line['id']} {line['published']} {line['text']}")
        print("\n".join([*missed, *extra, *wrong]))


if __name__ == "__main__":
    main()
