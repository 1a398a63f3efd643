"""A place in the text in, past, present or future out: the tense of the clause around it.

With a parse, the governing verb's UD features decide (Tense, VerbForm, Mood, its auxiliaries);
without one, the verb forms of the language's `tenses.csv` nearest to the place.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from depesche.times.context import FUTURE, PAST, PRESENT
from depesche.times.data import TimeLanguage

_CLAUSE_END = re.compile(r"[,;:()–—\"„“”»«]")
_QUOTE = re.compile(r"[\"„“”»«]")
_WORD = re.compile(r"\w+")
_FULL_STOP = re.compile(r"[.!?]\s+(?=[^\Wa-z])|\n\s*\n")
_MAX_STEPS = 12
_REACH = 300


class Clauses:
    """The sentences and tenses of a document; what it has of annotation is looked up once."""

    def __init__(self, doc: Doc, text: str, language: TimeLanguage) -> None:
        self.doc = doc
        self.text = text
        self.language = language
        self.parsed = len(doc) > 0 and doc[0].dep != 0
        self.starts = _sentence_starts(doc, text)

    def between(self, left: int, right: int) -> int:
        """Return how many sentences begin after `left` and not after `right`."""
        return bisect.bisect_right(self.starts, right) - bisect.bisect_right(self.starts, left)

    def tense_at(self, start: int, end: int) -> int | None:
        """Return -1 (past), 0 (present), 1 (future) for the clause around a span, or `None`."""
        if self.parsed:
            span = self.doc.char_span(start, end, alignment_mode="expand")
            found = _from_parse(span) if span is not None else None
            if found is not None:
                return found
        return self._from_words(start, end)

    def _from_words(self, start: int, end: int) -> int | None:
        here = bisect.bisect_right(self.starts, start)
        first = self.starts[here - 1] if here else 0
        last = self.starts[here] if here < len(self.starts) else len(self.text)
        left = self.text[max(first, start - _REACH) : start]
        right = self.text[end : max(end, min(last, end + _REACH))]
        quoted = _QUOTE.split(left)[-1], _QUOTE.split(right)[0]
        clause = self._clause_end(quoted[0], last=True), self._clause_end(quoted[1], last=False)
        for before, after in (clause, quoted, (left, right)):
            found = _nearest(self.language, before, after)
            if found is not None:
                return found
        return None

    def _clause_end(self, text: str, *, last: bool) -> str:
        """The part of `text` next to the place: up to a comma or a word that joins clauses."""
        part = _CLAUSE_END.split(text)[-1 if last else 0]
        words = list(_WORD.finditer(part))
        joints = self.language.tables.get("joint", {})
        for word in reversed(words) if last else words:
            if word[0].lower() in joints:
                return part[word.end() :] if last else part[: word.start()]
        return part


def _sentence_starts(doc: Doc, text: str) -> list[int]:
    if len(doc) == 0:
        return []
    places, starts = doc.to_array(["IDX", "SENT_START"]).T
    if (starts == 1).any():
        return [int(place) for place in places[starts == 1]]
    return [0, *(found.end() for found in _FULL_STOP.finditer(text))]


def _from_parse(span: Span) -> int | None:
    """The first verb above the span with a tense; what it wants done (an infinitive) is ahead."""
    token, wanted = span.root, False
    for _ in range(_MAX_STEPS):
        if token.pos_ in ("VERB", "AUX") or _auxiliaries(token):
            wanted = wanted or "Inf" in token.morph.get("VerbForm", [])
            found = _tense_of(token)
            if found is not None:
                return FUTURE if found == PRESENT and wanted else found
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _auxiliaries(token: Token) -> list[Token]:
    return [c for c in token.children if c.dep_.partition(":")[0] in ("aux", "cop")]


def _tense_of(verb: Token) -> int | None:
    helpers = _auxiliaries(verb)
    if any(_is_future(helper, verb) for helper in helpers):
        return FUTURE
    for token in (*helpers, verb):
        tense = token.morph.get("Tense", [])
        finite = "Fin" in token.morph.get("VerbForm", []) or token.pos_ == "AUX"
        if finite and "Past" in tense:
            return PAST
        if "Fut" in tense:
            return FUTURE
        if finite and ("Pres" in tense or tense):
            perfect = "Part" in verb.morph.get("VerbForm", []) and token is not verb
            passive = any(h.dep_ == "aux:pass" for h in helpers)
            told = any("Part" in h.morph.get("VerbForm", []) for h in helpers)
            return PAST if perfect and (told or not passive) else PRESENT
    return None


def _is_future(helper: Token, verb: Token) -> bool:
    if helper.lemma_.lower() in ("will", "shall", "быть") and helper.dep_ != "aux:pass":
        return "Past" not in helper.morph.get("Tense", [])
    infinitive = "Inf" in verb.morph.get("VerbForm", []) or any(
        "Inf" in h.morph.get("VerbForm", []) for h in verb.children if h.dep_.startswith("aux")
    )
    return helper.lemma_ == "werden" and infinitive and "Past" not in helper.morph.get("Tense", [])


def _nearest(language: TimeLanguage, before: str, after: str) -> int | None:
    """The nearest finite verb decides; a perfect needs both halves, `weak` forms count alone."""
    seen = sorted(_distances(language, before, after))
    kinds = {t for _, t in seen}
    if kinds & {"participle", "weak"} and "perfect" in kinds and "future" not in kinds:
        return PAST
    if any(t not in ("weak", "participle") for t in kinds):
        seen = [(n, t) for n, t in seen if t != "weak"]
    for _, tense in seen:
        if tense == "weak":
            return PAST
        if tense == "future":
            return FUTURE
        if tense == "past":
            return PAST
        if tense in ("present", "perfect"):
            return PRESENT
    return PAST if "participle" in kinds else None


def _distances(language: TimeLanguage, before: str, after: str) -> Iterator[tuple[int, str]]:
    """How many words away each form with a tense stands; *is to host* counts as one."""
    for text, back in ((before, True), (after, False)):
        words = _WORD.findall(text)
        done = 0
        for number, word in enumerate(words):
            pair = " ".join(words[number : number + 2])
            tense = language.tenses.get(pair) or language.tense(word)
            if tense is not None and number >= done:
                done = number + 3 if pair in language.tenses and pair != word else number + 1
                yield (len(words) - number if back else number + 1), tense
