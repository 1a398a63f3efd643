"""Sentences with names in, exact-match F1 of the names found out (CoNLL 2003 manner).

    python -m benchmarks.names FILE.iob2|FILE.tsv... --lang CODE

`.iob2` is Universal NER's form (PER, ORG, LOC; OTH is MISC and counts only where the file has it),
`.tsv` that of GermEval 2014, outer names, where words derived from names or containing them are
types of their own (`LOCderiv`, `ORGpart`); the score without these stands beside. The words are the
file's. The last line is JSON. Files may be gzipped.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc

from benchmarks.parse import f1, gold_docs, pipeline
from depesche.parsing.names import spans
from training.sentences import Sentence, read_germeval, read_iob2

Name = tuple[int, int, str]


def read(file: Path) -> Iterator[Sentence]:
    return read_germeval(file) if ".tsv" in file.suffixes else read_iob2(file)


def found_names(doc: Doc) -> set[Name]:
    """All names of the analyser, or the entities of another pipeline."""
    group = doc.spans.get("names", doc.ents)
    return {(span.start, span.end, span.label_) for span in group}


def is_plain(name: Name) -> bool:
    return not name[2].endswith(("deriv", "part"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--lang", required=True)
    parser.add_argument("--engine", help="spacy:NAME, another pipeline")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--every", type=int, default=1, help="only every n-th sentence")
    arguments = parser.parse_args()
    nlp = pipeline(arguments.engine, arguments.lang, arguments.threads)
    counts: Counter[tuple[str, str]] = Counter()
    for file in arguments.files:
        sentences = list(read(file))[arguments.every - 1 :: arguments.every]
        known = {name[2:] for sentence in sentences for name in sentence.names}
        docs = gold_docs(sentences, nlp)
        for step, component in nlp.pipeline:
            if step != "depesche_sentences":
                docs = component.pipe(docs) if hasattr(component, "pipe") else map(component, docs)
        for sentence, doc in zip(sentences, docs, strict=True):
            gold = set(spans(sentence.names))
            found = {name for name in found_names(doc) if name[2] in known}
            for kind, names in (("gold", gold), ("found", found), ("right", gold & found)):
                for name in names:
                    for group in ("all", name[2], *(["plain"] if is_plain(name) else [])):
                        counts[group, kind] += 1
    scores = {}
    for group in sorted({group for group, _ in counts}):
        gold_count, found_count = counts[group, "gold"], counts[group, "found"]
        scores[group] = round(f1(gold_count, found_count, counts[group, "right"]), 2)
        print(f"{group:10} F1 {scores[group]:6.2f}   {gold_count} names")
    print(json.dumps({"f1": scores["all"], "plain_f1": scores["plain"], **scores}))


if __name__ == "__main__":
    main()
