"""Dictionaries in, the lexicons of `depesche.parsing.lexicon` out.

    python -m training.lexicon --data prepared.pkl --out DIR

German nouns come from Wiktionary (package `german-nouns`), verbs from `data/de_verbs.csv` and, like
adjectives, from the treebanks' training parts and from words whose inflected forms are frequent
(`wordfreq`). Russian words come from OpenCorpora (package `pymorphy3-dicts-ru`).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import pickle
import re
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from itertools import product
from pathlib import Path
from typing import Any

import wordfreq

from depesche.parsing.lemmas import apply
from depesche.parsing.lexicon import common_start
from training import base

DATA = Path(__file__).with_name("data")
#: SHA-256 of the dictionary files in the packages.
SOURCES = {
    "german_nouns/nouns.csv": "7b34ca76bb753fa5d3d2b683ecc987824ae874b375ac999a797074fafba2768e",
    "pymorphy3_dicts_ru/data/words.dawg": (
        "ae4381a9d6e4e636309ac1a242e480a9470a05723f6673d5fcc3fcf293aa8a9e"
    ),
}
#: How many of the most frequent Russian forms have their words in the lexicon.
RUSSIAN_FORMS = 300_000
#: Parts of speech whose dictionary forms are capitalised, and those that form compounds.
HABITS = {
    "de": ["capitals NOUN PROPN", "compounds NOUN"],
    "ru": ["capitals PROPN", "compounds"],
}

Form = tuple[str, str]  # lower-case form, "UPOS Feature=Value|..."


class Builder:
    """Collects words, each with its forms, as stems of inflection classes."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._classes: defaultdict[tuple[str, tuple[Form, ...]], set[str]] = defaultdict(set)

    def add(self, lemma: str, forms: Iterable[Form]) -> None:
        own = sorted({(form.lower(), tag) for form, tag in forms})
        lemma = lemma.lower()
        stem = lemma[: min(common_start(lemma, form) for form, _ in own)]
        self.add_stem(stem, lemma[len(stem) :], tuple((f[len(stem) :], t) for f, t in own))

    def add_stem(self, stem: str, lemma: str, endings: tuple[Form, ...]) -> None:
        self._classes[lemma, endings].add(stem)

    def text(self) -> str:
        """The file, as described in `depesche.parsing.lexicon`."""
        tags = sorted({tag for _, endings in self._classes for _, tag in endings})
        number = {tag: i for i, tag in enumerate(tags)}
        classes = []
        of_stem: defaultdict[str, list[str]] = defaultdict(list)
        for i, ((lemma, endings), stems) in enumerate(sorted(self._classes.items())):
            by_ending: defaultdict[str, list[str]] = defaultdict(list)
            for ending, tag in endings:
                by_ending[ending].append(str(number[tag]))
            written = " ".join(f"{e}:{','.join(numbers)}" for e, numbers in by_ending.items())
            classes.append(f"{lemma}\t{written}")
            for stem in stems:
                of_stem[stem].append(str(i))
        stems = sorted(of_stem)
        blocks = HABITS[self._language], tags, classes, stems
        numbers = [",".join(of_stem[stem]) for stem in stems]
        return "\n\n".join("\n".join(block) for block in (*blocks, numbers))


def feats(*parts: str) -> str:
    """Features in the order of the format."""
    return "|".join(sorted(part for part in parts if part)) or "_"


# --- German -------------------------------------------------------------------------------------

CASES = {"nominativ": "Nom", "genitiv": "Gen", "dativ": "Dat", "akkusativ": "Acc"}
NUMBERS = {"singular": "Sing", "plural": "Plur"}
GENDERS = {"m": "Masc", "f": "Fem", "n": "Neut"}
PROPER = ("Toponym", "Vorname", "Nachname", "Eigenname", "Straßenname")
#: Endings of nouns that tell their gender, with their plural.
NOUN_ENDINGS = {
    "ung": ("Fem", "ungen"),
    "heit": ("Fem", "heiten"),
    "keit": ("Fem", "keiten"),
    "schaft": ("Fem", "schaften"),
    "tät": ("Fem", "täten"),
    "ion": ("Fem", "ionen"),
    "ismus": ("Masc", "ismen"),
    "erin": ("Fem", "erinnen"),
    "chen": ("Neut", "chen"),
}


