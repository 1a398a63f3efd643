"""Sentences into masked clauses: names, times and resolutions become marks that patterns can see.

In: a `Doc`, mentions, times. Out: per sentence its `Clause`s, in which `Kasachstan, Kirgisistan und
Usbekistan` is one mark `§S0§`. Marks: S states and groups of states, O organisations, B bodies
and seats, A adjectives, P persons, T times, R resolutions. After FASTUS (Hobbs et al. 1997).
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import TypeVar

from spacy.tokens import Doc, Token

from depesche.claims import resolutions, syntax
from depesche.claims.lexicon import Lexicon, Setting
from depesche.model import Mention, Span, TimeExpression
from depesche.record import Record
from depesche.record.tables import read_named

Place = TypeVar("Place", bound=Span)

MARK = re.compile(r"§([SOBAPTRX])(\d+)§")
_YEAR = re.compile(r"(?<![\w.,/-])(?:19[4-9]\d|20[0-4]\d)(?![\w/-]|[.,]\d)")
_DATED_LAST, _DATED_FIRST = re.compile(r"§S\d+§ §T\d+§$"), re.compile(r"§S\d+§ §T\d+§")
_TIME_LAST, _TIME_FIRST = re.compile(r"§T\d+§$"), re.compile(r"§T\d+§")
_BREAK = re.compile(r"\s*(?:,(?!\d)|[;:()–—„“”\"»«]|\s-\s)\s*")
_FEW = 2
_NEXT = 3  # words from a verb to its subject after it
_PAIRED = 80  # how far *weder* may stand before *noch*
_AFTER = 30  # characters after a name that may show that it opens a clause
_QUOTES = '„“”"»«‚‘’›‹'
_ADJECTIVES = ("adjective",)
_BODIES = ("building", "office")
_OBLIQUE = frozenset({"obl", "obj", "iobj", "nmod"})
_COMPOUND = re.compile(r"([\w+]+?)(?:-|\s)(\w[\w ]*)")


@dataclass(frozen=True)
class Group:
    """Names that share one role, as one mark."""

    kind: str
    actors: tuple[str, ...]
    start: int
    end: int
    text: str
    time: TimeExpression | None = None
    via: str = ""


@dataclass
class Clause:
    """A stretch between commas or conjunctions; `origin` maps its masked text to the report."""

    text: str
    before: str
    groups: Sequence[Group]
    origin: tuple[int, ...]
    number: int
    sentence: int
    quoted: bool = False
    joined: bool = False
    marks: list[re.Match[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.marks = list(MARK.finditer(self.text))

    def group(self, mark: str) -> Group:
        """Return what stands behind a mark such as `§S0§`."""
        found = MARK.fullmatch(mark)
        assert found is not None, mark
        return self.groups[int(found[2])]

    def times(self) -> Iterator[tuple[re.Match[str], TimeExpression]]:
        """Yield the times of the clause with their marks."""
        for mark in self.marks:
            time = self.groups[int(mark[2])].time
            if mark[1] == "T" and time is not None:
                yield mark, time

    @property
    def span(self) -> tuple[int, int]:
        """First and last character in the report, end exclusive."""
        return self.origin[0], self.origin[-1] + 1


@dataclass(frozen=True)
class Sentence:
    """A sentence as clauses; `text` is its masked whole."""

    clauses: tuple[Clause, ...]
    start: int
    end: int
    question: bool
    masked: str
    origin: tuple[int, ...]
    about: str | None = None
    """The resolution whose adoption it tells, where it cites none."""
    ballot: str | None = None
    """The resolution of the day of a ballot that it names."""
    unknown: bool = False
    """Whether it tells of a ballot of these days that the record does not know."""
    elsewhere: bool = False
    """Whether a vote that it tells of was another body's."""


