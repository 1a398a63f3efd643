"""What the words of a language can stand for: the actor lexicon as a tree over pieces of words.

In: the name tables under `languages/<code>/actors/` and the language's word lists. Out: for a
run of pieces, the senses it can have. Loaded once per language. Languages without a folder get
the names of states from CLDR and the international abbreviations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Any, NamedTuple

from pydantic import BaseModel

from depesche import languages
from depesche.actors import inflect, pieces, things
from depesche.model import Via

END = ""
NAMES_OF_STATES = frozenset({"name", "capital", "people", "adjective", "bare_adjective", "trap"})
"""Kinds of senses that name a state, or look as if they did."""
"""The key of a node under which the senses of the phrase that ends there lie."""

Node = dict[str, Any]
_NONE: frozenset[str] = frozenset()
_ROYAL = "royal_"  # opens the name of a list of monarchs' titles, before the kind of realm
_REMEMBERED = 200_000  # words whose parts and lists are kept in memory


class Sense(NamedTuple):
    """One thing a surface can stand for.

    `kind` says which rules of context apply: name, adjective, people, capital, capital_adjective,
    organisation, building, institution, office, group, group_adjective, region, trap ...
    """

    kind: str
    actors: tuple[str, ...]
    via: Via
    lemma: str


class Inner(NamedTuple):
    """Senses of a part of one word (*Russland* in *Russlandpolitik*), with the part's offsets."""

    start: int
    end: int
    senses: tuple[Sense, ...]
    misspelt: bool = False


class _States(BaseModel):
    id: str
    names: str = ""
    adjectives: str = ""
    people: str = ""
    capitals: str = ""
    former_names: str = ""


class _Once(BaseModel):
    id: str
    capital: str
    until: int


class _Named(BaseModel):
    id: str
    names: str
    via: Via | None = None


class _Group(BaseModel):
    id: str
    names: str = ""
    adjectives: str = ""


class _Term(BaseModel):
    words: str
    means: str
    state: str | None = None
    elsewhere: str = ""
    among: str | None = None


class _Words(BaseModel):
    kind: str
    words: str


class _FirstNames(BaseModel):
    script: str
    names: str


class _Namesake(BaseModel):
    what: str
    names: str
    near: str
    reach: int = 12


def _meanings(row: _Term) -> dict[str, str]:
    """Read `official: IND PAK`: what a term means in some states."""
    means, _, states = row.elsewhere.partition(":")
    return dict.fromkeys(states.split(), means.strip())


def _items(cell: str) -> list[str]:
    return [item.strip() for item in cell.split(";") if item.strip()]


