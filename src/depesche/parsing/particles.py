"""*Von der Leyen lobte die Fortschritte*: a surname that begins with a preposition, at the head.

In: the words of a sentence, and surnames of the language and the document. Out: the same words,
the particle in a form that is no preposition (*Van*), for the network to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from pydantic import BaseModel, ConfigDict

from depesche import languages
from depesche.parsing.names import spans
from depesche.parsing.network import Parse, Words

Surname = tuple[str, ...]
"""The words of a surname as it stands after a first name: `("von", "der", "Leyen")`."""


class _Row(BaseModel):
    """A row of `parsing/surnames.csv`: a surname, and how the network reads its first word."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    read_as: str


@cache
def surnames(lang: str) -> frozenset[Surname]:
    """The surnames with a particle that a language lists; none where it has no such file."""
    return frozenset(tuple(row.name.split()) for row in _rows(lang))


@cache
def _particles(lang: str) -> dict[str, str]:
    """How the first words of such surnames are read."""
    return {row.name.split()[0]: row.read_as for row in _rows(lang)}


def _rows(lang: str) -> list[_Row]:
    file = languages.path(lang, "parsing/surnames.csv")
    return languages.read_table(file, _Row) if file.exists() else []


def told(lang: str, sentences: Iterable[Words], parses: Iterable[Parse]) -> frozenset[Surname]:
    """The surnames that persons have beside a first name (*Marina von Achten*)."""
    particles = _particles(lang)
    if not particles:
        return frozenset()
    return frozenset(
        tail
        for words, parse in zip(sentences, parses, strict=True)
        for first, end, kind in spans(parse.names)
        if kind == "PER" and (tail := _tail(words.forms[first:end], particles))
    )


def _tail(name: Sequence[str], particles: dict[str, str]) -> Surname:
    """What a full name has from its particle on; empty where there is none inside."""
    places = (i for i in range(1, len(name) - 1) if name[i] in particles)
    return tuple(name[next(places, len(name)) :])


def respelt(lang: str, words: Words, known: Iterable[Surname]) -> Words:
    """The words with every particle that begins a `known` surname as the network shall read it."""
    forms = list(words.forms)
    for at, read_as in _found(lang, words.forms, known):
        forms[at] = read_as
    return replace(words, forms=forms) if forms != list(words.forms) else words


def _found(lang: str, forms: Sequence[str], known: Iterable[Surname]) -> Iterator[tuple[int, str]]:
    heads = {particle.capitalize(): read_as for particle, read_as in _particles(lang).items()}
    places = [i for i, form in enumerate(forms) if form in heads]
    if not places:
        return
    rest = {surname[1:] for surname in known}
    rest |= {(*words[:-1], words[-1] + "s") for words in rest}
    for i in places:
        if any(tuple(forms[i + 1 : i + 1 + len(words)]) == words for words in rest):
            yield i, heads[forms[i]]
