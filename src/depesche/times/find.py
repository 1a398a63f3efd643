"""A `Doc` and its report in, the report's time expressions out (TIMEX3, TimeML 1.2.1).

`scan` finds them, `normalise` reads each against the day of publication and what `memory` holds,
`relations` adds what prepositions say.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from spacy.tokens import Doc

from depesche.model import Report, TimeExpression, TimexType
from depesche.times.context import Found
from depesche.times.data import Rule, TimeLanguage, load
from depesche.times.direction import Clauses
from depesche.times.memory import Memory
from depesche.times.normalise import normalise
from depesche.times.relations import Related, goes_on, relation_at, tell_relations
from depesche.times.scan import Match, end_of, scan, start_of

_DAYS = ("date", "relative", "today", "week_day")
_CLOCKS = ("clock", "usual")
_SHORT = 3_000
_LISTED = 4
_LETTER = r"[^\W\d_]"
_CAPITALS = r"[^\W\d_a-zäöüß]{3,}"
_AGENCY = r"\s*(?:\(\w[\w/.]*\)|[–—]\s)"
_DATELINE = re.compile(
    rf"\s*(?:[A-ZÄÖÜА-Я]{_LETTER}+(?: ?/ ?\w+)?{_AGENCY}|{_CAPITALS}(?:[/ ]+{_CAPITALS})*\. )"
)


def find(doc: Doc, report: Report) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a report, in the order of the text, without overlaps.

    `doc.text` must be `report.text`. Relative expressions are resolved against
    `report.published`; where that is `None` their values stay relative in the TIMEX3 way.
    Raises `DataFileError` for faulty language data.
    """
    language = load(report.language)
    matches = list(scan(report.text, language))
    if not matches:
        return ()
    clauses = Clauses(doc, report.text, language)
    hours, listing = _hours(matches, clauses)
    memory = Memory(report, clauses, _is_daily(report.text, matches), hours, listing)
    found: list[Related] = []
    for rule, match in _days_first(report.text, matches):
        found.extend(_read(rule, match, memory, language))
    found.sort(key=lambda related: related[0].start)
    return tell_relations(report.text, found, language)


def _is_daily(text: str, matches: list[Match]) -> bool | None:
    """Whether the text reports the day's news, so that *today* is a date and no mere *nowadays*.

    Signs: yesterday or tomorrow, a clock time beside *today*, an agency's dateline, a weekday in
    a short text, or a text too short for anything but news. `None`: a short text that sets the
    present against the past (*früher*, *damals*), where the tense must tell.
    """
    if any(rule.slots.get("daily") for rule, _ in matches) or _DATELINE.match(text):
        return True
    weekday = any(table == "weekday" for rule, _ in matches for table in _tables(rule))
    if len(text) >= (_SHORT if weekday else _SHORT // 2):
        return False
    return None if any(rule.slots.get("contrast") for rule, _ in matches) else True


def _hours(matches: list[Match], clauses: Clauses) -> tuple[frozenset[int], bool]:
    """The sentences where hours are told, and whether the text lists events.

    A listing is a text where most sentences with an hour have neither a day nor a verb.
    """
    hours: dict[int, int] = {}
    days: set[int] = set()
    for match in matches:
        place = start_of(match)
        if match[0].kinds[0] == "clock":
            hours.setdefault(clauses.sentence(place), place)
        else:
            days.add(clauses.sentence(place))
    alone = [place for sentence, place in hours.items() if sentence not in days]
    if len(alone) < _LISTED or len(alone) <= len(hours) / 2:
        return frozenset(hours), False
    told = sum(clauses.tense_at(place, place + 1) is not None for place in alone)
    return frozenset(hours), told < len(alone) / 2


def _tables(rule: Rule) -> Iterator[str]:
    return (source.split(":")[0] for _, source in rule.pattern.slots)


def _days_first(text: str, matches: list[Match]) -> list[Match]:
    """Put a day that follows a time of day before it, since the time is read against the day."""
    order = list(matches)
    for number, (first, second) in enumerate(itertools.pairwise(matches)):
        gap = text[end_of(first) : start_of(second)]
        near = len(gap) <= 5 and not re.search(r"[^\w\s]", gap)
        if near and first[0].kinds[-1] in _CLOCKS and second[0].kinds[0] in _DAYS:
            order[number], order[number + 1] = order[number + 1], order[number]
    return order


def _read(
    rule: Rule, match: re.Match[str], memory: Memory, language: TimeLanguage
) -> Iterator[Related]:
    """Normalise each extent of a match."""
    text = memory.report.text
    for number, extent in enumerate(rule.pattern.extents, 1):
        start, end = match.span(extent)
        if start < 0 or start == end:
            continue
        slots = _slots(rule, match, number, language)
        relation = relation_at(text, start, language)
        if relation == "dated" and (
            number < len(rule.pattern.extents) or goes_on(text, end, language)
        ):
            relation = "from"
        found = normalise(rule.kinds[number - 1], slots, memory.context(start, end, relation))
        if found is None:
            continue
        type_: TimexType = found.type or rule.types[number - 1]  # type: ignore[assignment]
        memory.keep(type_, found, slots, end, relation)
        yield _expression(text, start, end, type_, found), relation


def _slots(rule: Rule, match: re.Match[str], number: int, language: TimeLanguage) -> dict[str, str]:
    """The slots of one extent: `{day:day2}` is the day of the second, `{year}` every extent's."""
    slots = dict(rule.slots)
    for group, source in rule.pattern.slots:
        if match[group] is None:
            continue
        table, slot = source.split(":")
        if not slot[-1].isdigit():
            slots[slot] = language.lookup(table, match[group])
        elif slot[-1] == str(number):
            slots[slot[:-1]] = language.lookup(table, match[group])
    return slots


def _expression(text: str, start: int, end: int, type_: TimexType, found: Found) -> TimeExpression:
    return TimeExpression(
        start=start,
        end=end,
        text=text[start:end],
        type=type_,
        value=found.value,
        mod=found.mod,
        quant=found.quant,
        freq=found.freq,
        earliest=found.earliest,
        latest=found.latest,
        why=f"{text[start:end]}: {found.why}",
    )
