"""Measure who is meant: `python -m benchmarks.actors FILE.jsonl... [--words] [--errors]`.

In: lines `{"id","lang","text","mentions":[{"start","end","surface","actor","via"}]}`, `actor` null
where nobody is meant. Out: precision, recall and F1 per language and `via`, the share of traps
left alone, peers beside it where they are installed, words per second; the last line is JSON.

A marked span counts as found when a mention overlaps it and stands for the actor, or for a body
or person of that state; as wrong when a mention overlaps it and stands for somebody else. Peers
cannot read running text: they are given the marked words alone, which is the easier task.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from spacy.tokens import Doc

from depesche import actors, record
from depesche.model import Report

Line = dict[str, Any]
Peer = Callable[[str, str], str | None]


class Outcome(NamedTuple):
    """What became of one marked span: `found`, `wrong`, `missed`, `left` (a trap) or `linked`."""

    lang: str
    via: str
    what: str


def read(files: Iterable[Path]) -> Iterator[Line]:
    for file in files:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield {"id": f"{file.name}:{number}", **json.loads(line)}


def judge(gold: Line, overlapping: list[set[str]]) -> str:
    """Compare one marked span with the actors of each mention that overlaps it."""
    linked = [ids for ids in overlapping if ids]
    if gold["actor"] is None:
        return "linked" if linked else "left"
    if any(gold["actor"] in ids for ids in linked):
        return "found"
    return "wrong" if linked else "missed"


def meant(found: actors.Found) -> list[tuple[int, int, set[str]]]:
    """Return each mention's span with its actors and the states they act for."""
    states = {actor.id: actor.state for actor in found.actors}
    return [
        (m.start, m.end, {*m.actors, *(s for a in m.actors if (s := states.get(a)))})
        for m in found.mentions
    ]


def pipelines(words_only: bool) -> Callable[[str], Any]:
    """Return a maker of pipelines: the analyser, or words alone."""
    if words_only:
        return spacy.blank
    from depesche import parsing  # noqa: PLC0415 - words alone need no analyser

    return lambda lang: parsing.load(lang, threads=1)


def run(lines: list[Line], words_only: bool, errors: bool) -> tuple[list[Outcome], float]:
    """Return the outcomes of all marked spans, and words linked per second of one core."""
    facts = record.builtin()
    outcomes: list[Outcome] = []
    words, seconds = 0, 0.0
    make = pipelines(words_only)
    for lang in sorted({line["lang"] for line in lines}):
        own = [line for line in lines if line["lang"] == lang]
        docs = list(make(lang).pipe(line["text"] for line in own))
        for line, doc in zip(own, docs, strict=True):
            published = line.get("published")
            day = dt.date.fromisoformat(published) if published else None
            report = Report(id=line["id"], language=lang, text=line["text"], published=day)
            outcomes += compare(line, actors.find(doc, report, facts), errors)
        n, s = clock(docs, lang)
        words, seconds = words + n, seconds + s
    return outcomes, words / seconds if seconds else 0.0


def clock(docs: list[Doc], lang: str) -> tuple[int, float]:
    """Return the words of all texts as one report, and the seconds of one core to link them."""
    doc = Doc.from_docs(docs, exclude=["user_data"])
    if doc is None:
        return 0, 0.0
    report = Report(id=lang, language=lang, text=doc.text, published=None)
    actors.find(doc, report, record.builtin())  # load what is loaded once
    began = time.process_time()
    actors.find(doc, report, record.builtin())
    return len(doc), time.process_time() - began


def compare(line: Line, found: actors.Found, errors: bool) -> list[Outcome]:
    spans = meant(found)
    outcomes = []
    for gold in line["mentions"]:
        over = [ids for s, e, ids in spans if s < gold["end"] and e > gold["start"]]
        what = judge(gold, over)
        outcomes.append(Outcome(line["lang"], gold["via"], what))
        if errors and what not in ("found", "left"):
            got = sorted(set().union(*over)) if over else "nothing"
            print(
                f"{line['id']} {what}: {gold['surface']!r} {gold['via']} is {gold['actor']}, "
                f"got {got}: {line['text']}"
            )
    return outcomes


