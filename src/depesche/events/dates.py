"""When an event took place: the time expression nearest to its clause, else the report's day.

In: the trigger's token and the time expressions. Out: status, an `Interval` and where it is from.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from depesche.events.clauses import has, relation
from depesche.events.lexicon import fold
from depesche.events.syntax import Syntax
from depesche.model import EventStatus, Interval, TimeExpression

UNDATED = "no time given: the report's day"
EARLIER = "no time given: told as earlier by"
_CLAUSES_UP = 2
_NESTED = 3
# TIMEX3 values: formerly; for months, years, decades, centuries.
_VAGUE_PAST = "PAST_REF"
_LONG = frozenset({"PXM", "PXY", "PXD", "PXC"})
# How many words may stand before the time in a label (*Im*, *Am*).
_LABEL = 2
_AFTER_LABEL = frozenset({":", ".", "-", "--", "–", "—", "_"})
# How many words may stand between *the first visit* and *since 1928*.
_FIRST = 14
_UP_FROM = frozenset({"xcomp", "ccomp", "acl", "advcl", "conj"})


def _day(moment: dt.date | dt.datetime | None) -> dt.date | None:
    return moment.date() if isinstance(moment, dt.datetime) else moment


class When(NamedTuple):
    """The time of an event, the status that it implies, and in words where it is from."""

    status: EventStatus
    time: Interval | None
    note: str | None


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
        self._earlier = syntax.grammar.words.earlier
        self._then = syntax.grammar.words.then
        self._placed: list[_Placed] = []
        self._by_sentence: dict[int, list[_Placed]] = {}
        self._vague: dict[int, list[_Placed]] = {}
        self._breaks = [token.i for token in doc if "\n" in token.text]
        self._labels: list[tuple[Span, TimeExpression]] = []
        for time in times:
            is_dated = not (time.earliest is None and time.latest is None)
            if not is_dated and not _is_of_the_past(time):
                continue
            span = doc.char_span(time.start, time.end, alignment_mode="expand")
            if span is None or len(span) == 0 or self._is_beside(span):
                continue
            if is_dated and self._is_label(span):
                self._labels.append((span, time))
            root = span.root
            placed = _Placed(root, syntax.clause(root), time, self._modified(root))
            if not is_dated:
                self._vague.setdefault(placed.clause.i, []).append(placed)
                continue
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
        before = doc[max(opening.sent.start, opening.i - _FIRST) : opening.i]
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

    def of(self, trigger: Token, top: Token, status: EventStatus, is_aside: bool) -> When:
        """Return when the event took or will take place.

        An event of the present with a future time is a plan. The report's day is that of actual
        events which it tells as new: when a plan will come true is not known from it, nor when
        something took place that is mentioned aside or told as earlier.
        """
        aside = is_aside and relation(trigger) != "nsubj"
        interval, said = self._said(trigger, top, aside, status == "planned")
        if said is not None:
            begins = interval.from_ if interval is not None else None
            if status == "actual" and self.published and begins and begins > self.published:
                return When("planned", interval, f"{said!r} lies after the report")
            return When(status, interval, f"dated by {said!r}")
        if status != "actual" or is_aside or self.published is None:
            return When(status, None, None)
        if (sign := self._told_as_earlier(trigger, top)) is not None:
            return When(status, None, f"{EARLIER} {sign!r}")
        day = Interval.model_validate({"from": self.published, "to": self.published})
        return When(status, day, UNDATED)

    def _said(
        self, trigger: Token, top: Token, is_aside: bool, is_plan: bool
    ) -> tuple[Interval | None, str | None]:
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
            and not (is_plan and self._is_of_planning(p, trigger))
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

    def _is_of_planning(self, placed: _Placed, trigger: Token) -> bool:
        """Whether a time says when something was planned, not for when.

        *Bereitete im vergangenen Monat Sanktionen vor*; *für März* and what stands below the plan
        itself may lie in the past too.
        """
        last = _day(placed.time.latest)
        if self.published is None or last is None or last >= self.published:
            return False
        meant = self.syntax.preposition(placed.root) in self.syntax.grammar.words.beneficiary
        return not meant and not trigger.is_ancestor(placed.root)

    def _is_label(self, span: Span) -> bool:
        """Whether a time heads a paragraph, with a colon, stop or dash after it.

        *Juni 2017: ...*, *Wednesday. Caracas recalled ...*, *MANILA, April 21 - ...*.
        """
        doc, start = span.doc, span.start
        if span.end >= len(doc) or doc[span.end].text not in _AFTER_LABEL:
            return False
        before = doc[max(0, start - _LABEL - 1) : start]
        opens = len(before) <= _LABEL or any("\n" in token.text for token in before)
        if doc[span.end].text == ":":
            return opens
        return opens and not any(t.pos_ in ("VERB", "AUX", "ADP") for t in before)

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
        if not self._then.intersection(adverbs):
            return None, None
        before = [p for p in self._placed if p.root.i < clause.left_edge.i and p.noun is None]
        return self._interval(before[-1].time, trigger) if before else (None, None)

    def _clauses(self, trigger: Token, top: Token) -> list[Token]:
        found = [self.syntax.clause(trigger), self.syntax.clause(top)]
        node = found[-1]
        for _ in range(_CLAUSES_UP):
            if not self._shares_time(node):
                break
            node = self.syntax.clause(node.head)
            found.append(node)
        during = (c for c in found[0].children if relation(c) == "advcl" and self._is_during(c))
        return [*found, *during]

    def _shares_time(self, clause: Token) -> bool:
        """Whether what a clause tells took place when the one above did.

        So do infinitives, coordinated clauses and those with *when* or *where*.
        """
        if relation(clause) not in _UP_FROM:
            return False
        if relation(clause) == "conj":
            return self._past_sign(clause) is None
        if self.syntax.is_finite(clause):
            return self._is_during(clause) and self._pluperfect(clause) is None
        return clause.dep_ != "acl:relcl"

    def _is_during(self, clause: Token) -> bool:
        """Whether a word says that a clause tells of the same time or occasion (*when*, *wo*)."""
        openings = (c for c in clause.children if relation(c) in ("mark", "advmod"))
        return any(c.lower_ in self.syntax.grammar.words.during for c in openings)

    def _interval(self, time: TimeExpression, trigger: Token) -> tuple[Interval, str]:
        first, last = _day(time.earliest), _day(time.latest)
        if self._is_since(time, trigger):
            is_begun = not (first and self.published and first > self.published)
            until = self.published if is_begun else None
            return Interval.model_validate({"from": first, "to": until}), time.text
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

    def _told_as_earlier(self, trigger: Token, top: Token) -> str | None:
        """Return the word by which the report tells an undated event as earlier, if it does.

        A pluperfect (*hatte verurteilt*), an adverb (*wiederholt*, *ранее*), a vague past time or a
        long one (*früher*, *jahrelang*).
        """
        signs = (self._past_sign(clause) for clause in self._open_clauses(trigger, top))
        return next((sign for sign in signs if sign is not None), None)

    def _past_sign(self, clause: Token) -> str | None:
        if (auxiliary := self._pluperfect(clause)) is not None:
            return str(auxiliary.text)
        for child in clause.children:
            # *Damals* is such a word where nothing was told before that could say when.
            if relation(child) == "advmod" and child.lower_ in self._earlier | self._then:
                return str(child.text)
        for vague in self._vague.get(clause.i, ()):
            if vague.noun is None and not self._is_of_another(vague.root, clause):
                return vague.time.text
        return None

    def _open_clauses(self, trigger: Token, top: Token) -> list[Token]:
        """Return the clauses whose tense is the event's: infinitives have that of the one above."""
        found = [self.syntax.clause(trigger), self.syntax.clause(top)]
        for _ in range(_CLAUSES_UP):
            node = found[-1]
            if relation(node) not in _UP_FROM or self.syntax.is_finite(node):
                break
            found.append(self.syntax.clause(node.head))
        return found

    def _pluperfect(self, verb: Token) -> Token | None:
        """Return the word that sets a verb into the pluperfect.

        Not where the verb above does so: *said it had condemned* tells what is new.
        """
        if relation(verb) == "ccomp" and has(verb.head, "Tense", "Past"):
            return None
        if has(verb, "Tense", "Pqp"):
            return verb
        for child in verb.children if has(verb, "VerbForm", "Part") else ():
            is_perfect = fold(child.lemma_) in self.syntax.grammar.clause.perfect_auxiliaries
            if is_perfect and relation(child) == "aux" and has(child, "Tense", "Past"):
                return None if has(child, "Mood", "Sub") else child
        return None


def _is_of_the_past(time: TimeExpression) -> bool:
    """Whether a time without place in the calendar tells a long or vague past."""
    return time.value == _VAGUE_PAST or (time.type == "DURATION" and time.value[:3] in _LONG)
