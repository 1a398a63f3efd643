"""How many members an organisation is said to have: *die NATO hat 32 Mitglieder*.

In: a masked sentence. Out: organisation and number, where the sentence says so (*die fünf
Mitglieder der O* only names them).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from depesche.claims.clauses import Sentence
from depesche.claims.lexicon import Lexicon


@dataclass(frozen=True)
class Count:
    """An organisation, how many members it is said to have, and where."""

    organisation: str
    number: int
    start: int
    end: int


def find(sentence: Sentence, lexicon: Lexicon) -> Iterator[Count]:
    """Yield the numbers of members that a sentence tells."""
    if not sentence.clauses:
        return
    words = {word: number for number, word in enumerate(lexicon.numbers, start=2)}
    for name, pattern in lexicon.words.items():
        if not name.startswith("counts."):
            continue
        for m in pattern.finditer(sentence.masked):
            said = m["number"].lower()
            number = int(said) if said.isdecimal() else words.get(said)
            actors = sentence.clauses[0].group(m["owner"]).actors
            if number is not None and len(actors) == 1:
                first, last = sentence.origin[m.start()], sentence.origin[m.end() - 1] + 1
                yield Count(actors[0], number, first, last)
