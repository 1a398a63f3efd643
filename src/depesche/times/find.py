"""A `Doc` and its report in, the report's time expressions out (TIMEX3, TimeML 1.2.1).

Words that can open a rule's pattern are looked up, the longest match at the leftmost place wins,
and its slots are normalised against the day of publication or the last date named.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from spacy.tokens import Doc

from depesche.model import Report, TimeExpression, TimexType
from depesche.times.calendar import day_of
from depesche.times.data import Entry, Rule, TimeLanguage, load
from depesche.times.direction import PAST, Clauses
from depesche.times.normalise import Context, Found, Slots, normalise
from depesche.times.patterns import SLOT

_Match = tuple[Rule, re.Match[str]]
_DAYS = ("date", "relative", "today", "week_day")
_WORD = re.compile(r"\w+")
_APOSTROPHES = "'’‘ʼ"
_GLUED = re.compile(r"\d[.,:/]|[.,:/]$|\w[-_]?$")
_RELATION_REACH = 24
_CARRIED = 2
_SHORT = 3_000
_DATELINE = re.compile(r"\s*(?:[^\W\d_a-z]{3,}|[A-Z]\w+)[^\W\d_]*(?: ?/ ?\w+)?\s*(?:\(\w[\w/.]*\)|[–—]\s)|\s*[^\W\d_a-zäöüß]{3,}(?:[/ ]+[^\W\d_a-zäöüß]{3,})*\. ")


@dataclass
class _Reading:
    """What is known while a report is read from left to right."""

    report: Report
    language: TimeLanguage
    clauses: Clauses
    daily: bool = False
    last: str | None = None
    last_day: str | None = None
    last_day_end: int = -1
    last_day_relation: str | None = None
    base: str | None = None
    last_end: int = -1
    last_explicit: bool = False
    set_end: int = -1
    named_days: dict[str, str] = field(default_factory=dict)
    found: list[tuple[TimeExpression, str | None]] = field(default_factory=list)


def find(doc: Doc, report: Report) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a report, in the order of the text, without overlaps.

    `doc.text` must be `report.text`. Relative expressions are resolved against
    `report.published`; where that is `None` their values stay relative in the TIMEX3 way.
    Raises `DataFileError` for faulty language data.
    """
    language = load(report.language)
    matches = list(_matches(report.text, language))
    if not matches:
        return ()
    daily = _is_daily(report.text, matches)
    reading = _Reading(report, language, Clauses(doc, language), daily)
    for rule, match in _days_first(report.text, matches):
        _read(rule, match, reading)
    reading.found.sort(key=lambda pair: pair[0].start)
    return _intervals(reading)


def _days_first(text: str, matches: list[_Match]) -> list[_Match]:
    """Put a day that follows a time of day before it, since the time is read against the day."""
    order = list(matches)
    for number, (first, second) in enumerate(itertools.pairwise(matches)):
        gap = text[_end(first) : second[1].start(second[0].pattern.extents[0])]
        is_clock = first[0].kinds[-1] in ("clock", "usual")
        if is_clock and second[0].kinds[0] in _DAYS and len(gap) <= 5 and not re.search(r"[^\w\s]", gap):
            order[number], order[number + 1] = order[number + 1], order[number]
    return order


