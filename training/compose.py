"""Word lists in, German news sentences with their trees out: `data/de_news.conllu`.

    python -m training.compose

German-GSD and German-PUD have few of the constructions that news lives on. A small grammar composes
them from `data/news_*`: objects before the verb, reported speech in the Konjunktiv, clauses with
the verb last, separable verbs, extended participles, appositions, coordination with ellipsis,
purpose and infinitive clauses. A sentence is grammatical, its tree follows from how it was made (in
German-GSD's habits), and its sense does not matter. Nothing is copied from anywhere. CC BY-SA 4.0.
"""

from __future__ import annotations

import argparse
import csv
import random
import tomllib
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("data")
SEED = 1830
CASES = ("Nom", "Acc", "Dat", "Gen")

DEFINITE = {
    "Masc": ("der", "den", "dem", "des"),
    "Fem": ("die", "die", "der", "der"),
    "Neut": ("das", "das", "dem", "des"),
    "Plur": ("die", "die", "den", "der"),
}
INDEFINITE = {
    "Masc": ("ein", "einen", "einem", "eines"),
    "Fem": ("eine", "eine", "einer", "einer"),
    "Neut": ("ein", "ein", "einem", "eines"),
}
WEAK = {
    "Masc": ("e", "en", "en", "en"),
    "Fem": ("e", "e", "en", "en"),
    "Neut": ("e", "e", "en", "en"),
    "Plur": ("en", "en", "en", "en"),
}
MIXED = {
    "Masc": ("er", "en", "en", "en"),
    "Fem": ("e", "e", "en", "en"),
    "Neut": ("es", "es", "en", "en"),
}
STRONG_PLURAL = ("e", "e", "en", "er")
FUSED = {("an", "dem"): "am", ("in", "dem"): "im", ("zu", "dem"): "zum", ("bei", "dem"): "beim",
         ("von", "dem"): "vom", ("zu", "der"): "zur"}  # fmt: skip


@dataclass(eq=False)
class Token:
    """A syntactic word of the sentence being made."""

    form: str
    lemma: str
    upos: str
    feats: str = "_"
    relation: str = ""
    head: Token | None = None
    glued: bool = False
    name: str = "O"


@dataclass
class Phrase:
    """Words in order and the one that stands for them."""

    words: list[Token]
    head: Token
    plural: bool = False
    gender: str = "Masc"

    def hang(self, head: Token, relation: str) -> Phrase:
        self.head.head, self.head.relation = head, relation
        return self


@dataclass
class Verb:
    """A row of `news_verbs.csv`."""

    lemma: str
    prefix: str
    present: str
    present_plural: str
    past: str
    past_plural: str
    subjunctive: str
    participle: str
    object: str
    object_kind: str

    @property
    def base(self) -> str:
        """The infinitive without its prefix."""
        return self.lemma[len(self.prefix) :]

    @property
    def zu_infinitive(self) -> str:
        return f"{self.prefix}zu{self.base}" if self.prefix else ""


