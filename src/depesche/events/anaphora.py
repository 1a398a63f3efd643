"""Whom words mean that name nobody: pronouns, *das Land*, *beide Seiten*.

In: such a word. Out: the actors named before that it recalls, or nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property

from spacy.tokens import Token

from depesche.events.clauses import has, is_personal, relation, values
from depesche.events.lexicon import fold
from depesche.events.named import Named, is_armed_group, is_press, is_state
from depesche.events.syntax import Syntax
from depesche.model import EventType, Mention

_SENTENCES_BACK = 3
_OFFICES_BACK = 12
# So near the beginning of its sentence a word may recall the one before.
_NEAR = 8
# How much a state must be spoken of to be the topic, and how much more than the next.
_OFTEN = 3
_MARGIN = 1.5
_NAMING = frozenset({"name", "adjective", "capital_as_government", "former_name"})
_SUBJECTS = frozenset({"nsubj"})
_OBJECTS = frozenset({"obj", "iobj"})
Reference = Callable[[Iterable[Token]], tuple[str, ...]]
"""From nominals to the actors that they stand for."""


class Anaphora:
    """Leads words that recall somebody back to whom they mean."""

    def __init__(self, named: Named, syntax: Syntax, of: Reference) -> None:
        self.named = named
        self.syntax = syntax
        self._of = of
        self._meant: dict[int, tuple[str, ...]] = {}

    def pronoun(self, pronoun: Token) -> tuple[str, ...]:
        """Return whom a pronoun means."""
        if pronoun.i not in self._meant:
            # Whom a pronoun means may hang on another one that leads back here: that is nobody.
            self._meant[pronoun.i] = ()
            self._meant[pronoun.i] = self._antecedent(pronoun)
        return self._meant[pronoun.i]

    def _antecedent(self, pronoun: Token) -> tuple[str, ...]:
        """Return whom a personal pronoun of the third person means.

        The nearest subject before it that fits in number, outside its own clause; a simple form
        of Hobbs (1978): the same sentence first, then the one before.
        """
        if not is_personal(pronoun) or not has(pronoun, "Person", "3"):
            return ()
        expletive = relation(pronoun) == "expl" and not self.syntax.acts(pronoun)
        if has(pronoun, "Reflex", "Yes") or expletive or self._is_expletive(pronoun):
            return ()
        possessive = has(pronoun, "Poss", "Yes")
        plural, clause = self._is_plural(pronoun), self.syntax.clause(pronoun)
        # Where the subject's own has another word (*свой*), *his* is somebody else's.
        apart = not possessive or self.syntax.grammar.clause.reflexive_possessive
        acting = self._acting_beside(pronoun, clause) if apart else set()
        first = pronoun.sent.start
        if not plural and apart and (near := self._last_person(pronoun, first, acting)):
            return near
        several = plural and relation(pronoun) == "nsubj"
        kinds = (_SUBJECTS,) if possessive or several else (_SUBJECTS, _OBJECTS)
        last, first = self._back(pronoun, 1), self._back(pronoun, _SENTENCES_BACK)
        for kind in kinds:
            for token in self._by_salience(pronoun, last):
                if not possessive and self.syntax.clause(token).i == clause.i:
                    continue
                named = self._candidate(token, kind, pronoun, plural)
                if named and not set(named) & acting:
                    return named
        return () if plural or possessive else self._person_before(pronoun, first, last, acting)

    def _acting_beside(self, pronoun: Token, clause: Token) -> set[str]:
        """Return who else stands in the clause and is not meant (*er beschuldigte X*)."""
        subjects = relation(pronoun) != "nsubj"
        others = self.syntax.surface(clause) if subjects else self.syntax.objects(clause)
        owned = has(pronoun, "Poss", "Yes")
        return {
            actor
            for token in others
            if token.i != pronoun.i and (owned or token.pos_ != "PRON")
            for actor in (self._of([token]) if subjects else self.named.at(token))
        }

    def _by_salience(self, pronoun: Token, first: int) -> Iterator[Token]:
        """Yield the tokens before a pronoun, the nearest first, of sentences before its own first
        the subjects of main clauses (Hobbs 1978: from left to right, what stands highest)."""
        start = pronoun.sent.start
        yield from reversed(pronoun.doc[start : pronoun.i])
        earlier = list(reversed(pronoun.doc[first:start]))
        yield from (t for t in earlier if self._is_main_subject(t))
        yield from (t for t in earlier if not self._is_main_subject(t))

    def _is_main_subject(self, token: Token) -> bool:
        return relation(token) == "nsubj" and token.head.head.i == token.head.i

    def _candidate(
        self, token: Token, kinds: Collection[str], pronoun: Token, plural: bool
    ) -> tuple[str, ...]:
        """Return whom a nominal in such a place names, if the pronoun fits it."""
        if relation(token) not in kinds or token.pos_ == "PRON":
            return ()
        named = self._of([token])
        return named if named and self._fits(token, named, plural, pronoun) else ()

    def _person_before(
        self, pronoun: Token, first: int, last: int, acting: set[str]
    ) -> tuple[str, ...]:
        """Return the person who was last a subject some sentences back: *er* goes on about him."""
        for token in reversed(pronoun.doc[first:last]):
            if token.lower_ == pronoun.lower_ and relation(token) == "nsubj":
                named = self.named.at(token) or self.pronoun(token)
            elif self.named.is_person(token) and self._is_of_gender(token, pronoun):
                named = self._candidate(token, _SUBJECTS, pronoun, False)
            else:
                continue
            if named and not set(named) & acting:
                return named
        return ()

    def _is_of_gender(self, token: Token, pronoun: Token) -> bool:
        """Whether the parser gives a name the gender of a pronoun."""
        return bool(set(values(pronoun, "Gender")) & set(values(token, "Gender")))

    def _is_expletive(self, pronoun: Token) -> bool:
        """Whether *es* stands for nobody: not where it acts on something (*es liefert Waffen*)."""
        if pronoun.lower_ not in self.syntax.grammar.clause.expletives:
            return False
        verb = pronoun.head
        impersonal = self.syntax.grammar.clause.impersonal_verbs
        acts = relation(pronoun) == "nsubj" and bool(self.syntax.objects(verb))
        acts = acts and fold(self.syntax.lemma(verb)) not in impersonal
        others = [c for c in verb.children if relation(c) in ("nsubj", "csubj", "ccomp")]
        return not acts or self.syntax.is_passive(verb) or any(c.i != pronoun.i for c in others)

    def _last_person(self, pronoun: Token, first: int, acting: set[str]) -> tuple[str, ...]:
        """Return the person named last before a pronoun that is no subject (*sicherte ihm zu*)."""
        if relation(pronoun) == "nsubj" or has(pronoun, "Gender", "Neut"):
            return ()
        for token in reversed(pronoun.doc[first : pronoun.i]):
            for mention in self.named.mentions(token.i):
                if mention.via == "person" and not set(mention.actors) & acting:
                    return mention.actors
            if self.is_office(token) and not has(token, "Number", "Plur"):
                named = self._of([token])
                if named and not set(named) & acting:
                    return named
        return ()

    def shifted(self, pronoun: Token) -> tuple[str, ...]:
        """Return whom *der*, *dieser* as a subject mean: who was named last and did not act."""
        if relation(pronoun) != "nsubj" or pronoun.pos_ not in ("PRON", "DET"):
            return ()
        opens = self._opens_clause(pronoun)
        if pronoun.lower_ not in self.syntax.grammar.anaphors.shifting or not opens:
            return ()
        if self._is_plural(pronoun):
            return ()
        first = pronoun.sent.start
        back = self._back(pronoun, 1) if pronoun.i == first else first
        for token in reversed(pronoun.doc[back : pronoun.i]):
            own = relation(token) not in ("flat", "appos", "compound", "nsubj")
            if not own or self._is_acting(token):
                continue
            named = self._of([token]) if token.pos_ in ("NOUN", "PROPN") else ()
            person = self.named.is_person(token) or self.is_office(token)
            if len(named) == 1 and (person or not is_state(named[0])):
                return named if self._same_gender(token, pronoun) else ()
        return ()

    def _opens_clause(self, pronoun: Token) -> bool:
        """Whether a word opens a main clause: its verb stands second, as in no relative clause."""
        if pronoun.i == pronoun.sent.start:
            return True
        following = pronoun.doc[pronoun.i + 1 : pronoun.i + 2]
        return any(
            has(t, "VerbForm", "Fin") and pronoun.head.i in (t.i, t.head.i) for t in following
        )

    def _genitive(self, word: Token) -> tuple[str, ...]:
        """Return whom *dessen*, *deren* mean: the noun of the relative clause; else the last named.

        Not the one who acted: that would be *sein*, *ihr*.
        """
        noun = self.syntax.antecedent(word)
        if noun.i != word.i:
            return self._of([noun])
        back = self._back(word, 1) if word.i - word.sent.start < _NEAR else word.sent.start
        for token in reversed(word.doc[back : word.i]):
            named = self.named.at(token) if relation(token) != "nsubj" else ()
            if named and not self._is_acting(token):
                return named
        return ()

    def owner(self, noun: Token) -> tuple[str, ...]:
        """Return whom a possessive before an event noun means (*ihre Kritik*, *its invasion*)."""
        for child in noun.children:
            if child.i < noun.i and child.lower_ in self.syntax.grammar.anaphors.genitives:
                return self._genitive(child)
            if child.i < noun.i and has(child, "Poss", "Yes"):
                return self.pronoun(child)
        return ()

    def _is_plural(self, pronoun: Token) -> bool:
        """Read the number from the verb where the pronoun is its subject: *sie* may be either."""
        verb = pronoun.head
        if relation(pronoun) == "nsubj":
            for token in (verb, *verb.children):
                if has(token, "VerbForm", "Fin") and values(token, "Number"):
                    return has(token, "Number", "Plur")
        if has(pronoun, "Poss", "Yes") and values(pronoun, "Number[psor]"):
            return has(pronoun, "Number[psor]", "Plur")
        return has(pronoun, "Number", "Plur")

    def _fits(self, token: Token, named: tuple[str, ...], plural: bool, pronoun: Token) -> bool:
        several = len(named) > 1 or has(token, "Number", "Plur") or named[0].startswith("group:")
        if plural or several:
            return plural and several
        if self.named.is_person(token) or self.is_office(token):
            return self._same_gender(token, pronoun)
        if not self.syntax.grammar.clause.gendered:
            return has(pronoun, "Gender", "Neut")
        marks = [c for c in token.children if relation(c) == "det"] or [token]
        genders = set(values(pronoun, "Gender") + values(pronoun, "Gender[psor]"))
        return any(genders & set(values(mark, "Gender")) for mark in marks)

    def _same_gender(self, office: Token, pronoun: Token) -> bool:
        """Whether a person may be *er* or *sie*, as far as the office says (*die Ministerin*)."""
        gendered = self.syntax.grammar.clause.gendered
        if gendered and has(pronoun, "Poss", "Yes"):
            # Its gender is that of what is owned (*sein Land*); the owner's is another feature.
            return values(pronoun, "Gender[psor]") != ("Neut",)
        genders = set(values(pronoun, "Gender"))
        if "Neut" in genders:
            return False
        own = set(values(office, "Gender")) if office.pos_ == "NOUN" else set()
        return not gendered or not genders or not own or bool(genders & own)

    def is_pair(self, tokens: Iterable[Token]) -> bool:
        """Whether a nominal recalls two parties told of before (*beide*, *the two sides*)."""
        words = self.syntax.grammar.words
        for token in tokens:
            if self.named.at(token) and not self.is_counted_pair(token):
                continue
            if token.pos_ == "PRON" and is_personal(token) and has(token, "Person", "3"):
                return self._is_plural(token) and not self.pronoun(token)
            parts = [token, *(c for c in token.children if c.i < token.i)]
            if any(part.lower_ in words.both and self._is_known(part) for part in parts):
                return True
            if has(token, "Number", "Plur") and fold(self.syntax.lemma(token)) in words.sides:
                # *All sides*, *several neighbours* may be any number of others.
                return not any(
                    relation(c) in ("nmod", "amod", "nummod") or c.lower_ in words.open_number
                    for c in token.children
                )
            # *Die Präsidenten beider Länder* are those of the two; so are *die Präsidenten*.
            owners = self.syntax.fill(token, "poss") if token.pos_ == "NOUN" else []
            if owners and self.is_pair(owners):
                return True
            if self._are_offices(token):
                return True
        return False

    def _is_known(self, number: Token) -> bool:
        """Whether a number counts what was named before: *the two generals*, not *two generals*."""
        articles = self.syntax.grammar.anaphors.determiners
        if "" in articles or not number.like_num or number.pos_ != "NUM":
            return True
        if relation(number) != "nummod":
            return True
        return any(
            has(c, "Definite", "Def") or has(c, "PronType", "Dem") or has(c, "Poss", "Yes")
            for c in number.head.children
        )

    def _are_offices(self, token: Token) -> bool:
        """Whether a noun means several in office, and does not say of what (*the leaders*)."""
        specified = any(relation(c) in ("nmod", "amod", "acl", "appos") for c in token.children)
        if specified or not has(token, "Number", "Plur") or not self.is_office(token):
            return False
        grammar = self.syntax.grammar
        return self._is_definite(token, grammar.anaphors.determiners | grammar.words.both)

    def is_of_states(self, tokens: Iterable[Token]) -> bool:
        """Whether words for a pair speak of states (*beide Länder*), not of any two sides."""
        nouns = self.syntax.grammar.anaphors.states | self.syntax.grammar.anaphors.neighbours
        return any(
            self.syntax.lexicon.is_head(self.syntax.lemma(word), nouns)
            for token in tokens
            for word in (token, *self.syntax.fill(token, "poss"))
        )

    def is_counted_pair(self, token: Token) -> bool:
        """Whether a mention but counts two that were named before (*the two neighbours*)."""
        both = self.syntax.grammar.words.both
        return any(
            mention.via == "group" and mention.text.split()[0].casefold() in both
            for mention in self.named.mentions(token.i)
        )

    def deed(self, token: Token) -> EventType | None:
        """Return what kind of act a word recalls, if it says (*das Angebot*, *the accusation*)."""
        lemma = fold(self.syntax.lemma(token))
        for kind, words in self.syntax.grammar.anaphors.deeds.items():
            if kind != "any" and lemma in words:
                return kind
        return None

    def is_guest(self, token: Token) -> bool:
        """Whether a noun means whom one has just met (*sein Gast*)."""
        return fold(self.syntax.lemma(token)) in self.syntax.grammar.anaphors.guests

    def is_two(self, tokens: Iterable[Token]) -> bool:
        """Whether words recall one or both of two, whom the report tells of elsewhere."""
        words = list(tokens)
        return self.is_pair(words) or any(self.is_neighbour(word) for word in words)

    def is_of_offices(self, tokens: Iterable[Token]) -> bool:
        """Whether words for a pair speak of persons in office (*the leaders*)."""
        return any(self._are_offices(token) for token in tokens)

    def nearest(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """Return the state a word for a neighbour means that has not been told of with its actor.

        Of those named lately that do not act there, the one the report is about.
        """
        for token in tokens:
            if self.is_neighbour(token):
                surface = self.syntax.surface(self.syntax.clause(token))
                acting = self._homes_at(surface)
                topic = self.topic(token, acting, lately=False)
                return topic or self._nearest(token, of_states=True)
        return ()

    def is_neighbour(self, token: Token) -> bool:
        """Whether a noun means the other one of two (*der Nachbar*, *its rival*)."""
        lemma, anaphors = fold(self.syntax.lemma(token)), self.syntax.grammar.anaphors
        named = any(mention.via != "pronoun" for mention in self.named.mentions(token.i))
        return lemma in anaphors.neighbours and not named and not self.syntax.is_plural(token)

    def is_deed(self, token: Token) -> bool:
        """Whether a word recalls something told before (*die Äußerung*, *this step*, *das*)."""
        anaphors = self.syntax.grammar.anaphors
        if token.lower_ in anaphors.demonstratives and token.pos_ in ("PRON", "DET"):
            return True
        if not any(fold(self.syntax.lemma(token)) in words for words in anaphors.deeds.values()):
            return False
        specified = any(relation(c) in ("nmod", "acl") for c in token.children)
        return not specified and self._is_definite(token, anaphors.determiners)

    def last_subject(self, before: Token, without: Collection[str]) -> tuple[str, ...]:
        """Return the last subject in the sentence before that is none of these."""
        first = before.sent.start
        if first == 0:
            return ()
        for token in reversed(before.doc[first - 1].sent):
            named = self._of([token]) if relation(token) == "nsubj" else ()
            if named and not {self.named.home(actor) for actor in named} & set(without):
                return named
        return ()

    def last_pair(self, before: Token, without: Collection[str]) -> tuple[str, ...]:
        """Return the states of the last sentence that names just two, besides those given."""
        first = before.sent.start
        for _ in range(_SENTENCES_BACK):
            if first == 0:
                break
            sentence = before.doc[first - 1].sent
            found: dict[str, None] = {}
            for token in sentence:
                for mention in self.named.mentions(token.i):
                    found.update((a, None) for a in mention.actors if is_state(a))
            pair = tuple(a for a in found if a not in without)
            if len(pair) == 2:
                return pair
            first = sentence.start
        return ()

    def recalled(self, token: Token) -> tuple[str, ...]:
        """Return whom *das Land*, *the bloc*, *die Ministerin* recall."""
        determiners = self.syntax.grammar.anaphors.determiners
        if not self._is_definite(token, determiners):
            return ()
        if fighters := self._fighters_recalled(token):
            return fighters
        if self.syntax.is_plural(token) and not self._is_collective(token):
            return ()
        return (
            self._state_recalled(token)
            or self._office_recalled(token)
            or self._body_recalled(token)
        )

    def _state_recalled(self, token: Token) -> tuple[str, ...]:
        """Return the nearest state or bloc named before that does not itself act in the clause.

        In this sentence or the three before it.
        """
        lemma, anaphors = self.syntax.lemma(token), self.syntax.grammar.anaphors
        of_states = self.syntax.lexicon.is_head(lemma, anaphors.states)
        if fold(lemma) in anaphors.neighbours:
            return ()
        of_states = of_states or self._is_collective(token)
        if not of_states and not self.syntax.lexicon.is_head(lemma, anaphors.organisations):
            return ()
        return self._nearest(token, of_states)

    def served(self, office: Token) -> tuple[str, ...]:
        """Return for which state somebody holds an office that says of none (*Minister Ati*)."""
        return self._nearest(office, of_states=True) if self.is_office(office) else ()

    def _is_collective(self, token: Token) -> bool:
        """Whether a plural means those who rule or serve one state (*the generals*)."""
        specified = any(relation(c) in ("nmod", "amod", "acl", "nummod") for c in token.children)
        collectives = self.syntax.grammar.anaphors.collectives
        return not specified and self.syntax.lexicon.is_head(self.syntax.lemma(token), collectives)

    def _fighters_recalled(self, token: Token) -> tuple[str, ...]:
        """Return the armed group named last, that does not act in the clause (*the rebels*)."""
        lemma = self.syntax.lemma(token)
        if not self.syntax.lexicon.is_head(lemma, self.syntax.grammar.anaphors.fighters):
            return ()
        if any(relation(c) in ("nmod", "amod", "acl") for c in token.children):
            return ()
        surface = self.syntax.surface(self.syntax.clause(token))
        acting = {a for t in surface if t.i != token.i for a in self.named.at(t)}
        for place in range(token.i - 1, self._back(token, _OFFICES_BACK) - 1, -1):
            for mention in self.named.mentions(place):
                group = next(filter(is_armed_group, mention.actors), None)
                if group is not None and group not in acting:
                    return (group,)
        return ()

    def _nearest(self, token: Token, of_states: bool) -> tuple[str, ...]:
        """Return who was named shortly before and does not act in the clause.

        Of several the one the report has named most.
        """
        surface = self.syntax.surface(self.syntax.clause(token))
        acting = self._homes_at(t for t in surface if t.i != token.i)
        near: dict[str, None] = {}
        named: dict[str, None] = {}
        for place in range(token.i - 1, self._back(token, _SENTENCES_BACK) - 1, -1):
            for mention in self.named.mentions(place):
                home = self.named.home(mention.actors[0]) if len(mention.actors) == 1 else ""
                is_kind = is_state(home) if of_states else _is_union(home)
                if is_kind and home not in acting and ":" not in home:
                    near[home] = None
                    named.update({home: None} if mention.via in _NAMING else {})
        # *Das Land* is one called by its name rather than one whose minister was.
        near = named or near
        said = self.prominence(token.i)
        return (max(near, key=lambda home: said[home]),) if near else ()

    def topic(
        self, token: Token, without: Collection[str], *, lately: bool = True
    ) -> tuple[str, ...]:
        """Return the one state beside some that the report has spoken of most before a token.

        Clearly more than of any other; `lately`: also in the last sentences.
        """
        said = self.prominence(token.i)
        ranked = [(n, home) for home, n in said.most_common() if is_state(home)]
        ranked = [(n, home) for n, home in ranked if home not in without]
        if not ranked or ranked[0][0] < _OFTEN:
            return ()
        if len(ranked) > 1 and ranked[0][0] < _MARGIN * ranked[1][0]:
            return ()
        topic, before = ranked[0][1], token.doc[self._back(token, _SENTENCES_BACK) : token.i]
        near = {self.named.home(a) for t in before for a in self.named.at(t)}
        return (topic,) if topic in near or not lately else ()

    def prominence(self, end: int) -> Counter[str]:
        """Return how much states and organisations are spoken of before a token.

        A mention counts once, one in the subject twice: that is what the text is about. A capital
        counts for its state even where it is but a place.
        """
        said: Counter[str] = Counter()
        for place, home, weight in self._spoken_of:
            if place >= end:
                break
            said[home] += weight
        return said

    @cached_property
    def _spoken_of(self) -> list[tuple[int, str, int]]:
        """Tell where who is spoken of, and how much it weighs, in the order of the text."""
        seen: set[int] = set()
        found = []
        for token in self.named.doc:
            for mention in self.named.mentions(token.i):
                weight = (mention.start not in seen) + (relation(token) == "nsubj")
                seen.add(mention.start)
                for actor in mention.actors or self.named.state_of(token):
                    found.append((token.i, self.named.home(actor), weight))
        return found

    def _office_recalled(self, token: Token) -> tuple[str, ...]:
        """Return who was last named with this office; else the last named as somebody's colleague.

        *Die Ministerin* is the *Außenministerin* before, *der Minister* then her *Amtskollege*.
        """
        if not self.is_office(token):
            return ()
        holders = self._holders_before(token)
        # Of two presidents in a sentence *the President* goes on about the one who acts there.
        acts = relation(token) == "nsubj"
        acting = [holder for other, holder in holders if acts and self._is_acting(other)]
        named = acting or [holder for _, holder in holders]
        return named[0] if named else self._colleague_before(token)

    def _holders_before(self, token: Token) -> list[tuple[Token, tuple[str, ...]]]:
        """Return who is named with an office in the last sentence with any, the last one first."""
        found: list[tuple[Token, tuple[str, ...]]] = []
        for other in reversed(token.doc[self._back(token, _OFFICES_BACK) : token.i]):
            if found and other.sent != found[0][0].sent:
                break
            is_noun = other.pos_ in ("NOUN", "PROPN")
            if is_noun and self._same_office(other, token) and (holder := self._holder(other)):
                found.append((other, holder))
        return found

    def _is_acting(self, office: Token) -> bool:
        """Whether an office, or the name it stands before, is a subject."""
        beside = relation(office) in ("flat", "appos", "compound", "nmod")
        return "nsubj" in (relation(office), relation(office.head) if beside else "")

    def _colleague_before(self, token: Token) -> tuple[str, ...]:
        """Return who was last named as somebody's colleague."""
        colleagues = self.syntax.grammar.anaphors.colleagues
        for other in reversed(token.doc[self._back(token, _OFFICES_BACK) : token.i]):
            is_colleague = fold(self.syntax.lemma(other)) in colleagues
            is_noun = other.pos_ in ("NOUN", "PROPN")
            if is_noun and is_colleague and not self._same_office(other, token):
                return self._of([other])
        return ()

    def body(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Return whom *das Gericht* recalls where a mention takes it for one of the state at hand.

        A body of this kind that was named before goes first.
        """
        alone = mention.end - mention.start == len(token.text)
        determiners = self.syntax.grammar.anaphors.determiners
        if not alone or self.is_office(token) or not self._is_definite(token, determiners):
            return ()
        following = token.doc[token.i + 1 : token.i + 2]
        if any(word.lower_ in self.syntax.grammar.words.place for word in following):
            return ()  # *die Regierung in Dodoma*
        if found := self._body_recalled(token):
            return found
        # *Chinas Botschafter warnte die Regierung*: not his own.
        surface = self.syntax.surface(self.syntax.clause(token))
        if relation(token) not in ("obj", "iobj") or token in surface:
            return ()
        acting = self._homes_at(surface)
        is_own = bool(acting & {self.named.home(actor) for actor in mention.actors})
        return self._nearest(token, of_states=True) if is_own else ()

    def _homes_at(self, words: Iterable[Token]) -> set[str]:
        """Return for which states and organisations those stand that words name."""
        return {self.named.home(actor) for word in words for actor in self.named.at(word)}

    def _body_recalled(self, token: Token) -> tuple[str, ...]:
        """Return whose body of this kind was named before (*das Gericht*, *die Miliz*).

        *Das Verfassungsgericht in Bangkok* or *die RSF-Miliz*, before it a plain *Gericht*.
        """
        lemma = fold(self.syntax.lemma(token))
        specified = any(relation(c) in ("amod", "nmod", "acl", "appos") for c in token.children)
        if specified or token.pos_ != "NOUN":
            return ()
        for other in reversed(token.doc[self._back(token, _OFFICES_BACK) : token.i]):
            is_kind = other.pos_ in ("NOUN", "PROPN") and self._is_kind(other, lemma)
            if is_kind and (found := self._holder(other)):
                return found
        return ()

    def _is_kind(self, other: Token, lemma: str) -> bool:
        long = fold(self.syntax.lemma(other))
        return long == lemma or (self.syntax.grammar.clause.compounds and long.endswith(lemma))

    def is_office(self, token: Token) -> bool:
        """Whether a noun is an office that may recall its holder (*der Präsident*)."""
        offices = self.syntax.grammar.anaphors.offices
        return self.syntax.lexicon.is_head(self.syntax.lemma(token), offices)

    def _same_office(self, other: Token, token: Token) -> bool:
        """Whether `other` is the same office or a kind of it (*Außenministerin*, *Ministerin*)."""
        long, short = fold(self.syntax.lemma(other)), fold(self.syntax.lemma(token))
        compounds = self.syntax.grammar.clause.compounds
        if long != short and not (compounds and long.endswith(short)):
            return False
        return self._specified(token) <= self._specified(other)

    def _specified(self, office: Token) -> set[str]:
        """Return the words that say which office it is (*foreign*, *prime*)."""
        return {
            c.lower_
            for c in office.children
            if relation(c) in ("amod", "compound") and not self.named.at(c)
        }

    def _holder(self, office: Token) -> tuple[str, ...]:
        if relation(office) in ("nmod", "compound") and (named := self.named.at(office.head)):
            return named
        if self._is_bare(office):
            return ()
        return self._of([office])

    def _is_bare(self, office: Token) -> bool:
        """Whether a noun is but such a recalling word itself."""
        named = self.named.at(office) or any(self.named.at(c) for c in office.children)
        return not named

    def _back(self, token: Token, sentences: int) -> int:
        """Return the index of the first token of the sentence so many before."""
        first = int(token.sent.start)
        for _ in range(sentences):
            first = token.doc[first - 1].sent.start if first > 0 else 0
        return first

    def _is_definite(self, noun: Token, articles: frozenset[str]) -> bool:
        """Whether a noun has one of `articles`; the empty one asks for a bare noun."""
        if any(relation(c) == "det" and c.lower_ in articles for c in noun.children):
            return True
        bare = not any(relation(c) in ("det", "amod", "nmod", "nummod") for c in noun.children)
        return "" in articles and bare


def _is_union(actor: str) -> bool:
    """Whether an actor is an organisation of states or others, that *das Bündnis* may recall."""
    return bool(actor) and not is_state(actor) and not is_press(actor)