def _is_daily(text: str, matches: list[_Match]) -> bool:
    """Whether the text reports the day's news, so that *today* is a date and no mere *nowadays*.

    Signs: yesterday or tomorrow, a clock time beside *today*, an agency's dateline, a weekday in
    a short text, or a text too short for anything but news.
    """
    if any(rule.slots.get("daily") for rule, _ in matches) or _DATELINE.match(text):
        return True
    weekday = any(name == "weekday" for rule, _ in matches for name in _table_names(rule))
    return len(text) < (_SHORT if weekday else _SHORT // 2)


def _table_names(rule: Rule) -> Iterator[str]:
    return (cls.split(":")[0] for _, cls in rule.pattern.slots)


def _matches(text: str, language: TimeLanguage) -> Iterator[_Match]:
    """Leftmost matches, the longest first; each begins after the last extent before it."""
    words = list(_WORD.finditer(text))
    entry_of, knows = language._entries, language.knows
    done = 0
    for number, word in enumerate(words):
        form = word[0]
        entry = entry_of[form] if form in entry_of else language.entry(form)
        if entry is None or word.start() < done:
            continue
        if not entry.alone and text[word.end() : word.end() + 1].isspace():
            if number + 1 == len(words) or not knows(words[number + 1][0]):
                continue
        best = _best(text, word.start(), entry)
        if best is None:
            continue
        best = _inner(text, best, language) or best
        if "yields" in best[0].checks and _yields(text, best, words[number + 1 :], language):
            continue
        yield best
        done = _end(best)


def _yields(
    text: str,
    found: _Match,
    words: list[re.Match[str]],
    language: TimeLanguage,
) -> bool:
    """Whether an expression that begins inside the one found goes on beyond it."""
    for word in itertools.takewhile(lambda w: w.start() < _end(found), words):
        entry = language.entry(word[0])
        rival = _best(text, word.start(), entry) if entry else None
        if rival is not None and _end(rival) > _end(found):
            return True
    return False


def _end(found: _Match) -> int:
    return found[1].end(found[0].pattern.extents[-1])


def _inner(
    text: str, outer: _Match, language: TimeLanguage
) -> _Match | None:
    """A longer expression that begins where `outer` has context before its own (*im [Herbst] 2011*)."""
    start = outer[1].start(outer[0].pattern.extents[0])
    word = _WORD.match(text, start)
    if start == outer[1].start() or word is None:
        return None
    entry = language.entry(word[0])
    inner = _best(text, start, entry) if entry else None
    return inner if inner and _end(inner) > _end(outer) else None


def _best(text: str, start: int, entry: Entry) -> _Match | None:
    if start and text[start - 1] in _APOSTROPHES and text[start].isdigit():
        start -= 1
    if entry.any.match(text, start) is None:
        return None
    best: tuple[int, int, Rule, re.Match[str]] | None = None
    for rule in entry.rules:
        match = rule.pattern.search.match(text, start)
        if match is None or not _holds(rule, match, text):
            continue
        key = (match.end(rule.pattern.extents[-1]), match.end())
        if best is None or key > best[:2]:
            best = (*key, rule, match)
    return None if best is None else best[2:]


def _holds(rule: Rule, match: re.Match[str], text: str) -> bool:
    """Whether the rule's checks hold, and no number goes on to the left or right."""
    first, end = match.start(rule.pattern.extents[0]), match.end(rule.pattern.extents[-1])
    if text[match.start()].isdigit() and _glued(text, match.start()):
        return False
    if end == match.end() and text[end - 1].isdigit() and re.match(r"[.,:/]?\d|[%°€$]|[.,]\d", text[end : end + 2]):
        return False
    for check in rule.checks:
        if check == "lower" and not (text[first].islower() or _starts_sentence(text, first)):
            return False
        if check == "capital" and text[first:end].islower():
            return False
        if check == "starts" and not _starts_sentence(text, first):
            return False
        if check == "alone" and not _is_alone(text, match.start(), end):
            return False
        if check == "year" and not _is_year(text, first, end):
            return False
    return True


def _glued(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start]
    return bool(re.search(r"\d[.,:/]$|[\w$€£#§+][-_/]?$", before)) and not before.endswith("\n")


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \t")
    return not before or before[-1] in ".!?:\n\"'„“”«»‚‘’()–—-…•*"


def _is_alone(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip(" \t"), text[end:].lstrip(" \t")
    return (not before or before[-1] == "\n") and (not after or after[0] in "\n:")


def _is_year(text: str, start: int, end: int) -> bool:
    """A bare number is a year unless it counts something or belongs to a sum or a size."""
    year = re.search(r"\d{4}", text[start:end])
    if year is None or not 1500 <= int(year[0]) <= 2060:
        return False
    second = re.search(r"/ ?(\d\d)$", text[start:end])
    if second and int(second[1]) != (int(year[0]) + 1) % 100:
        return False
    return re.match(r"\s*(?:[%€$£°×]|[-–]?\w*\d)", text[end : end + 6]) is None or text[
        end : end + 1
    ] in ("-", "–", "/", " ", "\n")


def _read(rule: Rule, match: re.Match[str], reading: _Reading) -> None:
    groups = [(name, *cls.split(":")) for name, cls in rule.pattern.slots if match[name]]
    for number, extent in enumerate(rule.pattern.extents, 1):
        if match.start(extent) == match.end(extent):
            continue
        slots = dict(rule.slots)
        for name, table, slot in groups:
            if slot[-1].isdigit():
                if slot[-1] != str(number):
                    continue
                slot = slot[:-1]
            slots[slot] = reading.language.lookup(table, match[name])
        start, end = match.span(extent)
        relation = _relation(reading, start)
        context = _context(reading, start, end, relation)
        found = normalise(rule.kinds[number - 1], slots, context)
        if found is not None:
            time = _add(reading, start, end, rule.types[number - 1], found, slots)
            if reading.last_day_end == end:
                reading.last_day_relation = relation
            reading.found.append((time, relation))


def _context(reading: _Reading, start: int, end: int, relation: str | None) -> Context:
    near = reading.last if _is_near(reading, reading.last_end, start) else None
    near_day = reading.last_day if _is_near(reading, reading.last_day_end, start) else None
    in_sentence = _in_sentence(reading, reading.last_day_end, start)
    if reading.last_day_relation == "until" and not in_sentence:
        near_day = None
    tense = partial(reading.clauses.tense_at, start, end)
    if relation == "since":
        tense = _past
    return Context(
        reading.report.published,
        tense,
        reading.last,
        reading.last_day,
        reading.base,
        near,
        near_day,
        _in_sentence(reading, reading.last_end, start),
        in_sentence,
        0 <= reading.set_end <= start and _in_sentence(reading, reading.set_end, start),
        relation,
        near if reading.last_explicit else None,
        reading.daily,
        reading.named_days,
    )


def _past() -> int:
    return PAST


def _in_sentence(reading: _Reading, end: int, start: int) -> bool:
    return end >= 0 and reading.clauses.between(end, start) <= 0


def _is_near(reading: _Reading, end: int, start: int) -> bool:
    """Whether what ends at `end` stands in this sentence, or in one of the two before a told one.

    A sentence without a verb, as in listings of events, starts anew.
    """
    if end < 0 or "\n\n" in reading.report.text[end:start]:
        return False
    if _in_sentence(reading, end, start):
        return True
    if reading.clauses.between(end, start) > _CARRIED:
        return False
    return reading.clauses.tense_at(start, start + 1) is not None


def _add(
    reading: _Reading, start: int, end: int, type_: str, found: Found, slots: Slots
) -> TimeExpression:
    text = reading.report.text
    kind: TimexType = found.type or type_  # type: ignore[assignment]
    if kind in ("DATE", "TIME") and found.earliest is not None:
        reading.last, reading.last_end = found.value, end
        reading.last_explicit = found.explicit
        if found.earliest == found.latest or kind == "TIME":
            reading.last_day, reading.last_day_end = found.value[:10], end
            if kind == "DATE" and "anchor" not in slots:
                reading.base = found.value
            if found.explicit:
                reading.named_days[found.value[5:10]] = found.value[:10]
    if kind == "SET":
        reading.set_end = end
    return TimeExpression(
        start=start,
        end=end,
        text=text[start:end],
        type=kind,
        value=found.value,
        mod=found.mod,
        quant=found.quant,
        freq=found.freq,
        earliest=found.earliest,
        latest=found.latest,
        why=f"{text[start:end]}: {found.why}",
    )


def _relation(reading: _Reading, start: int) -> str | None:
    """What the preposition before an expression says (*seit*: since), past an article."""
    relations = reading.language.tables.get("relation", {})
    tables = reading.language.tables
    articles = tables.get("article", {}).keys() | tables.get("passing", {}).keys()
    before = _TWO_WORDS.search(reading.report.text, max(0, start - _RELATION_REACH), start)
    if not relations or before is None:
        return None
    first, last = (word and word.lower() for word in before.groups())
    if last in relations:
        return relations[last]
    return relations.get(first) if first and (last in articles or last in relations) else None


def _intervals(reading: _Reading) -> tuple[TimeExpression, ...]:
    """Say of each expression what its preposition, or its partner (*von ... bis ...*), makes of it."""
    told: list[TimeExpression] = []
    partner: str | None = None
    for number, (this, relation) in enumerate(reading.found):
        note, partner = partner, None
        following = reading.found[number + 1] if number + 1 < len(reading.found) else None
        if note is None and following and _is_pair(reading, this, relation, *following):
            last = following[0].latest
            partner = note = f"; with its partner an interval from {this.earliest} to {last}"
        if note is None and relation in _RELATIONS and this.type != "DURATION" and this.earliest:
            note = _RELATIONS[relation].format(this.earliest, this.latest)
        told.append(this.model_copy(update={"why": this.why + note}) if note else this)
    return tuple(told)


def _is_pair(
    reading: _Reading,
    first: TimeExpression,
    before: str | None,
    second: TimeExpression,
    joint: str | None,
) -> bool:
    if first.earliest is None or second.latest is None or first.type != second.type:
        return False
    if not day_of(first.earliest) <= day_of(second.latest) or first.type not in ("DATE", "TIME"):
        return False
    between = reading.report.text[first.end : second.start].strip()
    if between in ("-", "–", "—") or joint == "until":
        return len(between) <= _PAIR_REACH and not _FULL.search(between)
    return before == "between" and between.lower() in reading.language.tables.get("and", {})


_TWO_WORDS = re.compile(r"(?:(\w+)\s+)?(\w+)\s*$")
_FULL = re.compile(r"[.!?;:]\s")
_PAIR_REACH = 20
_RELATIONS = {
    "since": "; with 'since' an open interval from {0}",
    "until": "; with 'until' an open interval to {1}",
    "from": "; with 'from' an interval that begins {0}",
    "before": "; with 'before' the time up to {0}",
    "after": "; with 'after' the time from {1}",
}