class Lexicon:
    """The senses of words and phrases of one language, and its lists of context words."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.root: Node = {}
        self.words: dict[str, frozenset[str]] = {}
        self.tags: dict[str, frozenset[str]] = {}
        self.things = things.load(lang)
        self.numerals: dict[str, int] = {}
        self.namesakes: dict[str, list[tuple[frozenset[str], int]]] = {}
        self.royal: dict[str, str] = {}
        self.once: dict[str, int] = {}
        self._elsewhere: dict[str, dict[str, str]] = {}
        self._among: dict[str, str] = {}
        self._compoundable: dict[str, tuple[Sense, ...]] = {}
        self._seen: dict[str, Inner | None] = {}
        self._tagged: dict[str, frozenset[str]] = {}
        self._endings: dict[str, tuple[str, ...]] = {}
        if lang in languages.available() and languages.path(lang, "actors/states.csv").exists():
            self._load()
        else:
            self._load_from_cldr()
        self._compound_lengths = sorted({len(word) for word in self._compoundable}, reverse=True)

    def has(self, kind: str, word: str) -> bool:
        """Say whether `word` is in the word list `kind` of this language."""
        return kind in self.tags.get(word, ())

    def endings(self, kind: str) -> tuple[str, ...]:
        """Return the words of the list `kind` as endings, for `str.endswith`."""
        found = self._endings.get(kind)
        if found is None:
            found = self._endings[kind] = tuple(sorted(self.words.get(kind, ())))
        return found

    def tags_of(self, word: str) -> frozenset[str]:
        """Return the word lists that `word` is in, as it stands or in small letters."""
        found = self._tagged.get(word)
        if found is None:
            found = self.tags.get(word, _NONE) | self.tags.get(word.casefold(), _NONE)
            if len(self._tagged) > _REMEMBERED:
                self._tagged.clear()
            self._tagged[word] = found
        return found

    def inner(self, word: str) -> Inner | None:
        """Return what a part of an unknown word stands for (*Ukrainekrieg*, *prorussisch*)."""
        if word not in self._seen:
            if len(self._seen) > _REMEMBERED:
                self._seen.clear()
            self._seen[word] = self._find_inner(word)
        return self._seen[word]

    def senses(self, *words: str) -> tuple[Sense, ...]:
        """Return the senses of exactly these pieces."""
        node: Node | None = self.root
        for word in words:
            node = node.get(word) if node else None
        return tuple(node.get(END, ())) if node else ()

    def means(self, term: str, sense: Sense, state: str) -> str:
        """Return which office a term is in this state: India's foreign secretary is an official."""
        return self._elsewhere.get(term.casefold(), {}).get(state, sense.lemma)

    def among(self, term: str) -> str | None:
        """Return the kind of states that have an office of this name, if only some (*Kanzler*)."""
        return self._among.get(term.casefold())

    def add(self, surface: str, sense: Sense) -> None:
        """Add one form of a name."""
        words = pieces.split(surface)
        if not words:
            return
        self._add_words(words, sense)
        if self.lang == "ru" and words[0][0].islower():
            self._add_words([words[0][0].upper() + words[0][1:], *words[1:]], sense)

    def _add_words(self, words: list[str], sense: Sense) -> None:
        node = self.root
        for word in words:
            node = node.setdefault(word, {})
        held = node.setdefault(END, [])
        if not any(s.kind == sense.kind and s.actors == sense.actors for s in held):
            held.append(sense)

    def _load(self) -> None:
        self._load_words()
        self._load_states()
        self._load_named("organisations.csv", "organisation")
        self._load_named("bodies.csv", "body")
        self._load_groups()
        self._load_terms("offices.csv", "office")
        self._load_terms("institutions.csv", "institution")
        self._load_terms("nouns.csv", "noun")
        self._load_traps()
        self._load_namesakes()
        if self.lang != "en":
            self._add_international()

    def _rows(self, name: str, model: type[Any]) -> Iterator[Any]:
        file = languages.path(self.lang, f"actors/{name}")
        return iter(languages.read_table(file, model)) if file.exists() else iter(())

    def _load_words(self) -> None:
        found: dict[str, set[str]] = {}
        for row in self._rows("words.csv", _Words):
            if row.kind == "numeral":
                for item in _items(row.words):
                    word, _, value = item.partition("=")
                    self.numerals[word] = int(value)
                    for form in {word, word.capitalize()}:
                        self.add(form, Sense("numeral", (), "group", value))
                continue
            forms = (f for item in _items(row.words) for f in self._listed(row.kind, item))
            found.setdefault(row.kind, set()).update(map(pieces.normalised, forms))
        for names in languages.read_table(FIRST_NAMES, _FirstNames):
            if names.script == "latin" or self.lang == "ru":
                found.setdefault("first_name", set()).update(_items(names.names))
        if self.lang == "ru":
            for kind in ("first_name", "surname_stop"):
                forms = (f for name in found.get(kind, ()) for f in inflect.russian_name(name))
                found[kind] = set(forms)
        self.words = {kind: frozenset(words) for kind, words in found.items()}
        tags: dict[str, set[str]] = {}
        for kind, words in found.items():
            for word in words:
                tags.setdefault(word, set()).add(kind)
        self.tags = {word: frozenset(kinds) for word, kinds in tags.items()}
        for kind, words in found.items():
            if kind.startswith(_ROYAL):
                self.royal.update(dict.fromkeys(words, kind.removeprefix(_ROYAL)))

    def _listed(self, kind: str, item: str) -> tuple[str, ...]:
        """Return the forms of a word in a list: `~` inflects, `*` is a Russian past tense."""
        if kind != "short_form" and item.endswith("~"):
            return inflect.word_forms(self.lang, item[:-1])
        if item.endswith("*"):
            return tuple(item[:-1] + ending for ending in ("", "а", "о", "и", "ы"))
        return (item,)

    def _load_states(self) -> None:
        for row in self._rows("states.csv", _States):
            self._add_state(row)
        for once in self._rows("former_capitals.csv", _Once):
            self.once[once.capital] = once.until
            self._add_capitals(_States(id=once.id, capitals=once.capital))

    def _add_state(self, row: _States) -> None:
        state = (row.id,)
        self._add_names(_items(row.names), Sense("name", state, "name", ""))
        self._add_names(_items(row.former_names), Sense("name", state, "former_name", ""))
        for lemma in _items(row.adjectives):
            sense = Sense("adjective", state, "adjective", lemma)
            for form in inflect.adjective_forms(self.lang, lemma):
                self._add_both_cases(form, sense)
            if self.lang == "de":
                self.add(lemma, Sense("bare_adjective", state, "adjective", lemma))
            if self.lang == "ru":
                self._add_russian_stem(lemma, state)
        for lemma in dict.fromkeys((*_items(row.people), *self._people_of(row))):
            sense = Sense("people", state, "demonym", lemma)
            for form in inflect.people_forms(self.lang, lemma):
                self.add(form, sense)
        self._add_capitals(row)

    def _add_russian_stem(self, lemma: str, state: tuple[str, ...]) -> None:
        """Add the first half of double adjectives (*российско-*, *американо-*)."""
        stems = [lemma[:-2] + "о"]
        if lemma.endswith("нский"):
            stems.append(lemma[:-4] + "о")
        for stem in stems:
            self._add_both_cases(stem, Sense("bare_adjective", state, "adjective", lemma))

    def _people_of(self, row: _States) -> list[str]:
        if self.lang != "en":
            return []
        own = ("ese", "ish", "ch", "s", "z", "ic")  # *the Irish*, *the Swiss*, *the Kyrgyz*
        return [a + "s" for a in _items(row.adjectives) if not a.endswith(own) or a == "Czech"]

    def _add_capitals(self, row: _States) -> None:
        government = ("EU",) if row.id == "EU" else (row.id,)
        for capital in _items(row.capitals):
            sense = Sense("capital", government, "capital_as_government", capital)
            for form in inflect.phrase_forms(self.lang, _marked(self.lang, capital)):
                self.add(form, sense)
            for form in self._capital_adjectives(capital):
                self.add(form, sense._replace(kind="capital_adjective"))

    def _capital_adjectives(self, capital: str) -> tuple[str, ...]:
        """Return *Moskauer* for *Moskau*; Russian ones (*московский*) are listed."""
        if self.lang == "ru":
            listed = (item.split("=") for item in self.words.get("capital_adjective", ()))
            found = (inflect.adjective_forms("ru", adj) for adj, city in listed if city == capital)
            return tuple(f for forms in found for form in forms for f in (form, form.capitalize()))
        if self.lang != "de" or " " in capital:
            return ()
        stem = capital
        for ending in ("en", "e"):
            if capital.endswith(ending) and capital not in ("Wien", "Athen"):
                stem = capital.removesuffix(ending)
                break
        return (stem + "er",)

    def _add_names(self, names: Iterable[str], sense: Sense) -> None:
        for name in (spelling for own in names for spelling in self._spellings(own)):
            lemma = name.replace("~", "")
            for form in inflect.phrase_forms(self.lang, _marked(self.lang, name)):
                self.add(form, sense._replace(lemma=lemma))
                if len(form) > 3 and " " not in form:
                    self._compoundable.setdefault(form, (sense._replace(lemma=lemma),))

    def _spellings(self, name: str) -> Iterator[str]:
        """Return a name as it stands and with short forms (*&* for *and*, *о-ва* for *острова*)."""
        yield name
        words = name.split(" ")
        for item in self.words.get("short_form", ()):
            long, _, short = item.partition("=")
            if long in words:
                yield " ".join(short if word == long else word for word in words)

    def _add_both_cases(self, form: str, sense: Sense) -> None:
        self.add(form, sense)
        if not form[0].isupper():
            self.add(form[0].upper() + form[1:], sense)

    def _load_named(self, file: str, kind: str) -> None:
        for row in self._rows(file, _Named):
            sense = Sense(kind, (row.id,), row.via or "name", "")
            for name in _items(row.names):
                lemma = name.replace("~", "")
                own = sense._replace(lemma=lemma)
                for form in inflect.phrase_forms(self.lang, name):
                    self.add(form, own)
                    if len(form) > 3 and " " not in form:
                        self._compoundable.setdefault(form, (own,))

    def _load_groups(self) -> None:
        for row in self._rows("groups.csv", _Group):
            for name in _items(row.names):
                kind = "group" if _is_plural_group(name) else "region"
                sense = Sense(kind, (row.id,), "group", name.replace("~", ""))
                for form in inflect.phrase_forms(self.lang, name):
                    self.add(form, sense)
                    if self.lang == "de" and form.endswith(("er", "staaten", "e")):
                        self.add(form + "n", sense)
            for lemma in _items(row.adjectives):
                sense = Sense("group_adjective", (row.id,), "group", lemma)
                for form in inflect.adjective_forms(self.lang, lemma):
                    self._add_both_cases(form, sense)

    def _load_terms(self, file: str, kind: str) -> None:
        for row in self._rows(file, _Term):
            actors = (row.state,) if row.state else ()
            sense = Sense(kind, actors, "office", row.means)
            for name in _items(row.words):
                for form in _term_forms(self.lang, name):
                    self.add(form, sense)
                    self._elsewhere.setdefault(form.casefold(), {}).update(_meanings(row))
                    if row.among:
                        self._among[form.casefold()] = row.among

    def _load_traps(self) -> None:
        for row in self._rows("traps.csv", _Words):
            for phrase in _items(row.words):
                for form in inflect.phrase_forms(self.lang, phrase):
                    self._add_both_cases(form, Sense("trap", (), "name", row.kind))
                    self._add_small(form, row.kind)

    def _load_namesakes(self) -> None:
        """Load the words that betray a river, a US state, a bird of a state's name."""
        for row in self._rows("namesakes.csv", _Namesake):
            near = frozenset(pieces.normalised(word) for word in _items(row.near))
            for name in _items(row.names):
                for form in inflect.phrase_forms(self.lang, _marked(self.lang, name)):
                    key = " ".join(pieces.split(form))
                    for spelled in {key, key[0].upper() + key[1:]}:
                        self.namesakes.setdefault(spelled, []).append((near, row.reach))

    def _add_small(self, form: str, kind: str) -> None:
        """Add a trap in small letters too where it opens with an adjective."""
        small = form[0].lower() + form[1:]
        first = pieces.split(small)[0]
        if self.lang == "de" and any(s.kind == "adjective" for s in self.senses(first)):
            self.add(small, Sense("trap", (), "name", kind))

    def _add_international(self) -> None:
        """Add English names of organisations and seats of several words, or in capitals."""
        for file, kind in (("organisations.csv", "organisation"), ("bodies.csv", "body")):
            for row in languages.read_table(languages.path("en", f"actors/{file}"), _Named):
                sense = Sense(kind, (row.id,), row.via or "name", "")
                for name in _items(row.names):
                    long = " " in name and name[0].isupper()
                    if (long or (name.isupper() and len(name) > 3)) and not self._knows(name):
                        self.add(name, sense._replace(lemma=name))

    def _knows(self, phrase: str) -> bool:
        return bool(self.senses(*pieces.split(phrase)))

    def _load_from_cldr(self) -> None:
        from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - slow, seldom needed

        try:
            names = dict(Locale.parse(self.lang).territories)
        except (UnknownLocaleError, ValueError):
            names = {}
        for row in languages.read_table(STATES, _Iso):
            if row.iso2 and (name := names.get(row.iso2)):
                self.add(str(name), Sense("name", (row.id,), "name", str(name)))
        self._add_international()

    def _find_inner(self, word: str) -> Inner | None:
        if len(word) < 6:
            return None
        if word.isupper() and (senses := self.senses(word.capitalize())):
            return Inner(0, len(word), senses)
        return self._prefixed_adjective(word) or self._compound(word) or self._misspelt(word)

    def _misspelt(self, word: str) -> Inner | None:
        """Return the one long name of a state or capital that is one slip away from `word`."""
        if len(word) < _LONG or not word[0].isupper() or not word.isalpha():
            return None
        names = {name for key in _deletions(word) for name in self._long_names.get(key, ())}
        near = sorted(name for name in names if _one_slip(word, name))
        senses = [s for name in near for s in self.senses(name) if s.kind in ("name", "capital")]
        if len({sense.actors for sense in senses}) != 1:
            return None
        return Inner(0, len(word), (senses[0],), misspelt=True)

    @cached_property
    def _long_names(self) -> dict[str, list[str]]:
        """Long names of states and capitals by what is left when one letter is dropped."""
        found: dict[str, list[str]] = {}
        for name, node in self.root.items():
            kinds = {sense.kind for sense in node.get(END, ())}
            if len(name) >= _LONG - 1 and name[0].isupper() and kinds & {"name", "capital"}:
                for key in _deletions(name):
                    found.setdefault(key, []).append(name)
        return found

    def _prefixed_adjective(self, word: str) -> Inner | None:
        """Return the adjective in *prorussisch*, *antiisraelische*, *проукраинский*."""
        for prefix in sorted(self.words.get("adjective_prefix", ())):
            rest = word[len(prefix) :]
            if word.casefold().startswith(prefix) and rest and rest[0].islower():
                senses = [s for s in self.senses(rest) if s.kind in ("adjective", "bare_adjective")]
                if senses:
                    return Inner(len(prefix), len(word), tuple(senses))
        return None

    def _compound(self, word: str) -> Inner | None:
        """Return the first part of a closed compound if the rest is one that politics uses."""
        title = word[0].upper() + word[1:]
        for length in self._compound_lengths:
            senses = self._compoundable.get(title[:length])
            if senses is None or length >= len(word):
                continue
            rest = word[length:]
            heads = "compound_head" if word[0].isupper() else "adjective_head"
            if any(rest.startswith(head) for head in self.words.get(heads, ())):
                return Inner(0, length, senses)
        return None


