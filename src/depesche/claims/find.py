"""Standing claims: a read report in, its dated `Claim`s out, each with its words and its speaker.

Frames over masked clauses give memberships, sanctions, votes and the like; titles beside names
give offices; capitals and seats have patterns of their own. Only what is asserted counts: no
questions, conditions, wishes or plans. The view of claims as dated triples is that of YAGO2.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import cast

from spacy.tokens import Doc, Token

from depesche.claims import conventions, counts, mood, offices, places, when
from depesche.claims.clauses import Clause, Group, Sentence, sentences
from depesche.claims.frames import Searcher
from depesche.claims.hits import Hit
from depesche.claims.lexicon import Setting, load
from depesche.claims.ties import Ties
from depesche.model import (
    Attribution,
    Claim,
    Fact,
    Mention,
    Party,
    Relation,
    Report,
    Statement,
    TimeExpression,
)
from depesche.record import Record, builtin

_What = tuple[tuple[str, ...], str, str, bool]
"""Subjects, relation, object, and whether it is denied."""

# What states do one by one, not the organisation they form.
_OF_STATES = frozenset(("imposed_sanctions_on", "voted", "condemned"))
_LEVELS = ("summit", "ministers")
_A_GENERATION = 15
_A_YEAR = 366  # days; *seit den sechziger Jahren* begins somewhere in them
# Between a decision that is told and the first day that the record has for it.
_LAG = dt.timedelta(days=14)
_RECENT = dt.timedelta(days=60)


def find(  # noqa: PLR0913, PLR0917 - a stage gets all that came before it
    doc: Doc,
    report: Report,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    record: Record | None = None,
) -> tuple[Claim, ...]:
    """Return the standing claims of a report in the order of the text, without verdicts.

    `doc.text` must be `report.text`. `record` (else the built-in one) tells whose office a bare
    title is and who belongs to an organisation. A language without claims data gives none. Raises
    `DataFileError` for faulty language data.
    """
    lexicon = load(report.language)
    if lexicon is None:
        return ()
    setting = Setting(lexicon, record if record is not None else builtin(), report.published)
    finder = _Finder(report, setting)
    searcher = Searcher(setting, doc)
    search = offices.Search(doc, report.text, mentions, setting)
    found: list[Claim] = []
    named = _states(mentions, setting.record)
    every = tuple(sentences(doc, mentions, times, setting))
    searcher.foresee(every)
    for sentence in every:
        finder.sentence = sentence
        for hit in searcher.hits(sentence):
            found += finder.of_hit(hit)
        if not sentence.question:
            found += finder.of_offices(sentence, search)
            found += finder.of_counts(sentence)
            placed = tuple(finder.of_places(sentence, searcher.subjects.spoken_of, named))
            found += placed
            found += finder.of_organisations(sentence, searcher.ties, placed)
    unique = {(c.subjects, c.relation, c.object, c.negated, c.at): c for c in reversed(found)}
    told = (_attributed(claim, statements) for claim in unique.values())
    return tuple(sorted(told, key=lambda c: (c.start, c.end, c.relation, c.object)))


class _Finder:
    """Makes claims of what was found in one report: dates them and names who is meant."""

    def __init__(self, report: Report, setting: Setting) -> None:
        self.report = report
        self.setting = setting
        self.published = report.published
        self.sentence: Sentence | None = None
        self._told: when.At | None = None  # the time told of last

    def of_hit(self, hit: Hit) -> Iterator[Claim]:
        """Yield the claims of a frame, one for each object."""
        dated = self._dated(hit)
        if dated is None:
            return
        relation, at = dated
        actors = self._subjects(hit, at)
        for object_ in self._objects(hit):
            itself = hit.of_itself and hit.relation in ("founded", "has_met")
            subjects = tuple(a for a in actors if a != object_ or itself)
            if subjects:
                relation = self._suspended(hit, relation, subjects, object_)
                why = f"{hit.frame.place}: {self.report.text[hit.object.start : hit.object.end]}"
                claim = self._claim(
                    (subjects, relation, object_, hit.negated), at, (hit.start, hit.end), why
                )
                yield claim.model_copy(update={"qualifier": self._qualifier(claim, hit)})

    def _suspended(self, hit: Hit, relation: str, subjects: tuple[str, ...], object_: str) -> str:
        """*ausgeschlossen* is said of suspensions too: it is one if the record knows one now."""
        excluded = self.setting.lexicon.has("excluded", hit.clause.text)
        if relation != "left" or not excluded or self.published is None:
            return relation
        for subject in subjects:
            facts = self.setting.record.facts(subject=subject, relation="member_of", object=object_)
            days = (self.published, self.published + _LAG)
            if not any(
                f.qualifier == "suspended" and self.setting.record.holds_on(f, day)
                for f in facts
                for day in days
            ):
                return relation
        return "suspended_from"

    def _qualifier(self, claim: Claim, hit: Hit) -> str | None:
        """The qualifier of a membership, if there are such seats; of a meeting, which it was."""
        if claim.relation == "has_met":
            start, end = hit.clause.span
            return self._which_meeting(self.report.text[start:end])
        if claim.relation == "imposed_sanctions_on":
            return self._which_sanctions(claim, hit)
        if hit.qualifier is None or claim.relation != "member_of":
            return None
        seats = self.setting.record.facts(relation="member_of", object=claim.object)
        return hit.qualifier if any(f.qualifier == hit.qualifier for f in seats) else None

    def _which_sanctions(self, claim: Claim, hit: Hit) -> str | None:
        """Of a denial: that they were lifted, or that there are none besides joint ones."""
        if not claim.negated:
            return None
        if hit.frame.sense == "lifted":
            return "lifted"
        return "own" if self.setting.lexicon.has("own_only", hit.clause.text) else None

    def _which_meeting(self, text: str) -> str | None:
        """*erstmals*, and the level at which a meeting is said to have been, where only one is."""
        levels = [n for n in _LEVELS if self.setting.lexicon.has(f"level_{n}", text)]
        first = ["first"] if self.setting.lexicon.has("first_ever", text) else []
        return " ".join([*first, *(levels if len(levels) == 1 else [])]) or None

    def _dated(self, hit: Hit) -> tuple[str, when.At | None] | None:
        """The relation, which a *since* or *until* may narrow, and the time it is claimed for."""
        relation, published = hit.relation, self.published
        time = self._time(when.Spot(hit.clause, hit.lead, hit.anchor), relation)
        told = time.explicit or time.kind == "since" or self._is_first(hit)
        if relation == "has_met" and not told:
            return None  # one of the many meetings of the day
        if hit.of_itself and not told:
            return None  # no date of a founding or a meeting, nothing to check
        if hit.frame.sense == "past" and time.kind == "now" and published is not None:
            return relation, (when.RECORD_BEGINS, published)
        undated = hit.frame.sense == "nominal" and time.kind in ("now", "past")
        if undated or (hit.frame.presupposed and hit.frame.place in ("attribute", "within")):
            return relation, self._at_its_time(hit) if undated else self._beside(time)
        if relation == "member_of" and not hit.negated:
            relation = {"since": "member_since", "until": "left"}.get(time.kind, relation)
        if time.kind == "since" and relation not in when.EVENTS:
            return relation, self._since(time) if _lasts(hit) else published
        return relation, time.at(published)

    def _at_its_time(self, hit: Hit) -> when.At | None:
        """*trotz der UN-Sanktionen gegen den Irak*: of the day told of or of that of telling."""
        record, published = self.setting.record, self.published
        pairs = [(s, o) for s in hit.subject.actors for o in hit.object.actors]
        facts = [
            fact
            for subject, object_ in pairs
            for fact in record.facts(subject=subject, relation=hit.relation, object=object_)
        ]
        if published is None or any(record.holds_on(fact, published) for fact in facts):
            return published
        return (when.RECORD_BEGINS, published) if facts else published

    def _is_first(self, hit: Hit) -> bool:
        """*Erstmals trafen sich ...*, also before a colon: *Eine Premiere: der Gipfel ...*."""
        clause, lexicon = hit.clause, self.setting.lexicon
        before = (
            [c for c in self.sentence.clauses if c.number == clause.number - 1]
            if self.sentence
            else []
        )
        introduced = clause.before == ":" and before and lexicon.has("first_time", before[0].text)
        return lexicon.has("first_time", clause.text) or bool(introduced)

    def _subjects(self, hit: Hit, at: when.At | None) -> tuple[str, ...]:
        actors, record = hit.subject.actors, self.setting.record
        if hit.subject.via == "group" and hit.relation in _OF_STATES and self.published:
            # *Keiner der sechs Staaten*: an organisation counted by its members is these.
            actors = tuple(
                state
                for actor in actors
                for state in record.members(actor, self.published) or (actor,)
            )
        if hit.relation == "imposed_sanctions_on":
            return tuple(conventions.load().bodies.get(actor, actor) for actor in actors)
        if hit.relation == "has_met" and hit.of_itself and at is not None:  # *die C5+1 trafen sich*
            return record.members(hit.object.actors[0], at[1] if isinstance(at, tuple) else at)
        return actors

    def _objects(self, hit: Hit) -> tuple[str, ...]:
        """The objects; a meeting is one of a format whose meetings the record knows."""
        if hit.relation != "has_met":
            return hit.objects
        formats = self.setting.record.objects("has_met")
        if hit.object.kind != "S":
            return tuple(o for o in hit.objects if o in formats)
        # *Vertreter der fünf Länder trafen die USA*: the format that is just these
        if self.published is None:
            return ()
        both = {*hit.subject.actors, *hit.object.actors}
        return tuple(
            f for f in formats if both == set(self.setting.record.members(f, self.published))
        )

    def of_offices(self, sentence: Sentence, search: offices.Search) -> Iterator[Claim]:
        """Yield who is said to hold which office."""
        lexicon = self.setting.lexicon
        for holding in search.holdings(sentence.start, sentence.end):
            clause = _clause_at(sentence, holding.title)
            if clause is None or (holding.predicate and lexicon.has("modal", clause.text)):
                continue
            self._told = self._day_told(sentence) or self._told
            at = self._in_office(holding, self._time_of_office(sentence, clause, holding))
            if holding.then == "dated" and at is None:
                continue  # *damals*, but the words do not say when
            if holding.why == offices.TAKEN_UP and not self._held(holding, at):
                continue  # *den damaligen Minister*: not who is one now
            negated = holding.predicate and lexicon.has("negation", clause.text)
            yield self._claim(
                ((holding.person,), "holds_office", holding.office, negated),
                at,
                (holding.start, holding.end),
                holding.why,
            )
        self._told = self._day_told(sentence) or self._told

    def _held(self, holding: offices.Holding, at: when.At | None) -> bool:
        """Whether whom a title alone is taken for had the office at one end of the time told."""
        days = at if isinstance(at, tuple) else (at,)
        facts = self.setting.record.facts(
            subject=holding.person, relation="holds_office", object=holding.office
        )
        holds_on = self.setting.record.holds_on
        return any(day is None or holds_on(fact, day) for fact in facts for day in days)

    def _time_of_office(
        self, sentence: Sentence, clause: Clause, holding: offices.Holding
    ) -> when.When:
        """The time of a title's clause; of one with no time and no verb, that of its bearer's."""
        lexicon = self.setting.lexicon
        timeless = holding.predicate and not any(clause.times())
        verbless = not lexicon.any_verb.search(clause.text) and not lexicon.has("past", clause.text)
        if timeless and verbless:
            clause = _clause_at(sentence, holding.start) or clause  # *erst als Premier*
        before = when.adverbial(sentence.clauses, clause.number, lexicon)
        return self._time(when.Spot(clause, before), "holds_office")

    def _day_told(self, sentence: Sentence) -> when.At | None:
        """The last time in the past that a sentence names, of a year at most; *seit* names none."""
        told: when.At | None = None
        for clause in sentence.clauses:
            for mark, time in clause.times():
                lead = clause.text[: mark.start()].rstrip()
                lexicon = self.setting.lexicon
                since = lexicon.ends("since", lead) or when.is_anaphoric(clause, mark, lexicon)
                if since or time.earliest is None or time.latest is None or self.published is None:
                    continue
                first, last = when.day(time.earliest), when.day(time.latest)
                if last < self.published and (last - first).days <= _A_YEAR:
                    told = (first, last)
        return told

    def _in_office(self, holding: offices.Holding, time: when.When) -> when.At | None:
        """A title may be of the day told of or of the day of telling; take what can be true."""
        published = self.published
        if holding.then == "dated":
            # *damals*: of the time named beside it, else of the one told of last
            return time.at(published) if time.kind == "on" else self._told
        if holding.then == "past" and time.kind == "now" and published is not None:
            return when.RECORD_BEGINS, published
        after_name = holding.title > holding.start
        if holding.predicate or (after_name and time.kind in ("since", "between", "until")):
            return self._since(time)
        facts = self.setting.record.facts(
            subject=holding.person, relation="holds_office", object=holding.office
        )
        if published and any(self.setting.record.holds_on(f, published) for f in facts):
            return published
        if published and facts and all(_is_history(f, published) for f in facts):
            return when.RECORD_BEGINS, published  # *sein Vater, Präsident Chaim Herzog*
        return self._beside(time)

    def of_places(
        self, sentence: Sentence, spoken_of: Group | None, named: frozenset[str]
    ) -> Iterator[Claim]:
        """Yield capitals and seats; `spoken_of` is the organisation named last."""
        if not sentence.clauses:
            return
        first = sentence.clauses[0]
        search = places.Search(
            sentence.masked, sentence.origin, first, self.setting, spoken_of, named
        )
        for found in search.found():
            if not found.stated and not search.is_known(found):
                continue
            clause = _clause_at(sentence, found.start) or first
            time = self._time(when.Spot(clause), found.relation)
            yield self._claim(
                ((found.subject,), found.relation, found.object, found.negated),
                self._since(time) if found.stated else self._beside(time),
                (found.start, found.end),
                "a place named as capital or seat",
            )

    def of_organisations(
        self, sentence: Sentence, ties: Ties, placed: Sequence[Claim]
    ) -> Iterator[Claim]:
        """Yield the seats (but for those in `placed`) and the numbers that the parse tells."""
        known = {claim.subjects for claim in placed if claim.relation == "located_in"}
        for owner, place in ties.seats(sentence):
            search = places.Search(
                sentence.masked, sentence.origin, sentence.clauses[0], self.setting
            )
            name = search.place(self.report.text, place)
            if owner.actors not in known and search.has_seat(owner.actors[0]):
                what = (owner.actors, "located_in", name, False)
                yield self._of_word(sentence, what, place, "a seat by the parse")
        counted = {c.organisation for c in counts.find(sentence, self.setting.lexicon)}
        for owner, number, word in ties.numbers(sentence):
            if owner.actors[0] not in counted:
                what = (owner.actors, "has_members", str(number), False)
                yield self._of_word(sentence, what, word, "a number of members by the parse")

    def _of_word(self, sentence: Sentence, what: _What, word: Token, why: str) -> Claim:
        """A claim for the time of the clause of a word."""
        clause = _clause_at(sentence, word.idx)
        time = self._time(when.Spot(clause), what[1]) if clause is not None else None
        at = self._beside(time) if time is not None else self.published
        span = clause.span if clause is not None else (word.idx, word.idx + len(word))
        return self._claim(what, at, span, why)

    def of_counts(self, sentence: Sentence) -> Iterator[Claim]:
        """Yield how many members an organisation is said to have."""
        for count in counts.find(sentence, self.setting.lexicon):
            clause = _clause_at(sentence, count.start)
            if clause is None or not mood.is_asserted(
                sentence.clauses, sentence.clauses.index(clause), self.setting.lexicon
            ):
                continue
            time = self._time(when.Spot(clause), "has_members")
            at = self._since(time) if time.kind == "on" else self.published
            yield self._claim(
                ((count.organisation,), "has_members", str(count.number), False),
                at,
                (count.start, count.end),
                "a number of members",
            )

    def _time(self, spot: when.Spot, relation: str) -> when.When:
        return when.read(spot, self.setting.lexicon, self.published, relation)

    def _beside(self, time: when.When) -> when.At | None:
        """The time of what is only named beside something else: now, unless the clause is history.

        It is history if it names a year and ends more than two months before the report.
        """
        if time.kind != "on" or not time.explicit or time.last is None or self.published is None:
            return self.published
        return time.at(None) if self.published - time.last > _RECENT else self.published

    def _since(self, time: when.When) -> when.At | None:
        """The time of a state said to have begun: from then to the report."""
        if time.kind == "since" and time.first is not None and self.published is not None:
            vague = time.last is not None and (time.last - time.first).days > _A_YEAR
            begins = time.last.replace(month=1, day=1) if vague and time.last else time.first
            return min(begins, self.published), self.published
        return time.at(self.published)

    def _claim(self, what: _What, at: when.At | None, span: tuple[int, int], why: str) -> Claim:
        subjects, relation, object_, negated = what
        return Claim.model_construct(
            subjects=subjects,
            relation=cast(Relation, relation),
            object=object_,
            qualifier=None,
            negated=negated,
            at=at,
            start=span[0],
            end=span[1],
            text=self.report.text[span[0] : span[1]],
            confidence=1.0,
            source=None,
            verdict=None,
            why=why,
        )


def _is_history(fact: Fact, published: dt.date) -> bool:
    """Whether an office was given up so long ago that a title beside a name only remembers it."""
    return fact.valid_to is not None and int(fact.valid_to[:4]) < published.year - _A_GENERATION


def _lasts(hit: Hit) -> bool:
    """Whether *seit 2014* is held against the record too: sanctions have a first day."""
    return hit.relation == "imposed_sanctions_on" and not hit.negated


def _clause_at(sentence: Sentence, place: int) -> Clause | None:
    inside = [c for c in sentence.clauses if c.span[0] <= place < c.span[1]]
    return inside[0] if inside else (sentence.clauses[0] if sentence.clauses else None)


def _attributed(claim: Claim, statements: Sequence[Statement]) -> Claim:
    """Give a claim inside a statement its speaker: the smallest statement's, if several."""

    def calls_the_speaker(statement: Statement) -> bool:
        """*Außenministerin Baerbock forderte ...*: the report calls her minister."""
        return statement.speaker is not None and _is_within(claim, statement.speaker)

    source = Attribution.around(statements, claim.start, claim.end, but=calls_the_speaker, beyond=1)
    return claim if source is None else claim.model_copy(update={"source": source})


def _states(mentions: Sequence[Mention], record: Record) -> frozenset[str]:
    """The states that a report names, if only by those who act for them."""
    known = (record.actor(id_) for mention in mentions for id_ in mention.actors)
    return frozenset(a.id if a.kind == "state" else a.state or a.id for a in known if a)


def _is_within(claim: Claim, speaker: Party) -> bool:
    if speaker.start is None or speaker.end is None:
        return False
    return speaker.start <= claim.start and claim.end <= speaker.end
