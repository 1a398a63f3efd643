"""spaCy's rules for words, brought nearer to Universal Dependencies; multiword tokens.

Hyphenated words stay whole in German and Russian (*US-Sanktionen*, *кто-то*), as in the treebanks.
A multiword token (*im* = *in* + *dem*) stays one token, so that offsets hold; `token._.words` lists
its syntactic words (universaldependencies.org/u/overview/tokenization.html).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict
from spacy.language import Language
from spacy.tokens import Token
from spacy.util import compile_infix_regex, compile_prefix_regex

from depesche import languages

HYPHENS_INSIDE_WORDS = ("de", "ru")


class Word(NamedTuple):
    """One syntactic word: form, lemma, UPOS, UFeats; relation to the head of its token's head."""

    text: str
    lemma: str
    pos: str
    morph: str
    dep: str


class Contraction(BaseModel):
    """A row of `parsing/contractions.csv`: a preposition written together with its article."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: str
    first: str
    second: str
    lemma: str


@cache
def contractions(lang: str) -> dict[str, Contraction]:
    """The contractions of a language by lower-case form; empty where it has no such file."""
    file = languages.path(lang, "parsing/contractions.csv")
    if not file.exists():
        return {}
    return {row.form: row for row in languages.read_table(file, Contraction)}


def words(token: Token) -> tuple[Word, ...]:
    """The syntactic words of a token: two for a contraction read as a preposition, else one."""
    whole = Word(token.text, token.lemma_, token.pos_, str(token.morph), token.dep_)
    row = contractions(token.doc.lang_ or token.lang_).get(token.lower_)
    if row is None or token.pos_ != "ADP":
        return (whole,)
    first = row.first.capitalize() if token.text[:1].isupper() else row.first
    return (
        Word(first, row.first, "ADP", "", token.dep_),
        Word(row.second, row.lemma, "DET", str(token.morph), "det"),
    )


def adapt(nlp: Language) -> None:
    """Change the tokeniser of a blank pipeline for Universal Dependencies; set the extensions."""
    prefixes = compile_prefix_regex(["``", *(nlp.Defaults.prefixes or [])])
    tokenizer: Any = nlp.tokenizer
    tokenizer.prefix_search = prefixes.search
    if nlp.lang in HYPHENS_INSIDE_WORDS:
        infixes = [i for i in nlp.Defaults.infixes or [] if not _splits_hyphens(str(i))]
        tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    if not Token.has_extension("words"):
        Token.set_extension("words", getter=words)


def _splits_hyphens(infix: str) -> bool:
    """Whether a tokeniser pattern splits a word of letters at its hyphens."""
    return any(re.search(infix, word) for word in ("Ost-West", "А-Я", "восток-запад"))
