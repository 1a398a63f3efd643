"""Time expressions in, the same with what their prepositions and partners make of them in words.

*seit 2015* is an open interval, *vom 3. bis 5. Mai* one interval told by two expressions.
"""

from __future__ import annotations

import re

from depesche.model import TimeExpression
from depesche.times.calendar import day_of
from depesche.times.data import TimeLanguage

Related = tuple[TimeExpression, str | None]

_REACH = 24
_PAIR_REACH = 20
_TWO_WORDS = re.compile(r"(?:(\w+)\s+)?(\w+)\s*$")
_NEXT_WORDS = re.compile(r"[\s,]+(?:\d[\d.:]*\s+\w+[\s,]+)?(\w+)")
_STOP = re.compile(r"[.!?;:]\s")
_DASHES = ("-", "–", "—")
_NOTES = {
    "since": "; with 'since' an open interval from {0}",
    "until": "; with 'until' an open interval to {1}",
    "from": "; with 'from' an interval that begins {0}",
    "before": "; with 'before' the time up to {0}",
    "after": "; with 'after' the time from {1}",
}


def relation_at(text: str, start: int, language: TimeLanguage) -> str | None:
    """Return what the preposition before `start` says (*seit*: since), past an article."""
    tables = language.tables
    relations = tables.get("relation", {})
    before = _TWO_WORDS.search(text, max(0, start - _REACH), start)
    if not relations or before is None:
        return None
    first, last = (word and word.lower() for word in before.groups())
    if last in relations:
        return relations[last]
    passed = last in tables.get("article", {}) or last in tables.get("passing", {})
    return relations.get(first) if first and passed else None


def goes_on(text: str, end: int, language: TimeLanguage) -> bool:
    """Whether an *until* follows, so that a date is the first of an interval (*vom 3. bis ...*)."""
    following = _NEXT_WORDS.match(text, end)
    relations = language.tables.get("relation", {})
    return following is not None and relations.get(following[1].lower()) == "until"


def tell_relations(
    text: str, found: list[Related], language: TimeLanguage
) -> tuple[TimeExpression, ...]:
    """Add to each expression's `why` what its preposition, or its partner, makes of it."""
    told: list[TimeExpression] = []
    partner: str | None = None
    for number, (this, relation) in enumerate(found):
        note, partner = partner, None
        following = found[number + 1] if number + 1 < len(found) else None
        if note is None and following and _is_pair(text, (this, relation), following, language):
            last = following[0].latest
            partner = note = f"; with its partner an interval from {this.earliest} to {last}"
        if note is None and relation in _NOTES and this.type != "DURATION" and this.earliest:
            note = _NOTES[relation].format(this.earliest, this.latest)
        told.append(this.model_copy(update={"why": this.why + note}) if note else this)
    return tuple(told)


def _is_pair(text: str, first: Related, second: Related, language: TimeLanguage) -> bool:
    left, right = first[0], second[0]
    if left.earliest is None or right.latest is None or left.type != right.type:
        return False
    if left.type not in ("DATE", "TIME") or day_of(left.earliest) > day_of(right.latest):
        return False
    between = text[left.end : right.start].strip()
    if between in _DASHES or second[1] == "until":
        return len(between) <= _PAIR_REACH and not _STOP.search(between)
    return first[1] == "between" and between.lower() in language.tables.get("and", {})