def german_nouns(builder: Builder) -> None:
    rows = csv.DictReader(source("german_nouns/nouns.csv").splitlines())
    for row in rows:
        kinds = row["pos"].split(",")
        if not row["lemma"].isalpha() or len(row["lemma"]) < 2 or "Wortverbindung" in kinds:
            continue
        upos = "PROPN" if any(kind in PROPER for kind in kinds) else "NOUN"
        adjectival = "adjektivische Deklination" in kinds
        lemma = row["lemma"].removesuffix("r") if adjectival else row["lemma"]
        forms = list(_noun_forms(row, upos))
        if forms:
            builder.add(lemma, forms)
    for ending, (gender, plural) in NOUN_ENDINGS.items():
        builder.add("-" + ending, _regular_noun(ending, gender, plural))


def _noun_forms(row: Mapping[str, str], upos: str) -> Iterator[Form]:
    """The forms of a row; numbers at columns tell which gender or which plural they belong to."""
    genders = {k[6:]: GENDERS[v] for k, v in row.items() if k.startswith("genus") and v in GENDERS}
    for column, form in row.items():
        case, _, rest = column.partition(" ")
        number, _, variant = rest.partition(" ")
        number = number.removesuffix("*")
        if not form or case not in CASES or not form.isalpha():
            continue
        own = [genders[variant]] if variant in genders else sorted(set(genders.values()))
        for gender in own or [""]:
            parts = (
                f"Case={CASES[case]}",
                gender and f"Gender={gender}",
                f"Number={NUMBERS[number]}",
            )
            yield form, f"{upos} {feats(*parts)}"


def _regular_noun(singular: str, gender: str, plural: str) -> Iterator[Form]:
    for case in CASES.values():
        strong = gender != "Fem" and case == "Gen" and not singular.endswith("s")
        parts = f"Case={case}", f"Gender={gender}"
        yield "-" + singular + "s" * strong, f"NOUN {feats(*parts, 'Number=Sing')}"
        yield "-" + plural, f"NOUN {feats(*parts, 'Number=Plur')}"


AUXILIARIES = frozenset(
    ("haben", "werden", "können", "müssen", "dürfen", "sollen", "wollen", "mögen", "sein")
)
PARTS = tomllib.loads((DATA / "de_parts.toml").read_text(encoding="utf-8"))
SEPARABLE = PARTS["separable"].split()
INSEPARABLE = PARTS["inseparable"].split()
#: Not infinitives, though they look like some: *gemachen*, *erweiteren*.
NO_INFINITIVE = re.compile(r"^ge|[^aeiouäöü](?:er|el)en$")
#: How frequent the rarest part of a regular verb must be, beside its infinitive.
RAREST_PART = 0.004


def finite(mood: str, tense: str, cell: str) -> str:
    number, person = cell[:4], cell[4:]
    parts = f"Mood={mood}", f"Number={number}", f"Person={person}", f"Tense={tense}"
    return feats(*parts, "VerbForm=Fin")


def _plural(word: str) -> str:
    return word + ("n" if word.endswith("e") else "en")


