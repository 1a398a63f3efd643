"""From quotations to statements: speakers linked to actors, pronouns to earlier speakers.

In: the `Quotation`s of a report and its mentions. Out: `Statement`s. Literal words inside reported
speech do not stand alone: the statement around them becomes one of kind "mixed".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from depesche.actors.index import ActorIndex
from depesche.model import Mention, Party, Report, Span, Statement, StatementKind
from depesche.statements import lexicon, marks
from depesche.statements.lexicon import Lexicon
from depesche.statements.quotation import Quotation, Spans

_MEMORY = 20  # earlier speakers a pronoun may stand for
_WORD = 60  # characters to look back for the word before a quotation
# How sure each kind of speech is found: precision on the development data, rounded.
_CONFIDENCE: dict[StatementKind, float] = {
    "direct": 0.9,
    "indirect": 0.8,
    "mixed": 0.8,
    "indirect/free indirect": 0.8,
    "free indirect": 0.6,
    "reported": 0.5,
}
# Mentions that name who speaks, the best first.
_VIA_ORDER = (
    "person",
    "office",
    "name",
    "building",
    "capital_as_government",
    "group",
    "former_name",
)


@dataclass(frozen=True)
class _Earlier:
    """A speaker met before: what a pronoun may stand for."""

    party: Party
    gender: str
    plural: bool


def statements(
    doc: Doc, report: Report, mentions: Sequence[Mention], quotations: Sequence[Quotation]
) -> tuple[Statement, ...]:
    """Return statements in text order; nested quotations are merged into those around them."""
    tables = lexicon.load(report.language)
    if tables is None:
        return ()
    return _Linker(doc, report, mentions, tables).run(quotations)


class _Linker:
    def __init__(
        self, doc: Doc, report: Report, mentions: Sequence[Mention], tables: Lexicon
    ) -> None:
        self.doc = doc
        self.text = report.text
        self.parsed = doc.has_annotation("DEP")
        self.index = ActorIndex(doc, mentions)
        self.tables = tables
        self.inner = {q.start: q for q in marks.find(report.text)}
        self.proper = {t.text for t in doc if t.pos_ == "PROPN"}
        self.proper |= {m.text.split()[-1] for m in mentions if m.text.strip()}
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end))
        self.starts = [m.start for m in self.mentions]
        self.words = self._quoted_words()
        self.earlier: list[_Earlier] = []
        self.parties: dict[tuple[int, int], Party] = {}

    def run(self, quotations: Sequence[Quotation]) -> tuple[Statement, ...]:
        nested = [q for q in quotations if q.nested]
        return tuple(self._statement(q, self._kind(q, nested)) for q in quotations if not q.nested)

    def _kind(self, quotation: Quotation, nested: Sequence[Quotation]) -> StatementKind:
        if quotation.kind in ("direct", "reported"):
            return quotation.kind
        literal = [part.quote[0] for part in nested] + self.words
        holds = any(a <= start and end <= b for start, end in literal for a, b in quotation.quote)
        return "mixed" if holds else quotation.kind

    def _quoted_words(self) -> list[tuple[int, int]]:
        """Return quoted words that are no name: neither tagged as one nor behind what they name.

        Single nouns count here, though the data set does not annotate them as direct speech.
        """
        found = []
        for q in self.inner.values():
            tokens = self.doc.char_span(q.inner_start, q.inner_end, alignment_mode="expand")
            before = (self.text[max(0, q.start - _WORD) : q.start].split()[-1:] or [""])[0]
            named = tokens is None or any(t.ent_type_ for t in tokens)
            if not named and not self._names_something(before) and not self._scare(before):
                found.append((q.start, q.end))
        return found

    def _names_something(self, word: str) -> bool:
        """Tell whether the word before marks is a noun that the marked words may name."""
        return word[:1].isupper() and word not in self.proper

    def _scare(self, word: str) -> bool:
        """Tell whether the word before marks says that they keep their distance."""
        return word.lower().startswith(self.tables.settings.markers.so_called or ("\0",))

    def _statement(self, quotation: Quotation, kind: StatementKind) -> Statement:
        bare = self._words_only if kind == "direct" else self._without_marks
        quote = tuple(bare(a, b) for a, b in quotation.quote)
        return Statement(
            kind=kind,
            quote=quote,
            text=" … ".join(self.text[s.start : s.end] for s in quote),
            speaker=self._party(quotation.speaker, remember=True),
            cue=self._longest(quotation.cue),
            frame=self._hull(quotation.frame),
            addressee=self._party(quotation.addressee, remember=False),
            confidence=_CONFIDENCE[kind],
            why=quotation.why,
        )

    def _without_marks(self, start: int, end: int) -> Span:
        q = self.inner.get(start)
        if q is not None and q.end == end:
            return Span(start=q.inner_start, end=q.inner_end)
        return Span(start=start, end=end)

    def _words_only(self, start: int, end: int) -> Span:
        """Leave out the marks of direct speech, also where only half a quotation is given."""
        span = self._without_marks(start, end)
        first, last = span.start, span.end
        if self.text[first] in marks.OPENING and last - first > 2:
            first += 1
        if self.text[last - 1] in marks.CLOSING and last - first > 2:
            last -= 1
        return Span(start=first, end=last)

    def _longest(self, spans: Spans) -> Span | None:
        if not spans:
            return None
        start, end = max(spans, key=lambda s: (s[1] - s[0], -s[0]))
        return Span(start=start, end=end)

    def _hull(self, spans: Spans) -> Span | None:
        return Span(start=spans[0][0], end=spans[-1][1]) if spans else None

    def _party(self, spans: Spans, *, remember: bool) -> Party | None:
        if not spans:
            return None
        place = (spans[0][0], spans[-1][1])
        if place not in self.parties:
            self.parties[place] = self._linked(*place, remember=remember)
        return self.parties[place]

    def _linked(self, start: int, end: int, *, remember: bool) -> Party:
        text = self.text[start:end]
        tokens = self.doc.char_span(start, end, alignment_mode="expand")
        if tokens is None:
            return Party(text=text, start=start, end=end)
        if len(tokens) == 1 and (earlier := self._antecedent(tokens)) is not None:
            return Party(
                actor=earlier.party.actor,
                text=text,
                start=start,
                end=end,
                unnamed=earlier.party.unnamed,
            )
        party = Party(
            actor=self._own(tokens) or self._actor(tokens, start, end),
            text=text,
            start=start,
            end=end,
            unnamed=self._unnamed(tokens),
        )
        if remember and not self._is_pronoun(tokens):
            self.earlier.append(
                _Earlier(
                    party, _gender(tokens, parsed=self.parsed), _plural(tokens, parsed=self.parsed)
                )
            )
        return party

    def _actor(self, tokens: Tokens, start: int, end: int) -> str | None:
        """Return the actor the phrase's head names, else the best one named within it."""
        inside = [m for m in self._between(start, end) if m.actors]
        persons = [m for m in inside if m.via == "person"]
        if persons:
            return persons[0].actors[0]
        if self.parsed:
            named = self.index.of(tokens.root)
            if named:
                return named[0]
        covering = self.index.at(tokens[-1]) or self.index.at(tokens[0])
        if not inside and covering is not None and covering.actors:
            return covering.actors[0]
        inside.sort(key=lambda m: _VIA_ORDER.index(m.via) if m.via in _VIA_ORDER else 99)
        return inside[0].actors[0] if inside else None

    def _between(self, start: int, end: int) -> list[Mention]:
        """Return the mentions within characters `start`..`end`."""
        near = self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [m for m in near if m.end <= end]

    def _is_pronoun(self, tokens: Tokens) -> bool:
        return len(tokens) == 1 and tokens[0].lower_ in self.tables.settings.nominal.pronouns

    def _antecedent(self, tokens: Tokens) -> _Earlier | None:
        """Return whom a pronoun stands for; `None` where that is not clear.

        A speaker of this or the last sentence it agrees with comes first, then the only person of
        the last sentence, then an earlier speaker.
        """
        if not self._is_pronoun(tokens) or tokens[0].ent_type_:
            return None
        agreeing = [e for e in self.earlier[-_MEMORY:] if self._agrees(tokens, e)]
        last = agreeing[-1] if agreeing else None
        sentence = tokens[0].sent
        before = self.doc[max(0, sentence.start - 1)].sent
        if last is not None and (last.party.start or 0) >= before.start_char:
            return last
        return self._only_person(tokens, before.start_char) or last

    def _agrees(self, tokens: Tokens, earlier: _Earlier) -> bool:
        """Tell whether a pronoun agrees with an earlier speaker in number and gender."""
        speakers = self.tables.settings.speakers
        word = tokens[0].lower_
        if earlier.party.start is None or earlier.party.start > tokens.start_char:
            return False
        plural = word in speakers.plural and self._plural_verb(tokens)
        if plural or earlier.plural:
            return plural and earlier.plural
        genders = {
            "Masc": word in speakers.masculine,
            "Fem": word in speakers.feminine,
            "": word in speakers.masculine or word in speakers.feminine,
        }
        return genders.get(earlier.gender, False)

    def _only_person(self, tokens: Tokens, since: int) -> _Earlier | None:
        """Return the person named between `since` and a singular pronoun, if there is just one."""
        speakers = self.tables.settings.speakers
        word = tokens[0].lower_
        singular = word in speakers.masculine or word in speakers.feminine
        if not singular or (word in speakers.plural and self._plural_verb(tokens)):
            return None
        persons = {
            m.actors[0]: m
            for m in self._between(since, tokens.start_char)
            if m.via == "person" and m.actors
        }
        if len(persons) != 1:
            return None
        mention = next(iter(persons.values()))
        party = Party(actor=mention.actors[0], start=mention.start, end=mention.end)
        return _Earlier(party, "", plural=False)

    def _plural_verb(self, tokens: Tokens) -> bool:
        return _verb_is_plural(tokens, parsed=self.parsed)

    def _own(self, tokens: Tokens) -> str | None:
        """*nach eigenen Angaben*, *der ... sagte*: the clause around or the noun before speaks."""
        speakers = self.tables.settings.speakers
        if not self.parsed:
            return None
        root = tokens.root
        if any(t.lower_ in speakers.own for t in tokens):
            for child in root.head.children:
                if child.dep_.startswith("nsubj"):
                    return next(iter(self.index.of(child)), None)
        if len(tokens) == 1 and root.lower_ in speakers.relative:
            for verb in (root.head, root.head.head):
                if verb.dep_.startswith("acl"):
                    return next(iter(self.index.of(verb.head)), None)
        return None

    def _unnamed(self, tokens: Tokens) -> bool:
        """Tell whether a source has an office or trade but no name (*ein Regierungssprecher*)."""
        speakers = self.tables.settings.speakers
        heads = [t for t in tokens if t.lower_ in speakers.unnamed]
        if not heads:
            return False
        if any(m.via == "person" for m in self._between(tokens.start_char, tokens.end_char)) or any(
            t.ent_type_ == "PER" for t in tokens
        ):
            return False
        first = tokens[0]
        definite = first.lower_ in self.tables.settings.nominal.determiners and (
            first.lower_ not in speakers.indefinite
        )
        return not definite


def _gender(tokens: Tokens, *, parsed: bool) -> str:
    """Return the UD gender of a phrase: its head's, else what its determiner shows."""
    found = tokens.root.morph.get("Gender", []) if parsed else []
    if len(found) == 1 and tokens.root.pos_ == "NOUN":
        return found[0]
    return {"der": "Masc", "die": "Fem", "das": "Neut", "eine": "Fem"}.get(tokens[0].lower_, "")


def _plural(tokens: Tokens, *, parsed: bool) -> bool:
    if parsed:
        root = tokens.root
        return "Plur" in root.morph.get("Number", []) or any(True for _ in root.conjuncts)
    return any(t.lower_ in ("und", "and", "и", "sowie") for t in tokens)


def _verb_is_plural(tokens: Tokens, *, parsed: bool) -> bool:
    """Without a parse the neighbouring verb's ending has to do (*sagten sie*)."""
    token = tokens[0]
    if parsed:
        return "Plur" in token.head.morph.get("Number", [])
    near = [tokens.doc[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(tokens.doc)]
    return any(t.is_lower and t.text.endswith("en") for t in near)
