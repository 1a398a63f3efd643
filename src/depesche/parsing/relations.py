"""A parsed `Doc` in, its relations that are not Universal Dependencies out.

Many spaCy pipelines label trees in another manner (ClearNLP's *dobj*, *pobj*; TIGER's *sb*, *oa*).
The 37 universal relations: universaldependencies.org/u/dep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

UNIVERSAL = frozenset(
    ("acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound",
     "conj", "cop", "csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat",
     "goeswith", "iobj", "list", "mark", "nmod", "nsubj", "nummod", "obj", "obl", "orphan",
     "parataxis", "punct", "reparandum", "root", "vocative", "xcomp")
)  # fmt: skip


def foreign(doc: Doc) -> list[str]:
    """The labels of `doc` that are no universal relations (subtypes apart), in order."""
    labels = {token.dep_ for token in doc if token.dep_}
    return sorted(x for x in labels if x.partition(":")[0].lower() not in UNIVERSAL)
