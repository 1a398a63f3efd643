"""Claims of a sentence, read on words alone: no analyser, so that these tests are fast."""

import datetime as dt
from collections.abc import Callable
from functools import cache

import pytest
import spacy
from spacy.language import Language

from depesche import actors, claims, times
from depesche.model import Claim, Report
from depesche.record import builtin

Find = Callable[..., tuple[Claim, ...]]


@cache
def words(language: str) -> Language:
    pipeline = spacy.blank(language)
    pipeline.add_pipe("sentencizer")
    return pipeline


@pytest.fixture
def find() -> Find:
    """Return the judged claims of a text."""

    def read(text: str, on: str | None = "2023-09-16", language: str = "de") -> tuple[Claim, ...]:
        published = dt.date.fromisoformat(on) if on else None
        report = Report(id="test", language=language, text=text, published=published)
        doc = words(language)(text)
        mentions = actors.find(doc, report, builtin()).mentions
        found = claims.find(doc, report, mentions, times.find(doc, report), ())
        return tuple(
            c.model_copy(update={"verdict": claims.judge(c, builtin(), report)}) for c in found
        )

    return read