@dataclass
class Grammar:
    """Draws words by chance and builds phrases and clauses from them."""

    chance: random.Random
    verbs: list[Verb]
    nouns: list[dict[str, str]]
    words: dict[str, Any]
    used: set[str] = field(default_factory=set)

    def pick(self, values: Any) -> Any:
        return self.chance.choice(values)

    def verb(self, *objects: str) -> Verb:
        return self.pick([v for v in self.verbs if v.object in (objects or ("acc",))])

    # --- noun phrases ---------------------------------------------------------------------------

    def noun_phrase(self, case: str, kind: str, depth: int = 1, plain: bool = False) -> Phrase:
        """An actor or thing in a case, with adjectives, genitives, names and participles."""
        if kind == "any":
            kind = self.pick(("person", "thing"))
        roll = self.chance.random()
        if kind == "person" and not plain and roll < 0.14:
            return self.person(case)
        if kind == "person" and not plain and roll < 0.24:
            return self.country(case)
        if kind == "person" and not plain and roll < 0.34:
            return self.organisation(case)
        noun = self.pick(
            [n for n in self.nouns if n["kind"] == kind and n["lemma"] not in self.used]
        )
        self.used.add(noun["lemma"])
        plural = bool(noun["plural"]) and self.chance.random() < 0.28
        definite = self.chance.random() < 0.78
        phrase = self.plain_noun(noun, case, plural, definite)
        if depth and self.chance.random() < 0.22 and definite:
            self.add_participle(phrase, case)
        elif depth and self.chance.random() < 0.25:
            self.add_genitive(phrase)
        named = definite and not plural and not plain and noun["gender"] != "Neut"
        if kind == "person" and named and phrase.words[-1] is phrase.head:
            roll = self.chance.random()
            if roll < 0.2 and noun["lemma"][-1] not in "gpe":
                self.add_name(phrase, case, commas=False)
            elif roll < 0.3:
                self.add_name(phrase, case, commas=True)
        return phrase

    def plain_noun(self, noun: dict[str, str], case: str, plural: bool, definite: bool) -> Phrase:
        at = CASES.index(case)
        gender = noun["gender"]
        row = "Plur" if plural else gender
        number = "Plur" if plural else "Sing"
        head = Token(
            noun_form(noun, case, plural),
            noun["lemma"],
            "NOUN",
            f"Case={case}|Gender={gender}|Number={number}",
        )
        if self.chance.random() < 0.12:
            first, head.name = self.pick(self.words["compounds"])
            head.form, head.lemma = f"{first}-{head.form}", f"{first}-{head.lemma}"
            head.name = "B-" + head.name
        words: list[Token] = []
        agreement = f"Case={case}|%sGender={gender}|Number={number}"
        if definite:
            own = f"Case={case}|Definite=Def|Number=Plur|PronType=Art"
            if not plural:
                own = agreement % "Definite=Def|" + "|PronType=Art"
            words.append(Token(DEFINITE[row][at], "der", "DET", own, "det", head))
        elif not plural:
            own = agreement % "Definite=Ind|" + "|NumType=Card|PronType=Art"
            words.append(Token(INDEFINITE[gender][at], "ein", "DET", own, "det", head))
        if self.chance.random() < 0.45 or (plural and not definite):
            national = self.chance.random() < 0.5
            adjective = self.pick(self.words["national" if national else "adjectives"])
            if definite:
                ending = WEAK[row][at]
            else:
                ending = STRONG_PLURAL[at] if plural else MIXED[gender][at]
            feats = agreement % "Degree=Pos|"
            own = Token(adjective + ending, adjective, "ADJ", feats, "amod", head)
            own.name = "B-LOCderiv" if national else "O"
            words.append(own)
        words.append(head)
        return Phrase(words, head, plural, "Plur" if plural else gender)

    def organisation(self, case: str) -> Phrase:
        """*die NATO*, *das Weiße Haus*."""
        adjective, noun, genitive, gender = self.pick(self.words["organisations"])
        at = CASES.index(case)
        plural = gender == "Plur"
        number = "Plur" if plural else "Sing"
        marked = "" if plural else f"Gender={gender}|"
        form = genitive if case == "Gen" else noun
        head = Token(form, noun, "PROPN", f"Case={case}|{marked}Number={number}", name="B-ORG")
        feats = f"Case={case}|Definite=Def|{marked}Number={number}|PronType=Art"
        words = [Token(DEFINITE[gender][at], "der", "DET", feats, "det", head)]
        if adjective:
            feats = f"Case={case}|Degree=Pos|{marked}Number={number}"
            title = adjective.capitalize() + WEAK[gender][at]
            words.append(Token(title, adjective, "ADJ", feats, "amod", head, name="B-ORG"))
            head.name = "I-ORG"
        words.append(head)
        return Phrase(words, head, plural, gender)

    def add_genitive(self, phrase: Phrase) -> None:
        """*der Sprecher* + *des Ministeriums*."""
        own = self.noun_phrase("Gen", "person", depth=0, plain=True)
        own.hang(phrase.head, "nmod")
        phrase.words += own.words

    def add_name(self, phrase: Phrase, case: str, commas: bool) -> None:
        """*der Präsident Emil Brandt*, *der Präsident, Emil Brandt,*."""
        name = self.person(case, phrase.gender).hang(phrase.head, "appos")
        if commas:
            phrase.words += [comma(name.head), *name.words, comma(name.head)]
        else:
            phrase.words += name.words

    def add_participle(self, phrase: Phrase, case: str) -> None:
        """*die* + *von der Opposition kritisierte* + *Regierung*: an extended participle."""
        verb = self.verb("acc")
        at = CASES.index(case)
        gender = phrase.gender
        ending = WEAK[gender][at]
        feats = phrase.head.feats.replace("|Gender", "|Degree=Pos|Gender")
        participle = Token(
            verb.participle + ending, verb.participle, "ADJ", feats, "amod", phrase.head
        )
        roll = self.chance.random()
        if roll < 0.6:
            own = self.prepositional("von", "Dat", "person", participle, "obl:agent")
        else:
            own = self.when(participle)
        adjectives = [w for w in phrase.words if w.upos == "ADJ"]
        at_word = phrase.words.index(adjectives[0] if adjectives else phrase.head)
        phrase.words[at_word:at_word] = [*own.words, participle]

    def person(self, case: str, gender: str = "") -> Phrase:
        """First and last name."""
        genitive = "s" if case == "Gen" else ""
        gender = gender or self.pick(("Masc", "Fem"))
        feats = f"Case={case}|Gender={gender}|Number=Sing"
        first = self.pick(self.words["first"][gender])
        last = self.pick(self.words["last"])
        if self.chance.random() < 0.35:
            head = Token(last + genitive, last, "PROPN", feats, name="B-PER")
            return Phrase([head], head, False, gender)
        head = Token(first, first, "PROPN", feats, name="B-PER")
        second = Token(last + genitive, last, "PROPN", feats, "flat", head, name="I-PER")
        return Phrase([head, second], head, False, gender)

    def country(self, case: str) -> Phrase:
        name = self.pick(self.words["countries"] + self.words["cities"])
        genitive = "s" if case == "Gen" and not name.endswith("s") else ""
        feats = f"Case={case}|Gender=Neut|Number=Sing"
        first, *rest = name.split()
        head = Token(first, first, "PROPN", feats, name="B-LOC")
        words = [head, *(Token(r, r, "PROPN", feats, "flat", head, name="I-LOC") for r in rest)]
        words[-1].form += genitive
        return Phrase(words, head, False, "Neut")

    # --- adverbials -----------------------------------------------------------------------------

    def prepositional(
        self, preposition: str, case: str, kind: str, head: Token, relation: str
    ) -> Phrase:
        phrase = self.noun_phrase(case, kind, depth=0)
        adposition = Token(preposition, preposition, "ADP", "_", "case", phrase.head)
        phrase.words.insert(0, adposition)
        return phrase.hang(head, relation)

    def when(self, head: Token) -> Phrase:
        """*am Freitag*, *gestern*."""
        if self.chance.random() < 0.5:
            adverb = self.pick(self.words["adverbs"])
            own = Token(adverb, adverb, "ADV")
            return Phrase([own], own).hang(head, "advmod")
        feats = "Case=Dat|Gender=Masc|Number=Sing"
        day = Token(self.pick(self.words["days"]), "", "PROPN", feats)
        day.lemma = day.form
        words = [
            Token("an", "an", "ADP", "_", "case", day),
            Token("dem", "der", "DET", article("Dat", "Masc"), "det", day),
            day,
        ]
        return Phrase(words, day).hang(head, "obl")

    def where(self, head: Token) -> Phrase:
        phrase = self.country("Dat")
        phrase.words.insert(0, Token("in", "in", "ADP", "_", "case", phrase.head))
        return phrase.hang(head, "obl")

    # --- clauses --------------------------------------------------------------------------------

    def clause(
        self,
        form: str,
        order: str,
        subject: Phrase | None = None,
        verb: Verb | None = None,
        adverbials: int | None = None,
    ) -> Phrase:
        """A clause. `form`: tense, mood, voice (see `predicate`). `order`: `subject`, `object`,
        `adverb` (what stands before the verb) or `last` (the verb itself)."""
        passive = form.endswith("passive")
        verb = verb or self.verb(
            *(("acc",) if passive or self.chance.random() < 0.75 else ("dat",))
        )
        object_case = "Acc" if verb.object == "acc" else "Dat"
        if passive:
            subject = self.noun_phrase("Nom", verb.object_kind)
            given = None
        else:
            subject = subject or self.noun_phrase("Nom", "person")
            given = self.noun_phrase(object_case, verb.object_kind)
            if clash(subject, given) and order == "object":
                order = "subject"
        finite, final, main = predicate(verb, form, subject.plural, order == "last", self)
        subject.hang(main, "nsubj:pass" if passive else "nsubj")
        rest: list[Phrase] = []
        count = self.chance.randint(0, 2) if adverbials is None else adverbials
        makers = self.chance.sample([self.when, self.where], min(count, 2))
        if order == "adverb" and not makers:
            makers = [self.when]
        middle = [make(main) for make in makers]
        if self.chance.random() < 0.12:
            negation = Token("nicht", "nicht", "PART", "Polarity=Neg", "advmod", main)
            rest.append(Phrase([negation], negation))
        if given is not None:
            given.hang(main, "obj" if object_case == "Acc" else "obl:arg")
            rest.insert(0, given)
        elif self.chance.random() < 0.6:
            rest.append(self.prepositional("von", "Dat", "person", main, "obl:agent"))
        if order == "last":
            parts = [subject, *middle, *rest]
            return Phrase([w for p in parts for w in p.words] + final, main)
        if order == "object" and given is not None:
            rest.remove(given)
            parts = [given, None, subject, *middle, *rest]
        elif order == "adverb":
            parts = [middle[0], None, subject, *middle[1:], *rest]
        else:
            parts = [subject, None, *middle, *rest]
        words: list[Token] = []
        for part in parts:
            words += [finite] if part is None else part.words
        return Phrase(words + final, main)

    # --- sentences ------------------------------------------------------------------------------

    def sentence(self) -> list[Token]:
        self.used = set()
        kind = self.pick(
            ("simple", "simple", "object first", "object first", "object first", "that", "that",
             "reported", "reported", "reported after", "quote", "relative", "purpose", "infinitive",
             "ellipsis", "because", "passive", "whether")
        )  # fmt: skip
        main = getattr(self, "make_" + kind.replace(" ", "_"))()
        main.head.relation = "root"
        stop = Token(".", ".", "PUNCT", "_", "punct", main.head, True)
        words = [*main.words, stop]
        return [w for w, after in pairwise([*words, stop]) if not needless(w, after)]

    def make_simple(self) -> Phrase:
        form = self.pick(("past", "past", "present", "perfect", "future", "modal"))
        return self.clause(form, self.pick(("subject", "adverb", "adverb")))

    def make_object_first(self) -> Phrase:
        form = self.pick(("past", "past", "past", "perfect", "present", "future", "modal"))
        return self.clause(form, "object")

    def make_passive(self) -> Phrase:
        form = self.pick(("past passive", "present passive", "perfect passive"))
        return self.clause(form, self.pick(("subject", "adverb")))

    def reporter(self) -> tuple[Phrase, list[Token], Token, list[Token]]:
        """Who reports: subject, finite verb and its separated prefix."""
        lemma, past, *prefix = self.pick(self.words["reporting"])
        subject = self.noun_phrase("Nom", "person")
        finite = past if not subject.plural else past + "n"
        base = lemma.removeprefix(prefix[0]) if prefix else lemma
        main = Token(finite, base, "VERB", finite_feats("Ind", subject.plural, "Past"))
        subject.hang(main, "nsubj")
        after = [Token(prefix[0], prefix[0], "ADP", "_", "compound:prt", main)] if prefix else []
        return subject, [main], main, after

    def make_that(self) -> Phrase:
        """*Der Sprecher sagte, dass die Regierung den Vertrag unterzeichnet habe.*"""
        subject, finite, main, prefix = self.reporter()
        form = self.pick(
            ("k1 perfect", "k1 future", "k1 modal", "k1", "past", "perfect", "k1 passive")
        )
        inner = self.clause(form, "last")
        mark = Token("dass", "dass", "SCONJ", "_", "mark", inner.head)
        inner.hang(main, "ccomp")
        time = self.when(main)
        words = [*subject.words, *finite, *time.words, *prefix, comma(inner.head), mark]
        return Phrase(words + inner.words, main)

    def make_whether(self) -> Phrase:
        subject = self.noun_phrase("Nom", "person")
        verb = next(v for v in self.verbs if v.lemma == "prüfen")
        main = Token(verb.past_plural if subject.plural else verb.past, "prüfen", "VERB",
                     finite_feats("Ind", subject.plural, "Past"))  # fmt: skip
        subject.hang(main, "nsubj")
        inner = self.clause(self.pick(("present", "perfect", "modal")), "last").hang(main, "ccomp")
        mark = Token("ob", "ob", "SCONJ", "_", "mark", inner.head)
        return Phrase([*subject.words, main, comma(inner.head), mark, *inner.words], main)

    def make_reported(self) -> Phrase:
        """*Der Sprecher sagte, die Regierung habe den Vertrag unterzeichnet.*"""
        subject, finite, main, prefix = self.reporter()
        form = self.pick(("k1 perfect", "k1 future", "k1 modal", "k1", "k1 passive"))
        inner = self.clause(form, self.pick(("subject", "subject", "adverb", "object")))
        inner.hang(main, "ccomp")
        words = [*subject.words, *finite, *prefix, comma(inner.head), *inner.words]
        return Phrase(words, main)

    def make_reported_after(self) -> Phrase:
        """*Die Regierung habe den Vertrag unterzeichnet, sagte der Sprecher am Montag.*"""
        form = self.pick(("k1 perfect", "k1 future", "k1 modal", "k1"))
        inner = self.clause(form, self.pick(("subject", "adverb", "object")))
        subject, finite, main, prefix = self.reporter()
        inner.hang(main, "ccomp")
        time = self.when(main)
        words = [*inner.words, comma(inner.head), *finite, *subject.words, *time.words, *prefix]
        return Phrase(words, main)

    def make_quote(self) -> Phrase:
        """*„Wir lehnen den Plan ab“, sagte der Sprecher.*"""
        inner = self.clause(
            self.pick(("present", "perfect", "future")), self.pick(("subject", "object"))
        )
        subject, finite, main, prefix = self.reporter()
        inner.hang(main, "ccomp")
        opening, closing = self.pick((("„", "“"), ("»", "«"), ("“", "”"), ('"', '"')))
        marks = [
            Token(opening, opening, "PUNCT", "_", "punct", inner.head),
            Token(closing, closing, "PUNCT", "_", "punct", inner.head, True),
        ]
        inner.words[0].glued = True
        words = [marks[0], *inner.words, marks[1], comma(inner.head)]
        return Phrase([*words, *finite, *subject.words, *prefix], main)

    def make_relative(self) -> Phrase:
        """*Der Minister, der den Vertrag ablehnt, traf den Botschafter.*"""
        subject = self.noun_phrase("Nom", "person", depth=0, plain=True)
        verb = self.verb("acc")
        row = "Plur" if subject.plural else subject.gender
        number = "Plur" if subject.plural else "Sing"
        gender = "" if subject.plural else f"Gender={row}|"
        as_object = self.chance.random() < 0.4
        case = "Acc" if as_object else "Nom"
        feats = f"Case={case}|{gender}Number={number}|PronType=Dem,Rel"
        pronoun = Token(DEFINITE[row][CASES.index(case)], "der", "PRON", feats)
        form = self.pick(("present", "perfect", "past"))
        if as_object:
            other = self.noun_phrase("Nom", "person", depth=0)
            _, final, main = predicate(verb, form, other.plural, True, self)
            other.hang(main, "nsubj")
            pronoun.head, pronoun.relation = main, "obj"
        else:
            other = self.noun_phrase("Acc", verb.object_kind, depth=0)
            _, final, main = predicate(verb, form, subject.plural, True, self)
            other.hang(main, "obj")
            pronoun.head, pronoun.relation = main, "nsubj"
        main.head, main.relation = subject.head, "acl"
        inner = [comma(main), pronoun, *other.words, *final, comma(main)]
        outer = Phrase(subject.words + inner, subject.head, subject.plural, subject.gender)
        return self.clause("past", "subject", subject=outer)

    def infinitive(self, main: Token, relation: str, mark: str = "") -> list[Token]:
        verb = self.verb("acc")
        given = self.noun_phrase("Acc", verb.object_kind, depth=0)
        if verb.prefix:
            own = Token(verb.zu_infinitive, verb.lemma, "VERB", "VerbForm=Inf", relation, main)
            words = [*given.words, own]
        else:
            own = Token(verb.lemma, verb.lemma, "VERB", "VerbForm=Inf", relation, main)
            words = [*given.words, Token("zu", "zu", "PART", "_", "mark", own), own]
        given.hang(own, "obj")
        before = [Token(mark, mark, "ADP", "_", "mark", own)] if mark else []
        return [comma(own), *before, *words]

    def make_purpose(self) -> Phrase:
        """*..., um den Vertrag durchzusetzen.*"""
        outer = self.clause("past", self.pick(("subject", "adverb")))
        return Phrase(outer.words + self.infinitive(outer.head, "advcl", "um"), outer.head)

    def make_infinitive(self) -> Phrase:
        """*Der Minister forderte die Regierung auf, den Plan zu prüfen.*"""
        wanted = self.pick(("auffordern", "drohen", "helfen", "ankündigen"))
        verb = next(v for v in self.verbs if v.lemma == wanted)
        if wanted == "ankündigen":
            subject = self.noun_phrase("Nom", "person")
            finite, final, main = predicate(verb, "past", subject.plural, False, self)
            subject.hang(main, "nsubj")
            outer = Phrase([*subject.words, finite, *final], main)
        else:
            outer = self.clause("past", self.pick(("subject", "object", "adverb")), verb=verb)
        return Phrase(outer.words + self.infinitive(outer.head, "xcomp"), outer.head)

    def make_ellipsis(self) -> Phrase:
        """*Der Minister lobte den Plan und kritisierte das Gesetz.*"""
        outer = self.clause("past", self.pick(("subject", "adverb")))
        subject = next(w for w in outer.words if w.relation == "nsubj" and w.head is outer.head)
        verb = self.verb("acc")
        given = self.noun_phrase("Acc", verb.object_kind, depth=0)
        finite, final, main = predicate(verb, "past", "Number=Plur" in subject.feats, False, self)
        given.hang(main, "obj")
        main.head, main.relation = outer.head, "conj"
        conjunction = Token("und", "und", "CCONJ", "_", "cc", main)
        return Phrase([*outer.words, conjunction, finite, *given.words, *final], outer.head)

    def make_because(self) -> Phrase:
        """*Weil die Regierung ..., lehnte der Minister den Plan ab.*"""
        word = self.pick(("weil", "nachdem", "obwohl", "wenn", "bevor", "während"))
        inner = self.clause(self.pick(("perfect", "past", "present")), "last")
        mark = Token(word, word, "SCONJ", "_", "mark", inner.head)
        if self.chance.random() < 0.5:
            outer = self.clause("past", self.pick(("subject", "object", "adverb")))
            inner.hang(outer.head, "advcl")
            return Phrase([*outer.words, comma(inner.head), mark, *inner.words], outer.head)
        verb = self.verb("acc")
        subject = self.noun_phrase("Nom", "person")
        given = self.noun_phrase("Acc", verb.object_kind)
        finite, final, main = predicate(verb, "past", subject.plural, False, self)
        subject.hang(main, "nsubj")
        given.hang(main, "obj")
        inner.hang(main, "advcl")
        words = [mark, *inner.words, comma(inner.head), finite, *subject.words]
        return Phrase([*words, *given.words, *final], main)


