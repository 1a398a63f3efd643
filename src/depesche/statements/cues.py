"""Cues: the words that introduce speech, and what may follow them.

In: a `Unit`. Out: `Cue`s in text order: verbs with their auxiliaries, split-off prefixes and
correlates (*wies darauf hin*), fixed phrases (*ist der Meinung*), nouns (*die Ankündigung, dass*).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from depesche.statements.lexicon import PhraseRow, Verb
from depesche.statements.units import Unit, Words

NO_USES: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Cue:
    """One cue. `verb` is the token that carries it, `finite` the one that agrees with its subject.

    `tokens` are all its words; `passive`: its subject is spoken to, not speaking; `gerund`: it
    shares the subject of the verb it hangs on (*..., saying that ...*).
    """

    verb: int
    finite: int
    tokens: frozenset[int]
    uses: frozenset[str]
    lemma: str = ""
    passive: bool = False
    noun: bool = False
    gerund: bool = False

    @property
    def start(self) -> int:
        """Return the first token."""
        return min(self.tokens)

    @property
    def end(self) -> int:
        """Return the token behind the last."""
        return max(self.tokens) + 1


def find(unit: Unit) -> list[Cue]:
    """Return the cues of a unit, at most one per word, in text order."""
    found: dict[int, Cue] = {}
    for cue in (*_phrases(unit), *_verbs(unit), *_nouns(unit)):
        if cue.verb not in found and not any(cue.tokens & c.tokens for c in found.values()):
            found[cue.verb] = cue
    return [found[i] for i in sorted(found)]


def _verbs(unit: Unit) -> Iterator[Cue]:
    words = unit.words
    for i in unit.outside():
        forms = words.lexicon.verbs.get(words.lower[i])
        if forms and can_be_verb(words, i):
            cue = _verb(unit, i, forms)
            if cue is not None:
                yield cue


def can_be_verb(words: Words, i: int) -> bool:
    """Tell whether token `i` may be a verb, by its tag or, without one, by its place."""
    if words.tagged:
        return words.pos(i) in ("VERB", "AUX")
    if words.is_capital(i) and not words.token(i).is_sent_start:
        return False
    return not words.is_attributive(i)


def _verb(unit: Unit, i: int, forms: tuple[Verb, ...]) -> Cue | None:
    words = unit.words
    particle = _particle(unit, i)
    finite = [v for v in forms if v.kind not in {"participle", "infinitive"}]
    if particle is not None:
        for verb in finite:
            if verb.particle == words.lower[particle]:
                return _finite(unit, i, verb, particle)
        if words.settings.verb_second:
            return None
    plain = [v for v in finite if not v.particle]
    participles = [v for v in forms if v.kind == "participle"]
    # In German a participle ends its clause; that tells bestätigt (has) from bestätigt (does).
    last = not words.settings.verb_second or _ends_clause(unit, i)
    if participles and (last or not plain):
        auxiliary = _auxiliary(unit, i)
        if auxiliary is not None:
            return _compound(unit, i, participles[0], auxiliary)
    if plain and _may_be_finite(words, i, plain[0]):
        return _finite(unit, i, plain[0], None)
    return None


def _may_be_finite(words: Words, i: int, verb: Verb) -> bool:
    """Tags tell infinitives from equal finite forms; a gerund is a cue behind a comma."""
    if verb.kind == "gerund":
        return i > 0 and words.text[i - 1] == ","
    if words.token(i).is_sent_start and not words.settings.verb_second:
        return "quote" in verb.uses or words.settings.comma_before_content
    ambiguous = verb.lemma.endswith(words.lower[i]) or not words.settings.verb_second
    if not words.tagged or not ambiguous:
        return True
    form = words.token(i).morph.get("VerbForm", [])
    return not form or "Fin" in form


def _ends_clause(unit: Unit, i: int) -> bool:
    """Tell whether token `i` is a clause's last word but for auxiliaries."""
    words = unit.words
    segment = unit.segments[unit.segment_of(i)]
    auxiliaries = {*words.settings.auxiliaries.finite, *words.settings.markers.passive}
    following = i + 1
    while following < segment.end and words.lower[following] in auxiliaries:
        following += 1
    return (
        following >= segment.end
        or words.lower[following] in words.settings.coordinators
        or not words.is_outside(following)
    )


