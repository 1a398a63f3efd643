"""Resolutions in a sentence: by number (*ES-11/1*), or by what they are about and when.

In: the text of a sentence and its times. Out: which resolution stands where. What is about the same
matter (*die territoriale Integrität der Ukraine*, 2014 and 2022) is told apart by the day of
adoption, which the record knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depesche.claims.lexicon import Setting
from depesche.model import TimeExpression

_NUMBER = re.compile(r"\b(?:A/RES/)?((?:ES-\d{1,2}/\d{1,2}[A-Z]?)|(?:\d{2}/\d{1,3}))(?![\d/])")


@dataclass(frozen=True)
class Cited:
    """A resolution and its place in the sentence."""

    id: str
    start: int
    end: int


def find(text: str, times: Sequence[TimeExpression], setting: Setting) -> list[Cited]:
    """Return the resolutions of a sentence: those with a number, else those described."""
    numbered = [Cited(m[1], m.start(), m.end()) for m in _NUMBER.finditer(text)]
    return numbered or list(_described(text, times, setting))


def _described(text: str, times: Sequence[TimeExpression], setting: Setting) -> Iterator[Cited]:
    """*die Resolution gegen den Angriff*, where the sentence tells of a vote."""
    if not setting.lexicon.has("voting", text):
        return
    for pattern, ids in setting.lexicon.resolutions:
        for m in pattern.finditer(text):
            chosen = _meant(ids, times, setting)
            if chosen is not None:
                yield Cited(chosen, m.start(), m.end())


def _meant(ids: Sequence[str], times: Sequence[TimeExpression], setting: Setting) -> str | None:
    """Return the one adopted at a time named, else the last before the report."""
    adopted = {id_: day for id_ in ids if (day := _adopted(id_, setting))}
    for id_, day in adopted.items():
        spans = ((str(t.earliest)[:10], str(t.latest)[:10]) for t in times if t.earliest)
        if any(first <= day <= last for first, last in spans):
            return id_
    return max(adopted, key=lambda id_: adopted[id_], default=None)


def _adopted(id_: str, setting: Setting) -> str | None:
    """Return the day of adoption, if it was before the report."""
    votes = setting.record.facts(relation="voted", object=f"{id_}:yes")
    day = votes[0].valid_from if votes else None
    later = setting.published is not None and day is not None and day > str(setting.published)
    return None if later else day
