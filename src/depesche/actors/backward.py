"""Phrases that refer back: *das Land*, *the bloc*, *der Präsident*, *sein Amtskollege*, *er*.

In: a scene with its links. Out: links added, from the first phrase to the last, where the text so
far makes clear who is meant; all others stay open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from depesche.actors import pronouns
from depesche.actors.counted import counted
from depesche.actors.focus import Focus
from depesche.actors.kinds import is_of_kind, kinds
from depesche.actors.lexicon import Sense
from depesche.actors.register import OFFICE_BODIES, Register
from depesche.actors.scene import Candidate, Link, Scene

_SENTENCES = 2  # how far back a phrase without a name looks
_OF_A_KIND = 6  # how far back, where the noun says what kind it is
_ADJECTIVES = 2  # words between the article and its noun
_ALLIANCES = frozenset({
    "alliance", "bloc", "community", "organisation", "world_body", "nuclear_watchdog", "oil_cartel",
})  # fmt: skip
_ANYBODY = frozenset({"official", "heads", "police"})  # offices that many hold
_SPECIFYING = frozenset({"nmod", "acl", "acl:relcl", "appos", "flat", "flat:name", "nmod:poss"})
_PERSONAL = frozenset({
    "head_of_state", "head_of_government", "foreign_minister", "defence_minister",
    "finance_minister", "interior_minister", "supreme_leader", "secretary_general",
})  # fmt: skip


class Reference:
    """Leads the phrases of one report back to whom they mean."""

    def __init__(self, scene: Scene, register: Register) -> None:
        self.scene = scene
        self.register = register
        self.focus = Focus(scene, register)
        self.taken = {k for known in scene.links for k in range(known.i, known.j)} | scene.blocked

    def link(self, candidates: Sequence[Candidate]) -> None:
        """Add links for all phrases that mean somebody for sure, in the order of the text."""
        phrases: list[tuple[int, Callable[[], Link | None]]] = []
        for candidate in candidates:
            resolve = self._how(candidate)
            if resolve is not None:
                phrases.append((candidate.i, resolve))
        phrases += [(i, lambda i=i: self._colleague(i)) for i in self._colleagues()]  # type: ignore[misc]
        for _, resolve in sorted(phrases, key=lambda phrase: phrase[0]):
            made = resolve()
            if made is not None:
                self.focus.add(made)
                self.taken.update(range(made.i, made.j))

    def _how(self, candidate: Candidate) -> Callable[[], Link | None] | None:
        """Return how to resolve a candidate, if it is a phrase that may refer back."""
        if candidate.sense("numeral"):
            return lambda: counted(self.focus, self.register, candidate, self.taken)
        if candidate.i in self.taken or candidate.part:
            return None
        if noun := candidate.sense("noun"):
            return lambda: self._noun(candidate, noun)
        office = candidate.sense("office", "institution")
        if office is None or office.actors or office.lemma in _ANYBODY:
            return None
        return lambda: self._in_office(candidate, office)

    def _in_office(self, candidate: Candidate, office: Sense) -> Link | None:
        """Link an office or body; of a stranger who is named with it, say only whom he serves."""
        if office.lemma in _PERSONAL and self._is_of_stranger(candidate):
            self._serve(candidate, office.lemma)
            return None
        if self.scene.has("possessive", candidate.i - 1):
            return self._possessed(candidate, office)
        return self._office(candidate, office)

    def _is_of_stranger(self, candidate: Candidate) -> bool:
        """Say whether a name follows an office, of whom nobody has said for whom he acts."""
        named = self._named_after(candidate)
        return named is not None and self.register.actor(named.actors[0]).state is None

    def _serve(self, candidate: Candidate, office: str) -> None:
        """Let a stranger serve the state that is spoken of where he is given his office.

        *Palau wehrt sich. Präsident Whipps bat ...*; *Ali und sein Außenminister Todd*.
        """
        named = self._named_after(candidate)
        if self.scene.has("possessive", candidate.i - 1):
            owner = self._possessor(candidate.i)
            state = self.focus.states_of(owner)[0] if owner is not None else None
        else:
            state = self._lacks_holder(candidate.i, office)
        if named is not None and state is not None and self.focus.is_state(state):
            self.register.serve(named.actors[0], state)
            self.focus.forget(named.actors[0])

    def _lacks_holder(self, i: int, office: str) -> str | None:
        """Return the state spoken of before piece `i` of which no one is known to hold an office.

        Where that leaves none, the state that stands out.
        """

        def is_open(state: str) -> bool:
            return self.focus.is_state(state) and self.register.holder(office, state) is None

        # *Das empörte den Kongo: Außenministerin Kayikwamba ...*
        beside = self.focus.foremost(i, is_open, 0)
        found = beside or self.focus.foremost(i, is_open, _OF_A_KIND)
        return found or self.focus.foremost(i, self.focus.is_state, _OF_A_KIND)

    def _noun(self, candidate: Candidate, sense: Sense) -> Link | None:
        """Link *das Land*, *der Golfstaat*, *the alliance*."""
        words = self._described(candidate)
        if words is None or self._is_specified(candidate):
            return None
        kind, region = sense.lemma, self._region(words)
        if words and region is None and kind not in _ALLIANCES and self._is_other(words):
            return None
        i = candidate.i
        if kind == "state" and region is None:
            actor = self.focus.foremost(i, self.focus.is_state, _SENTENCES)
        else:
            fits = self._kind(kind, region)
            actor = self.focus.foremost(i, fits, _SENTENCES)
            actor = actor or self.focus.foremost(i, fits, _OF_A_KIND)
            if actor is None and not (kind in _ALLIANCES and self._names_organisation(i)):
                actor = self.focus.only(fits)
        if actor is None:
            return None
        why = f"{self._said(candidate)!r} refers back to {actor}"
        return self._made(candidate, (actor,), "pronoun", why, 0.6)

    def _names_organisation(self, i: int) -> bool:
        """Say whether one is named before piece `i`, which the noun may mean as well."""
        fits = self._kind("organisation", None)
        return self.focus.foremost(i, fits, _OF_A_KIND) is not None

    def _kind(self, kind: str, region: frozenset[str] | None) -> Callable[[str], bool]:
        members = kinds().get(kind)
        if kind == "organisation":
            return lambda actor: self.register.actor(actor).kind in ("organisation", "bloc")
        if members is None:
            return lambda actor: self.focus.is_state(actor) and (region is None or actor in region)
        return lambda actor: actor in members and (region is None or actor in region)

    def _described(self, candidate: Candidate) -> list[int] | None:
        """Return the pieces between the definite article and the noun; none without article."""
        k = candidate.i - 1
        words: list[int] = []
        while len(words) <= _ADJECTIVES and k >= 0:
            if self.scene.has("definite", k):
                return words
            word = self.scene.word(k)
            if not word[:1].isalpha() or not self._may_describe(k):
                return None
            words.append(k)
            k -= 1
        return None

    def _may_describe(self, k: int) -> bool:
        word = self.scene.word(k)
        if self.scene.lexicon.lang == "de":
            return word.islower() and word.endswith(("e", "en", "er", "es", "em"))
        return not self.scene.lexicon.has("function_word", word.casefold())

    def _region(self, words: list[int]) -> frozenset[str] | None:
        """Return the states of a region that an adjective names (*das ostafrikanische Land*)."""
        for k in words:
            for sense in self.scene.lexicon.senses(self.scene.word(k)):
                if sense.kind == "group_adjective":
                    return frozenset(self.register.members(sense.actors[0]))
        return None

    def _is_other(self, words: list[int]) -> bool:
        """Say whether an adjective points elsewhere (*das andere Land*) or at a state by name."""
        return any(self.scene.has("elsewhere", k) or k in self.taken for k in words)

    def _is_specified(self, candidate: Candidate) -> bool:
        """Say whether words after the noun say which one (*Land der Mitte*, *Land, das*)."""
        scene, j = self.scene, candidate.j
        after = scene.word(j)
        if after == "-" or (after == "," and scene.has("relative", j + 1)):
            return True
        if scene.has("country_noun", j) or (after == "'" and scene.lexicon.lang == "de"):
            return True
        if scene.parsed:
            head = scene.token(candidate.end - 1)
            return any(c.i > head.i and c.dep_ in _SPECIFYING for c in head.children)
        if after[:1].isupper() and scene.lexicon.lang != "en":
            return True
        return scene.has("of", j) or scene.has("article", j)

    def _office(self, candidate: Candidate, sense: Sense) -> Link | None:
        """Link *der Präsident*, *the foreign ministry*, *die Regierung*."""
        words = self._described(candidate)
        if words is None or words or self._is_specified(candidate):
            return None
        if sense.kind == "office" and sense.lemma in _PERSONAL:
            named = self._named_after(candidate)
            if named is not None:
                why = f"{self._said(candidate)!r}, named as {named.actors[0]}"
                return self._made(candidate, named.actors, "office", why, 0.8)
            if self.scene.word(candidate.j)[:1].isupper():
                return None
            person = self._who_holds(candidate, sense.lemma)
            if person is not None:
                why = f"{self._said(candidate)!r} refers back to {person}"
                return self._made(candidate, (person,), "office", why, 0.7)
        among = self.scene.lexicon.among(self._said(candidate))
        fits = self._kind(among, None) if among else self.focus.is_state
        state = self.focus.foremost(candidate.i, fits, _SENTENCES)
        return self._of_state(candidate, sense, state) if state else None

    def _of_state(self, candidate: Candidate, sense: Sense, state: str) -> Link | None:
        term = self._said(candidate)
        kind = self.scene.lexicon.means(term, sense, state)
        holder = self.register.holder(kind, state) if kind in _PERSONAL else None
        if holder is not None and sense.kind == "office":
            why = f"{term!r} of {state}, spoken of here, held by {holder}"
            return self._made(candidate, (holder,), "office", why, 0.6)
        body = self.register.body(state, OFFICE_BODIES.get(kind, kind))
        why = f"{term!r} of {state}, which is spoken of here"
        return self._made(candidate, (body,), "office", why, 0.6)

    def _who_holds(self, candidate: Candidate, office: str) -> str | None:
        """Return the person of the nearest sentence who holds such an office, if just one does."""
        among = self.scene.lexicon.among(self._said(candidate))
        found: set[str] = set()
        nearest = 0
        for back, link in self.focus.before(candidate.i, 3):
            if found and back > nearest:
                break
            nearest = back
            if back > 1 and not self._is_of_foremost(candidate.i, link):
                continue
            holders = (a for a in link.actors if self._holds(a, office, link))
            found.update(
                a for a in holders if among is None or is_of_kind(self.focus.state_of(a), among)
            )
        holder = found.pop() if len(found) == 1 else None
        return self._so_called(candidate, office, holder) or holder

    def _so_called(self, candidate: Candidate, office: str, holder: str | None) -> str | None:
        """Return another person of that office, where the holder found goes by another title.

        Of a *Bundeskanzler* and a *Ministerpräsident* each goes on to be called so.
        """
        word = self.scene.word(candidate.j - 1).casefold()
        if holder is None or self.scene.has("any_title", candidate.j - 1):
            return None
        titled: dict[str, bool] = {}
        for _, link in self.focus.before(candidate.i, _OF_A_KIND):
            for person in link.actors:
                if link.via == "office" and person.startswith("person:"):
                    words = (self.scene.word(k).casefold() for k in range(link.i, link.j))
                    same = any(w[:1] == word[:1] and (w in word or word in w) for w in words)
                    titled[person] = titled.get(person, False) or same
                elif self._holds(person, office, link):
                    titled.setdefault(person, True)
        others = [person for person, same in titled.items() if same]
        return others[0] if not titled.get(holder, True) and len(others) == 1 else None

    def _is_of_foremost(self, i: int, link: Link) -> bool:
        """Say whether no other state than that of a mention farther back stands out since."""
        foremost = self.focus.foremost(i, self.focus.is_state, 1)
        return foremost is None or foremost in self.focus.states_of(link)

    def _holds(self, person: str, office: str, link: Link) -> bool:
        """Say whether a person has an office; a president who governs is no *Ministerpräsident*."""
        if not person.startswith("person:"):
            return False
        if link.kind.startswith(f"office:{office}@"):
            return True
        held = self.register.offices_of(person)
        return office in held and (office != "head_of_government" or "head_of_state" not in held)

    def _named_after(self, candidate: Candidate) -> Link | None:
        """Return the person whose name follows the office (*der Präsident Müller*)."""
        return self.focus.at(candidate.j, "person")

    def _possessed(self, candidate: Candidate, sense: Sense) -> Link | None:
        """Link *seine Regierung*, *its foreign ministry*, *his defence minister*."""
        owner = self._possessor(candidate.i)
        if owner is None or self.scene.has("trait", candidate.i):
            return None
        state = self.focus.states_of(owner)[0]
        if not self.focus.is_state(state):
            return None
        made = self._of_state(candidate, sense, state)
        if made is None or made.actors == owner.actors:
            return None
        made.why = f"{self.scene.word(candidate.i - 1)!r} refers back to {state}; {made.why}"
        return made

    def _possessor(self, i: int) -> Link | None:
        """Return the one actor of the sentence so far, else its subject, else of the one before."""
        for distance in (0, 1):
            links = [
                link
                for back, link in self.focus.before(i - 1, distance)
                if back == distance and link.actors and link.via != "adjective"
                and link.kind != "organisation" and len(self.focus.states_of(link)) == 1
            ]  # fmt: skip
            states = {self.focus.states_of(link) for link in links}
            if len(states) == 1:
                return links[0]
            subjects = [link for link in links if self.focus.is_subject(link)]
            if len({self.focus.states_of(link) for link in subjects}) == 1:
                return subjects[0]
            if links:
                return None
        return None

    def _colleagues(self) -> list[int]:
        colleague = self.scene.lexicon.words.get("colleague", frozenset())
        return [i for i, word in enumerate(self.scene.words) if word in colleague]

    def _colleague(self, i: int) -> Link | None:
        """Link *ihrem indischen Kollegen*, *his Kazakh counterpart*: who holds the same office."""
        at = next((k for k in self.scene.links if k.j == i and k.via == "adjective"), None)
        if at is None or len(at.actors) != 1 or not self._is_owned(at.i - 1):
            return None
        state = at.actors[0]
        office = self._office_of_possessor(at.i)
        holder = self.register.counterpart(office, state) if office else None
        body = self.register.body(state, OFFICE_BODIES.get(office or "", "government"))
        said = self.scene.raw[at.start : self.scene.text.end(i)]
        made = Link(
            at.i, i + 1, at.start, self.scene.text.end(i), (holder or body,), "office",
            f"{said!r}: {office or 'office'} of {state}", "office", 0.7,
        )  # fmt: skip
        self.scene.links.remove(at)
        self.focus.entries = [entry for entry in self.focus.entries if entry.link is not at]
        return made

    def _is_owned(self, k: int) -> bool:
        before = self.scene.word(k)
        return self.scene.has("possessive", k) or (before == "s" and self.scene.word(k - 1) == "'")

    def _office_of_possessor(self, i: int) -> str | None:
        """Return the office of the one person or office of the nearest sentence that has any."""
        found: set[str] = set()
        nearest = 0
        for back, link in self.focus.before(i, 1):
            if found and back > nearest:
                break
            nearest = back
            if link.kind.startswith("office:"):
                found.add(link.kind.removeprefix("office:").partition("@")[0])
            elif link.kind == "person" and (offices := self.register.offices_of(link.actors[0])):
                found.add(offices[0])
        return found.pop() if len(found) == 1 else None

    def _said(self, candidate: Candidate) -> str:
        return self.scene.raw[candidate.start : candidate.end]

    def _made(
        self, candidate: Candidate, actors: tuple[str, ...], via: str, why: str, confidence: float
    ) -> Link:
        place = (candidate.i, candidate.j, candidate.start, candidate.end)
        return Link(*place, actors, via, why, via, confidence)  # type: ignore[arg-type]


def link(scene: Scene, candidates: Sequence[Candidate], register: Register) -> None:
    """Add links for phrases whose antecedent the text has named."""
    Reference(scene, register).link(candidates)
    pronouns.link(scene, register)
