"""A language's time data: patterns, tables and rules in CSV files in, one `TimeLanguage` out.

`patterns.csv` holds forms written with digits, `tables.csv` forms with their normalised value,
`rules.csv` what makes an expression, `tenses.csv` verb forms for texts without a parse. A language
without a folder gets the numeric rules of `international/` with CLDR's month and weekday names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from depesche import languages
from depesche.errors import DataFileError
from depesche.times import normalise
from depesche.times.feasts import is_feast
from depesche.times.patterns import (
    Forms,
    Pattern,
    PatternError,
    compile_pattern,
)

INTERNATIONAL = Path(__file__).parent / "international"
CHECKS = ("lower", "capital", "year", "counts", "phrase", "yields")
_TYPES = ("DATE", "TIME", "DURATION", "SET")
_WORDS = re.compile(r"[^\W\d_][\w'’ -]*")
_QUOTED = re.compile(r"'([^']+)'")
_ORDINAL = re.compile(r"(\d+)-?[^\W\d_]+")
_OPTIONAL = re.compile(r"\(([^()|]*)\)")


def _parted(text: Any) -> Any:
    return tuple(part.strip() for part in text.split("|")) if isinstance(text, str) else text


def _words(text: Any) -> Any:
    return tuple(text.split()) if isinstance(text, str) else text


def _pairs(text: Any) -> Any:
    if not isinstance(text, str):
        return text
    parts = [part.split("=", 1) for part in text.split()]
    if any(len(part) != 2 for part in parts):
        raise ValueError("must be pairs such as unit=D which=-1")
    return dict(parts)


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PatternRow(_Row):
    """A class of forms that open with a digit: its name and a regular expression."""

    name: str
    regex: str
    example: str


class TableRow(_Row):
    """Forms (`|` between them, `(s)` for an optional part) and what they all stand for."""

    table: str
    forms: Annotated[tuple[str, ...], BeforeValidator(_parted)]
    value: str


class RuleRow(_Row):
    """What makes a time expression: pattern, TIMEX3 type and the way to its value.

    `type` and `kind` may name one per extent (`DATE|TIME`); `slots` adds fixed slots; `checks`
    names what must hold besides the pattern.
    """

    name: str
    type: Annotated[tuple[str, ...], BeforeValidator(_parted)]
    kind: Annotated[tuple[str, ...], BeforeValidator(_parted)]
    pattern: str
    slots: Annotated[dict[str, str], BeforeValidator(_pairs)] = {}
    checks: Annotated[tuple[str, ...], BeforeValidator(_words)] = ()


class TenseRow(_Row):
    """Verb forms (`*te`, `ge*t`: any word of this shape) and the tense that they speak for."""

    forms: Annotated[tuple[str, ...], BeforeValidator(_parted)]
    tense: Literal[
        "past", "present", "future", "participle", "weak", "maybe", "perfect", "being", "none"
    ]


@dataclass(frozen=True)
class Rule:
    """A rule ready for use; `number` is its place in the file."""

    number: int
    name: str
    types: tuple[str, ...]
    kinds: tuple[str, ...]
    pattern: Pattern
    slots: dict[str, str]
    checks: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """What can begin at a word: the rules, and the numbers of those that the word alone fits."""

    rules: tuple[Rule, ...]
    alone: frozenset[int]


@dataclass
class TimeLanguage:
    """All that the times stage knows of a language."""

    code: str
    rules: tuple[Rule, ...]
    tables: dict[str, dict[str, str]]
    tenses: dict[str, str] = field(default_factory=dict)
    endings: tuple[tuple[re.Pattern[str], str], ...] = ()
    _whole: dict[str, list[int]] = field(default_factory=dict)
    _prefix: dict[str, list[int]] = field(default_factory=dict)
    _digit: list[int] = field(default_factory=list)
    _inside: dict[str, set[int]] = field(default_factory=dict)
    _inside_prefix: dict[str, set[int]] = field(default_factory=dict)
    _inside_digit: set[int] = field(default_factory=set)
    _entries: dict[str, Entry | None] = field(default_factory=dict)
    _reach: dict[str, frozenset[int]] = field(default_factory=dict)
    _tenses: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, rule in enumerate(self.rules):
            for word in rule.pattern.opening.whole:
                self._whole.setdefault(word, []).append(number)
            for word in rule.pattern.opening.prefix:
                self._prefix.setdefault(word, []).append(number)
            if rule.pattern.opening.digit:
                self._digit.append(number)
            vocabulary = rule.pattern.vocabulary
            for word in vocabulary.whole:
                self._inside.setdefault(word, set()).add(number)
            for word in vocabulary.prefix:
                self._inside_prefix.setdefault(word, set()).add(number)
            if vocabulary.digit:
                self._inside_digit.add(number)

    def entry(self, word: str) -> Entry | None:
        """Return what can begin at `word`, or `None`. Remembered per word form."""
        if word in self._entries:
            return self._entries[word]
        if len(self._entries) > 200_000:
            self._entries.clear()
        self._entries[word] = found = self._entry(word.lower())
        return found

    def _entry(self, word: str) -> Entry | None:
        numbers = set(self._whole.get(word, ()))
        for end in range(1, len(word) + 1):
            numbers.update(self._prefix.get(word[:end], ()))
        if word[:1].isdigit():
            numbers.update(self._digit)
        if not numbers:
            return None
        rules = tuple(self.rules[number] for number in sorted(numbers))
        digit = word[:1].isdigit()
        alone = (r.number for r in rules if digit or r.pattern.search.match(word))
        return Entry(rules, frozenset(alone))

    def reach(self, word: str) -> frozenset[int]:
        """Return the numbers of the rules that can have `word` after their first."""
        if word in self._reach:
            return self._reach[word]
        if len(self._reach) > 200_000:
            self._reach.clear()
        low = word.lower()
        numbers = set(self._inside.get(low, ()))
        for end in range(1, len(low) + 1):
            numbers |= self._inside_prefix.get(low[:end], set())
        if low[:1].isdigit():
            numbers |= self._inside_digit
        self._reach[word] = found = frozenset(numbers)
        return found

    def tense(self, word: str) -> str | None:
        """Return the tense a verb form speaks for, `None` for anything else."""
        if word not in self._tenses:
            if len(self._tenses) > 200_000:
                self._tenses.clear()
            self._tenses[word] = self._tense(word)
        return self._tenses[word]

    def _tense(self, word: str) -> str | None:
        found = self.tenses.get(word)
        if found is None and word.islower():
            found = next((t for form, t in self.endings if form.fullmatch(word)), None)
        return None if found == "none" else found

    def lookup(self, table: str, form: str) -> str:
        """Return the value of `form` in `table`; a form that has none stands for itself.

        Of an ordinal written with digits (`15th`, `3-й`) only the digits stay.
        """
        forms = self.tables.get(table)
        value = forms.get(" ".join(form.lower().split())) if forms else None
        if value is not None:
            return value
        ordinal = _ORDINAL.fullmatch(form)
        return ordinal[1] if ordinal else form


@lru_cache(maxsize=32)
def load(code: str) -> TimeLanguage:
    """Load the time data of a language (ISO 639-1). Raises `DataFileError` for faulty files."""
    folder = languages.path(code, "times")
    if not folder.is_dir():
        return _load(code, INTERNATIONAL, _cldr_tables(code))
    return _load(code, folder, {})


def load_folder(code: str, folder: Path) -> TimeLanguage:
    """Load time data from any folder, for one's own language. Errors as `load`."""
    return _load(code, folder, {})


