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

_CLAUSE_END = re.compile(r"(?<!\d),|,(?!\d)|[;:()–—\"„“”»«]")
_QUOTE = re.compile(r"[\"„“”»«]")
_WORD = re.compile(r"\w+")
_FULL_STOP = re.compile(r"[.!?]\s+(?=[^\Wa-z])|\n\s*\n")
_PERFECT = ("haben", "sein", "have", "be")
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

    def sentence(self, place: int) -> int:
        """Return the number of the sentence that holds a place."""
        return bisect.bisect_right(self.starts, place)

    def has_before(self, place: int, table: str) -> bool:
        """Tell whether a word of the language's table stands before a place in its sentence."""
        words = self.language.tables.get(table)
        if not words:
            return False
        here = self.sentence(place)
        start = max(self.starts[here - 1] if here else 0, place - _REACH)
        return any(word.lower() in words for word in _WORD.findall(self.text[start:place]))

    def between(self, left: int, right: int) -> int:
        """Return how many sentences begin after `left` and not after `right`."""
        return bisect.bisect_right(self.starts, right) - bisect.bisect_right(self.starts, left)

    def tense_at(self, start: int, end: int, lasting: bool = False) -> int | None:
        """Return -1 (past), 0 (present), 1 (future) for the clause around a span, or `None`.

        `lasting`: the span bounds something that lasts (*ist ab Montag geöffnet*), so that to be
        with a participle tells a state and no event.
        """
        if self.parsed:
            span = self.doc.char_span(start, end, alignment_mode="expand")
            found = self._from_parse(span, lasting) if span is not None else None
            if found is not None:
                return found
        return self._from_words(start, end, lasting)

    def _from_parse(self, span: Span, lasting: bool) -> int | None:
        """The first verb above the span with a tense; what it wants done is ahead."""
        token, wanted = span.root, False
        for _ in range(_MAX_STEPS):
            if token.pos_ in ("VERB", "AUX") or _auxiliaries(token):
                wanted = wanted or "Inf" in token.morph.get("VerbForm", [])
                found = self._tense_of(token, lasting)
                if found is not None:
                    return FUTURE if found == PRESENT and wanted else found
            if token.head.i == token.i:
                return None
            token = token.head
        return None

    def _tense_of(self, verb: Token, lasting: bool) -> int | None:
        helpers = _auxiliaries(verb)
        if any(_is_future(helper, verb) for helper in helpers):
            return FUTURE
        for token in (*helpers, verb):
            tense = self._features_tense(token)
            if tense == PRESENT:
                return PAST if _is_perfect(verb, token, helpers, lasting) else PRESENT
            if tense is not None:
                return tense
        return None

    def _features_tense(self, token: Token) -> int | None:
        """A finite form's tense: as the language's list of forms has it, else as parsed."""
        features = token.morph.get("Tense", [])
        if "Fut" in features:
            return FUTURE
        if "Fin" not in token.morph.get("VerbForm", []) and token.pos_ != "AUX":
            return None
        listed = self.language.tenses.get(token.lower_)
        if listed in ("past", "present") or (listed == "future" and "Pres" not in features):
            return _TENSES[listed]
        if not features:
            return None
        return PAST if "Past" in features else PRESENT

    def _from_words(self, start: int, end: int, lasting: bool) -> int | None:
        here = bisect.bisect_right(self.starts, start)
        first = self.starts[here - 1] if here else 0
        last = self.starts[here] if here < len(self.starts) else len(self.text)
        left = self.text[max(first, start - _REACH) : start]
        right = self.text[end : max(end, min(last, end + _REACH))]
        quoted = _QUOTE.split(left)[-1], _QUOTE.split(right)[0]
        clause = self._clause_end(quoted[0], last=True), self._clause_end(quoted[1], last=False)
        for before, after in (clause, quoted, (left, right)):
            found = _nearest(self.language, before, after, lasting)
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


def _auxiliaries(token: Token) -> list[Token]:
    return [c for c in token.children if c.dep_.partition(":")[0] in ("aux", "cop")]


def _is_perfect(verb: Token, finite: Token, helpers: list[Token], lasting: bool) -> bool:
    """Whether a present auxiliary makes a perfect; *ist ab heute gesperrt* tells a state."""
    if finite is verb or finite.lemma_ not in _PERFECT:
        return False
    if any("Part" in helper.morph.get("VerbForm", []) for helper in helpers):
        return True
    if "Part" not in verb.morph.get("VerbForm", []):
        return False
    passive = any(helper.dep_ == "aux:pass" for helper in helpers)
    return not passive and not (lasting and finite.lemma_ == "sein")


def _is_future(helper: Token, verb: Token) -> bool:
    if helper.lemma_.lower() in ("will", "shall", "быть") and helper.dep_ != "aux:pass":
        return "Past" not in helper.morph.get("Tense", [])
    infinitive = "Inf" in verb.morph.get("VerbForm", []) or any(
        "Inf" in h.morph.get("VerbForm", []) for h in verb.children if h.dep_.startswith("aux")
    )
    return helper.lemma_ == "werden" and infinitive and "Past" not in helper.morph.get("Tense", [])


_TENSES = {
    "past": PAST, "weak": PAST, "participle": PAST, "future": FUTURE,
    "present": PRESENT, "perfect": PRESENT, "being": PRESENT, "maybe": PRESENT,
}  # fmt: skip
_UNSURE = {"weak", "participle", "maybe"}


def _nearest(language: TimeLanguage, before: str, after: str, lasting: bool) -> int | None:
    """The nearest finite verb decides; a perfect needs both halves, unsure forms count alone."""
    seen = sorted(_distances(language, before, after))
    kinds = {kind for _, kind in seen}
    helpers = kinds & ({"perfect"} if lasting else {"perfect", "being"})
    if helpers and kinds & _UNSURE and "future" not in kinds:
        return PAST
    finite = [kind for _, kind in seen if kind not in _UNSURE]
    unsure = [kind for _, kind in seen if kind in ("weak", "maybe")]
    for kind in (*finite, *unsure, *kinds & {"participle"}):
        return _TENSES[kind]
    return None


def _distances(language: TimeLanguage, before: str, after: str) -> Iterator[tuple[int, str]]:
    """How many words away each form with a tense stands; *is to host* counts as one."""
    for text, back in ((before, True), (after, False)):
        words = _WORD.findall(text)
        done = 0
        for number, word in enumerate(words):
            pair = " ".join(words[number : number + 2])
            tense = language.tenses.get(pair) or language.tense(word)
            if tense not in (None, "none") and number >= done:
                done = number + 3 if pair in language.tenses and pair != word else number + 1
                yield (len(words) - number if back else number + 1), tense
