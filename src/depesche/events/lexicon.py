"""What the words of a language say about events: triggers, support verbs, operators, settings.

In: the CSV and TOML files of `languages/XX/events`. Out: one checked `Lexicon`. Event types and
modes follow the PLOVER manual (Open Event Data Alliance); frames follow Universal Dependencies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from depesche import languages
from depesche.errors import DataFileError
from depesche.events.forms import Endings, Forms
from depesche.model import EventStatus, EventType, StatusDetail

_ONTOLOGY = Path(__file__).parent / "plover.csv"
_MIN_COMPOUND_HEAD = 5
_MIN_COMPOUND_PREFIX = 2
_SHORT = 3  # letters of words that end no compound
# Slots whose words are verbs.
_CLAUSES = frozenset({"comp", "xcomp", "ccomp", "advcl"})

Pos = Literal["verb", "noun", "adj"]
Classes = Mapping[str, Iterable[str]]
"""Words by the name of their class, as in `[classes]` of the settings."""
_WHOM: dict[str, Literal["actor", "any", "two", "person"]] = {
    "": "actor",
    "any": "any",
    "two": "two",
    "person": "person",
}


@lru_cache(maxsize=2**14)
@cache
def _endings(heads: frozenset[str]) -> tuple[str, ...]:
    """The words of a set that may end a compound."""
    return tuple(sorted(head for head in heads if len(head) > _SHORT))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return the form in which lemmas are compared: no capitals, Russian ё as е."""
    return word.casefold().replace("ё", "е")


@dataclass(frozen=True)
class Condition:
    """One thing a frame needs: a slot filled, empty, naming somebody, or with a head word.

    `actor`: the slot names an actor; `any`: it names or belongs to one; `two`: it names two or
    more; `person`: it names a person or office.
    """

    slot: str
    kind: Literal["filled", "empty", "actor", "any", "two", "person", "head"]
    heads: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, text: str, classes: Classes | None = None) -> Condition:
        """Read `obj@`, `obj@any`, `subj@two`, `subj@person`, `obj`, `!obj` or `obj=Haft|Strafe`.

        `$waffe` among the words stands for all words of that class. Raises `ValueError` for
        anything else.
        """
        slot, equals, heads = text.partition("=")
        if equals:
            if not slot or not heads:
                raise ValueError(f"{text!r} is no condition: write slot=word|word")
            words = heads.split("|")
            if classes is not None:
                words = [w for word in words for w in _class_of(word, classes)]
            return cls(slot, "head", frozenset(map(fold, words)))
        if text.startswith("!"):
            return cls(text[1:], "empty")
        slot, at, whom = text.partition("@")
        if not at:
            return cls(text, "filled")
        if whom not in _WHOM:
            raise ValueError(f"{text!r} is no condition: after @ stands one of {sorted(_WHOM)}")
        return cls(slot, _WHOM[whom])


def _class_of(word: str, classes: Classes) -> Iterable[str]:
    """Return the words of a class, or the word itself if it is no class."""
    if not word.startswith("$") or word == "$":
        return (word,)
    if word[1:] not in classes:
        raise ValueError(f"{word!r} is no class of words: settings.toml has {sorted(classes)}")
    return classes[word[1:]]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TriggerRow(_Row):
    """One row of `triggers.csv`."""

    lemmas: str
    pos: Pos
    type: EventType
    mode: str | None = None
    actor: str = ""
    recipient: str = ""
    needs: str = ""

    @field_validator("needs")
    @classmethod
    def _conditions(cls, text: str) -> str:
        for part in text.split():
            Condition.parse(part)
        return text


class SilentRow(_Row):
    """One row of `silent.csv`: a sense in which trigger words tell no event."""

    lemmas: str
    pos: Pos
    needs: str


class SupportRow(_Row):
    """One row of `support.csv`."""

    lemmas: str
    slot: str
    actor: str = ""
    recipient: str = ""


class OperatorRow(_Row):
    """One row of `operators.csv`."""

    lemmas: str
    pos: Pos
    slots: str
    status: EventStatus
    detail: StatusDetail | None = None
    actor: str = ""
    recipient: str = ""


class OntologyRow(_Row):
    """One row of `plover.csv`: a type, perhaps with a mode, and its CAMEO root and Goldstein."""

    type: EventType
    mode: str | None = None
    cameo: str = Field(pattern=r"^\d\d$")
    goldstein: float = Field(ge=-10, le=10)


