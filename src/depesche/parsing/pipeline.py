"""A language code in, a spaCy pipeline out: tokeniser, sentences, analyser.

The analyser is a spaCy component like any other, so that another Universal Dependencies pipeline
can take its place.
"""

from __future__ import annotations

import spacy
from spacy.language import Language

from depesche.parsing import PARSED, tokens
from depesche.parsing.analyser import Analyser
from depesche.parsing.network import Network
from depesche.parsing.sentences import Splitter


@Language.factory("depesche_sentences", assigns=["token.is_sent_start"])
def _sentences(nlp: Language, name: str) -> Splitter:  # noqa: ARG001 - spaCy's signature
    return Splitter(str(nlp.meta.get("depesche_lang", nlp.lang)))


@Language.factory(
    "depesche_analyser",
    default_config={"threads": None},
    assigns=["token.pos", "token.morph", "token.lemma", "token.head", "token.dep", "doc.ents"],
)
def _analyser(nlp: Language, name: str, threads: int | None) -> Analyser:  # noqa: ARG001
    language = str(nlp.lang)
    return Analyser(Network(language, threads), language)


def build(lang: str, threads: int | None = None) -> Language:
    """The pipeline of `depesche.parsing.load`."""
    parsed = lang in PARSED
    nlp = spacy.blank(lang if parsed else "xx", meta={"depesche_lang": lang})
    tokens.adapt(nlp)
    nlp.add_pipe("depesche_sentences")
    if parsed:
        nlp.add_pipe("depesche_analyser", config={"threads": threads})
    return nlp
