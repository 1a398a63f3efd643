"""The one place where the stages are put in order.

In: a text or `Report`. Out: a `Reading`. Every stage gets the `Doc` and what came before it:

    parsing.load(lang)(text)                                             -> Doc
    actors.find(doc, report, record)                                     -> Found(actors, mentions)
    times.find(doc, report)                                              -> tuple[TimeExpression]
    statements.find(doc, report, mentions, times)                        -> tuple[Statement]
    events.find(doc, report, mentions, times, statements, actors)        -> tuple[Event]
    claims.find(doc, report, mentions, times, statements, record)        -> tuple[Claim]
    claims.judge(claim, record, report)                                  -> Verdict
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from depesche import actors, claims, events, parsing, statements, times
from depesche.errors import DepescheError
from depesche.events.opinion import Adviser, OpinionError
from depesche.languages import available
from depesche.model import Claim, Event, Reading, Report, Span
from depesche.parsing import relations
from depesche.record import Record, builtin
from depesche.sources import MAX_BYTES, code, from_text
from depesche.version import __version__

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_BATCH = 64


class Reader:
    """Reads reports. Loads each language once; reading never changes it.

    `record` replaces the built-in one. `engine` names a spaCy pipeline with a Universal
    Dependencies parse (`spacy:NAME`) to be used instead of the project's analyser, `pipeline` is
    such a pipeline itself. `threads` limits the analyser. `llm` is the address of a server with an
    OpenAI-compatible API that is asked for a second opinion on the events. Raises `DepescheError`
    where the engine cannot be had or the address is none.
    """

    def __init__(
        self,
        *,
        record: Record | None = None,
        engine: str | None = None,
        pipeline: Language | None = None,
        threads: int | None = None,
        llm: str | None = None,
    ) -> None:
        self._adviser = Adviser(llm) if llm is not None else None
        self.record = record if record is not None else builtin()
        self._threads = threads
        self._given = pipeline if pipeline is not None else _engine(engine)
        self._pipelines: dict[str, Language] = {}

    def read(
        self,
        report: Report | str,
        *,
        published: dt.date | None = None,
        language: str | None = None,
    ) -> Reading:
        """Read one report, or a text with its publication date and language (else detected).

        Raises `DepescheError` for a text without words or an unknown language.
        """
        if isinstance(report, str):
            known = code(language) if language else None
            report = from_text(report, published=published, language=known)
        return self._reading(self.parse(report), report)

    def parse(self, report: Report) -> Doc:
        """Return what the stages see of a report: sentences, words, a parse if possible."""
        return self._pipeline(report.language)(report.text)

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Read many reports, in order, with sentences of several reports in one batch."""
        remaining = iter(reports)
        while batch := list(islice(remaining, _BATCH)):
            by_language: defaultdict[str, list[int]] = defaultdict(list)
            for number, report in enumerate(batch):
                by_language[report.language].append(number)
            docs: dict[int, Doc] = {}
            for language, numbers in by_language.items():
                texts = (batch[n].text for n in numbers)
                docs.update(zip(numbers, self._pipeline(language).pipe(texts), strict=True))
            for number, report in enumerate(batch):
                yield self._reading(docs.pop(number), report)

    def _pipeline(self, language: str) -> Language:
        if self._given is not None:
            return self._given
        if language not in self._pipelines:
            pipeline = parsing.load(language, threads=self._threads)
            # spaCy's limit guards its own parser's memory; the sources set the one that counts.
            pipeline.max_length = max(pipeline.max_length, MAX_BYTES)
            self._pipelines[language] = pipeline
        return self._pipelines[language]

    def _reading(self, doc: Doc, report: Report) -> Reading:
        who = actors.find(doc, report, self.record)
        when = times.find(doc, report)
        reading = Reading(
            depesche=__version__,
            record=self.record.version,
            report=report,
            sentences=tuple(Span(start=s.start_char, end=s.end_char) for s in doc.sents),
            actors=who.actors,
            mentions=who.mentions,
            times=when,
            notes=_notes(doc, report),
        )
        if report.language not in available():
            return reading
        said = statements.find(doc, report, who.mentions, when)
        done = events.find(doc, report, who.mentions, when, said, who.actors)
        held = claims.find(doc, report, who.mentions, when, said, self.record)
        done, notes = self._reviewed(reading, done)
        return reading.model_copy(
            update={
                "statements": said,
                "events": done,
                "notes": (*reading.notes, *notes),
                "claims": tuple(self._judged(claim, report) for claim in held),
            }
        )

    def _reviewed(
        self, reading: Reading, done: tuple[Event, ...]
    ) -> tuple[tuple[Event, ...], tuple[str, ...]]:
        """Return events after the second opinion, and a note where there was none to be had."""
        if self._adviser is None:
            return done, ()
        try:
            reviewed = self._adviser.review(reading.report, reading.sentences, reading.actors, done)
        except OpinionError as e:
            return done, (f"No second opinion on the events: {e}.",)
        return reviewed, ()

    def _judged(self, claim: Claim, report: Report) -> Claim:
        return claim.model_copy(update={"verdict": claims.judge(claim, self.record, report)})


def _engine(name: str | None) -> Language | None:
    if name is None:
        return None
    kind, _, package = name.partition(":")
    if kind != "spacy" or not package:
        raise DepescheError(f"unknown engine {name!r}; give spacy:NAME, the name of a pipeline")
    import spacy  # noqa: PLC0415

    try:
        return spacy.load(package)
    except OSError:
        raise DepescheError(
            f"engine {name!r}: no spaCy pipeline {package!r} is installed"
        ) from None


def _notes(doc: Doc, report: Report) -> tuple[str, ...]:
    notes = []
    if report.published is None:
        notes.append("No publication date was given: relative times stay relative.")
    if report.language not in available():
        known = ", ".join(available())
        notes.append(
            f"There is no language folder for {report.language!r} (there are {known}): "
            "only names of states and plain dates were looked for; "
            "statements, events and claims were left out."
        )
    elif not doc.has_annotation("DEP"):
        notes.append(
            "The text was not parsed: statements and claims rest on words alone; "
            "events were left out."
        )
    elif strange := relations.foreign(doc):
        notes.append(
            f"The parse has relations that are not Universal Dependencies ({', '.join(strange)}): "
            "what rests on grammar, above all events, will be incomplete."
        )
    return tuple(notes)