def _load(code: str, folder: Path, tables: dict[str, dict[str, str]]) -> TimeLanguage:
    classes = {name: Forms(digits=regex) for name, regex in _patterns(folder / "patterns.csv")}
    file = folder / "tables.csv"
    for line, row in languages.read_rows(file, TableRow):
        if row.table.startswith("holiday") and not is_feast(row.value):
            raise DataFileError(file, line, f"value: no rule for a feast: {row.value!r}")
        entries = tables.setdefault(row.table, {})
        for form in expand(row.forms):
            if entries.setdefault(form, row.value) != row.value:
                raise DataFileError(file, line, f"{row.table} {form!r} has two values")
    for name, entries in tables.items():
        digits = classes[name].digits if name in classes else None
        classes[name] = Forms(frozenset(entries), digits)
    rules = tuple(_rules(folder / "rules.csv", classes))
    tenses, endings = _tenses(folder / "tenses.csv")
    return TimeLanguage(code, rules, tables, tenses, endings)


def _patterns(file: Path) -> Iterator[tuple[str, str]]:
    for line, row in languages.read_rows(file, PatternRow):
        try:
            expression = re.compile(row.regex)
        except re.error as e:
            raise DataFileError(file, line, f"regex: {e}") from None
        if expression.groups:
            raise DataFileError(file, line, "regex: groups must be written (?:...)")
        if not expression.fullmatch(row.example) or not row.example[0].isdigit():
            raise DataFileError(file, line, f"example {row.example!r} does not fit the regex")
        yield row.name, f"(?:{row.regex})"


