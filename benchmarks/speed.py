"""How fast, how large: words per second, start-up time, memory, size of the model.

    python -m benchmarks.speed FILES... [--repeat N] [--peer NAME...]

In: text files; names of spaCy pipelines that are timed beside, on the English files, with two
processes (they run on one thread). Out: a table and, as the last line, JSON with
`parse_words_per_second`, `read_words_per_second`, what each stage takes in percent of the parse
(`events_percent_of_parse` ...), `help_seconds`, `import_seconds`, `peak_memory_mb`, `model_mb`.
Times are wall-clock medians, with garbage looked for as rarely as by the command line; a word is
a token that is not white space or punctuation.
"""

from __future__ import annotations

import argparse
import gc
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import depesche
from benchmarks.frame import finish, table
from depesche import actors, claims, events, parsing, statements, times
from depesche.cli import GARBAGE_THRESHOLDS
from depesche.model import Report
from depesche.reader import Reader
from depesche.sources import from_file

_ENOUGH_WORDS = 4000
Found = TypeVar("Found")


def main() -> None:
    options = _options()
    gc.set_threshold(*GARBAGE_THRESHOLDS)  # as the command line reads
    reports = [from_file(f, published=options.published) for f in options.files]
    reader = Reader()
    words = sum(_words(reader, r) for r in reports)
    # Short files are read several times over, so that what is measured is not the clock.
    rounds = max(1, _ENOUGH_WORDS // max(words, 1))
    reports, words = reports * rounds, words * rounds
    pipelines = {r.language: parsing.load(r.language) for r in reports}
    parse = _median(options.repeat, lambda: _parse(reports, pipelines))
    read = _median(options.repeat, lambda: list(reader.read_many(reports)))
    stages = _stages(options.repeat, reports, pipelines, reader)
    folder = Path(parsing.__file__).parent / "model"
    model = sum(f.stat().st_size for f in folder.iterdir())
    result = {
        "words": words,
        "parse_words_per_second": round(words / parse),
        "read_words_per_second": round(words / read),
        **{f"{name}_percent_of_parse": share for name, share in stages.items()},
        "help_seconds": _median(5, lambda: _run("-m", "depesche", "--help")),
        "import_seconds": _median(5, lambda: _run("-c", "import depesche")),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "model_mb": model / 1e6,
    }
    if options.peer:
        english = [r for r in reports if r.language == "en"]
        count = sum(_words(reader, r) for r in english)
        own = _median(options.repeat, lambda: _parse(english, pipelines))
        result["parse_words_per_second_english"] = round(count / own)
        for name in options.peer:
            result[name] = round(count / _median_of_peer(options.repeat, name, english))
    print(f"Depesche {depesche.__version__}, Python {sys.version.split()[0]}\n")
    print(table(["figure", "value"], [(k.replace("_", " "), v) for k, v in result.items()]))
    print()
    finish(result)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--repeat", type=int, default=3, help="runs to take the median of")
    parser.add_argument("--peer", nargs="*", default=[], help="spaCy pipelines to time beside")
    parser.set_defaults(published=None)
    return parser.parse_args()


def _words(reader: Reader, report: Report) -> int:
    doc = reader.parse(report)
    return sum(not (t.is_space or t.is_punct) for t in doc)


def _parse(reports: list[Report], pipelines: dict[str, Language]) -> list[tuple[Doc, Report]]:
    parsed = []
    for language, pipeline in pipelines.items():
        own = [report for report in reports if report.language == language]
        parsed += zip(pipeline.pipe(report.text for report in own), own, strict=True)
    return parsed


def _stages(
    runs: int, reports: list[Report], pipelines: dict[str, Language], reader: Reader
) -> dict[str, float]:
    """Return what each stage takes beside the parse, in percent.

    Of several runs the shortest counts, for the parse too: shares shall hold on busy machines.
    """
    spent: defaultdict[str, list[float]] = defaultdict(list)
    for _ in range(runs):
        for name, seconds in _one_by_one(reports, pipelines, reader).items():
            spent[name].append(seconds)
    parse = min(spent.pop("parse"))
    return {name: 100 * min(taken) / parse for name, taken in spent.items()}


def _one_by_one(
    reports: list[Report], pipelines: dict[str, Language], reader: Reader
) -> Counter[str]:
    """Return the seconds that the parse and each stage take for all reports."""
    seconds: Counter[str] = Counter()

    def timed(name: str, stage: Callable[..., Found], *given: object) -> Found:
        start = time.perf_counter()
        found = stage(*given)
        seconds[name] += time.perf_counter() - start
        return found

    for doc, report in timed("parse", _parse, reports, pipelines):
        who = timed("actors", actors.find, doc, report, reader.record)
        when = timed("times", times.find, doc, report)
        said = timed("statements", statements.find, doc, report, who.mentions, when)
        timed("events", events.find, doc, report, who.mentions, when, said, who.actors)
        timed("claims", claims.find, doc, report, who.mentions, when, said, reader.record)
    return seconds


def _median_of_peer(runs: int, name: str, reports: list[Report]) -> float:
    peer = spacy.load(name)
    texts = [report.text for report in reports]
    return _median(runs, lambda: list(peer.pipe(texts, n_process=2)))


def _median(runs: int, work: Callable[[], object]) -> float:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    main()
