"""Treebanks and base weights in, one prepared file out: vocabulary, label sets, encoded sentences.

    python -m training.prepare --base e5-small-q4.bin --treebanks DIR --out prepared.pkl

Every input is checked against the SHA-256 in `sources.toml` before it is read.
"""

from __future__ import annotations

import argparse
import pickle
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch
import wordfreq
from tokenizers import models

from depesche.parsing import tokens
from depesche.parsing.lemmas import derive
from training import base, network, sentences
from training.sentences import Sentence

SOURCES = Path(__file__).with_name("sources.toml")
OWN_TREES = Path(__file__).with_name("data")
MAIN_LANGUAGES = ("de", "en", "ru")
#: Composed sentences have little variety; more of them and they are learnt by heart.
OWN_WEIGHT = 1.5
#: Sentences of the project's own that people wrote: trees corrected by hand, marked names.
HANDMADE_WEIGHT = 6.0
OWN_NAMES_WEIGHT = 3.0
NAME_TYPES = ("PER", "ORG", "LOC", "MISC")
NAMES = ["O"] + [
    f"{place}-{kind}{suffix}"
    for kind in NAME_TYPES
    for suffix in ("", "deriv", "part")
    for place in "BI"
]
#: The name guideline that a language is read with at run time, and in training where names are not
#: annotated.
NAME_CONVENTION = {"de": "germeval", "ru": "factrueval"}
DEFAULT_NAME_CONVENTION = "uner"
#: The treebank convention that a language is read with at run time, and in training where there are
#: no trees.
DEFAULT_CONVENTION = {"de": "de_gsd", "en": "en_ewt", "ru": "ru_gsd"}
IGNORE = -100
MOST_PIECES_PER_WORD = 12
MOST_WORDS = 100
MOST_PIECES = 180

#: Word lists that fill the vocabulary: language -> (how many words, weight). See wordfreq's
#: documentation.
VOCABULARY = {
    "de": (250_000, 4.0),
    "en": (150_000, 3.0),
    "ru": (200_000, 4.0),
    "fr": (40_000, 0.7),
    "es": (30_000, 0.5),
    "it": (30_000, 0.5),
    "nl": (40_000, 0.7),
    "pl": (40_000, 0.7),
    "uk": (40_000, 0.8),
    "cs": (20_000, 0.4),
    "sv": (20_000, 0.4),
}


@dataclass
class Example:
    """One encoded sentence; label lists may be empty (not annotated)."""

    words: list[str]
    pieces: list[int]
    first: list[int]
    last: list[int]
    convention: int
    name_convention: int
    tags: list[int] = field(default_factory=list)
    lemmas: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    meaning: int = -1


@dataclass
class DataSet:
    """One table of `sources.toml` as sentences; `surface[i]` is sentence i with multiword tokens
    unsplit.
    """

    name: str
    language: str
    convention: str | None
    name_convention: str
    weight: float
    taught: bool = False
    train: list[Sentence] = field(default_factory=list)
    surface: list[Sentence] = field(default_factory=list)
    aside: list[Sentence] = field(default_factory=list)


def check(path: Path, expected: str) -> Path:
    if (found := base.sha256(path)) != expected:
        raise SystemExit(f"{path}: SHA-256 is {found}, sources.toml says {expected}")
    return path


def split(items: list[Any], every: int) -> tuple[list[Any], list[Any]]:
    """All items but every n-th, and every n-th (from the n-th on)."""
    aside = [item for i, item in enumerate(items) if every and i % every == every - 1]
    train = [item for i, item in enumerate(items) if not every or i % every != every - 1]
    return train, aside