def sentences(
    doc: Doc, mentions: Sequence[Mention], times: Sequence[TimeExpression], setting: Setting
) -> Iterator[Sentence]:
    """Yield every sentence of `doc` as masked clauses."""
    lexicon, record = setting.lexicon, setting.record
    # spaCy joins the text anew at every call, and a report may have thousands of sentences.
    whole = doc.text
    for number, (start, end) in enumerate(_bounds(doc, len(whole))):
        text = whole[start:end]
        here = within(mentions, start, end)
        named = [g for m in here for g in _named(m, record, lexicon, whole)]
        named += [
            Group("O", (a.id,), start + m.start(), start + m.start() + len(a.form), a.form)
            for a in lexicon.aliases
            if a.form in text
            for m in re.finditer(rf"\b{re.escape(a.form)}\b{a.following}", text)
        ]
        dated = [Group("T", (), t.start, t.end, t.text, time=t) for t in within(times, start, end)]
        dated += list(_years(text, start, dated, lexicon))
        when = [g.time for g in dated if g.time]
        cited = [
            Group("R", (r.id,), start + r.start, start + r.end, text[r.start : r.end])
            for r in resolutions.find(text, when, setting)
        ]
        single = [_unquoted(g, whole) for g in _disjoint([*cited, *named, *dated])]
        groups = _merged(single, whole, lexicon, doc)
        masked, origin = _masked(whole, start, end, groups)
        yield Sentence(
            tuple(_clauses(masked, origin, groups, number, lexicon)),
            start,
            end,
            question=text.rstrip(' \n“”»"').endswith("?"),
            masked=masked,
            origin=origin,
            about=None if cited else resolutions.told_of(text, when, setting),
            ballot=None if cited else resolutions.of_ballot(text, when, setting),
            unknown=resolutions.is_unknown_news(text, when, setting),
            elsewhere=not cited and _is_elsewhere(text, lexicon),
        )


def _is_elsewhere(text: str, lexicon: Lexicon) -> bool:
    """*im Sicherheitsrat enthielt sich China*: no vote of the General Assembly."""
    return lexicon.has("other_ballot", text) and not lexicon.has("assembly", text)


def _years(text: str, start: int, dated: Sequence[Group], lexicon: Lexicon) -> Iterator[Group]:
    """Years after *seit*, *bis* and the like, easily taken for a number (*seit 2007 Mitglied*)."""
    for m in _YEAR.finditer(text):
        first, last = start + m.start(), start + m.end()
        if any(g.start < last and first < g.end for g in dated):
            continue
        if lexicon.ends("year", text[: m.start()].rstrip()):
            year = int(m[0])
            time = TimeExpression(
                start=first,
                end=last,
                text=m[0],
                type="DATE",
                value=m[0],
                earliest=dt.date(year, 1, 1),
                latest=dt.date(year, 12, 31),
                why="a year",
            )
            yield Group("T", (), first, last, m[0], time=time)


def within(spans: Sequence[Place], start: int, end: int) -> list[Place]:
    """Return those of `spans`, which are in text order, that lie within `start`..`end`."""
    first = bisect_left(spans, start, key=lambda s: s.start)
    last = bisect_right(spans, end, key=lambda s: s.start)
    return [s for s in spans[first:last] if s.end <= end]


def _bounds(doc: Doc, length: int) -> Iterator[tuple[int, int]]:
    if not doc.has_annotation("SENT_START"):
        yield 0, length
        return
    for sentence in doc.sents:
        yield sentence.start_char, sentence.end_char


def _named(mention: Mention, record: Record, lexicon: Lexicon, text: str) -> Iterator[Group]:
    organisation = _compound(mention, record, lexicon, text)
    if organisation is not None:
        yield organisation
        return
    if not mention.actors:
        if mention.via == "person":
            yield Group("P", (), mention.start, mention.end, mention.text, via=mention.via)
        return
    last = mention.text.rsplit(" ", 1)[-1]
    if mention.via == "group" and " " in mention.text and lexicon.words["seat"].fullmatch(last):
        return  # *both members*: the noun is what is claimed, not who is meant
    if _is_another_kind(mention, lexicon):
        return
    actors, kind = _kind(mention, record)
    kind = "X" if _is_loose(mention) or _is_some(mention, actors, lexicon, text) else kind
    yield Group(kind, actors, mention.start, mention.end, mention.text, via=mention.via)