def clash(subject: Phrase, given: Phrase) -> bool:
    """Whether case does not tell subject from object, so that German keeps the subject first."""
    if "Case=Dat" in given.head.feats and given.head.upos == "NOUN":
        return False
    return "Masc" not in (subject.gender, given.gender) or "PROPN" in (
        subject.head.upos,
        given.head.upos,
    )


def comma(head: Token) -> Token:
    return Token(",", ",", "PUNCT", "_", "punct", head, True)


def needless(word: Token, after: Token) -> bool:
    """Whether a comma meets another comma or the full stop."""
    return word.form == "," and after.form in (",", ".")


def article(case: str, gender: str) -> str:
    return f"Case={case}|Definite=Def|Gender={gender}|Number=Sing|PronType=Art"


def noun_form(noun: dict[str, str], case: str, plural: bool) -> str:
    if plural:
        form = noun["plural"]
        return form + "n" if case == "Dat" and not form.endswith(("n", "s")) else form
    if case == "Gen":
        return noun["genitive"]
    return noun["genitive"] if noun["weak"] == "yes" and case != "Nom" else noun["lemma"]


def finite_feats(mood: str, plural: bool, tense: str, passive: bool = False) -> str:
    number = "Plur" if plural else "Sing"
    voice = "|Voice=Pass" if passive else ""
    return f"Mood={mood}|Number={number}|Person=3|Tense={tense}|VerbForm=Fin{voice}"


