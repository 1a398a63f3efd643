"""Sentences as lists of words in; tags, lemmas, trees, names and sentence vectors out.

Runs the ONNX graphs that `training/export.py` writes. Sentences are padded to lengths that depend
on nothing but themselves and all numeric scales are fixed, so a result never depends on its batch.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import models

from depesche.errors import DepescheError
from depesche.parsing import lemmas
from depesche.parsing.lexicon import Lexicon
from depesche.parsing.names import Decoder
from depesche.parsing.trees import best_tree

MODEL = Path(__file__).with_name("model")
FORMAT = 2
BOS, PAD, EOS, UNK = range(4)
MOST_PIECES_PER_WORD = 12
#: Pieces in one run of the graph; more is slower and takes more memory.
BATCH_PIECES = 1024

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Words:
    """The words of one sentence; `spaced[i]` tells whether white space stands before word i."""

    forms: Sequence[str]
    spaced: Sequence[bool]


@dataclass(frozen=True)
class Parse:
    """What the network says about one sentence, one entry per word; heads count from 1, root is 0.

    `tags` are `UPOS|Feature=Value|...`, best first, with their `scores` (see `agreement.choose`),
    `lemmas` edit scripts, best first (see `lemmas.choose`),
    `names` BIO tags with the types PER, ORG, LOC, MISC and their `deriv` and `part`. `encoding` is
    the sentence's vector: 384 numbers, length one, close for sentences that mean the same.
    """

    tags: list[list[str]]
    scores: list[list[float]]
    lemmas: list[list[str]]
    heads: list[int]
    relations: list[str]
    names: list[str]
    encoding: Floats


@dataclass(frozen=True)
class _Encoded:
    pieces: list[int]
    first: list[int]
    last: list[int]


class Network:
    """The model of one language. Raises `DepescheError` when its files are missing or damaged.

    `threads` is the number of threads onnxruntime may use; None leaves it to onnxruntime.
    """

    def __init__(self, language: str, threads: int | None = None, folder: Path = MODEL) -> None:
        self._folder = folder
        self._sums = self._read_sums()
        labels = self._json("labels.json")
        if labels.get("format") != FORMAT:
            raise DepescheError(
                f"{folder}: the analyser model has format {labels.get('format')}, this version "
                f"of depesche reads format {FORMAT}; reinstall depesche"
            )
        own = labels["languages"].get(language)
        if own is None:
            known = ", ".join(labels["languages"])
            raise DepescheError(f"the analyser model knows {known}, not {language!r}")
        self._tags: list[str] = own["tags"]
        self._lemmas: list[str] = own["lemmas"]
        self._habit = np.array(own["habit"], np.float32)
        self._relations: list[str] = labels["relations"]
        self._names = Decoder(labels["names"])
        self._longest: int = labels["longest"]
        self._threads = threads
        self._language = language
        self._main = self._session("analyser.onnx")
        self._relation = self._session("relations.onnx")
        self._word = self._session(f"words-{language}.onnx")
        self._cache: dict[tuple[str, bool], list[int]] = {}

    @cached_property
    def _unigram(self) -> models.Unigram:
        data = json.loads(gzip.decompress(self._bytes("pieces.json.gz")))
        return models.Unigram(list(zip(data["pieces"], data["scores"], strict=True)), UNK)

    @cached_property
    def known_words(self) -> tuple[frozenset[str], frozenset[str]]:
        """Lower-case words of the language: lemmas; other words, inflected ones among them."""
        data = gzip.decompress(self._bytes(f"known-{self._language}.txt.gz")).decode()
        lemmas, _, others = data.partition("\n\n")
        return frozenset(lemmas.split("\n")), frozenset(others.split("\n"))

    @cached_property
    def lexicon(self) -> Lexicon | None:
        """What is known of word forms; None for a language without a lexicon."""
        name = f"lexicon-{self._language}.txt.gz"
        if name not in self._sums:
            return None
        text = gzip.decompress(self._bytes(name)).decode()
        return Lexicon(text, lemmas.infinitives(self._language))

    def _read_sums(self) -> dict[str, str]:
        path = self._folder / "files.json"
        try:
            sums: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise DepescheError(
                f"{path}: the analyser model is not there; reinstall depesche"
            ) from None
        except (OSError, ValueError) as error:
            raise self._damaged(path, str(error)) from None
        return sums

    def _bytes(self, name: str) -> bytes:
        path = self._folder / name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise self._damaged(path, error.strerror or str(error)) from None
        if hashlib.sha256(data).hexdigest() != self._sums.get(name):
            raise self._damaged(path, "its SHA-256 is not the one in files.json")
        return data

    @staticmethod
    def _damaged(path: Path, why: str) -> DepescheError:
        return DepescheError(f"{path}: the analyser model is damaged ({why}); reinstall depesche")

    def _json(self, name: str) -> Any:
        return json.loads(self._bytes(name))

    def _session(self, name: str) -> ort.InferenceSession:
        options = ort.SessionOptions()
        options.log_severity_level = 3
        options.inter_op_num_threads = 1
        # Threads that wait in a loop take the processor from whoever they wait for.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        if self._threads is not None:
            options.intra_op_num_threads = self._threads
        try:
            return ort.InferenceSession(self._bytes(name), options, ["CPUExecutionProvider"])
        except DepescheError:
            raise
        except Exception as error:  # onnxruntime raises its own classes, without a common base
            raise self._damaged(self._folder / name, str(error).splitlines()[0]) from None

    def parse(self, sentences: Sequence[Words]) -> list[Parse]:
        """Parse sentences, in any number and of any length; results are in the same order.

        A sentence longer than the network can hold is parsed in parts, whose roots hang on the
        first part's root as `parataxis`.
        """
        parts: list[_Encoded] = []
        owners: list[int] = []
        for i, sentence in enumerate(sentences):
            for part in self._encode(sentence):
                parts.append(part)
                owners.append(i)
        by_length: defaultdict[int, list[int]] = defaultdict(list)
        for i, part in enumerate(parts):
            by_length[min(padded_length(len(part.pieces)), self._longest)].append(i)
        results: list[Parse | None] = [None] * len(parts)
        for length in sorted(by_length):
            members = sorted(by_length[length], key=lambda i: len(parts[i].first))
            size = max(1, BATCH_PIECES // length)
            for start in range(0, len(members), size):
                chosen = members[start : start + size]
                parsed = self._run([parts[i] for i in chosen], length)
                for i, result in zip(chosen, parsed, strict=True):
                    results[i] = result
        joined: list[Parse | None] = [None] * len(sentences)
        for owner, parse in zip(owners, results, strict=True):
            before = joined[owner]
            joined[owner] = parse if before is None or parse is None else _join(before, parse)
        return [parse for parse in joined if parse is not None]

    def _encode(self, sentence: Words) -> Iterable[_Encoded]:
        pieces: list[int] = [BOS]
        first: list[int] = []
        last: list[int] = []
        for form, spaced in zip(sentence.forms, sentence.spaced, strict=True):
            own = self._pieces(form, spaced)
            if len(pieces) + len(own) >= self._longest:
                yield _Encoded([*pieces, EOS], first, last)
                pieces, first, last = [BOS], [], []
            first.append(len(pieces))
            pieces.extend(own)
            last.append(len(pieces) - 1)
        yield _Encoded([*pieces, EOS], first, last)

    def _pieces(self, form: str, spaced: bool) -> list[int]:
        key = (form, spaced)
        known = self._cache.get(key)
        if known is None:
            normal = ("▁" if spaced else "") + unicodedata.normalize("NFKC", form)
            tokens = self._unigram.tokenize(normal)[:MOST_PIECES_PER_WORD]
            known = [token.id for token in tokens] or [UNK]
            if len(self._cache) < 500_000:
                self._cache[key] = known
        return known

    def _run(self, parts: Sequence[_Encoded], length: int) -> Iterable[Parse]:
        count = len(parts)
        sizes = [len(part.first) for part in parts]
        words = max(sizes)
        pieces = np.full((count, length), PAD, np.int64)
        first = np.zeros((count, words), np.int64)
        last = np.zeros((count, words), np.int64)
        real = np.zeros((count, words), bool)
        for i, part in enumerate(parts):
            pieces[i, : len(part.pieces)] = part.pieces
            first[i, : sizes[i]] = part.first
            last[i, : sizes[i]] = part.last
            real[i, : sizes[i]] = True
        starts = np.arange(count, dtype=np.int64)[:, None] * length
        vectors, names, arcs, child, head, encodings = self._main.run(
            ["words", "names", "arcs", "child", "head", "meaning"],
            {
                "pieces": pieces,
                "first": first + starts,
                "last": last + starts,
                "habit": self._habit,
            },
        )
        trees = [best_tree(arcs[i, :n, : n + 1]) for i, n in enumerate(sizes)]
        rows = np.repeat(np.arange(count), sizes)
        heads = np.fromiter((h for tree in trees for h in tree), np.int64, sum(sizes))
        (relations,) = self._relation.run(None, {"child": child[real], "head": head[rows, heads]})
        tags, scores, lemmas = (
            table.tolist()
            for table in self._word.run(["tag", "score", "lemma"], {"words": vectors[real]})
        )
        at = 0
        for i, size in enumerate(sizes):
            span = slice(at, at + size)
            at += size
            yield Parse(
                [[self._tags[k] for k in best] for best in tags[span]],
                scores[span],
                [[self._lemmas[k] for k in best] for best in lemmas[span]],
                trees[i],
                [self._relations[k] for k in relations[span]],
                self._names.best(names[i, :size]),
                encodings[i],
            )


def padded_length(pieces: int) -> int:
    """The length that a sentence of `pieces` pieces is padded to, whatever else is in its batch."""
    step = 8 if pieces <= 64 else 16 if pieces <= 128 else 32
    return -(-pieces // step) * step


def _join(before: Parse, after: Parse) -> Parse:
    offset = len(before.heads)
    root = before.heads.index(0) + 1
    relations = [
        "parataxis" if head == 0 else relation
        for head, relation in zip(after.heads, after.relations, strict=True)
    ]
    encoding = before.encoding + after.encoding
    return Parse(
        before.tags + after.tags,
        before.scores + after.scores,
        before.lemmas + after.lemmas,
        before.heads + [root if head == 0 else head + offset for head in after.heads],
        before.relations + relations,
        before.names + after.names,
        encoding / np.linalg.norm(encoding),
    )
