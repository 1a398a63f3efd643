"""Score events found in raw text: `python -m benchmarks.triples FILE.jsonl... [--errors]`.

In: lines of the "readings" layout (`id, lang, published, text, events`). Out: precision, recall and
F1 of triples (type, actors, recipients) per language and in all, and the shares of them with the
right status and time; the last line is JSON.

A triple is right if its type is accepted and its actors and recipients are those of the gold, as
states: bodies and persons count as their state, groups as their members. Gold without recipients
is reciprocal or names none; then all parties together are compared. Gold marked `optional` counts
neither for nor against. Time is judged where the gold gives one: both intervals must overlap.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.frame import Score, finish, read_jsonl, table
from depesche.model import Event, Reading, Report
from depesche.reader import Reader


@dataclass
class Sheet:
    """The scores of one language."""

    triples: Score = field(default_factory=Score)
    status: Counter[bool] = field(default_factory=Counter)
    time: Counter[bool] = field(default_factory=Counter)
    by_type: dict[str, Score] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def count(self, kind: str, right: int, found: int, gold: int) -> None:
        """Add counts to the whole and to a type."""
        score = Score(right, found, gold)
        self.triples += score
        self.by_type[kind] = self.by_type.get(kind, Score()) + score


def main(arguments: Sequence[str] | None = None) -> None:
    """Read every text, compare, print."""
    parser = argparse.ArgumentParser(prog="benchmarks.triples", description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true", help="list every error")
    options = parser.parse_args(arguments)
    reader, sheets = Reader(), {}
    for file in options.files:
        for gold in read_jsonl(file):
            sheet = sheets.setdefault(gold["lang"], Sheet())
            compare(gold, reader.read(_report(gold)), sheet)
    if options.errors:
        print("\n".join(e for sheet in sheets.values() for e in sheet.errors), "\n")
    whole = _sum(sheets.values())
    _print(sheets, whole)
    finish(
        {
            "triples_f1": whole.triples.f1,
            "triples_precision": whole.triples.precision,
            "triples_recall": whole.triples.recall,
            "status": _share(whole.status),
            "time": _share(whole.time),
            **{f"triples_f1_{lang}": sheet.triples.f1 for lang, sheet in sorted(sheets.items())},
        }
    )


def _report(gold: dict[str, Any]) -> Report:
    published = dt.date.fromisoformat(gold["published"])
    return Report(id=gold["id"], language=gold["lang"], published=published, text=gold["text"])


def compare(gold: dict[str, Any], reading: Reading, sheet: Sheet) -> None:
    """Pair the events of a reading with the gold one to one and count."""
    left = list(gold["events"])
    for event in reading.events:
        actors, recipients = states(event.actors, reading), states(event.recipients, reading)
        fits = [w for w in left if _fits(event, actors, recipients, w)]
        if fits:
            want = min(fits, key=lambda w: (w["optional"], _distance(event, w)))
            left.remove(want)
            if not want["optional"]:
                _judge(event, want, gold["id"], sheet)
            continue
        if any(w["optional"] and _distance(event, w) == 0 for w in left):
            continue
        sheet.count(event.type, 0, 1, 0)
        told = f"{event.type} {sorted(actors)} -> {sorted(recipients)} {event.status}"
        sheet.errors.append(f"{gold['id']} + {event.trigger!r} {told} ({event.why})")
    for want in left:
        if not want["optional"]:
            sheet.count(want["type"], 0, 0, 1)
            told = f"{want['type']} {want['actors']} -> {want['recipients']} {want['status']}"
            sheet.errors.append(f"{gold['id']} - {want['trigger']['core']!r} {told}")


def _judge(event: Event, want: dict[str, Any], where: str, sheet: Sheet) -> None:
    sheet.count(want["type"], 1, 1, 1)
    accepted = want["status"].split("|")
    sheet.status[event.status in accepted] += 1
    if event.status not in accepted:
        sheet.errors.append(f"{where} status {event.trigger!r} {event.status}, not {accepted}")
    if want["time"]:
        sheet.time[_overlaps(event, want["time"])] += 1
        if not _overlaps(event, want["time"]):
            sheet.errors.append(f"{where} time {event.trigger!r} {event.time}, not {want['time']}")


def states(ids: Iterable[str], reading: Reading) -> frozenset[str]:
    """Return actors as states: bodies and persons as theirs, groups as their members."""
    known = {actor.id: actor for actor in reading.actors}
    found: set[str] = set()
    for id_ in ids:
        actor = known.get(id_)
        if actor is not None and actor.members:
            found |= set(actor.members)
        elif actor is not None and actor.state is not None:
            found.add(actor.state)
        else:
            found.add(id_.split(":")[0] if not id_.startswith(("person:", "group:")) else id_)
    return frozenset(found)


def _fits(
    event: Event, actors: frozenset[str], recipients: frozenset[str], want: dict[str, Any]
) -> bool:
    if event.type not in want["acceptable_types"]:
        return False
    if not want["recipients"]:
        return actors | recipients == frozenset(want["actors"])
    return actors == frozenset(want["actors"]) and recipients == frozenset(want["recipients"])


def _distance(event: Event, want: dict[str, Any]) -> int:
    """Return the characters between the gold trigger and the nearest place of the event."""
    start, end = want["trigger"]["start"], want["trigger"]["end"]
    places = [(event.start, event.end), *((s.start, s.end) for s in event.also)]
    return min(max(s - end, start - e, 0) for s, e in places)


def _overlaps(event: Event, days: Sequence[str]) -> bool:
    if event.time is None:
        return False
    first, last = (dt.date.fromisoformat(day) for day in days)
    return (event.time.from_ or dt.date.min) <= last and first <= (event.time.to or dt.date.max)


def _share(judged: Counter[bool]) -> float:
    return 100 * judged[True] / judged.total() if judged.total() else 0.0


def _sum(sheets: Iterable[Sheet]) -> Sheet:
    whole = Sheet()
    for sheet in sheets:
        whole.triples += sheet.triples
        whole.status += sheet.status
        whole.time += sheet.time
        for kind, score in sheet.by_type.items():
            whole.by_type[kind] = whole.by_type.get(kind, Score()) + score
    return whole


def _print(sheets: dict[str, Sheet], whole: Sheet) -> None:
    def row(name: str, score: Score) -> tuple[object, ...]:
        counts = int(score.gold), int(score.found)
        return (name, *counts, score.precision, score.recall, score.f1)

    rows = [row(name, s.triples) for name, s in [*sorted(sheets.items()), ("all", whole)]]
    rows += [row(kind, score) for kind, score in sorted(whole.by_type.items())]
    print(table(["part", "gold", "found", "precision", "recall", "F1"], rows), "\n")


if __name__ == "__main__":
    main()
