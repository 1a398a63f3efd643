"""How fast, how large: words per second, start-up time, memory, size of the model.

    python -m benchmarks.speed FILES... [--repeat N] [--peer NAME...]

In: text files; names of spaCy pipelines that are timed beside, on the English files, with two
processes (they run on one thread). Out: a table and, as the last line, JSON with
`parse_words_per_second`, `read_words_per_second`, `help_seconds`, `import_seconds`,
`peak_memory_mb`, `model_mb`.
Times are wall-clock medians; a word is a token that is not white space or punctuation.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy
from spacy.language import Language

import depesche
from benchmarks.frame import finish, table
from depesche import parsing
from depesche.model import Report
from depesche.reader import Reader
from depesche.sources import from_file

_ENOUGH_WORDS = 4000


def main() -> None:
    options = _options()
    reports = [from_file(f, published=options.published) for f in options.files]
    reader = Reader()
    words = sum(_words(reader, r) for r in reports)
    # Short files are read several times over, so that what is measured is not the clock.
    rounds = max(1, _ENOUGH_WORDS // max(words, 1))
    reports, words = reports * rounds, words * rounds
    pipelines = {r.language: parsing.load(r.language) for r in reports}
    parse = _median(options.repeat, lambda: _parse(reports, pipelines))
    read = _median(options.repeat, lambda: list(reader.read_many(reports)))
    folder = Path(parsing.__file__).parent / "model"
    model = sum(f.stat().st_size for f in folder.iterdir())
    result = {
        "words": words,
        "parse_words_per_second": round(words / parse),
        "read_words_per_second": round(words / read),
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


def _parse(reports: list[Report], pipelines: dict[str, Language]) -> None:
    for language, pipeline in pipelines.items():
        for _ in pipeline.pipe(r.text for r in reports if r.language == language):
            pass


def _median_of_peer(runs: int, name: str, reports: list[Report]) -> float:
    peer = spacy.load(name)
    texts = [report.text for report in reports]
    return _median(runs, lambda: list(peer.pipe(texts, n_process=2)))


def _median(runs: int, work: Callable[[], object]) -> float:
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    main()