class ContextRow(_Row):
    """One row of `contexts.csv`: a PLOVER context and beginnings of words that tell it."""

    context: str
    stems: str


@dataclass(frozen=True)
class Frame:
    """One reading of a trigger word."""

    lemma: str
    pos: Pos
    type: EventType
    mode: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    needs: tuple[Condition, ...]
    line: int

    @cached_property
    def reciprocal(self) -> bool:
        """Whether all parties are actors alike (meetings, agreements)."""
        return any(slot.startswith("~") for slot in self.recipient)


@dataclass(frozen=True)
class Support:
    """Where a support verb has the parties of its event noun."""

    slot: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]


@dataclass(frozen=True)
class Operator:
    """What a word says about the status of the event that depends on it."""

    lemma: str
    slots: tuple[str, ...]
    status: EventStatus
    detail: StatusDetail | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]


class _Words(_Row):
    negation: frozenset[str]
    not_negation: frozenset[str] = frozenset()
    neither: frozenset[str] = frozenset()
    both: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    open_number: frozenset[str] = frozenset()
    impersonal: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    conditional: frozenset[str] = frozenset()
    purpose: frozenset[str] = frozenset()
    scheduled: frozenset[str] = frozenset()
    since: frozenset[str] = frozenset()
    until: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    because: frozenset[str] = frozenset()
    adverbial: frozenset[str] = frozenset()
    then: frozenset[str] = frozenset()
    first: frozenset[str] = frozenset()
    adverbs_possible: frozenset[str] = frozenset()
    earlier: frozenset[str] = frozenset()
    again: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    meanwhile: frozenset[str] = frozenset()
    during: frozenset[str] = frozenset()
    agent: frozenset[str] = frozenset()
    possessive: frozenset[str] = frozenset()
    origin: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    occasion: frozenset[str] = frozenset()
    shares: frozenset[str] = frozenset()
    course: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    of_sums: frozenset[str] = frozenset()
    beneficiary: frozenset[str] = frozenset()


class _Holders(_Row):
    heads: frozenset[str]
    seats: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    subject_control: frozenset[str] = frozenset()
    messages: frozenset[str] = frozenset()
    stand_ins: frozenset[str] = frozenset()
    """Words that take up the noun before (*Peru's navy and that of Chile*)."""
    sending: frozenset[str] = frozenset()

    @field_validator(
        "heads", "seats", "members", "private", "subject_control", "messages", "sending"
    )
    @classmethod
    def _folded(cls, words: frozenset[str]) -> frozenset[str]:
        return frozenset(fold(w) for w in words)


class _Aims(_Row):
    """What lies beside an act and names whom it is aimed at (*an der Grenze zu X*)."""

    prepositions: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()
    slots: tuple[str, ...] = ()
    """Where such a noun has him."""

    @field_validator("nouns")
    @classmethod
    def _folded(cls, words: frozenset[str]) -> frozenset[str]:
        return frozenset(fold(w) for w in words)


class _Clause(_Row):
    particle: Literal["prefix", "suffix"] = "suffix"
    stray_particles: frozenset[str] = frozenset()
    compounds: bool = False
    gendered: bool = False
    verb_second: bool = False
    impersonal: bool = False
    """Whether a place stands for who acts there where a plural verb has no subject."""
    passive_auxiliaries: frozenset[str] = frozenset()
    perfect_auxiliaries: frozenset[str] = frozenset()
    bare_participles: bool = False
    """Whether past participles look like finite verbs (*asked*)."""
    infinitive_marks: frozenset[str] = frozenset()
    object_marks: frozenset[str] = frozenset()
    """Conjunctions before a verb that has the object of the one above as its subject."""
    reflexive_possessive: bool = False
    """Whether *his* is never the subject's own, for which there is another word (*свой*)."""
    reflexive_suffix: str = ""
    """What makes verbs reflexive, and transitive ones passive where they have an agent."""
    ambiguous_datives: tuple[str, ...] = ()
    """Endings of names whose genitive and dative are alike (*Турции*)."""
    expletives: frozenset[str] = frozenset()
    oblique_determiners: frozenset[str] = frozenset()
    oblique_feminine: frozenset[str] = frozenset()
    accusative_determiners: frozenset[str] = frozenset()
    sentential: frozenset[str] = frozenset()
    """Relatives that stand for a whole clause: nobody acts as such (*was Manila ablehnte*)."""
    plural_datives: frozenset[str] = frozenset()
    impersonal_verbs: frozenset[str] = frozenset()
    attitudes: frozenset[str] = frozenset()
    relative: frozenset[str] = frozenset()
    reflexive: frozenset[str] = frozenset()
    articles: bool = True
    anaphoric_determiners: frozenset[str] = frozenset()
    not_events: frozenset[str] = frozenset()

    @field_validator("not_events", "impersonal_verbs")
    @classmethod
    def _folded(cls, words: frozenset[str]) -> frozenset[str]:
        return frozenset(fold(w) for w in words)


