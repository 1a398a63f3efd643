"""How far an event has come: actual, planned, possible or negated, with the detail and the reason.

In: the trigger's token. Out: an `Outlook`. The rules read negation, modals, mood, tense and the
words above the trigger (*plant*, *droht mit*, *weigert sich*); the words themselves are data. The
distinctions are those of FactBank (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from depesche.events.clauses import conjuncts, has, relation
from depesche.events.lexicon import Operator, Pos, Support, fold
from depesche.events.syntax import Syntax
from depesche.model import EventStatus, StatusDetail

_RANK: dict[EventStatus, int] = {"actual": 0, "planned": 1, "possible": 2, "negated": 3}
_MAX_STEPS = 8
_PREDICATES = frozenset({"VERB", "AUX", "ADJ"})
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl"})


@dataclass
class Donor:
    """A word above the trigger, and the slots in which it has parties of the event."""

    word: Token
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    is_support: bool


@dataclass
class Outlook:
    """The status of an event, why, and the words above it that may name its parties."""

    status: EventStatus = "actual"
    detail: StatusDetail | None = None
    why: str | None = None
    donors: list[Donor] = field(default_factory=list)
    top: Token | None = None
    negators: set[int] = field(default_factory=set)

    def add(self, status: EventStatus, detail: StatusDetail | None, why: str) -> None:
        """Take over a status if it tells more than the one held."""
        if _RANK[status] > _RANK[self.status]:
            self.status, self.why = status, why
            self.detail = detail
        elif status == self.status and self.detail is None:
            self.detail = detail


class StatusRules:
    """The rules of status for one language."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax
        self.lexicon = syntax.lexicon
        self.words = syntax.grammar.words
        self.modals = {fold(k): v for k, v in syntax.grammar.modals.items()}

    def of(self, trigger: Token) -> Outlook:
        """Return the outlook on the event that `trigger` tells."""
        outlook = Outlook(top=trigger)
        self._own(trigger, outlook)
        node = trigger
        for _ in range(_MAX_STEPS):
            above = self._climb(node, outlook)
            if above is None:
                break
            node = above
        outlook.top = node
        if self._is_asked(node):
            outlook.add("possible", None, "asked as a question")
        return outlook

    def _is_asked(self, node: Token) -> bool:
        """Whether a word stands in a question."""
        words = (token for token in reversed(self.syntax.sentence(node)) if not token.is_space)
        return next(words, node).text.endswith("?")

    def _own(self, token: Token, outlook: Outlook) -> None:
        if token.pos_ in ("VERB", "AUX") or self.syntax.is_predicative(token):
            self._clause(token, outlook)
        else:
            self._nominal(token, outlook)

    def _nominal(self, noun: Token, outlook: Outlook) -> None:
        if self._has_negative_determiner(noun):
            outlook.negators.add(noun.i)
            outlook.add("negated", None, f"negated by a determiner of {noun.text!r}")
        for child in noun.children:
            if relation(child) not in ("amod", "acl", "advmod"):
                continue
            for operator in self.lexicon.operators(self.syntax.lemma(child), "adj"):
                if "mod" in operator.slots:
                    outlook.add(operator.status, operator.detail, f"{child.text!r} beside it")

    def _has_negative_determiner(self, noun: Token) -> bool:
        return any(
            relation(c) in ("det", "advmod", "cc", "dep", "mark") and self._negative_word(c)
            for c in noun.children
        )

    def _negative_word(self, token: Token) -> bool:
        lemma = fold(token.lemma_ or token.lower_)
        if lemma not in self.words.negation and token.lower_ not in self.words.negation:
            return has(token, "PronType", "Neg")
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        return following is None or following.lower_ not in self.words.not_negation

    def _clause(self, verb: Token, outlook: Outlook) -> None:
        """Read negation, modality, mood and tense of one clause into `outlook`."""
        # What a noun has been negated by counts once: *has no plans to meet*.
        word = self._negation(verb)
        if word is not None and word.i not in outlook.negators:
            outlook.negators.add(word.i)
            if outlook.status == "negated":
                outlook.status, outlook.detail = "possible", None
                outlook.why = f"negated twice, by {word.text!r} too"
            else:
                outlook.add("negated", None, f"negated by {word.text!r}")
        for child in verb.children:
            if relation(child) == "aux":
                self._modal(verb, child, outlook)
            elif relation(child) == "mark" and child.lower_ in self.words.conditional:
                outlook.add("possible", None, f"in a clause with {child.text!r}")
            elif relation(child) == "advmod" and fold(child.lemma_) in self.words.adverbs_possible:
                outlook.add("possible", None, f"{child.text!r}")
        if (auxiliary := self._scheduling(verb)) is not None:
            outlook.add("planned", None, f"{auxiliary.text!r} with an infinitive")
        self._mood(verb, outlook)

    def _scheduling(self, verb: Token) -> Token | None:
        """Return the auxiliary that makes an infinitive a plan (*is to resume*)."""
        for child in verb.children:
            auxiliary = relation(child) in ("aux", "cop") and child.i < verb.i
            if auxiliary and fold(child.lemma_) in self.words.scheduled:
                return child if self.syntax.is_infinitive(verb) else None
        return None

    def _modal(self, verb: Token, auxiliary: Token, outlook: Outlook) -> None:
        if auxiliary.dep_ == "aux:pass" and self.syntax.is_passive(verb):
            return
        table = self.modals.get(fold(auxiliary.lemma_)) or self.modals.get(auxiliary.lower_)
        if table is None or self.syntax.is_passive_auxiliary(verb, auxiliary):
            return
        subjunctive, past = has(auxiliary, "Mood", "Sub"), has(auxiliary, "Tense", "Past")
        if subjunctive and past and "Sub" in table:
            status = table["Sub"]
        elif past and not subjunctive and "Past" in table:
            status = table["Past"]
        elif "Told" in table and self._is_reported(verb):
            status = table["Told"]
        elif has(auxiliary, "Tense", "Fut") and "Fut" in table:
            status = table["Fut"]
        else:
            status = table.get("any", "actual")
        if status == "planned" and has(verb, "VerbForm", "Part"):
            # "soll angegriffen haben" is hearsay about the past, not a plan.
            return
        outlook.add(status, None, f"auxiliary {auxiliary.text!r}")

    def _is_reported(self, verb: Token) -> bool:
        """Whether a clause is what was said then: *said it would help* tells of a plan."""
        above = verb.head
        conditional = any(
            c.lower_ in self.words.conditional
            for child in verb.children
            for c in (child, *child.children)
            if relation(c) == "mark"
        )
        spoken = relation(verb) == "ccomp" and above.pos_ == "VERB" and has(above, "Tense", "Past")
        return spoken and not conditional and self._negation(above) is None

    def _mood(self, verb: Token, outlook: Outlook) -> None:
        finite = [verb, *(c for c in verb.children if relation(c) in ("aux", "cop"))]
        for token in finite:
            unreal = has(token, "Mood", "Sub") and has(token, "Tense", "Past")
            if has(token, "Mood", "Cnd") or (unreal and token.pos_ != "AUX"):
                outlook.add("possible", None, f"mood of {token.text!r}")
            if has(token, "Mood", "Imp") and not self.syntax.surface(verb):
                outlook.add("possible", "requested", f"imperative {token.text!r}")
            if has(token, "Tense", "Fut"):
                outlook.add("planned", None, f"future tense {token.text!r}")

    def _negation(self, verb: Token) -> Token | None:
        """Return the word that negates a clause, if any."""
        for child in verb.children:
            if (word := self._negating(child)) is not None:
                return word
        for subject in self.syntax.surface(verb):
            for one in (subject, *conjuncts(subject)):
                if self._negative_word(one) or self._has_negative_determiner(one):
                    return one
        return None

    def _negating(self, child: Token) -> Token | None:
        """Return `child`, or a word below it, where it negates the verb above."""
        kind = relation(child)
        if kind in ("obj", "iobj", "obl"):
            none = self._has_negative_determiner(child) or self._negative_word(child)
        elif kind in ("advmod", "cc", "det", "mark", "dep", "aux"):
            none = self._negative_word(child)
            none = none or (has(child, "Polarity", "Neg") and self._stands(child))
            none = none or (kind == "cc" and child.lower_ in self.words.neither)
            none = none or (kind == "mark" and child.lower_ in self.words.without)
            if kind == "advmod" and not none:
                return self._inner_negation(child)
        else:
            return None
        return child if none else None

    def _inner_negation(self, adverb: Token) -> Token | None:
        """Return the negation below an adverb (*nicht mehr*, *noch nicht*, *no longer*)."""
        for child in adverb.children:
            if relation(child) in ("advmod", "det") and self._negative_word(child):
                return child
        return None

    def _stands(self, token: Token) -> bool:
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        return following is None or following.lower_ not in self.words.not_negation

    def slots(self, node: Token) -> tuple[Token, frozenset[str]] | None:
        """Return the word above `node` and the slots in which `node` stands there."""
        governor = node.head
        if governor.i == node.i:
            return None
        if self._is_measure(node, governor):
            return self.slots(governor)
        kind = relation(node)
        if kind in ("xcomp", "ccomp", "advcl") and (noun := self.syntax.noun_above(node)):
            return noun, frozenset({"comp"})
        found: set[str] = set()
        preposition = self.syntax.preposition(node)
        if kind in ("xcomp", "ccomp", "csubj") or (
            kind in ("acl", "advcl") and node.dep_ != "acl:relcl" and not self._is_adverbial(node)
        ):
            found.add("comp")
            if self.syntax.is_infinitive(node):
                found.add("inf")
        if preposition is not None:
            found.add(preposition)
        if kind == "nmod" and (preposition is None or preposition in self.words.possessive):
            found.add("poss")
        if governor.pos_ in _PREDICATES:
            found |= self._arguments(node, governor, preposition)
        if kind in ("acl", "amod") and node.pos_ in _PREDICATES:
            found.discard("obj")
        return governor, frozenset(found)

    def _is_adverbial(self, clause: Token) -> bool:
        """Whether a clause says when or why, not what (*nachdem X das torpediert hat*)."""
        return has(clause, "VerbForm", "Conv") or any(
            relation(c) == "mark" and c.lower_ in self.words.adverbial for c in clause.children
        )

    def _is_measure(self, node: Token, governor: Token) -> bool:
        """Whether a noun stands below a sum of it (*$60 million in aid*)."""
        is_sum = governor.pos_ in ("SYM", "NUM") or any(
            relation(c) == "nummod" or c.pos_ == "NUM" for c in governor.children
        )
        of = self.syntax.preposition(node) in self.words.of_sums
        return is_sum and of and relation(node) == "nmod" and node.pos_ == "NOUN"

    def _arguments(self, node: Token, governor: Token, preposition: str | None) -> set[str]:
        kind, found = relation(node), set()
        passive = self.syntax.is_passive(governor)
        if kind == "nsubj":
            found.add("obj" if passive else "subj")
        elif kind in ("obj", "iobj") and preposition is None:
            found.add(kind)
        elif node.dep_ == "obl:arg" and preposition is None:
            found |= {"obj", "iobj"}
        if has(node, "Case", "Ins") and preposition is None:
            found.add("ins")
        if has(node, "Case", "Dat") and preposition is None:
            found.add("iobj")
        return found

    def _climb(self, node: Token, outlook: Outlook) -> Token | None:
        if relation(node) == "conj":
            return self._over_conjunction(node, outlook)
        if (link := self.slots(node)) is None:
            return None
        governor, slots = link
        self._participle_of(node, outlook)
        if (operator := self._operator(governor, node, slots)) is not None:
            self._apply(governor, operator, outlook)
            return governor
        if (support := self._support(node, governor, slots)) is not None:
            outlook.donors.append(Donor(governor, support.actor, support.recipient, True))
            self._own(governor, outlook)
            return governor
        if (donor := self._by_clause(node)) is not None:
            outlook.donors.append(donor)
            self._own(donor.word, outlook)
            return donor.word
        return self._inherit(node, governor, outlook)

    def _by_clause(self, node: Token) -> Donor | None:
        """Return the support verb of the clause where it lacks an object and a noun is astray."""
        if node.pos_ != "NOUN" or relation(node) not in ("appos", "nmod", "conj", "dep", "obl"):
            return None
        verb = self.syntax.clause(node.head)
        if verb.pos_ not in ("VERB", "AUX") or self.syntax.objects(verb):
            return None
        if self.syntax.preposition(node) is not None:
            return None
        for support in self.lexicon.support(self.syntax.lemma(verb)):
            if support.slot == "obj":
                return Donor(verb, support.actor, support.recipient, True)
        return None

    def _over_conjunction(self, node: Token, outlook: Outlook) -> Token | None:
        head = node.head
        if node.pos_ in ("VERB", "AUX"):
            own_subject = any(relation(c) == "nsubj" for c in node.children)
            own_auxiliary = any(relation(c) == "aux" for c in node.children)
            if own_subject or head.pos_ not in _PREDICATES:
                return None
            if not own_auxiliary and not has(node, "VerbForm", "Fin"):
                self._clause(head, outlook)
        return head

    def _participle_of(self, noun: Token, outlook: Outlook) -> None:
        """Read a participle before the noun as its verb: *die geplanten Gespräche*."""
        if noun.pos_ != "NOUN":
            return
        for child in noun.children:
            if relation(child) in ("amod", "acl") and has(child, "VerbForm", "Part"):
                for operator in self.lexicon.operators(self.syntax.lemma(child), "verb"):
                    if "obj" in operator.slots:
                        outlook.add(operator.status, operator.detail, f"{child.text!r} beside it")

    def _operator(self, word: Token, node: Token, slots: frozenset[str]) -> Operator | None:
        kinds: tuple[Pos, ...] = ("noun",)
        if word.pos_ != "NOUN":
            kinds = ("verb", "adj") if word.pos_ in ("VERB", "AUX") else ("adj",)
        for kind in kinds:
            lemma = word.lemma_ if kind == "adj" else self.syntax.lemma(word)
            for operator in self.lexicon.operators(lemma, kind):
                if slots & set(operator.slots) and not self._is_over(operator, node, slots):
                    return operator
        return None

    def _is_over(self, operator: Operator, node: Token, slots: frozenset[str]) -> bool:
        """Whether a clause below a word for plans tells the past: *announced that it had left*."""
        if operator.status != "planned" or "comp" not in slots or not self.syntax.is_finite(node):
            return False
        finite = [t for t in (node, *node.children) if has(t, "VerbForm", "Fin")]
        future = any(fold(t.lemma_) in self.modals or has(t, "Tense", "Fut") for t in finite)
        return (has(node, "VerbForm", "Part") and not future) or has(node, "Tense", "Past")

    def _apply(self, word: Token, operator: Operator, outlook: Outlook) -> None:
        before = outlook.status
        if operator.status == "negated" and before == "negated":
            outlook.status, outlook.why = "possible", f"negated twice, by {word.text!r} too"
        outlook.add(operator.status, operator.detail, f"{word.text!r} above it")
        if operator.detail is not None and outlook.status in (operator.status, "possible"):
            outlook.detail = outlook.detail or operator.detail
        outlook.donors.append(Donor(word, operator.actor, operator.recipient, False))
        self._own(word, outlook)

    def _support(self, node: Token, governor: Token, slots: frozenset[str]) -> Support | None:
        if node.pos_ not in ("NOUN", "PROPN") or governor.pos_ not in ("VERB", "AUX"):
            return None
        for support in self.lexicon.support(self.syntax.lemma(governor)):
            if support.slot in slots:
                return support
        return None

    def _inherit(self, node: Token, governor: Token, outlook: Outlook) -> Token | None:
        """Without a known word above: infinitives share their clause, subjects its future."""
        kind = relation(node)
        if node.pos_ in ("VERB", "AUX") and not self.syntax.is_finite(node):
            if kind == "acl" and node.dep_ != "acl:relcl" and not self.syntax.is_passive(node):
                if governor.pos_ == "NOUN" and self.syntax.is_infinitive(node):
                    outlook.add("possible", None, f"depends on {governor.text!r}")
                return None
            if kind in ("xcomp", "ccomp", "advcl") and governor.pos_ in _PREDICATES:
                self._clause(governor, outlook)
                return governor
        if kind == "nsubj" and governor.pos_ in _PREDICATES | {"NOUN"}:
            future = Outlook()
            self._clause(governor, future)
            if future.status == "planned":
                outlook.add("planned", None, future.why or "future")
        return None