class Verb:
    """A German verb with its principal parts; `forms()` gives all forms without a prefix."""

    def __init__(self, row: Mapping[str, str]) -> None:
        self.infinitive = row["infinitive"]
        self.present = row["present"].split("/")
        self.past = row["past"].split("/")
        self.subjunctive = row["subjunctive"].split("/")
        self.participle = row["participle"].split("/")

    @classmethod
    def weak(cls, infinitive: str, prefix: str = "ge") -> Verb:
        stem = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
        e = "e" if re.search(r"(?:[dt]|[^aeiouäöülrhmn][mn]|chn)$", stem) else ""
        past = f"{stem}{e}te"
        return cls(
            {
                "infinitive": infinitive,
                "present": f"{stem}{e}t",
                "past": past,
                "subjunctive": past,
                "participle": f"{prefix}{stem}{e}t",
            }
        )

    def finite(self) -> Iterator[Form]:
        inf = self.infinitive
        stem = inf[:-2] if inf.endswith("en") else inf[:-1]
        modal = inf in ("können", "müssen", "dürfen", "sollen", "wollen", "mögen", "wissen")
        for form in self.present:
            first = form if modal else stem + "e"
            yield form, finite("Ind", "Pres", "Sing3")
            yield first, finite("Ind", "Pres", "Sing1")
            yield form.removesuffix("t").removesuffix("s") + "st", finite("Ind", "Pres", "Sing2")
        if inf.endswith("eln"):
            yield stem[:-2] + "le", finite("Ind", "Pres", "Sing1")
        e = "e" if stem.endswith(("d", "t", "chn", "ffn", "tm")) else ""
        for cell in ("Plur1", "Plur3"):
            yield inf, finite("Ind", "Pres", cell)
            yield inf, finite("Sub", "Pres", cell)
        yield f"{stem}{e}t", finite("Ind", "Pres", "Plur2")
        for cell in ("Sing1", "Sing3"):
            yield stem + "e", finite("Sub", "Pres", cell)
        yield stem + "est", finite("Sub", "Pres", "Sing2")
        for mood, stems in (("Ind", self.past), ("Sub", self.subjunctive)):
            for form in stems:
                for cell in ("Sing1", "Sing3"):
                    yield form, finite(mood, "Past", cell)
                for cell in ("Plur1", "Plur3"):
                    yield _plural(form), finite(mood, "Past", cell)
                yield form + "st", finite(mood, "Past", "Sing2")
        yield f"{stem}{e}t", "Mood=Imp|Number=Plur|Person=2|VerbForm=Fin"
        yield stem, "Mood=Imp|Number=Sing|Person=2|VerbForm=Fin"
        yield stem + "e", "Mood=Imp|Number=Sing|Person=2|VerbForm=Fin"

    def forms(self, prefix: str, separable: bool) -> Iterator[Form]:
        """Forms with a prefix written together, as "form, features"."""
        for form, own in self.finite():
            yield prefix + form, own
        yield prefix + self.infinitive, "VerbForm=Inf"
        if prefix and separable:
            yield f"{prefix}zu{self.infinitive}", "VerbForm=Inf"
        for participle in self.participles(prefix, separable):
            yield participle, "VerbForm=Part"

    def participles(self, prefix: str, separable: bool) -> list[str]:
        if prefix and not separable:
            return [prefix + p.removeprefix("ge") for p in self.participle]
        return [prefix + p for p in self.participle]


SEIN = {
    "bin": "Ind Pres Sing1", "bist": "Ind Pres Sing2", "ist": "Ind Pres Sing3",
    "sind": "Ind Pres Plur1,Ind Pres Plur3", "seid": "Ind Pres Plur2",
    "war": "Ind Past Sing1,Ind Past Sing3", "warst": "Ind Past Sing2",
    "waren": "Ind Past Plur1,Ind Past Plur3", "wart": "Ind Past Plur2",
    "sei": "Sub Pres Sing1,Sub Pres Sing3", "seist": "Sub Pres Sing2",
    "seien": "Sub Pres Plur1,Sub Pres Plur3",
    "wäre": "Sub Past Sing1,Sub Past Sing3", "wärst": "Sub Past Sing2",
    "wären": "Sub Past Plur1,Sub Past Plur3",
}  # fmt: skip