class _Anaphors(_Row):
    states: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    colleagues: frozenset[str] = frozenset()
    collectives: frozenset[str] = frozenset()
    fighters: frozenset[str] = frozenset()
    neighbours: frozenset[str] = frozenset()
    genitives: frozenset[str] = frozenset()
    shifting: frozenset[str] = frozenset()
    """Pronouns that mean who was last named and did not act (*Der sagte zu*)."""
    guests: frozenset[str] = frozenset()
    demonstratives: frozenset[str] = frozenset()
    deeds: dict[EventType | Literal["any"], frozenset[str]] = {}

    @field_validator("states", "organisations", "offices", "colleagues", "neighbours", "guests")
    @classmethod
    def _folded(cls, words: frozenset[str]) -> frozenset[str]:
        return frozenset(fold(w) for w in words)

    @field_validator("deeds")
    @classmethod
    def _folded_deeds(
        cls, deeds: dict[EventType | Literal["any"], frozenset[str]]
    ) -> dict[EventType | Literal["any"], frozenset[str]]:
        return {kind: frozenset(fold(word) for word in words) for kind, words in deeds.items()}


class Grammar(_Row):
    """`settings.toml`: what the rules of status and structure need to know of the language."""

    modals: dict[str, dict[Literal["any", "Sub", "Past", "Fut", "Told"], EventStatus]]
    words: _Words
    complex_prepositions: dict[str, str] = {}
    """*Со стороны X*, *в адрес X*: preposition and noun, and the preposition they stand for."""
    fused: dict[str, str] = {}
    holders: _Holders
    aims: _Aims = _Aims()
    clause: _Clause
    anaphors: _Anaphors = _Anaphors()
    classes: dict[str, frozenset[str]] = {}
    forms: Endings = Endings()


