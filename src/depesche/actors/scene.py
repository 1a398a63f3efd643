"""One report as the rules of this stage see it: pieces of words, what was found, the parse.

In: a `Doc`. Out: the candidates that the lexicon knows, and questions about their surroundings.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache, cached_property

from spacy.tokens import Doc, Span, Token

from depesche.actors import pieces
from depesche.actors.lexicon import END, Lexicon, Sense
from depesche.actors.register import Register
from depesche.model import Via
from depesche.record.tables import read_named

_NONE: frozenset[str] = frozenset()
OPENING = frozenset("„“\"'«»‚‹›")
CLOSING = frozenset("“”\"'»«‘‹›")
_WORKS = frozenset({"bearer", "work"})
_TITLE = 10  # pieces in the longest title
_GONE = frozenset({("SUN",), ("DDR",), ("CSK",), ("YUG",)})
_PARTICLE = 4  # letters in the longest small word inside a person's name
_STOPS = frozenset(".!?")
_ENDS = frozenset(".!?:;…")
_OPENERS = frozenset("„“”\"'»«›‹(–—-•*")


@dataclass(slots=True)
class Candidate:
    """Pieces `i` to `j` (exclusive) that the lexicon knows; `part`: inside a longer word."""

    i: int
    j: int
    start: int
    end: int
    senses: tuple[Sense, ...]
    part: bool = False
    misspelt: bool = False

    def sense(self, *kinds: str) -> Sense | None:
        """Return the first sense of one of these kinds."""
        for sense in self.senses:  # a plain loop: this is asked more often than anything else
            if sense.kind in kinds:
                return sense
        return None


@dataclass(slots=True)
class Link:
    """A decision: this span stands for these actors (none: a trap, or a place)."""

    i: int
    j: int
    start: int
    end: int
    actors: tuple[str, ...]
    via: Via
    why: str
    kind: str
    confidence: float = 1.0
    home: tuple[str, ...] = ()
    """The state whose capital a place is."""


@dataclass
class Scene:
    """A document, its pieces, and what the rules have decided so far."""

    doc: Doc
    raw: str
    lexicon: Lexicon
    published: dt.date | None
    text: pieces.Pieces = field(init=False)
    words: list[str] = field(init=False)
    links: list[Link] = field(default_factory=list)
    decided: list[Link] = field(default_factory=list)
    blocked: set[int] = field(default_factory=set)
    offices: dict[int, Link] = field(default_factory=dict)
    company: frozenset[str] = _NONE
    """States of which the report names leaders by surnames that only each other explain."""
    _states: frozenset[str] | None = None

    def __post_init__(self) -> None:
        self.text = pieces.cut(self.raw)
        self.words = self.text.words
        self._size = len(self.words)
        self._tags = [self.lexicon.tags_of(word) for word in self.words]

    def word(self, i: int) -> str:
        """Return piece `i`, or nothing beyond the ends."""
        return self.words[i] if 0 <= i < self._size else ""

    def before(self, i: int, kind: str) -> bool:
        """Say whether the piece before `i` is in the word list `kind`."""
        return self.has(kind, i - 1)

    def has(self, kind: str, i: int) -> bool:
        """Say whether piece `i` is in the word list `kind`, as it stands or in small letters."""
        return 0 <= i < self._size and kind in self._tags[i]

    def tags(self, i: int) -> frozenset[str]:
        """Return the word lists that piece `i` is in, as it stands or in small letters."""
        return self._tags[i] if 0 <= i < self._size else _NONE

    def nearby(self, kind: str, i: int, reach: int = 12) -> bool:
        """Say whether a word of the list `kind` stands within `reach` pieces in the sentence."""
        low, high = max(0, i - reach), min(len(self.words), i + reach + 1)
        return any(self.has(kind, k) and self.same_sentence(k, i) for k in range(low, high))

    def any_of(self, words: frozenset[str], i: int, reach: int) -> bool:
        """Say whether one of `words` stands within `reach` pieces in the sentence of piece `i`."""
        low, high = max(0, i - reach), min(len(self.words), i + reach + 1)
        found = (k for k in range(low, high) if self.words[k] in words)
        return any(self.same_sentence(k, i) for k in found)

    @cached_property
    def parsed(self) -> bool:
        """Whether the document carries dependencies."""
        return bool(self.doc.has_annotation("DEP"))

    @cached_property
    def _token_starts(self) -> list[int]:
        return [int(n) for n in self.doc.to_array("IDX")] if len(self.doc) else []

    def token(self, offset: int) -> Token:
        """Return the token that covers the character at `offset`."""
        return self.doc[max(0, bisect_right(self._token_starts, offset) - 1)]

    def tokens(self, link: Link) -> Span:
        """Return the tokens of a link."""
        return self.doc[self.token(link.start).i : self.token(link.end - 1).i + 1]

    def opens_sentence(self, i: int) -> bool:
        """Say whether piece `i` is the first word of a sentence, a line or a quotation."""
        while i > 0 and self.words[i - 1] in _OPENERS and not self.text.glued(i - 1):
            i -= 1
        if i == 0 or self.words[i - 1] in _ENDS or self.words[i - 1] in _OPENERS:
            return True
        gap = self.raw[self.text.end(i - 1) : self.text.starts[i]]
        return "\n" in gap

    def same_sentence(self, a: int, b: int) -> bool:
        """Say whether no sentence ends between pieces `a` and `b`."""
        return self.sentences_between(a, b) == 0

    def sentences_between(self, a: int, b: int) -> int:
        """Return how many sentences end between pieces `a` and `b`."""
        ends = self.sentence_ends
        return bisect_left(ends, max(a, b)) - bisect_left(ends, min(a, b))

    @cached_property
    def sentence_ends(self) -> list[int]:
        """The pieces that end a sentence."""
        return [k for k, word in enumerate(self.words) if word in _STOPS and self._ends(k)]

    def _ends(self, k: int) -> bool:
        ends = self.words[k] in ".!?"
        return ends and self.word(k + 1)[:1].isupper() and not self.text.glued(k + 1)

    def in_person(self, candidate: Candidate) -> bool:
        """Say whether the parser sees a longer person's name around the candidate."""
        if not self.parsed or candidate.j - candidate.i > 1:
            return False
        around = self._persons.get(candidate.start)
        return around is not None and around != (candidate.start, candidate.end)

    def name_around(self, i: int) -> tuple[int, int] | None:
        """Return the offsets of the longer person's name that the parser sees around piece `i`."""
        return self._persons.get(self.text.starts[i]) if self.parsed else None

    def name_at(self, i: int) -> Span | None:
        """Return the name that the parser marks around piece `i`, of whatever kind."""
        return self._names.get(self.text.starts[i]) if 0 <= i < self._size else None

    @cached_property
    def _names(self) -> dict[int, Span]:
        return {token.idx: entity for entity in self.doc.ents for token in entity}

    @cached_property
    def _persons(self) -> dict[int, tuple[int, int]]:
        """The names of several words by the offsets of these; *Katars Emir* is none."""
        named = (e for e in self.doc.ents if e.label_ == "PER" and e.end - e.start > 1)
        names = (e for e in named if not any(self._is_no_name(token) for token in e))
        return {token.idx: (e.start_char, e.end_char) for e in names for token in e}

    def _is_no_name(self, token: Token) -> bool:
        """Say whether a word in a supposed name is an office, or small and longer than *oglu*."""
        if token.text.islower() and len(token.text) > _PARTICLE:
            return True
        return any(s.kind in ("office", "institution") for s in self.lexicon.senses(token.text))

    @cached_property
    def titles(self) -> frozenset[int]:
        """The pieces of titles that the noun before announces (*der Film „Der Amerikaner“*)."""
        inside: set[int] = set()
        for k, word in enumerate(self.words):
            if word in OPENING and self.tags(k - 1) & _WORKS:
                ends = (m for m in range(k + 1, k + _TITLE) if self.word(m) in CLOSING)
                inside.update(range(k + 1, next(ends, k + 1)))
        return frozenset(inside)

    def speaks_of_time_until(self, year: int) -> bool:
        """Say whether the report is from a year no later than this, or names such a year or a state
        that is no more.
        """
        if self.published is not None and self.published.year <= year:
            return True
        return self._earliest_year <= year

    @cached_property
    def _earliest_year(self) -> int:
        years = [int(w) for w in self.words if len(w) == 4 and w.isdigit() and w[:2] == "19"]
        gone = any(link.actors[:1] in _GONE for link in self.decided)
        return min([*years, 1989] if gone else years, default=9999)

    def states(self, register: Register) -> frozenset[str]:
        """Return the states that the links found so far stand for, act for or are the place of."""
        if self._states is None:
            actors = {actor for known in self.links for actor in known.actors or known.home}
            states = {register.state_of(actor) for actor in actors}
            self._states = frozenset(states) | self.company
        return self._states

    def forget_states(self) -> None:
        """Let the states of the report be counted anew."""
        self._states = None

    def moves(self, i: int) -> bool:
        """Say whether a word of motion stands before piece `i` (*flew to*, *a trip to*)."""
        low = max(0, i - 7)
        return any(self.has("motion", k) and self.same_sentence(k, i) for k in range(low, i))

    def visited(self, candidate: Candidate) -> bool:
        """Say whether the candidate is the object of going somewhere."""
        if self.lexicon.lang != "de":
            return False
        if self.has("visit_verb", candidate.j) and self.word(candidate.j + 1) in (
            ".",
            ",",
            "",
            "und",
        ):
            return True
        first = max(0, candidate.i - 6)
        for k in range(candidate.i - 1, first, -1):
            if self.word(k) in (",", ".", ":", "„", '"'):
                return False
            if self.has("visit_verb", k):
                return self.text.words[candidate.j : candidate.j + 1] not in (["an"],)
        return False

    def add_person(self, at: tuple[int, int], id: str, why: str, confidence: float) -> None:
        """Link pieces `at` (half-open) to a person."""
        i, j = at
        start, end = self.text.starts[i], self.text.end(j - 1)
        self.links.append(Link(i, j, start, end, (id,), "person", why, "person", confidence))

    def _is_two_by_now(self, sense: Sense) -> bool:
        """Whether the state so called has parted: *Serbien und Montenegro* are two since 2006."""
        if sense.kind != "name" or self.published is None:
            return False
        joined = any(self.lexicon.has("joiner", word) for word in sense.lemma.split())
        end = _ends().get(sense.actors[0]) if joined else None
        return end is not None and self.published.isoformat() > end

    def candidates(self) -> list[Candidate]:
        """Return what the lexicon knows of this text: longest phrases, left to right."""
        root, inner = self.lexicon.root, self.lexicon.inner
        words, starts = self.text.words, self.text.starts
        found: list[Candidate] = []
        skip = -1
        for i, word in enumerate(words):
            if i < skip:
                continue
            node = root.get(word)
            if node is None:
                part = inner(word) if len(word) > 5 else None
                if part is not None:
                    at, whole = starts[i], part.end - part.start == len(word)
                    place = (i, i + 1, at + part.start, at + part.end)
                    found.append(Candidate(*place, part.senses, not whole, part.misspelt))
                continue
            end, senses = _longest(node, words, i + 1)
            if end > i + 2 and any(self._is_two_by_now(sense) for sense in senses):
                end, senses = i + 1, node.get(END, [])
            if senses:
                last = end - 1
                found.append(
                    Candidate(i, end, starts[i], starts[last] + len(words[last]), tuple(senses))
                )
                skip = end
        return found


@cache
def _ends() -> dict[str, str]:
    """The last days of former states."""
    return {row["id"]: row["exists_to"] for row in read_named("states") if row.get("exists_to")}


def _longest(node: dict[str, object], words: list[str], i: int) -> tuple[int, list[Sense]]:
    best: tuple[int, list[Sense]] = (i, node.get(END, []))  # type: ignore[assignment]
    while i < len(words) and (below := node.get(words[i])) is not None:
        node = below  # type: ignore[assignment]
        i += 1
        if held := node.get(END):
            best = (i, held)  # type: ignore[assignment]
    return best