def german_verbs(builder: Builder, frequent: Mapping[str, float], lemmas: set[str]) -> set[str]:
    """Adds verbs; returns their participles, which are inflected like adjectives."""
    with (DATA / "de_verbs.csv").open(encoding="utf-8") as file:
        strong = [Verb(row) for row in csv.DictReader(line for line in file if line[0] != "#")]
    done: set[str] = set()
    participles: set[str] = set()

    def add(verb: Verb, prefix: str = "", separable: bool = False) -> None:
        infinitive = prefix + verb.infinitive
        done.add(infinitive)
        uses = ("VERB", "AUX") if infinitive in AUXILIARIES else ("VERB",)
        forms = list(verb.forms(prefix, separable))
        builder.add(infinitive, [(form, f"{u} {own}") for u in uses for form, own in forms])
        participles.update(verb.participles(prefix, separable))
        participles.add(infinitive + "d")

    for verb in strong:
        add(verb)
    sein = [
        (form, f"{u} {finite(*cell.split())}")
        for form, cells in SEIN.items()
        for cell in cells.split(",")
        for u in ("VERB", "AUX")
    ]
    sein += [(f, f"{u} {own}") for u in ("VERB", "AUX")
             for f, own in (("sein", "VerbForm=Inf"), ("gewesen", "VerbForm=Part"))]  # fmt: skip
    builder.add("sein", sein)
    done.add("sein")

    past = {_plural(p) for v in strong for p in (*v.past, *v.subjunctive)}
    known = (lemmas | frequent.keys()) - past
    rows = {verb.infinitive for verb in strong}
    for verb in strong:
        for prefix in SEPARABLE:
            whole = prefix + verb.infinitive
            if whole not in rows and (
                whole in known or any(p in known for p in verb.participles(prefix, True))
            ):
                add(verb, prefix, True)
        for prefix in INSEPARABLE:
            whole = prefix + verb.infinitive
            if whole not in rows and whole in known:
                add(verb, prefix, False)
    for infinitive in sorted(known):
        if infinitive not in done and (found := weak_verb(infinitive, frequent, lemmas)):
            add(*found)
    return participles


def weak_verb(
    infinitive: str, frequent: Mapping[str, float], lemmas: set[str]
) -> tuple[Verb, str, bool] | None:
    """A regular verb whose past, present and participle are frequent words."""
    if not re.search(r"[^aeiouäöü](?:en|eln|ern)$|[aeiouäöü]h?en$", infinitive):
        return None
    if len(infinitive) < 5 or not infinitive.isalpha() or re.search(NO_INFINITIVE, infinitive):
        return None
    for prefix in sorted(SEPARABLE, key=len, reverse=True):
        rest = infinitive.removeprefix(prefix)
        if rest != infinitive and len(rest) > 3:
            verb = Verb.weak(rest, "" if _keeps_ge_away(rest) else "ge")
            if prefix + verb.participle[0] in frequent or (
                infinitive in lemmas and prefix not in INSEPARABLE
            ):
                return verb, prefix, True
    verb = Verb.weak(infinitive, "" if _keeps_ge_away(infinitive) else "ge")
    parts = verb.present[0], verb.past[0], verb.participle[0]
    rarest = min(frequent.get(part, 0) for part in parts)
    if infinitive in lemmas or rarest > RAREST_PART * frequent.get(infinitive, 0):
        return verb, "", False
    return None


def _keeps_ge_away(infinitive: str) -> bool:
    return infinitive.endswith("ieren") or any(
        infinitive.startswith(p) and len(infinitive) > len(p) + 3 for p in INSEPARABLE
    )


