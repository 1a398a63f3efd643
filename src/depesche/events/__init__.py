"""Who did what to whom: political events in the PLOVER ontology.

In: a `Doc`, its report and what the stages before found. Out: `Event`s. See `docs/events.md`.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from depesche.actors.register import Register
from depesche.events.coder import Coder
from depesche.events.lexicon import load
from depesche.events.merge import merge
from depesche.model import Actor, Event, Mention, Report, Statement, TimeExpression
from depesche.record import builtin


def find(  # noqa: PLR0913, PLR0917 - what the stages before found
    doc: Doc,
    report: Report,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
    actors: Sequence[Actor] = (),
) -> tuple[Event, ...]:
    """Return the events of a report in text order.

    `actors` says for whom persons act whom only the report knows. Empty where the language has no
    event lexicon or `doc` no parse (relations, parts of speech): without them nobody can say who
    did something and to whom it was done. Raises `DataFileError` for a faulty lexicon.
    """
    lexicon = load(report.language)
    if lexicon is None or not (doc.has_annotation("DEP") and doc.has_annotation("POS")):
        return ()
    told = Coder(doc, report, mentions, times, statements, lexicon, actors).events()
    register = Register(builtin(), report.published)
    homes = {actor.id: actor.state for actor in actors}

    def states(id_: str) -> tuple[str, ...]:
        members = register.members(id_) if id_.startswith("group:") else ()
        return members or (homes.get(id_) or register.actor(id_).state or id_,)

    return merge(told, states)


__all__ = ["find"]
