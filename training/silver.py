"""Self-training: the analyser's own parses of own sentences, added to prepared data.

    python -m training.silver --data prepared.pkl --out with_silver.pkl [--weight 1]

The sentences are those of the events corpus (`benchmarks/data/corpus`), which has no trees; the
teacher is the shipped analyser with its lexicons, so that its corrections of tags and lemmas are
learnt too. An experiment: `README.md` has what came of it.
"""

from __future__ import annotations

import argparse
import pickle
from pathlib import Path

from benchmarks.corpus import read_corpus
from depesche import parsing
from training import sentences
from training.annotate import analyse, split_words
from training.events import CORPUS
from training.prepare import (
    DEFAULT_CONVENTION,
    DEFAULT_NAME_CONVENTION,
    NAME_CONVENTION,
    DataSet,
    Encoder,
    Pieces,
)


def silver(language: str, weight: float) -> DataSet:
    """The corpus of a language as the shipped analyser reads it."""
    nlp = parsing.load(language, threads=1)
    data = DataSet(
        f"{language}_silver",
        language,
        DEFAULT_CONVENTION[language],
        NAME_CONVENTION.get(language, DEFAULT_NAME_CONVENTION),
        weight,
    )
    texts = dict.fromkeys(s.text for s in read_corpus(CORPUS / f"{language}.tsv"))
    words = split_words(list(texts), nlp)
    data.train = [analyse(sentence, nlp) for sentence in words]
    data.surface = [sentences.collapse(s) if language == "de" else s for s in data.train]
    return data


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weight", type=float, default=1.0)
    arguments = parser.parse_args()
    prepared = pickle.loads(arguments.data.read_bytes())
    encode = Encoder(Pieces(prepared["pieces"], prepared["scores"]), prepared["labels"])
    for language in parsing.PARSED:
        data = silver(language, arguments.weight)
        convention = DEFAULT_CONVENTION[language]
        prepared["train"][data.name] = [
            [encode(s, data, convention) for s in ({id(x): x for x in views}).values()]
            for views in zip(data.train, data.surface, strict=True)
        ]
        prepared["weights"][data.name] = data.weight
        print(data.name, "train", len(data.train), flush=True)
    with arguments.out.open("wb") as file:
        pickle.dump(prepared, file, protocol=5)


if __name__ == "__main__":
    main()
