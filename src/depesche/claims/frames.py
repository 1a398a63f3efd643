"""Claims by frames: a masked clause in, who stands in which relation to whom out.

A frame's anchor names the object, its verb must stand in the same clause, `subjects` says who is
spoken of and `mood` whether it is asserted. An elliptic clause (*Schweden nicht*) repeats the
frame before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from depesche.claims import conventions, mood, resolutions, syntax
from depesche.claims.clauses import MARK, Clause, Group, Sentence, is_elliptic
from depesche.claims.hits import Hit
from depesche.claims.lexicon import Frame, Setting
from depesche.claims.subjects import MEMBERSHIPS, Subjects, View, allowed
from depesche.claims.ties import Ties
from depesche.claims.when import EVENTS, adverbial
from depesche.model import TimeExpression

_PAIR = 2
_NEAR = 60
# Of more than so many, only those left out are told of one by one.
_MANY = 12
_EACH_DATED = re.compile(r"(§S\d+§)(?: \w+)? §T\d+§(?=,? \w+ §S\d+§(?: \w+)? §T|, §S| )")
_DATED = re.compile(r"(?:\w+ )?§T\d+§")


class Searcher:
    """Reads the sentences of a report in order."""

    def __init__(self, setting: Setting, doc: Doc) -> None:
        self.lexicon = setting.lexicon
        self.subjects = Subjects(setting, doc)
        self.ties = Ties(setting, doc, self.subjects)
        self._presupposed = [frame for frame in self.lexicon.frames if frame.presupposed]
        self._setting = setting
        self._resolution: Group | None = None
        self._sanctioned: Group | None = None
        self._elsewhere = False
        self._unknown = False
        self._lately = ""  # the sentence before
        self._before: list[Hit] = []  # what the sentence before asserted last
        self._told: tuple[TimeExpression, ...] = ()  # the times that *then* takes up
        self._verbal = ""  # the last clause whose verb a later one may share
        self._counted: list[Hit] = []  # what is said of so many, of whom a later clause names some

    def foresee(self, sentences: Sequence[Sentence]) -> None:
        """Keep the only resolution of a report, which it may name after it tells of the votes."""
        self._unknown = any(sentence.unknown for sentence in sentences)
        clauses = (clause for sentence in sentences for clause in sentence.clauses)
        cited = [c.group(mark[0]) for c in clauses for mark in c.marks if mark[1] == "R"]
        cited += [_resolution(s.about) for s in sentences if s.about]
        cited = cited or [_resolution(s.ballot) for s in sentences if s.ballot]
        self._resolution = cited[0] if len({group.actors for group in cited}) == 1 else None
        named = {g.text for s in sentences for c in s.clauses for g in c.groups}
        if not cited and any(self.lexicon.has("assembly", text) for text in named):
            name = resolutions.just_adopted(self._setting)
            self._resolution = _resolution(name) if name else None

    def hits(self, sentence: Sentence) -> Iterator[Hit]:
        """Yield what the sentence asserts, clause by clause."""
        last: list[Hit] = []
        kept: list[Hit] = []
        framed: list[Hit] = []
        self._verbal, self.subjects.said, self._counted = "", None, []
        clauses = list(sentence.clauses)
        if sentence.about is not None:
            self._resolution = _resolution(sentence.about)
        elif sentence.ballot is not None and self._resolution is None:
            self._resolution = _resolution(sentence.ballot)
        self._turn(sentence)
        for at in range(len(clauses)):
            view = View(clauses, at)
            clauses[at] = self._named(view)
            self._cite(view.clause)
            self._target(view.clause)
            if sentence.question or not mood.is_asserted(clauses, at, self.lexicon):
                framed += self._in_clause(view, self._presupposed)
                last = []
                continue
            found = list(self._asserted(view, last))
            last = found or last
            kept = last or kept
            self.subjects.said = last[-1].subject if last else None
            lead = adverbial(clauses, at, self.lexicon)
            each = [own for hit in found for own in self._each_dated(hit)]
            framed += [replace(hit, lead=lead) for hit in each]
        yield from framed
        tied = self.ties.hits(replace(sentence, clauses=tuple(clauses)), framed)
        tied += self._repeated_ties(clauses, [*framed, *tied])
        yield from tied
        kept = tied or kept
        self._before, self._lately = kept, sentence.masked
        if times := tuple(time for clause in clauses for _, time in clause.times()):
            self._told = times
        self.subjects.remember(clauses, kept[-1].subject if kept else None)

    def _repeated_ties(self, clauses: Sequence[Clause], hits: Sequence[Hit]) -> list[Hit]:
        """*Brunei folgte 1984, Vietnam 1995*: what is said in the clause before, of another."""
        last: list[Hit] = []
        found: list[Hit] = []
        for at, clause in enumerate(clauses):
            here = [hit for hit in hits if hit.clause.number == clause.number]
            again = [] if here or not last else list(self._repeated(clause, last))
            if last and not (here or again):
                again = list(self._same_status(View(clauses, at), last))
            told = any(mark[1] in "SO" for mark in clause.marks)
            last = here or again or ([] if told else last)
            found += again
        return found

    def _named(self, view: View) -> Clause:
        """*The alliance, founded in 1949, ...*: a clause that is but a noun for an organisation."""
        noun = self.lexicon.words["organisation"].fullmatch(view.clause.text.strip())
        if noun is None or " " not in noun[0]:
            return view.clause
        group = self.subjects.organisation(view, noun=noun[0].partition(" ")[2])
        m = self.lexicon.words["organisation"].search(view.clause.text)
        return view.clause if group is None or m is None else _filled(view.clause, m, group)

    def _asserted(self, view: View, last: list[Hit]) -> Iterator[Hit]:
        """What a clause says by itself, else by what was said before."""
        found = list(self._in_clause(view, self.lexicon.frames))
        found = found or list(self._pronoun_object(view))
        self._verbal = view.clause.text if found else self._verbal
        said = last or (self._before if view.at == 0 else self._counted)
        yield from (
            found
            or list(self._repeated(view.clause, said))
            or list(self._listed_on(view, said))
            or list(self._same_status(view, last or self._before))
            or list(self._gapped(view, last))
        )

    def _each_dated(self, hit: Hit) -> Iterator[Hit]:
        """*Katar 2019 und Ecuador 2020 sind ausgetreten*: each with its own year."""
        clause = hit.clause
        if times := self._times_of_each(hit):
            for actor, mark in zip(hit.subject.actors, times, strict=True):
                own = replace(hit.subject, actors=(actor,))
                yield replace(hit, subject=own, anchor=mark.end())
            return
        pairs = [m for m in _EACH_DATED.finditer(clause.text) if hit.relation in EVENTS]
        groups = [clause.group(m[1]) for m in pairs]
        if len(groups) < _PAIR or not any(g.actors == hit.subject.actors for g in groups):
            yield hit
            return
        for m, group in zip(pairs, groups, strict=True):
            yield replace(hit, subject=group, anchor=m.end())

    def _times_of_each(self, hit: Hit) -> list[re.Match[str]]:
        """*Polen und Litauen sind seit 1999 beziehungsweise 2004 Mitglied*: a time for each."""
        clause, lexicon = hit.clause, self.lexicon
        times = [mark for mark in clause.marks if mark[1] == "T"]
        if len(times) < _PAIR or len(times) != len(hit.subject.actors):
            return []
        gaps = [clause.text[a.end() : b.start()] for a, b in pairwise(times)]
        since = lexicon.ends("since", clause.text[: times[0].start()].rstrip())
        shared = all(lexicon.coordination.fullmatch(gap) for gap in gaps)
        return times if shared and (since or lexicon.has("respectively", clause.text)) else []

    def _cite(self, clause: Clause) -> None:
        """Keep the resolution that later clauses tell the votes on."""
        cited = [clause.group(mark[0]) for mark in clause.marks if mark[1] == "R"]
        self._resolution = cited[-1] if cited else self._resolution

    def _turn(self, sentence: Sentence) -> None:
        """Keep whether votes are told of another body than the General Assembly."""
        cited = any(mark[1] == "R" for clause in sentence.clauses for mark in clause.marks)
        ours = cited or sentence.about or self.lexicon.has("assembly", sentence.masked)
        self._elsewhere = sentence.elsewhere or (self._elsewhere and not ours)

    def _target(self, clause: Clause) -> None:
        """Keep who is sanctioned, also where a clause only speaks of it."""
        found = self.lexicon.words["targeted"].search(clause.text)
        fronted = found is not None and found[0] == clause.text.strip()  # *Gegen Israel, das ...*
        if found and (fronted or "sanctions" in self.lexicon.verbs_in(clause.text)):
            mark = MARK.search(found[0])
            self._sanctioned = clause.group(mark[0]) if mark else self._sanctioned

    def _in_clause(self, view: View, frames: Sequence[Frame]) -> Iterator[Hit]:
        if all(mark[1] in "TP" for mark in view.clause.marks) and not self._takes_up(view):
            return
        text, verbal = view.clause.text, self._with_prefix(view)
        kinds = {mark[1] for mark in view.clause.marks}
        verbs = self.lexicon.verbs_in(text)
        with_prefix = verbs if verbal == text else self.lexicon.verbs_in(verbal)
        taken: list[tuple[bool, int, int]] = []
        for frame in frames:
            seat = frame.relation in MEMBERSHIPS
            if not frame.may_stand(kinds, with_prefix if seat else verbs):
                continue
            for m in frame.anchor.finditer(text):
                if any(seat == s and m.start() < end and b < m.end() for s, b, end in taken):
                    continue
                hit = self._hit(frame, m, view)
                if hit is not None:
                    taken.append((seat, *m.span()))
                    yield from self._but_for(hit)

    def _but_for(self, hit: Hit) -> Iterator[Hit]:
        """*Alle fünf außer Turkmenistan ...*: the opposite is said of those left out."""
        left_out = self.subjects.excepted(hit.clause)
        if left_out is None or left_out.actors == hit.subject.actors:
            yield hit
            return
        others = tuple(a for a in hit.subject.actors if a not in left_out.actors)
        if others and len(others) <= _MANY:
            yield replace(hit, subject=replace(hit.subject, actors=others))
        if len(hit.subject.actors) > 1 and hit.relation != "voted":
            yield replace(hit, subject=left_out, negated=not hit.negated)

    def _takes_up(self, view: View) -> bool:
        """Whether a clause without a name can be about one: after it, or by a pronoun."""
        words = ("single", "several", "none", "organisation", "counted")
        return len(view.clauses) > 1 or any(
            self.lexicon.has(word, view.clause.text) for word in words
        )

    def _with_prefix(self, view: View) -> str:
        """*Norwegen gehört nicht der EU, wohl aber der NATO an*: the verb ends in what follows."""
        if (shared := self._separated(view)) is not None:
            return f"{view.clause.text} {shared}"
        after = view.clauses[view.at + 1] if view.at + 1 < len(view.clauses) else None
        if after is None or after.before != "," or self.lexicon.any_verb.search(after.text):
            return view.clause.text
        shares = self.lexicon.words["shares_verb"].match(after.text.lstrip())
        return f"{view.clause.text} {after.text}" if shares else view.clause.text

    def _separated(self, view: View) -> str | None:
        """*Polen gehört der NATO seit 1999, Litauen seit 2004 an*: the prefix the verb ends in."""
        pattern = self.lexicon.words.get("separated")
        for clause in view.clauses[view.at + 1 :]:
            if pattern is None or self.lexicon.any_verb.search(clause.text):
                return None
            if found := pattern.search(clause.text):
                return found[0]
        return None

    def _pronoun_object(self, view: View) -> Iterator[Hit]:
        """*Frankreich gehört ihm nicht an*: put the organisation named last in its place."""
        clause, last = view.clause, self.subjects.organisation(view)
        if last is None or any(mark[1] == "O" for mark in clause.marks):
            return
        words = list(self.lexicon.words["organisation"].finditer(clause.text))
        words += [*self.subjects.object_pronouns(view), *self.subjects.relative_pronoun(view, last)]
        for word in words:
            group = self.subjects.organisation(view, noun=word[0].partition(" ")[2] or word[0])
            if group is None:
                continue
            filled = _filled(clause, word, group)
            clauses = [*view.clauses[: view.at], filled, *view.clauses[view.at + 1 :]]
            hits = self._in_clause(View(clauses, view.at), self.lexicon.frames)
            about = [h for h in hits if h.object is group and h.relation in MEMBERSHIPS]
            if about:
                yield about[0]
                return

    def _hit(self, frame: Frame, m: re.Match[str], view: View) -> Hit | None:
        clause, marks = view.clause, m.groupdict()
        subject = self._subject(frame, m, view)
        object_ = clause.group(marks["object"]) if marks.get("object") else None
        if object_ is None:
            object_ = self._unnamed_object(frame, view, subject)
        if self._is_partial(frame, clause):
            return None
        if frame.relation == "has_met" and object_ is not None:
            subject = subject or self._format_itself(m, view, object_)
        if object_ is None or self._is_longer(m, clause):
            return None
        if subject is None:
            self._count(frame, object_, view)
            return None
        if frame.relation in EVENTS and self._only_modifies(object_, m, clause):
            return None
        if frame.relation == "founded" and (subject.kind == "O") is not (object_ is subject):
            return None  # states found organisations, and organisations are founded
        if frame.relation == "allied_with" and object_ is subject:
            subject, object_ = _each_other(subject)
        if frame.sense == "nominal" and self._is_lifted_later(view):
            frame = replace(frame, sense="lifted")
        if frame.sense == "suffered":
            subject, object_ = object_, subject
        if frame.relation == "imposed_sanctions_on":
            self._sanctioned = object_
        if frame.sense == "victim":
            aggressors = tuple(filter(None, map(conventions.load().aggressors.get, object_.actors)))
            object_ = replace(object_, actors=aggressors)
        start, end = clause.span if frame.place == "clause" else _around(clause, m, subject)
        negated = self._negated(clause, m, frame) or self.subjects.refused(view)
        return Hit(
            frame.relation,
            subject,
            object_,
            frame.value,
            negated,
            clause,
            frame,
            start,
            end,
            m.start(),
            qualifier=self._qualifier(frame, clause.text[: m.end()]),
        )

    def _is_partial(self, frame: Frame, clause: Clause) -> bool:
        """*hob einige Sanktionen auf*, *die geplanten Sanktionen gegen ...*: nothing is said."""
        if frame.sense == "nominal":
            return self.lexicon.has("unreal_sanctions", clause.text)
        return frame.sense == "lifted" and self.lexicon.has("partly", clause.text)

    def _is_lifted_later(self, view: View) -> bool:
        """*Die UN-Sanktionen gegen den Iran, in Kraft seit 2006, wurden aufgehoben*."""
        inserted = view.clauses[view.at + 1 : view.at + 3]
        if len(inserted) < _PAIR or any(clause.before != "," for clause in inserted):
            return False
        goes_on = not any(mark[1] in "SOB" for mark in inserted[1].marks)
        return goes_on and "lift" in self.lexicon.verbs_in(inserted[1].text)

    def _count(self, frame: Frame, object_: Group, view: View) -> None:
        """*Three are in NATO; Finland and Sweden are not*: keep what is said of the three."""
        counted = self.lexicon.has("counted", view.clause.text)
        if frame.place == "clause" and (counted or self.lexicon.has("nobody", view.clause.text)):
            nobody = replace(object_, kind="S", actors=())
            told = (frame.relation, nobody, object_, frame.value, not counted, view.clause, frame)
            self._counted = [Hit(*told, *view.clause.span)]

    def _qualifier(self, frame: Frame, text: str) -> str | None:
        """*ständiges Mitglied*: what narrows the membership at the end of `text`."""
        if frame.relation != "member_of":
            return None
        said = self.lexicon.words["permanent"].search(text, max(0, len(text) - _NEAR))
        return "permanent" if said else None

    def _unnamed_object(self, frame: Frame, view: View, subject: Group | None) -> Group | None:
        """What an anchor without an object is about: *das Nicht-Mitglied S*, *Verbündete*."""
        if frame.relation == "voted":
            return None if self._elsewhere else self._resolution_at(view)
        if frame.relation in ("condemned", "imposed_sanctions_on"):
            return self._unnamed_target(frame, view)
        if frame.relation == "founded" and frame.sense != "founders":
            return subject
        if frame.relation == "allied_with":
            return subject if subject is not None and len(subject.actors) == _PAIR else None
        if frame.relation in MEMBERSHIPS:
            named = self.subjects.organisation(view, here=True)
            if named is not None:
                named = replace(named, actors=tuple(map(self.ties.today, named.actors)))
            if named and frame.relation == "candidate_for":
                named = named if self.subjects.has_candidates(named) else None
            return named or _unnamed(frame.relation)
        return None

    def _unnamed_target(self, frame: Frame, view: View) -> Group | None:
        """Who is sanctioned or condemned where only *das Land* or a relative pronoun says it."""
        if frame.sense == "antecedent":
            return self.subjects.antecedent(view)
        if frame.sense == "joined":
            before = view.before.text if view.before is not None else self._lately
            return self._sanctioned if "sanctions" in self.lexicon.verbs_in(before) else None
        last = self.subjects.last_state(view) if frame.sense == "taken_up" else None
        known = self._sanctioned
        if last is None or known is None:
            return last or known
        unclear = self.subjects.is_one_of_several(last)
        return known if unclear or self.subjects.is_foremost(known, last) else last

    def _resolution_at(self, view: View) -> Group | None:
        """The resolution spoken of; where the clause names another time, the one adopted then."""
        clause, before = view.clause, view.before
        times = [time for _, time in clause.times()]
        if not times and before is not None and clause.before == ",":
            opens = self.lexicon.words["temporal"].match(before.text.lstrip())
            times = [time for _, time in before.times()] if opens else times
        if not times and self.lexicon.has("back_then", clause.text):
            times = list(self._told)
        spoken_of = self.subjects.next_of("R", view) or self._resolution
        if spoken_of is None:
            name = resolutions.on_day(times, self._setting)
            return Group("R", (name,), *clause.span, "") if name else None
        name = spoken_of.actors[0]
        named = name in spoken_of.text or times
        if self._unknown and not named and resolutions.is_stale(name, self._setting):
            return None  # the vote of this week, not that of last year
        if not times and self.lexicon.has("first_vote", clause.text):
            return None  # an earlier one, but which?
        first = self.lexicon.has("first_time", clause.text)
        name = resolutions.of_time(spoken_of.actors[0], times, self._setting, first=first)
        return replace(spoken_of, actors=(name,)) if name else None

    def _is_longer(self, m: re.Match[str], clause: Clause) -> bool:
        """Whether the object is only the beginning of a name: *the UN Office on Drugs*."""
        longer = self.lexicon.words.get("longer_name")
        place = m.span("object")[1] if m.groupdict().get("object") else -1
        is_organisation = place > 0 and m["object"].startswith("§O")
        return is_organisation and longer is not None and bool(longer.match(clause.text, place))

    def _only_modifies(self, object_: Group, m: re.Match[str], clause: Clause) -> bool:
        """*joined the EU sanctions*, *verließ den Gipfel der NATO*: it is a noun that is joined.

        A noun in the anchor itself (*Mitglied der O*) or one for an organisation is none.
        """
        name = syntax.head(self.subjects.doc, object_.start, object_.end)
        if not clause.span[0] <= object_.start < clause.span[1]:
            return False  # named before, and taken up
        if name is None or name.dep_.partition(":")[0] not in ("nmod", "compound"):
            return False
        noun = name.head
        inside = clause.origin[m.start()] <= noun.idx <= clause.origin[m.end() - 1]
        named = object_.start <= noun.idx < object_.end
        outside = noun.pos_ == "NOUN" and not inside and not named
        governed = noun.dep_.partition(":")[0] in ("obj", "obl", "iobj")
        called = self.lexicon.has("called", noun.text)
        return outside and governed and not called

    def _format_itself(self, m: re.Match[str], view: View, object_: Group) -> Group | None:
        """*Die Präsidenten der C5+1 kamen zusammen*, but not *traf ihn am Rande der G20*."""
        clause = view.clause
        if self.lexicon.words["in_format"].match(m[0]):
            return object_
        if any(mark[1] == "P" for mark in clause.marks):
            return None
        mark = next(mark for mark in clause.marks if clause.group(mark[0]) is object_)
        if m.groupdict().get("subject") is None and self.subjects.governed(clause, mark, "has_met"):
            return None
        return object_

    def _subject(self, frame: Frame, m: re.Match[str], view: View) -> Group | None:
        if frame.place == "within":
            named = view.clause.group(m["subject"])
            return self.subjects.with_coordinated(frame, view.clause, named)
        if frame.place == "attribute":
            unreal = self.lexicon.ends("unreal", view.clause.text[: m.start()].rstrip())
            return None if unreal else self.subjects.following(view, m.end())
        if frame.place == "fronted":
            return self._of_fronted(frame, m, view)
        if frame.place == "apposition":
            several = self.lexicon.has("several_seats", m[0])
            return self.subjects.described(
                frame, view, m.start(), several=several
            ) or self.subjects.fronted(frame, view)
        if not self.subjects.is_predicate(frame, view, m.start()):
            return None
        return self.subjects.of_clause(frame, view, m.span(), m.groupdict().get("object"))

    def _of_fronted(self, frame: Frame, m: re.Match[str], view: View) -> Group | None:
        """*Als Mitglied der EU darf Irland ...*, *Since joining the EU in 2004, Poland ...*."""
        lead = self.lexicon.words["connective"].sub("", view.clause.text[: m.start()])
        first = not lead.strip() or self.lexicon.has("sole", m[0])
        if frame.relation == "member_of" and not first:
            if frame.sense == "denied" or self.lexicon.has("not_as", view.clause.text):
                return None
            return self.subjects.of_clause(frame, view, m.span(), m.groupdict().get("object"))
        own = self.subjects.of_clause(frame, view, m.span(), m.groupdict().get("object"))
        return own or self.subjects.next_clause(frame, view)

    def _negated(self, clause: Clause, m: re.Match[str], frame: Frame) -> bool:
        if frame.sense in ("denied", "lifted"):
            return not self._said_no(clause, m, frame)
        return self._said_no(clause, m, frame)

    def _said_no(self, clause: Clause, m: re.Match[str], frame: Frame) -> bool:
        if frame.place in ("attribute", "fronted") or frame.value == "absent":
            return False
        whole = {"within": m[0], "apposition": clause.text[: m.end()]}
        text = whole.get(frame.place, clause.text) if frame.sense != "lifted" else clause.text
        if frame.sense == "denied":
            text = text.replace(m[0], " ")
        elsewhere = self.lexicon.words["and_not"].search(clause.text, m.end())
        if (
            elsewhere
            and frame.place == "clause"
            and self._has_verb(frame, text[: elsewhere.start()])
        ):
            text = text[: elsewhere.start()]
        if self.lexicon.words["neither_follows"].match(text.lstrip()):
            return True
        return self.lexicon.has("negation", self.lexicon.words["not_negation"].sub(" ", text))

    def _has_verb(self, frame: Frame, text: str) -> bool:
        """*signed the treaty but has not ratified it*: whether what is said comes before."""
        return frame.verb is None or self.lexicon.verbs[frame.verb].search(text) is not None

    def _repeated(self, clause: Clause, last: list[Hit]) -> Iterator[Hit]:
        """*Armenien gehört der OVKS an, Aserbaidschan nicht*."""
        if not last or not is_elliptic(clause.text, self.lexicon):
            return
        mark = next(m for m in clause.marks if m[1] in "SO")
        group = clause.group(mark[0])
        against = self.lexicon.words["targeted"].search(clause.text) is not None
        negated = self.lexicon.has("negation", clause.text)
        dated = any(m[1] == "T" for m in clause.marks)
        for hit in last:
            said = replace(hit, negated=negated, start=group.start, end=group.end, anchor=0)
            said = replace(said, clause=clause) if dated else said
            if hit.relation == "voted":
                said = replace(said, value=self._vote(clause) or hit.value)
            if hit.frame.place != "clause":
                continue
            sanctions = hit.relation == "imposed_sanctions_on"
            if sanctions and against:  # *..., ebenso gegen Albanien*
                yield replace(said, object=group)
                continue
            both = sanctions and mark[1] == "O"
            if _role(hit.subject) == mark[1] or both:
                itself = group if hit.of_itself else hit.object
                again = replace(said, subject=group, object=itself, clause=clause)
                yield from (replace(h, clause=said.clause) for h in self._but_for(again))
            elif _role(hit.object) == mark[1]:
                yield replace(said, object=group)

    def _listed_on(self, view: View, said: list[Hit]) -> Iterator[Hit]:
        """*Mit Ja stimmten alle 27, die USA, Serbien und, was auffiel, auch Japan*: only names."""
        clause = view.clause
        named = [mark for mark in clause.marks if mark[1] == "S"]
        if not said or said[-1].relation != "voted" or clause.before != "," or len(named) != 1:
            return
        rest = self.lexicon.words["filler"].sub(" ", MARK.sub(" ", clause.text))
        if any(self.lexicon.any_verb.search(c.text) for c in view.clauses[view.at + 1 :]):
            return  # *..., während Venezuela, seit langem im Verzug, nicht abstimmen durfte*
        if len(clause.marks) == 1 and not rest.strip(" .!?"):
            group = clause.group(named[0][0])
            yield replace(said[-1], subject=group, start=group.start, end=group.end)

    def _same_status(self, view: View, last: list[Hit]) -> Iterator[Hit]:
        """*Nordmazedonien hat diesen Status seit 2005*: what was said last, of another."""
        words = self.lexicon.words.get("same_status")
        found = words.search(view.clause.text) if words else None
        if found is None or not last or last[-1].frame.place != "clause":
            return
        subject = self.subjects.of_clause(last[-1].frame, view, found.span(), None)
        if subject is None or _role(subject) != _role(last[-1].subject):
            return
        negated = self.lexicon.has("negation", view.clause.text)
        start, end = view.clause.span
        yield replace(
            last[-1],
            subject=subject,
            negated=negated,
            clause=view.clause,
            start=start,
            end=end,
            anchor=found.start(),
        )

    def _gapped(self, view: View, last: list[Hit]) -> Iterator[Hit]:
        """*..., aber noch kein Mitglied der NATO*: an anchor that shares subject and verb."""
        clause, before = view.clause, view.before
        if before is None or self.lexicon.any_verb.search(clause.text):
            return
        kinds = {mark[1] for mark in clause.marks}
        verbs = self.lexicon.verbs_in(f"{self._verbal or before.text} {clause.text}")
        for frame in self.lexicon.frames:
            if frame.place != "clause" or frame.relation not in MEMBERSHIPS or not frame.verb:
                continue
            if not frame.may_stand(kinds, verbs):
                continue
            for m in frame.anchor.finditer(clause.text):
                lead = _DATED.sub(" ", clause.text[: m.start()])
                lead = self.lexicon.words["filler"].sub(" ", lead).strip()
                own = MARK.fullmatch(lead)
                subject = last[-1].subject if last else self.subjects.host(frame, view)
                if own is not None and own[1] in allowed(frame):
                    subject, lead = clause.group(lead), ""
                founds = frame.relation == "founded" and subject is not None and subject.kind == "O"
                named = m.groupdict().get("object")
                object_ = (
                    clause.group(named) if named else self.subjects.organisation(view, here=True)
                )
                if lead or subject is None or founds or object_ is None:
                    continue
                negated = self._negated(clause, m, frame)
                yield Hit(
                    frame.relation,
                    subject,
                    object_,
                    None,
                    negated,
                    clause,
                    frame,
                    *clause.span,
                    qualifier=self._qualifier(frame, clause.text[: m.end()]),
                )
                return

    def _vote(self, clause: Clause) -> str | None:
        """*..., Kasachstan dagegen*."""
        votes = {"no": "voted_no", "yes": "voted_yes"}
        return next((v for v, w in votes.items() if self.lexicon.has(w, clause.text)), None)


def _resolution(name: str) -> Group:
    """A resolution that is spoken of without being cited."""
    return Group("R", (name,), 0, 0, "")


def _unnamed(relation: str) -> Group | None:
    """The organisation meant where the text names none: *hat Kandidatenstatus*."""
    organisation = conventions.load().unnamed.get(relation)
    return Group("O", (organisation,), 0, 0, organisation) if organisation else None


def _filled(clause: Clause, word: re.Match[str], group: Group) -> Clause:
    """Return the clause with a mark for `group` in place of a pronoun, its article kept."""
    article = word[0].split()[0] + " " if " " in word[0] else ""
    mark = f"{article}§O{len(clause.groups)}§"
    text = clause.text[: word.start()] + mark + clause.text[word.end() :]
    place = [clause.origin[word.start()]] * len(mark)
    origin = (*clause.origin[: word.start()], *place, *clause.origin[word.end() :])
    return replace(clause, text=text, origin=origin, groups=[*clause.groups, group])


def _around(clause: Clause, m: re.Match[str], subject: Group) -> tuple[int, int]:
    """Return the characters of an anchor and the name beside it."""
    first, last = clause.origin[m.start()], clause.origin[m.end() - 1] + 1
    return min(first, subject.start), max(last, subject.end)


def _each_other(pair: Group) -> tuple[Group, Group]:
    """*Die USA und Japan sind Verbündete*: the first is allied with the second."""
    first, second = pair.actors
    return replace(pair, actors=(first,)), replace(pair, actors=(second,))


def _role(group: Group) -> str:
    return "S" if group.kind in "SB" else group.kind
