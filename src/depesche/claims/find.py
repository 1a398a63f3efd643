"""Standing claims: a read report in, its dated `Claim`s out, each with its words and its speaker.

Frames over masked clauses give memberships, sanctions, votes and the like; titles beside names
give offices; capitals and seats have patterns of their own. Only what is asserted counts: no
questions, conditions, wishes or plans. The view of claims as dated triples is that of YAGO2.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from spacy.tokens import Doc

from depesche.claims import offices, places, when
from depesche.claims.clauses import Clause, Sentence, sentences
from depesche.claims.frames import Hit, Searcher
from depesche.claims.lexicon import Lexicon, load
from depesche.model import (
    Attribution,
    Claim,
    Mention,
    Relation,
    Report,
    Statement,
    TimeExpression,
)
from depesche.record import Record, builtin

# Bodies whose sanctions are those of the organisation they belong to.
_SENDERS = {"UNSC": "UN", "UNGA": "UN", "EU_COUNCIL": "EU", "EU_COUNCIL_MINISTERS": "EU"}


def find(
    doc: Doc,
    report: Report,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
) -> tuple[Claim, ...]:
    """Return the standing claims of a report in the order of the text, without verdicts.

    `doc.text` must be `report.text`. A language without claims data gives none. Raises
    `DataFileError` for faulty language data.
    """
    lexicon = load(report.language)
    if lexicon is None:
        return ()
    record = builtin()
    searcher = Searcher(lexicon, doc)
    search = offices.Search(report.text, mentions, lexicon, record)
    found: list[Claim] = []
    for sentence in sentences(doc, mentions, times, lexicon, record):
        for hit in searcher.hits(sentence):
            found += _claims(hit, report, lexicon)
        if not sentence.question:
            found += _offices(sentence, report, search, lexicon)
            found += _places(sentence, report, lexicon, record)
    unique = {(c.subjects, c.relation, c.object, c.negated, c.at): c for c in reversed(found)}
    told = (_attributed(claim, statements) for claim in unique.values())
    return tuple(sorted(told, key=lambda c: (c.start, c.end, c.relation, c.object)))


def _claims(hit: Hit, report: Report, lexicon: Lexicon) -> Iterator[Claim]:
    time = when.read(
        when.Spot(hit.clause, hit.lead, hit.anchor), lexicon, report.published, hit.relation
    )
    relation = hit.relation
    at = time.at(report.published)
    if hit.frame.place == "attribute":
        at, time = _beside(time, report), when.When("now")
    if relation == "founded" and hit.subject is hit.object and time.kind != "on":
        return
    if relation == "member_of" and not hit.negated:
        relation = {"since": "member_since", "until": "left"}.get(time.kind, relation)
    if time.kind == "since" and relation not in when.EVENTS and time.first is not None:
        if hit.negated or relation != "imposed_sanctions_on" or report.published is None:
            at = report.published
        else:
            at = (time.first, report.published)
    actors = hit.subject.actors
    if relation == "imposed_sanctions_on":
        actors = tuple(_SENDERS.get(actor, actor) for actor in actors)
    for object_ in hit.objects:
        subjects = tuple(a for a in actors if a != object_ or hit.subject is hit.object)
        if not subjects:
            continue
        yield Claim.model_construct(
            subjects=subjects,
            relation=cast(Relation, relation),
            object=object_,
            negated=hit.negated,
            at=at,
            start=hit.start,
            end=hit.end,
            text=report.text[hit.start : hit.end],
            confidence=1.0,
            source=None,
            verdict=None,
            why=f"{hit.frame.place}: {report.text[hit.object.start : hit.object.end]}",
        )


def _offices(
    sentence: Sentence, report: Report, search: offices.Search, lexicon: Lexicon
) -> Iterator[Claim]:
    for holding in search.holdings(sentence.start, sentence.end):
        clause = _clause_at(sentence, holding.title)
        if clause is None:
            continue
        before = when.adverbial(sentence.clauses, clause.number, lexicon)
        time = when.read(when.Spot(clause, before), lexicon, report.published, "holds_office")
        after_name = holding.title > holding.start
        if holding.predicate or (after_name and time.kind == "since"):
            at = _since(time, report)
        else:
            at = _of_title(holding, time, report, search.record)
        negated = holding.predicate and lexicon.has("negation", clause.text)
        if holding.predicate and lexicon.has("modal", clause.text):
            continue
        yield Claim.model_construct(
            subjects=(holding.person,),
            relation="holds_office",
            object=holding.office,
            negated=negated,
            at=at,
            start=holding.start,
            end=holding.end,
            text=report.text[holding.start : holding.end],
            confidence=1.0,
            source=None,
            verdict=None,
            why="title and name stand together",
        )


def _beside(time: when.When, report: Report) -> when.At | None:
    """The time of what is only named beside something else: now, unless the clause is history."""
    at = time.at(report.published)
    told = time.kind == "on" and time.explicit and _is_history(at, report)
    return at if told else report.published


def _of_title(
    holding: offices.Holding, time: when.When, report: Report, record: Record
) -> when.At | None:
    """A title may be that of the day told of or of the day of telling; take what can be true."""
    facts = record.facts(subject=holding.person, relation="holds_office", object=holding.office)
    now = report.published
    if now is not None and any(record.holds_on(fact, now) for fact in facts):
        return now
    return _beside(time, report)


def _since(time: when.When, report: Report) -> when.At | None:
    """The time of a state said to have begun: from then to the report."""
    if time.kind == "since" and time.first is not None and report.published is not None:
        return time.first, report.published
    return time.at(report.published)


def _stated(time: when.When, report: Report) -> when.At | None:
    return time.at(report.published) if time.kind in ("on", "past") else report.published


def _is_history(at: when.At | None, report: Report) -> bool:
    """Whether the clause tells of a time long before the report: then the title is of that time."""
    if at is None or report.published is None:
        return False
    last = at[1] if isinstance(at, tuple) else at
    return (report.published - last).days > 60


def _clause_at(sentence: Sentence, place: int) -> Clause | None:
    inside = [c for c in sentence.clauses if c.span[0] <= place < c.span[1]]
    return inside[0] if inside else (sentence.clauses[0] if sentence.clauses else None)


def _places(
    sentence: Sentence, report: Report, lexicon: Lexicon, record: Record
) -> Iterator[Claim]:
    if not sentence.clauses:
        return
    first = sentence.clauses[0]
    for found in places.find(sentence.masked, sentence.origin, first, lexicon):
        if not found.stated and not places.is_known(found, lexicon, record):
            continue
        clause = _clause_at(sentence, found.start) or first
        time = when.read(when.Spot(clause), lexicon, report.published, found.relation)
        yield Claim.model_construct(
            subjects=(found.subject,),
            relation=cast(Relation, found.relation),
            object=found.object,
            negated=found.negated,
            at=_beside(time, report) if not found.stated else _stated(time, report),
            start=found.start,
            end=found.end,
            text=report.text[found.start : found.end],
            confidence=1.0,
            source=None,
            verdict=None,
            why="a place named as capital or seat",
        )


def _attributed(claim: Claim, statements: Sequence[Statement]) -> Claim:
    """Give a claim inside a statement its speaker."""
    for number, statement in enumerate(statements):
        inside = any(q.start <= claim.start and claim.end <= q.end + 1 for q in statement.quote)
        if not inside:
            continue
        speaker = statement.speaker
        source = Attribution(
            actor=speaker.actor if speaker else None,
            text=speaker.text if speaker else None,
            statement=number,
        )
        return claim.model_copy(update={"source": source})
    return claim