IRREGULAR_DEGREES = {
    "gut": ("besser", "best"),
    "hoch": ("höher", "höchst"),
    "nah": ("näher", "nächst"),
    "nahe": ("näher", "nächst"),
    "viel": ("mehr", "meist"),
    "groß": ("größer", "größt"),
}
UMLAUTS = str.maketrans("aou", "äöü")
UMLAUTED = frozenset(PARTS["umlauted"].split())
#: What an ending of a German adjective allows: case, gender, number.
SINGULAR = tuple(product(("Nom", "Gen", "Dat", "Acc"), ("Masc", "Fem", "Neut"), ("Sing",)))
PLURAL = tuple((case, "", "Plur") for case in ("Nom", "Gen", "Dat", "Acc"))
ADJECTIVE_ENDINGS = {
    "e": [c for c in SINGULAR if c[0] == "Nom" or (c[0] == "Acc" and c[1] != "Masc")]
    + [c for c in PLURAL if c[0] in ("Nom", "Acc")],
    "en": [c for c in SINGULAR if c[0] in ("Gen", "Dat") or c[:2] == ("Acc", "Masc")]
    + list(PLURAL),
    "em": [("Dat", "Masc", "Sing"), ("Dat", "Neut", "Sing")],
    "er": [("Nom", "Masc", "Sing"), ("Gen", "Fem", "Sing"), ("Dat", "Fem", "Sing"),
           ("Gen", "", "Plur")],
    "es": [("Nom", "Neut", "Sing"), ("Acc", "Neut", "Sing")],
}  # fmt: skip


def adjective_forms(stem: str, degree: str) -> Iterator[Form]:
    for ending, cells in ADJECTIVE_ENDINGS.items():
        for case, gender, number in cells:
            parts = (
                f"Case={case}",
                f"Degree={degree}",
                f"Gender={gender}" if gender else "",
                f"Number={number}",
            )
            yield stem + ending, f"ADJ {feats(*parts)}"


def german_adjectives(
    builder: Builder, frequent: Mapping[str, float], lemmas: set[str], participles: set[str]
) -> None:
    bases = {w for w in frequent if is_adjective(w, frequent)} | lemmas
    bases |= {p for p in participles if p + "e" in frequent or p + "en" in frequent}
    plain = bases | {word.translate(UMLAUTS) for word in bases & UMLAUTED}
    derived = {c for c in bases if c.endswith("er") and (c[:-2] in plain or c[:-1] in plain)}
    derived |= {word[:-2] + word[-1] for word in bases if re.search(r"[^aeiouäöü]?e[lr]$", word)}
    derived -= lemmas
    derived |= {word for pair in IRREGULAR_DEGREES.values() for word in pair}
    for word in sorted((bases - derived) | set(IRREGULAR_DEGREES) | UMLAUTED):
        if not word.isalpha() or len(word) < 2:
            continue
        stem = {"hoch": "hoh"}.get(word, word.removesuffix("e"))
        stems = [stem]
        if re.search(r"[aeiouäöü].*(?:[^e]el|(?:au|eu)er|ekt?er)$", word) or word.endswith("abel"):
            stems.append(word[:-2] + word[-1])
        more, most = IRREGULAR_DEGREES.get(word, ("", ""))
        forms = [(word, "ADJ Degree=Pos")]
        for one in stems:
            forms += adjective_forms(one, "Pos")
            plain = one.translate(UMLAUTS) if word in UMLAUTED else one
            comparative = more or plain + "er"
            e = "e" if re.search(r"(?:[dtsßzx]|sch)$", stem) else ""
            superlative = most or f"{plain}{e}st"
            forms.append((comparative, "ADJ Degree=Cmp"))
            forms += adjective_forms(comparative, "Cmp")
            forms += adjective_forms(superlative, "Sup")
            forms.append((superlative + "en", "ADJ Degree=Sup"))
        builder.add(word, forms)


def is_adjective(word: str, frequent: Mapping[str, float]) -> bool:
    """Whether a word takes all the endings of an adjective."""
    if len(word) < 3 or not word.isalpha() or word.endswith(("e", "en", "em", "es")):
        return False
    return all(word + ending in frequent for ending in ("e", "en", "er", "es", "em"))