def to_gsd_habits(sentence: Sentence) -> Sentence:
    """German-PUD's verb features as German-GSD writes them: VerbForm on every verb, Voice on the
    passive.
    """
    feats = []
    rows = zip(sentence.upos, sentence.feats, sentence.relations, strict=True)
    for upos, feat, relation in rows:
        values = dict(f.split("=") for f in feat.split("|") if "=" in f)
        if upos in ("VERB", "AUX"):
            if "Mood" in values:
                values["VerbForm"] = "Fin"
            elif "Tense" in values:
                del values["Tense"]
                values["VerbForm"] = "Part"
            else:
                values["VerbForm"] = "Inf"
            if relation == "aux:pass":
                values["Voice"] = "Pass"
        feats.append(
            "|".join(f"{k}={v}" for k, v in sorted(values.items(), key=sentences.feature_order))
            or "_"
        )
    return replace(sentence, feats=feats)


def load(name: str, table: dict[str, Any], treebanks: Path) -> DataSet:
    path = check(treebanks / table["file"], table["sha256"])
    language, kind = table["language"], table["format"]
    is_treebank = kind == "conllu"
    data = DataSet(
        name,
        language,
        table["convention"] if is_treebank else None,
        NAME_CONVENTION.get(language, DEFAULT_NAME_CONVENTION),
        table["weight"],
        taught=language in MAIN_LANGUAGES and table["weight"] > 0,
    )
    if not is_treebank:
        data.name_convention = table["convention"]
    if kind == "factrueval":
        train, aside = split(list(sentences.read_factrueval(path)), table["held_aside"])
        data.train = [s for document in train for s in document]
        data.aside = [s for document in aside for s in document]
    else:
        reader = {
            "conllu": sentences.read_conllu,
            "iob2": sentences.read_iob2,
            "germeval": sentences.read_germeval,
        }[kind]
        everything: list[Sentence] = list(reader(path))
        if name == "de_pud":
            everything = [to_gsd_habits(s) for s in everything]
        if "names" in table:
            names = check(treebanks / table["names"], table["names_sha256"])
            by_words = {tuple(s.words): s.names for s in sentences.read_iob2(names)}
            everything = [replace(s, names=by_words.get(tuple(s.words), [])) for s in everything]
            data.name_convention = table["names_convention"]
        data.train, data.aside = split(everything, table["held_aside"])
    data.surface = [
        sentences.collapse(s) if is_treebank and language == "de" else s for s in data.train
    ]
    return data


def load_own(path: Path) -> DataSet:
    """The project's own trees, annotated in the manner of their language's GSD treebank."""
    language, kind = path.stem.split("_")
    weight = HANDMADE_WEIGHT if kind == "handmade" else OWN_WEIGHT
    convention, names = DEFAULT_CONVENTION[language], NAME_CONVENTION[language]
    data = DataSet(path.stem, language, convention, names, weight, taught=weight > OWN_WEIGHT)
    data.train, data.aside = split(list(sentences.read_conllu(path)), 10)
    data.surface = [sentences.collapse(s) if language == "de" else s for s in data.train]
    return data


def load_own_names(path: Path) -> DataSet:
    """The project's own German sentences with names, in the manner of GermEval 2014."""
    data = DataSet(path.stem, "de", None, "germeval", OWN_NAMES_WEIGHT, taught=True)
    nlp = spacy.blank("de")
    tokens.adapt(nlp)
    data.train = list(sentences.read_marked(path, nlp))
    data.surface = data.train
    return data


def in_scripts(piece: str) -> bool:
    """Whether the piece is of Latin, Cyrillic or Greek letters, digits and signs."""
    for char in piece:
        category = unicodedata.category(char)[0]
        if char == "▁" or (category in "PSN" and ord(char) < 0x3000):
            continue
        scripts = ("LATIN", "CYRILLIC", "GREEK", "COMBINING", "MODIFIER")
        if category not in "LM" or not unicodedata.name(char, "").startswith(scripts):
            return False
    return True


