"""A place in the text in, past, present or future out: the tense of the clause around it.

With a parse, the governing verb's UD features decide (Tense, VerbForm, Mood, its auxiliaries);
without one, the verb forms of the language's `tenses.csv` nearest to the place.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from depesche.times.data import TimeLanguage

PAST, PRESENT, FUTURE = -1, 0, 1
_CLAUSE_END = re.compile(r"[,;:()–—\"„“”»«]")
_WORD = re.compile(r"\w+")
_MAX_STEPS = 12


def tense_at(doc: Doc, language: TimeLanguage, start: int, end: int) -> int | None:
    """Return -1 (past), 0 (present), 1 (future) for the clause around `start`..`end`, or `None`."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return None
    if doc.has_annotation("DEP") and doc.has_annotation("MORPH"):
        found = _from_parse(span)
        if found is not None:
            return found
    return _from_words(doc, language, span)


def _from_parse(span: Span) -> int | None:
    token = span.root
    for _ in range(_MAX_STEPS):
        if token.pos_ in ("VERB", "AUX") or _auxiliaries(token):
            found = _tense_of(token)
            if found is not None:
                return found
        if token.head is token or token.head.i == token.i:
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
        tense = token.morph.get("Tense")
        finite = "Fin" in token.morph.get("VerbForm") or token.pos_ == "AUX"
        if finite and "Past" in tense:
            return PAST
        if "Fut" in tense:
            return FUTURE
        if finite and ("Pres" in tense or tense):
            perfect = "Part" in verb.morph.get("VerbForm") and token is not verb
            passive = any(h.dep_ == "aux:pass" for h in helpers)
            return PAST if perfect and not passive else PRESENT
    return None


def _is_future(helper: Token, verb: Token) -> bool:
    if helper.lemma_.lower() in ("will", "shall", "быть") and helper.dep_ != "aux:pass":
        return "Past" not in helper.morph.get("Tense")
    infinitive = "Inf" in verb.morph.get("VerbForm") or any(
        "Inf" in h.morph.get("VerbForm") for h in verb.children if h.dep_.startswith("aux")
    )
    return helper.lemma_ == "werden" and infinitive and "Past" not in helper.morph.get("Tense")


def _from_words(doc: Doc, language: TimeLanguage, span: Span) -> int | None:
    first, last = _sentence(doc, span)
    text = doc.text
    left, right = text[first : span.start_char], text[span.end_char : last]
    clause_left = _CLAUSE_END.split(left)[-1]
    clause_right = _CLAUSE_END.split(right)[0]
    for before, after in ((clause_left, clause_right), (left, right)):
        found = _nearest(language, before, after)
        if found is not None:
            return found
    return None


def _sentence(doc: Doc, span: Span) -> tuple[int, int]:
    if doc.has_annotation("SENT_START"):
        first, last = span.start, span.end
        while first > 0 and not doc[first].is_sent_start:
            first -= 1
        while last < len(doc) and not doc[last].is_sent_start:
            last += 1
        return doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    return max(0, span.start_char - 200), min(len(doc.text), span.end_char + 200)


def _nearest(language: TimeLanguage, before: str, after: str) -> int | None:
    """The nearest finite verb decides; a future auxiliary or a perfect needs its second half."""
    words = [(number, w) for number, w in enumerate(reversed(_WORD.findall(before)), 1)]
    words += [(number, w) for number, w in enumerate(_WORD.findall(after), 1)]
    seen = sorted((n, t) for n, w in words if (t := language.tense(w)))
    kinds = {t for _, t in seen}
    if "participle" in kinds and "perfect" in kinds and "future" not in kinds:
        return PAST
    for _, tense in seen:
        if tense == "future":
            return FUTURE
        if tense == "past":
            return PAST
        if tense in ("present", "perfect"):
            return PRESENT
    return PAST if "participle" in kinds else None
