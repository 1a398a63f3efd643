"""In which state a town lies: whoever shells Odesa shells Ukraine.

In: the name of a town. Out: the id of its state. Names are from GeoNames; those that towns of
several states bear are left out of the table, unless one is by far the largest.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from depesche import languages

_TABLE = Path(__file__).parent / "towns.csv"


class TownRow(BaseModel):
    """One row of `towns.csv`: a state and the names of its towns, separated by `|`."""

    model_config = ConfigDict(extra="forbid")

    state: str
    names: str


def state_of(name: str) -> str | None:
    """Return the state of a town, or `None` where the table has no such town."""
    return _towns().get(name.casefold())


@cache
def _towns() -> dict[str, str]:
    rows = languages.read_table(_TABLE, TownRow)
    return {name.casefold(): row.state for row in rows for name in row.names.split("|")}