def choose_vocabulary(
    weights: base.BaseWeights, words: Iterable[tuple[str, bool]], size: int
) -> list[int]:
    """Ids of the pieces to keep: signs, single letters, those of `words`, then by frequency.

    `words`: forms and whether white space stands before them.
    """
    usable = [i for i in range(4, len(weights.pieces)) if in_scripts(weights.pieces[i])]
    allowed = set(usable)
    model = models.Unigram(list(zip(weights.pieces, map(float, weights.scores), strict=True)), 3)
    counts: Counter[int] = Counter()
    seen: set[int] = set()
    for word, spaced in set(words):
        normal = unicodedata.normalize("NFKC", word)
        seen.update(t.id for t in model.tokenize(("▁" if spaced else "") + normal))
    for language, (count, weight) in VOCABULARY.items():
        frequencies = wordfreq.get_frequency_dict(language, "best")
        for word, frequency in sorted(frequencies.items(), key=lambda x: (-x[1], x[0]))[:count]:
            title = 0.7 if language == "de" else 0.3
            for form, share in ((word, 1.0), (word.capitalize(), title), (word.upper(), 0.02)):
                for token in model.tokenize("▁" + form):
                    counts[token.id] += frequency * weight * share
            for token in model.tokenize(word):
                counts[token.id] += 0.1 * frequency * weight
    keep = set(range(4)) | {i for i in usable if len(weights.pieces[i].strip("▁")) <= 1}
    keep |= {i for i in seen if i in allowed}
    for i, _ in counts.most_common():
        if len(keep) >= size:
            break
        if i in allowed:
            keep.add(i)
    return sorted(keep)


class Pieces:
    """Words into piece ids of the cut vocabulary, as the runtime does it."""

    def __init__(self, pieces: list[str], scores: list[float]) -> None:
        self._model = models.Unigram(list(zip(pieces, scores, strict=True)), base.UNK)
        self._cache: dict[tuple[str, bool], list[int]] = {}

    def __call__(self, word: str, spaced: bool) -> list[int]:
        key = (word, spaced)
        if key not in self._cache:
            normal = ("▁" if spaced else "") + unicodedata.normalize("NFKC", word)
            ids = [token.id for token in self._model.tokenize(normal)][:MOST_PIECES_PER_WORD]
            self._cache[key] = ids or [base.UNK]
        return self._cache[key]


@dataclass
class Labels:
    """The label sets. `languages[kind][label]`: where a label was seen, so that export can drop the
    rest.
    """

    tags: list[str]
    lemmas: list[str]
    relations: list[str]
    conventions: list[str]
    name_conventions: list[str]
    languages: dict[str, dict[str, list[str]]]


def collect_labels(data: list[DataSet]) -> Labels:
    """Tags, lemma scripts and relations that occur often enough to be learnt."""
    counts: dict[str, Counter[tuple[str, str]]] = {
        "tags": Counter(),
        "lemmas": Counter(),
        "relations": Counter(),
    }
    for item in data:
        for sentence in {id(s): s for s in item.train + item.surface}.values():
            for i, upos in enumerate(sentence.upos):
                counts["tags"][tag_of(upos, sentence.feats[i]), item.language] += 1
                script = derive(sentence.words[i], sentence.lemmas[i])
                counts["lemmas"][script, item.language] += 1
                counts["relations"][sentence.relations[i], item.language] += 1
    kept: dict[str, list[str]] = {}
    languages: dict[str, dict[str, list[str]]] = {}
    for kind, counter in counts.items():
        seen: dict[str, list[str]] = {}
        least = {"tags": (1, 3), "lemmas": (3, 8), "relations": (3, 20)}[kind]
        for (label, language), count in sorted(counter.items()):
            if count >= (least[0] if language in MAIN_LANGUAGES else least[1]):
                seen.setdefault(label, []).append(language)
        kept[kind], languages[kind] = sorted(seen), seen
    return Labels(
        kept["tags"],
        kept["lemmas"],
        kept["relations"],
        sorted({item.convention for item in data if item.convention}),
        sorted({item.name_convention for item in data}),
        languages,
    )


def tag_of(upos: str, feats: str) -> str:
    """UPOS and features as one tag: `NOUN|Case=Nom|Number=Sing`."""
    return upos if feats == "_" else f"{upos}|{feats}"