_LONG = 8
"""Shorter names have too many neighbours among ordinary words."""


def _deletions(word: str) -> set[str]:
    return {word, *(word[:k] + word[k + 1 :] for k in range(1, len(word)))}


def _one_slip(word: str, name: str) -> bool:
    """Say whether one letter is missing, added, replaced or swapped with the next."""
    if word[0] != name[0] or abs(len(word) - len(name)) > 1:
        return False
    k = next((n for n, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), None)
    if k is None:
        return len(word) != len(name)
    if len(word) == len(name):
        swapped = word[k : k + 2] == name[k : k + 2][::-1] and word[k + 2 :] == name[k + 2 :]
        return swapped or word[k + 1 :] == name[k + 1 :]
    return word[k + 1 :] == name[k:] or word[k:] == name[k + 1 :]


class _Iso(BaseModel):
    id: str
    iso2: str | None = None


FIRST_NAMES = languages.ROOT / "first_names.csv"
STATES = languages.ROOT.parent / "record" / "data" / "states.csv"


_PLURAL = re.compile(
    r"staaten|länder|mächte|monarchien|emirate|republiken|partner|mitglieder|verbündete|anrainer"
    r"|(ä|al)er$|balten|states|countries|nations|powers|members|partners|allies|monarchies"
    r"|^p5|^eu.?27|^страны|^стран|^государств|^монархи|^державы|^республик|стран",
    re.IGNORECASE,
)


