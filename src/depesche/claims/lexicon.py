"""What a language says of standing claims: frames, words and sentences as data, compiled once.

In: `languages/xx/claims/*.csv|*.toml`. Out: a frozen `Lexicon`. Frames are patterns over a masked
clause (see `clauses`), in the manner of FASTUS (Hobbs et al. 1997): names first, then patterns.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from depesche import languages
from depesche.errors import DataFileError
from depesche.model import Relation
from depesche.record import Record

Place = Literal["clause", "apposition", "attribute", "within", "fronted"]
Sense = Literal[
    "denied",
    "past",
    "victim",
    "founders",
    "taken_up",
    "suffered",
    "antecedent",
    "joined",
    "lifted",
    "nominal",
]
# The part before what a resolution is about (`resolutions.csv`).
_HEAD = "resolution_head"
TieKind = Literal["verb", "noun", "act", "place"]
StateRole = Literal["subject", "object", "agent", "owner"]
Need = Literal["named", "noun", "dated", "nothing"]
_SLOT = re.compile(r"\{([A-Za-z_]+)\}")
_TOKEN = re.compile(r"\\.|\[(?:\\.|[^\]])*\]|[()|]|\{([A-Za-z_]+)\}")
_KINDS = {"O": "O", "S": "SB", "SO": "SBO", "A": "A", "R": "R", "SUBJ": "SOBXA"}
# Parts that are words to look for first: it is cheaper than to look for an anchor with them.
_KEYS = ("sanctions", "act", "text", "member")
_OBJECTS = {
    "O": r"(?P<object>§O\d+§)",
    "S": r"(?P<object>§[SB]\d+§)",
    "SO": r"(?P<object>§[SBO]\d+§)",
    "A": r"(?P<object>§A\d+§)",
    "R": r"(?P<object>§R\d+§)",
    "SUBJ": r"(?P<subject>§[SOBXA]\d+§)",
}


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FrameRow(_Row):
    """A row of `frames.csv`."""

    relation: Relation
    place: Place
    anchor: str
    verb: str | None = None
    value: str | None = None
    sense: Sense | None = None


class TieRow(_Row):
    """A row of `ties.csv`: a word of belonging, its relation, and how the tree ties it to both."""

    relation: Relation | Literal["same"]
    form: str
    kind: TieKind
    state: StateRole
    cases: str = ""
    needs: Need = "noun"
    particle: str | None = None
    only: Literal["affirmed", "denied"] | None = None


class OfficeRow(_Row):
    """A row of `offices.csv`: a title, its office, and whose it is where the title says so."""

    title: str
    office: str
    of: str | None = None
    otherwise: str | None = None

    def office_in(self, owner: str) -> str:
        """Return the office that the title names in a state; `otherwise` has the exceptions.

        It is empty where nobody of that state is called so, other than of a part (`DEU=`).
        """
        pairs = (pair.partition("=") for pair in (self.otherwise or "").split())
        return next((office for state, _, office in pairs if state == owner), self.office)


class NameRow(_Row):
    """A row of `names.csv`: how an actor is called in this language, and after "member of"."""

    id: str
    name: str
    of: str | None = None
    plural: bool = False


class PlaceRow(_Row):
    """A row of `places.csv`: a place as written in this language, and its English name."""

    form: str
    name: str


class AliasRow(_Row):
    """A row of `aliases.csv`: a treaty or the like, and the organisation it stands for.

    `next` is a pattern for what must come after (*Euro* only in *Euro-Land*).
    """

    form: str
    id: str
    next: str | None = None

    @property
    def following(self) -> str:
        """Return `next` as a condition of a pattern."""
        return f"(?={self.next})" if self.next else ""


class ResolutionRow(_Row):
    """A row of `resolutions.csv`: how a text without its number is called, and which it may be."""

    called: str
    resolutions: str


class KindRow(_Row):
    """A row of `kinds.csv`: what some organisations are called (*das Kartell*), and which."""

    noun: str
    ids: str


class PartsFile(_Row):
    """`parts.toml`."""

    parts: dict[str, str]
    verbs: dict[str, str]


class WordsFile(_Row):
    """`words.toml`: regular expressions for the words that rules ask for, by section."""

    words: dict[str, str]
    mood: dict[str, str]
    subjects: dict[str, str]
    ellipsis: dict[str, str]
    time: dict[str, str]
    offices: dict[str, str]
    places: dict[str, str]
    counts: dict[str, str]
    ties: dict[str, str] = {}
    numbers: tuple[str, ...] = ()
    """The words for two, three, four ..., in this order."""


class SentencesFile(_Row):
    """`sentences.toml`: how a verdict is put in words."""

    sentences: dict[str, str]
    relations: dict[str, str]
    words: dict[str, str]
    cases: dict[str, dict[str, str]] = {}


@dataclass(frozen=True)
class Frame:
    """A way to say a relation: the anchor with its object, and the verb of the clause.

    `predicate`: the anchor is what the subject is said to be (*ist Mitglied der O*). `sense`: its
    own words deny it (*Nicht-Mitglied*) or put it into the past (*Ex-Mitglied*); or they name the
    victim of what is condemned (*den Angriff auf die Ukraine*), or founders of what was named last.
    `marks`: of each of these sets of kinds a mark must stand in the clause (see `clauses.MARK`).
    `needs`: what else of `Lexicon.verbs_in` must stand there, besides the verb.
    """

    relation: Relation
    place: Place
    anchor: re.Pattern[str]
    verb: str | None
    value: str | None
    marks: tuple[frozenset[str], ...] = ()
    needs: frozenset[str] = frozenset()
    predicate: bool = False
    sense: Sense | None = None

    @property
    def presupposed(self) -> bool:
        """Say whether it holds even where its clause only wishes, asks or denies something."""
        attributive = self.relation in ("allied_with", "led_by", "funded_by")
        if self.place == "within" and self.verb is None and attributive:
            return True  # *die fünf mit Russland verbündeten Staaten*
        beside = self.place in ("attribute", "apposition")
        return beside or (self.place == "fronted" and self.relation == "member_of")

    def may_stand(self, kinds: Set[str], verbs: Set[str]) -> bool:
        """Say whether the verb and the marks are there; the anchor is then worth looking for."""
        if self.verb is not None and self.verb not in verbs:
            return False
        if not self.needs <= verbs:
            return False
        return not any(map(kinds.isdisjoint, self.marks))


@dataclass(frozen=True)
class Tie:
    """A word of belonging: a verb, a noun for who belongs, a noun for an act (*Beitritt*),
    or a preposition (*in*) of an organisation that is a predicate.

    `state`: where in the tree the state is; of a verb in the passive *object* is its subject, and
    *owner* has a membership. `cases`: the prepositions of the organisation, none where empty.
    `needs`: the organisation has to be named, may be a noun or pronoun, or may be left out
    (where *dated*, only beside a time: *Greenland left in 1985*). `particle`: a word that the
    verb must have below it (*trat ... bei*). The relation *same* is that of the claim before
    (*Vietnam followed*). `affirmed`: denied, it says nothing of belonging (*has not returned*);
    `denies`: the word denies by itself (*outside*).
    """

    relation: str
    form: re.Pattern[str]
    kind: TieKind
    state: StateRole
    cases: re.Pattern[str]
    needs: Need
    particle: re.Pattern[str] | None
    affirmed: bool
    denies: bool
    frame: Frame


@dataclass(frozen=True)
class Lexicon:
    """All that the rules need to know of one language."""

    language: str
    frames: tuple[Frame, ...]
    verbs: dict[str, re.Pattern[str]]
    ties: tuple[Tie, ...]
    any_tie: re.Pattern[str]
    any_verb: re.Pattern[str]
    coordination: re.Pattern[str]
    words: dict[str, re.Pattern[str]]
    offices: tuple[tuple[re.Pattern[str], OfficeRow], ...]
    heads: tuple[tuple[re.Pattern[str], OfficeRow], ...]
    names: dict[str, NameRow]
    places: dict[str, str]
    aliases: tuple[AliasRow, ...]
    resolutions: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    topics: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    kinds: tuple[tuple[re.Pattern[str], frozenset[str]], ...]
    sentences: SentencesFile
    numbers: tuple[str, ...]

    def verbs_in(self, text: str) -> frozenset[str]:
        """Return the names of the verbs and nouns of frames that stand in `text`."""
        return frozenset(name for name, verb in self.verbs.items() if verb.search(text))

    def has(self, word: str, text: str) -> bool:
        """Say whether any of the words of that name stands in `text`."""
        pattern = self.words.get(word)
        return pattern is not None and pattern.search(text) is not None

    def is_word(self, word: str, text: str) -> bool:
        """Say whether `text` is one of the words of that name."""
        pattern = self.words.get(word)
        return pattern is not None and pattern.fullmatch(text) is not None

    def ends(self, word: str, text: str) -> bool:
        """Say whether `text` ends with a word of that name."""
        found = self.words.get(word)
        return found is not None and any(m.end() == len(text) for m in found.finditer(text))


@dataclass(frozen=True)
class Setting:
    """What a report is read by: its language, the record, and its day of publication."""

    lexicon: Lexicon
    record: Record
    published: dt.date | None = None


@cache
def load(language: str) -> Lexicon | None:
    """Return the lexicon of a language, or `None` where it has no claims data.

    Raises `DataFileError` for a faulty file.
    """
    if not languages.path(language, "claims/frames.csv").exists():
        return None
    parts_path = languages.path(language, "claims/parts.toml")
    parts = languages.read_settings(parts_path, PartsFile)
    words = languages.read_settings(languages.path(language, "claims/words.toml"), WordsFile)
    named = {name: _expand(value, parts.parts) for name, value in parts.parts.items()}
    verbs = {
        name: _pattern(rf"(?<!\w){value}(?!\w)", parts_path, re.IGNORECASE)
        for name, value in parts.verbs.items()
    }
    verbs |= {key: _pattern(named[key], parts_path, re.IGNORECASE) for key in _KEYS if key in named}
    any_verb = "|".join(f"(?:{value})" for value in parts.verbs.values())
    ties = _ties(language)
    return Lexicon(
        language=language,
        frames=_frames(language, named, verbs),
        verbs=verbs,
        ties=ties,
        any_tie=re.compile("|".join(f"(?:{tie.form.pattern})" for tie in ties) or r"(?!)"),
        any_verb=_pattern(rf"(?<!\w)(?:{any_verb})(?!\w)", parts_path),
        coordination=_pattern(words.words["coordination"], parts_path),
        words=_words(words, parts_path, named),
        offices=_offices(language, "offices"),
        heads=_offices(language, "heads"),
        names={
            row.id: row
            for row in languages.read_table(languages.path(language, "claims/names.csv"), NameRow)
        },
        places={
            row.form: row.name
            for row in languages.read_table(languages.path(language, "claims/places.csv"), PlaceRow)
        },
        aliases=tuple(
            languages.read_table(languages.path(language, "claims/aliases.csv"), AliasRow)
        ),
        resolutions=_resolutions(language, named),
        topics=_resolutions(language, {**named, _HEAD: ""}),
        kinds=_kinds(language),
        numbers=words.numbers,
        sentences=languages.read_settings(
            languages.path(language, "claims/sentences.toml"), SentencesFile
        ),
    )


def _words(file: WordsFile, path: object, parts: dict[str, str]) -> dict[str, re.Pattern[str]]:
    found: dict[str, re.Pattern[str]] = {}
    for section in ("words", "mood", "subjects", "ellipsis", "time"):
        for name, value in getattr(file, section).items():
            if value:
                found[name] = _pattern(rf"(?<!\w)(?:{value})(?!\w)", path)
    for section in ("offices", "places", "counts", "ties"):
        for name, value in getattr(file, section).items():
            if value:
                found[f"{section}.{name}"] = _pattern(_expand(value, parts), path)
    return found


def _frames(
    language: str, parts: dict[str, str], verbs: dict[str, re.Pattern[str]]
) -> tuple[Frame, ...]:
    path = languages.path(language, "claims/frames.csv")
    frames = []
    for line, row in languages.read_rows(path, FrameRow):
        if row.verb and row.verb not in verbs:
            raise DataFileError(path, line, f"no verb {row.verb!r} in parts.toml ({row.anchor})")
        slots = _slots(row.anchor)
        anchor = _pattern(
            rf"(?<!\w){_expand(row.anchor, parts | _OBJECTS)}(?!\w|-\w)",
            path,
            re.IGNORECASE,
            line,
        )
        frames.append(
            Frame(
                row.relation,
                row.place,
                anchor,
                row.verb,
                row.value,
                marks=tuple(frozenset(_KINDS[s]) for s in slots if s in _KINDS),
                needs=frozenset(slots).intersection(_KEYS),
                predicate=row.verb == "be",
                sense=row.sense,
            )
        )
    return tuple(frames)


def _slots(anchor: str) -> list[str]:
    """Return the slots that an anchor cannot do without: those in no brackets."""
    depth, found = 0, []
    for token in _TOKEN.finditer(anchor):
        depth += (token[0] == "(") - (token[0] == ")")
        if token[0] == "|" and depth == 0:
            return []
        if depth == 0 and token[1] and anchor[token.end() : token.end() + 1] not in ("?", "*"):
            found.append(token[1])
    return found


def _ties(language: str) -> tuple[Tie, ...]:
    path = languages.path(language, "claims/ties.csv")
    if not path.exists():
        return ()
    return tuple(
        Tie(
            row.relation,
            _pattern(row.form, path, 0, line),
            row.kind,
            row.state,
            _pattern(row.cases, path, 0, line),
            row.needs,
            _pattern(row.particle, path, 0, line) if row.particle else None,
            row.only == "affirmed",
            row.only == "denied",
            _frame_of(row),
        )
        for line, row in languages.read_rows(path, TieRow)
    )


def _frame_of(row: TieRow) -> Frame:
    """What stands for a tie where a frame is asked for: it is read like one of a clause."""
    relation: Relation = "member_of" if row.relation == "same" else row.relation
    return Frame(relation, "clause", re.compile(row.form), None, None)


def _offices(language: str, file: str) -> tuple[tuple[re.Pattern[str], OfficeRow], ...]:
    path = languages.path(language, f"claims/{file}.csv")
    rows = languages.read_table(path, OfficeRow)
    return tuple((_pattern(rf"(?<!\w)(?:{row.title})(?!\w)", path), row) for row in rows)


def _resolutions(
    language: str, parts: dict[str, str]
) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    path = languages.path(language, "claims/resolutions.csv")
    rows = languages.read_table(path, ResolutionRow)
    return tuple(
        (
            _pattern(rf"(?<!\w)(?:{_expand(row.called, parts)})", path),
            tuple(row.resolutions.split()),
        )
        for row in rows
    )


def _kinds(language: str) -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    path = languages.path(language, "claims/kinds.csv")
    rows = languages.read_table(path, KindRow)
    return tuple((_pattern(rf"(?i:{row.noun})", path), frozenset(row.ids.split())) for row in rows)


def _expand(pattern: str, parts: dict[str, str]) -> str:
    """Replace `{name}` by the part of that name; other braces are the regular expression's own."""

    def part(slot: re.Match[str]) -> str:
        value = parts.get(slot[1])
        return slot[0] if value is None else _expand(value, parts)

    return _SLOT.sub(part, pattern)


def _pattern(
    expression: str, path: object, flags: int = 0, line: int | None = None
) -> re.Pattern[str]:
    try:
        return re.compile(expression, flags)
    except re.error as e:
        raise DataFileError(str(path), line, f"faulty pattern {expression!r}: {e}") from None


RELATIONS: tuple[str, ...] = get_args(Relation)
