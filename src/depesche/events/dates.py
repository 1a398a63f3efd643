"""When and where an event took place: the time expression and the place nearest to its clause.

In: the trigger's token, time expressions, mentions. Out: an `Interval` and a note, a place.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from depesche.events.clauses import has, relation
from depesche.events.lexicon import fold
from depesche.events.parties import Parties
from depesche.events.syntax import Syntax
from depesche.model import EventStatus, Interval, TimeExpression

UNDATED = "no time given: the report's day"
_CLAUSES_UP = 2
_NESTED = 3
# How many words may stand before the time in a label (*Im*, *Am*).
_LABEL = 2
_UP_FROM = frozenset({"xcomp", "ccomp", "acl", "advcl", "conj"})


def _day(moment: dt.date | dt.datetime | None) -> dt.date | None:
    return moment.date() if isinstance(moment, dt.datetime) else moment


class _Placed(NamedTuple):
    """A time expression in the parse."""

    root: Token
    clause: Token
    time: TimeExpression
    noun: Token | None
    """The noun before which the time stands with a participle: it dates nothing else."""


class Dates:
    """Time expressions of a report by clause."""

    def __init__(
        self,
        doc: Doc,
        times: Sequence[TimeExpression],
        published: dt.date | None,
        syntax: Syntax,
    ) -> None:
        self.syntax = syntax
        self.published = published
        self._after = syntax.grammar.words.after
        self._placed: list[_Placed] = []
        self._by_sentence: dict[int, list[_Placed]] = {}
        self._breaks = [token.i for token in doc if "\n" in token.text]
        self._labels: list[tuple[Span, TimeExpression]] = []
        for time in times:
            if time.earliest is None and time.latest is None:
                continue
            span = doc.char_span(time.start, time.end, alignment_mode="expand")
            if span is None or len(span) == 0 or self._is_beside(span):
                continue
            if self._is_label(span):
                self._labels.append((span, time))
            root = span.root
            noun = self._modified(root)
            placed = _Placed(root, syntax.clause(root), time, noun)
            self._placed.append(placed)
            self._by_sentence.setdefault(root.sent.start, []).append(placed)

    def _is_beside(self, span: Span) -> bool:
        """A since-phrase may date no event: *erstmals seit 2019*; *X, seit 1994 im Amt, ...*."""
        words, doc = self.syntax.grammar.words, span.doc
        opening = next(
            (t for t in doc[max(0, span.start - 2) : span.end] if fold(t.text) in words.since), None
        )
        if opening is None or opening.i < 2:
            return False
        before = doc[max(opening.sent.start, opening.i - 3) : opening.i]
        if any(fold(token.text) in words.first for token in before):
            return True
        if doc[opening.i - 1].text != "," or doc[opening.i - 2].pos_ not in ("NOUN", "PROPN"):
            return False
        for token in doc[span.end : opening.sent.end]:
            if token.text == "," or token.pos_ in ("VERB", "AUX"):
                return token.text == ","
        return False

    def _modified(self, root: Token) -> Token | None:
        """Return the noun that a time belongs to: by a participle or within an apposition.

        *Die 1993 geschlossene Grenze*; *Lithuania, a member since 2004, recalled ...*.
        """
        node = root
        for _ in range(_NESTED):
            if node.head.i == node.i:
                return None
            node = node.head
            if relation(node) == "appos" and node.pos_ in ("NOUN", "PROPN"):
                return node
            is_before = root.i < node.i < node.head.i
            if is_before and relation(node) in ("amod", "acl") and not has(node, "VerbForm", "Fin"):
                return node.head
        return None

    def _is_of_another(self, root: Token, trigger: Token) -> bool:
        """Whether a time rather dates the event after which this one came (*nach der Wahl im Mai*).

        A time that the clause has itself goes before it.
        """
        node = root
        while node.head.i != node.i and node.head.pos_ not in ("VERB", "AUX"):
            node = node.head
            if node.i == trigger.i:
                return False
            if node.pos_ == "NOUN" and self.syntax.preposition(node) in self._after:
                return True
        return False

    def of(self, trigger: Token, top: Token, is_aside: bool) -> tuple[Interval | None, str | None]:
        """Return the time of the event and the expression it comes from, if any.

        An event mentioned aside (*nach dem Angriff auf X*) has only the times below it.

        Looked for below the trigger, then in its clause and in that of the word that carries it
        (`top`), then one clause up for infinitives and dependent clauses.
        """
        placed = [
            p
            for p in self._by_sentence.get(self.syntax.sentence(trigger).start, ())
            if not self._outlasts(p.time, trigger)
            and (p.noun is None or p.noun.i in (trigger.i, top.i))
        ]
        own = (trigger.i, self.syntax.clause(trigger).i)
        below = [p for p in placed if p.clause.i in own and trigger.is_ancestor(p.root)]
        for clause in (trigger, *self._clauses(trigger, top)):
            inside = [p for p in placed if p.clause.i == clause.i] if not is_aside else []
            if found := below or inside:
                nearest = min(
                    found,
                    key=lambda p: (self._is_of_another(p.root, trigger), abs(p.root.i - trigger.i)),
                )
                return self._interval(nearest.time, trigger)
        interval, said = self._told_before(trigger)
        return (interval, said) if interval or is_aside else self._labelled(trigger)

    def _is_label(self, span: Span) -> bool:
        """Whether a time heads a paragraph, with a colon after it."""
        doc, start = span.doc, span.start
        if span.end >= len(doc) or doc[span.end].text != ":":
            return False
        before = doc[max(0, start - _LABEL - 1) : start]
        return len(before) <= _LABEL or any("\n" in token.text for token in before)

    def _labelled(self, trigger: Token) -> tuple[Interval | None, str | None]:
        """Return the time that heads the paragraph like a label (*Juni 2017: ...*)."""
        for span, time in reversed(self._labels):
            if span.end < trigger.i:
                same = bisect(self._breaks, span.start) == bisect(self._breaks, trigger.i)
                return self._interval(time, trigger) if same else (None, None)
        return None, None

    def _told_before(self, trigger: Token) -> tuple[Interval | None, str | None]:
        """Return the last time before a trigger where an adverb recalls it (*damals*)."""
        clause = self.syntax.clause(trigger)
        adverbs = (c.lower_ for c in clause.children if relation(c) == "advmod")
        if not self.syntax.grammar.words.then.intersection(adverbs):
            return None, None
        before = [p for p in self._placed if p.root.i < clause.left_edge.i and p.noun is None]
        return self._interval(before[-1].time, trigger) if before else (None, None)

    def _clauses(self, trigger: Token, top: Token) -> list[Token]:
        found = [self.syntax.clause(trigger), self.syntax.clause(top)]
        node = found[-1]
        for _ in range(_CLAUSES_UP):
            if relation(node) not in _UP_FROM or node.dep_ == "acl:relcl":
                break
            if self.syntax.is_finite(node) and relation(node) != "conj":
                break
            node = self.syntax.clause(node.head)
            found.append(node)
        return found

    def _interval(self, time: TimeExpression, trigger: Token) -> tuple[Interval, str]:
        first, last = _day(time.earliest), _day(time.latest)
        if self._is_since(time, trigger):
            return Interval.model_validate({"from": first, "to": self.published}), time.text
        return Interval.model_validate({"from": first, "to": last}), time.text

    def _is_since(self, time: TimeExpression, trigger: Token) -> bool:
        words = self.syntax.grammar.words.since
        if fold(time.text.split(maxsplit=1)[0]) in words:
            return True
        span = trigger.doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is None or span.start == 0:
            return False
        return fold(trigger.doc[span.start - 1].text) in words

    def _outlasts(self, time: TimeExpression, trigger: Token) -> bool:
        """Whether a time says how long what was decided will last: *einigten sich auf eine Ruhe bis
        Mai*; a past event is not dated after the report.
        """
        last = _day(time.latest)
        if self.published is None or last is None or last <= self.published:
            return False
        span = trigger.doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is None or not (has(trigger, "Tense", "Past") or has(trigger, "VerbForm", "Part")):
            return False
        before = trigger.doc[max(0, span.start - 1) : span.end]
        return any(fold(token.text) in self.syntax.grammar.words.until for token in before)

    def adjust(
        self, status: EventStatus, interval: Interval | None, note: str | None, is_aside: bool
    ) -> tuple[EventStatus, Interval | None, str | None]:
        """Make a present-tense event with a future time a plan; give the undated the report's day.

        Only actual events that the report tells get its day: when a plan will come true is not
        known from it, nor when something mentioned aside happened.
        """
        if interval is not None and self.published is not None:
            later = interval.from_ is not None and interval.from_ > self.published
            if status == "actual" and later:
                return "planned", interval, f"{note!r} lies after the report"
            return status, interval, f"dated by {note!r}"
        if status == "actual" and not is_aside and self.published is not None:
            day = Interval.model_validate({"from": self.published, "to": self.published})
            return status, day, UNDATED
        return status, interval, None if note is None else f"dated by {note!r}"


class Places:
    """Where an event took place, as far as its clause says."""

    def __init__(self, parties: Parties, syntax: Syntax) -> None:
        self.parties = parties
        self.syntax = syntax

    def of(self, trigger: Token, top: Token, taken: Sequence[str]) -> str | None:
        """Return the actor id of the state an event took place in, or the place as written."""
        for node in (trigger, top, self.syntax.clause(trigger)):
            for child in node.children:
                if relation(child) not in ("obl", "nmod"):
                    continue
                if self.syntax.preposition(child) not in self.syntax.grammar.words.place:
                    continue
                named = self.parties.at(child)
                if set(named) & set(taken):
                    continue
                if named:
                    return named[0]
                if child.ent_type_ in ("LOC", "GPE"):
                    return self._as_written(child)
        return None

    def _as_written(self, token: Token) -> str:
        doc = token.doc
        for entity in doc.ents:
            if entity.start <= token.i < entity.end:
                return str(entity.text)
        return str(token.text)