def _particle(unit: Unit, i: int) -> int | None:
    """Return the split-off prefix of the finite verb `i`, which ends its clause."""
    words = unit.words
    prefixes = words.settings.auxiliaries.verb_prefixes
    if words.parsed:
        for child in words.token(i).children:
            if child.dep_ == "compound:prt" and child.i > i and child.lower_ in prefixes:
                return child.i
    if not words.settings.verb_second:
        return i + 1 if i + 1 < unit.stop and words.lower[i + 1] in prefixes else None
    for number in range(unit.segment_of(i), len(unit.segments)):
        segment = unit.segments[number]
        for last in _clause_ends(words, max(segment.start, i + 1), segment.end):
            if words.lower[last] in prefixes and words.is_outside(last):
                return last
        if number > unit.segment_of(i) + 2:
            break
    return None


def _clause_ends(words: Words, start: int, end: int) -> Iterator[int]:
    """Yield the last word of a segment and those before a coordinator."""
    for i in range(start, end):
        following = i + 1
        if following >= end or words.lower[following] in words.settings.coordinators:
            yield i


def _auxiliary(unit: Unit, i: int) -> int | None:
    """Return the auxiliary of participle `i`: behind it in a subordinate clause, else before."""
    words = unit.words
    markers = words.settings.markers
    auxiliaries = {*markers.perfect, *markers.passive}
    if words.parsed:
        chain = [c for c in words.token(i).children if c.dep_.startswith("aux")]
        for child in chain:
            if child.lower_ in auxiliaries and child.lower_ not in ("worden", "been", "sein"):
                return child.i
    if not words.settings.verb_second:
        return _auxiliary_beside(unit, i, auxiliaries)
    for j in range(i + 1, min(i + 4, unit.stop)):
        if words.lower[j] in auxiliaries and words.lower[j] != "worden":
            return j
        if not words.is_word(j) or words.lower[j] not in auxiliaries:
            break
    for j in range(i - 1, unit.start - 1, -1):
        if not words.is_outside(j):
            continue
        if words.lower[j] in auxiliaries:
            return j
        if words.text[j] in ":;":
            break
    return None


def _auxiliary_beside(unit: Unit, i: int, auxiliaries: set[str]) -> int | None:
    """Return an auxiliary just before participle `i` (*has repeatedly said*)."""
    words = unit.words
    start = unit.segments[unit.segment_of(i)].start
    for j in range(i - 1, max(start, i - 4) - 1, -1):
        if words.lower[j] in auxiliaries:
            return j
    return None


def _finite(unit: Unit, i: int, verb: Verb, particle: int | None) -> Cue:
    members = {i} | ({particle} if particle is not None else set())
    members |= _companions(unit, i, particle)
    gerund = verb.kind == "gerund"
    return Cue(i, i, frozenset(members), _uses(unit, verb, i), verb.lemma, gerund=gerund)


def _uses(unit: Unit, verb: Verb, i: int) -> frozenset[str]:
    """Resolve uses that hang on a correlate: *bestand darauf, dass*, but not *bestand darin*."""
    words = unit.words
    segment = unit.segments[unit.segment_of(i)]
    found = set()
    for use in verb.uses:
        base, _, needed = use.partition(":")
        if base in ("clause", "infinitive") and needed:
            if needed in words.lower[segment.start : segment.end]:
                found.add(base)
        else:
            found.add(use)
    return frozenset(found)


def _compound(unit: Unit, i: int, verb: Verb, auxiliary: int) -> Cue:
    words = unit.words
    members = {i, auxiliary} | _companions(unit, i, None) | _companions(unit, auxiliary, None)
    passive = words.lower[auxiliary] in words.settings.markers.become
    if i + 1 < unit.stop and words.lower[i + 1] in words.settings.markers.become:
        members.add(i + 1)
        passive = True
    return Cue(i, auxiliary, frozenset(members), _uses(unit, verb, i), verb.lemma, passive)


