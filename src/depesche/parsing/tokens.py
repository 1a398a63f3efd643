"""spaCy's rules for words, brought nearer to Universal Dependencies; multiword tokens.

Hyphenated words stay whole in German and Russian (*US-Sanktionen*, *кто-то*), as in the treebanks.
A multiword token (*im* = *in* + *dem*) stays one token, so that offsets hold; `token._.words` lists
its syntactic words (universaldependencies.org/u/overview/tokenization.html).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import compile_infix_regex, compile_prefix_regex

from depesche import languages

HYPHENS_INSIDE_WORDS = ("de", "ru")
_ROMAN = re.compile(r"[IVXLC]+")


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
    """The syntactic words of a token: two for a contraction, except in names; else one."""
    whole = Word(token.text, token.lemma_, token.pos_, str(token.morph), token.dep_)
    row = contractions(token.doc.lang_ or token.lang_).get(token.lower_)
    if row is None or token.pos_ in {"PROPN", "X"}:
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
        infixes = [i for i in nlp.Defaults.infixes or [] if not _splits_words(str(i))]
        tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    if not Token.has_extension("words"):
        Token.set_extension("words", getter=words)


def _splits_words(infix: str) -> bool:
    """Whether a tokeniser pattern splits a word of letters at its hyphens or apostrophes."""
    return any(re.search(infix, word) for word in ("Ost-West", "А-Я", "восток-запад", "N’Djamena"))


def settle_points(doc: Doc, starts: Sequence[int]) -> None:
    """Give full stops after numerals and units to the word or to the sentence.

    A point that ends the sentence is a mark of its own (*um 2:3.*, *80 km/h.*, *unter Karl IV.*);
    inside a sentence it belongs to an ordinal (*am 3. Mai*, *Leo XIV. reiste*). spaCy's rules see
    one word at a time and cannot know. `starts`: where sentences begin, ascending.
    """
    text = doc.text  # spaCy joins it anew each time
    with doc.retokenize() as retokenizer:
        for token in doc:
            if token.text[-1] != ".":
                continue
            final = _is_final(token, text, starts)
            if final and _holds_final_point(token):
                retokenizer.split(token, [token.text[:-1], "."], heads=[(token, 0), (token, 0)])
            elif not final and len(token) == 1 and _follows_roman_numeral(token):
                retokenizer.merge(doc[token.i - 1 : token.i + 1])


def _is_final(token: Token, text: str, starts: Sequence[int]) -> bool:
    """Whether the sentence ends here: only closing marks follow, and it is no mere number."""
    end = token.idx + len(token)
    at = bisect_left(starts, end)
    following = starts[at] if at < len(starts) else len(text)
    alone = (at > 0 and starts[at - 1] == token.idx) or (token.i > 0 and token.nbor(-1).text == ".")
    return not alone and not any(char.isalnum() for char in text[end:following])


def _holds_final_point(token: Token) -> bool:
    stem = token.text[:-1]
    if stem[-1:].isdigit() or _ROMAN.fullmatch(stem):
        return True
    return len(stem) == 1 and token.i > 0 and token.nbor(-1).text == "/"


def _follows_roman_numeral(token: Token) -> bool:
    if token.i == 0:
        return False
    before = token.nbor(-1)
    return not before.whitespace_ and bool(_ROMAN.fullmatch(before.text))