class Meanings:
    """Which sentences have a vector to learn from, and those vectors; taken over from `before`."""

    def __init__(self, before: dict[str, Any] | None) -> None:
        self._places: dict[tuple[str, ...], int] = {}
        self._new: list[tuple[list[str], list[bool]]] = []
        self._old = before["meanings"] if before else np.zeros((0, 384), np.float16)
        for variants in before["train"].values() if before else ():
            for views in variants:
                if views[0].meaning >= 0:
                    self._places[tuple(views[0].words)] = views[0].meaning

    def place(self, sentence: Sentence, surface: Sentence) -> int:
        key = tuple(sentence.words)
        if key not in self._places:
            self._places[key] = len(self._old) + len(self._new)
            self._new.append((surface.words, surface.spaced))
        return self._places[key]

    def vectors(self, weights: base.BaseWeights) -> np.ndarray[Any, Any]:
        if not self._new:
            return self._old
        return np.concatenate([self._old, encode_meanings(weights, self._new)])


class Encoder:
    """Sentences into `Example`s."""

    def __init__(self, pieces: Pieces, labels: Labels) -> None:
        self._pieces = pieces
        self._labels = labels
        self._index = {
            kind: {label: i for i, label in enumerate(values)}
            for kind, values in (
                ("tags", labels.tags),
                ("lemmas", labels.lemmas),
                ("relations", labels.relations),
                ("names", NAMES),
            )
        }

    def __call__(self, sentence: Sentence, data: DataSet, convention: str) -> Example:
        ids, first, last = [base.BOS], [], []
        for word, spaced in zip(sentence.words, sentence.spaced, strict=True):
            first.append(len(ids))
            ids += self._pieces(word, spaced)
            last.append(len(ids) - 1)
        ids.append(base.EOS)
        labels = self._labels
        names = data.name_convention
        if not sentence.names:
            names = NAME_CONVENTION.get(data.language, DEFAULT_NAME_CONVENTION)
        example = Example(
            sentence.words,
            ids,
            first,
            last,
            labels.conventions.index(convention),
            labels.name_conventions.index(names),
        )
        if sentence.upos:
            pairs = zip(sentence.upos, sentence.feats, strict=True)
            example.tags = self._ids("tags", [tag_of(u, f) for u, f in pairs])
            scripts = map(derive, sentence.words, sentence.lemmas)
            example.lemmas = self._ids("lemmas", scripts)
            example.relations = self._ids("relations", sentence.relations)
            example.heads = sentence.heads
        if sentence.names:
            example.names = self._ids("names", sentence.names)
        return example

    def _ids(self, kind: str, labels: Iterable[str]) -> list[int]:
        return [self._index[kind].get(label, IGNORE) for label in labels]

    def unseen(self, data: list[Sentence]) -> dict[str, Counter[str]]:
        """The labels of sentences that no network learns, because they are rare or, with `--like`,
        new.
        """
        found: dict[str, Counter[str]] = {kind: Counter() for kind in self._index}
        for s in data:
            own = {
                "tags": map(tag_of, s.upos, s.feats),
                "lemmas": map(derive, s.words, s.lemmas),
                "relations": s.relations,
                "names": s.names,
            }
            for kind, labels in own.items():
                found[kind].update(label for label in labels if label not in self._index[kind])
        return found


def convention_of(data: DataSet, labels: Labels) -> str:
    """The treebank convention of a data set, or of its language where it has no trees."""
    if data.convention:
        return data.convention
    return DEFAULT_CONVENTION.get(data.language, labels.conventions[0])