def _companions(unit: Unit, i: int, particle: int | None) -> set[int]:
    """Return reflexive and correlate that belong to a verb: *äußerte sich*, *wies darauf hin*."""
    words, found = unit.words, set()
    markers = words.settings.markers
    if i + 1 < unit.stop and words.lower[i + 1] in markers.reflexives:
        found.add(i + 1)
    segment = unit.segments[unit.segment_of(i)]
    last = (particle if particle is not None else segment.end) - 1
    for j in (last, i + 1, i - 1):
        correlate = unit.start <= j < segment.end and words.lower[j] in markers.correlates
        if correlate and (j != i - 1 or i + 1 >= segment.end):
            found.add(j)
    for j in (i + 1, i - 1):
        if segment.start <= j < segment.end and words.lower[j] in markers.dummy:
            found.add(j)
    return found


def _phrases(unit: Unit) -> Iterator[Cue]:
    words = unit.words
    for i in unit.outside():
        for phrase in words.lexicon.phrases.get(words.lower[i], ()):
            members = _phrase_at(words, i, phrase)
            cue = None if members is None else _with_verb(unit, members, phrase)
            if cue is not None:
                yield cue


def _phrase_at(words: Words, i: int, phrase: PhraseRow) -> set[int] | None:
    """Match the phrase's words from token `i` on, with at most one word between two."""
    members = {i}
    for word in phrase.words[1:]:
        for j in (max(members) + 1, max(members) + 2):
            if j < len(words.doc) and words.lower[j] == word.lower():
                members.add(j)
                break
        else:
            return None
    return members


def _with_verb(unit: Unit, members: set[int], phrase: PhraseRow) -> Cue | None:
    """Join a phrase with its verb, which may stand before or behind it."""
    words, uses = unit.words, frozenset(phrase.uses)
    first = min(members)
    if not phrase.verb:
        return Cue(first, first, frozenset(members), uses)
    forms = words.lexicon.lemma_forms(phrase.verb)
    number = unit.segment_of(first)
    begin, end = unit.segments[max(0, number - 1)].start, unit.segments[number].end
    for j in (*range(first - 1, begin - 1, -1), *range(first + 1, end)):
        if not words.is_outside(j):
            continue
        if phrase.verb == "*" and words.is_finite(j):
            return Cue(j, j, frozenset(members | {j}), uses)
        if words.lower[j] in forms:
            auxiliary = None if words.is_finite(j) else _auxiliary(unit, j)
            finite = j if auxiliary is None else auxiliary
            whole = members | {j, finite} | _companions(unit, finite, None)
            return Cue(j, finite, frozenset(whole), uses, phrase.verb)
    return Cue(first, first, frozenset(members), uses, noun=True) if phrase.verb == "*" else None


def _nouns(unit: Unit) -> Iterator[Cue]:
    """Nouns whose content follows behind a comma: *die Ankündigung, dass ...*."""
    words = unit.words
    for i in unit.outside():
        noun = words.lexicon.nouns.get(words.lower[i])
        if noun is None or "content" not in noun.uses or not _can_be_noun(words, i):
            continue
        members = {i}
        if i > unit.start and words.lower[i - 1] in words.settings.nominal.determiners:
            members.add(i - 1)
        before = words.lower[min(members) - 1] if min(members) > unit.start else ""
        if before in words.settings.source_with_noun and "source" in noun.uses:
            continue
        uses = frozenset({"clause", "infinitive"})
        yield Cue(i, i, frozenset(members), uses, noun.lemma, noun=True)


def _can_be_noun(words: Words, i: int) -> bool:
    if words.settings.capital_nouns:
        return words.is_capital(i)
    return not words.tagged or words.pos(i) == "NOUN"


def verbs_at(words: Words, i: int) -> tuple[Verb, ...]:
    """Return the finite cue verbs token `i` can be, whatever their prefix."""
    if not words.is_outside(i) or not can_be_verb(words, i):
        return ()
    forms = words.lexicon.verbs.get(words.lower[i], ())
    return tuple(v for v in forms if v.kind == "finite")
