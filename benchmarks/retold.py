"""Score the merging of retold events: `python -m benchmarks.retold FILE.jsonl... [--errors]`.

In: passages (`id, lang, published, text, places, one`) with two places that each tell an event;
`one` says whether it is the same. Out: per language how many retold events became one and how many
look-alikes stayed two, among those of which both places were found; the last line is JSON.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.frame import finish, read_jsonl, table
from depesche.model import Reading, Report
from depesche.reader import Reader

_KINDS = {True: "retold", False: "look-alikes"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Read every passage, compare, print."""
    parser = argparse.ArgumentParser(prog="benchmarks.retold", description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true", help="list every error")
    options = parser.parse_args(arguments)
    reader, counts = Reader(), Counter[tuple[str, str, str]]()
    for file in options.files:
        for gold in read_jsonl(file):
            reading = reader.read(_report(gold))
            outcome = judge(gold, reading)
            for lang in (gold["lang"], "all"):
                counts[lang, _KINDS[gold["one"]], outcome] += 1
            if options.errors and outcome != "right":
                print(f"{gold['id']} {outcome}: {_told(reading)}")
    _print(counts)


def judge(gold: dict[str, Any], reading: Reading) -> str:
    """Return `right`, `wrong` (merged or apart against the gold) or `missed` (no event there)."""
    one, other = (_at(place, reading) for place in gold["places"])
    if not one or not other:
        return "missed"
    return "right" if bool(one & other) is gold["one"] else "wrong"


def _at(place: Sequence[int], reading: Reading) -> set[int]:
    """Return the numbers of the events that are told within a place."""
    start, end = place
    return {
        number
        for number, event in enumerate(reading.events)
        for span in (event, *event.also)
        if span.start < end and start < span.end
    }


def _report(gold: dict[str, Any]) -> Report:
    published = dt.date.fromisoformat(gold["published"])
    return Report(id=gold["id"], language=gold["lang"], published=published, text=gold["text"])


def _told(reading: Reading) -> str:
    text = reading.report.text
    return "; ".join(
        f"{e.type} {'+'.join(e.actors)} -> {'+'.join(e.recipients)} {e.status} "
        f"{[text[s.start : s.end] for s in (e, *e.also)]}"
        for e in reading.events
    )


def _print(counts: Counter[tuple[str, str, str]]) -> None:
    rows, shares = [], {}
    for lang in sorted({lang for lang, _, _ in counts}, key=lambda name: (name == "all", name)):
        for kind in _KINDS.values():
            right, wrong, missed = (counts[lang, kind, o] for o in ("right", "wrong", "missed"))
            share = 100 * right / (right + wrong) if right + wrong else 0.0
            rows.append((lang, kind, right, wrong, missed, share))
            shares[f"{kind.replace('-', '_')}_{lang}"] = share
    print(table(["language", "passages", "right", "wrong", "missed", "right of found"], rows), "\n")
    finish(shares)


if __name__ == "__main__":
    main()