def german(prepared: dict[str, Any]) -> str:
    builder = Builder("de")
    frequent = {w: f for w, f in wordfreq.get_frequency_dict("de", "best").items() if w.isalpha()}
    lemmas = treebank_lemmas(prepared)
    german_nouns(builder)
    participles = german_verbs(builder, frequent, lemmas["VERB"])
    adjectives = {w for w in lemmas["ADJ"] if w[:1].islower() and w not in participles}
    german_adjectives(builder, frequent, adjectives, participles)
    return builder.text()


def treebank_lemmas(prepared: dict[str, Any]) -> defaultdict[str, set[str]]:
    """Lemmas of the German treebanks' training parts by part of speech."""
    labels = prepared["labels"]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name in ("de_gsd", "de_pud"):
        for example in (views[0] for views in prepared["train"][name]):
            for form, tag, script in zip(example.words, example.tags, example.lemmas, strict=False):
                if script >= 0 and tag >= 0:
                    upos = labels.tags[tag].split("|")[0]
                    found[upos].add(apply(form, labels.lemmas[script]))
    return found


# --- Russian ------------------------------------------------------------------------------------

RUSSIAN_UPOS = {
    "NOUN": "NOUN", "ADJF": "ADJ", "ADJS": "ADJ", "COMP": "ADJ", "VERB": "VERB", "INFN": "VERB",
    "PRTF": "VERB", "PRTS": "VERB", "GRND": "VERB",
}  # fmt: skip
RUSSIAN_FEATS = {
    "nomn": "Case=Nom", "gent": "Case=Gen", "gen1": "Case=Gen", "gen2": "Case=Gen",
    "datv": "Case=Dat", "accs": "Case=Acc", "ablt": "Case=Ins", "loct": "Case=Loc",
    "loc1": "Case=Loc", "loc2": "Case=Loc", "voct": "Case=Voc",
    "sing": "Number=Sing", "plur": "Number=Plur",
    "masc": "Gender=Masc", "femn": "Gender=Fem", "neut": "Gender=Neut",
    "perf": "Aspect=Perf", "impf": "Aspect=Imp",
    "past": "Tense=Past", "pres": "Tense=Pres", "futr": "Tense=Fut",
    "1per": "Person=1", "2per": "Person=2", "3per": "Person=3",
    "indc": "Mood=Ind", "impr": "Mood=Imp",
}  # fmt: skip
OF_KIND = {
    "ADJS": ("Variant=Short",),
    "COMP": ("Degree=Cmp",),
    "VERB": ("VerbForm=Fin",),
    "INFN": ("VerbForm=Inf",),
    "PRTF": ("VerbForm=Part",),
    "PRTS": ("VerbForm=Part", "Variant=Short"),
    "GRND": ("VerbForm=Conv",),
}
NAMES = frozenset(("Name", "Surn", "Patr", "Geox", "Orgn", "Trad"))
#: Pronouns and words that are only part of others have no place here.
LEFT_OUT = frozenset(("Apro", "Abbr", "Erro", "Dist", "Arch", "Infr", "Litr"))


def russian_tag(tag: Any, reflexive: bool) -> str:
    """UPOS and features of OpenCorpora's tag, empty where the lexicon has no use for it."""
    grammemes = set(tag.grammemes)
    kind = str(tag.POS)
    if kind not in RUSSIAN_UPOS or grammemes & LEFT_OUT or {"Patr", "masc"} <= grammemes:
        return ""
    found = {RUSSIAN_FEATS[g] for g in grammemes if g in RUSSIAN_FEATS}
    if "Ms-f" in grammemes or "ms-f" in grammemes:
        found = {f for f in found if not f.startswith("Gender")}
    if kind == "NOUN":
        found |= {f"Animacy={v}" for g, v in (("anim", "Anim"), ("inan", "Inan")) if g in grammemes}
    if kind in ("PRTF", "PRTS") and not reflexive:
        found |= {f"Voice={v}" for g, v in (("actv", "Act"), ("pssv", "Pass")) if g in grammemes}
    if kind in ("VERB", "INFN", "GRND"):
        found.add("Voice=" + ("Mid" if reflexive else "Act"))
    upos = "PROPN" if grammemes & NAMES else RUSSIAN_UPOS[kind]
    if upos not in ("NOUN", "PROPN") and "plur" in grammemes:
        found = {f for f in found if not f.startswith("Gender")}
    return f"{upos} {feats(*found, *OF_KIND.get(kind, ()))}"


