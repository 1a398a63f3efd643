"""Who bears a title by the parse: *took over as*, *zum Minister ernannt*, *занимает пост премьера*.

In: a parsed `Doc` and the place of a title. Out: the word for its bearer, where the words say that
somebody has the office. The verbs and nouns that say so are data (`words.toml`), the relations
those of Universal Dependencies v2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from depesche.claims import syntax
from depesche.claims.lexicon import Lexicon

_PREDICATIVE = ("obl", "xcomp", "nmod", "obj", "iobj", "advcl", "advmod", "conj", "ccomp")
_HEADING = ("nsubj", "obj", "iobj", "obl:agent", "obl:by")
_AGENTS = ("obl:agent", "obl:by")
_CLAUSE_OF_NOUN = ("acl", "amod")
_MOST_STEPS = 4


@dataclass(frozen=True)
class Bearers:
    """Looks for the bearers of titles in one parsed text."""

    doc: Doc
    lexicon: Lexicon

    def of(self, start: int, end: int, *, named_next: bool) -> Iterator[Token]:
        """Yield the words that may stand for the bearer of the title `start`..`end`.

        `named_next`: a name follows the title, so that it is in apposition to none before.
        """
        title = syntax.head(self.doc, start, end)
        if title is None:
            return
        whole = _first_conjunct(title)
        if (predicate := _predicate(whole)) is not None:
            yield from subjects(predicate)
            return
        yield from _beside(title, named_next=named_next)
        verb = self._in_a_post(whole) or self._verb(whole)
        if verb is not None:
            yield from self._of_verb(verb, title)

    def of_led(self, start: int, end: int) -> Iterator[Token]:
        """Yield who heads what stands at `start`..`end`: *возглавляет правительство*."""
        led = syntax.head(self.doc, start, end)
        if led is None or _has_preposition(led) or not self._says("leads", led.head):
            return
        yield from (found for found in subjects(led.head) if found != led)
        yield from (c for c in led.head.children if _is_one_of(c, _HEADING) and c != led)

    def of_post(self, start: int, end: int) -> Iterator[Token]:
        """Yield who has a post: *der das Amt seit 2004 versieht*, *a job now held by X*."""
        post = syntax.head(self.doc, start, end)
        held = [c for c in post.children if _relation(c) == "acl"] if post is not None else []
        for verb in [*held, *([post.head] if post is not None else [])]:
            if self._says("holds_post", verb):
                agents = [c for c in verb.children if c.dep_ in _AGENTS]
                yield from agents or (found for found in subjects(verb) if found != post)

    def _in_a_post(self, title: Token) -> Token | None:
        """*занимает пост премьера*, *took up the post of prime minister*: the verb."""
        post = title.head
        if _relation(title) not in ("nmod", "appos", "compound") or not self._says("post", post):
            return None
        return post.head if self._says("holds_post", post.head) else None

    def _verb(self, title: Token) -> Token | None:
        """*took over as prime minister*, *wurde zum Außenminister ernannt*: the verb."""
        if _relation(title) not in _PREDICATIVE:
            return None
        verb = title.head
        posts = [c for c in verb.children if _relation(c) == "obj" and self._says("post", c)]
        if posts and self._says("holds_post", verb):
            return verb  # *took office as prime minister*
        return verb if any(self._says(kind, verb) for kind in ("serves", "installs")) else None

    def _of_verb(self, verb: Token, title: Token) -> Iterator[Token]:
        if not self._says("installs", verb):
            # *was succeeded as secretary-general by X*
            agents = [c for c in verb.children if c.dep_ in _AGENTS]
            yield from agents if _is_passive(verb) else subjects(verb)
            return
        objects = [c for c in verb.children if _relation(c) == "obj" and c != title]
        yield from objects or (subjects(verb) if _is_passive(verb) else ())

    def _says(self, kind: str, token: Token) -> bool:
        """Whether a word is one of a list, in its form or its lemma, with its particle."""
        particle = "".join(c.text for c in token.children if _is_particle(c))
        words = self.lexicon.words.get(f"offices.{kind}")
        if _is_wanted(token):
            return False
        forms = (f"{particle}{form}" for form in (token.text.lower(), token.lemma_.lower()))
        return words is not None and any(words.fullmatch(form) for form in forms)


def subjects(predicate: Token) -> Iterator[Token]:
    """Yield the subject of a predicate, of the verb it is coordinated with, or its noun."""
    for _ in range(_MOST_STEPS):
        own = [c for c in predicate.children if _relation(c) == "nsubj"]
        if own:
            relative = _of_noun(predicate) and own[0].pos_ in ("PRON", "DET")
            yield from _antecedents(own[0], predicate) if relative else own
            return
        if _of_noun(predicate):
            yield predicate.head
            return
        if _relation(predicate) not in ("conj", "advcl", "xcomp"):
            return
        before = predicate.nbor(-1) if predicate.i else predicate
        if _relation(predicate) == "conj" and before.pos_ == "PROPN":
            yield before.head if before.dep_.startswith("flat") else before  # misattached
            return
        controlled = [c for c in predicate.head.children if _relation(c) == "obj"]
        if (
            controlled
            and _relation(predicate) in ("advcl", "xcomp")
            and predicate not in controlled
        ):
            yield controlled[0]  # *congratulated him on becoming president*
            return
        predicate = predicate.head


def _antecedents(pronoun: Token, predicate: Token) -> Iterator[Token]:
    """The noun of a relative clause by the parse; or the name before it, if that is misattached."""
    if _of_noun(predicate):
        yield predicate.head
    before = [t for t in pronoun.doc[max(0, pronoun.i - 2) : pronoun.i] if t.pos_ == "PROPN"]
    for name in before[-1:]:
        if predicate.head not in name.ancestors:
            yield name.head if name.dep_.startswith("flat") else name


def _first_conjunct(token: Token) -> Token:
    """*erst als Premier, dann als Präsident*: the noun whose role the others share."""
    while _relation(token) == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    return token


def _predicate(title: Token) -> Token | None:
    """*Er war Außenminister*, *Er ist beides: Parteichef und Premier*: the word with a copula."""
    for word in (title, title.head if _relation(title) == "appos" else title):
        if any(_relation(c) == "cop" for c in word.children) and word.pos_ != "PROPN":
            return word
    return None


def _has_preposition(token: Token) -> bool:
    return any(c.dep_ == "case" and c.i < token.i for c in token.children)


def _is_wanted(verb: Token) -> bool:
    """*agreed to become*, *согласился занять пост*: an infinitive is not yet done."""
    return "Inf" in verb.morph.get("VerbForm", []) and _relation(verb) in ("xcomp", "csubj", "acl")


def _of_noun(predicate: Token) -> bool:
    return _relation(predicate) in _CLAUSE_OF_NOUN


def _beside(title: Token, *, named_next: bool) -> Iterator[Token]:
    """Yield what a title stands in apposition to, or what stands in apposition to it."""
    if _relation(title) == "appos" and not named_next:
        yield title.head
    yield from (c for c in title.children if _relation(c) == "appos")


def _is_passive(verb: Token) -> bool:
    """*was succeeded as ...*, *Boric, sworn in as ...*."""
    own = any(_relation(c) == "nsubj" for c in verb.children)
    participle = _of_noun(verb) and not own
    return participle or any(c.dep_ in ("nsubj:pass", "aux:pass") for c in verb.children)


def _is_one_of(token: Token, relations: tuple[str, ...]) -> bool:
    return token.dep_ in relations or token.dep_.partition(":")[0] in relations


def _is_particle(token: Token) -> bool:
    """*took over*, *trat ... an*: the parse may call the word behind an English verb an adverb."""
    follows = token.i == token.head.i + 1 and token.dep_ == "advmod" and token.pos_ != "ADV"
    return token.dep_ == "compound:prt" or follows


def _relation(token: Token) -> str:
    return str(token.dep_.partition(":")[0])
