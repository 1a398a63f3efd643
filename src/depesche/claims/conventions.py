"""What claims mean where their words leave it open, and what counts for what: `conventions.toml`.

In: the data file. Out: a frozen `Conventions`. These are decisions of the project about ids of the
record, not about a language.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from depesche.languages import read_settings

FILE = Path(__file__).with_name("conventions.toml")


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Organisations(_Settings):
    """A list of organisations of one kind."""

    organisations: tuple[str, ...]


class Conventions(_Settings):
    """The tables of `conventions.toml`."""

    unnamed: dict[str, str]
    aggressors: dict[str, str]
    condemning: dict[str, tuple[str, ...]]
    alliances: Organisations
    predecessors: dict[str, tuple[str, ...]]
    bodies: dict[str, str]
    assemblies: Organisations
    same_office: dict[str, tuple[str, ...]]
    near_office: dict[str, tuple[str, ...]]


@cache
def load() -> Conventions:
    """Return the conventions. Raises `DataFileError` for a faulty file."""
    return read_settings(FILE, Conventions)
