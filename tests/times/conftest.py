"""Reads test sentences on words alone: no parse, so that the rules are tested, not the model."""

import datetime as dt
from functools import cache

import pytest
import spacy
from spacy.language import Language

from depesche.model import Report, TimeExpression
from depesche.times import find

PUBLISHED = dt.date(2023, 9, 16)


@cache
def pipeline(lang: str) -> Language:
    nlp = spacy.blank(lang)
    nlp.add_pipe("sentencizer")
    return nlp


def times(
    text: str, lang: str = "de", published: dt.date | None = PUBLISHED
) -> tuple[TimeExpression, ...]:
    report = Report(id="test", language=lang, published=published, text=text)
    return find(pipeline(lang)(text), report)


def values(text: str, lang: str = "de", published: dt.date | None = PUBLISHED) -> list[str]:
    return [f"{time.text} = {time.value}" for time in times(text, lang, published)]


@pytest.fixture
def pub() -> dt.date:
    return PUBLISHED
