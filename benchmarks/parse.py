"""Treebanks in, scores of the parse out, after the CoNLL 2018 shared task (Zeman et al. 2018).

    python -m benchmarks.parse FILE.conllu... --lang CODE [--raw] [--engine spacy:NAME]

With gold words and sentences, or with --raw from plain text. Punctuation counts. LAS compares
universal relations, `las_full` subtypes too. The last line is JSON; numbers are percentages, with
--raw F1. Files may be gzipped.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from depesche import parsing
from training.sentences import Sentence, read_conllu

MEASURES = ("upos", "ufeats", "lemma", "uas", "las", "las_full")


@dataclass(frozen=True)
class Word:
    """A syntactic word, its place in the text without white space, and which part of its token."""

    start: int
    end: int
    part: int
    form: str
    upos: str
    feats: str
    lemma: str
    head: int
    relation: str


@dataclass
class Analysis:
    """A whole text: words (heads are indices into them, -1 is the root), tokens, sentences."""

    words: list[Word]
    tokens: list[tuple[int, int]]
    sentences: list[tuple[int, int]]


def gold_docs(sentences: Iterable[Sentence], nlp: Language) -> Iterator[Doc]:
    """One `Doc` per sentence with the gold words, not yet analysed."""
    for sentence in sentences:
        spaces = [*sentence.spaced[1:], True]
        starts = [True] + [False] * (len(sentence.words) - 1)
        yield Doc(nlp.vocab, words=sentence.words, spaces=spaces, sent_starts=starts)


def with_gold_words(sentences: list[Sentence], nlp: Language) -> dict[str, float]:
    """Scores in percent of words."""
    right: Counter[str] = Counter()
    total = 0
    docs = gold_docs(sentences, nlp)
    for name, component in nlp.pipeline:
        if name != "depesche_sentences":
            docs = component.pipe(docs) if hasattr(component, "pipe") else map(component, docs)
    for sentence, doc in zip(sentences, docs, strict=True):
        total += len(doc)
        for i, token in enumerate(doc):
            relation = relation_of(token.dep_)
            gold = sentence.relations[i]
            attached = sentence.heads[i] == (0 if token.head.i == i else token.head.i + 1)
            same = universal(relation) == universal(gold)
            right["upos"] += token.pos_ == sentence.upos[i]
            right["ufeats"] += (str(token.morph) or "_") == sorted_feats(sentence.feats[i])
            right["lemma"] += token.lemma_ == sentence.lemmas[i]
            right["uas"] += attached
            right["las"] += attached and same
            right["las_full"] += attached and relation == gold
    return {measure: 100 * right[measure] / total for measure in MEASURES}


def relation_of(dep: str) -> str:
    return "root" if dep == "ROOT" else dep


def universal(relation: str) -> str:
    return relation.split(":", maxsplit=1)[0]


def sorted_feats(feats: str) -> str:
    """Features in the order of spaCy's `MorphAnalysis`, which sorts case-sensitively."""
    return "_" if feats == "_" else "|".join(sorted(feats.split("|")))


def text_of(sentences: list[Sentence]) -> str:
    """The raw text: sentences follow one another after a space, paragraphs after a blank line."""
    parts: list[str] = []
    for sentence in sentences:
        if parts:
            parts.append("\n\n" if sentence.begins_paragraph else " ")
        parts.append(sentence.text)
    return "".join(parts)


def solid_length(text: str) -> int:
    return sum(not char.isspace() for char in text)


def gold_analysis(sentences: list[Sentence]) -> Analysis:
    result = Analysis([], [], [])
    at = 0
    for sentence in sentences:
        begun, first = at, len(result.words)
        fused = {a: (b, surface) for a, b, surface in sentence.fused}
        inside = -1
        for i, form in enumerate(sentence.words):
            part = 0
            if i in fused and "".join(sentence.words[i : fused[i][0] + 1]) != fused[i][1]:
                inside, token_start = fused[i][0], at
                at += solid_length(fused[i][1])
                result.tokens.append((token_start, at))
                offset = i
            if i <= inside:
                start, end, part = token_start, at, i - offset
            else:
                start, end = at, at + solid_length(form)
                at = end
                result.tokens.append((start, end))
            head = sentence.heads[i]
            result.words.append(
                Word(
                    start,
                    end,
                    part,
                    form.lower(),
                    sentence.upos[i],
                    sorted_feats(sentence.feats[i]),
                    sentence.lemmas[i],
                    first + head - 1 if head else -1,
                    sentence.relations[i],
                )
            )
        result.sentences.append((begun, at))
    return result


