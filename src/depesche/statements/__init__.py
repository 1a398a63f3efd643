"""Who said what: direct and indirect speech with speaker, cue, frame and addressee.

In: a `Doc` (with or without a parse), its report, mentions and times. Out: `Statement`s. The
kinds of speech follow Brunner et al. (Redewiedergabe) as used by Petersen-Frey and Biemann (2024).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from depesche.model import Mention, Report, Statement, TimeExpression
from depesche.statements import lexicon
from depesche.statements.quotation import Found, Quotation, Spans, ranges
from depesche.statements.units import Words

__all__ = ["Quotation", "find", "quotations"]


def quotations(doc: Doc, report: Report) -> tuple[Quotation, ...]:
    """Return every quotation in `doc` with all spans of its roles, nested ones included.

    Empty for a language without tables. Raises `DataFileError` for a faulty table.
    """
    tables = lexicon.load(report.language)
    if tables is None:
        return ()
    from depesche.statements.road import Road  # noqa: PLC0415

    words, found = Road(doc, tables).walk()
    return tuple(_quotation(words, f) for f in found)


def find(
    doc: Doc,
    report: Report,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],  # noqa: ARG001
) -> tuple[Statement, ...]:
    """Return the statements of a report in text order, their speakers linked to actors."""
    from depesche.statements.link import statements  # noqa: PLC0415

    return statements(doc, report, mentions, quotations(doc, report))


def _quotation(words: Words, found: Found) -> Quotation:
    return Quotation(
        kind=found.kind,
        quote=_spans(words, found.quote),
        speaker=_spans(words, found.speaker),
        cue=_spans(words, found.cue),
        frame=_spans(words, found.frame),
        addressee=_spans(words, found.addressee),
        nested=found.nested,
        why=found.why,
    )


def _spans(words: Words, members: Iterable[int]) -> Spans:
    return tuple(
        (words.doc[a].idx, words.doc[b - 1].idx + len(words.doc[b - 1])) for a, b in ranges(members)
    )
