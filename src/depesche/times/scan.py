"""A text and a language's time data in, the rules' matches out, leftmost and longest first.

A word is looked up once; only the rules that can open with it and go on with the next are tried.
Of all that fit the longest wins, as in HeidelTime (Strötgen and Gertz 2013).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator

from depesche.times.data import Entry, Rule, TimeLanguage

Match = tuple[Rule, re.Match[str]]

_WORD = re.compile(r"\w+")
_APOSTROPHES = "'’‘ʼ"
_NUMBER_BEFORE = re.compile(r"\d[.,:/]$|[\w$€£#§+][-_/]?$")
_NUMBER_AFTER = re.compile(r"[.,:/]?\d|[%°€$]")
_YEAR = re.compile(r"\d{4}")
_SECOND_YEAR = re.compile(r"/ ?(\d\d)$")
_MEASURE = re.compile(r"\s*(?:[%€$£°×]|[-–]?\w*\d)")
_FIRST_YEAR, _LAST_YEAR = 1500, 2060


def end_of(found: Match) -> int:
    """Return where the last extent of a match ends."""
    return max(found[1].end(extent) for extent in found[0].pattern.extents)


def start_of(found: Match) -> int:
    """Return where the first extent of a match starts."""
    starts = [found[1].start(extent) for extent in found[0].pattern.extents]
    return min(start for start in starts if start >= 0)


def scan(text: str, language: TimeLanguage) -> Iterator[Match]:
    """Yield the matches of a text; each begins after the last extent of the one before."""
    done = 0
    words = itertools.chain(_WORD.finditer(text), (None,))
    for word, following in itertools.pairwise(words):
        assert word is not None
        entry = language.entry(word[0])
        if entry is None or word.start() < done:
            continue
        found = _best(text, word.start(), _candidates(text, word, following, entry, language))
        if found is None:
            continue
        found = _inner(text, found, language) or found
        if "yields" in found[0].checks and _yields(text, found, word.end(), language):
            continue
        yield found
        done = end_of(found)


def _candidates(
    text: str,
    word: re.Match[str],
    following: re.Match[str] | None,
    entry: Entry,
    language: TimeLanguage,
) -> Iterable[Rule]:
    """The rules that the word alone fits, and those that can have the word after the space."""
    if not text[word.end() : word.end() + 1].isspace():
        return entry.rules
    reach = language.reach(following[0]) if following else frozenset()
    return (r for r in entry.rules if r.number in entry.alone or r.number in reach)


def _best(text: str, start: int, rules: Iterable[Rule]) -> Match | None:
    """The longest match that starts here; of equals the one with more context, then the first."""
    if start and text[start - 1] in _APOSTROPHES and text[start].isdigit():
        start -= 1
    best: Match | None = None
    length = (0, 0)
    for rule in rules:
        match = rule.pattern.search.match(text, start)
        if match is None or not _holds(rule, match, text):
            continue
        found = rule, match
        if (end_of(found), match.end()) > length:
            best, length = found, (end_of(found), match.end())
    return best


def _inner(text: str, outer: Match, language: TimeLanguage) -> Match | None:
    """A longer expression that begins where `outer` has only context (*im [Herbst] 2011*)."""
    start = start_of(outer)
    word = _WORD.match(text, start)
    if start == outer[1].start() or word is None:
        return None
    entry = language.entry(word[0])
    inner = _best(text, start, entry.rules) if entry else None
    return inner if inner and end_of(inner) > end_of(outer) else None


def _yields(text: str, found: Match, start: int, language: TimeLanguage) -> bool:
    """Whether an expression that begins inside the one found, after `start`, goes on beyond it."""
    for word in _WORD.finditer(text, start, end_of(found)):
        entry = language.entry(word[0])
        rival = _best(text, word.start(), entry.rules) if entry else None
        if rival is not None and end_of(rival) > end_of(found):
            return True
    return False


def _holds(rule: Rule, match: re.Match[str], text: str) -> bool:
    """Whether the rule's checks hold, and no number goes on to the left or right."""
    start, end = start_of((rule, match)), end_of((rule, match))
    if text[match.start()].isdigit() and _goes_on_left(text, match.start()):
        return False
    if end == match.end() and text[end - 1].isdigit() and _NUMBER_AFTER.match(text, end):
        return False
    return all(CHECKS[check](text, start, end) for check in rule.checks)


def _goes_on_left(text: str, start: int) -> bool:
    before = text[max(0, start - 2) : start]
    return _NUMBER_BEFORE.search(before) is not None and not before.endswith("\n")


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \t")
    return not before or before[-1] in ".!?:\n\"'„“”«»‚‘’()–—-…•*"


def _is_lower(text: str, start: int, _: int) -> bool:
    return text[start].islower() or _starts_sentence(text, start)


def _has_capital(text: str, start: int, end: int) -> bool:
    return not text[start:end].islower()


def _is_year(text: str, start: int, end: int) -> bool:
    """A bare number is a year unless it belongs to a sum or a size, or is far from our time."""
    year = _YEAR.search(text[start:end])
    if year is None or not _FIRST_YEAR <= int(year[0]) <= _LAST_YEAR:
        return False
    second = _SECOND_YEAR.search(text[start:end])
    if second and int(second[1]) != (int(year[0]) + 1) % 100:
        return False
    return _MEASURE.match(text, end) is None or text[end : end + 1] in ("-", "–", "/", " ", "\n")


def _counts(text: str, _: int, end: int) -> bool:
    """A noun follows (in a language that writes nouns with a capital), so the number counts it."""
    return re.match(r"\s+(?:\w+e[nr]?\s+)?[^\W\d_a-zäöüß]", text[end : end + 40]) is not None


def _is_phrase(text: str, start: int, _: int) -> bool:
    """No comma stands before: *der drei Jahre lang* after one opens a relative clause."""
    return not text[max(0, start - 3) : start].rstrip().endswith(",")


def _always(_: str, __: int, ___: int) -> bool:
    return True


CHECKS: dict[str, Callable[[str, int, int], bool]] = {
    "lower": _is_lower,
    "capital": _has_capital,
    "year": _is_year,
    "counts": _counts,
    "phrase": _is_phrase,
    "yields": _always,
}