class Lexicon:
    """All data of one language for the events stage. Build with `load`."""

    def __init__(self, lang: str) -> None:
        def file(name: str) -> Path:
            return languages.path(lang, f"events/{name}")

        self.lang = lang
        self.grammar = languages.read_settings(file("settings.toml"), Grammar)
        self.ontology = _ontology()
        self._frames = _frames(file("triggers.csv"), self.ontology, self.grammar.classes)
        self._silent = _silent(file("silent.csv"), self._frames, self.grammar.classes)
        self._support = _support(file("support.csv"))
        self._operators = _operators(file("operators.csv"))
        self._forms = self._inflected(file("irregular.csv"))
        self._contexts = _contexts(file("contexts.csv"))
        self._stem_lengths = sorted({len(stem) for stem in self._contexts})

    def _inflected(self, irregular: Path) -> dict[Pos, dict[str, tuple[str, ...]]]:
        forms = Forms(self.grammar.forms, irregular)
        entries = [*self._frames, *self._operators]
        verbs = {word for word, pos in entries if pos == "verb"} | set(self._support)
        verbs = {word.split("_")[0] for word in verbs}
        nouns = {word for word, pos in entries if pos == "noun"}
        holders = self.grammar.holders.heads | self.grammar.holders.seats
        needed = [c for frames in self._frames.values() for f in frames for c in f.needs]
        needed += [c for senses in self._silent.values() for needs in senses for c in needs]
        nouns |= {head for c in needed for head in c.heads}
        verbs |= {head for c in needed if c.slot in _CLAUSES for head in c.heads}
        return {
            "verb": forms.verbs(verbs),
            "noun": forms.nouns(nouns | holders),
            "adj": {},
        }

    def lemma(self, lemma: str, form: str, pos: Pos) -> str:
        """Return the lemma the lexicon has for a word: the parser's, else one by the form.

        Compounds lead to the word they end in (*Sekundärsanktionen* to *sanktion*).
        """
        word, table = fold(lemma), self._forms[pos]
        shape = fold(form)
        known = table.get(shape, ())
        if word in known or (self.knows(word, pos) and not known):
            return lemma
        if known:
            return known[0]
        if pos == "noun" and self.grammar.clause.compounds:
            for cut in range(_MIN_COMPOUND_PREFIX, len(shape) - _MIN_COMPOUND_HEAD + 1):
                for whole in table.get(shape[cut:], ()):
                    if len(whole) > 4:
                        return word[:cut] + whole
        return lemma

    def bases(self, form: str) -> tuple[str, ...]:
        """Return the verbs of the lexicon, or the bases of its prefixed ones, with this form."""
        return self._forms["verb"].get(fold(form), ())

    def knows(self, lemma: str, pos: Pos) -> bool:
        """Whether any table of the lexicon lists a word."""
        word = fold(lemma)
        if (word, pos) in self._frames or (word, pos) in self._operators:
            return True
        return pos == "verb" and word in self._support

    def frames(self, lemma: str, pos: Pos) -> tuple[Frame, ...]:
        """Return the frames of a word, the most demanding first.

        German nouns are also looked up by the end of the compound (*Sekundärsanktion*).
        """
        key = self._known(lemma, pos)
        return self._frames.get((key, pos), ()) if key else ()

    def silent(self, frame: Frame) -> tuple[tuple[Condition, ...], ...]:
        """Return the conditions under which the word of a frame tells no event.

        Only those as demanding as the frame count: the more demanding sense wins.
        """
        senses = self._silent.get((fold(frame.lemma), frame.pos), ())
        return tuple(needs for needs in senses if len(needs) >= len(frame.needs))

    def _known(self, lemma: str, pos: Pos) -> str | None:
        word = fold(lemma)
        if (word, pos) in self._frames:
            return word
        clause = self.grammar.clause
        if pos != "noun" or word in clause.not_events:
            return None
        tail = word.rsplit("-", 1)[-1]
        if (tail, pos) in self._frames:
            return tail
        if clause.compounds:
            for cut in range(_MIN_COMPOUND_PREFIX, len(word) - _MIN_COMPOUND_HEAD + 1):
                if (word[cut:], pos) in self._frames:
                    return word[cut:]
        return None

    def support(self, verb: str) -> tuple[Support, ...]:
        """Return where `verb` may have an event noun and its parties."""
        return self._support.get(fold(verb), ())

    def operators(self, lemma: str, pos: Pos) -> tuple[Operator, ...]:
        """Return what the word says about events that depend on it."""
        found = self._operators.get((fold(lemma), pos), ())
        if not found and pos == "noun" and self.grammar.clause.compounds:
            word = fold(lemma)
            for cut in range(_MIN_COMPOUND_PREFIX, len(word) - _MIN_COMPOUND_HEAD + 1):
                if found := self._operators.get((word[cut:], pos), ()):
                    return found
        return found

    def is_head(self, lemma: str, heads: Iterable[str]) -> bool:
        """Whether `lemma` is one of `heads`, or a compound that ends in one."""
        word = fold(lemma)
        if word in heads:
            return True
        if not self.grammar.clause.compounds:
            return word.rsplit("-", 1)[-1] in heads if "-" in word else False
        return word.endswith(_endings(frozenset(heads)))

    def contexts(self, lemmas: Iterable[str]) -> tuple[str, ...]:
        """Return the PLOVER contexts that words tell, given as folded lemmas."""
        beginnings = {lemma[:length] for lemma in lemmas for length in self._stem_lengths}
        found = {c for stem in beginnings & self._contexts.keys() for c in self._contexts[stem]}
        return tuple(context for _, context in sorted(found))

    def scale(self, type_: EventType, mode: str | None) -> tuple[str, float]:
        """Return CAMEO root code and Goldstein value of a PLOVER type and mode."""
        return self.ontology.get((type_, mode)) or self.ontology[(type_, None)]


@lru_cache(maxsize=8)
def load(lang: str) -> Lexicon | None:
    """Return the lexicon of `lang` (ISO 639-1), or `None` where the language has none.

    Raises `DataFileError` for a faulty or contradictory file.
    """
    if not languages.path(lang, "events/triggers.csv").exists():
        return None
    return Lexicon(lang)


@lru_cache(maxsize=1)
def _ontology() -> dict[tuple[str, str | None], tuple[str, float]]:
    rows = languages.read_table(_ONTOLOGY, OntologyRow)
    return {(row.type, row.mode): (row.cameo, row.goldstein) for row in rows}


