"""Run the suite of benchmarks and hold the figures against their floors.

    python -m benchmarks.floors [--full] [--write docs/quality.md]

In: `suite.toml`. Out: each benchmark's figures, a list of what fell below its floor, exit status 1
if anything did. Benchmarks whose data is not there are skipped and said so. `--full` also runs
those marked slow; `--write` puts the tables into a page of the documentation.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_MOST_LINES = 60


@dataclass(frozen=True)
class Benchmark:
    """One line of the suite. `run` is a module and its arguments, `needs` a path it cannot miss."""

    title: str
    run: list[str]
    needs: str | None = None
    slow: bool = False
    floors: dict[str, float] = field(default_factory=dict)
    ceilings: dict[str, float] = field(default_factory=dict)
    note: str = ""

    @property
    def missing(self) -> bool:
        return self.needs is not None and not (ROOT / self.needs).exists()


@dataclass(frozen=True)
class Outcome:
    """What a benchmark printed: its tables and its last line."""

    benchmark: Benchmark
    tables: str
    figures: dict[str, float]

    def faults(self) -> list[str]:
        """Name every figure on the wrong side of its bound, or not printed at all."""
        found = []
        bounds = [(k, v, 1) for k, v in self.benchmark.floors.items()]
        bounds += [(k, v, -1) for k, v in self.benchmark.ceilings.items()]
        for name, bound, sign in bounds:
            value = self.figures.get(name)
            if value is None or value * sign < bound * sign:
                kind = "floor" if sign > 0 else "ceiling"
                found.append(f"{self.benchmark.title}: {name} {value} ({kind} {bound})")
        return found


def main() -> None:
    options = _options()
    suite = tomllib.loads((ROOT / "benchmarks" / "suite.toml").read_text("utf-8"))
    benchmarks = [Benchmark(**entry) for entry in suite["benchmark"]]
    outcomes = []
    for benchmark in benchmarks:
        if benchmark.slow and not options.full:
            continue
        if benchmark.missing:
            print(f"{benchmark.title}: skipped, {benchmark.needs} is not there")
            continue
        outcome = _run(benchmark)
        print(f"{benchmark.title}: {json.dumps(outcome.figures)}", flush=True)
        outcomes.append(outcome)
    if options.write:
        options.write.write_text(_page(outcomes), encoding="utf-8")
    faults = [fault for outcome in outcomes for fault in outcome.faults()]
    for fault in faults:
        print(f"BELOW: {fault}" if "floor" in fault else f"ABOVE: {fault}")
    sys.exit(1 if faults else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--full", action="store_true", help="also run what is marked slow")
    parser.add_argument("--write", type=Path, help="page of the documentation to write")
    return parser.parse_args()


def _run(benchmark: Benchmark) -> Outcome:
    done = subprocess.run(
        [sys.executable, "-m", *benchmark.run],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{benchmark.title} failed:\n{done.stdout}\n{done.stderr}")
    *lines, last = done.stdout.strip().splitlines()
    return Outcome(benchmark, _shown(lines), json.loads(last))


def _shown(lines: list[str]) -> str:
    """Keep the tables of what was printed; without any, show its beginning as it is."""
    marked = [line.strip() if line.startswith("|") else "" for line in lines]
    tables = re.sub(r"\n{3,}", "\n\n", "\n".join(marked)).strip()
    if tables:
        return tables
    return "\n".join(["```text", *lines[:_MOST_LINES], "```"])


def _page(outcomes: list[Outcome]) -> str:
    parts = [
        "# How good it is",
        "Written by `python -m benchmarks.floors --full --write docs/quality.md`; every table can "
        "be made again with the command above it. Figures are percent unless they say otherwise. "
        "What was used for development is said beside each table: expect less on other texts.",
    ]
    for outcome in outcomes:
        benchmark = outcome.benchmark
        command = " ".join(benchmark.run)
        parts += [f"## {benchmark.title}", f"`python -m {command}`"]
        parts += [part for part in (benchmark.note, outcome.tables) if part]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
