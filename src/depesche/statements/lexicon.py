"""The words that report speech, by language: verbs, nouns, phrases, settings.

In: a language code. Out: a `Lexicon` that answers what a word form can do. The tables live in
`languages/<code>/statements/`; forms are made from them by the rules in `settings.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from depesche import languages

FormKind = Literal["finite", "gerund", "participle", "infinitive", "subjunctive1", "subjunctive2"]
_USES = re.compile(
    r"clause(:\w+)?|infinitive(:\w+)?|quote|label|report(:\w+)?|dative|passive|source|content|stands|event"
)


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _split(value: object) -> object:
    return tuple(value.split()) if isinstance(value, str) else value


class VerbRow(_Row):
    """A row of `verbs.csv` or `forms.csv`. A bar in the lemma parts a separable prefix."""

    lemma: str
    past: str = ""
    participle: str = ""
    present: str = ""
    subjunctive: str = ""
    forms: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()

    _words = field_validator("uses", "forms", mode="before")(_split)

    @field_validator("uses")
    @classmethod
    def _known(cls, uses: tuple[str, ...]) -> tuple[str, ...]:
        for use in uses:
            if not _USES.fullmatch(use):
                raise ValueError(f"unknown use {use!r}")
        return uses


class NounRow(_Row):
    """A row of `nouns.csv`."""

    lemma: str
    forms: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()

    _words = field_validator("uses", "forms", mode="before")(_split)


class PhraseRow(_Row):
    """A row of `phrases.csv`: fixed words, and the lemma of the verb they go with."""

    words: tuple[str, ...]
    verb: str = ""
    uses: tuple[str, ...] = ()

    _words = field_validator("uses", "words", mode="before")(_split)


class FormRule(_Row):
    """How to make forms of kind `form` from column `of`; only where column `unless` is empty."""

    form: FormKind
    of: Literal["lemma", "past", "participle", "present", "subjunctive"]
    unless: Literal["past", "participle", "present", "subjunctive"] | None = None
    from_: re.Pattern[str] = Field(alias="from")
    to: tuple[str, ...]

    def apply(self, row: VerbRow) -> Iterator[str]:
        """Yield the forms of `row` that this rule makes."""
        base = getattr(row, self.of).split("|")[-1]
        if not base or (self.unless and getattr(row, self.unless)):
            return
        if match := self.from_.fullmatch(base):
            yield from (template.replace(r"\1", match[1]) for template in self.to)


class Markers(_Row):
    """Small closed classes of words that mark a source or a speaker."""

    so: frozenset[str] = frozenset()
    as_: frozenset[str] = Field(default=frozenset(), alias="as")
    so_adverbs: frozenset[str] = frozenset()
    so_called: tuple[str, ...] = ()
    hearsay: frozenset[str] = frozenset()
    anaphors: frozenset[str] = frozenset()
    resume: frozenset[str] = frozenset()
    impersonal: frozenset[str] = frozenset()
    dummy: frozenset[str] = frozenset()
    medium: frozenset[str] = frozenset()
    origin: frozenset[str] = frozenset()
    reflexives: frozenset[str] = frozenset()
    correlates: frozenset[str] = frozenset()
    agent: frozenset[str] = frozenset()
    addressee: frozenset[str] = frozenset()
    perfect: frozenset[str] = frozenset()
    passive: frozenset[str] = frozenset()
    become: frozenset[str] = frozenset()
    negation: frozenset[str] = frozenset()
    question_labels: frozenset[str] = frozenset()


class Nominal(_Row):
    """What noun phrases are made of, for texts without a parse."""

    determiners: frozenset[str] = frozenset()
    genitives: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    name_particles: frozenset[str] = frozenset()
    coordinators: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()


class Speakers(_Row):
    """Pronouns that stand for a speaker, and heads of unnamed sources."""

    masculine: frozenset[str] = frozenset()
    feminine: frozenset[str] = frozenset()
    plural: frozenset[str] = frozenset()
    relative: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()


class Auxiliaries(_Row):
    """Forms of auxiliary and modal verbs, and prefixes of other verbs."""

    finite: frozenset[str] = frozenset()
    subjunctive1: frozenset[str] = frozenset()
    subjunctive2: frozenset[str] = frozenset()
    verb_prefixes: tuple[str, ...] = ()
    fixed_prefixes: tuple[str, ...] = ()


class Settings(_Row):
    """`settings.toml`: how a language reports speech."""

    comma_before_content: bool = True
    verb_second: bool = False
    capital_nouns: bool = False
    inquit_inside: bool = False
    conjunctions: frozenset[str] = frozenset()
    question_words: frozenset[str] = frozenset()
    subordinators: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    content_relatives: frozenset[str] = frozenset()
    coordinators: frozenset[str] = frozenset()
    infinitive_marker: str = ""
    infinitive_endings: tuple[str, ...] = ()
    not_content_infinitive: frozenset[str] = frozenset()
    source_before: tuple[str, ...] = ()
    source_behind: frozenset[str] = frozenset()
    source_with_noun: frozenset[str] = frozenset()
    source_noun_behind: frozenset[str] = frozenset()
    source_only: dict[str, frozenset[str]] = {}
    markers: Markers = Markers()
    nominal: Nominal = Nominal()
    speakers: Speakers = Speakers()
    auxiliaries: Auxiliaries = Auxiliaries()
    rule: tuple[FormRule, ...] = ()


class Verb(_Row):
    """What one form of a cue verb is: its lemma, the kind of form, its split-off prefix."""

    lemma: str
    kind: FormKind
    particle: str = ""
    uses: frozenset[str] = frozenset()


class Lexicon:
    """All tables of one language, indexed by lower-case form."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.settings = languages.read_settings(_file(lang, "settings.toml"), Settings)
        self.verbs: dict[str, tuple[Verb, ...]] = {}
        cue_verbs = languages.read_table(_file(lang, "verbs.csv"), VerbRow)
        others = _file(lang, "forms.csv")
        rows = [*(languages.read_table(others, VerbRow) if others.exists() else []), *cue_verbs]
        self._forms = [(row, tuple(self._conjugate(row))) for row in rows]
        for row, forms in self._forms[len(rows) - len(cue_verbs) :]:
            self._add_verb(row, forms)
        self.nouns: dict[str, NounRow] = {}
        for noun in languages.read_table(_file(lang, "nouns.csv"), NounRow):
            for form in (noun.lemma, *noun.forms):
                self.nouns.setdefault(form.lower(), noun)
        self.phrases: dict[str, list[PhraseRow]] = {}
        for phrase in languages.read_table(_file(lang, "phrases.csv"), PhraseRow):
            self.phrases.setdefault(phrase.words[0].lower(), []).append(phrase)
        self.markers: dict[str, list[list[str]]] = {}
        for marker in self.settings.source_before:
            self.markers.setdefault(marker.split()[0], []).append(marker.split())
        self._kinds: dict[str, frozenset[FormKind]] = {}

    @cached_property
    def _general(self) -> dict[str, set[FormKind]]:
        """Every form of every known verb, cue verb or not."""
        forms: dict[str, set[FormKind]] = {}
        for row, made in self._forms:
            particle, _, _ = row.lemma.rpartition("|")
            for kind, form in made:
                forms.setdefault(form, set()).add(kind)
                if particle:
                    forms.setdefault(particle + form, set()).add(kind)
        aux = self.settings.auxiliaries
        for form in aux.finite:
            forms.setdefault(form, set()).add("finite")
        for form in aux.subjunctive1:
            forms[form] = {"subjunctive1"}
        for form in aux.subjunctive2:
            forms[form] = {"subjunctive2"}
        return forms

    def form_kinds(self, word: str) -> frozenset[FormKind]:
        """Return what the lower-case `word` can be as a form of any known verb."""
        if word not in self._kinds:
            self._kinds[word] = self._look_up(word)
        return self._kinds[word]

    def _look_up(self, word: str) -> frozenset[FormKind]:
        if word in self._general:
            return frozenset(self._general[word])
        auxiliaries = self.settings.auxiliaries
        for prefix in (*auxiliaries.verb_prefixes, *auxiliaries.fixed_prefixes):
            if word.startswith(prefix) and word[len(prefix) :] in self._general:
                rest = word[len(prefix) :]
                if len(rest) > 3:
                    return frozenset(self._general[rest])
        return frozenset()

    def lemma_forms(self, lemma: str) -> frozenset[str]:
        """Return the forms of the verb `lemma` of `forms.csv`, `verbs.csv` or the auxiliaries."""
        return self._by_lemma.get(lemma, frozenset({lemma}))

    @cached_property
    def _by_lemma(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for row, made in self._forms:
            if "|" not in row.lemma:
                forms = found.setdefault(row.lemma, set())
                forms.update(form for _, form in made)
                forms.add(row.lemma)
        return {lemma: frozenset(forms) for lemma, forms in found.items()}

    def _conjugate(self, row: VerbRow) -> Iterator[tuple[FormKind, str]]:
        for rule in self.settings.rule:
            for form in rule.apply(row):
                yield rule.form, form
        for form in row.forms:
            yield "finite", form

    def _add_verb(self, row: VerbRow, made: tuple[tuple[FormKind, str], ...]) -> None:
        particle, _, base = row.lemma.rpartition("|")
        words = base.split()
        if len(words) > 1:
            return
        uses = frozenset(row.uses)
        for kind, form in made:
            if not particle:
                self._add_form(form, Verb(lemma=base, kind=kind, uses=uses))
            elif kind == "participle":
                whole = form if form.startswith(particle) else particle + form
                self._add_form(whole, Verb(lemma=particle + base, kind=kind, uses=uses))
            else:
                verb = Verb(lemma=particle + base, kind=kind, particle=particle, uses=uses)
                self._add_form(form, verb)
                joined = Verb(lemma=particle + base, kind=kind, uses=uses)
                self._add_form(particle + form, joined)
        self._add_form(particle + base, Verb(lemma=particle + base, kind="infinitive", uses=uses))

    def _add_form(self, form: str, verb: Verb) -> None:
        held = self.verbs.get(form.lower(), ())
        if verb not in held:
            self.verbs[form.lower()] = (*held, verb)


def _file(lang: str, name: str) -> Path:
    return languages.path(lang, f"statements/{name}")


@cache
def load(lang: str) -> Lexicon | None:
    """Return the lexicon of language `lang`, or `None` where the language has no tables.

    Raises `DataFileError` for a faulty table.
    """
    if not _file(lang, "settings.toml").exists():
        return None
    return Lexicon(lang)
