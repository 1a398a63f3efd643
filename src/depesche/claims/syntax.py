"""The subject by the parse: whose predicate the words of a frame are (Universal Dependencies v2).

In: a parsed `Doc` and the place of an anchor. Out: the character offset of the subject's head, or
`None`. Copulas and control follow UD: the predicate nominal or the verb carries `nsubj`.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "csubj")
# From a word of the anchor up to the predicate it belongs to.
_INSIDE = frozenset(
    {"nmod", "obl", "obj", "iobj", "appos", "amod", "compound", "case", "xcomp", "det"}
)
_SHARED = frozenset({"conj", "xcomp"})
_MOST_STEPS = 6


def head(doc: Doc, start: int, end: int) -> Token | None:
    """Return the head word of the characters `start`..`end`, if the text is parsed."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None and doc.has_annotation("DEP") else None


def finite(predicate: Token) -> Token:
    """Return the word that shows person and number: the copula of a noun, else the word itself."""
    auxiliaries = [c for c in predicate.children if c.dep_.partition(":")[0] in ("cop", "aux")]
    return auxiliaries[0] if auxiliaries else predicate


def subject(doc: Doc, start: int, end: int) -> int | None:
    """Return where the subject of the predicate at characters `start`..`end` has its head."""
    token = head(doc, start, end)
    if token is None:
        return None
    for _ in range(_MOST_STEPS):
        found = _own_subject(token)
        if found is not None:
            return _referent(found, token).idx
        relation = token.dep_.partition(":")[0]
        if token.head is token or relation not in _INSIDE | _SHARED:
            return token.head.idx if relation == "acl" else None
        token = token.head
    return None


def _own_subject(token: Token) -> Token | None:
    children = [c for c in token.children if c.dep_.partition(":")[0] in _SUBJECTS]
    return children[0] if children else None


def _referent(found: Token, predicate: Token) -> Token:
    """The noun that a relative pronoun takes up."""
    if "Rel" in found.morph.get("PronType", []) and predicate.dep_.startswith("acl"):
        return predicate.head
    return found