def encode_meanings(
    weights: base.BaseWeights, texts: list[tuple[list[str], list[bool]]]
) -> np.ndarray[Any, Any]:
    """What the sentence encoder learns from: mean-pooled, normalised vectors of all twelve base
    layers.
    """
    pieces = Pieces(weights.pieces, list(map(float, weights.scores)))
    encoder = network.Encoder.from_base(weights, list(range(len(weights.pieces))), weights.layers)
    encoder.eval()
    prompt = pieces("query:", True)
    ids = [
        [base.BOS, *prompt, *(p for w, s in zip(words, spaced, strict=True) for p in pieces(w, s))]
        for words, spaced in texts
    ]
    ids = [[*row[:200], base.EOS] for row in ids]
    result = np.zeros((len(ids), weights.hidden), np.float16)
    by_length = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    at = 0
    with torch.inference_mode():
        while at < len(by_length):
            length = len(ids[by_length[min(at + 15, len(by_length) - 1)]])
            rows = by_length[at : at + max(1, 3000 // length)]
            at += len(rows)
            longest = max(len(ids[i]) for i in rows)
            batch = torch.full((len(rows), longest), base.PAD)
            for k, i in enumerate(rows):
                batch[k, : len(ids[i])] = torch.tensor(ids[i])
            mask = (batch != base.PAD).float()
            states = encoder(batch, mask)[-1]
            mean = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
            result[rows] = torch.nn.functional.normalize(mean, dim=-1).numpy()
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--treebanks", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--vocabulary", type=int, default=60_000)
    parser.add_argument("--like", type=Path, help="take pieces and labels from this prepared file")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)

    weights = base.read_weights(arguments.base)
    tables = tomllib.loads(SOURCES.read_text(encoding="utf-8"))
    data = [load(name, table, arguments.treebanks) for name, table in tables.items()]
    data += [load_own(path) for path in sorted(OWN_TREES.glob("*.conllu"))]
    data += [load_own_names(path) for path in sorted(OWN_TREES.glob("*_names.txt"))]
    before = pickle.loads(arguments.like.read_bytes()) if arguments.like else None
    words = (
        pair for item in data for s in item.train for pair in zip(s.words, s.spaced, strict=True)
    )
    keep = before["keep"] if before else choose_vocabulary(weights, words, arguments.vocabulary)
    pieces = [weights.pieces[i] for i in keep]
    scores = [float(weights.scores[i]) for i in keep]
    labels = before["labels"] if before else collect_labels(data)
    encode = Encoder(Pieces(pieces, scores), labels)
    print(
        f"pieces {len(keep)}, tags {len(labels.tags)}, lemma scripts {len(labels.lemmas)}, "
        f"relations {len(labels.relations)}",
        flush=True,
    )
    prepared: dict[str, Any] = {
        "keep": keep,
        "pieces": pieces,
        "scores": scores,
        "labels": labels,
        "train": {},
        "aside": {},
        "weights": {item.name: item.weight for item in data},
    }
    meanings = Meanings(before)
    for item in data:
        convention = convention_of(item, labels)
        variants = []
        for sentence, surface in zip(item.train, item.surface, strict=True):
            if len(sentence.words) > MOST_WORDS:
                continue
            examples = [encode(sentence, item, convention)]
            if surface is not sentence:
                examples.append(encode(surface, item, convention))
            if len(examples[0].pieces) > MOST_PIECES:
                continue
            if item.taught and len(sentence.words) >= 5:
                for example in examples:
                    example.meaning = meanings.place(sentence, surface)
            variants.append(examples)
        prepared["train"][item.name] = variants
        prepared["aside"][item.name] = [(s, encode(s, item, convention)) for s in item.aside]
        print(item.name, "train", len(variants), "aside", len(item.aside), flush=True)
        if item.name.endswith("_handmade"):
            for kind, counts in encode.unseen(item.train).items():
                print(f"  unseen {kind}: {counts.total()}", *counts.most_common(20), flush=True)
    prepared["meanings"] = meanings.vectors(weights)
    with arguments.out.open("wb") as file:
        pickle.dump(prepared, file, protocol=5)


if __name__ == "__main__":
    # The pickled classes must be found under the module's own name, not as `__main__`.
    from training.prepare import main as importable_main

    importable_main()
