"""Two names side by side that are not one: *После переговоров с Эрдоганом Путин заявил ...*.

In: the tags and the parse of a sentence. Out: the parse, where the parts of a name must stand in
one case: a nominative behind another case is the subject that the clause lacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from depesche.parsing.network import Parse

_NOMINAL = frozenset(("nmod", "flat", "flat:name", "appos", "conj"))


def apart(tags: Sequence[str], parse: Parse) -> Parse:
    """The parse with such names apart; `tags` are `UPOS|Feature=Value|...` (UD)."""
    heads, relations, names = list(parse.heads), list(parse.relations), list(parse.names)
    for i in range(1, len(tags)):
        if not _clash(tags, i):
            continue
        if parse.relations[i] == "flat:name" and (verb := _lacks_subject(tags, parse, i)):
            heads[i], relations[i] = verb, "nsubj"
        if relations[i] == "nsubj" and names[i].startswith("I-"):
            names[i] = "B-" + names[i][2:]
    if (relations, names) == (parse.relations, parse.names):
        return parse
    return replace(parse, heads=heads, relations=relations, names=names)


def _clash(tags: Sequence[str], i: int) -> bool:
    """Whether a name in the nominative stands behind one in another case."""
    names = tags[i].startswith("PROPN") and tags[i - 1].startswith("PROPN")
    return names and _case(tags[i]) == "Nom" and _case(tags[i - 1]) not in ("", "Nom")


def _case(tag: str) -> str:
    return tag.partition("|Case=")[2].partition("|")[0]


def _lacks_subject(tags: Sequence[str], parse: Parse, i: int) -> int:
    """The verb above the phrase of word i, counted from 1, if it has no subject; else 0."""
    while parse.relations[i] in _NOMINAL:
        i = parse.heads[i] - 1
    verb = parse.heads[i]
    has_subject = any(
        head == verb and relation.startswith("nsubj")
        for head, relation in zip(parse.heads, parse.relations, strict=True)
    )
    return 0 if has_subject or not verb or "VerbForm=Fin" not in tags[verb - 1] else verb