def _slots(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


def _needs(file: Path, line: int, text: str, classes: Classes | None) -> tuple[Condition, ...]:
    try:
        return tuple(Condition.parse(part, classes) for part in text.split())
    except ValueError as error:
        raise DataFileError(file, line, f"needs: {error}") from None


def _frames(
    file: Path,
    ontology: dict[tuple[str, str | None], tuple[str, float]],
    classes: Classes | None = None,
) -> dict[tuple[str, Pos], tuple[Frame, ...]]:
    found: dict[tuple[str, Pos], list[Frame]] = {}
    for line, row in languages.read_rows(file, TriggerRow):
        if (row.type, row.mode) not in ontology:
            raise DataFileError(file, line, f"mode: PLOVER's {row.type} has no {row.mode!r}")
        needs = _needs(file, line, row.needs, classes)
        for lemma in row.lemmas.split():
            key = (fold(lemma), row.pos)
            frame = Frame(
                lemma,
                row.pos,
                row.type,
                row.mode,
                _slots(row.actor),
                _slots(row.recipient),
                needs,
                line,
            )
            _check_conflict(file, frame, found.setdefault(key, []))
            found[key].append(frame)
    return {key: tuple(sorted(frames, key=_demand)) for key, frames in found.items()}


def _silent(
    file: Path, frames: dict[tuple[str, Pos], tuple[Frame, ...]], classes: Classes
) -> dict[tuple[str, Pos], tuple[tuple[Condition, ...], ...]]:
    """Return the senses that tell nothing; `DataFileError` for words that tell nothing anyway."""
    if not file.exists():
        return {}
    found: dict[tuple[str, Pos], list[tuple[Condition, ...]]] = {}
    for line, row in languages.read_rows(file, SilentRow):
        needs = _needs(file, line, row.needs, classes)
        for lemma in row.lemmas.split():
            if (fold(lemma), row.pos) not in frames:
                raise DataFileError(file, line, f"{lemma} ({row.pos}) is no trigger")
            found.setdefault((fold(lemma), row.pos), []).append(needs)
    return {key: tuple(senses) for key, senses in found.items()}


def _demand(frame: Frame) -> tuple[int, int]:
    return (-len(frame.needs), frame.line)


def _check_conflict(file: Path, frame: Frame, others: list[Frame]) -> None:
    for other in others:
        if set(other.needs) == set(frame.needs):
            message = (
                f"{frame.lemma} ({frame.pos}) is {frame.type} here and {other.type} in line "
                f"{other.line} under the same conditions"
            )
            raise DataFileError(file, frame.line, message)


def _support(file: Path) -> dict[str, tuple[Support, ...]]:
    found: dict[str, list[Support]] = {}
    for row in languages.read_table(file, SupportRow):
        for lemma in row.lemmas.split():
            entry = Support(row.slot, _slots(row.actor), _slots(row.recipient))
            found.setdefault(fold(lemma), []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def _contexts(file: Path) -> dict[str, list[tuple[int, str]]]:
    """Return the contexts, with their places in the file, by the stems that tell them."""
    found: dict[str, list[tuple[int, str]]] = {}
    for place, row in enumerate(languages.read_table(file, ContextRow)):
        for stem in row.stems.split():
            found.setdefault(fold(stem), []).append((place, row.context))
    return found


def _operators(file: Path) -> dict[tuple[str, Pos], tuple[Operator, ...]]:
    found: dict[tuple[str, Pos], list[Operator]] = {}
    for line, row in languages.read_rows(file, OperatorRow):
        slots, actor, recipient = _slots(row.slots), _slots(row.actor), _slots(row.recipient)
        for lemma in row.lemmas.split():
            entries = found.setdefault((fold(lemma), row.pos), [])
            for other in entries:
                if set(other.slots) & set(slots) and other.status != row.status:
                    message = f"{lemma}: {row.status} here, {other.status} in another row"
                    raise DataFileError(file, line, message)
            entries.append(Operator(lemma, slots, row.status, row.detail, actor, recipient))
    return {key: tuple(entries) for key, entries in found.items()}


__all__ = [
    "Condition",
    "Frame",
    "Grammar",
    "Lexicon",
    "Operator",
    "Support",
    "ValidationError",
    "fold",
    "load",
]
