"""What a parse says about words and clauses: lemmas, prepositions, passives, relatives, controls.

In: a token of a parsed `Doc` (Universal Dependencies v2). Out: what kind of word or clause it is,
in the terms of one language's settings. Who takes part in it: `syntax.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from spacy.tokens import Span, Token
from spacy.tokens.morphanalysis import MorphAnalysis

from depesche.events.lexicon import Lexicon, fold

Asked = TypeVar("Asked", bound="Clauses")
Answer = TypeVar("Answer")
Further = ParamSpec("Further")

_CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "ROOT", "root"})
# What a lemmatiser gives where it knows none.
_UNKNOWN = frozenset({"", "_"})
PREDICATES = frozenset({"VERB", "AUX", "ADJ"})
DEPTH = 6
# Universal relations by spaCy's hash of the relation with its subtype.
_UNIVERSAL: dict[int, str] = {}


def relation(token: Token) -> str:
    """Return the universal relation of a token, without its subtype."""
    known = _UNIVERSAL.get(token.dep)
    return known or _UNIVERSAL.setdefault(token.dep, token.dep_.partition(":")[0])


def has(token: Token, feature: str, value: str) -> bool:
    """Whether a token has a value of a universal feature (`Mood`, `Sub`)."""
    return value in values(token, feature)


def values(token: Token, feature: str) -> tuple[str, ...]:
    """Return the values of a universal feature of a token."""
    return _values(token.morph, feature)


@lru_cache(maxsize=8192)
def _values(morph: MorphAnalysis, feature: str) -> tuple[str, ...]:
    return tuple(morph.get(feature, []))


def is_personal(token: Token) -> bool:
    """Whether a token is a personal or possessive pronoun; some treebanks give but its person."""
    kinds = values(token, "PronType")
    return "Prs" in kinds or (not kinds and bool(values(token, "Person")))


def conjuncts(token: Token) -> list[Token]:
    """Return the later members of a coordination that begins with `token`."""
    found: list[Token] = []
    for child in token.children:
        if relation(child) == "conj" and child.i > token.i:
            found.append(child)
            found += conjuncts(child)
    return found


def once(
    question: Callable[Concatenate[Asked, Token, Further], Answer],
) -> Callable[Concatenate[Asked, Token, Further], Answer]:
    """Let a question about a token be answered once only: a parse does not change.

    Whoever asks must leave the answer as it is; further arguments are given by place.
    """
    name = question.__name__

    def answer(
        self: Asked, token: Token, /, *args: Further.args, **named: Further.kwargs
    ) -> Answer:
        known: dict[object, Answer] = self.answers[name]
        key = (token.i, *args) if args else token.i
        found = known.get(key, known)
        if found is known:
            found = known[key] = question(self, token, *args, **named)
        return found  # type: ignore[return-value]

    update_wrapper(answer, question)
    return answer


class Clauses:
    """Questions to one parse about words and clauses."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.grammar = lexicon.grammar
        self.answers: defaultdict[str, dict[object, Any]] = defaultdict(dict)

    @once
    def sentence(self, token: Token) -> Span:
        """Return the sentence of a token."""
        return token.sent

    @once
    def lemma(self, token: Token) -> str:
        """Return the lemma of a token; a verb's with its separated particle."""
        lemma = token.lemma_ if token.lemma_ not in _UNKNOWN else token.lower_
        if token.pos_ in PREDICATES:
            lemma = self.lexicon.lemma(lemma, token.lower_, "verb")
        elif token.pos_ in ("NOUN", "PROPN", "PRON", "DET"):
            return self.lexicon.lemma(lemma, token.lower_, "noun")
        if token.pos_ not in PREDICATES:
            return lemma
        if self.is_done_by_others(token):
            return lemma.removesuffix(self.grammar.clause.reflexive_suffix)
        particles = [c for c in token.children if c.dep_ == "compound:prt"]
        if not particles and (stray := self.stray_particle(token)) is not None:
            return f"{self._base(token)}_{stray.lower_}"
        if not particles:
            return lemma
        particle = particles[0].lower_
        bases = [lemma, *self.lexicon.bases(token.lower_)]
        whole = [self._joined(base, particle) for base in bases]
        return next((w for w in whole if self.lexicon.knows(w, "verb")), whole[0])

    @once
    def is_done_by_others(self, verb: Token) -> bool:
        """Whether a reflexive verb is the passive of one that the lexicon knows (*вводятся*)."""
        suffix = self.grammar.clause.reflexive_suffix
        if not suffix or verb.pos_ != "VERB" or not verb.lemma_.endswith(suffix):
            return False
        if self.lexicon.knows(verb.lemma_, "verb"):
            return False
        subjects = [c for c in verb.children if relation(c) == "nsubj"]
        known = self.lexicon.knows(verb.lemma_.removesuffix(suffix), "verb")
        return known and any(has(c, "Animacy", "Inan") or c.dep_ == "nsubj:pass" for c in subjects)

    def _joined(self, base: str, particle: str) -> str:
        """Return a verb with its separated particle as the lexicon lists it."""
        if self.grammar.clause.particle == "suffix":
            return f"{base}_{particle}"
        return base if fold(base).startswith(particle) else particle + base

    def _base(self, verb: Token) -> str:
        return self.lexicon.lemma(verb.lemma_ or verb.lower_, verb.lower_, "verb")

    @once
    def stray_particle(self, verb: Token) -> Token | None:
        """Return the particle of a verb that the parser took for an adverb or a preposition.

        *Gave back nearly 500 objects*, *brushed aside the accusations*: where particles follow
        their verb, one that makes a verb of the lexicon counts.
        """
        after: list[Token] = [*verb.doc[verb.i + 1 : verb.i + 2], *verb.children]
        for word in after:
            if word.lower_ not in self.grammar.clause.stray_particles or word.i < verb.i:
                continue
            adverb = relation(word) == "advmod" and word.head.i == verb.i
            preposition = relation(word) == "case" and word.head.head.i == verb.i
            whole = f"{self._base(verb)}_{word.lower_}"
            if (adverb or preposition) and self.lexicon.knows(whole, "verb"):
                return word
        return None

    @once
    def preposition(self, token: Token) -> str | None:
        """Return the preposition that marks a nominal, its article taken off (*zum* is *zu*)."""
        for child in token.children:
            if relation(child) == "case" and child.pos_ != "PART":
                return self.grammar.fused.get(child.lower_, fold(child.lower_))
        if self.grammar.complex_prepositions and relation(token) == "nmod":
            whole = f"{self.preposition(token.head)} {token.head.lemma_}"
            return self.grammar.complex_prepositions.get(whole)
        return None

    @once
    def is_clause(self, token: Token) -> bool:
        """Whether a token heads a clause."""
        if relation(token) in _CLAUSAL:
            return True
        return token.pos_ in ("VERB", "AUX") or any(
            relation(c) in ("nsubj", "cop") for c in token.children
        )

    @once
    def clause(self, token: Token) -> Token:
        """Return the head of the clause that a token stands in."""
        node = token
        while not self.is_clause(node) and node.head.i != node.i:
            node = node.head
        return node

    @once
    def is_predicative(self, token: Token) -> bool:
        """Whether an adjective is what a clause says of its subject (*is critical of X*)."""
        if token.pos_ != "ADJ":
            return False
        if any(relation(c) in ("cop", "nsubj") for c in token.children):
            return True
        return relation(token) == "conj" and self.is_predicative(token.head)

    @once
    def is_finite(self, verb: Token) -> bool:
        """Whether a verb or its auxiliary is finite."""
        return has(verb, "VerbForm", "Fin") or any(
            relation(c) == "aux" and has(c, "VerbForm", "Fin") for c in verb.children
        )

    def agrees(self, verb: Token, other: Token) -> bool:
        """Whether two finite verbs may have one subject: they are of one number."""
        if not self.grammar.clause.verb_second:
            return True
        numbers = [self._number(verb), self._number(other)]
        return None in numbers or numbers[0] == numbers[1]

    def _number(self, verb: Token) -> str | None:
        """Return the number of a verb or its auxiliary, if finite."""
        for token in (*(c for c in verb.children if relation(c) == "aux"), verb):
            if has(token, "VerbForm", "Fin") and (number := values(token, "Number")):
                return str(number[0])
        return None

    @once
    def is_infinitive(self, verb: Token) -> bool:
        """Whether a verb is an infinitive (*zu treffen*, *to meet*, *встретиться*)."""
        return has(verb, "VerbForm", "Inf") or any(
            relation(c) == "mark" and c.lower_ in self.grammar.clause.infinitive_marks
            for c in verb.children
        )

    @once
    def is_passive(self, verb: Token) -> bool:
        """Whether a verb stands in the passive, or is a passive participle after a noun."""
        for child in verb.children:
            if child.dep_ == "aux:pass" and not self._is_future(verb, child):
                return True
            if child.dep_ in ("nsubj:pass", "csubj:pass") and not (
                self._has_no_passive(verb) or self._is_plain(verb)
            ):
                return True
            if relation(child) == "aux" and self.is_passive_auxiliary(verb, child):
                return True
        if has(verb, "Voice", "Pass") or self.is_done_by_others(verb):
            return True
        after_noun = relation(verb) in ("acl", "amod") and not self._is_full_clause(verb)
        return after_noun and self._is_suffered(verb)

    def _is_suffered(self, verb: Token) -> bool:
        """Whether a participle after a noun tells what was done to it."""
        if has(verb, "VerbForm", "Part"):
            return not has(verb, "Tense", "Pres")
        # *China's envoy, asked about it, ...*: taken for a finite verb without a subject.
        return self.grammar.clause.bare_participles and has(verb, "Tense", "Past")

    def is_passive_auxiliary(self, verb: Token, auxiliary: Token) -> bool:
        """Whether an auxiliary makes a passive with a participle (*wird verurteilt*)."""
        return (
            fold(auxiliary.lemma_) in self.grammar.clause.passive_auxiliaries
            and has(verb, "VerbForm", "Part")
            and not any(
                c.i != auxiliary.i and relation(c) == "aux" and has(c, "VerbForm", "Inf")
                for c in verb.children
            )
        )

    def _is_full_clause(self, verb: Token) -> bool:
        """Whether a clause after a noun has a subject or conjunction of its own."""
        return verb.dep_ == "acl:relcl" or any(
            relation(c) in ("nsubj", "mark", "obj") for c in verb.children
        )

    def _has_no_passive(self, verb: Token) -> bool:
        """Whether the language marks its passive by an auxiliary and there is another one."""
        passive = self.grammar.clause.passive_auxiliaries
        auxiliaries = [c for c in verb.children if relation(c) == "aux"]
        return bool(passive and auxiliaries) and not any(
            fold(a.lemma_) in passive for a in auxiliaries
        )

    def _is_plain(self, verb: Token) -> bool:
        """Whether a verb is active by its form, whatever its subject is called.

        It is finite itself, or a perfect (*he had spoken*), and a passive would need an auxiliary.
        """
        if not self.grammar.clause.bare_participles:
            return False
        auxiliaries = [fold(c.lemma_) for c in verb.children if relation(c) == "aux"]
        if auxiliaries:
            return set(auxiliaries) <= self.grammar.clause.perfect_auxiliaries
        return has(verb, "VerbForm", "Fin")

    def _is_future(self, verb: Token, auxiliary: Token) -> bool:
        """Whether what the parser took for a passive is a future (*wird besuchen*)."""
        passive = self.grammar.clause.passive_auxiliaries
        return fold(auxiliary.lemma_) in passive and has(verb, "VerbForm", "Inf")

    def is_reflexive(self, verb: Token) -> bool:
        """Whether a verb goes with a reflexive pronoun (*sich treffen*)."""
        return any(
            self.is_reflexive_word(c) and self.preposition(c) is None for c in verb.children
        ) or any(c.dep_ == "expl:pv" for c in verb.children)

    @once
    def is_reflexive_word(self, token: Token) -> bool:
        """Whether a token is a reflexive pronoun."""
        return has(token, "Reflex", "Yes") or (
            token.pos_ == "PRON" and token.lower_ in self.grammar.clause.reflexive
        )

    @once
    def is_oblique(self, token: Token) -> bool:
        """Whether the determiner shows that a nominal is no nominative (*dem*, feminine *der*)."""
        clause = self.grammar.clause
        for child in token.children:
            if relation(child) != "det":
                continue
            if child.lower_ in clause.oblique_determiners:
                return True
            if child.lower_ in clause.oblique_feminine and has(child, "Gender", "Fem"):
                return not has(child, "Number", "Plur")
        return False

    def is_plural(self, token: Token) -> bool:
        """Whether a nominal is a plural; a dative after *den* is, whatever the parser says."""
        if has(token, "Number", "Plur"):
            return True
        plural = self.grammar.clause.plural_datives
        return has(token, "Case", "Dat") and any(
            relation(c) == "det" and c.lower_ in plural for c in token.children
        )

    def is_accusative(self, token: Token) -> bool:
        """Whether the form says accusative, in a language whose parser may mistake it."""
        return bool(self.grammar.clause.oblique_determiners) and has(token, "Case", "Acc")

    def is_dative(self, token: Token) -> bool:
        """Whether a token is a dative without preposition."""
        return has(token, "Case", "Dat") and self.preposition(token) is None

    @once
    def antecedent(self, token: Token) -> Token:
        """Return what a relative pronoun stands for; other tokens stand for themselves."""
        if not has(token, "PronType", "Rel") and not (
            token.pos_ in ("PRON", "DET", "SCONJ")
            and self.grammar.clause.relative & {token.lower_, fold(token.lemma_)}
        ):
            return token
        node = token
        for _ in range(DEPTH):
            if relation(node) == "acl" or node.dep_ == "advcl:relcl":
                return node.head
            if node.head.i == node.i:
                break
            node = node.head
        return token

    @once
    def complements(self, head: Token) -> list[Token]:
        """Return the heads of the clauses that complete a predicate or noun."""
        return [
            c
            for c in head.children
            if relation(c) in ("xcomp", "ccomp", "csubj")
            or (relation(c) == "acl" and c.dep_ != "acl:relcl" and not self.is_finite(c))
            or (relation(c) == "acl" and head.pos_ == "NOUN" and c.dep_ == "acl")
        ]
