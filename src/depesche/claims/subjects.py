"""Who a frame speaks of: the clause's own name, the one it describes, or the one it takes up.

In: clauses with marks, and the place of a frame's anchor. Out: a `Group`. A name that a
preposition, a genitive or a possessive governs is no subject. Where several names are free, or
none, the parse decides if there is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc

from depesche.claims import conventions, syntax
from depesche.claims.clauses import MARK, Clause, Group
from depesche.claims.lexicon import Frame, Setting

MEMBERSHIPS = frozenset(
    {
        "member_of",
        "member_since",
        "left",
        "founded",
        "observer_in",
        "associate_member_of",
        "candidate_for",
        "suspended_from",
    }
)
_ALLOWED = {
    "imposed_sanctions_on": "SOB",
    "condemned": "SOB",
    "voted": "SBO",
    "allied_with": "S",
    "led_by": "OS",
    "funded_by": "OX",
}
_TAKEN_UP = MEMBERSHIPS | {"imposed_sanctions_on", "condemned", "voted"}
_INSERTED = (",", "(", "–", "—", "-")
_INTRODUCES = (":", "–", "—", "(")
_PAIR = 2
_NO_SUBJECT = frozenset({"nmod", "obl", "obj", "iobj"})
_REMEMBERED = 20
# Words between copula and predicate.
_FARTHEST = 10
# A clause that only names who was the first or loudest of those counted.
_LEADING_TIME = re.compile(r"^§T\d+§ ")
_AT_MOST_NAMED = re.compile(r"§S\d+§(?: [^\W\d_]+){1,2}[\s.!]*")
_POSSESSIVE = re.compile(r"['’]s?\b|-")
# *der russischen Truppen*: the article before is that of the noun.
_ADJECTIVES = re.compile(r"(?: §A\d+§)+$")
_ARTICLE = re.compile(r"(?:^|\s)(?:der|die|das|den|dem|des|the|an|a)$")


def allowed(frame: Frame) -> str:
    """Return the kinds of marks that can be the subject of a frame."""
    return _ALLOWED.get(frame.relation, "SO" if frame.relation in MEMBERSHIPS else "S")


@dataclass(frozen=True)
class View:
    """A clause among the clauses of its sentence."""

    clauses: Sequence[Clause]
    at: int

    @property
    def clause(self) -> Clause:
        """The clause looked at."""
        return self.clauses[self.at]

    @property
    def before(self) -> Clause | None:
        """The clause before it."""
        return self.clauses[self.at - 1] if self.at else None

    @property
    def text(self) -> str:
        """Its masked text without leading space."""
        return self.clause.text.lstrip()


class Subjects:
    """Finds subjects, and remembers the names that pronouns of later sentences take up."""

    def __init__(self, setting: Setting, doc: Doc) -> None:
        self.setting = setting
        self.lexicon = setting.lexicon
        self.doc = doc
        self._whole = doc.text  # spaCy joins it anew at every call
        self._single: Group | None = None
        self._lone: Group | None = None  # a state that was named, though never as a subject
        self._person: Group | None = None
        self._by_body: Group | None = None  # an organisation, by one of its bodies
        self._several: list[Group] = []  # groups spoken of, the last one last
        self._governed: list[Group] = []  # groups named, though nothing was said of them
        self._apart: Group | None = None
        self._organisations: list[Group] = []  # those spoken of, the last one last
        self._singles: list[Group] = []  # the states that the sentence before was about
        self._named: Counter[str] = Counter()  # how often each actor was named
        self.said: Group | None = None
        """The subject of the claim before, in the same sentence."""

    @property
    def spoken_of(self) -> Group | None:
        """The organisation named last."""
        return self._organisations[-1] if self._organisations else None

    def following(self, view: View, end: int) -> Group | None:
        """Return the name right after an anchor: *NATO-Mitglied Türkei*, *members: Iran ...*."""
        clause = view.clause
        found = re.match(r"(?: (?:wie|such as|like|как))? (§[SO]\d+§)", clause.text[end:])
        if found is not None:
            return clause.group(found[1])
        if clause.text[end:].strip() or view.at + 1 >= len(view.clauses):
            return None
        after = view.clauses[view.at + 1]
        text = after.text.lstrip()
        opening = self.lexicon.words["including"].match(text)
        if after.before != ":" and opening is None:
            return None
        rest = re.match(r"(?:\w+ )?(§S\d+§)", text[opening.end() :].lstrip() if opening else text)
        return after.group(rest[1]) if rest else None

    def fronted(self, frame: Frame, view: View) -> Group | None:
        """Return the subject after *Als Mitglied der OVKS, ...* at the head of a sentence."""
        opens = self.lexicon.words["fronted"].match(view.text)
        return self.next_clause(frame, view) if opens else None

    def next_clause(self, frame: Frame, view: View) -> Group | None:
        """Return the subject of the clause after the first of a sentence."""
        if view.at or len(view.clauses) < 2:
            return None
        after = view.clauses[1]
        free = [m for m in after.marks if m[1] in allowed(frame) and not self.governed(after, m)]
        return after.group(free[0][0]) if free else None

    def described(self, frame: Frame, view: View, start: int, *, several: bool) -> Group | None:
        """Return the name that an apposition follows, with nothing but small words between.

        `several`: the apposition is in the plural, so that a single name does not fit.
        """
        host = view.before
        lead = MARK.sub(" ", view.clause.text[:start])
        if host is None or view.clause.before not in _INSERTED:
            return None
        if self.lexicon.words["apposition_lead"].sub(" ", lead).strip() or not host.marks:
            return None
        mark = host.marks[-1]
        if mark.end() != len(host.text.rstrip()) or mark[1] not in allowed(frame):
            return None
        subject = host.group(mark[0])
        if several and len(subject.actors) == 1:
            return None
        has_own_role = mark[1] == "O" and frame.relation in MEMBERSHIPS
        return None if has_own_role and self.governed(host, mark) else subject

    def of_clause(
        self, frame: Frame, view: View, anchor: tuple[int, int], object_: str | None
    ) -> Group | None:
        """Return the subject of the clause that holds an anchor; `object_` is the anchor's mark."""
        clause = view.clause
        if self.refused(view):
            return self.host(frame, view)
        marks = [mark for mark in clause.marks if mark[1] in allowed(frame) and mark[0] != object_]
        named = clause.group(object_).actors if object_ else ()
        marks = [m for m in marks if not self._is_part(clause, m)]
        marks = [m for m in marks if not self._is_only_counted(clause, m)]
        if frame.relation == "voted":  # *alle sechs*, of an organisation; none votes itself
            marks = [m for m in marks if m[1] != "O" or clause.group(m[0]).via == "group"]
        marks = [m for m in marks if m[1] != "O" or clause.group(m[0]).actors != named]
        if frame.relation in MEMBERSHIPS:
            marks = [m for m in marks if m[1] == "S" or self._may_join(clause.group(m[0]), frame)]
        free = [m for m in marks if not self.governed(clause, m, frame.relation)]
        free = [m for m in free if not self._accompanies(clause, m)]
        if frame.relation in MEMBERSHIPS:
            free = [mark for mark in free if mark[1] == "S"] or free
        if free:
            chosen = self._parsed(clause, anchor, free) or clause.group(free[0][0])
            chosen = self.with_coordinated(frame, clause, chosen)
            return self._with_companions(frame, clause, chosen, marks)
        found = (
            self._members(frame, view)
            or self._listed(frame, view)
            or self._together_with(clause)
            or self._taken_up(frame, view, only_governed=bool(marks))
            or self._parsed(clause, anchor, marks)
        )
        if found is None or found.kind != "S":
            return found
        return self._with_companions(frame, clause, found, marks)

    def _accompanies(self, clause: Clause, mark: re.Match[str]) -> bool:
        """*or, like Ireland, to the Schengen area*: who is only named along with another."""
        return self.lexicon.ends("companions", _without_article(clause.text[: mark.start()]))

    def _may_join(self, group: Group, frame: Frame) -> bool:
        """Whether an organisation is a member anywhere (the EU is, NATO is not), and is told of."""
        if frame.relation == "founded":
            return True
        head = syntax.head(self.doc, group.start, group.end)
        seats = (self.setting.record.facts(subject=a, relation="member_of") for a in group.actors)
        return any(seats) and (head is None or head.dep_.partition(":")[0] not in _NO_SUBJECT)

    def _is_part(self, clause: Clause, mark: re.Match[str]) -> bool:
        """Whether only some are meant: *drei der fünf Staaten*."""
        return self.lexicon.ends("partitive", clause.text[: mark.start()].rstrip())

    def _is_only_counted(self, clause: Clause, mark: re.Match[str]) -> bool:
        """*only two countries had voted no*: so many, but nobody named before."""
        first = clause.group(mark[0]).text.partition(" ")[0]
        counted = self.lexicon.words["counted"].fullmatch(first) is not None
        return counted and self.lexicon.ends("only", clause.text[: mark.start()].rstrip())

    def with_coordinated(self, frame: Frame, clause: Clause, chosen: Group) -> Group:
        """*The United States and the EU sanctioned ...*: names of two kinds that share a role."""
        if frame.relation in MEMBERSHIPS:
            return chosen
        for first, second in pairwise(clause.marks):
            between = clause.text[first.end() : second.start()]
            kinds = {first[1], second[1]}
            joined = self.lexicon.coordination.fullmatch(between) and kinds == {"S", "O"}
            if joined and clause.group(first[0]) is chosen and "O" in allowed(frame):
                other = clause.group(second[0])
                return replace(chosen, actors=(*chosen.actors, *other.actors))
        return chosen

    def _listed(self, frame: Frame, view: View) -> Group | None:
        """*Elf Staaten lehnten die Resolution ab, darunter Armenien*, *Fünf waren dagegen: ...*."""
        after = view.clauses[view.at + 1] if view.at + 1 < len(view.clauses) else None
        if after is None:
            return None
        text = after.text.lstrip()
        opening = self.lexicon.words["including"].match(text)
        opening = opening or self.lexicon.words["besides"].match(text)
        start, end = view.clause.span
        said = self._whole[start:end]  # *sechs Staaten* may be a mark
        several = self.lexicon.has("several_seats", said)
        counted = self.lexicon.has("counted", said) or (
            frame.relation == "voted" and self.lexicon.has("listing", said)
        )
        short = _AT_MOST_NAMED.fullmatch(text) and not self.lexicon.has("negation", text)
        introduced = after.before in _INTRODUCES or short  # *..., Fiji and Samoa loudest*
        if not ((opening and (several or counted)) or (introduced and counted)):
            return None
        rest = text[opening.end() :].lstrip() if opening else text
        found = re.match(r"(?:\w+ )?(§\w\d+§)", rest)
        if found is None or found[1][1] not in "SB":
            return None
        named = [m for m in after.marks if m[1] in "SB"]
        if opening is None or self.lexicon.any_verb.search(after.text):
            return after.group(found[1])
        actors = (actor for m in named for actor in after.group(m[0]).actors)
        return replace(after.group(found[1]), actors=tuple(dict.fromkeys(actors)))

    def _together_with(self, clause: Clause) -> Group | None:
        """*Mit Mali und Niger sind nun sechs Länder suspendiert*: those named are of the six."""
        pattern = self.lexicon.words.get("with_these")
        found = pattern.search(clause.text) if pattern else None
        mark = MARK.search(found[0]) if found else None
        return clause.group(mark[0]) if mark else None

    def _members(self, frame: Frame, view: View) -> Group | None:
        """*Die fünf Mitglieder der Eurasischen Wirtschaftsunion haben ...*: its members then."""
        clause, on = view.clause, self.setting.published
        found = self.lexicon.words["members_of"].search(clause.text)
        if found is None or on is None or frame.relation in MEMBERSHIPS:
            return None
        before = clause.text[: found.start()].split()[-1:]
        if self.lexicon.has("narrowing", " ".join([*before, found[0]])):
            return None  # *none of the new BRICS members*: which ones?
        mark = next(m for m in clause.marks if m[1] == "O" and found.start() <= m.start())
        group = clause.group(mark[0])
        members = self.setting.record.members(group.actors[0], on)
        return replace(group, kind="S", actors=members) if members else None

    def is_predicate(self, frame: Frame, view: View, start: int) -> bool:
        """Say whether an anchor is what somebody is, not *a partner of members of the EU*."""
        if not frame.predicate or frame.verb is None:
            return True
        text = view.clause.text
        gaps = [
            text[verb.end() : start] if verb.start() < start else text[start : verb.start()]
            for verb in self.lexicon.verbs[frame.verb].finditer(text)
        ]
        if min((len(gap.split()) for gap in gaps), default=_FARTHEST + 1) > _FARTHEST:
            return False
        plain = self.lexicon.words["adverbs"].sub("", view.clause.text[:start])
        lead = self._without_modifiers(plain.rstrip())
        return not self.lexicon.ends("prepositions", lead) or self.lexicon.ends("fronted", lead)

    def _parsed(
        self, clause: Clause, anchor: tuple[int, int], marks: Sequence[re.Match[str]]
    ) -> Group | None:
        """Return the one of the names that the parse makes the subject."""
        last = min(anchor[1], len(clause.origin)) - 1
        head = syntax.subject(self.doc, clause.origin[anchor[0]], clause.origin[last] + 1)
        if head is None:
            return None
        groups = (clause.group(mark[0]) for mark in marks)
        return next((g for g in groups if g.start <= head < g.end), None)

    def refused(self, view: View) -> bool:
        """*Serbien weigert sich, Sanktionen zu verhängen*: what the clause before says is not."""
        words = self.lexicon.words
        pattern = words.get("refused_before")
        if pattern is None or view.before is None or not pattern.search(view.before.text.rstrip()):
            return False
        return words["infinitive"].search(view.clause.text) is not None

    def excepted(self, clause: Clause) -> Group | None:
        """Return who is left out of a group: *alle fünf außer Turkmenistan*."""
        if not self.lexicon.has("universal", clause.text):
            return None
        for mark in clause.marks:
            lead = _without_article(clause.text[: mark.start()])
            if mark[1] == "S" and self.lexicon.ends("except", lead):
                return clause.group(mark[0])
        return None

    def with_companions(self, frame: Frame, clause: Clause, subject: Group) -> Group:
        """Add those named as *wie Irland*, *zusammen mit Albanien*."""
        marks = [m for m in clause.marks if m[1] in allowed(frame)]
        return self._with_companions(frame, clause, subject, marks)

    def _with_companions(
        self, frame: Frame, clause: Clause, subject: Group, marks: Sequence[re.Match[str]]
    ) -> Group:
        """Add those named as *wie Irland*, and as *neben Irland* where the clause says *auch*."""
        words = ["companions", *(["voted_with"] if frame.relation == "voted" else [])]
        words += ["member_with"] if frame.relation in MEMBERSHIPS else []
        if frame.relation == "voted" or self.lexicon.has("also", clause.text):
            words.append("besides")
        more = [
            clause.group(mark[0])
            for mark in marks
            if any(
                self.lexicon.ends(w, _without_article(clause.text[: mark.start()])) for w in words
            )
        ]
        actors = (*subject.actors, *(actor for group in more for actor in group.actors))
        return replace(subject, actors=tuple(dict.fromkeys(actors)))

    def governed(self, clause: Clause, mark: re.Match[str], relation: str | None = None) -> bool:
        """Say whether a preposition, a genitive or a possessive rules a name out as subject.

        What a state does (`relation`), its government or representatives do for it.
        """
        words = self.lexicon
        tail = clause.text[mark.end() :]
        if _POSSESSIVE.match(tail):
            return True
        if mark[1] == "O" and words.words["seat"].match(tail.lstrip()):
            return True
        lead = _ADJECTIVES.sub("", clause.text[: mark.start()].rstrip())
        lead = self._after_relative(clause, lead)
        if self._is_relative(clause) and words.words["relative"].fullmatch(lead.strip()):
            return False  # *..., der Kirgisistan beigetreten ist*
        bare = self._without_modifiers(lead)
        if any(words.ends(w, t) for w in ("none_of", "whole_group") for t in (lead, bare)):
            # *kein Land der Liga*: of an organisation only *weder die Liga* denies by itself
            return mark[1] == "O" and " " in bare.strip()
        if relation is not None and relation not in MEMBERSHIPS:
            nouns = [m for m in words.words["stands_for"].finditer(lead) if m.end() == len(lead)]
            if nouns:
                before = lead[: nouns[0].start()].rstrip()
                return self._after_preposition(before)
        return self._after_preposition(lead, bare) or self._oblique(lead, clause.group(mark[0]))

    def _after_relative(self, clause: Clause, lead: str) -> str:
        """*..., in dem Russland Mitglied ist*: the preposition governs the relative pronoun."""
        if clause.before not in _INSERTED:
            return lead
        rest = self._without_preposition(lead.lstrip())
        opening = self.lexicon.words["relative"].match(rest)
        governs = opening is not None and rest != lead.lstrip()
        return rest[opening.end() :] if opening is not None and governs else lead

    def _after_preposition(self, *leads: str) -> bool:
        found = (*leads, *map(self._without_modifiers, leads))
        return any(self.lexicon.ends("prepositions", lead) for lead in found)

    def _oblique(self, lead: str, group: Group) -> bool:
        """Say whether article or ending show another case than the nominative."""
        words = self.lexicon
        if words.ends("not_nominative", lead):
            return True
        if words.ends("doubtful_article", lead):
            own = re.sub(r"^\w+ (?=[A-ZÄÖÜ])", "", group.text)
            if not words.words["masculine"].match(own):
                return True
        kept = words.words.get("ends_in_s")
        if kept is None or len(group.actors) > 1 or not group.text.endswith("s"):
            return False
        return not kept.fullmatch(group.text) and not kept.fullmatch(group.text[:-1])

    def _without_modifiers(self, lead: str) -> str:
        """Return the words before a name without its articles, adjectives and numerals."""
        modifier = self.lexicon.words["modifier"]
        while found := [m for m in modifier.finditer(lead) if m.end() == len(lead)]:
            lead = lead[: found[-1].start()].rstrip()
        return lead

    def _taken_up(self, frame: Frame, view: View, *, only_governed: bool) -> Group | None:
        """Return who a relative pronoun, a pronoun, or nothing at all stands for."""
        if frame.sense == "denied" and self.lexicon.words["without"].match(view.text):
            return self.host(frame, view)  # *..., ohne der EU anzugehören*
        opening = self.lexicon.words["relative"].match(self._without_preposition(view.text))
        if view.before is not None and opening and view.clause.before in _INSERTED:
            named = self._antecedent(frame, view.before) or self._by_noun(frame, view)
            return named or self._among(frame, view) or self._by_office(frame, view)
        group = self._by_pronoun(view) if frame.relation in _TAKEN_UP else None
        if (group := group or self._by_possessive(frame, view)) is not None:
            return group
        if self.lexicon.words["neither_follows"].match(view.text) and self.said is not None:
            return self.said
        return self._goes_on_about(frame, view, only_governed=only_governed)

    def _goes_on_about(self, frame: Frame, view: View, *, only_governed: bool) -> Group | None:
        """Return the subject of the clauses before, where this one has none of its own."""
        if only_governed:
            return self.host(frame, view) if view.at > 1 and self._resumes(view) else None
        if frame.relation == "founded":
            return self._organisation_described(view)
        words = self.lexicon.words
        if "drops_subject" in words and view.at:
            goes_on = words["connective"].match(view.text)
            if self.said is not None or goes_on:
                return self.said or self.host(frame, view)
        if view.at and "shares_auxiliary" in words and words["shares_auxiliary"].match(view.text):
            return self.host(frame, view)
        return self.host(frame, view) if view.clause.joined or self._resumes(view) else None

    def _without_preposition(self, text: str) -> str:
        found = self.lexicon.words["prepositions"].match(text)
        return text[found.end() :].lstrip() if found else text

    def _own_country(self, view: View) -> Group | None:
        """*Sein Land ist nicht in der NATO*: the state of the person named last."""
        words = self.lexicon.words["own_country"].search(view.clause.text)
        clauses = view.clauses[: view.at]
        named = [c.group(m[0]) for c in clauses for m in c.marks if m[1] == "P"]
        person = named[-1] if named else self._person
        if words is None or person is None or not person.actors:
            return None
        actor = self.setting.record.actor(person.actors[0])
        return replace(person, kind="S", actors=(actor.state,)) if actor and actor.state else None

    def _by_pronoun(self, view: View) -> Group | None:
        if (own := self._own_country(view)) is not None:
            return own
        for name in ("none", "several", "single"):
            for m in self.lexicon.words[name].finditer(view.clause.text):
                if name == "several" and self._is_one(view.clause, m):
                    if (one := self._feminine(view)) is not None:
                        return one
                    continue
                several = name != "single"
                group = self.recent(view, several=several, size=self.size(m[0]))
                if group is not None:
                    return group
        return None

    def _feminine(self, view: View) -> Group | None:
        """*Die Türkei verurteilte den Angriff. Sie stimmte ...*: a state of that gender."""
        group, names = self.recent(view, several=False), self.lexicon.words.get("feminine")
        return group if group is not None and names and names.fullmatch(group.text) else None

    def _by_possessive(self, frame: Frame, view: View) -> Group | None:
        """*seine Mitgliedschaft ruht*: whose it is, named before."""
        if self.lexicon.words["possessive"].match(view.text) is None:
            return None
        return self.host(frame, view) or self.recent(view, several=False)

    def size(self, words: str) -> int | None:
        """How many are meant: *alle sechs*, *beide*."""
        if self.lexicon.has("pair", words):
            return _PAIR
        said = [word for word in words.lower().split() if word in self.lexicon.numbers]
        return self.lexicon.numbers.index(said[0]) + 2 if said else None

    def _is_one(self, clause: Clause, m: re.Match[str]) -> bool:
        """*verhängte sie*: by the verb a pronoun is one, though its form is that of several."""
        span = self.doc.char_span(clause.origin[m.start()], clause.origin[m.end() - 1] + 1)
        if span is None or len(span) > 1 or not self.doc.has_annotation("DEP"):
            return False
        verb = syntax.finite(span.root.head)
        return "Number=Sing" in str(verb.morph) and span.root.dep_ == "nsubj"

    def _resumes(self, view: View) -> bool:
        """Say whether the clause goes on after an insertion: it starts with its verb."""
        opening = self.lexicon.words["connective"].match(view.text)
        text = view.text[opening.end() :].lstrip() if opening else view.text
        text = _LEADING_TIME.sub("", text)
        early = self.lexicon.words["resuming"].match(text)
        text = text[early.end() :].lstrip() if early else text
        first = re.match(r"\w+", text)
        if not view.at or first is None:
            return False
        opens = self.lexicon.any_verb.match(text) is not None
        return opens or self.lexicon.has("continues", first[0])

    def host(self, frame: Frame, view: View) -> Group | None:
        """Return the subject of the clauses before: by the parse, else states first."""
        for clause in reversed(view.clauses[: view.at]):
            if not self._is_relative(clause) and (group := self._told(frame, clause)) is not None:
                return group
        for kinds in ("SB", "O"):
            for clause in reversed(view.clauses[: view.at]):
                for mark in () if self._is_relative(clause) else clause.marks:
                    fits = mark[1] in kinds and mark[1] in allowed(frame)
                    if fits and not self.governed(clause, mark):
                        return clause.group(mark[0])
        return None

    def _told(self, frame: Frame, clause: Clause) -> Group | None:
        """The name that the parse makes the subject of a clause; of memberships states are told."""
        if frame.relation in MEMBERSHIPS:
            return None
        for mark in clause.marks:
            group = clause.group(mark[0])
            head = syntax.head(self.doc, group.start, group.end)
            if mark[1] in allowed(frame) and head is not None and head.dep_ == "nsubj":
                return group
        return None

    def _is_relative(self, clause: Clause) -> bool:
        """Whether a clause tells of a name before it: *Tajikistan, which borders China, is ...*."""
        if clause.before not in _INSERTED:
            return False
        text = clause.text.lstrip()
        if self.lexicon.words["relative"].match(text) is not None:
            return True
        rest = self._without_preposition(text)  # *..., gegen dessen Junta die USA ...*
        return rest != text and self.lexicon.words["relative_oblique"].match(rest) is not None

    def _antecedent(self, frame: Frame, clause: Clause) -> Group | None:
        marks = [m for m in clause.marks if m[1] in allowed(frame)]
        after = clause.text[marks[-1].end() :] if marks else "-"
        if not after.startswith("-") and len(MARK.sub("", after).split()) <= 1:
            return clause.group(marks[-1][0])
        return None

    def _by_office(self, frame: Frame, view: View) -> Group | None:
        """*Chile's president, Gabriel Boric, who has condemned the war*: for the state."""
        if view.at < _PAIR or "B" not in allowed(frame):
            return None
        office, person = view.clauses[view.at - 2], view.clauses[view.at - 1]
        named = [m[1] for m in person.marks] == ["P"] and MARK.fullmatch(person.text.strip())
        last = office.marks[-1] if office.marks else None
        ends = last is not None and last[1] == "B" and not office.text[last.end() :].strip()
        return office.group(last[0]) if named and ends and last is not None else None

    def _by_noun(self, frame: Frame, view: View) -> Group | None:
        """*Belarus ist das einzige Land, das ...*: the subject that the noun before describes."""
        if view.before is None or not self.lexicon.has("described", view.before.text):
            return None
        return self.host(frame, view)

    def _among(self, frame: Frame, view: View) -> Group | None:
        """*Unter den 13, die sich enthielten, waren Litauen und die Slowakei*: the names after."""
        before, rest = view.before, view.clauses[view.at + 1 : view.at + 2]
        counted = before is not None and self.lexicon.has("among", before.text)
        if frame.relation != "voted" or not counted or not rest:
            return None
        named = [m for m in rest[0].marks if m[1] == "S" and not self.governed(rest[0], m)]
        opens = self.lexicon.has("continues", rest[0].text[: named[0].start()]) if named else False
        return rest[0].group(named[0][0]) if opens else None

    def _organisation_described(self, view: View) -> Group | None:
        """*... of the Council of Europe, a body that was founded in 1949*, *It was founded ...*."""
        if view.before is None:
            return self.spoken_of if self.lexicon.has("itself", view.clause.text) else None
        for clause in reversed(view.clauses[: view.at]):
            named = [mark for mark in clause.marks if mark[1] != "T"]
            if named:
                return clause.group(named[-1][0]) if named[-1][1] == "O" else None
        return None

    def recent(self, view: View, *, several: bool, size: int | None = None) -> Group | None:
        """Return the name (or names, of a `size`) last spoken of, subjects first."""
        governed: list[Group] = []
        if several and size and self.said is not None and len(self.said.actors) == size:
            return self.said
        for clause in reversed(view.clauses[: view.at]):
            for mark in clause.marks:
                group = clause.group(mark[0])
                if mark[1] != "S" or (len(group.actors) > 1) != several:
                    continue
                if size is not None and len(group.actors) != size:
                    continue
                if not self.governed(clause, mark):
                    return group
                if not self.lexicon.ends(
                    "contrasted", _without_article(clause.text[: mark.start()])
                ):
                    governed.append(group)
        if governed:
            return governed[0]
        if not several:
            return self._single or self._lone
        fits = [g for g in self._several or self._governed if size in (None, len(g.actors))]
        apart = self._apart if size in (None, _PAIR) else None
        return (apart if size else None) or (fits[-1] if fits else apart)

    def is_foremost(self, one: Group, other: Group) -> bool:
        """Whether one was named more often than another, so that *das Land* is rather that."""
        return self._times_named(one) > self._times_named(other)

    def is_one_of_several(self, group: Group) -> bool:
        """Whether the sentence before told of several states, any of which *das Land* might be."""
        return len(self._singles) > 1 and group in self._singles

    def _times_named(self, group: Group) -> int:
        return max((self._named[actor] for actor in group.actors), default=0)

    def antecedent(self, view: View) -> Group | None:
        """Return the state before a relative clause: *Myanmar, gegen dessen Junta ...*."""
        before = view.before
        states = [m for m in before.marks if m[1] == "S"] if before is not None else []
        if before is None or not states or view.clause.before not in _INSERTED:
            return None
        return before.group(states[-1][0])

    def last_state(self, view: View) -> Group | None:
        """Return the state spoken of last: *Sanktionen gegen das Land*."""
        return self.recent(view, several=False)

    def organisation(self, view: View, *, here: bool = False, noun: str = "") -> Group | None:
        """Return the organisation last spoken of; with `here`, one of the clause itself first.

        `noun` is what the text calls it: of a *Kartell* only some organisations can be meant.
        """
        clauses = view.clauses[: view.at + here]
        named = [c.group(mark[0]) for c in clauses for mark in c.marks if mark[1] == "O"]
        kinds = [ids for called, ids in self.lexicon.kinds if called.search(noun)] if noun else []
        bodies = [self._by_body] if self._by_body is not None else []
        for group in reversed([*bodies, *self._organisations, *named]):
            if not kinds or any(actor in ids for ids in kinds for actor in group.actors):
                # *der Europäische Rat*: who is a member is one of the organisation
                whole = tuple(map(self._whole_of, group.actors))
                return group if whole == group.actors else replace(group, actors=whole)
        return None

    def _whole_of(self, id_: str) -> str:
        """The organisation of a body in which the record knows no seats."""
        seats = self.setting.record.facts(relation="member_of", object=id_)
        return id_ if any(seats) else conventions.load().bodies.get(id_, id_)

    def called(self, view: View, noun: str, topic: Group | None) -> Group | None:
        """Return what a noun (*das Kartell*) stands for: what is spoken of, if it is called so."""
        kinds = [ids for called, ids in self.lexicon.kinds if called.search(noun)]
        if topic is not None and all(a in ids for ids in kinds for a in topic.actors):
            return topic
        clauses = view.clauses[: view.at + 1]
        named = [c.group(mark[0]) for c in clauses for mark in c.marks if mark[1] == "O"]
        fitting = (
            g
            for g in reversed([*self._organisations, *named])
            if g.via != "capital_as_government" and all(a in ids for ids in kinds for a in g.actors)
        )
        loose = self.lexicon.is_word("ties.any_body", noun.lower())
        return next(fitting, topic if loose else None)

    def object_pronouns(self, view: View) -> list[re.Match[str]]:
        """*Georgien verließ sie 1999*: pronouns that the parse makes objects."""
        clause = view.clause
        found = self.lexicon.words["object_pronoun"].finditer(clause.text)
        return [m for m in found if self._is_object(clause, m)]

    def _is_object(self, clause: Clause, m: re.Match[str]) -> bool:
        token = syntax.head(self.doc, clause.origin[m.start()], clause.origin[m.end() - 1] + 1)
        return token is not None and token.dep_ in ("obj", "iobj") and token.pos_ == "PRON"

    def relative_pronoun(self, view: View, group: Group) -> list[re.Match[str]]:
        """*Brics, which Indonesia joined in 2022*: the pronoun that stands for `group`."""
        opening = self._without_preposition(view.text)
        begin = len(view.clause.text) - len(opening)
        found = self.lexicon.words["relative"].match(view.clause.text, begin)
        if found is None or view.before is None or view.clause.before not in _INSERTED:
            return []
        last = view.before.marks[-1] if view.before.marks else None
        follows = last is not None and view.before.group(last[0]) is group
        return [found] if follows and self._may_relate(view.clause, found, group) else []

    def _may_relate(self, clause: Clause, found: re.Match[str], group: Group) -> bool:
        """*unter einem Embargo der EU, dem ...*: by the parse it may be a noun that is related."""
        first, last = clause.origin[found.start()], clause.origin[found.end() - 1]
        pronoun = syntax.head(self.doc, first, last + 1)
        if pronoun is None:
            return True
        verb = next((t for t in (pronoun, *pronoun.ancestors) if t.dep_.startswith("acl")), None)
        return verb is None or verb.head.pos_ != "NOUN" or group.start <= verb.head.idx < group.end

    def next_of(self, kind: str, view: View) -> Group | None:
        """Return the first name of a kind in the clauses after: *stimmte dafür, Russland ...*."""
        after = view.clauses[view.at + 1 :]
        found = [c.group(m[0]) for c in after for m in c.marks if m[1] == kind]
        return found[0] if found else None

    def _is_organisation(self, group: Group) -> bool:
        """*NATO leaders*: a body of an organisation names it too."""
        actor = self.setting.record.actor(group.actors[0]) if group.actors else None
        return actor is not None and actor.kind in ("bloc", "organisation")

    def has_candidates(self, organisation: Group) -> bool:
        """Whether there are candidates for an organisation."""
        seats = self.setting.record.facts(relation="member_of", object=organisation.actors[0])
        return any(seat.qualifier == "candidate" for seat in seats)

    def remember(self, clauses: Sequence[Clause], told_of: Group | None) -> None:
        """Keep what a later sentence may take up; `told_of`, the subject of its last claim."""
        single = several = None
        subjects: list[Group] = []
        for clause in clauses:
            for mark in clause.marks:
                group = clause.group(mark[0])
                self._named.update(group.actors)
                if mark[1] == "P":
                    self._person = group
                if mark[1] == "B" and self._is_organisation(group):
                    self._by_body = group
                if mark[1] == "O":
                    self._organisations = [*self._organisations[-_REMEMBERED:], group]
                if mark[1] == "S" and len(group.actors) > _PAIR:
                    self._governed = [group]
                elif mark[1] == "S" and len(group.actors) == 1:
                    self._lone = group
                if mark[1] != "S" or self.governed(clause, mark):
                    continue
                if len(group.actors) > 1:
                    several = several or group
                elif group.via != "capital_as_government":  # *Washington* is no *Land*
                    single = single or group
                    subjects.append(group)
        self._apart, self._singles = _together(subjects), subjects
        self._single = single or self._single
        many = told_of if told_of is not None and len(told_of.actors) > 1 else None
        found = [group for group in (several, many) if group is not None]
        self._several = [*self._several[-_REMEMBERED:], *found]


def _together(groups: Sequence[Group]) -> Group | None:
    """Two that were each a subject of the sentence before: *beide*."""
    actors = tuple(dict.fromkeys(actor for group in groups for actor in group.actors))
    return replace(groups[0], actors=actors) if len(actors) == _PAIR else None


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _without_article(lead: str) -> str:
    return _ARTICLE.sub("", lead.rstrip()).rstrip()