def scores(outcomes: Iterable[Outcome]) -> dict[str, float]:
    n = Counter(o.what for o in outcomes)
    wrong = n["wrong"] + n["linked"]
    precision = n["found"] / (n["found"] + wrong) if n["found"] + wrong else 0.0
    recall = n["found"] / (n["found"] + n["wrong"] + n["missed"]) if n["found"] else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    traps = n["left"] + n["linked"]
    return {
        "precision": 100 * precision,
        "recall": 100 * recall,
        "f1": 100 * f1,
        "traps": 100 * n["left"] / traps if traps else float("nan"),
        "n": float(n.total()),
    }


def table(outcomes: list[Outcome]) -> None:
    parts: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        parts[outcome.lang].append(outcome)
        parts[f"via {outcome.via}"].append(outcome)
        parts[f"{outcome.lang} {outcome.via}"].append(outcome)
    parts["all"] = outcomes
    print(f"{'part':<30}{'n':>6}{'P':>8}{'R':>8}{'F1':>8}{'traps':>8}")
    for name in sorted(parts):
        s = scores(parts[name])
        print(
            f"{name:<30}{s['n']:>6.0f}{s['precision']:>8.1f}{s['recall']:>8.1f}"
            f"{s['f1']:>8.1f}{s['traps']:>8.1f}"
        )


def peers() -> dict[str, Peer]:
    """Return the peers that are installed: surface and language to ISO 3166-1 alpha-3."""
    found: dict[str, Peer] = {}
    for name, make in (
        ("pycountry", _pycountry),
        ("countryguess", _countryguess),
        ("country_converter", _country_converter),
        ("countrynames", _countrynames),
    ):
        try:
            found[name] = make()
        except ImportError:
            continue
        except Exception as e:  # a peer that breaks at the start must not stop the others
            print(f"peer {name} does not start here: {e}")
    return found


def _pycountry() -> Peer:
    import pycountry  # noqa: PLC0415

    def look_up(surface: str, _lang: str) -> str | None:
        try:
            return str(pycountry.countries.lookup(surface).alpha_3)
        except LookupError:
            return None

    return look_up


def _countryguess() -> Peer:
    from countryguess import guess_country  # noqa: PLC0415

    return lambda surface, _lang: guess_country(surface, attribute="iso3")


def _country_converter() -> Peer:
    import logging  # noqa: PLC0415

    import country_converter  # noqa: PLC0415

    logging.getLogger("country_converter").setLevel(logging.CRITICAL)
    converter = country_converter.CountryConverter()

    def look_up(surface: str, _lang: str) -> str | None:
        code = converter.convert(surface, to="ISO3", not_found=None)
        return code if isinstance(code, str) and len(code) == 3 else None

    return look_up


def _countrynames() -> Peer:
    from countrynames import to_code_3  # noqa: PLC0415

    def look_up(surface: str, _lang: str) -> str | None:
        try:
            return to_code_3(surface)
        except KeyError:
            return None

    return look_up


def compare_peers(lines: list[Line]) -> None:
    for name, look_up in peers().items():
        outcomes = []
        for line in lines:
            for gold in line["mentions"]:
                code = look_up(gold["surface"], line["lang"])
                what = judge(gold, [{code}] if code else [])
                outcomes.append(Outcome(line["lang"], gold["via"], what))
        s = scores(outcomes)
        print(
            f"peer {name:<25}{s['n']:>6.0f}{s['precision']:>8.1f}{s['recall']:>8.1f}"
            f"{s['f1']:>8.1f}{s['traps']:>8.1f}"
        )


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.actors", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--words", action="store_true", help="words alone, without the analyser")
    parser.add_argument("--errors", action="store_true", help="list what went wrong")
    parser.add_argument("--part", choices=("tuned", "held"), help="of the development set")
    options = parser.parse_args(arguments)
    lines = list(read(options.files))
    if options.part:
        lines = [line for line in lines if is_held(line["id"]) == (options.part == "held")]
    outcomes, speed = run(lines, options.words, options.errors)
    table(outcomes)
    compare_peers(lines)
    s = scores(outcomes)
    result = {key: round(s[key], 2) for key in ("precision", "recall", "f1", "traps")}
    print(json.dumps({**result, "words_per_second": round(speed)}))


def is_held(id: str) -> bool:
    """Say whether a line of the development set was kept aside while rules were written."""
    return int(id.rpartition("-")[2]) % 4 == 0


if __name__ == "__main__":
    main(sys.argv[1:])