#: Auxiliaries: (singular, plural), mood, tense.
AUXILIARIES = {
    "perfect": ("haben", "hat", "haben", "Ind", "Pres"),
    "future": ("werden", "wird", "werden", "Ind", "Pres"),
    "k1 perfect": ("haben", "habe", "hätten", "Sub", "Pres"),
    "k1 future": ("werden", "werde", "würden", "Sub", "Pres"),
    "past passive": ("werden", "wurde", "wurden", "Ind", "Past"),
    "present passive": ("werden", "wird", "werden", "Ind", "Pres"),
    "perfect passive": ("sein", "ist", "sind", "Ind", "Pres"),
    "k1 passive": ("werden", "werde", "würden", "Sub", "Pres"),
}
MODALS = {
    "modal": (("sollen", "soll", "sollen"), ("wollen", "will", "wollen"),
              ("müssen", "muss", "müssen")),
    "k1 modal": (("sollen", "solle", "sollten"), ("wollen", "wolle", "wollten"),
                 ("können", "könne", "könnten"), ("müssen", "müsse", "müssten")),
}  # fmt: skip


def predicate(
    verb: Verb, form: str, plural: bool, last: bool, grammar: Grammar
) -> tuple[Token, list[Token], Token]:
    """The finite verb, what stands at the end (with the finite verb where it is last), the main
    verb.
    """
    if form in ("present", "past", "k1"):
        return simple_predicate(verb, form, plural, last)
    if form in MODALS:
        lemma, singular, several = grammar.pick(MODALS[form])
        mood, tense = (
            ("Sub", "Past" if plural else "Pres") if form == "k1 modal" else ("Ind", "Pres")
        )
    else:
        lemma, singular, several, mood, tense = AUXILIARIES[form]
        if mood == "Sub" and plural:
            tense = "Past"
    passive = form.endswith("passive")
    infinite = form.endswith(("future", "modal"))
    main = Token(
        verb.lemma if infinite else verb.participle,
        verb.lemma,
        "VERB",
        "VerbForm=Inf" if infinite else "VerbForm=Part",
    )
    voice = passive and lemma == "werden"
    auxiliary = Token(
        several if plural else singular,
        lemma,
        "AUX",
        finite_feats(mood, plural, tense, voice),
        "aux:pass" if voice else "aux",
        main,
    )
    final = [main]
    if form == "perfect passive":
        final.append(Token("worden", "werden", "AUX", "VerbForm=Part|Voice=Pass", "aux:pass", main))
    return auxiliary, final + [auxiliary] * last, main