def system_analysis(doc: Doc) -> Analysis:
    result = Analysis([], [], [])
    ends = []
    total = 0
    for char in doc.text:
        total += not char.isspace()
        ends.append(total)
    before = [0, *ends]
    place: dict[int, int] = {}
    count = 0
    for token in doc:
        if not token.is_space:
            place[token.i] = count
            count += len(token._.words) if token.has_extension("words") else 1
    for sentence in doc.sents:
        solid = [t for t in sentence if not t.is_space]
        if not solid:
            continue
        for token in solid:
            start, end = before[token.idx], before[token.idx + len(token)]
            result.tokens.append((start, end))
            head = -1 if token.head.i == token.i else place.get(token.head.i, -1)
            for part, word in enumerate(token._.words):
                result.words.append(
                    Word(
                        start,
                        end,
                        part,
                        word.text.lower(),
                        word.pos,
                        word.morph or "_",
                        word.lemma,
                        head,
                        relation_of(word.dep),
                    )
                )
        result.sentences.append((before[solid[0].idx], before[solid[-1].idx + len(solid[-1])]))
    return result


def f1(gold: int, found: int, right: int) -> float:
    return 200 * right / (gold + found) if gold + found else 100.0


def from_raw_text(sentences: list[Sentence], nlp: Language) -> dict[str, float]:
    """F1 in percent over words aligned by their characters."""
    gold = gold_analysis(sentences)
    found = system_analysis(nlp(text_of(sentences)))
    keys = {(w.start, w.end, w.part): i for i, w in enumerate(gold.words)}
    aligned = {
        i: keys[w.start, w.end, w.part]
        for i, w in enumerate(found.words)
        if (w.start, w.end, w.part) in keys
    }
    right: Counter[str] = Counter()
    for i, j in aligned.items():
        own, other = found.words[i], gold.words[j]
        head = -1 if own.head == -1 else aligned.get(own.head, -2)
        attached = head == other.head
        right["upos"] += own.upos == other.upos
        right["ufeats"] += own.feats == other.feats
        right["lemma"] += own.lemma == other.lemma
        right["uas"] += attached
        right["las"] += attached and universal(own.relation) == universal(other.relation)
        right["las_full"] += attached and own.relation == other.relation
    counts = len(gold.words), len(found.words)
    tokens = set(gold.tokens) & set(found.tokens)
    both = set(gold.sentences) & set(found.sentences)
    return {
        "tokens": f1(len(gold.tokens), len(found.tokens), len(tokens)),
        "words": f1(*counts, len(aligned)),
        "sentences": f1(len(gold.sentences), len(found.sentences), len(both)),
        **{measure: f1(*counts, right[measure]) for measure in MEASURES},
    }


def pipeline(engine: str | None, lang: str, threads: int | None) -> Language:
    """The project's pipeline, or another one that spaCy can load (`spacy:NAME`)."""
    if engine is None:
        return parsing.load(lang, threads=threads)
    return spacy.load(engine.removeprefix("spacy:"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.conllu")
    parser.add_argument("--lang", required=True)
    parser.add_argument("--raw", action="store_true", help="from plain text")
    parser.add_argument("--engine", help="spacy:NAME, another pipeline")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--every", type=int, default=1, help="only every n-th sentence")
    arguments = parser.parse_args()
    nlp = pipeline(arguments.engine, arguments.lang, arguments.threads)
    sentences: list[Sentence] = []
    for file in arguments.files:
        own = list(read_conllu(file))
        sentences += own[arguments.every - 1 :: arguments.every]
    began = time.perf_counter()
    measure = from_raw_text if arguments.raw else with_gold_words
    scores = measure(sentences, nlp)
    seconds = time.perf_counter() - began
    words = sum(len(sentence.words) for sentence in sentences)
    print(f"{len(sentences)} sentences, {words} words, {words / seconds:.0f} words per second")
    for name, value in scores.items():
        print(f"{name:10} {value:6.2f}")
    print(json.dumps({name: round(value, 2) for name, value in scores.items()}))


if __name__ == "__main__":
    main()
