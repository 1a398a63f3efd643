"""Capitals and seats: *Astana ist die Hauptstadt Kasachstans*, *die OPEC hat ihren Sitz in Wien*.

In: a masked sentence. Out: subject, relation, object. Places are named in English
(`place:Brussels`) where the language's `places.csv` knows them, else as the text has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from depesche.claims.clauses import MARK, Clause, Group
from depesche.claims.lexicon import Lexicon, Setting
from depesche.claims.offices import slug

# Words of one name in the parse.
_PARTS = ("flat", "compound", "det")
_CAPITAL, _SEAT = "capital", "seat"
# Patterns with a verb of their own; the others stand beside a name, in a clause about other things.
_BARE = "_bare"
_STATES = ("name", "former_name")
_STATED = ("_is", "_has", "_of", "_based")


@dataclass(frozen=True)
class Located:
    """A place in its role; `subject` and `object` as claims have them."""

    subject: str
    relation: str
    object: str
    negated: bool
    start: int
    end: int
    stated: bool

    def is_in(self, other: Located) -> bool:
        """Whether another, that says more, is about the same and at the same place."""
        same = (self.subject, self.object) == (other.subject, other.object)
        return same and self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Search:
    """A search for places in one sentence: its masked `text`, where it is from, a clause of it."""

    text: str
    origin: tuple[int, ...]
    clause: Clause
    setting: Setting
    spoken_of: Group | None = None
    """The organisation named last, whose seat *ihr Sitz* is where the sentence names none."""
    states: frozenset[str] = frozenset()
    """The states that the report names."""

    @property
    def lexicon(self) -> Lexicon:
        """The words of the language."""
        return self.setting.lexicon

    def found(self) -> Iterator[Located]:
        """Yield the capitals and seats that are named, none twice at one place."""
        every = list(self._every())
        stated = [found for found in every if found.stated]
        yield from (f for f in every if f.stated or not any(f.is_in(s) for s in stated))

    def _every(self) -> Iterator[Located]:
        for name, pattern in self.lexicon.words.items():
            section, _, rest = name.partition(".")
            role = rest.partition("_")[0]
            if section == "places" and role in (_CAPITAL, _SEAT):
                for m in pattern.finditer(self.text):
                    owners = self._by_record(m) if rest.endswith(_BARE) else self._owners(m, role)
                    told = self._of_match(m, role, owners, stated=rest.endswith(_STATED))
                    yield from (t for t in told if "inverted" not in rest or self.is_known(t))

    def _of_match(
        self, m: re.Match[str], role: str, owners: tuple[str, ...], *, stated: bool
    ) -> Iterator[Located]:
        if role == _SEAT and not all(map(self.has_seat, owners)):
            return
        rather, instead = self._named_near(m, "rather"), self._named_near(m, "instead")
        rather = None if rather == self._place(m["place"]) else rather
        words = self.lexicon.words["not_negation"].sub(" ", MARK.sub(" ", m[0]))
        negated = rather is None and self.lexicon.has("negation", words)
        span = (self.origin[m.start()], self.origin[m.end() - 1] + 1)
        first = self._named_before(m)
        told = (
            (first, True),
            (self._place(m["place"]), negated),
            (rather, True),
            (instead, not negated),
        )
        for owner in owners:
            for place, denied in told:
                if place is not None:
                    yield Located(*_roles(place, role, owner), denied, *span, stated)
        if role == _SEAT:
            yield from self._likewise(m, span)

    def _owners(self, m: re.Match[str], role: str) -> tuple[str, ...]:
        """Whose capital or seat: named, or who was named last (*ihr Sekretariat*)."""
        if (mark := m.groupdict().get("owner")) is not None:
            return self.clause.group(mark).actors
        kind = "S" if role == _CAPITAL else "O"
        before = [found for found in MARK.finditer(self.text, 0, m.start()) if found[1] == kind]
        if before:
            return self.clause.group(before[-1][0]).actors
        return self.spoken_of.actors if self.spoken_of is not None and role == _SEAT else ()

    def _by_record(self, m: re.Match[str]) -> tuple[str, ...]:
        """*From Honiara, the capital, ...*: the state of the text whose capital it has been."""
        group = self.clause.group(m["place"]) if MARK.fullmatch(m["place"]) else None
        if group is not None and group.kind == "S" and group.via in _STATES:
            return ()  # *Столица Бразилии*
        place = self._place(m["place"])
        facts = self.setting.record.facts(relation="capital_of") if place else ()
        owners = {f.object for f in facts if slug(f.subject) == slug(str(place))}
        return tuple(sorted(owners & self.states))

    def place(self, text: str, word: Token) -> str:
        """The English name of the place that a word of the parse is the head of."""
        marks = (m[0] for m in MARK.finditer(self.text))
        for mark in marks:
            group = self.clause.group(mark)
            if group.start <= word.idx < group.end:
                return self._place(mark) or f"place:{word.text}"
        parts = [t for t in word.subtree if t is word or t.dep_.partition(":")[0] in _PARTS]
        first, last = parts[0], parts[-1]
        form = text[first.idx : last.idx + len(last)]
        return self._place(form) or f"place:{form}"

    def has_seat(self, owner: str) -> bool:
        """Say whether an actor is an organisation."""
        actor = self.setting.record.actor(owner)
        return actor is not None and actor.kind in ("bloc", "organisation")

    def _named_near(self, m: re.Match[str], word: str) -> str | None:
        """The other place in *Abuja, not Lagos, is ...* and *nicht Sydney, sondern Canberra*."""
        pattern = self.lexicon.words[f"places.{word}"]
        inside = pattern.search(m[0]) if word == "rather" else None
        found = inside or pattern.match(self.text, m.end())
        return self._place(found["place"]) if found else None

    def _named_before(self, m: re.Match[str]) -> str | None:
        """The other place in *Nicht Abidjan, sondern Yamoussoukro ist ...*."""
        found = self.lexicon.words["places.before"].search(self.text[: m.start()])
        return self._place(found["place"]) if found else None

    def _likewise(self, m: re.Match[str], span: tuple[int, int]) -> Iterator[Located]:
        """*..., die OSZE ebenfalls*, *..., die Afrikanische Union in Addis Abeba*."""
        found = self.lexicon.words["places.likewise"].match(self.text, m.end())
        if found is None:
            return
        place = self._place(found["place"] or m["place"])
        for owner in self.clause.group(found["owner"]).actors:
            if place is not None and self.has_seat(owner):
                yield Located(*_roles(place, _SEAT, owner), False, *span, True)

    def _place(self, found: str) -> str | None:
        """The English name of a place as it stands in the text, which may be declined."""
        form = self.clause.group(found).text if MARK.fullmatch(found) else found
        form = re.sub(r"^(?:der|die|das|the) ", "", form).strip()
        if not form:
            return None
        endings, known = self.lexicon.words.get("places.endings"), self.lexicon.places
        if form not in known and endings is not None:
            stem = endings.sub("", form)
            form = next((name for name in known if endings.sub("", name) == stem), form)
        return f"place:{known.get(form, form)}"

    def is_known(self, found: Located) -> bool:
        """Say whether the tables know the place (*in der Hauptstadt Reifen brannten*)."""
        place = found.subject if found.relation == "capital_of" else found.object
        if place.removeprefix("place:") in self.lexicon.places.values():
            return True
        capitals = self.setting.record.facts(relation="capital_of")
        return any(slug(fact.subject) == slug(place) for fact in capitals)


def _roles(place: str, role: str, owner: str) -> tuple[str, str, str]:
    """Subject, relation and object."""
    is_capital = role == _CAPITAL
    return (place, "capital_of", owner) if is_capital else (owner, "located_in", place)
