"""Which actors the words of a sentence stand for: the bridge from mentions to syntax.

In: a `Doc` and its mentions. Out: for any token, the actors that it, or the noun phrase it heads,
stands for. Later stages ask here instead of comparing offsets.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from depesche.model import Mention

# Inside a noun phrase these children name the same thing as their head (UD v2).
_SAME_THING = frozenset({"flat", "flat:name", "appos", "compound", "name"})


class ActorIndex:
    """Mentions by token."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.mentions = tuple(sorted(mentions, key=lambda m: (m.start, m.end)))
        self._by_token: dict[int, Mention] = {}
        for mention in self.mentions:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None:
                continue
            for token in span:
                held = self._by_token.get(token.i)
                if held is None or len(held.text) < len(mention.text):
                    self._by_token[token.i] = mention

    def at(self, token: Token) -> Mention | None:
        """Return the (longest) mention that covers `token`."""
        return self._by_token.get(token.i)

    def of(self, token: Token) -> tuple[str, ...]:
        """Return the actors that the nominal headed by `token` stands for, coordination included.

        The token's own mention comes first, then apposition and flat names (*der Präsident
        Joe Biden*), then every conjunct (*Kasachstan, Kirgisistan und Usbekistan*).
        """
        found: dict[str, None] = {}
        for head in (token, *(c for c in token.conjuncts if c.i > token.i)):
            found.update(dict.fromkeys(self._of_one(head)))
        return tuple(found)

    def _of_one(self, token: Token) -> tuple[str, ...]:
        mention = self.at(token)
        if mention is not None and mention.actors:
            return mention.actors
        for child in token.children:
            if child.dep_ in _SAME_THING:
                named = self.at(child)
                if named is not None and named.actors:
                    return named.actors
        return ()

    def between(self, start: int, end: int) -> list[Mention]:
        """Return the mentions within characters `start`..`end`, in text order."""
        first = bisect_left(self.mentions, start, key=lambda m: m.start)
        last = bisect_right(self.mentions, end, key=lambda m: m.start)
        return [m for m in self.mentions[first:last] if m.end <= end]
