"""What the parse tells of an organisation itself: where it has its seat, how many members it has.

In: the words of a sentence, and what was spoken of before. Out: seats and numbers that the patterns
of `places` and `counts` do not see, because a noun or a pronoun stands for the organisation
(*Das Sekretariat der Organisation sitzt in Montevideo*, *the 18-member forum*).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Token

from depesche.claims.clauses import Group
from depesche.claims.lexicon import Lexicon
from depesche.claims.roles import case, children, dep

_MOST = 400  # members; more are people


class About:
    """One sentence, its marks, and the organisation that an unnamed one is."""

    def __init__(
        self,
        lexicon: Lexicon,
        groups: Sequence[Group],
        topic: Group | None,
        called: Callable[[str], Group | None],
    ) -> None:
        self.lexicon = lexicon
        self.groups = groups
        self.topic = topic
        self.called = called
        """What a noun such as *Pakt* stands for."""

    def seats(self, words: Sequence[Token]) -> Iterator[tuple[Group, Token]]:
        """Yield organisations with the word for the place where they have their seat."""
        for word in words:
            if self._is("seat", word):
                place, owner = self._place_of_noun(word), self._owner(word)
            elif self._is("seated", word):
                place, owner = self._place(word), self._of_verb(word)
            else:
                continue
            if place is not None and owner is not None and len(owner.actors) == 1:
                yield owner, place

    def numbers(self, words: Sequence[Token]) -> Iterator[tuple[Group | None, int, Token]]:
        """Yield how many members an organisation has, `None` where nothing tells which."""
        for word in words:
            if not self._is("members", word):
                continue
            number = self._number(word)
            if number is None or (dep(word) == "nmod" and word.head.pos_ == "NUM"):
                continue  # *10 der 15 Mitgliedsstaaten des Gremiums* only names them
            owner = self._whose(word)
            if owner is not None and len(owner.actors) == 1:
                yield owner, number, word
            elif owner is None and self._is("seats_only", word):
                yield None, number, word

    def _is(self, name: str, token: Token) -> bool:
        return self.lexicon.is_word(f"ties.{name}", token.lower_)

    def _named(self, token: Token, kinds: str) -> Group | None:
        end = token.idx + len(token)  # *UN-Mitglieder* are not the UN
        inside = (g for g in self.groups if g.start <= token.idx < g.end and g.end >= end)
        return next((g for g in inside if g.kind in kinds), None)

    def _organisation(self, token: Token) -> Group | None:
        """The organisation that a word names, calls (*der Pakt*) or takes up (*sie*, *ihr*)."""
        if (named := self._named(token, "O")) is not None:
            return named
        definite = not any(self._is("indefinite", c) for c in children(token, "det"))
        called = self._is("body", token) and definite
        takes_up = self._is("it", token) or "Poss=Yes" in str(token.morph)
        for child in children(token, "appos", "compound", "flat", "nmod") if called else ():
            if (named := self._named(child, "O")) is not None:
                return named
        if dep(token) == "appos" and called:
            return self._named(token.head, "O") or self.called(token.text)
        if called:
            return self.called(token.text)
        return self.topic if takes_up else None

    # Seats.

    def _owner(self, noun: Token) -> Group | None:
        for child in children(noun, "nmod", "det", "compound"):
            of = not case(child) or self._is("of", next(children(child, "case"), child))
            if of and (group := self._organisation(child)) is not None:
                return group
        if dep(noun) in ("nmod", "obl", "acl") and noun.head is not noun:
            return self._organisation(noun.head)  # *die Organisation mit Sitz in Paris*
        if dep(noun) == "obj" and self._is("has", noun.head):
            subject = next(children(noun.head, "nsubj"), None)
            return self._organisation(subject) if subject is not None else None
        return None

    def _of_verb(self, verb: Token) -> Group | None:
        if dep(verb) in ("acl", "amod"):
            return self._organisation(verb.head)
        subject = next(children(verb, "nsubj"), None)
        return self._organisation(subject) if subject is not None else None

    def _place_of_noun(self, noun: Token) -> Token | None:
        own = self._place(noun)
        if own is not None:
            return own
        if dep(noun) == "nsubj" and noun.head.pos_ == "PROPN":
            return noun.head  # *Der Sitz der Efta ist Genf*
        verbal = dep(noun) == "nsubj" or (dep(noun) == "obj" and self._is("has", noun.head))
        return self._place(noun.head) if verbal else None

    def _place(self, word: Token) -> Token | None:
        """The name that stands with *in* below a word."""
        places = (c for c in children(word, "obl", "nmod") if self._is("inside", _preposition(c)))
        return next((c for c in places if c.pos_ == "PROPN"), None)

    # Numbers.

    def _number(self, noun: Token) -> int | None:
        """The number before a noun for members: a definite one, or one that is counted."""
        number = next(children(noun, "nummod"), None)
        if number is None:
            return None
        narrowed = any(True for _ in children(noun, "acl"))
        pointed = any(self._is("definite", c) for c in children(noun, "det", "nmod"))
        joined = dep(noun) == "compound" and self._is("body", noun.head)
        counted = dep(noun) in ("obj", "nsubj") and self._is("counts_members", noun.head)
        if narrowed or not (pointed or joined or counted):
            return None
        word = number.lower_.strip(".")
        if word.isdecimal():
            return int(word) if 1 < int(word) < _MOST else None
        known = word in self.lexicon.numbers
        return self.lexicon.numbers.index(word) + 2 if known else None

    def _whose(self, noun: Token) -> Group | None:
        for child in children(noun, "nmod", "det", "compound"):
            if (group := self._organisation(child)) is not None:
                return group
        if dep(noun) == "compound":
            return self._organisation(noun.head)  # *the 18-member forum*
        if self._is("counts_members", noun.head):
            others = children(noun.head, "nsubj", "obl", "obj")
            found = (self._organisation(c) for c in others if c is not noun)
            return next((g for g in found if g is not None), None)
        return None


def _preposition(token: Token) -> Token:
    return next(children(token, "case"), token)
