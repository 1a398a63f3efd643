"""Resolutions in a sentence: by number (*ES-11/1*), or by what they are about and when.

In: the text of a sentence and its times. Out: which resolution stands where. What is about the same
matter (*die territoriale Integrität der Ukraine*, 2014 and 2022) is told apart by the day of
adoption, which the record knows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from depesche.claims.lexicon import Lexicon, Setting
from depesche.model import TimeExpression
from depesche.record.tables import read_named

_NUMBER = re.compile(r"\b(?:A/RES/)?((?:ES-\d{1,2}/\d{1,2}[A-Z]?)|(?:\d{2}/\d{1,3}))(?![\d/])")

# What may be left of a relative clause: *..., die den Einmarsch verurteilt,*.
_CLOSING = re.compile(r"[^,.;:!?]{0,50},")
_COUNT = re.compile(r"(?<![\d.,/])\d{1,3}(?![\d/]|[.,]\d)")
_A_DAY = dt.timedelta(days=1)
_A_WEEK = dt.timedelta(days=7)
_NEWS = dt.timedelta(days=3)  # for so long a vote is news


@dataclass(frozen=True)
class Cited:
    """A resolution and its place in the sentence."""

    id: str
    start: int
    end: int


class _Tally(NamedTuple):
    """A resolution and how many voted for it, against it, and abstained."""

    id: str
    yes: int
    no: int
    abstain: int


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
                yield Cited(chosen, m.start(), _whole(m, text, setting.lexicon))


def told_of(text: str, times: Sequence[TimeExpression], setting: Setting) -> str | None:
    """Return the resolution that a sentence is about without citing one.

    By what the assembly did: *die Generalversammlung forderte eine Waffenruhe in Gaza*.
    """
    lexicon = setting.lexicon
    times = [_past(t, setting) for t in times]
    days = [t for t in times if t.earliest and t.latest and t.latest - t.earliest <= _A_DAY]
    if days or lexicon.has("assembly", text):
        for pattern, ids in lexicon.topics:
            if pattern.search(text) is None:
                continue
            chosen = _meant(ids, times, setting)
            if chosen is not None and (not days or _is_of(chosen, _spans(days), setting)):
                return chosen
    return None


def of_ballot(text: str, times: Sequence[TimeExpression], setting: Setting) -> str | None:
    """Return the resolution of a ballot: by its day, or by its count (*mit 141 zu 5 Stimmen*)."""
    if not setting.lexicon.has("ballot", text):
        return None
    return on_day([_past(t, setting) for t in times], setting) or _of_count(text, setting)


def _of_count(text: str, setting: Setting) -> str | None:
    """Return the last resolution with these ayes and these noes or abstentions."""
    counted = {int(number) for number in _COUNT.findall(text)}
    found = [
        (day, tally.id)
        for tally in _tallies()
        if tally.yes in counted and counted & {tally.no, tally.abstain} - {tally.yes}
        if (day := _adopted(tally.id, setting)) is not None
    ]
    return max(found)[1] if found else None


@cache
def _tallies() -> tuple[_Tally, ...]:
    rows = read_named("resolutions")
    return tuple(
        _Tally(row["id"], int(row["yes"]), int(row["no"]), int(row["abstain"]))
        for row in rows
        if row["yes"] and row["no"] and row["abstain"]
    )


def _past(time: TimeExpression, setting: Setting) -> TimeExpression:
    """A day of the week that lies ahead is the one before: votes are told of."""
    published, first, last = setting.published, time.earliest, time.latest
    if published is None or not first or not last or str(first)[:10] <= str(published):
        return time
    if last - first > _A_DAY or str(first)[:10] > str(published + _A_WEEK):
        return time
    return time.model_copy(update={"earliest": first - _A_WEEK, "latest": last - _A_WEEK})


def _spans(times: Sequence[TimeExpression]) -> list[tuple[str, str]]:
    return [_span(t) for t in times if t.earliest and t.latest]


def _whole(m: re.Match[str], text: str, lexicon: Lexicon) -> int:
    """The end of a description; one with a relative clause goes on to the comma that closes it.

    Not where another clause opens: *..., während Kasachstan sich enthielt*.
    """
    closing = _CLOSING.match(text, m.end()) if "," in m[0] else None
    if closing is None or lexicon.words["opener"].match(text, closing.end() + 1):
        return m.end()
    return closing.end()


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
    record = setting.record
    cast = (record.facts(relation="voted", object=f"{id_}:{v}") for v in ("yes", "no", "abstain"))
    day = next((votes[0].valid_from for votes in cast if votes), None)
    later = setting.published is not None and day is not None and day > str(setting.published)
    return None if later else day


def of_time(
    id_: str, times: Sequence[TimeExpression], setting: Setting, *, first: bool
) -> str | None:
    """Return the resolution spoken of; where another time is named, the one adopted then.

    Of several of that time only the `first` can be told apart: *beim ersten Votum im März*.
    """
    spans = _spans(times)
    if not spans or _adopted(id_, setting) is None or _is_of(id_, spans, setting):
        return id_
    within = _adopted_in(spans, setting)
    return within[0] if len(within) == 1 or (within and first) else None


def on_day(times: Sequence[TimeExpression], setting: Setting) -> str | None:
    """Return the only resolution adopted on a day that is named: *am 2. März enthielten sich*."""
    days = [t for t in times if t.earliest and t.latest and t.latest - t.earliest <= _A_DAY]
    spans = [(str(t.earliest)[:10], str(t.latest)[:10]) for t in days]
    found = _adopted_in(spans, setting) if spans else []
    return found[0] if len(found) == 1 else None


def just_adopted(setting: Setting) -> str | None:
    """Return the only resolution adopted in the days before the report, which its votes are on."""
    if setting.published is None:
        return None
    span = (str(setting.published - _NEWS), str(setting.published))
    found = _adopted_in([span], setting)
    return found[0] if len(found) == 1 else None


def is_unknown_news(text: str, times: Sequence[TimeExpression], setting: Setting) -> bool:
    """Whether a ballot of these days is told of that the record does not know."""
    published, lexicon = setting.published, setting.lexicon
    if published is None or not (lexicon.has("assembly", text) and lexicon.has("ballot", text)):
        return False
    week = (str(published - _A_WEEK), str(published))
    moved = [_past(t, setting) for t in times]
    days = [t for t in moved if t.earliest and t.latest and t.latest - t.earliest <= _A_DAY]
    recent = [t for t in days if week[0] <= str(t.earliest)[:10] <= week[1]]
    return bool(recent) and not _adopted_in(_spans(recent), setting)


def is_stale(id_: str, setting: Setting) -> bool:
    """Whether a resolution was adopted more than a week before the report."""
    day = _adopted(id_, setting)
    return setting.published is not None and (day or "") < str(setting.published - _A_WEEK)


def _adopted_in(spans: Sequence[tuple[str, str]], setting: Setting) -> list[str]:
    """Return the resolutions adopted in one of these spans, the first adopted first."""
    names = {cast.rpartition(":")[0] for cast in setting.record.objects("voted")}
    within = (name for name in names if _is_of(name, spans, setting))
    return sorted(within, key=lambda name: (_adopted(name, setting) or "", name))


def _is_of(id_: str, spans: Sequence[tuple[str, str]], setting: Setting) -> bool:
    day = _adopted(id_, setting)
    return day is not None and any(first <= day <= last for first, last in spans)


def _span(time: TimeExpression) -> tuple[str, str]:
    """First and last day of a time, a day wider: it may be told in another time zone."""
    assert time.earliest is not None and time.latest is not None
    return str(time.earliest - _A_DAY)[:10], str(time.latest + _A_DAY)[:10]