def _is_another_kind(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a noun (*das Bündnis*) was taken for an organisation that is not called so."""
    if mention.via == "name":
        return False
    kinds = [ids for noun, ids in lexicon.kinds if noun.fullmatch(mention.text)]
    return any(mention.actors[0] not in ids for ids in kinds)


def _is_some(mention: Mention, actors: Sequence[str], lexicon: Lexicon, text: str) -> bool:
    """Whether the word before a group leaves some out: *drei Sahelstaaten*, *new BRICS members*."""
    if mention.via != "group":
        return False
    before = text[max(0, mention.start - _AFTER) : mention.start].split()[-1:]
    number = before[0].lower() if before else ""
    if lexicon.words["narrowing"].fullmatch(number):
        return True
    if " " in mention.text or number not in lexicon.numbers:
        return False
    return lexicon.numbers.index(number) + 2 != len(actors)


def _is_loose(mention: Mention) -> bool:
    """Whether it is a group that nobody can count, such as *der Westen*: no claim about each."""
    return any(actor in _loose() for actor in mention.actors)


@cache
def _loose() -> frozenset[str]:
    return frozenset(row["id"] for row in read_named("groups") if row.get("loose"))


def _compound(mention: Mention, record: Record, lexicon: Lexicon, text: str) -> Group | None:
    """The organisation in *NATO-Mitglied*, *EU candidate*, *NATO-Staat Montenegro*.

    Words such as *NATO-Staaten* stand for the members, unless a name follows that is claimed to
    be one.
    """
    if mention.via not in ("group", "office"):
        return None
    if (listed := _listed(mention, record, lexicon)) is not None:
        return listed
    found = _COMPOUND.fullmatch(mention.text)
    if found is None:
        return None
    id_ = found[1].upper()
    actor = record.actor(id_)
    if actor is None or actor.kind not in ("bloc", "organisation"):
        return None
    named_next = re.match(r" [A-ZÄÖÜА-ЯЁ]", text[mention.end : mention.end + 2]) is not None
    if lexicon.has("seat", found[2]) or (named_next and lexicon.has("seats", found[2])):
        return Group("O", (id_,), mention.start, mention.start + found.end(1), found[1])
    return None


def _listed(mention: Mention, record: Record, lexicon: Lexicon) -> Group | None:
    """The organisation in *members of the European Union*, which may be what is claimed."""
    id_ = mention.actors[0].partition(":")[2].partition("-")[0].upper() if mention.actors else ""
    actor = record.actor(id_)
    if actor is None or actor.kind not in ("bloc", "organisation"):
        return None
    for of in lexicon.words["seat_of"].finditer(mention.text):
        if lexicon.words["seat"].fullmatch(_last(mention.text[: of.start()])):
            start = mention.start + of.end() + 1
            return Group("O", (id_,), start, mention.end, mention.text[of.end() + 1 :])
    return None


def _last(words: str) -> str:
    """*ständige Mitglieder*: the noun of a phrase before *der*."""
    return words.strip().rsplit(" ", 1)[-1]


def _kind(mention: Mention, record: Record) -> tuple[tuple[str, ...], str]:
    """The actors of a mention, groups of states resolved, and the letter of its mark."""
    actors: list[str] = []
    kinds = set()
    for id_ in mention.actors:
        actor = record.actor(id_)
        if actor is not None and actor.kind == "group" and actor.members:
            actors += actor.members
            kinds.add("state")
        else:
            actors.append(id_)
            kinds.add(actor.kind if actor is not None else _guess(id_))
    if mention.via in _ADJECTIVES:
        return tuple(dict.fromkeys(actors)), "A"
    if kinds == {"person"} and mention.via != "office":
        return tuple(actors), "P"
    if mention.via in _BODIES or kinds == {"body"}:
        return tuple(dict.fromkeys(_state(a, record) for a in actors)), "B"
    letter = "S" if kinds <= {"state"} else "O" if kinds <= {"bloc", "organisation"} else "X"
    return tuple(dict.fromkeys(actors)), letter


def _guess(id_: str) -> str:
    if id_.startswith("person:"):
        return "person"
    return "body" if ":" in id_ else "organisation"


def _state(id_: str, record: Record) -> str:
    actor = record.actor(id_)
    if actor is not None and actor.state:
        return actor.state
    head = id_.partition(":")[0]
    return head if head.isupper() else id_


def _disjoint(groups: Iterable[Group]) -> list[Group]:
    """Keep the longest of overlapping groups; the first named wins among equals."""
    kept: list[Group] = []
    for group in sorted(groups, key=lambda g: (g.start - g.end, g.start)):
        if all(group.end <= k.start or group.start >= k.end for k in kept):
            kept.append(group)
    return sorted(kept, key=lambda g: g.start)


def _merged(groups: list[Group], text: str, lexicon: Lexicon, doc: Doc) -> list[Group]:
    """Join coordinated names of one kind, and a name with its abbreviation in brackets."""
    merged: list[Group] = []
    closed = False  # whether the list has had its *und*: after it, a comma opens a clause
    for group in groups:
        last = merged[-1] if merged else None
        if last is not None and last.kind == group.kind and group.kind in "SOAB":
            between = text[last.end : group.start]
            same = set(group.actors) <= set(last.actors)
            if same and between.strip() in ("(", ",") and text[group.end : group.end + 1] == ")":
                merged[-1] = _joined(last, group, text, group.end + 1)
                continue
            joins = not same and _coordinated(
                between, text[group.end : group.end + _AFTER], lexicon
            )
            joins = joins and not _is_lone_nor(between, text[: last.end], lexicon)
            apart = closed or (joins and _opens_clause(doc, last, group, lexicon))
            if joins and not ("," in between and apart):
                merged[-1] = _joined(last, group, text, group.end)
                again = lexicon.has("repeated", between)  # *ни A, ни B, ни C*
                closed = closed or (lexicon.has("and", between) and not again)
                continue
        merged.append(group)
        closed = False
    parted = [part for group in merged for part in _reopened(group, groups, text, doc)]
    mixed = _mixed(parted, text, lexicon, doc)
    return [single for group in mixed for single in _unchained(group, groups, text, lexicon)]


def _mixed(groups: Sequence[Group], text: str, lexicon: Lexicon, doc: Doc) -> Sequence[Group]:
    """Join states and organisations that the parse coordinates: *die EU, die USA und Kanada*."""
    runs: list[list[Group]] = []
    for group in groups:
        run = runs[-1] if runs else []
        if run and _shares_role(run, group, text, lexicon, doc):
            run.append(group)
        else:
            runs.append([group])
    joined: list[Group] = []
    for run in runs:
        whole = _all(run, text)
        and_ = lexicon.has("and", whole.text)
        follows = lexicon.words["ellipsis_follows"].match(text, whole.end)
        own = follows is not None or _is_of_seat(text[: whole.start], lexicon)
        joined += run if len(run) == 1 or own or not and_ else [replace(whole, kind="S")]
    return joined


def _is_of_seat(before: str, lexicon: Lexicon) -> bool:
    """*Kandidaten der EU, Bosnien und ...*: what is said of an organisation ends with its name."""
    words = before.split()[-_FEW:]
    return any(lexicon.words["seat"].fullmatch(word) for word in words)


def _shares_role(run: Sequence[Group], group: Group, text: str, lexicon: Lexicon, doc: Doc) -> bool:
    """Whether a name is coordinated with those of a run, by its words and by the parse."""
    last = run[-1]
    if {last.kind, group.kind} != {"S", "O"} or not doc.has_annotation("DEP"):
        return False
    if not lexicon.coordination.fullmatch(text[last.end : group.start]):
        return False
    head = syntax.head(doc, group.start, group.end)
    heads = [syntax.head(doc, g.start, g.end) for g in run]
    return head is not None and head.dep_.startswith("conj") and head.head in heads


def _opens_clause(doc: Doc, last: Group, group: Group, lexicon: Lexicon) -> bool:
    """Whether case or role part a name from the one before the comma: it begins another clause.

    *... против России, Казахстан и Грузия к ним не присоединились*.
    """
    if not doc.has_annotation("DEP"):
        return False
    heads = [syntax.head(doc, g.start, g.end) for g in (last, group)]
    roles = [head.dep_.partition(":")[0] if head is not None else "" for head in heads]
    cases = [_case(head) if head is not None else "" for head in heads]
    shown = lexicon.words.get("shows_case")
    told = shown is not None and shown.match(group.text) is not None
    nominative = told and cases[1] == "Nom" and cases[0] not in ("", "Nom")
    return roles[0] in _OBLIQUE and (roles[1] == "nsubj" or nominative)


def _case(token: Token) -> str:
    return token.morph.to_dict().get("Case", "")


def _reopened(group: Group, singles: Sequence[Group], text: str, doc: Doc) -> Sequence[Group]:
    """Part a chain of names whose end is the subject of the verb right after it.

    *... verhängte Sanktionen gegen Russland, Kasachstan und Georgien schlossen sich nicht an*.
    """
    parts = [g for g in singles if group.start <= g.start and g.end <= group.end]
    commas = [n for n, (a, b) in enumerate(pairwise(parts), 1) if "," in text[a.end : b.start]]
    if not commas or not doc.has_annotation("DEP"):
        return [group]
    head, last = (syntax.head(doc, g.start, g.end) for g in (parts[0], parts[-1]))
    after = last.i + 1 if last is not None else len(doc)
    if head is None or after >= len(doc):
        return [group]
    before = [t for t in doc[head.sent.start : head.i] if _is_finite(t)]
    near = (
        before and head.i - before[-1].i <= _NEXT
    )  # *dagegen war nur Belarus, Kasachstan und ...*
    if head.dep_.partition(":")[0] not in _OBLIQUE and not near:
        return [group]
    inside = before and "," not in doc[before[-1].i : head.i].text
    if not inside or not _is_finite(doc[after]):
        return [group]
    return [_all(parts[: commas[-1]], text), _all(parts[commas[-1] :], text)]


def _is_finite(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and "VerbForm=Fin" in str(token.morph)


def _all(parts: Sequence[Group], text: str) -> Group:
    whole = parts[0]
    for part in parts[1:]:
        whole = _joined(whole, part, text, part.end)
    return whole


def _unchained(
    group: Group, singles: Sequence[Group], text: str, lexicon: Lexicon
) -> Sequence[Group]:
    """Take a chain of commas without *und* apart: *Unlike Japan, South Korea ...*."""
    parts = [g for g in singles if group.start <= g.start and g.end <= group.end]
    between = "".join(text[a.end : b.start] for a, b in pairwise(parts))
    joined = re.search(r"/|&", between) or lexicon.has("and", between)
    chained = len(parts) > 1 and "," in between and not joined
    return parts if chained else [group]


def _is_lone_nor(between: str, before: str, lexicon: Lexicon) -> bool:
    """*neben Brasilien noch Russland*: *noch* joins names only after *weder*."""
    nor, neither = lexicon.words.get("nor"), lexicon.words.get("neither")
    if nor is None or neither is None or not nor.search(between):
        return False
    return neither.search(before[-_PAIRED:]) is None


def _coordinated(between: str, after: str, lexicon: Lexicon) -> bool:
    """Whether two names share a role; *gegen Russland, Vietnam nicht* starts a new clause."""
    if not lexicon.coordination.fullmatch(between):
        return False
    if between.strip() != ",":
        return True
    first = re.match(r"\s+(\w+)\s*(?:[.,;!]|$)", after)
    return first is None or not (lexicon.has("negation", first[1]) or lexicon.has("yes", first[1]))


def _joined(a: Group, b: Group, text: str, end: int) -> Group:
    actors = tuple(dict.fromkeys((*a.actors, *b.actors)))
    return Group(a.kind, actors, a.start, end, text[a.start : end], via=a.via)


def _unquoted(group: Group, text: str) -> Group:
    """Take quotation marks that only set off a name (*das „Quad“*) into the name."""
    before, after = text[group.start - 1 : group.start], text[group.end : group.end + 1]
    if group.kind == "O" and before and before in _QUOTES and after and after in _QUOTES:
        return replace(group, start=group.start - 1, end=group.end + 1)
    return group


def _clauses(
    masked: str,
    origin: tuple[int, ...],
    groups: Sequence[Group],
    sentence: int,
    lexicon: Lexicon,
) -> Iterator[Clause]:
    number, at, before, quoted = 0, 0, "", False
    for stop, following, sign in (*_breaks(masked, lexicon), (len(masked), len(masked), ".")):
        for first, last, joined in _split(masked, at, stop, lexicon):
            piece = masked[first:last]
            if piece.strip(" .!?"):
                yield Clause(
                    piece, before, groups, origin[first:last], number, sentence, quoted, joined
                )
                number += 1
        if sign in '„“”"»«':
            quoted = not quoted
        at, before = following, sign


def _breaks(masked: str, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Places between clauses. A dash that stands for *is* (Russian) is none."""
    copula, insertion = lexicon.words.get("copula_dash"), lexicon.words.get("insertion")
    signs = [(m.start(), m.end(), m[0].strip()) for m in _BREAK.finditer(masked)]
    if (stop := lexicon.words.get("stop")) is not None:
        signs = sorted([*signs, *((m.end() - 2, m.end(), ";") for m in stop.finditer(masked))])
    signs = [s for s in signs if copula is None or not copula.fullmatch(s[2])]
    inserted = set()
    for here, there in pairwise(signs):
        between = masked[here[1] : there[0]]
        whose = "whose" in lexicon.words and lexicon.words["whose"].match(masked, there[1])
        commas = here[2] == there[2] == "," and here not in inserted and not whose
        if insertion is not None and commas and insertion.fullmatch(between):
            inserted |= {here, there}
    return [s for s in signs if s not in inserted]


def _masked(
    text: str, start: int, end: int, groups: Sequence[Group]
) -> tuple[str, tuple[int, ...]]:
    parts: list[str] = []
    origin: list[int] = []
    at = start
    for number, group in enumerate(groups):
        parts.append(text[at : group.start])
        origin += range(at, group.start)
        mark = f"§{group.kind}{number}§"
        parts.append(mark)
        origin += [group.start] * (len(mark) - 1) + [group.end - 1]
        at = group.end
    parts.append(text[at:end])
    origin += range(at, end)
    return "".join(parts).replace("\n", " "), tuple(origin)


def _split(masked: str, start: int, stop: int, lexicon: Lexicon) -> Iterator[tuple[int, int, bool]]:
    """Split at a conjunction between two verbs of the lexicon, or before an elliptic rest."""
    joined = False
    while found := _conjunction(masked, start, stop, lexicon):
        yield start, found[0], joined
        start, joined = found[1], True
    yield start, stop, joined


def _conjunction(masked: str, start: int, stop: int, lexicon: Lexicon) -> tuple[int, int] | None:
    for m in lexicon.words["conjunction"].finditer(masked, start, stop):
        left, right = masked[start : m.start()].rstrip(), masked[m.end() : stop].lstrip()
        if not (left and right and lexicon.any_verb.search(left)):
            continue
        if _DATED_LAST.search(left) and _DATED_FIRST.match(right):
            continue  # *Katar 2019 und Ecuador 2020*
        if _TIME_LAST.search(left) and _TIME_FIRST.match(right):
            continue  # *seit 2021 und 2022*
        goes_on = lexicon.any_verb.search(right) or lexicon.words["modal"].match(right)
        contrasts = lexicon.words["contrast"].match(right) and "§O" in right
        if goes_on or contrasts or is_elliptic(right, lexicon):
            return m.start() - (masked[m.start() - 1] == " "), stop - len(right)
    return None


def is_elliptic(text: str, lexicon: Lexicon) -> bool:
    """Say whether a clause is one name and words that only affirm or deny (*Usbekistan nicht*)."""
    text = _without_excepted(text, lexicon)
    if len(re.findall(r"§[SO]\d+§", text)) != 1 or re.search(r"§[ABPXR]\d+§", text):
        return False
    rest = MARK.sub(" ", text).strip(" .!?«»—–")
    rest = lexicon.words["filler"].sub(" ", lexicon.words["yes"].sub(" ", rest))
    words = ("negation", "yes", "voted_no", "voted_yes")
    said = "§T" in text or any(lexicon.has(word, text) for word in words)
    return said and not rest.strip()


def _without_excepted(text: str, lexicon: Lexicon) -> str:
    """*so did all of §S1§ bar §S2§*: without who is left out."""
    for mark in MARK.finditer(text):
        if lexicon.ends("except", text[: mark.start()].rstrip()):
            return text[: mark.start()] + text[mark.end() :]
    return text
