"""What a report has named so far: the last date, the last day, and how far away they are.

A later expression is read against it (*am Tag darauf*, *um 20 Uhr*), as the context that
`normalise` asks for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, partial

from depesche.model import Report
from depesche.times.context import FUTURE, PAST, Context, Found, Slots
from depesche.times.direction import Clauses

_CARRIED = 2
_ADJACENT = re.compile(r"\s+(?:\w{1,3}\s+)?")


@dataclass
class _Named:
    """A value and where it ended in the text."""

    value: str | None = None
    end: int = -1
    relation: str | None = None
    explicit: bool = False
    night: bool = False


@dataclass
class Memory:
    """The state of reading one report from left to right."""

    report: Report
    clauses: Clauses
    daily: bool | None
    with_hours: frozenset[int] = frozenset()
    listing: bool = False
    date: _Named = field(default_factory=_Named)
    day: _Named = field(default_factory=_Named)
    base: str | None = None
    set_end: int = -1
    named_days: dict[str, str] = field(default_factory=dict)

    def keep(self, type_: str, found: Found, slots: Slots, end: int, relation: str | None) -> None:
        """Remember an expression that ended at `end`."""
        if type_ == "SET":
            self.set_end = end
        if type_ not in ("DATE", "TIME") or found.earliest is None:
            return
        self.date = _Named(found.value, end, relation, found.explicit)
        if found.earliest == found.latest or type_ == "TIME":
            night = found.value.endswith("TNI")
            self.day = _Named(found.value[:10], end, relation, found.explicit, night)
            if type_ == "DATE" and "anchor" not in slots:
                self.base = found.value
            if found.explicit:
                self.named_days[found.value[5:10]] = found.value[:10]

    def context(self, start: int, end: int, relation: str | None) -> Context:
        """Return what an expression at `start`..`end` is read against."""
        tense = cache(partial(self._tense, start, end, relation in ("from", "until")))
        near = self.date.value if self._is_near(self.date.end, start) else None
        near_day = self.day.value if self._is_near(self.day.end, start) else None
        day_in_sentence = self._in_sentence(self.day.end, start)
        if self.day.relation == "until" and not day_in_sentence:
            near_day = None
        return Context(
            published=self.report.published,
            direction=_past if relation == "since" else tense,
            last=self.date.value,
            last_day=self.day.value,
            base=self.base,
            near=near,
            near_day=near_day,
            same_sentence=self._in_sentence(self.date.end, start),
            same_sentence_day=day_in_sentence,
            adjacent=_ADJACENT.fullmatch(self.report.text, max(0, self.date.end), start)
            is not None,
            after_night=self.day.night,
            repeats=partial(self._repeats, start, day_in_sentence),
            relation=relation,
            story=near if self.date.explicit else None,
            told=self._is_told,
            daily=self.daily,
            named_days=self.named_days,
        )

    def _tense(self, start: int, end: int, lasting: bool) -> int | None:
        """The clause's tense; a day with an hour but no verb in its sentence is announced."""
        tense = self.clauses.tense_at(start, end, lasting)
        if tense is None and self.clauses.sentence(start) in self.with_hours:
            return FUTURE
        return tense

    def _is_told(self) -> bool:
        """Whether no present tense stands with the last date (*nach der Flut von 2002 steht*)."""
        return self.clauses.tense_at(self.date.end - 1, self.date.end) in (None, PAST)

    def _repeats(self, start: int, dated: bool) -> bool:
        """Whether something in the sentence comes again: a SET, or a word such as *jeweils*."""
        if self.set_end <= start and self._in_sentence(self.set_end, start):
            return True
        return not dated and self.clauses.has_before(start, "repeating")

    def _in_sentence(self, end: int, start: int) -> bool:
        return end >= 0 and self.clauses.between(end, start) <= 0

    def _is_near(self, end: int, start: int) -> bool:
        """Whether `end` lies in this sentence or in one of the two before.

        In a listing of events every sentence starts anew.
        """
        sentences = self.clauses.between(end, start)
        if end < 0 or sentences > _CARRIED or "\n\n" in self.report.text[end:start]:
            return False
        return sentences <= 0 or not self.listing


def _past() -> int:
    return PAST
