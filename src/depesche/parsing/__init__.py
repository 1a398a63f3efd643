"""A text in, a spaCy `Doc` out: sentences, words, Universal Dependencies, names.

`load("de")` gives the pipeline. The heavy libraries are imported only when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

#: Languages the analyser parses (ISO 639-1); others get sentences and words only.
PARSED = ("de", "en", "ru")

__all__ = ["PARSED", "load"]


def load(lang: str, threads: int | None = None) -> Language:
    """Return the spaCy pipeline for a language (ISO 639-1 code).

    For the languages in `PARSED` its `Doc`s carry `pos_` (UPOS), `morph` (UFeats), `lemma_`,
    `head`, `dep_` (Universal Dependencies v2 relations with subtypes; the root's is `ROOT`) and
    `ents` (PER, ORG, LOC, MISC). `doc.spans["names"]` also has words that contain or derive from
    names (`LOCpart`, `LOCderiv`). `token._.words` are the syntactic words of a token (*im* = *in*
    *dem*), `span._.encoding` is a sentence's vector (384 floats of length one). Other languages
    get words and sentences only. `doc.text` is always the text given.

    `threads`: how many threads the analyser may use; None leaves it to onnxruntime. Raises
    `DepescheError` when the model files are missing or damaged.
    """
    from depesche.parsing.pipeline import build  # noqa: PLC0415 - spaCy and onnxruntime are slow

    return build(lang, threads)
