"""Measure the forms of names: `python -m benchmarks.forms [--lang CODE] [--errors]`.

In: `data/actors/forms.LANG.csv`, the case forms of names, adjectives and peoples of states, and
`carriers.csv`, one short sentence per form with a gap for it. Out: the share of sentences in which
the form is linked to its state, per language and kind; the last line is JSON. A form counts as
found when a mention within the gap stands for the state.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from depesche import actors, parsing, record
from depesche.model import Report

DATA = Path(__file__).parent / "data" / "actors"
LANGUAGES = ("de", "en", "ru")
PUBLISHED = dt.date(2025, 6, 2)


class Case(NamedTuple):
    """One form in its sentence: the state it names, and where it stands."""

    state: str
    kind: str
    form: str
    start: int
    text: str


def carriers(lang: str) -> dict[tuple[str, int], str]:
    """Return the sentences with gaps by kind of name and number of the form."""
    with (DATA / "carriers.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["lang"] == lang]
    return {(row["kind"], int(row["form"])): row["sentence"] for row in rows}


def cases(lang: str) -> Iterator[Case]:
    """Yield every form of a language in the sentence for its case; `-` marks a form not in use."""
    sentences = carriers(lang)
    with (DATA / f"forms.{lang}.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for n, form in enumerate(row["forms"].split("; ")):
                if form != "-":
                    sentence = sentences[row["kind"], n]
                    text = sentence.format(form)
                    if sentence.startswith("{}"):
                        text = text[0].upper() + text[1:]
                    yield Case(row["id"], row["kind"], form, sentence.index("{}"), text)


def is_found(case: Case, found: actors.Found) -> bool:
    """Say whether a mention in the gap stands for the state or a body of it."""
    states = {actor.id: actor.state for actor in found.actors}
    end = case.start + len(case.form)
    inside = [m for m in found.mentions if m.start < end and m.end > case.start]
    return any(case.state in (id, states.get(id)) for m in inside for id in m.actors)


def measure(lang: str, errors: bool) -> Counter[tuple[str, str]]:
    """Count the forms of a language, and those that were found."""
    counts: Counter[tuple[str, str]] = Counter()
    listed = list(cases(lang))
    facts = record.builtin()
    docs = parsing.load(lang, threads=1).pipe(case.text for case in listed)
    for case, doc in zip(listed, docs, strict=True):
        report = Report(id="form", language=lang, text=case.text, published=PUBLISHED)
        found = is_found(case, actors.find(doc, report, facts))
        counts[case.kind, "forms"] += 1
        counts[case.kind, "found"] += found
        if errors and not found:
            print(f"{case.state} {case.kind} {case.form!r} not found: {case.text}")
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.forms", description=__doc__)
    parser.add_argument("--lang", choices=LANGUAGES, action="append", help="only this language")
    parser.add_argument("--errors", action="store_true", help="list the forms not found")
    options = parser.parse_args()
    shares: dict[str, float] = {}
    for lang in options.lang or LANGUAGES:
        counts = measure(lang, options.errors)
        kinds = sorted({kind for kind, _ in counts})
        for kind in kinds:
            forms, found = counts[kind, "forms"], counts[kind, "found"]
            print(f"{lang} {kind:<14}{forms:>6} forms{100 * found / forms:>8.2f} % found")
        forms, found = (sum(counts[k, what] for k in kinds) for what in ("forms", "found"))
        shares[lang] = round(100 * found / forms, 2)
    print(json.dumps(shares))


if __name__ == "__main__":
    main()