def russian() -> str:
    import pymorphy3  # noqa: PLC0415 - only needed to build

    source("pymorphy3_dicts_ru/data/words.dawg", text=False)
    analyser = pymorphy3.MorphAnalyzer()
    dictionary = analyser.dictionary
    frequencies = wordfreq.get_frequency_dict("ru", "best")
    ranked = sorted((w for w in frequencies if w.isalpha()), key=lambda w: (-frequencies[w], w))
    builder = Builder("ru")
    paradigms: dict[int, list[tuple[str, tuple[Form, ...]]]] = {}
    done: set[tuple[str, int]] = set()
    for word in ranked[:RUSSIAN_FORMS]:
        for spelt, parses in dictionary.words.similar_items(word, analyser.char_substitutes):
            for number, place in parses:
                stem = dictionary.build_stem(dictionary.paradigms[number], place, spelt)
                if (stem, number) in done:
                    continue
                done.add((stem, number))
                if number not in paradigms:
                    rows = dictionary.build_paradigm_info(number)
                    paradigms[number] = list(russian_paradigm(rows))
                for lemma, endings in paradigms[number]:
                    builder.add_stem(stem.replace("ё", "е"), lemma, endings)
    return builder.text()


def russian_paradigm(rows: list[Any]) -> Iterator[tuple[str, tuple[Form, ...]]]:
    """Ending of the dictionary form, and all endings with their tags.

    Treebanks have dictionary forms of their own for what OpenCorpora has under one: superlatives,
    names of women, nouns in -ье beside those in -ие.
    """
    lemmas: dict[str, str] = {}
    found: defaultdict[str, set[Form]] = defaultdict(set)
    for prefix, tag, ending in rows:
        kind = own_lemma(tag)
        short = ending.replace("ё", "е")
        lemma = lemmas.setdefault(kind, short)
        tagged = russian_tag(tag, rows[0][2].endswith(("ся", "сь")))
        if tag.POS == "COMP" and rows[0][1].POS not in ("ADJF", "ADJS"):
            continue
        if not prefix and tagged:
            found[lemma].add((short, tagged))
    for lemma, forms in found.items():
        yield lemma, tuple(sorted(forms))


def own_lemma(tag: Any) -> str:
    """What a form's tag has that makes its dictionary form another than the paradigm's."""
    if "femn" in tag and ("Surn" in tag or "Patr" in tag):
        return "femn"
    return next((kind for kind in ("Supr", "V-be") if kind in tag), "")


# --- both ---------------------------------------------------------------------------------------


def source(name: str, text: bool = True) -> str:
    """A file of an installed package, checked by its SHA-256."""
    package, _, rest = name.partition("/")
    path = Path(str(resources.files(package).joinpath(rest)))
    found = base.sha256(path)
    if SOURCES[name] and found != SOURCES[name]:
        raise SystemExit(f"{path}: SHA-256 is {found}, not {SOURCES[name]}")
    return path.read_text(encoding="utf-8") if text else ""


def write_gzip(path: Path, text: str) -> None:
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        file.write(text.encode())


def write(prepared: dict[str, Any], out: Path) -> None:
    for language, text in (("de", german(prepared)), ("ru", russian())):
        write_gzip(out / f"lexicon-{language}.txt.gz", text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    began = time.perf_counter()
    write(pickle.loads(arguments.data.read_bytes()), arguments.out)
    for path in sorted(arguments.out.glob("lexicon-*.txt.gz")):
        print(f"{path}: {path.stat().st_size / 1e6:.2f} MB")
    print(f"{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
