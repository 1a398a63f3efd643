"""Whole articles: times, statements, events and claims of a reading against the gold, in one run.

    python -m benchmarks.readings FILE.jsonl... [--errors]

In: lines `{"id","lang","published","text","events","times","statements","claims"}`. Out: a table
with precision, recall and F1 per part and, as the last line, JSON. What counts as right:

times       same first and last character after articles and prepositions are cut; value equal
statements  the quotes overlap by half of the longer one's words; speaker: same actor or state
events      type accepted, same states as actors and recipients; status and time counted beside;
            gold events marked `optional` count neither for nor against
claims      same relation, object, negation, per subject; verdict counted beside

Ids finer than a state (bodies, persons) count as their state, groups as their members.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.frame import Score, finish, read_jsonl, table
from depesche.model import Event, Reading, Report, Statement, TimeExpression
from depesche.reader import Reader


@dataclass
class Tally:
    """Scores per part, side counts of what is judged only on what was found, and errors."""

    parts: dict[str, Score] = field(default_factory=dict)
    beside: dict[str, list[bool]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def add(self, part: str, right: int, found: int, gold: int) -> None:
        self.parts[part] = self.parts.get(part, Score()) + Score(right, found, gold)

    def judge(self, name: str, is_right: bool) -> None:
        self.beside.setdefault(name, []).append(is_right)

    def share(self, name: str) -> float:
        judged = self.beside.get(name, [])
        return 100 * sum(judged) / len(judged) if judged else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true", help="list every error")
    options = parser.parse_args()
    reader, tally = Reader(), Tally()
    for file in options.files:
        for gold in read_jsonl(file):
            reading = reader.read(_report(gold))
            _times(gold, reading, tally)
            _statements(gold, reading, tally)
            _events(gold, reading, tally)
            _claims(gold, reading, tally)
    if options.errors:
        print("\n".join(tally.errors), "\n")
    rows = [(p, s.gold, s.found, s.precision, s.recall, s.f1) for p, s in tally.parts.items()]
    print(table(["part", "gold", "found", "precision", "recall", "F1"], rows), "\n")
    print(table(["of those found", "right %"], [(n, tally.share(n)) for n in tally.beside]), "\n")
    result = {f"{part}_f1": score.f1 for part, score in tally.parts.items()}
    finish(result | {name: tally.share(name) for name in tally.beside})


def _report(gold: dict[str, Any]) -> Report:
    return Report(
        id=gold["id"],
        language=gold["lang"],
        published=dt.date.fromisoformat(gold["published"]),
        text=gold["text"],
    )


def _times(gold: dict[str, Any], reading: Reading, tally: Tally) -> None:
    """Score times; only DATE and TIME with a place on the calendar are marked in the gold."""
    found = [t for t in reading.times if t.type in ("DATE", "TIME") and t.earliest]
    wanted = {_core(t["start"], t["end"], gold["text"]): t for t in gold["times"]}
    right = 0
    for time in found:
        want = wanted.pop(_core(time.start, time.end, gold["text"]), None)
        if want is None:
            tally.errors.append(f"{gold['id']} time + {time.text} {time.value}")
            continue
        right += 1
        same = _days(time) == (want["from"], want["to"])
        tally.judge("time_interval", same)
        if not same:
            tally.errors.append(f"{gold['id']} time {time.text}: {time.value}, not {want['value']}")
    tally.errors += [f"{gold['id']} time - {t['surface']}" for t in wanted.values()]
    tally.add("times", right, len(found), len(gold["times"]))


_FRONT = re.compile(r"(?:(?:am|im|vom|zum|der|die|das|den|dem|des|seit|in|on|the)\s+)+", re.I)


def _core(start: int, end: int, text: str) -> tuple[int, int]:
    front = _FRONT.match(text, start, end)
    return (front.end() if front and front.end() < end else start, end)


def _days(time: TimeExpression) -> tuple[str, str]:
    return str(time.earliest)[:10], str(time.latest)[:10]


def _statements(gold: dict[str, Any], reading: Reading, tally: Tally) -> None:
    left = list(reading.statements)
    right = 0
    for want in gold["statements"]:
        best = max(left, key=lambda s: _overlap(s.text, want["quote"]), default=None)
        if best is None or _overlap(best.text, want["quote"]) < 0.5:
            tally.errors.append(f"{gold['id']} statement - {want['quote'][:70]}")
            continue
        left.remove(best)
        right += 1
        tally.judge("speaker", _same_speaker(best, want, reading))
        if not tally.beside["speaker"][-1]:
            tally.errors.append(f"{gold['id']} speaker {best.speaker}, not {want['speaker']}")
    tally.errors += [f"{gold['id']} statement + {s.kind}: {s.text[:70]}" for s in left]
    tally.add("statements", right, len(reading.statements), len(gold["statements"]))


def _overlap(a: str, b: str) -> float:
    first, second = Counter(re.findall(r"\w+", a)), Counter(re.findall(r"\w+", b))
    return (first & second).total() / max(first.total(), second.total(), 1)


def _same_speaker(found: Statement, want: dict[str, Any], reading: Reading) -> bool:
    actor = found.speaker.actor if found.speaker else None
    if want["speaker"] is None and want.get("speaker_state") is None:
        return actor is None
    if actor is None:
        return False
    return actor == want["speaker"] or want.get("speaker_state") in _states([actor], reading)


def _states(ids: list[str], reading: Reading) -> frozenset[str]:
    known = {a.id: a for a in reading.actors}
    found: set[str] = set()
    for id in ids:
        actor = known.get(id)
        if actor is not None and actor.members:
            found.update(actor.members)
        else:
            found.add(actor.state if actor is not None and actor.state else id.split(":")[0])
    return frozenset(found)


def _events(gold: dict[str, Any], reading: Reading, tally: Tally) -> None:
    left = list(gold["events"])
    right = ignored = 0
    for event in reading.events:
        who = _states([*event.actors], reading), _states([*event.recipients], reading)
        fits = [w for w in left if event.type in w["acceptable_types"] and _same_who(w, *who)]
        near = [w for w in left if w["optional"] and _at(event, w)]
        if not fits and near:
            left.remove(near[0])
            ignored += 1
        elif not fits:
            spot = f"{event.trigger!r} {sorted(who[0])} -> {sorted(who[1])} {event.status}"
            tally.errors.append(f"{gold['id']} event + {event.type} {spot} ({event.why})")
        else:
            want = min(fits, key=lambda w: abs(w["trigger"]["start"] - event.start))
            left.remove(want)
            if want["optional"]:
                ignored += 1
                continue
            right += 1
            tally.judge("status", event.status == want["status"])
            if want["time"]:
                tally.judge("event_time", _overlaps(event, want["time"]))
            if event.status != want["status"]:
                tally.errors.append(f"{gold['id']} status {event.trigger!r} {event.status}")
    missed = [w for w in left if not w["optional"]]
    for w in missed:
        spot = f"{w['trigger']['core']!r} {w['actors']} -> {w['recipients']} {w['status']}"
        tally.errors.append(f"{gold['id']} event - {w['type']} {spot}")
    tally.add("events", right, len(reading.events) - ignored, right + len(missed))


def _same_who(want: dict[str, Any], actors: frozenset[str], recipients: frozenset[str]) -> bool:
    if not want["recipients"]:
        return actors | recipients == frozenset(want["actors"])
    return actors == frozenset(want["actors"]) and recipients == frozenset(want["recipients"])


def _at(event: Event, want: dict[str, Any]) -> bool:
    spots = [(event.start, event.end), *((s.start, s.end) for s in event.also)]
    return any(s < want["trigger"]["end"] and want["trigger"]["start"] < e for s, e in spots)


def _overlaps(event: Event, days: list[str]) -> bool:
    if event.time is None:
        return False
    first, last = (dt.date.fromisoformat(d) for d in days)
    return (event.time.from_ or dt.date.min) <= last and first <= (event.time.to or dt.date.max)


def _claims(gold: dict[str, Any], reading: Reading, tally: Tally) -> None:
    wanted = {
        (s, c["relation"], c["object"], c["negated"]): verdict
        for c in gold["claims"]
        for s, verdict in c["expected"].items()
    }
    total, right, found = len(wanted), 0, 0
    for claim in reading.claims:
        verdicts = claim.verdict.by_subject if claim.verdict else {}
        for subject in claim.subjects:
            found += 1
            key = (subject, claim.relation, claim.object, claim.negated)
            want = wanted.pop(key, None)
            if want is None:
                tally.errors.append(f"{gold['id']} claim + {key} {claim.text!r}")
                continue
            right += 1
            tally.judge("verdict", verdicts.get(subject) == want)
            if verdicts.get(subject) != want:
                tally.errors.append(f"{gold['id']} verdict {key} {verdicts.get(subject)}: {want}")
    tally.errors += [f"{gold['id']} claim - {key}" for key in wanted]
    tally.add("claims", right, found, total)


if __name__ == "__main__":
    main()
