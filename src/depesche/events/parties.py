"""Which actors take part: from the word in a slot to the actors it stands for.

In: a token and the mentions. Out: actor ids. Looks through holders (*Beamte des Ministeriums*,
*keines der fünf Länder*) to the state or organisation they belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token

from depesche.events.anaphora import Anaphora
from depesche.events.clauses import conjuncts, has, is_personal, relation
from depesche.events.lexicon import Frame, fold
from depesche.events.named import Named, is_state
from depesche.events.syntax import Syntax
from depesche.model import Actor, Mention

_MAX_DEPTH = 4
_NOUNS = frozenset({"NOUN", "PROPN"})
_WINDOW = 6
_SAME_THING = frozenset({"flat", "appos", "compound", "nmod:unmarked", "nmod:desc", "name"})
_OF_IT = ("poss", "adj")


class Parties(Named):
    """Actors by token, with a look through holders."""

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[Mention],
        syntax: Syntax,
        actors: Iterable[Actor] = (),
    ) -> None:
        prefixes = tuple(syntax.grammar.clause.attitudes)
        text = doc.text  # spaCy joins it anew each time
        own = [m for m in mentions if not self._is_attitude(m, text, prefixes)]
        super().__init__(doc, own, syntax.lexicon.lang, actors)
        self.syntax = syntax
        self.holders = syntax.grammar.holders
        self.anaphora = Anaphora(self, syntax, self.of)
        self._strangers: dict[str, tuple[str, ...]] = {}

    @staticmethod
    def _is_attitude(mention: Mention, text: str, prefixes: tuple[str, ...]) -> bool:
        """Whether an adjective is for or against a state, not of it (*antiamerikanisch*)."""
        before = text[max(0, mention.start - 10) : mention.start].rpartition(" ")[2]
        return mention.via == "adjective" and before.lower().rstrip("-") in prefixes

    def of(
        self,
        tokens: Iterable[Token],
        *,
        loose: bool = False,
        places: bool = False,
        towns: bool = False,
    ) -> tuple[str, ...]:
        """Return the actors that the nominals headed by `tokens` stand for, in text order.

        `loose` also looks through words that are no holders (*die Entscheidung Israels*), as is
        right for those whom an event is aimed at. With `places` a capital that is but a place
        stands for its state, as the goal of a visit or an attack does; with `towns` any town.
        """
        found: dict[str, None] = {}
        for token in tokens:
            for one in self._joined(token):
                named = self._of_one(one, loose, 0) or (self.state_of(one) if places else ())
                named = named or (self.town(one) if towns else ())
                found.update(dict.fromkeys(a for actor in named for a in self._acting_for(actor)))
        return tuple(found)

    def _joined(self, token: Token) -> list[Token]:
        """Return a nominal and those joined to it, by the parse perhaps to its apposition.

        *Premier Carney und sein Kollege Modi* are two; so are *El Salvador und Honduras*.
        """
        named = (c for c in token.children if relation(c) in ("appos", "flat", "det"))
        return [token, *conjuncts(token), *(j for c in named for j in conjuncts(c))]

    def _of_one(self, token: Token, loose: bool, depth: int) -> tuple[str, ...]:
        if depth > _MAX_DEPTH:
            return ()
        if shifted := self.anaphora.shifted(token):
            return shifted
        is_pronoun = token.pos_ == "PRON" and is_personal(token)
        if is_pronoun and (meant := self.anaphora.pronoun(token)):
            return meant
        if (named := self._by_name(token)) or is_pronoun:
            return named
        if loose or self.is_holder(token):
            return self._beyond(token, loose, depth) or self.anaphora.recalled(token)
        return self._adjective(token)

    def _by_name(self, token: Token) -> tuple[str, ...]:
        """Return whom the word itself, or a name in apposition to it, means."""
        if self.anaphora.is_counted_pair(token) or self.anaphora.is_neighbour(token):
            return ()
        here = self.index.at(token)
        if here is not None and here.via == "office" and (body := self.anaphora.body(token, here)):
            return body
        if here is not None and here.actors:
            return (*self._whole(token, here), *self._further(token, here))
        if own := self.at(token):
            return own
        for child in token.children:
            same = relation(child) in _SAME_THING or child.dep_ in _SAME_THING
            if same and not self.syntax.preposition(child) and self.at(child):
                joined = [one for one in conjuncts(child) if one.i < token.i]
                return self._apposed(token) or self._all_at([child, *joined])
        return ()

    def _whole(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """A word of two states (*deutsch-französisch*) stands for both, a named one for himself.

        A member of something is not the thing it is a member of (*EU-Mitglied Serbien*).
        """
        if mention.end - mention.start < len(token.text) and self._is_member(token):
            return self._apposed(token)
        if mention.via == "person":
            return mention.actors
        is_office = mention.via == "office"
        if is_office and (other := self._named(token) or self._of_another(token, mention)):
            return other
        if mention.via == "office" and has(token, "Number", "Plur"):
            # *Die Regierungschefs von X und Y* are not the one who governs X.
            return self._apposed(token) or self._beyond(token, False, 0) or mention.actors
        if mention.end - mention.start < len(token.text) and (both := self.at(token)):
            return both
        return mention.actors

    def _acting_for(self, actor: str) -> tuple[str, ...]:
        """Return for whom a person acts whom nobody knows, by his office (*its envoy, Li Hua*)."""
        if not actor.startswith("person:") or self.home(actor) != actor:
            return (actor,)
        if actor not in self._strangers:
            self._strangers[actor] = ()  # his office may lead back to him
            self._strangers[actor] = self._by_office(actor)
        return self._strangers[actor] or (actor,)

    def _by_office(self, person: str) -> tuple[str, ...]:
        for mention in self.index.mentions:
            if mention.actors != (person,) or mention.via != "person":
                continue
            for office in self._offices_beside(mention):
                named = (self._beyond(office, False, 1), self.anaphora.served(office))
                for found in map(self.homes, named):
                    if found and found != (person,):
                        return found
        return ()

    @staticmethod
    def _is_same(token: Token) -> bool:
        return relation(token) in _SAME_THING or token.dep_ in _SAME_THING

    def _offices_beside(self, mention: Mention) -> Iterator[Token]:
        """Yield the nouns for an office in apposition to a name, or that it stands in."""
        for token in self.covered(mention):
            beside = [token.head] if self._is_same(token) else []
            beside += filter(self._is_same, token.children)
            yield from (t for t in beside if t.pos_ in _NOUNS and self.is_holder(t))

    def _of_another(self, office: Token, mention: Mention) -> tuple[str, ...]:
        """Return the state that follows an office where the mention took it for another's."""
        following = (c for c in self.syntax.fill(office, "poss") if c.i > office.i)
        states = tuple(a for c in following for a in self.at(c) if is_state(a))
        homes = {self.home(actor) for actor in mention.actors}
        inside = office.idx + len(office.text) < mention.end
        return () if inside or homes & set(states) else states

    def _further(self, token: Token, mention: Mention) -> tuple[str, ...]:
        """Return the other states of an office that several share (*die Chefs von A, B und C*)."""
        found: dict[str, None] = {}
        for lower in token.doc[token.i + 1 : token.i + _WINDOW]:
            if lower.idx >= mention.end:
                break
            for one in conjuncts(lower):
                if one.idx >= mention.end:
                    found.update(dict.fromkeys(self.at(one)))
        for owner in self.syntax.fill(token, "poss"):
            for one in conjuncts(owner):
                found.update(dict.fromkeys(self.at(one)))
        if mention.via == "office" and not found:
            found.update(dict.fromkeys(self._further_seats(token)))
        return tuple(found)

    def _further_seats(self, token: Token) -> tuple[str, ...]:
        """Return the other states of *die Regierungen in Ankara und Athen*."""
        following = token.doc[token.i + 1 : token.i + 3]
        if len(following) < 2 or following[0].lower_ not in self.syntax.grammar.words.place:
            return ()
        found: dict[str, None] = {}
        for one in conjuncts(following[1]):
            found.update(dict.fromkeys(self.at(one) or self.state_of(one)))
        return tuple(found)

    def _is_member(self, token: Token) -> bool:
        return self.syntax.lexicon.is_head(self.syntax.lemma(token), self.holders.members)

    def _apposed(self, token: Token) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for child in token.children:
            if relation(child) in _SAME_THING and child.i > token.i:
                for one in (child, *conjuncts(child)):
                    found.update(dict.fromkeys(self.at(one)))
        return tuple(found)

    def _all_at(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(actor for token in tokens for actor in self.at(token)))

    def _named(self, office: Token) -> tuple[str, ...]:
        """Return the person whose name follows an office (*der Präsident Joe Biden*)."""
        for child in office.children:
            if relation(child) in _SAME_THING and child.i > office.i:
                for mention in self.mentions(child.i):
                    if mention.via == "person":
                        return mention.actors
        return ()

    def is_holder(self, token: Token) -> bool:
        """Whether a word is an office, body or share that belongs to some actor."""
        if token.text.endswith("-") and (later := conjuncts(token)):
            return self.is_holder(later[-1])
        if token.lower_ in self.holders.stand_ins and token.pos_ in ("PRON", "DET"):
            return True
        return self.syntax.lexicon.is_head(self.syntax.lemma(token), self.holders.heads)

    def _adjective(self, token: Token) -> tuple[str, ...]:
        if self.syntax.lexicon.is_head(self.syntax.lemma(token), self.holders.private):
            return ()
        for child in token.children:
            if relation(child) == "amod" and (named := self.at(child)):
                return named
        return ()

    def _beyond(self, token: Token, loose: bool, depth: int) -> tuple[str, ...]:
        if frames := self.syntax.lexicon.frames(self.syntax.lemma(token), "noun"):
            return self._doer(token, frames[0], depth)
        found: dict[str, None] = {}
        colleagues = self.syntax.grammar.anaphors.colleagues
        others = fold(self.syntax.lemma(token)) in colleagues or self.anaphora.is_neighbour(token)
        for slot in _OF_IT:
            for child in self.syntax.fill(token, slot):
                # *His Sudanese counterpart* is not his, *its neighbour* not itself.
                if child.i == token.i or (others and is_personal(child)):
                    continue
                for one in (child, *conjuncts(child)):
                    found.update(dict.fromkeys(self._of_one(one, True, depth + 1)))
            if found:
                return tuple(found)
        return (
            self._by_origin(token, loose, depth)
            or self._by_case(token)
            or self._next(token, loose)
            or self._owner(token, loose, others)
        )

    def _owner(self, token: Token, loose: bool, others: bool) -> tuple[str, ...]:
        """Return whose a noun is by a possessive (*seine Armee*).

        What is aimed at is not the subject's own; a counterpart is not his either.
        """
        found = () if others else self.anaphora.owner(token)
        if not loose or not found:
            return found
        subjects = self.syntax.surface(self.syntax.clause(token))
        own = {self.home(a) for t in subjects if t.pos_ != "PRON" for a in self.at(t)}
        return tuple(a for a in found if self.home(a) not in own)

    def _doer(self, event: Token, frame: Frame, depth: int) -> tuple[str, ...]:
        """Return who did what an event noun tells: praise or blame for it is theirs.

        *The Russian invasion of Ukraine* leads to Russia, *the attack on Israel* to nobody.
        """
        if frame.reciprocal and (met := self._partners(event, frame, depth)):
            return met
        aims = [slot.removeprefix("~") for slot in frame.recipient]
        prepositions = [slot for slot in aims if slot not in ("poss", "obj", "iobj", "adj")]
        filled = (self.syntax.fill(event, slot) for slot in prepositions)
        # *The support of X for Y* is aimed at Y.
        aimed = {t.i for t in next(filter(None, filled), ())}
        from_whom = [s for s in frame.actor if s in self.syntax.grammar.words.origin]
        for slot in ("adj", "by", "poss", *from_whom):
            found: dict[str, None] = {}
            for child in self.syntax.fill(event, slot):
                if child.i == event.i or child.i in aimed:
                    continue
                for one in (child, *conjuncts(child)):
                    found.update(dict.fromkeys(self._of_one(one, True, depth + 1)))
            if found:
                return tuple(found)
        return self.anaphora.owner(event) or self._scene(event, aimed)

    def _partners(self, event: Token, frame: Frame, depth: int) -> tuple[str, ...]:
        """Return with whom one meets (*turned down a call with X*)."""
        found: dict[str, None] = {}
        for slot in frame.recipient:
            for child in self.syntax.fill(event, slot.removeprefix("~")):
                for one in (child, *conjuncts(child)):
                    found.update(dict.fromkeys(self._of_one(one, True, depth + 1)))
        return tuple(found)

    def _scene(self, event: Token, aimed: set[int]) -> tuple[str, ...]:
        """Return the state in which something was done: blame for arrests in Belarus is Minsk's."""
        words = self.syntax.grammar.words
        for token in event.subtree:
            if token.i <= event.i or token.i in aimed:
                continue
            inside = self.syntax.preposition(token) in words.origin & words.place
            if inside and (named := self.at(token) or self.state_of(token)):
                return named
        following = event.doc[event.right_edge.i + 1 : event.right_edge.i + 3]
        if len(following) == 2 and following[0].lower_ in words.origin & words.place:
            return self.at(following[1])
        return ()

    def _by_case(self, token: Token) -> tuple[str, ...]:
        """Look for a genitive that the parser hung below something else within the noun phrase."""
        for lower in token.subtree:
            if lower.i <= token.i or not has(lower, "Case", "Gen"):
                continue
            if self.syntax.preposition(lower) is None and (named := self.at(lower)):
                return named
        return ()

    def _next(self, token: Token, loose: bool) -> tuple[str, ...]:
        """Look at the words that follow a holder, however the parser attached them."""
        words = self.syntax.grammar.words
        seat = self.syntax.lexicon.is_head(self.syntax.lemma(token), self.holders.seats)
        for place in range(token.i + 1, min(token.i + _WINDOW, len(token.doc))):
            word = token.doc[place]
            if named := self.at(word):
                found = dict.fromkeys(named)
                for one in conjuncts(word):
                    found.update(dict.fromkeys(self.at(one)))
                return tuple(found)
            if (seat or loose) and word.lower_ in words.place & words.origin:
                continue
            if seat and (state := self.state_of(word)):
                return state
            of_it = words.possessive | (words.origin - words.place)
            possessive = word.lower_ in of_it or word.pos_ in ("DET", "ADJ", "NUM")
            if not possessive or (place == token.i + 1 and word.pos_ in ("ADJ", "NUM")):
                return ()
        return ()

    def named_after(self, noun: Token) -> tuple[str, ...]:
        """Return whom the phrase after a noun names, however the parser attached it."""
        grammar = self.syntax.grammar
        following = noun.doc[noun.i + 1 : noun.i + _WINDOW]
        if not following or following[0].pos_ != "ADP":
            return ()
        first = following[0].lower_
        if grammar.fused.get(first, first) not in grammar.aims.slots:
            return ()
        for word in following[1:]:
            if named := self.at(word):
                return named
            if word.pos_ not in ("DET", "ADJ"):
                return ()
        return ()

    def _by_origin(self, token: Token, loose: bool, depth: int) -> tuple[str, ...]:
        words = self.syntax.grammar.words
        seat = self.syntax.lexicon.is_head(self.syntax.lemma(token), self.holders.seats)
        for child in token.children:
            preposition = self.syntax.preposition(child)
            if preposition is None or relation(child) not in ("nmod", "obl"):
                continue
            inside = preposition in words.place
            # *Die Führung um X* is led by X.
            around = seat and preposition in words.around
            if around or (preposition in words.origin and (not inside or seat or loose)):
                found: dict[str, None] = {}
                for one in (child, *conjuncts(child)):
                    named = self._of_one(one, True, depth + 1)
                    if not named and (seat or loose or not inside):
                        named = self.state_of(one)
                    if not named and (seat or loose):
                        named = self.town(one)
                    found.update(dict.fromkeys(named))
                if found:
                    return tuple(found)
        return ()