def simple_predicate(
    verb: Verb, form: str, plural: bool, last: bool
) -> tuple[Token, list[Token], Token]:
    if form == "k1":
        text = verb.past_plural if plural else verb.subjunctive
        feats = finite_feats("Sub", plural, "Past" if plural else "Pres")
        if plural:
            feats = finite_feats("Ind", plural, "Past")
    elif form == "past":
        text = verb.past_plural if plural else verb.past
        feats = finite_feats("Ind", plural, "Past")
    else:
        text = verb.present_plural if plural else verb.present
        feats = finite_feats("Ind", plural, "Pres")
    if last:
        main = Token(verb.prefix + text, verb.lemma, "VERB", feats)
        return main, [main], main
    main = Token(text, verb.base, "VERB", feats)
    prefix = [Token(verb.prefix, verb.prefix, "ADP", "_", "compound:prt", main)] * bool(verb.prefix)
    return main, prefix, main


def conllu(number: int, words: list[Token]) -> str:
    """One sentence in CoNLL-U, with prepositions and articles fused where German fuses them."""
    first = words[0]
    first.form = first.form[:1].upper() + first.form[1:]
    if first.upos == "PUNCT":
        words[1].form = words[1].form[:1].upper() + words[1].form[1:]
    place = {id(word): i for i, word in enumerate(words, 1)}
    lines, text = [], ""
    i = 0
    while i < len(words):
        word = words[i]
        after = words[i + 1] if i + 1 < len(words) else None
        fused = (
            FUSED.get((word.form.lower(), after.form)) if after and after.upos == "DET" else None
        )
        span = 2 if fused and word.upos == "ADP" else 1
        surface = word.form
        if span == 2 and fused:
            surface = fused.capitalize() if word.form[:1].isupper() else fused
        follows = words[i + span] if i + span < len(words) else None
        misc = "SpaceAfter=No" if follows is None or follows.glued else "_"
        text += surface + ("" if misc != "_" else " ")
        if span == 2:
            lines.append(f"{i + 1}-{i + 2}\t{surface}" + "\t_" * 7 + f"\t{misc}")
        for own in words[i : i + span]:
            head = 0 if own.head is None else place[id(own.head)]
            kept = [misc] if span == 1 and misc != "_" else []
            notes = "|".join([f"Name={own.name}", *kept])
            lines.append(
                f"{place[id(own)]}\t{own.form}\t{own.lemma}\t{own.upos}\t_\t{own.feats}\t{head}\t"
                f"{own.relation}\t_\t{notes}"
            )
        i += span
    return "\n".join([f"# sent_id = de-news-{number}", f"# text = {text}", *lines, ""])


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--out", type=Path, default=DATA / "de_news.conllu")
    arguments = parser.parse_args()
    words = tomllib.loads((DATA / "news_words.toml").read_text(encoding="utf-8"))
    verbs = [Verb(**row) for row in rows("news_verbs.csv")]
    grammar = Grammar(random.Random(SEED), verbs, rows("news_nouns.csv"), words)
    made = [conllu(i, grammar.sentence()) for i in range(1, arguments.count + 1)]
    arguments.out.write_text("\n".join(made) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
