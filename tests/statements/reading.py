"""Reads test sentences on words alone: no parse, so that the rules are tested, not the model."""

from functools import cache

import spacy
from spacy.language import Language

from depesche.model import Mention, Report, Statement
from depesche.parsing import tokens
from depesche.parsing.sentences import Splitter
from depesche.statements import Quotation, find, quotations


@cache
def pipeline(lang: str) -> tuple[Language, Splitter]:
    nlp = spacy.blank(lang)
    tokens.adapt(nlp)
    return nlp, Splitter(lang)


def read(text: str, lang: str = "de") -> tuple[Quotation, ...]:
    nlp, split = pipeline(lang)
    return quotations(split(nlp(text)), Report(id="test", language=lang, text=text))


def said(text: str, lang: str = "de", mentions: tuple[Mention, ...] = ()) -> tuple[Statement, ...]:
    nlp, split = pipeline(lang)
    report = Report(id="test", language=lang, text=text)
    return find(split(nlp(text)), report, mentions, ())


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " | ".join(text[a:b] for a, b in spans)
