"""Capitals and seats: *Astana ist die Hauptstadt Kasachstans*, *die OPEC hat ihren Sitz in Wien*.

In: a masked clause. Out: subject, relation, object. Places are named in English (`place:Brussels`)
where the language's `places.csv` or the record's states know them, else as the text has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from depesche.claims.clauses import MARK, Clause
from depesche.claims.lexicon import Lexicon
from depesche.claims.offices import slug
from depesche.record import Record

_PATTERNS = ("capital", "seat")
# Patterns with a verb of their own; the others stand beside a name, in a clause about other things.
_STATED = ("_is", "_has", "_of", "_based")


@dataclass(frozen=True)
class Located:
    """A place in its role; `subject` and `object` as claims have them."""

    subject: str
    relation: str
    object: str
    negated: bool
    start: int
    end: int
    stated: bool


def find(text: str, origin: tuple[int, ...], clause: Clause, lexicon: Lexicon) -> Iterator[Located]:
    """Yield the capitals and seats named in the masked `text` of a whole sentence."""
    for name, pattern in lexicon.words.items():
        kind, _, rest = name.partition(".")
        if kind != "places" or rest.split("_")[0] not in _PATTERNS:
            continue
        for m in pattern.finditer(text):
            place = _place(m["place"], clause, lexicon)
            owner = clause.group(m["owner"])
            if place is None or not owner.actors:
                continue
            negated = lexicon.has("negation", MARK.sub(" ", m[0]))
            start, end = origin[m.start()], origin[m.end() - 1] + 1
            stated = rest.endswith(_STATED)
            for actor in owner.actors:
                if rest.startswith("capital"):
                    yield Located(place, "capital_of", actor, negated, start, end, stated)
                else:
                    yield Located(actor, "located_in", place, negated, start, end, stated)


def is_known(found: Located, lexicon: Lexicon, record: Record) -> bool:
    """Say whether the place is one that the tables know (*in der Hauptstadt Reifen brannten*)."""
    place = found.subject if found.relation == "capital_of" else found.object
    if place.removeprefix("place:") in lexicon.places.values():
        return True
    capitals = record.facts(relation="capital_of")
    return any(slug(fact.subject) == slug(place) for fact in capitals)


def _place(found: str, clause: Clause, lexicon: Lexicon) -> str | None:
    form = clause.group(found).text if MARK.fullmatch(found) else found
    form = re.sub(r"^(?:der|die|das|the) ", "", form).strip()
    if not form:
        return None
    return f"place:{lexicon.places.get(form, form)}"
