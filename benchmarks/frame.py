"""What all benchmarks share: precision, recall, F1; a table; one JSON object as the last line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class Score:
    """Counts of a retrieval task. `found` and `gold` are totals, `right` their overlap."""

    right: float = 0
    found: float = 0
    gold: float = 0

    def __add__(self, other: Score) -> Score:
        """Add the counts."""
        return Score(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of what was found that is right, in percent."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found, in percent."""
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in percent."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Read one JSON object per line; a faulty line ends the run and is named."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield json.loads(line)
            except json.JSONDecodeError as e:
                raise SystemExit(f"{path}:{number}: {e}") from None


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table, so that the same output serves the terminal and the docs."""
    cells = [[_cell(v) for v in row] for row in rows]
    widths = [max(len(r[i]) for r in [list(columns), *cells]) for i in range(len(columns))]
    lines = [_line(columns, widths), "|" + "|".join("-" * (w + 2) for w in widths) + "|"]
    return "\n".join([*lines, *(_line(row, widths) for row in cells)])


def finish(result: Mapping[str, object]) -> None:
    """Print the last line: the figures as one JSON object, floats with two decimals."""
    rounded = {k: round(v, 2) if isinstance(v, float) else v for k, v in result.items()}
    print(json.dumps(rounded, ensure_ascii=False))


def _cell(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(c.ljust(w) for c, w in zip(cells, widths, strict=True)) + " |"
