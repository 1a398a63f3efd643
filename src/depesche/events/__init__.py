"""Who did what to whom: political events in the PLOVER ontology.

In: a `Doc`, its report and what the stages before found. Out: `Event`s. See `docs/events.md`.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from depesche.events.coder import Coder
from depesche.events.lexicon import load
from depesche.events.merge import merge
from depesche.model import Event, Mention, Report, Statement, TimeExpression


def find(
    doc: Doc,
    report: Report,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    statements: Sequence[Statement],
) -> tuple[Event, ...]:
    """Return the events of a report in text order.

    Empty where the language has no event lexicon or `doc` no parse (relations, parts of speech):
    without them nobody can say who did something and to whom it was done. Raises `DataFileError`
    for a faulty lexicon.
    """
    lexicon = load(report.language)
    if lexicon is None or not (doc.has_annotation("DEP") and doc.has_annotation("POS")):
        return ()
    return merge(Coder(doc, report, mentions, times, statements, lexicon).events())


__all__ = ["find"]
