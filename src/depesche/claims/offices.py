"""Who holds which office: titles beside names (*der kirgisische Präsident Sadyr Dschaparow*).

In: a report's text, mentions and clauses. Out: person, `OFFICE@STATE`, and where it stands. A
title alone (*Präsident Putin*) is completed by the offices the record knows the person for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from depesche.actors import lexicon as names
from depesche.actors import pieces
from depesche.claims.lexicon import Lexicon, OfficeRow
from depesche.model import Mention
from depesche.record import Record

_NAME = re.compile(
    r"[A-ZÄÖÜÉČŠŽÁÍÓÚŞĞÇА-ЯЁ][\w’'\-]+"
    r"(?: (?:von|van|der|den|de|da|dos|al|bin|ibn|el|und))*"
    r"(?: (?:von |van |der |den |de |da |dos |al-|bin |ibn |el-)*[A-ZÄÖÜÉČŠŽÁÍÓÚŞĞÇА-ЯЁ][\w’'\-]+){1,3}"
)
_REACH = 48
_OWNERS = ("name", "adjective", "organisation", "body", "capital", "capital_adjective")


@dataclass(frozen=True)
class Holding:
    """A person and an office, with the stretch of text that says so."""

    person: str
    office: str
    start: int
    end: int
    predicate: bool


@dataclass(frozen=True)
class _Title:
    row: OfficeRow
    start: int
    end: int


def find(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    record: Record,
) -> Iterator[Holding]:
    """Yield the offices that the sentence `start`..`end` says somebody holds."""
    here = [m for m in mentions if start <= m.start and m.end <= end]
    titles = _titles(text, start, end, lexicon)
    taken: set[tuple[str, str]] = set()
    for title in titles:
        if _excluded(text, title, start, lexicon) or _in_compound(text, title, here, lexicon):
            continue
        for holding in _holdings(text, title, here, (start, end), lexicon, record):
            key = (holding.person, holding.office)
            if key not in taken:
                taken.add(key)
                yield holding


def _titles(text: str, start: int, end: int, lexicon: Lexicon) -> list[_Title]:
    """All titles of the sentence, the longest where they overlap."""
    found: list[_Title] = []
    for pattern, row in lexicon.offices:
        found += [_Title(row, m.start(), m.end()) for m in pattern.finditer(text, start, end)]
    kept: list[_Title] = []
    for title in sorted(found, key=lambda t: (t.start - t.end, t.start)):
        if all(title.end <= k.start or title.start >= k.end for k in kept):
            kept.append(title)
    return sorted(kept, key=lambda t: t.start)


def _excluded(text: str, title: _Title, start: int, lexicon: Lexicon) -> bool:
    lead = text[max(start, title.start - 40) : title.start]
    return (
        lexicon.words["offices.former_before"].search(lead) is not None
        or lexicon.words["offices.former_after"].match(text[title.end :]) is not None
    )


def _in_compound(text: str, title: _Title, mentions: Sequence[Mention], lexicon: Lexicon) -> bool:
    """Whether the title is the end of another (*Weltbank-Präsident*), not of *US-Präsident*."""
    hyphenated = text[max(0, title.start - 1) : title.start] == "-"
    return hyphenated and _owner_before(text, title, mentions, lexicon) is None


def _holdings(
    text: str,
    title: _Title,
    mentions: Sequence[Mention],
    bounds: tuple[int, int],
    lexicon: Lexicon,
    record: Record,
) -> Iterator[Holding]:
    before = _owner_before(text, title, mentions, lexicon)
    owner, after = _owner_after(text, title, mentions, lexicon)
    owner = owner or before
    taken = False
    for person, where, predicate in _persons(text, title, after, mentions, bounds, lexicon):
        first_named = not taken
        taken = True
        office = _office(title.row, owner if first_named else None, person, record)
        if office is None or not (first_named or _has_held(person, office, record)):
            continue
        first = min(where[0], title.start)
        yield Holding(person, office, first, max(where[1], after), predicate)


def _owner_before(
    text: str, title: _Title, mentions: Sequence[Mention], lexicon: Lexicon
) -> str | None:
    """Whose office: *kirgisische*, *Kasachstans*, *US-*, or a mention of the office itself."""
    for mention in mentions:
        if mention.via == "person" or not mention.actors:
            continue
        if mention.start < title.end and mention.end > title.start:
            if (owner := _owner_within(mention, lexicon)) is not None:
                return owner
            continue
        between = text[mention.end : title.start]
        if mention.end <= title.start and mention.via != "office":
            if lexicon.words["offices.joint"].fullmatch(between):
                return mention.actors[0]
    return None


def _owner_within(mention: Mention, lexicon: Lexicon) -> str | None:
    """The owner named in the mention of an office: *kirgisische Präsident*, *NATO chief*."""
    words = pieces.split(mention.text)
    senses = names.load(lexicon.language)
    for length in range(len(words) - 1, 0, -1):
        for sense in senses.senses(*words[:length]):
            if len(sense.actors) == 1 and sense.kind in _OWNERS:
                return sense.actors[0]
    return None


def _owner_after(
    text: str, title: _Title, mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[str | None, int]:
    """*Präsident von Frankreich*: the owner after the title, and where the phrase ends."""
    for mention in mentions:
        between = text[title.end : mention.start]
        if mention.start >= title.end and mention.via not in ("person", "adjective"):
            if mention.actors and lexicon.words["offices.of"].fullmatch(between):
                return mention.actors[0], mention.end
            if len(between) > 20:
                break
    return None, title.end


def _persons(
    text: str,
    title: _Title,
    after: int,
    mentions: Sequence[Mention],
    bounds: tuple[int, int],
    lexicon: Lexicon,
) -> Iterator[tuple[str, tuple[int, int], bool]]:
    people = [m for m in mentions if m.via == "person"]
    words = lexicon.words
    for person in people:
        if person.start >= after and words["offices.name_follows"].fullmatch(
            text[after : person.start]
        ):
            yield _id(person), (person.start, person.end), False
            yield from _and_others(text, person, people, words)
            return
        if person.end <= title.start:
            between = text[person.end : title.start]
            if words["offices.title_follows"].fullmatch(between):
                yield _id(person), (person.start, person.end), False
                return
    clause = text[bounds[0] : bounds[1]]
    for person in people:
        first, last = sorted(((person.start, person.end), (title.start, title.end)))
        between = text[first[1] : last[0]]
        if "," in between or len(between) > _REACH:
            continue
        if person.start < title.start and words["offices.is_between"].search(" " + between + " "):
            yield _id(person), (person.start, person.end), True
            return
        lead = clause[: first[0] - bounds[0]]
        if person.start < title.start and words["offices.is_before"].search(lead):
            if words["offices.loose"].fullmatch(between):
                yield _id(person), (person.start, person.end), True
                return
    if not people and (named := _NAME.match(text, after + 1)) and text[after : after + 1] == " ":
        if named.end() <= bounds[1]:
            yield f"person:{slug(named[0])}", named.span(), False


def _and_others(
    text: str, first: Mention, people: Sequence[Mention], words: dict[str, re.Pattern[str]]
) -> Iterator[tuple[str, tuple[int, int], bool]]:
    """*die Außenminister Mirsojan und Bairamow*: the names that share the title."""
    last = first
    for person in people:
        between = text[last.end : person.start] if person.start >= last.end else None
        if between is not None and words["offices.and"].fullmatch(between):
            yield _id(person), (person.start, person.end), False
            last = person


def _id(mention: Mention) -> str:
    for actor in mention.actors:
        if actor.startswith("person:"):
            return actor
    return f"person:{slug(mention.text)}"


def _office(row: OfficeRow, owner: str | None, person: str, record: Record) -> str | None:
    """Complete an office with whose it is, from the text, the person's past, or the title."""
    if owner is not None:
        whose = _whose(owner, record)
        return f"{row.office}@{whose}" if whose else None
    held = {f.object for f in record.facts(subject=person, relation="holds_office")}
    known = sorted(o for o in held if o.partition("@")[0] == row.office)
    if row.of and f"{row.office}@{row.of}" in known:
        return f"{row.office}@{row.of}"
    if len(known) == 1:
        return known[0]
    if row.of:
        return f"{row.office}@{row.of}"
    actor = record.actor(person)
    return f"{row.office}@{actor.state}" if actor is not None and actor.state else None


def _has_held(person: str, office: str, record: Record) -> bool:
    return bool(record.facts(subject=person, relation="holds_office", object=office))


def _whose(owner: str, record: Record) -> str | None:
    actor = record.actor(owner)
    if actor is not None and actor.kind in ("body", "person"):
        return actor.state or owner.partition(":")[0]
    head = owner.partition(":")[0]
    if head.startswith("EU_"):
        return "EU"
    return "UN" if head in ("UN_SECRETARIAT", "UNGA") else head if head.isupper() else None


def slug(name: str) -> str:
    """Return a name as an id: lower case, no accents, hyphens (*José Ortega* -> `jose-ortega`)."""
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return re.sub(r"[^\w]+", "-", plain).strip("-")


_LETTERS = str.maketrans(
    {"ß": "ss", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "ə": "a", "’": "", "'": ""}
)
