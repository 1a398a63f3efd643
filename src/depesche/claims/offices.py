"""Who holds which office: titles beside names (*der kirgisische Präsident Sadyr Dschaparow*).

In: a report's text, mentions and clauses. Out: person, `OFFICE@STATE`, and where it stands. A
title alone (*Präsident Putin*) is completed by the offices the record knows the person for.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise, product, takewhile
from typing import Literal

from spacy.tokens import Doc, Token

from depesche.actors import lexicon as names
from depesche.actors import pieces
from depesche.claims import syntax
from depesche.claims.clauses import within
from depesche.claims.holders import Bearers
from depesche.claims.lexicon import Lexicon, OfficeRow, Setting
from depesche.model import Mention
from depesche.record import Record

_CAPITAL = r"[A-ZÄÖÜÉČŠŽÁÍÓÚŞĞÇА-ЯЁ][\w’'\-]+"
_PARTICLES = r"(?:(?:von|van|der|den|de|da|dos|bin|ibn) |al-|el-)*"
_NAME = re.compile(rf"{_CAPITAL}(?: {_PARTICLES}{_CAPITAL}){{1,3}}")
_SPACE = re.compile(r"\s+")
# After a name: *Annalena Baerbock (Grüne)*.
_PARTY = re.compile(r"^ \([^()]{1,30}\)")
_REACH = 60
# Characters over which a pronoun is followed back.
_MEMORY = 600
_PRESIDENCIES = ("commission_president", "council_president", "parliament_president", "president")
# The office of a colleague is that of the title before: "sein portugiesischer Amtskollege".
_SAME = "same"
# That of somebody who followed, which must be held on the day: "ihr Nachfolger".
_NEXT = "successor"
_LIKE = (_SAME, _NEXT)
_CHAIRS = {
    "UNGA": "general_assembly_president@UN",
    "EU_COUNCIL": "council_president@EU",
    "EU_COMMISSION": "commission_president@EU",
    "EU_PARLIAMENT": "parliament_president@EU",
    "ECB": "president@ECB",
}
# What the one who leads an organisation may be.
_TOPS = (
    "secretary_general",
    "commission_president",
    "president",
    "director_general",
    "commission_chair",
    "council_president",
)
_OWNERS = ("name", "adjective", "organisation", "body", "capital", "capital_adjective")
_LETTERS = str.maketrans(
    {"ß": "ss", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "ə": "a", "’": "", "'": ""}
)
_OWNING = ("name", "former_name")
_SEVERAL = 2
# Mentions that may stand for a person.
_PERSONAL = ("person", "pronoun", "office")
_BESIDE = "title and name stand together"
_BY_PARSE = "the parse tells who has the office"
TAKEN_UP = "a title takes up a person named before"
Span = tuple[int, int]


@dataclass(frozen=True)
class Holding:
    """A person and an office, with the stretch of text that says so."""

    person: str
    office: str
    start: int
    end: int
    title: int
    predicate: bool
    why: str = _BESIDE
    then: Literal["", "dated", "past"] = ""
    """`dated`: of the time named beside it (*damals*); `past`: once (*der erste Präsident*)."""


@dataclass(frozen=True)
class _Title:
    row: OfficeRow
    start: int
    end: int


@dataclass(frozen=True)
class Search:
    """A search for offices in one report. `mentions` are those of the whole report."""

    doc: Doc
    text: str
    mentions: Sequence[Mention]
    setting: Setting

    @property
    def lexicon(self) -> Lexicon:
        """The words of the language."""
        return self.setting.lexicon

    @property
    def record(self) -> Record:
        """The record that knows who has held which office."""
        return self.setting.record

    def holdings(self, start: int, end: int) -> Iterator[Holding]:
        """Yield the offices that the sentence `start`..`end` says somebody holds."""
        here = within(self.mentions, start, end)
        taken: set[tuple[str, str]] = set()
        titled: set[int] = set()
        titles = self._titles(start, end)
        colleagues = any(title.row.office in _LIKE for title in titles)
        spoken_of = self._offices_before(start) if colleagues else []
        for title in titles:
            follows = title.row.office == _NEXT
            if title.row.office not in _LIKE:
                spoken_of.append(title.row.office)
            elif spoken_of:
                title = self._colleague(title, here, spoken_of)  # noqa: PLW2901
            then = self._then(title, start)
            leaving = self._is_leaving(title, start)
            past = not then and not leaving and self._is_past(title, start)
            if title.row.office in _LIKE or past:
                continue
            for holding in self._of(title, here, (start, end), titled):
                titled |= {m.start for m in here if m.end == holding.end and m.via == "person"}
                key = (holding.person, holding.office)
                if (leaving or follows) and not self._holds(*key):
                    continue
                if follows and holding.why == _BESIDE and not holding.predicate:
                    continue  # *ihr Nachfolger X* may be one yet to be
                if self._is_own_title(title, here, taken):
                    continue
                if key not in taken:
                    taken.add(key)
                    yield replace(holding, then=then)
        yield from self._heads(here, taken)
        yield from self._leaders((start, end), here, taken)
        yield from self._posts((start, end), here, taken)

    def _is_own_title(
        self, title: _Title, here: Sequence[Mention], taken: set[tuple[str, str]]
    ) -> bool:
        """*whose head of state is Queen Elizabeth*: a title in the name of who was told of."""
        names = [m for m in here if m.start <= title.start and title.end < m.end]
        told = {person for person, _ in taken}
        return any(m.via == "person" and _id(m) in told for m in names)

    def _offices_before(self, start: int) -> list[str]:
        """The offices spoken of before a sentence: *его финский коллега*."""
        begin = max(0, start - _MEMORY)
        spoken = [(t.start, t.row.office) for t in self._titles(begin, start)]
        spoken += [(t.start, t.row.office) for t in _inside(self._every_led, begin, start)]
        return [office for _, office in sorted(spoken) if office not in _LIKE]

    def _colleague(
        self, title: _Title, here: Sequence[Mention], spoken_of: Sequence[str]
    ) -> _Title:
        """Give a colleague the office spoken of last, or before it, that one named next to has."""
        near = [m for m in here if _is_person(m) and abs(m.start - title.end) < _REACH]
        fits = [o for o in spoken_of if any(self._has_been(_id(m), o) for m in near)]
        row = title.row.model_copy(update={"office": (fits or spoken_of)[-1]})
        return _Title(row, title.start, title.end)

    def _of(
        self, title: _Title, here: Sequence[Mention], bounds: Span, titled: set[int]
    ) -> Iterator[Holding]:
        """Yield who bears a title: by the words beside it, the parse, the text before."""
        words = self.lexicon.words
        lead = self._words(max(bounds[0], title.start - 40), title.start)
        serving = words["offices.serving"].search(lead) is not None
        given = not serving and words["offices.as_before"].search(lead) is not None
        beside = [] if given else list(self._of_title(title, here, bounds, titled))
        if given and (next_to := self._named_before(title, lead, here)) is not None:
            yield from self._of_bearer(title, next_to, here)
            return
        told = beside or list(self._by_parse(title, here))
        yield from told or ([] if given else self._taken_up_by(title, here))

    def _named_before(self, title: _Title, lead: str, here: Sequence[Mention]) -> Mention | None:
        """*X stays on as premier, Y as foreign minister*: the name before, with no verb."""
        given = self.lexicon.words["offices.as_before"].search(lead)
        place = title.start - len(given[0]) if given else title.start
        for mention in here:
            opens = self.text[: mention.start].rstrip()[-1:] in {",", ";"}
            ends = mention.end <= place and not self.text[mention.end : place].strip()
            if mention.via == "person" and _is_person(mention) and opens and ends:
                return mention
        return None

    def _by_parse(self, title: _Title, here: Sequence[Mention]) -> Iterator[Holding]:
        """*was sworn in as president of Venezuela*, *занимает пост премьера*."""
        if (owned := self._owner(title, here)) is None:
            return
        owner, end = owned
        named_next = re.match(rf"\s{_CAPITAL}", self.text[end : end + _REACH]) is not None
        bearers = Bearers(self.doc, self.lexicon)
        for token in bearers.of(title.start, title.end, named_next=named_next):
            bearer = self._bearer(token, title.row.office, owner, here)
            if bearer is None or (bearer.start < end and title.start < bearer.end):
                continue
            holdings = list(self._of_bearer(title, bearer, here))
            yield from holdings
            if holdings:
                return

    def _of_bearer(
        self, title: _Title, bearer: Mention, here: Sequence[Mention]
    ) -> Iterator[Holding]:
        owned = self._owner(title, here)
        office = self._office(title.row, owned[0], _id(bearer)) if owned else None
        if owned and office is not None:
            span = min(bearer.start, title.start), max(bearer.end, owned[1])
            yield Holding(_id(bearer), office, *span, title.start, True, _BY_PARSE)

    def _owner(self, title: _Title, here: Sequence[Mention]) -> tuple[str | None, int] | None:
        """Whose office it is and where its phrase ends; `None` where the tables know nobody."""
        before = self._owner_before(title, here)
        after, end = self._owner_after(title, here)
        lead = self.text[max(0, title.start - 40) : title.start]
        elsewhere = self.lexicon.words["offices.elsewhere_told"].match(
            self._words(end, end + _REACH)
        )
        if (after or before) is None and elsewhere:
            return None
        if (after or before) is None and self.lexicon.words["offices.unknown_owner"].search(lead):
            return None
        return after or before, end

    def _bearer(
        self, token: Token, office: str, owner: str | None, here: Sequence[Mention]
    ) -> Mention | None:
        """The person that a word stands for, as a mention at that place."""
        place = token.idx
        called = [c.idx for c in token.children if c.dep_ == "appos"]
        for at in (place, *called):  # *возглавляет норвежец Йенс Столтенберг*
            for mention in here:
                covers = mention.start <= at < mention.end and mention.via in _PERSONAL
                if covers and _is_person(mention):
                    return mention
        if self.lexicon.words["offices.pronoun"].fullmatch(token.text):
            return self._meant_by(place, place + len(token.text), office)
        named = _NAME.match(self.text, place) if owner is not None else None
        if named is None or token.pos_ != "PROPN":
            return None
        return _mention(named.start(), named.end(), named[0], f"person:{slug(named[0])}")

    def _meant_by(self, start: int, end: int, office: str) -> Mention | None:
        """Who a pronoun stands for: of those named before, who has had such an office."""
        before = within(self.mentions, start - _MEMORY, end)
        named = [m for m in before if m.via in _PERSONAL and _is_person(m)]
        if not named:
            return None
        own = [m for m in named if m.start == start and self._has_been(_id(m), office)]
        now = [m for m in named if self._has_been(_id(m), office, now=True)]
        fits = [m for m in named if self._has_been(_id(m), office)]
        meant = (own or now or fits or named)[-1]
        return _mention(start, end, self.text[start:end], _id(meant))

    def _has_been(self, person: str, office: str, *, now: bool = False) -> bool:
        day = self.setting.published
        return any(
            fact.object.partition("@")[0] == office
            and (not now or (day is not None and self.record.holds_on(fact, day)))
            for fact in self.record.facts(subject=person, relation="holds_office")
        )

    def _taken_up_by(self, title: _Title, here: Sequence[Mention]) -> Iterator[Holding]:
        """*Macron kam. Der französische Präsident ...*: a title for a person of the text.

        It is who has the office on the day, of those whom the text names; else whom the actors'
        stage takes the title for.
        """
        owned = self._owner(title, here)
        covering = [m for m in here if m.start < title.end and title.start < m.end]
        start = min([title.start, *(m.start for m in covering)])
        lead = self.text[max(0, start - _REACH) : start]
        if owned is None or self.lexicon.words["offices.indefinite_before"].search(lead):
            return
        linked = [m.actors[0] for m in covering if m.via == "office" and _is_person(m)]
        named = [m for m in self.mentions if m.via == "person" and _is_person(m)]
        before = [m.actors[0] for m in named if m.end <= start]
        persons = dict.fromkeys(m.actors[0] for m in named)
        offices = {p: self._office(title.row, owned[0], p) for p in persons}
        now = [p for p, office in offices.items() if office and self._is_now(p, office, owned[0])]
        if now and not self._is_definite(title, owned[0], lead):
            now = []
        told = [p for p in linked if p in now] or [p for p in before[::-1] if p in now][:1]
        told = told or (now if len(now) == 1 else [])
        for person in told or [p for p in linked if p in before]:
            office = offices[person]
            if office is not None and self._has_held(person, office):
                yield Holding(person, office, start, owned[1], title.start, False, TAKEN_UP)
                return

    def _is_now(self, person: str, office: str, owner: str | None) -> bool:
        """Whether a bare title may be a person's: a president is called no head of government."""
        role, _, whose = office.partition("@")
        heads_all = role == "head_of_government" and self._holds(person, f"head_of_state@{whose}")
        return self._holds(person, office) and (owner is not None or not heads_all)

    def _is_definite(self, title: _Title, owner: str | None, lead: str) -> bool:
        """*der Präsident*, *Frankreichs Präsident*, *президента*: not what somebody may become."""
        definite = self.lexicon.words["offices.definite_before"].search(lead) is not None
        span = self.doc.char_span(title.start, title.end, alignment_mode="expand")
        morph = span.root.morph if span is not None else None
        if morph is not None and (
            "Ins" in morph.get("Case", []) or "Plur" in morph.get("Number", [])
        ):
            return False
        return definite or owner is not None

    def _heads_by_parse(self, here: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
        """*НАТО возглавляет норвежец Йенс Столтенберг*: who heads an organisation, and which."""
        bearers = Bearers(self.doc, self.lexicon)
        for led in here:
            if led.via == "name" and led.actors and self._is_organisation(led.actors[0]):
                for token in bearers.of_led(led.start, led.end):
                    person = self._bearer(token, "", None, here)
                    if person is not None:
                        yield person, led

    def _is_organisation(self, id_: str) -> bool:
        actor = self.record.actor(id_)
        return actor is not None and actor.kind in ("bloc", "organisation")

    def _posts(
        self, bounds: Span, here: Sequence[Mention], taken: set[tuple[str, str]]
    ) -> Iterator[Holding]:
        """*..., der das Amt seit 2004 versieht*: the office of the title spoken of before."""
        for post in self.lexicon.words["offices.that_post"].finditer(self.text, *bounds):
            before = self._titles(max(0, post.start() - _MEMORY), post.start())
            titles = [title for title in before if title.row.office not in _LIKE]
            for token in Bearers(self.doc, self.lexicon).of_post(*post.span()) if titles else ():
                bearer = self._bearer(token, titles[-1].row.office, None, here)
                office = self._office(titles[-1].row, None, _id(bearer)) if bearer else None
                if bearer is None or office is None or (_id(bearer), office) in taken:
                    continue
                span = min(bearer.start, post.start()), max(bearer.end, post.end())
                yield Holding(_id(bearer), office, *span, post.start(), True, _BY_PARSE)
                break

    def _leaders(
        self, bounds: Span, here: Sequence[Mention], taken: set[tuple[str, str]]
    ) -> Iterator[Holding]:
        """*возглавляет правительство*, *runs the foreign ministry*: who heads a body."""
        for led in _inside(self._every_led, *bounds):
            owner, end = self._owner(led, here) or (None, led.end)
            for token in Bearers(self.doc, self.lexicon).of_led(led.start, led.end):
                bearer = self._bearer(token, led.row.office, None, here)
                office = self._office(led.row, owner, _id(bearer)) if bearer else None
                if bearer is None or office is None or (_id(bearer), office) in taken:
                    continue
                span = min(bearer.start, led.start), max(bearer.end, end)
                yield Holding(_id(bearer), office, *span, led.start, True, _BY_PARSE)
                break

    def _heads(self, here: Sequence[Mention], taken: set[tuple[str, str]]) -> Iterator[Holding]:
        """*António Guterres leitet die Vereinten Nationen*, whatever he is called there."""
        people = [m for m in here if m.via == "person" and m.actors]
        led_ = [m for m in here if m.via == "name" and m.actors]
        pairs = [(p, o) for p, o in product(people, led_) if self._is_head(p, o)]
        for person, led in pairs or self._heads_by_parse(here):
            bodies = (led.actors[0], self._whose(led.actors[0]))
            tops = (f"{office}@{body}" for body in bodies for office in _TOPS)
            office = next((o for o in tops if self._has_held(person.actors[0], o)), None)
            if office is not None and (person.actors[0], office) not in taken:
                yield Holding(person.actors[0], office, person.start, led.end, led.start, True)

    def _is_head(self, person: Mention, led: Mention) -> bool:
        """*X leitet die O*, *X, der die O seit 2014 führt*."""
        words, between = self.lexicon.words, self._words(person.end, led.start)
        if words["offices.heads"].fullmatch(between):
            return True
        opens = words["offices.heads_before"].fullmatch(between)
        after = self._words(led.end, led.end + _REACH)
        return bool(opens and words["offices.heads_after"].match(after))

    def _then(self, title: _Title, start: int) -> Literal["", "dated", "past"]:
        lead = self.text[max(start, title.start - 40) : title.start]
        if self.lexicon.words["offices.then_before"].search(lead):
            return "dated"
        past = ("first_before", "long_before")
        return "past" if any(self.lexicon.words[f"offices.{w}"].search(lead) for w in past) else ""

    def _is_leaving(self, title: _Title, start: int) -> bool:
        """*der scheidende Präsident*: he is one still, if the record has nobody after him."""
        lead = self._words(max(start, title.start - 40), title.start)
        return self.lexicon.words["offices.leaving_before"].search(lead) is not None

    def _words(self, start: int, end: int) -> str:
        """Return a stretch of the text with every white space as one space."""
        return _SPACE.sub(" ", self.text[start:end])

    def _titles(self, start: int, end: int) -> list[_Title]:
        """All titles of a stretch of the text, the longest where they overlap."""
        kept: list[_Title] = []
        found = _inside(self._every_title, start, end)
        for title in sorted(found, key=lambda t: (t.start - t.end, t.start)):
            if all(title.end <= k.start or title.start >= k.end for k in kept):
                kept.append(title)
        return sorted(kept, key=lambda t: t.start)

    @cached_property
    def _every_title(self) -> list[_Title]:
        """The titles of the text, looked for once and not sentence by sentence."""
        return self._all(self.lexicon.offices)

    @cached_property
    def _every_led(self) -> list[_Title]:
        """What somebody may be at the head of, in the whole text."""
        return self._all(self.lexicon.heads)

    def _all(self, rows: Iterable[tuple[re.Pattern[str], OfficeRow]]) -> list[_Title]:
        found = [
            _Title(row, m.start(), m.end())
            for pattern, row in rows
            for m in pattern.finditer(self.text)
        ]
        return sorted(found, key=lambda t: (t.start, t.end))

    def _is_past(self, title: _Title, start: int) -> bool:
        """Say whether the words around make it a former, future or lesser office."""
        lead = self._words(max(start, title.start - 40), title.start)
        serving = self.lexicon.words["offices.serving"].search(lead)
        before = not serving and self.lexicon.words["offices.former_before"].search(lead)
        after = self.lexicon.words["offices.former_after"].match(self.text[title.end :])
        return bool(before) or after is not None

    def _of_title(
        self, title: _Title, here: Sequence[Mention], bounds: Span, titled: set[int]
    ) -> Iterator[Holding]:
        """Yield who bears a title; those `titled` before have one of their own."""
        before = self._owner_before(title, here)
        lead = self.text[max(0, title.start - 40) : title.start]
        then = self.lexicon.words["offices.then_before"].search(lead)
        if before is None and lead.endswith("-") and not then:
            return  # the end of another title: Weltbank-Präsident
        after, end = self._owner_after(title, here)
        owner = after or before
        covered = [m.end for m in here if m.start <= title.start and title.end < m.end]
        end = max([end, *covered]) if before and not after else end
        if owner is None and self.lexicon.words["offices.unknown_owner"].search(lead):
            return
        # *Sicherheitsberater von Präsident Biden*: the name after it is the president's.
        shared = self._distributed(title, here)
        if shared:
            yield from shared
            return
        theirs = {
            m.end + 1 for m in here if m.via == "office" and title.end < m.start < m.end == end
        }
        people = [m for m in here if m.start not in titled | theirs]
        for number, (person, where, predicate) in enumerate(
            self._persons(title, end, people, bounds)
        ):
            own = (None if number else owner) or self._owner_of_name(where[1], here)
            office = self._office(title.row, own, person)
            named = self._words(*where).replace(self._words(title.start, title.end), "").strip()
            person, office = self._namesake(person, office, named)  # noqa: PLW2901
            if office is None or (number and not self._has_held(person, office)):
                continue
            first, last = min(where[0], title.start), max(where[1], end)
            yield Holding(person, office, first, last, title.start, predicate)

    def _distributed(self, title: _Title, here: Sequence[Mention]) -> list[Holding]:
        """*die Präsidenten Russlands und Belarus', Wladimir Putin und Alexander Lukaschenko*."""
        coordination = self.lexicon.coordination
        after = [m for m in here if m.start >= title.end]
        owners = list(takewhile(lambda m: m.via in _OWNING and len(m.actors) == 1, after))
        people = list(takewhile(lambda m: m.via == "person" and m.actors, after[len(owners) :]))
        both = [*owners, *people]
        if len(owners) < _SEVERAL or len(owners) != len(people):
            return []
        gaps = [self._words(a.end, b.start) for a, b in pairwise(both)]
        joint = gaps.pop(len(owners) - 1)
        opens = self.lexicon.words["offices.of"].fullmatch(self._words(title.end, owners[0].start))
        if (
            not opens
            or joint.strip() not in {"", ","}
            or not all(map(coordination.fullmatch, gaps))
        ):
            return []
        pairs = [
            (self._office(title.row, o.actors[0], _id(p)), p)
            for o, p in zip(owners, people, strict=True)
        ]
        return [
            Holding(_id(person), office, title.start, person.end, title.start, False)
            for office, person in pairs
            if office is not None
        ]

    def _owner_before(self, title: _Title, here: Sequence[Mention]) -> str | None:
        """Whose office: *kirgisische*, *Kasachstans*, *US-*, or in the mention of the office."""
        joint = self.lexicon.words["offices.joint"]
        for mention in here:
            if mention.via == "person" and self._is_genitive(mention, title):
                return mention.actors[0]  # *Joe Bidens Außenminister*
            if mention.via == "person" or not mention.actors or "\n" in mention.text:
                continue
            if mention.start < title.end and mention.end > title.start:
                if (owner := self._owner_within(mention)) is not None:
                    return owner
                continue
            between = self.text[mention.end : title.start]
            follows = mention.end <= title.start and joint.fullmatch(between) is not None
            if follows and mention.via != "office":
                return mention.actors[0]
        return None

    def _is_genitive(self, mention: Mention, title: _Title) -> bool:
        """Whether a person owns the title that follows: *Joe Bidens Außenminister*."""
        person = self.record.person(mention.actors[0]) if mention.actors else None
        if person is None or self.text[mention.end : title.start] not in (" ", "’s ", "'s "):
            return False
        own = any(name.endswith(mention.text) for name in person.names)
        stem = mention.text[:-1] if mention.text.endswith("s") else ""
        bare = stem and any(name.endswith(stem) for name in person.names)
        return title.start - mention.end > 1 or (not own and bool(bare))

    def _owner_within(self, mention: Mention) -> str | None:
        """The owner named in the mention of an office: *kirgisische Präsident*, *NATO chief*."""
        words = pieces.split(mention.text)
        senses = names.load(self.lexicon.language)
        parts = [words[:n] for n in range(len(words) - 1, 0, -1)]
        parts += [words[n:] for n in range(1, len(words))]
        for part in parts:
            for sense in senses.senses(*part):
                if len(sense.actors) == 1 and sense.kind in _OWNERS:
                    return sense.actors[0]
        return None

    def _owner_after(self, title: _Title, here: Sequence[Mention]) -> tuple[str | None, int]:
        """*Präsident von Frankreich*: the owner after the title, and where the phrase ends."""
        for mention in here:
            if mention.start < title.end or mention.via in ("person", "adjective"):
                continue
            between = self.text[title.end : mention.start]
            if mention.actors and self.lexicon.words["offices.of"].fullmatch(between):
                return mention.actors[0], mention.end
            if len(between) > 20:
                break
        country = self.lexicon.words["offices.of_the_country"].match(self.text, title.end)
        return None, country.end() if country is not None else title.end

    def _owner_of_name(self, end: int, here: Sequence[Mention]) -> str | None:
        """*President Sadyr Japarov of the Kyrgyz Republic*: the owner after the name."""
        for mention in here:
            near = end <= mention.start < end + 40 and mention.via in ("name", "former_name")
            between = self._words(end, mention.start)
            if near and between.strip() and self.lexicon.words["offices.of"].fullmatch(between):
                return mention.actors[0] if mention.actors else None
        return None

    def _persons(
        self, title: _Title, end: int, here: Sequence[Mention], bounds: Span
    ) -> Iterator[tuple[str, Span, bool]]:
        """Yield who bears the title: id, place, and whether a verb says so."""
        continues = self.lexicon.words["offices.name_continues"]
        people = [
            m
            for m in here
            if m.via == "person"
            and not self._is_genitive(m, title)
            and (" " in m.text or not continues.match(self.text[m.end :]))
        ]
        told = [p for p in people if self._is_predicated(p, title, bounds[0], end)]
        for person in sorted(people, key=lambda p: p.start < end):
            if told and self._words(end, person.start).startswith(","):
                continue  # *X ist Präsident von S, Y Regierungschef*
            if self._stands_beside(person, title, end):
                yield _id(person), (person.start, person.end), False
                yield from self._and_others(person, people)
                return
        for person in [*people, *self._taken_up(bounds, title.row.office)]:
            if self._is_predicated(person, title, bounds[0], end) or self._is_named_last(
                person, end
            ):
                yield _id(person), (person.start, person.end), True
                return
        if not people and (unknown := self._unknown(title, here, bounds[0])) is not None:
            yield f"person:{slug(unknown[0])}", unknown.span(), False
            return
        named = _NAME.match(self.text, end + 1) if not people else None
        if named and self.text[end : end + 1] == " " and named.end() <= bounds[1]:
            yield f"person:{slug(named[0])}", named.span(), False

    def _unknown(self, title: _Title, here: Sequence[Mention], start: int) -> re.Match[str] | None:
        """*Sergio Massa, Argentiniens Wirtschaftsminister*: a name nobody knows, by its title."""
        follows = self.lexicon.words["offices.title_follows"]
        for name in _NAME.finditer(self.text, start, title.start):
            between = self._words(name.end(), title.start)
            taken = any(m.start < name.end() and name.start() < m.end for m in here)
            if between.startswith(",") and not taken and follows.fullmatch(between):
                return name
        return None

    def _taken_up(self, bounds: Span, office: str) -> Iterator[Mention]:
        """*Präsident ist er seit 1994*: the pronoun as a mention of who is meant by it."""
        for pronoun in self.lexicon.words["offices.pronoun"].finditer(self.text, *bounds):
            if (meant := self._meant_by(pronoun.start(), pronoun.end(), office)) is not None:
                yield meant

    def _stands_beside(self, person: Mention, title: _Title, end: int) -> bool:
        words = self.lexicon.words
        if person.start <= title.start and title.end <= person.end:
            return True  # *König Charles III.*
        if person.start >= end:
            follows = words["offices.name_follows"].fullmatch(self._words(end, person.start))
            return follows is not None and not self._is_of_superior(title, person)
        between = _PARTY.sub("", self._words(person.end, title.start))
        after = self._words(end, end + 60)
        if end == title.end and any(
            words[f"offices.{name}"].match(after) for name in ("elsewhere", "title_goes_on")
        ):
            return False
        if person.end > title.start:
            return False
        return words["offices.title_follows"].fullmatch(between) is not None

    def _is_of_superior(self, title: _Title, person: Mention) -> bool:
        """*пресс-секретарь президента Дмитрий Песков*: where names have cases, they must agree."""
        if "offices.declined" not in self.lexicon.words:
            return False
        office = syntax.head(self.doc, title.start, title.end)
        named = syntax.head(self.doc, person.start, person.end)
        if office is None or named is None or "Gen" not in office.morph.get("Case", []):
            return False
        above = office.dep_.partition(":")[0] == "nmod" and office.head.i < office.i
        return bool(above and named.morph.get("Case", []) == ["Nom"])

    def _is_predicated(self, person: Mention, title: _Title, start: int, end: int) -> bool:
        """*Rahmon ist Präsident*, *2015 war Hollande Präsident*."""
        of_a_part = self.lexicon.words["offices.of_a_part"].match(self._words(end, end + _REACH))
        if person.end > title.start or (end == title.end and of_a_part):
            return False
        between = self._words(person.end, title.start).removeprefix(".")
        lead = self.text[start : person.start]
        return self._is_told_of(between, end) or self._is_said_of(between, lead)

    def _is_said_of(self, between: str, lead: str) -> bool:
        """Whether the words between name and title, or before the name, are a verb of being."""
        words = self.lexicon.words
        if words["offices.is_between"].match(f"{between[1:]} "):
            between = between.removeprefix(",")  # *Der Vorsitzende, Macky Sall, ist Präsident*
        succeeded = words["offices.succeeded"].match(f"{between} ")
        if succeeded is None and ("," in between or len(between) > _REACH):
            return False
        if succeeded is None and words["offices.not_between"].search(between):
            return False
        verb = succeeded or words["offices.is_between"].match(f"{between} ")
        if verb is not None:
            return words["offices.complement"].fullmatch(between[verb.end() - 1 :]) is not None
        is_before = words["offices.is_before"].search(lead) is not None
        return is_before and words["offices.loose"].fullmatch(between) is not None

    def _is_told_of(self, between: str, end: int) -> bool:
        """*Rafsandschani, der von 1989 bis 1997 Präsident des Iran war*, *Merkel, who was ...*."""
        words = self.lexicon.words
        opening = words["offices.who"].match(f"{between} ")
        ending = words.get("offices.who_ends")
        if opening is None or (ending and not ending.match(self._words(end, end + 20))):
            return False
        return words["offices.complement"].fullmatch(between[opening.end() - 1 :]) is not None

    def _is_named_last(self, person: Mention, end: int) -> bool:
        """*Generalsekretär der NATO ist seit Oktober Mark Rutte*."""
        between = self._words(end, person.start) if person.start > end else ""
        return self.lexicon.words["offices.inverted"].fullmatch(between) is not None

    def _and_others(
        self, first: Mention, people: Sequence[Mention]
    ) -> Iterator[tuple[str, Span, bool]]:
        """*die Außenminister Mirsojan und Bairamow*: the names that share the title."""
        last = first
        for person in people:
            between = self.text[last.end : max(last.end, person.start)]
            if between and self.lexicon.words["offices.and"].fullmatch(between):
                yield _id(person), (person.start, person.end), False
                last = person

    def _office(self, row: OfficeRow, owner: str | None, person: str) -> str | None:
        """Complete an office with whose it is: from the text, the person's past, the title."""
        if owner is not None:
            if (chair := _CHAIRS.get(owner)) is not None and row.office == "head_of_state":
                return chair
            return self._office_of(row, owner)
        held = {f.object for f in self.record.facts(subject=person, relation="holds_office")}
        known = sorted(o for o in held if o.partition("@")[0] == row.office)
        if row.of and (len(known) != 1 or f"{row.office}@{row.of}" in known):
            kind = f"{row.office.partition('_')[0]}_"  # a commission may have a chair
            others = (o for o in held if o.partition("@")[2] != row.of and o.startswith(kind))
            tops = sorted(o for o in others if o.partition("@")[0] in _TOPS)
            elsewhere = row.of == "EU" and not known and len(tops) == 1
            return tops[0] if elsewhere else f"{row.office}@{row.of}"
        if len(known) == 1:
            return known[0]
        chairs = sorted(o for o in held if o.partition("@")[0] in _PRESIDENCIES)
        if row.office == "head_of_state" and not known and len(chairs) == 1:
            return chairs[0]
        actor = self.record.actor(person)
        state = actor.state if actor is not None else None
        office = row.office_in(state) if state else ""
        return f"{office}@{state}" if office else None

    def _office_of(self, row: OfficeRow, owner: str) -> str | None:
        """The office of a title whose owner the text names."""
        whose = None if self._is_apart(owner, row) else self._whose(owner)
        office = self._titled(row, whose) if whose else ""
        return f"{office}@{whose}" if office else None

    def _is_apart(self, owner: str, row: OfficeRow) -> bool:
        """*Präsident des iranischen Parlaments*: at the head of a body that does not govern."""
        actor = self.record.actor(owner)
        heads = row.office in ("head_of_state", "head_of_government")
        body = actor is not None and actor.kind == "body" and actor.state is not None
        return heads and body and actor is not None and actor.sector != "GOV"

    def _titled(self, row: OfficeRow, whose: str) -> str:
        """The office that a title names; a president of an organisation heads no state."""
        actor = self.record.actor(whose)
        heads = row.office == "head_of_state" and (actor is None or actor.kind != "state")
        return "president" if heads else row.office_in(whose)

    def _namesake(self, person: str, office: str | None, named: str) -> tuple[str, str | None]:
        """*King Abdullah*: of several of one name, the one in such an office on the day.

        Where several are, and not the one who was meant first, it is no claim.
        """
        day = self.setting.published
        if office is None or day is None or " " in named or self._holds(person, office):
            return person, office
        role = office.partition("@")[0]
        offices = [o for o in self.record.objects("holds_office") if o.partition("@")[0] == role]
        found = {
            (fact.subject, fact.object)
            for other in offices
            for fact in self.record.facts(relation="holds_office", object=other)
            if self.record.holds_on(fact, day) and self._is_called(fact.subject, named)
        }
        here = {pair for pair in found if pair[1] == office}
        if not found:
            return person, office
        return min(here or found) if len(here or found) == 1 else (person, None)

    def _holds(self, person: str, office: str) -> bool:
        day = self.setting.published
        facts = self.record.facts(subject=person, relation="holds_office", object=office)
        return day is not None and any(self.record.holds_on(f, day) for f in facts)

    def _is_called(self, person: str, name: str) -> bool:
        known = self.record.person(person)
        return known is not None and any(name in other.split() for other in known.names)

    def _has_held(self, person: str, office: str) -> bool:
        return bool(self.record.facts(subject=person, relation="holds_office", object=office))

    def _whose(self, owner: str) -> str | None:
        actor = self.record.actor(owner)
        if actor is not None and actor.kind in ("body", "person"):
            return actor.state or owner.partition(":")[0]
        head = owner.partition(":")[0]
        if head.startswith("EU_"):
            return "EU"
        return "UN" if head in ("UN_SECRETARIAT", "UNGA") else head if head.isupper() else None


def _inside(titles: Sequence[_Title], start: int, end: int) -> list[_Title]:
    """Those of `titles`, which are in text order, that lie within `start`..`end`."""
    first = bisect_left(titles, start, key=lambda t: t.start)
    last = bisect_left(titles, end, key=lambda t: t.start)
    return [t for t in titles[first:last] if t.end <= end]


def _is_person(mention: Mention) -> bool:
    return len(mention.actors) == 1 and mention.actors[0].startswith("person:")


def _mention(start: int, end: int, text: str, person: str) -> Mention:
    """A name or pronoun that the actors' stage has not marked, as a mention."""
    return Mention(
        start=start, end=end, text=text, actors=(person,), via="person", why="said of an office"
    )


def _id(mention: Mention) -> str:
    known = [actor for actor in mention.actors if actor.startswith("person:")]
    return known[0] if known else f"person:{slug(mention.text)}"


def slug(name: str) -> str:
    """Return a name as an id: lower case, no accents, hyphens (*José Ortega* -> `jose-ortega`)."""
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    return re.sub(r"[^\w]+", "-", plain).strip("-")