def _is_plural_group(name: str) -> bool:
    """Say whether a name speaks of the states of a group, not of a region of the world."""
    return bool(_PLURAL.search(name))


def _marked(lang: str, name: str) -> str:
    """Mark the words of a Russian name as inflecting where the table does not say which do."""
    if lang != "ru" or "~" in name:
        return name
    words = name.split(" ")
    return " ".join(w + "~" if w[-1].islower() and len(w) > 2 else w for w in words)


def _term_forms(lang: str, word: str) -> tuple[str, ...]:
    """Return the forms of an office or institution: `~` inflects, as for names."""
    forms = set(inflect.phrase_forms(lang, word))
    if lang == "de":
        stem = word.replace("~", "")
        if "~" in word:
            forms |= {stem + "n", stem + "en", stem + "e", stem + "innen"}
    if lang == "en":
        forms |= {f[0].upper() + f[1:] for f in forms} | {_title(f) for f in forms}
    return tuple(sorted(forms))


def _title(phrase: str) -> str:
    small = ("of", "for", "to", "and", "the")
    return " ".join(w if w in small else w[:1].upper() + w[1:] for w in phrase.split(" "))


@cache
def load(lang: str) -> Lexicon:
    """Return the lexicon of a language (ISO 639-1). Raises `DataFileError` for a faulty table."""
    return Lexicon(lang)
