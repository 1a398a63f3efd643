"""Who and which organisation a word of belonging speaks of, by the tree above and below it.

In: the word, its row of `ties.csv`, the sentence's marks. Out: groups. Universal Dependencies v2:
subjects are shared by conjuncts, participles tell of the noun above them, a predicate noun has its
subject below it or below the verb that links it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from depesche.claims.clauses import Group
from depesche.claims.lexicon import Lexicon, Tie
from depesche.claims.subjects import Subjects, View

_SUBJECTS = frozenset({"nsubj", "csubj"})
_NAMED_BY = ("appos", "flat", "nmod", "compound", "amod")
_PLACES = frozenset({"obj", "iobj", "obl", "nmod", "compound", "flat", "amod", "appos", "advmod"})
_NOUNS = ("NOUN", "PROPN", "PRON")
_BOUND = frozenset({"obj", "iobj", "obl", "nmod"})
# The subject of these is that of the word above them.
# Ukrainians who are welcomed are not Ukraine.
_PEOPLE = ("demonym", "people")
_GENITIVE = ("'s", "’s", "'", "’")
_SHARING = frozenset({"conj", "xcomp", "advcl"})
_MOST_STEPS = 5


def dep(token: Token) -> str:
    """Return the relation of a word without its subtype."""
    return token.dep_.partition(":")[0]


def children(token: Token, *relations: str) -> Iterator[Token]:
    """Yield the words below one in any of some relations."""
    return (c for c in token.children if dep(c) in relations)


def case(token: Token) -> str:
    """Return the prepositions of a noun in one string, empty where there are none."""
    words = (c.lower_ for c in token.children if dep(c) == "case")
    return " ".join(word for word in words if word not in _GENITIVE)


def _preposition(token: Token) -> Token:
    return next(children(token, "case"), token)


@dataclass(frozen=True)
class Who:
    """Who a word stands for, and whether its own words deny (*none of them*)."""

    group: Group
    denied: bool = False


@dataclass(frozen=True)
class Roles:
    """The roles around one word of belonging."""

    token: Token
    tie: Tie
    view: View
    groups: tuple[Group, ...]
    lexicon: Lexicon
    subjects: Subjects
    topic: Group | None
    """The organisation that the sentence or those before it are about."""

    @property
    def doc(self) -> Doc:
        """The parsed report."""
        return self.token.doc

    def is_a(self, word: str, token: Token) -> bool:
        """Say whether a word is one of those of that name in `words.toml`."""
        return self.lexicon.is_word(f"ties.{word}", token.lower_)

    def named(self, token: Token, kinds: str) -> Group | None:
        """Return the mark that a word is a part of."""
        end = token.idx + len(token)  # *EU-Sanktionen* are not the EU
        inside = (g for g in self.groups if g.start <= token.idx < g.end and g.end >= end)
        group = next(inside, None)
        if group is None or group.kind not in kinds:
            return None
        return None if group.via in _PEOPLE else group

    # Who belongs.

    def state(self) -> Who | None:
        """Return who is said to belong, to have joined, to have left."""
        if self.tie.kind in ("noun", "place"):
            return self._of_noun()
        if self.tie.kind == "act":
            return self._owner(self.token)
        if self.tie.state == "owner":
            return self._of_membership()
        if self.tie.state == "agent":
            return self._agent()
        if self.tie.state == "object":
            return self._of_object()
        return self._subject_of(self.token)

    def _of_object(self) -> Who | None:
        """*nahm Polen auf*, *Poland was admitted*, *das letzte Land, das die Union aufnahm*."""
        passive = next((c for c in self.token.children if c.dep_ == "nsubj:pass"), None)
        passive = passive or self._passive_subject()
        things = (c for word in self._words() for c in children(word, "obj"))
        thing = passive or next(things, None)
        if thing is not None:
            return self.who(thing)
        return self._subject_of(self.token) if self._is_passive(self.token) else None

    def _passive_subject(self) -> Token | None:
        """The subject of a passive that is not marked as one."""
        own = next(children(self.token, "nsubj"), None)
        return own if own is not None and self._is_passive(self.token) else None

    def _is_passive(self, token: Token) -> bool:
        if any(c.dep_ == "aux:pass" for c in token.children):
            return True
        return dep(token) in ("acl", "amod") and "VerbForm=Part" in str(token.morph)

    def _agent(self) -> Who | None:
        """*gründeten den Verbund*, *founded by five states*."""
        for child in children(self.token, "obl"):
            if child.dep_ == "obl:agent" or self.is_a("by", next(children(child, "case"), child)):
                return self.who(child)
        return None if self._is_passive(self.token) else self._subject_of(self.token)

    def _of_membership(self) -> Who | None:
        """*Venezuelas Mitgliedschaft ruht*, *has suspended its membership*."""
        for noun in children(self.token, "nsubj", "obj"):
            if self.is_a("membership", noun):
                return self._owner(noun) or self._by_possessive(noun)
        return None

    def _by_possessive(self, noun: Token) -> Who | None:
        """*its membership*: that of the subject, else of who was spoken of last."""
        if not any(self._is_possessive(c) for c in noun.children):
            return None
        if dep(noun) == "obj":
            return self._subject_of(self.token)
        last = self.subjects.recent(self.view, several=False)
        return Who(last) if last is not None else None

    def _is_possessive(self, token: Token) -> bool:
        return "Poss=Yes" in str(token.morph) or self.is_a("possessive", token)

    def _owner(self, noun: Token) -> Who | None:
        """*Kiribati's exit*, *der Austritt Katars*, *der finnische Beitritt*."""
        for child in children(noun, "nmod", "compound", "amod"):
            if not case(child) or self.is_a("of", next(children(child, "case"), child)):
                group = self.named(child, "SA")
                if group is not None:
                    return Who(group)
        return None

    def _of_noun(self) -> Who | None:
        """Who is a member: the subject of the noun, the name beside it, the list after it."""
        noun = self.predicate()
        if self._is_any(self.token) and dep(noun) in ("nsubj", "obl"):
            return None  # *every member of the EU*
        if (own := self._own_subject(noun)) is not None:
            return self.who(own) if self._is_linked(noun) else None
        if dep(noun) == "nsubj" and self.named(noun.head, "S") and self._own_subject(noun.head):
            return self.who(noun.head)  # *Jüngstes Mitglied ist Montenegro*
        linked = self.linking()
        return self._beside() or (self._subject_of(linked) if linked is not None else None)

    def _beside(self) -> Who | None:
        """The name beside the noun: *its newest member, Indonesia*, *Hungary, a member, ...*."""
        after = next(children(self.token, "appos", "flat"), None)
        if after is not None and self.named(after, "S"):
            return self.who(after)
        if (host := self.described() or self._apart()) is not None:
            return Who(host) if self.tie.kind == "noun" or self.tie.denies else None
        return self._none_beside()

    def _none_beside(self) -> Who | None:
        """*Norway and Iceland, none of them in the union, ...*: the names before, denied."""
        first = next(t for t in self.predicate().subtree if not t.is_punct)
        before = self._before_clause()
        if before is None or before.kind != "S" or not self.is_a("none", first):
            return None
        return Who(before, denied=True)

    def modified(self, word: str) -> bool:
        """Say whether the noun is narrowed by an adjective: *assoziiertes Mitglied*."""
        return any(self.is_a(word, c) for c in children(self.token, "amod", "compound", "advmod"))

    def predicate(self) -> Token:
        """The noun that is predicated: *den Status eines Kandidaten*, *eines der Mitglieder*."""
        noun = self.token
        for _ in range(_MOST_STEPS):
            above = noun.head
            part = (
                dep(noun) == "nmod"
                and self.tie.kind == "noun"
                and (self.is_a("status", above) or self.is_a("one_of", above))
            )
            listed = dep(noun) == "conj" and self._own_subject(noun) is None
            if above is noun or not (part or (listed and not self._is_verb(above))):
                return noun
            noun = above
        return noun

    def linking(self) -> Token | None:
        """The verb that makes the noun a predicate: *wurde*, *остаётся*, *has the status*."""
        noun = self.predicate()
        above = noun.head
        if dep(noun) in ("compound", "advmod") and noun.pos_ not in _NOUNS:
            return above if self.is_a("links", above) else None  # *waren nie dabei*
        if above is noun or dep(noun) not in ("xcomp", "obj", "obl", "nsubj", "ccomp", "advcl"):
            return None
        word = "has" if self.is_a("status", noun) or self.is_a("status", self.token) else "links"
        return above if self.is_a(word, above) else None

    def _is_linked(self, noun: Token) -> bool:
        """Whether a noun with a subject is said of it: by a copula, or where none is needed."""
        bare = "ties.bare" in self.lexicon.words
        return bare or any(dep(c) == "cop" for c in noun.children)

    def _is_verb(self, token: Token) -> bool:
        return token.pos_ in ("VERB", "AUX")

    def described(self) -> Group | None:
        """The name that the noun stands beside: *Ungarn, Mitglied seit 1999, ...*."""
        left = next(t for t in self.predicate().subtree if not t.is_punct)
        before = self.doc[left.i - 1] if left.i else None
        if before is None or before.text not in (",", "(", "–", "—") or before.i == 0:
            return None
        if self.linking() is not None or dep(self.predicate()) in ("ROOT", "nsubj"):
            return None
        return self.named(self.doc[before.i - 1], "S")

    def _apart(self) -> Group | None:
        """*Die Türkei, seit 1952 dabei, ...*: the name before a clause that has no verb."""
        clause = self.view.clause
        before = self._before_clause()
        if self.tie.kind == "noun" and case(self.predicate()):
            return None  # *a delegation of the US, made up of 30 members*
        if before is None or before.kind != "S" or any(m[1] not in "TO" for m in clause.marks):
            return None
        first, last = clause.span
        words = (t for t in self.token.sent if first <= t.idx < last)
        return None if any("VerbForm=Fin" in str(t.morph) for t in words) else before

    def _own_subject(self, token: Token) -> Token | None:
        return next(children(token, *_SUBJECTS), None)

    def _pleonastic(self, token: Token) -> Token | None:
        """*es gehört der Allianz nicht an*: a pronoun that was read as one that says nothing."""
        return next((c for c in children(token, "expl") if c.pos_ == "PRON"), None)

    def _subject_of(self, token: Token) -> Who | None:
        """The subject of a verb, its own or that of the verbs it goes on after."""
        for _ in range(_MOST_STEPS):
            own = self._own_subject(token) or self._misread(token)
            own = own or (self._pleonastic(token) if dep(token) not in _SHARING else None)
            if own is not None:
                return self.who(own)
            if dep(token) == "acl" and token.head is not token:
                return self.who(token.head)
            if dep(token) not in _SHARING or token.head is token:
                return None
            token = token.head
        return None

    def _misread(self, token: Token) -> Token | None:
        """*die Opec, der es angehört hatte*: a pronoun in a relative clause read as its object."""
        relative = any(self._is_relative(c) for c in children(token, "obl", "iobj", "obj"))
        if dep(token) != "acl" or not relative:
            return None
        objects = children(token, "obj", "expl")
        return next((c for c in objects if c.pos_ == "PRON" and not self._is_relative(c)), None)

    def who(self, token: Token, steps: int = 0) -> Who | None:
        """Return who a noun or pronoun stands for."""
        denied = any(self.is_a("none", t) for t in (token, *children(token, "det", "advmod", "cc")))
        group = self.named(token, "SB")
        if group is None and steps < _MOST_STEPS:
            return self._meant(token, denied, steps)
        return Who(self._with_listed(token, group), denied) if group is not None else None

    def _with_listed(self, token: Token, group: Group) -> Group:
        """*Russia, China and four republics*: names that share a role though no mark joins them."""
        first, last = self.view.clause.span
        own = (self.named(c, "S") for c in children(token, "conj"))
        listed = [g for g in own if g is not None and first <= g.start < last]
        actors = (actor for g in (group, *listed) for actor in g.actors)
        return replace(group, actors=tuple(dict.fromkeys(actors))) if listed else group

    def _meant(self, token: Token, denied: bool, steps: int) -> Who | None:
        """Who is meant by a word that is no name."""
        if self._is_relative(token):
            return self._antecedent(token, steps)
        if (self.is_a("acts_for", token) or denied) and (owner := self._part(token)) is not None:
            inner = self.who(owner, steps + 1)
            return Who(inner.group, denied or inner.denied) if inner is not None else None
        for child in children(token, *_NAMED_BY):
            if dep(child) in ("appos", "flat") and (group := self.named(child, "S")) is not None:
                return Who(group, denied)
        if dep(token) == "appos" and (group := self.named(token.head, "S")) is not None:
            return Who(group, denied)
        if (own := self._own_subject(token)) is not None and own is not token:
            return self.who(own, steps + 1)  # *ist der erste Golfstaat, der ...*
        return self._taken_up(token, denied)

    def _part(self, token: Token) -> Token | None:
        return next((c for c in children(token, "nmod", "compound", "amod")), None)

    def _taken_up(self, token: Token, denied: bool) -> Who | None:
        """*es*, *das Land*, *alle drei*: who was spoken of."""
        words = " ".join(t.text for t in token.subtree if t.i <= token.i)
        several = self.is_a("several", token) or denied or self.is_a("number", token)
        if not several and not self.is_a("single", token):
            return None
        group = self.subjects.recent(
            self.view, several=several, size=self.subjects.size(words) if several else None
        )
        return Who(group, denied) if group is not None else None

    def _is_relative(self, token: Token) -> bool:
        return "Rel" in token.morph.get("PronType", []) or self.is_a("relative", token)

    def _antecedent(self, token: Token, steps: int) -> Who | None:
        verb = token
        for _ in range(_MOST_STEPS):
            if dep(verb) == "acl":
                return self.who(verb.head, steps + 1)
            verb = verb.head
        return None

    def _words(self) -> Iterator[Token]:
        """The word, and the verb that it is put before: *Suspendiert hatte die Liga ...*."""
        yield self.token
        above = self.token.head
        fronted = dep(self.token) in ("advcl", "xcomp", "ccomp") and self.token.i < above.i
        if self.tie.kind == "verb" and fronted and self.is_a("perfect", above):
            yield above

    # Which organisation.

    def is_named(self, organisation: Group) -> bool:
        """Whether the clause itself names the organisation."""
        return self.view.clause.span[0] <= organisation.start < self.view.clause.span[1]

    def is_pronoun(self) -> bool:
        """Whether a pronoun stands for the organisation."""
        return any(self._is_pronoun(child) for child in self._places())

    def _is_pronoun(self, token: Token) -> bool:
        return self.is_a("it", token) or self._is_possessive(token) or self._is_relative(token)

    def organisation(self) -> Group | None:
        """Return the organisation: named, called by a noun, taken up, or left out."""
        if self.tie.kind == "place":
            return self.named(self.token, "O") or self._called(self.token)
        if (inside := self._compound()) is not None:
            return inside
        unresolved = False
        for child in self._places():
            fits = self.tie.cases.fullmatch(case(child)) is not None
            if (group := self.named(child, "O")) is not None:
                if fits:
                    return group
            elif (fits or self._is_organ(child)) and (found := self._called(child)) is not None:
                return found
            elif fits or not case(child):
                unresolved = unresolved or self._is_something(child)
        unresolved = unresolved or self._done_by_another()
        if unresolved or not self._may_be_left_out():
            return None
        beside = self.topic is not None and self.is_named(self.topic)
        # *Die Staaten der Sahel-Allianz sind nicht mehr dabei*: not in that
        return self.topic if self.tie.kind == "act" or not beside else None

    def _places(self) -> Iterator[Token]:
        """The words that may name the organisation; of a verb whose object joins, its subject."""
        for word in self._words():
            yield from children(word, *_PLACES)
            yield from (c for c in children(word, "det") if self._is_possessive(c))
            for child in children(word, "nmod", "obl"):
                if self.is_a("into", child):  # *кандидат в члены Евросоюза*
                    yield from children(child, *_PLACES)
        if self.tie.state == "object" and not self._is_passive(self.token):
            for word in self._words():
                yield from children(word, "nsubj")
        if self.tie.state == "agent" and self._is_passive(self.token):
            yield from children(self.token, "nsubj")
            if dep(self.token) in ("acl", "amod"):
                yield self.token.head
        if self.tie.state == "owner":
            for noun in children(self.token, "nsubj", "obj"):
                yield from children(noun, "nmod", "compound")

    def _compound(self) -> Group | None:
        """*NATO-Mitglied*: the organisation in the word itself."""
        end = self.token.idx + len(self.token)
        inside = (g for g in self.groups if self.token.idx <= g.start < end and g.kind == "O")
        return next(inside, None)

    def _called(self, token: Token) -> Group | None:
        """*dem Bündnis*, *ihm*, *which*, *dort*: the organisation that a word takes up."""
        if self._is_relative(token):
            return self._relative_organisation(token)
        if self.is_a("it", token) or self.is_a("there", token) or self._is_possessive(token):
            return None if self.tie.needs == "named" else self.topic
        if self._is_organ(token):
            return self.topic
        if not self.is_a("body", token) or self.tie.needs == "named" or self._is_any(token):
            return None
        for child in children(token, "compound", "appos", "flat", "nmod"):
            if (group := self.named(child, "O")) is not None:
                return group
        return self.subjects.called(self.view, token.text, self.topic)

    def _may_be_left_out(self) -> bool:
        if self.tie.needs == "dated":
            below = children(self.token, "obl", "advmod", "nmod")
            return any(self.named(c, "T") is not None for c in below)
        return self.tie.needs == "nothing"

    def _done_by_another(self) -> bool:
        """*The president welcomed Saudi Arabia*: it is not the organisation that did."""
        active = self.tie.state == "object" and not self._is_passive(self.token)
        return active and any(True for word in self._words() for _ in children(word, "nsubj"))

    def is_joined(self) -> bool:
        """*The president was joined by ...*: the passive of a verb whose subject belongs."""
        by = (c for c in children(self.token, "obl") if self.is_a("by", _preposition(c)))
        return self.tie.state == "subject" and any(True for _ in by)

    def _is_organ(self, token: Token) -> bool:
        """*von ihren Gremien ausgeschlossen*: from what the organisation has."""
        own = any(self._is_possessive(c) for c in token.children)
        return own and self.is_a("organs", token)

    def more(self, organisation: Group) -> Iterator[tuple[Group, Token]]:
        """Yield the organisations listed after one, with their words: *in NATO and in the G7*.

        The next may be denied (*Mitglied der EU, nicht aber des Bündnisses*).
        """
        first = next((t for t in (*self._places(), self.token) if self._is(organisation, t)), None)
        if first is None:
            return
        beside = (c for c in self.token.children if c.dep_ == first.dep_ and c.i > first.i)
        joined = children(self.token, "conj") if self.tie.kind == "noun" else ()
        for other in (*children(first, "conj"), *joined, *beside):
            group = self.named(other, "O")
            fits = (
                not case(other) or self.tie.kind == "place" or self.tie.cases.fullmatch(case(other))
            )
            if group is not None and group is not organisation and fits:
                yield group, other

    def _is(self, group: Group, token: Token) -> bool:
        return self.named(token, "O") is group

    def _is_any(self, token: Token) -> bool:
        """*keinem Bündnis*, *a bloc*: not the one spoken of."""
        return any(self.is_a("indefinite", c) for c in children(token, "det", "nummod"))

    def _relative_organisation(self, token: Token) -> Group | None:
        verb = token
        for _ in range(_MOST_STEPS):
            if dep(verb) == "acl":
                return self.named(verb.head, "O") or self._called(verb.head)
            verb = verb.head
        before = self._before_clause()
        return before if before is not None and before.kind == "O" else None

    def _before_clause(self) -> Group | None:
        """The name that the clause stands right after."""
        before = self.view.before
        if (
            before is None
            or not before.marks
            or before.marks[-1].end() != len(before.text.rstrip())
        ):
            return None
        return before.group(before.marks[-1][0])

    def _is_something(self, token: Token) -> bool:
        """Whether a word below is something else that is joined or left."""
        if dep(token) not in _BOUND or (dep(token) != "obj" and token.pos_ not in _NOUNS):
            return False
        if self.is_a("nothing", token):
            return False
        return self.named(token, "STPB") is None

    def of_itself(self) -> Group | None:
        """The organisation that a participle or a passive says was founded."""
        own = next(children(self.token, "nsubj"), None)
        noun = own if own is not None else self.token.head
        if own is None and dep(self.token) not in ("acl", "amod"):
            return None
        if self._is_relative(noun):
            return self._relative_organisation(noun)
        return self.named(noun, "O") or self._called(noun)


def without(group: Group, actors: tuple[str, ...]) -> Group | None:
    """Return a group less some actors, if any are left."""
    left = tuple(a for a in group.actors if a not in actors)
    return replace(group, actors=left) if left else None