def _rules(file: Path, classes: dict[str, Forms]) -> Iterator[Rule]:
    names: set[str] = set()
    for number, (line, row) in enumerate(languages.read_rows(file, RuleRow)):
        try:
            pattern = compile_pattern(row.pattern, classes)
        except PatternError as e:
            raise DataFileError(file, line, f"pattern: {e}") from None
        if row.name in names:
            raise DataFileError(file, line, f"name: a second rule {row.name!r}")
        names.add(row.name)
        count = len(pattern.extents)
        types, kinds = (_for_each(cell, count) for cell in (row.type, row.kind))
        for cell, allowed, column in (
            (types, _TYPES, "type"),
            (kinds, tuple(normalise.KINDS), "kind"),
            (row.checks, CHECKS, "checks"),
        ):
            if wrong := [c for c in cell if c not in allowed]:
                raise DataFileError(file, line, f"{column}: no {wrong[0]!r} among {allowed}")
        if len(types) != count or len(kinds) != count:
            raise DataFileError(file, line, f"{count} extents need as many types and kinds")
        given = {slot.split(":")[1].rstrip("0123456789") for _, slot in pattern.slots}
        for kind in kinds:
            for slot in normalise.REQUIRED.get(kind, ()):
                if slot not in given | row.slots.keys():
                    raise DataFileError(file, line, f"kind {kind} needs a slot {slot!r}")
        yield Rule(number, row.name, types, kinds, pattern, row.slots, row.checks)


def _for_each(cell: Sequence[str], count: int) -> tuple[str, ...]:
    return tuple(cell) * count if len(cell) == 1 else tuple(cell)


def _tenses(file: Path) -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    words: dict[str, str] = {}
    endings: list[tuple[re.Pattern[str], str]] = []
    if file.exists():
        for _, row in languages.read_rows(file, TenseRow):
            for form in row.forms:
                if "*" in form:
                    wild = re.escape(form).replace(r"\*", r"\w+")
                    endings.append((re.compile(wild), row.tense))
                else:
                    words[form] = row.tense
    return words, tuple(endings)


def expand(forms: Iterable[str]) -> Iterator[str]:
    """Spell out optional parts: `januar(s)` gives two forms, `letzte(n/r/s)` four."""
    for form in forms:
        found = _OPTIONAL.search(form)
        if found is None:
            yield " ".join(form.lower().split())
            continue
        before, after = form[: found.start()], form[found.end() :]
        yield from expand(before + part + after for part in ("", *found[1].split("/")))


def _cldr_tables(code: str) -> dict[str, dict[str, str]]:
    """CLDR's month and weekday names and the words of its long dates; empty for what it lacks."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    months: dict[str, str] = {}
    weekdays: dict[str, str] = {}
    tables = {"month": months, "weekday": weekdays, "of": {}}
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return tables
    for context in ("format", "stand-alone"):
        for number, name in locale.months[context]["wide"].items():
            if _WORDS.fullmatch(name):
                months.setdefault(name.lower(), f"{number:02d}")
        for number, name in locale.days[context]["wide"].items():
            if _WORDS.fullmatch(name):
                weekdays.setdefault(name.lower(), str(number + 1))
    long_date = locale.date_formats["long"].pattern
    tables["of"] = {
        word.strip(): "-" for word in _QUOTED.findall(long_date) if word.strip().isalpha()
    }
    return tables
