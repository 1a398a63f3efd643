"""Claims by frames: a masked clause in, who stands in which relation to whom out.

A frame's anchor names the object, its verb must stand in the same clause, and the subject is the
clause's own name that no preposition governs. An elliptic clause (*Schweden nicht*) repeats the
frame before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from depesche.claims.clauses import MARK, Clause, Group, Sentence, is_elliptic
from depesche.claims.lexicon import Frame, Lexicon

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
_SUBJECTS = {
    "member_of": "SO",
    "imposed_sanctions_on": "SOB",
    "condemned": "SOB",
    "voted": "SB",
    "allied_with": "S",
    "led_by": "OS",
    "funded_by": "OX",
}
_GOVERNMENTS = frozenset({"capital_as_government"})


@dataclass(frozen=True)
class Hit:
    """A relation found in a clause, before it is dated."""

    relation: str
    subject: Group
    object: Group
    value: str | None
    negated: bool
    clause: Clause
    frame: Frame
    start: int
    end: int
    lead: Clause | None = None

    @property
    def objects(self) -> tuple[str, ...]:
        """The objects, one claim each."""
        if self.value:
            return tuple(f"{actor}:{self.value}" for actor in self.object.actors)
        return self.object.actors


class Searcher:
    """Reads the clauses of a report in order and remembers what pronouns take up."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._single: Group | None = None
        self._several: Group | None = None
        self._organisation: Group | None = None
        self._resolution: Group | None = None

    def hits(self, sentence: Sentence) -> Iterator[Hit]:
        """Yield what the sentence asserts, clause by clause."""
        last: list[Hit] = []
        clauses = sentence.clauses
        for at, clause in enumerate(clauses):
            if sentence.question or self._unreal(clauses, at):
                last = []
                continue
            found = list(self._in_clause(clauses, at))
            if not found and last:
                found = list(self._repeated(clause, last))
            if not found:
                found = list(self._gapped(clauses, at, last))
            if found:
                last = found
            lead = self._adverbial(clauses, at)
            yield from (replace(hit, lead=lead) for hit in found)
        self._remember(clauses)

    def _adverbial(self, clauses: tuple[Clause, ...], at: int) -> Clause | None:
        """A time put before the clause and parted from it: *Back in 2005, Ukraine was ...*."""
        if not at or clauses[at].before != ",":
            return None
        before = clauses[at - 1]
        named = any(m[1] != "T" for m in before.marks)
        return None if named or self.lexicon.any_verb.search(before.text) else before

    def _in_clause(self, clauses: tuple[Clause, ...], at: int) -> Iterator[Hit]:
        clause = clauses[at]
        taken: list[tuple[int, int]] = []
        for frame in self.lexicon.frames:
            if frame.verb is not None and not frame.verb.search(clause.text):
                continue
            for m in frame.anchor.finditer(clause.text):
                if any(m.start() < end and start < m.end() for start, end in taken):
                    continue
                hit = self._hit(frame, m, clauses, at)
                if hit is not None:
                    taken.append(m.span())
                    if hit.relation == "voted":
                        self._resolution = hit.object
                    yield hit
        if not taken:
            yield from self._pronoun_object(clauses, at)

    def _pronoun_object(self, clauses: tuple[Clause, ...], at: int) -> Iterator[Hit]:
        """*Frankreich gehört ihm nicht an*: put the organisation named last in its place."""
        clause, group = clauses[at], self._organisation_before(clauses, at)
        if group is None or any(mark[1] == "O" for mark in clause.marks):
            return
        for word in self.lexicon.words["organisation"].finditer(clause.text):
            article = word[0].split()[0] + " " if " " in word[0] else ""
            number = len(clause.groups)
            mark = f"{article}§O{number}§"
            text = clause.text[: word.start()] + mark + clause.text[word.end() :]
            origin = (
                *clause.origin[: word.start()],
                *([clause.origin[word.start()]] * len(mark)),
                *clause.origin[word.end() :],
            )
            filled = replace(clause, text=text, origin=origin, groups=[*clause.groups, group])
            for frame in self.lexicon.frames:
                if frame.relation not in MEMBERSHIPS or frame.place != "clause":
                    continue
                if frame.verb is not None and not frame.verb.search(text):
                    continue
                for m in frame.anchor.finditer(text):
                    if m["object"] != f"§O{number}§":
                        continue
                    hit = self._hit(frame, m, (*clauses[:at], filled, *clauses[at + 1 :]), at)
                    if hit is not None:
                        yield hit
                        return

    def _hit(
        self, frame: Frame, m: re.Match[str], clauses: tuple[Clause, ...], at: int
    ) -> Hit | None:
        clause = clauses[at]
        marks = m.groupdict()
        object_ = clause.group(marks["object"]) if marks.get("object") else None
        if frame.place == "within":
            subject = clause.group(marks["subject"])
        elif frame.place == "attribute":
            subject = self._after(frame, clause, m.end())
        elif frame.place == "apposition":
            subject = self._before(frame, clauses, at, m.start())
        else:
            subject = self._subject(frame, clauses, at, m.span())
        if object_ is None and frame.relation == "founded":
            object_ = subject
        if object_ is None and frame.relation == "voted":
            object_ = self._resolution
        if subject is None or object_ is None:
            return None
        first, last = min(m.start(), len(clause.origin) - 1), m.end() - 1
        start = (
            min(clause.origin[first], subject.start)
            if subject in clause.groups
            else (clause.origin[first])
        )
        end = max(clause.origin[last] + 1, clause.span[1] if frame.place == "clause" else 0)
        return Hit(
            frame.relation,
            subject,
            object_,
            frame.value,
            self._negated(clause, m, frame),
            clause,
            frame,
            start if frame.place != "clause" else min(start, clause.span[0]),
            end,
        )

    def _negated(self, clause: Clause, m: re.Match[str], frame: Frame) -> bool:
        if frame.place in ("attribute", "within"):
            return False
        text = clause.text
        if frame.place == "apposition":
            text = text[: m.end()]
        if self.lexicon.words["neither_follows"].match(text.lstrip()):
            return True
        text = self.lexicon.words["not_negation"].sub(" ", text)
        if frame.value == "absent":
            return False
        return self.lexicon.has("negation", text)

    def _after(self, frame: Frame, clause: Clause, end: int) -> Group | None:
        found = re.match(r"(?: (?:wie|such as|like|как))? §([SO])\d+§", clause.text[end:])
        return clause.group(found[0].split()[-1]) if found else None

    def _before(
        self, frame: Frame, clauses: tuple[Clause, ...], at: int, start: int
    ) -> Group | None:
        """The name that an apposition follows, with nothing but articles and times between."""
        lead = MARK.sub(" ", clauses[at].text[:start]) if start else ""
        if self.lexicon.words["apposition_lead"].sub(" ", lead).strip() or at == 0:
            return None
        if clauses[at].before not in (",", "(", "–", "—", "-"):
            return None
        host = clauses[at - 1].text.rstrip()
        marks = clauses[at - 1].marks
        if not marks or marks[-1].end() != len(host):
            return None
        mark = marks[-1]
        if mark[1] not in _allowed(frame):
            return None
        if (
            frame.relation in MEMBERSHIPS
            and mark[1] == "O"
            and self._governed(clauses[at - 1], mark)
        ):
            return None
        return clauses[at - 1].group(mark[0])

    def _subject(
        self, frame: Frame, clauses: tuple[Clause, ...], at: int, anchor: tuple[int, int]
    ) -> Group | None:
        clause = clauses[at]
        allowed = _allowed(frame)
        inside = [
            mark
            for mark in clause.marks
            if mark[1] in allowed and not (anchor[0] <= mark.start() < anchor[1])
        ]
        free = [m for m in inside if not self._governed(clause, m)]
        if frame.relation in MEMBERSHIPS and any(m[1] == "S" for m in free):
            free = [m for m in free if m[1] == "S"]
        if free:
            subject = clause.group(free[0][0])
            return self._with_besides(clause, subject, inside)
        return self._taken_up(frame, clauses, at, bool(inside) and not self._pronoun(clause))

    def _with_besides(self, clause: Clause, subject: Group, marks: list[re.Match[str]]) -> Group:
        if not self.lexicon.has("also", clause.text):
            return subject
        more = [
            clause.group(m[0])
            for m in marks
            if self.lexicon.ends("besides", _lead(clause.text, m.start()))
        ]
        actors = (*subject.actors, *(a for g in more for a in g.actors))
        return replace(subject, actors=tuple(dict.fromkeys(actors)))

    def _governed(self, clause: Clause, mark: re.Match[str]) -> bool:
        """Say whether a preposition, a genitive or a possessive takes the name out of the running."""
        words = self.lexicon
        lead = clause.text[: mark.start()].rstrip()
        group = clause.group(mark[0])
        tail = clause.text[mark.end() :]
        if re.match(r"['’]s?\b|-", tail) or words.words["seat"].match(tail.lstrip()):
            return True
        if words.ends("none_of", lead) or words.ends("whole_group", lead):
            return False
        if words.ends("prepositions", lead):
            return True
        bare = _lead(clause.text, mark.start(), words)
        if words.ends("prepositions", bare):
            return not words.ends("none_of", bare)
        if words.ends("none_of", bare):
            return False
        if words.ends("not_nominative", lead):
            return True
        if words.ends("doubtful_article", lead) and "masculine" in words.words:
            own = re.sub(r"^\w+ (?=[A-ZÄÖÜ])", "", group.text)
            if not words.words["masculine"].match(own):
                return True
        return self._genitive(clause, mark, group)

    def _genitive(self, clause: Clause, mark: re.Match[str], group: Group) -> bool:
        words = self.lexicon.words
        if "genitive_ending" not in words or len(group.actors) > 1:
            return False
        text = group.text
        if not re.search(rf"(?:{words['genitive_ending'].pattern})$", text) and not text.endswith(
            "s"
        ):
            return False
        kept = words["ends_in_s"]
        return text.endswith("s") and not kept.fullmatch(text) and not kept.fullmatch(text[:-1])

    def _pronoun(self, clause: Clause) -> bool:
        return self.lexicon.has("single", clause.text) or self.lexicon.has("several", clause.text)

    def _taken_up(
        self, frame: Frame, clauses: tuple[Clause, ...], at: int, governed_only: bool
    ) -> Group | None:
        clause = clauses[at]
        text = clause.text.lstrip()
        words = self.lexicon.words
        relative = words["relative"].match(_without_preposition(text, self.lexicon))
        if at and relative and clause.before in (",", "–", "("):
            return self._antecedent(frame, clauses[at - 1]) or self._described(frame, clauses, at)
        if frame.relation in MEMBERSHIPS | {"imposed_sanctions_on", "condemned"}:
            for name, group in (
                ("none", self._recent(clauses, at, several=True)),
                ("several", self._recent(clauses, at, several=True)),
                ("single", self._recent(clauses, at, several=False)),
            ):
                found = words[name].search(text) if name in words else None
                if found and group is not None:
                    return group
        if governed_only:
            return None
        if frame.relation == "founded" and at:
            return self._organisation_described(clauses, at - 1)
        if clause.joined or self._resumes(text, clauses, at):
            return self._host(frame, clauses, at)
        return None

    def _resumes(self, text: str, clauses: tuple[Clause, ...], at: int) -> bool:
        """A clause that goes on after an insertion starts with its verb, and has no subject."""
        if not at:
            return False
        first = re.match(r"\w+", text)
        if first is None or not self.lexicon.any_verb.match(first[0]):
            return self.lexicon.has("continues", text[:12])
        return True

    def _host(self, frame: Frame, clauses: tuple[Clause, ...], at: int) -> Group | None:
        """The subject of the clauses before, states first."""
        for kinds in ("SB", "O"):
            for clause in reversed(clauses[:at]):
                for mark in clause.marks:
                    if mark[1] in kinds and mark[1] in _allowed(frame):
                        if not self._governed(clause, mark):
                            return clause.group(mark[0])
        return None

    def _antecedent(self, frame: Frame, clause: Clause) -> Group | None:
        marks = [m for m in clause.marks if m[1] in _allowed(frame)]
        text = clause.text.rstrip()
        if marks and len(MARK.sub("", text[marks[-1].end() :]).split()) <= 1:
            return clause.group(marks[-1][0])
        return None

    def _described(self, frame: Frame, clauses: tuple[Clause, ...], at: int) -> Group | None:
        """*Belarus ist das einzige Land, das ...*: the subject that the noun before describes."""
        host = clauses[at - 1]
        if not self.lexicon.has("described", host.text):
            return None
        return self._host(frame, clauses, at)

    def _organisation_described(self, clauses: tuple[Clause, ...], at: int) -> Group | None:
        """*... of the Council of Europe, a body that was founded in 1949*."""
        for clause in reversed(clauses[: at + 1]):
            marks = clause.marks
            if marks and marks[-1][1] == "O":
                return clause.group(marks[-1][0])
            if any(m[1] != "T" for m in marks) and clause is not clauses[at]:
                return None
        return None

    def _recent(self, clauses: tuple[Clause, ...], at: int, *, several: bool) -> Group | None:
        """The name (or names) last spoken of, in this sentence or before; subjects first."""
        others: list[Group] = []
        for clause in reversed(clauses[:at]):
            for mark in clause.marks:
                group = clause.group(mark[0])
                if mark[1] == "S" and (len(group.actors) > 1) == several:
                    if not self._governed(clause, mark):
                        return group
                    others.append(group)
        if others:
            return others[0]
        return self._several if several else self._single

    def _organisation_before(self, clauses: tuple[Clause, ...], at: int) -> Group | None:
        for clause in reversed(clauses[:at]):
            for mark in reversed(clause.marks):
                if mark[1] == "O":
                    return clause.group(mark[0])
        return self._organisation

    def _remember(self, clauses: tuple[Clause, ...]) -> None:
        single = several = None
        for clause in clauses:
            for mark in clause.marks:
                group = clause.group(mark[0])
                if mark[1] == "O":
                    self._organisation = group
                if mark[1] not in "S" or self._governed(clause, mark):
                    continue
                if len(group.actors) > 1:
                    several = several or group
                else:
                    single = single or group
        self._single = single or self._single
        self._several = several or self._several

    def _repeated(self, clause: Clause, last: list[Hit]) -> Iterator[Hit]:
        if not is_elliptic(clause.text, self.lexicon):
            return
        mark = next(m for m in clause.marks if m[1] in "SO")
        group = clause.group(mark[0])
        negated = self.lexicon.has("negation", clause.text)
        for hit in last:
            if hit.frame.place != "clause":
                continue
            as_subject = _kind(hit.subject) == mark[1]
            if _kind(hit.object) == mark[1] and not as_subject:
                yield replace(hit, object=group, negated=negated, start=group.start, end=group.end)
            elif as_subject:
                yield replace(hit, subject=group, negated=negated, start=group.start, end=group.end)

    def _gapped(self, clauses: tuple[Clause, ...], at: int, last: list[Hit]) -> Iterator[Hit]:
        """*..., aber noch kein Mitglied der NATO*: an anchor that shares subject and verb."""
        clause = clauses[at]
        if not at or self.lexicon.any_verb.search(clause.text):
            return
        for frame in self.lexicon.frames:
            if frame.place != "clause" or frame.relation not in MEMBERSHIPS:
                continue
            for m in frame.anchor.finditer(clause.text):
                lead = self.lexicon.words["filler"].sub(" ", clause.text[: m.start()])
                if lead.strip() or not m["object"]:
                    continue
                negated = self._negated(clause, m, frame)
                subject = last[-1].subject if last else self._host(frame, clauses, at)
                if subject is None or frame.verb is None:
                    continue
                if not (last or frame.verb.search(clauses[at - 1].text)):
                    continue
                object_ = clause.group(m["object"])
                yield Hit(
                    frame.relation, subject, object_, None, negated, clause, frame, *clause.span
                )
                return

    def _unreal(self, clauses: tuple[Clause, ...], at: int) -> bool:
        """Say whether the clause is a condition, a plan, a wish, or what somebody demands."""
        clause = clauses[at]
        text = clause.text.lstrip()
        words = self.lexicon
        if words.words["conditional"].match(text):
            return True
        plain = words.words["not_modal"].sub(" ", text)
        if words.has("modal", plain):
            return True
        infinitive = words.words["infinitive"].search(text)
        if infinitive and words.has("unreal_before", text[: infinitive.start()]):
            return True
        inner = words.words["reopen"].search(text)
        if inner and words.has("unreal_before", text[: inner.start()]):
            return True
        if at == 0:
            return False
        opener = words.words["reopen"].match(text)
        governed = opener is not None or infinitive is not None
        if governed and words.has("unreal_before", clauses[at - 1].text):
            return True
        if words.words["conditional"].match(clauses[at - 1].text.lstrip()) and not opener:
            return clauses[at - 1].before not in (",",) and words.has("unreal_main", text)
        return False


def _kind(group: Group) -> str:
    return "S" if group.kind in "SB" else group.kind


def _allowed(frame: Frame) -> str:
    return _SUBJECTS.get(frame.relation, "SO" if frame.relation in MEMBERSHIPS else "S")


def _lead(text: str, start: int, lexicon: Lexicon | None = None) -> str:
    """The words before a mark, articles and adjectives taken off."""
    lead = text[:start].rstrip()
    if lexicon is None:
        pattern = r"(?:\s(?:der|die|das|den|dem|des|the|an|a))$"
        return re.sub(pattern, "", " " + lead).strip()
    cut = lexicon.words["modifier"]
    while True:
        found = [m for m in cut.finditer(lead) if m.end() == len(lead)]
        if not found:
            return lead
        lead = lead[: found[-1].start()].rstrip()


def _without_preposition(text: str, lexicon: Lexicon) -> str:
    found = lexicon.words["prepositions"].match(text)
    return text[found.end() :].lstrip() if found else text
