"""Where the parties of a predicate stand: logical slots over Universal Dependencies (v2).

In: a token of a parsed `Doc` and a slot (`subj`, `obj`, `iobj`, `comp`, `poss`, `adj`, `by`, `ins`
or a preposition). Out: the tokens that fill it, passives undone, control and relatives resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.tokens import Token

from depesche.events.clauses import (
    DEPTH,
    PREDICATES,
    Clauses,
    conjuncts,
    has,
    once,
    relation,
    values,
)
from depesche.events.lexicon import fold

_OBLIQUE = frozenset({"obl", "nmod", "iobj", "obj", "nsubj", "advmod", "conj", "dep"})
_NOMINALS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})


class Syntax(Clauses):
    """Questions to one parse about who stands where; each `Doc` needs its own."""

    @once
    def surface(self, verb: Token, depth: int = 0) -> list[Token]:
        """Return the grammatical subject of a clause, understood ones included."""
        own = [c for c in verb.children if relation(c) == "nsubj"]
        own = own or self._below_auxiliary(verb) or [c for c in verb.children if self.acts(c)]
        if own and self._is_bare_infinitive(verb):
            own = []  # *an, Syrien Strom zu liefern*: an infinitive has objects only
        if self._shares_subject(verb):
            return self._understood(verb, depth)
        right = [c for c in own if not self.is_oblique(c)]
        if own and not right:
            # The parser took a dative or accusative for the subject; that stands as object then.
            bare = (c for c in verb.children if relation(c) == "obj" and c.i not in own)
            right = [c for c in bare if not self.is_oblique(c)]
        if relation(verb) == "conj" and right and all(self.is_accusative(c) for c in right):
            return self._understood(verb, depth)
        if own:
            return [self.antecedent(c) for c in (right or own)[:1]]
        return self._understood(verb, depth) or self._astray(verb) or self._asked_about(verb)

    def _asked_about(self, verb: Token) -> list[Token]:
        """Return whom a short question just before names (*Und Paris? Hat Soldaten geschickt.*)."""
        first = verb.sent.start
        if verb.head.i != verb.i or first == 0 or not self.grammar.clause.verb_second:
            return []
        opening, question = verb.doc[first], verb.doc[first - 1].sent
        is_first = opening.i == verb.i or (opening.head.i == verb.i and opening.pos_ == "AUX")
        if not is_first or not self.is_finite(verb) or question[-1].text != "?":
            return []
        is_bare = not any(t.pos_ in PREDICATES | {"AUX"} for t in question)
        return [question.root] if is_bare and question.root.pos_ in _NOMINALS else []

    @once
    def acts(self, pronoun: Token) -> bool:
        """Whether what the parser took for an expletive does something (*It asked France*)."""
        verb = pronoun.head
        if pronoun.dep_ != "expl" or self.grammar.clause.gendered or pronoun.i > verb.i:
            return False
        if not has(pronoun, "PronType", "Prs") or not self.lexicon.frames(self.lemma(verb), "verb"):
            return False
        kinds = {relation(c) for c in verb.children}
        return bool(kinds & {"obj", "iobj"}) and not kinds & {"csubj", "ccomp", "nsubj"}

    @staticmethod
    def _below_auxiliary(verb: Token) -> list[Token]:
        """Return a subject that the parser hung on the auxiliary of its verb."""
        auxiliaries = (c for c in verb.children if relation(c) == "aux")
        return [c for aux in auxiliaries for c in aux.children if relation(c) == "nsubj"]

    def _beside_clause(self, verb: Token, subjects: list[Token]) -> list[Token]:
        """Return the name that acts beside a relative that stands for a clause.

        *Was Manila ablehnte*: Manila did, whatever the parser called the two.
        """
        if subjects[0].lower_ not in self.grammar.clause.sentential or len(subjects) > 1:
            return []
        return [
            c
            for c in verb.children
            if relation(c) in ("obj", "obl") and c.pos_ == "PROPN" and self.preposition(c) is None
        ][:1]

    def _is_bare_infinitive(self, verb: Token) -> bool:
        """Whether a verb is an infinitive with *zu*, where such have no subject of their own."""
        marks = self.grammar.clause.infinitive_marks
        if not self.grammar.clause.verb_second or self.is_finite(verb):
            return False
        return any(relation(c) == "mark" and c.lower_ in marks for c in verb.children)

    def _shares_subject(self, verb: Token) -> bool:
        """Whether a verb right after *und* leaves out its subject (*kam und lud die Gäste ein*).

        In a language whose verb stands second nothing but an object can follow it then.
        """
        if not self.grammar.clause.verb_second or verb.i == 0 or verb.head.i >= verb.i:
            return False
        if not self.is_finite(verb):
            return self._shares_auxiliary(verb)
        joined = relation(verb) == "conj" and relation(verb.nbor(-1)) == "cc"
        return (joined or self._is_listed(verb)) and any(
            relation(c) == "nsubj" and c.i < verb.i for c in verb.head.children
        )

    def _shares_auxiliary(self, verb: Token) -> bool:
        """Whether a participle has only the auxiliary before *und* (*hat X gelobt und Y gerügt*).

        What stands between is its object then.
        """
        if relation(verb) != "conj" or self.is_passive(verb.head) or self.is_passive(verb):
            return False
        own = [c for c in verb.children if c.i < verb.i]
        if any(relation(c) == "aux" for c in verb.children) or not any(
            relation(c) == "cc" for c in own
        ):
            return False
        perfect = self.grammar.clause.perfect_auxiliaries
        has_auxiliary = any(
            relation(c) == "aux" and fold(c.lemma_) in perfect and self.is_finite(c)
            for c in verb.head.children
        )
        return has_auxiliary and bool(self.surface(verb.head))

    def _is_listed(self, verb: Token) -> bool:
        """Whether a verb stands in a row of such (*bildet aus, liefert X Waffen und hilft*)."""
        if verb.i == 0 or relation(verb) not in ("conj", "parataxis"):
            return False
        if verb.nbor(-1).text != ",":
            return False
        later = (c for t in (verb, verb.head) for c in t.children if c.i > verb.i)
        return any(
            relation(c) == "conj" and relation(c.nbor(-1)) == "cc" and self.is_finite(c)
            for c in later
        )

    def _astray(self, verb: Token) -> list[Token]:
        """Return a bare name before a finite verb without subject, whatever the parser called it.

        Or the first of two objects around the verb (*das Regime verhaftete zwei Priester*).

        It is not asked whether the verb has an object there: where a clause has but one bare
        name before its verb, that is mostly the subject.
        """
        if not self.is_finite(verb):
            return []
        for child in sorted(verb.children, key=lambda c: c.i):
            if child.i >= verb.i or child.pos_ not in ("PROPN", "NOUN"):
                continue
            stray = relation(child) in ("nmod", "dep", "vocative", "appos", "advmod", "obl")
            stray = stray or (relation(child) == "obj" and self._has_later_object(verb))
            definite = relation(child) == "obj" and any(
                relation(c) == "det" and has(c, "PronType", "Art") for c in child.children
            )
            is_known = bool(child.ent_type_) or (definite and not self.is_oblique(child))
            if stray and self.preposition(child) is None and is_known:
                return [child]
        return self._undeclined(verb)

    def _undeclined(self, verb: Token) -> list[Token]:
        """Return a name right before its verb that the parser hung on the words before it.

        *В четверг США ввели санкции*: a name that is not declined may be any case.
        """
        name = verb
        while name.i > 0 and (name.i == verb.i or name.pos_ in ("ADV", "PART")):
            name = name.nbor(-1)
        owned = relation(name) == "nmod" and name.head.i < name.i and verb.is_ancestor(name)
        clear = owned and has(name, "Case", "Nom") and self.clause(name).i == verb.i
        if not clear and (name.head.head.i != verb.i or relation(name.head) != "obl"):
            return []
        unchanged = name.pos_ == "PROPN" and name.text == name.lemma_ and bool(name.ent_type_)
        return [name] if owned and unchanged and self.preposition(name) is None else []

    def _has_later_object(self, verb: Token) -> bool:
        return any(relation(c) == "obj" and c.i > verb.i for c in verb.children)

    @once
    def _understood(self, verb: Token, depth: int) -> list[Token]:
        """Return the subject of a clause that has none of its own (control, coordination ...)."""
        if depth > DEPTH or verb.head.i == verb.i:
            return []
        kind, is_open = relation(verb), not self.is_finite(verb)
        above = verb.head.pos_ in PREDICATES
        if kind == "parataxis" and above and self._is_listed(verb):
            kind = "conj"
        if kind in ("xcomp", "ccomp", "advcl") and (noun := self.noun_above(verb)) is not None:
            return self._of_noun(noun, depth)
        if kind in ("xcomp", "ccomp") and is_open:
            return self._controller(verb.head, depth)
        if above and kind == "advcl" and is_open and (blamed := self._blamed(verb)):
            return blamed
        if above and (kind == "conj" or (kind == "advcl" and is_open)):
            head = self._joined_to(verb) if kind == "conj" else verb.head
            shared = self.agrees(verb, head) or self._is_second_negation(verb)
            return self.surface(head, depth + 1) if shared else []
        return self._of_attribute(verb, depth) if kind == "acl" else []

    def _joined_to(self, verb: Token) -> Token:
        """Return the verb that a later member of a row is joined to.

        A finite verb is not joined to a gerund: *accused X of lying and begged Y* to the accusing.
        """
        head = verb.head
        if not has(verb, "VerbForm", "Fin") or not has(head, "VerbForm", "Ger"):
            return head
        for above in head.ancestors:
            if above.pos_ in PREDICATES and self.is_finite(above):
                return above
        return head

    def _is_second_negation(self, verb: Token) -> bool:
        """Whether a clause goes on with what none did (*keines hat ..., noch haben sie ...*)."""
        neither = self.grammar.words.neither
        return any(relation(c) == "cc" and c.lower_ in neither for c in verb.children)

    @once
    def noun_above(self, verb: Token) -> Token | None:
        """Return the noun an infinitive belongs to though the parser hung it on the verb.

        *Er hat die Bemühungen verstärkt, X zu treffen* is about efforts to meet X.
        """
        if not self.is_infinitive(verb) or verb.head.pos_ not in PREDICATES:
            return None
        if any("comp" in o.slots for o in self.lexicon.operators(self.lemma(verb.head), "verb")):
            return None
        for child in verb.head.children:
            before = child.i < verb.i and relation(child) in ("obj", "nsubj", "obl")
            if child.pos_ == "NOUN" and before:
                operators = self.lexicon.operators(self.lemma(child), "noun")
                if any("comp" in operator.slots for operator in operators):
                    return child
        return None

    def _controller(self, head: Token, depth: int) -> list[Token]:
        """Return who is meant to act in an infinitive below `head` (*zwingt X, Y zu tun*)."""
        if fold(self.lemma(head)) not in self.grammar.holders.subject_control:
            asked = self.objects(head) or self.fill(head, "iobj")
            if asked and all(t.pos_ in _NOMINALS for t in asked):
                return asked
        if head.pos_ in ("NOUN", "PROPN"):
            return self._of_noun(head, depth)
        if self.is_passive(head):
            return self.surface(head, depth + 1)
        return self.surface(head, depth + 1)

    def _blamed(self, verb: Token) -> list[Token]:
        """Return who did what a gerund tells (*accused X of shelling*, *kept X from leaving*)."""
        marks = self.grammar.clause.object_marks
        if not any(relation(c) == "mark" and c.lower_ in marks for c in verb.children):
            return []
        return [t for t in self.objects(verb.head) if t.pos_ in _NOMINALS]

    def _of_attribute(self, verb: Token, depth: int) -> list[Token]:
        noun = verb.head
        if self.is_infinitive(verb):
            return self._of_noun(noun, depth)
        return self._sender(noun, depth) or self._writer(verb, depth) or [noun]

    def _writer(self, verb: Token, depth: int) -> list[Token]:
        """Return the subject above where a relative clause leaves its own out.

        *Путин направил письмо, в котором извинился*: not the letter is sorry.
        """
        noun = verb.head
        relative = any(
            self.preposition(c) is not None and self.antecedent(c).i == noun.i
            for c in verb.children
            if c.i != self.antecedent(c).i
        )
        if relative and self.is_finite(verb) and noun.head.pos_ in PREDICATES:
            return self.surface(noun.head, depth + 1)
        return []

    def _sender(self, noun: Token, depth: int) -> list[Token]:
        """Return who speaks by a message (*issued a statement condemning X*)."""
        holders = self.grammar.holders
        if fold(self.lemma(noun)) not in holders.messages or noun.head.pos_ not in PREDICATES:
            return []
        sent = relation(noun) == "obj" and fold(self.lemma(noun.head)) in holders.sending
        inside = relation(noun) == "obl" and self.preposition(noun) in self.grammar.words.place
        return self.surface(noun.head, depth + 1) if sent or inside else []

    def _of_noun(self, noun: Token, depth: int) -> list[Token]:
        """Return who acts in an infinitive that depends on a noun (*die Chance für X, zu ...*)."""
        for slot in (*sorted(self.grammar.words.beneficiary), "poss", "adj"):
            if found := self.fill(noun, slot):
                return found
        if relation(noun) in ("obj", "obl") and noun.head.pos_ in PREDICATES:
            return self.surface(noun.head, depth + 1)
        return []

    @once
    def objects(self, verb: Token) -> list[Token]:
        """Return the logical direct objects: the grammatical subject of a passive."""
        if self.is_passive(verb) and (suffered := self.surface(verb)):
            return suffered
        found = self._bare(verb)
        if len(found) > 1 and self._is_aside(found[1], found[0]):
            found = found[:1]
        if len(found) > 1 and found[1].i > found[0].i + 1:
            # Of two bare objects the first is the dative: *liefert der Ukraine Panzer*. Two in a
            # row are one that the parser split.
            found = found[1:]
        if not found:
            found = [self.antecedent(c) for c in verb.children if self._may_be_object(c)]
        if not found:
            # *Назвала Судан агрессором*: of two nominal complements the first is the object.
            named = [c for c in verb.children if c.dep_ == "xcomp" and c.pos_ in _NOMINALS]
            found = named[:1] if len(named) > 1 else []
        if not found and (stray := self.stray_particle(verb)) is not None:
            found = [stray.head] if relation(stray) == "case" else []
        if not found and (noun := self._related(verb)) is not None:
            found = [noun]
        if not found and relation(verb) == "conj" and verb.i < verb.head.i + 4:
            found = [c for c in verb.head.children if relation(c) == "obj" and c.i > verb.i]
        return [whole for noun in found for whole in self._whole(noun)]

    def _whole(self, noun: Token) -> list[Token]:
        """Return what a noun is a part of: *setzte Teile der Hilfe aus* is about the aid."""
        if noun.pos_ not in ("NOUN", "ADJ", "PRON"):
            return [noun]
        is_share = fold(self.lemma(noun)) in self.grammar.words.shares
        return (self._possessors(noun) if is_share else []) or [noun]

    def _related(self, verb: Token) -> Token | None:
        """Return the noun that a relative clause lacks as its object (*an idea that X derided*)."""
        if verb.dep_ != "acl:relcl" or not any(relation(c) == "nsubj" for c in verb.children):
            return None
        marks = {c.lower_ for c in verb.children if relation(c) == "mark"}
        return verb.head if marks & self.grammar.clause.relative else None

    @staticmethod
    def _is_aside(later: Token, first: Token) -> bool:
        """Whether a second object but comments on the clause (*accuses X, a charge he denies*)."""
        own = [t.i for t in (later, *later.children) if t.pos_ != "PUNCT" and t.i > first.i]
        if not own:
            return False
        before = later.doc[min(own) - 1]
        return before.text == "," and values(later, "Case") == values(first, "Case")

    def _may_be_object(self, token: Token) -> bool:
        """Whether a token without preposition may be the direct object a verb seems to lack."""
        if self.preposition(token) is not None or self.is_reflexive_word(token):
            return False
        if token.dep_ == "obl:arg":
            # The forms of *den Nachbarn* are those of a dative; with *den* one of them is none.
            marked = self.grammar.clause.accusative_determiners
            singular = has(token, "Number", "Sing") and any(
                relation(c) == "det" and c.lower_ in marked for c in token.children
            )
            return has(token, "Case", "Acc") or singular or not self.is_oblique(token)
        # Names that are not declined (*Душанбе*) may be any case.
        unchanged = token.pos_ == "PROPN" and fold(token.lemma_) == fold(token.text)
        declined = self.grammar.clause.gendered and bool(values(token, "Case"))
        return token.dep_ == "iobj" and (unchanged or not declined)

    @once
    def _bare(self, verb: Token) -> list[Token]:
        """Return objects without preposition, second subjects among them: those are objects too."""
        taken = {t.i for t in self.surface(verb)} if self.grammar.clause.oblique_determiners else ()
        return [
            self.antecedent(c)
            for c in verb.children
            if not self.is_reflexive_word(c)
            and (relation(c) == "obj" or (relation(c) == "nsubj" and self._is_second(c)))
            and c.i not in taken
        ]

    def _is_second(self, subject: Token) -> bool:
        """Whether a nominal is called a subject beside the one that its verb has."""
        return subject.i not in {t.i for t in self.surface(subject.head)} and (
            "Rel" not in values(subject, "PronType")
        )

    @once
    def agents(self, verb: Token) -> list[Token]:
        """Return the agents of a passive (*von*, *durch*, *by*, Russian instrumental)."""
        found = [
            c
            for c in verb.children
            if c.dep_ == "obl:agent" and self.preposition(c) in (None, *self.grammar.words.agent)
        ]
        if not found:
            found = [
                c
                for c in verb.children
                if relation(c) in ("obl", "nmod")
                and self.preposition(c) in self.grammar.words.agent
            ]
        return found or self.fill(verb, "ins")

    def subjects(self, verb: Token) -> list[Token]:
        """Return the logical subjects: the agents of a passive."""
        return self.agents(verb) if self.is_passive(verb) else self.surface(verb)

    @once
    def fill(self, head: Token, slot: str) -> list[Token]:
        """Return the tokens that fill a slot of a predicate or noun, in text order."""
        special: dict[str, Callable[[Token], list[Token]]] = {
            "subj": self._fill_subj,
            "surface": self.surface,
            "obj": self._fill_obj,
            "iobj": self._dative,
            "poss": self._possessors,
            "adj": self._modifiers,
            "by": self._by,
            "ins": self._instrumental,
            "comp": self._complement_subjects,
            "compobj": self._complement_objects,
        }
        return special[slot](head) if slot in special else self._oblique(head, slot)

    def _fill_subj(self, head: Token) -> list[Token]:
        return self.subjects(head) if head.pos_ in PREDICATES else self.surface(head)

    def _fill_obj(self, head: Token) -> list[Token]:
        return self.objects(head) if head.pos_ in PREDICATES else []

    def _dative(self, head: Token) -> list[Token]:
        found = [
            self.antecedent(c)
            for c in head.children
            if not self.is_reflexive_word(c)
            and (
                relation(c) == "iobj"
                or (c.dep_ == "obl:arg" and not self.preposition(c))
                or (
                    relation(c) in ("obj", "obl", "nmod", "nsubj")
                    and has(c, "Case", "Dat")
                    and not self.preposition(c)
                    and c.pos_ in _NOMINALS
                )
            )
        ]
        if not found and head.pos_ in PREDICATES and len(bare := self._bare(head)) > 1:
            found = bare[:1] if bare[1].i > bare[0].i + 1 else []
        if not found and head.pos_ in PREDICATES:
            below = (c for noun in self.objects(head) for c in noun.children)
            found = [c for c in below if self._is_stray_dative(c)]
        if not found and head.pos_ == "NOUN":
            # *Выделение Гаити миллиона*: of two that look like owners one may be a dative.
            owners = [c for c in head.children if self._is_genitive(c)]
            found = [c for c in owners if len(owners) > 1 and self._is_stray_dative(c)]
        if not found and relation(head) == "conj" and head.head.pos_ == head.pos_:
            return self._dative(head.head)
        return found

    def _is_stray_dative(self, token: Token) -> bool:
        """Whether what the parser took for an owner is a dative (*sent Ukraine aid*)."""
        if token.dep_ == "compound":
            verb = token.head.head
            return token.pos_ == "PROPN" and token.i == verb.i + 1 and token.ent_type_ != "PER"
        if token.dep_ == "nmod:poss":
            unmarked = not any(relation(c) == "case" for c in token.children)
            return token.pos_ == "PROPN" and unmarked and not has(token, "Case", "Gen")
        if token.dep_ != "nmod" or self.preposition(token) is not None:
            return False
        endings = self.grammar.clause.ambiguous_datives
        alike = token.text == token.lemma_ or (endings and token.text.endswith(endings))
        return self.is_dative(token) or bool(endings and token.pos_ == "PROPN" and alike)

    def _possessors(self, head: Token) -> list[Token]:
        found = []
        for child in head.children:
            preposition = self.preposition(child)
            bare = child.dep_ in ("nmod", "nmod:poss") and preposition is None
            if bare and has(child, "Case", "Ins"):
                # *Обстрел Израилем юга Ливана*: what the parser hung on the agent is not his.
                found += [c for c in child.children if c.i > child.i and self._is_genitive(c)]
                continue
            bare = bare or (child.dep_ == "appos" and has(child, "Case", "Gen"))
            marked = (
                relation(child) in ("nmod", "obl") and preposition in self.grammar.words.possessive
            )
            if bare or marked or child.dep_ == "nmod:poss":
                found.append(child)
        if not found and head.pos_ in PREDICATES:
            # *Nahm das Angebot Chinas an*: whose the object is.
            below = (c for c in head.children if c.dep_ == "obl" and c.pos_ == "NOUN")
            nouns = self.objects(head) or below  # *schlug sich auf die Seite Tansanias*
            found = [c for noun in nouns for c in self._possessors(noun)]
        return [self.antecedent(c) for c in found]

    def _is_genitive(self, token: Token) -> bool:
        nominal = relation(token) == "nmod" and self.preposition(token) is None
        return nominal and has(token, "Case", "Gen")

    def _modifiers(self, head: Token) -> list[Token]:
        found = [
            c
            for c in head.children
            if c.i < head.i + 1
            and relation(c) in ("amod", "compound", "flat", "nmod", "appos")
            and not self.preposition(c)
        ]
        return [head, *found]

    def _by(self, head: Token) -> list[Token]:
        found = [
            c
            for c in head.children
            if relation(c) in ("nmod", "obl")
            and self.preposition(c) in (self.grammar.words.agent - self.grammar.words.possessive)
        ]
        found += [c for c in head.children if c.dep_ in ("nmod:agent", "obl:agent")]
        for participle in head.children:
            if relation(participle) in ("amod", "acl") and participle.dep_ != "acl:relcl":
                found += self.agents(participle)
        return found or self._instrumental(head)

    def _instrumental(self, head: Token) -> list[Token]:
        return [
            c
            for c in head.children
            if relation(c) in ("obl", "nmod", "iobj")
            and has(c, "Case", "Ins")
            and not self.preposition(c)
        ]

    @once
    def _complement_subjects(self, head: Token) -> list[Token]:
        found: list[Token] = []
        for child in self.complements(head):
            found += [self.antecedent(c) for c in child.children if relation(c) == "nsubj"]
        return found

    def _complement_objects(self, head: Token) -> list[Token]:
        return [t for c in self.complements(head) for t in self.objects(c)]

    def _oblique(self, head: Token, preposition: str) -> list[Token]:
        found = self._marked(head.children, preposition)
        if not found and head.pos_ in PREDICATES:
            for noun in self.objects(head):
                found += self._marked(noun.children, preposition)
        if not found and head.pos_ in PREDICATES and relation(head) == "conj":
            later = [c for c in head.head.children if c.i > head.i]
            found = self._marked(later, preposition)
        if not found:
            found = self._marked(self._below(head), preposition)[:1]
        if not found:
            found = self._marked(self._before_complement(head), preposition)[:1]
        return [self.antecedent(t) for t in found]

    def _marked(self, tokens: Iterable[Token], preposition: str) -> list[Token]:
        return [
            t
            for t in tokens
            if relation(t) in _OBLIQUE
            and t.pos_ in _NOMINALS | {"ADJ", "DET"}
            and self.preposition(t) == preposition
        ]

    def _before_complement(self, head: Token) -> list[Token]:
        """Return what the parser hung on a dependent clause though it stands before its comma."""
        found = []
        for clause in self.complements(head):
            for child in clause.children:
                between = clause.doc[child.i + 1 : clause.i]
                if head.i < child.i < clause.i and any(t.text == "," for t in between):
                    found.append(child)
        return found

    @once
    def _below(self, head: Token) -> list[Token]:
        """Return nominals deeper in the same clause: prepositions often hang one node too low."""
        found: list[Token] = []
        stack = [c for c in head.children if c.pos_ in _NOMINALS]
        while stack:
            node = stack.pop(0)
            if self.lexicon.frames(self.lemma(node), "noun"):
                # An event noun keeps its own parties (*seit dem Angriff auf X*).
                continue
            for child in node.children:
                if child.pos_ in _NOMINALS and not self.is_clause(child):
                    found.append(child)
                    stack.append(child)
        return sorted(found, key=lambda t: t.i)

    @once
    def heads(self, head: Token, slot: str) -> list[Token]:
        """Return the words in a slot with their conjuncts, for tests on their lemmas.

        Beside the slots of `fill`: relations (`xcomp`, `advmod`), `compaux` (auxiliaries of
        the dependent clause), `clause` (all words below).
        """
        if slot in ("xcomp", "ccomp", "advmod", "advcl"):
            found = [c for c in head.children if relation(c) == slot]
        elif slot == "comp":
            found = self.complements(head)
        elif slot == "compaux":
            return [a for c in self.complements(head) for a in c.children if relation(a) == "aux"]
        elif slot == "clause":
            return [t for t in head.subtree if t.pos_ in _NOMINALS | {"ADJ"}]
        else:
            found = self.fill(head, slot)
        return [*found, *(j for t in found for j in conjuncts(t))]
