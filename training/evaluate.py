"""Average weights and sentences held aside in, scores out: the development figures of the training
log.

    python -m training.evaluate --base e5-small-q4.bin --data prepared.pkl \
        --checkpoint DIR/checkpoint.pt

Words and sentences are the gold ones. LAS on universal relations, `las_full` with subtypes.
"""

from __future__ import annotations

import argparse
import pickle
from collections import Counter
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from depesche.parsing.lemmas import apply
from depesche.parsing.names import spans
from depesche.parsing.trees import best_tree
from training import base, network
from training.prepare import NAMES, Example, Labels
from training.sentences import Sentence


def evaluate(
    model: network.Analyser, average: dict[str, Tensor], prepared: dict[str, Any], most: int | None
) -> str:
    """One line of scores per data set held aside, with the averaged weights; the model is left as
    it was.
    """
    own = {name: p.detach().clone() for name, p in model.named_parameters() if name in average}
    model.load_state_dict(average, strict=False)
    model.eval()
    lines = []
    for name, pairs in prepared["aside"].items():
        if pairs:
            scores = score(model, pairs[:most], prepared["labels"])
            shown = " ".join(f"{key} {value:.1f}" for key, value in scores.items())
            lines.append(f"EVALUATE {name} {shown}")
    model.load_state_dict(own, strict=False)
    model.train()
    return "\n".join(lines)


@torch.inference_mode()
def score(
    model: network.Analyser, pairs: list[tuple[Sentence, Example]], labels: Labels
) -> dict[str, float]:
    from training.train import make_batch  # noqa: PLC0415 - train imports this module

    counts: Counter[str] = Counter()
    by_length = sorted(pairs, key=lambda pair: len(pair[1].pieces))
    for start in range(0, len(by_length), 16):
        chunk = by_length[start : start + 16]
        batch = make_batch([example for _, example in chunk])
        states = model.encode(batch.pieces, batch.mask, batch.convention, batch.name_convention)
        words, naming = model.word_vectors(states, batch.first, batch.last)
        tags = model.tag_scores(words).argmax(-1)
        lemmas = model.lemma(words).argmax(-1)
        names = model.name(naming).argmax(-1)
        arcs, child, head = model.attachments(words)
        heads = torch.zeros_like(tags)
        for k, (sentence, _) in enumerate(chunk):
            count = len(sentence.words)
            log = arcs[k, :count, : count + 1].log_softmax(-1).numpy()
            heads[k, :count] = torch.tensor(best_tree(log))
        relations = model.relation_scores(child, head, heads).argmax(-1)
        for k, (sentence, _) in enumerate(chunk):
            for i in range(len(sentence.upos)):
                count_word(
                    counts,
                    sentence,
                    i,
                    labels,
                    tag=tags[k, i],
                    lemma=lemmas[k, i],
                    head=heads[k, i],
                    relation=relations[k, i],
                )
            if sentence.names:
                found = set(spans([NAMES[n] for n in names[k, : len(sentence.names)]]))
                gold = set(spans(sentence.names))
                counts["found"] += len(found)
                counts["gold"] += len(gold)
                counts["right"] += len(found & gold)
    result = {
        key: 100 * counts[key] / counts["words"]
        for key in ("upos", "ufeats", "lemma", "uas", "las", "las_full")
        if counts["words"]
    }
    if counts["gold"]:
        result["names_f1"] = 200 * counts["right"] / (counts["gold"] + counts["found"])
    return result


def count_word(
    counts: Counter[str],
    sentence: Sentence,
    i: int,
    labels: Labels,
    *,
    tag: Tensor,
    lemma: Tensor,
    head: Tensor,
    relation: Tensor,
) -> None:
    upos, _, feats = labels.tags[int(tag)].partition("|")
    guessed = labels.relations[int(relation)]
    attached = int(head) == sentence.heads[i]
    counts["words"] += 1
    counts["upos"] += upos == sentence.upos[i]
    counts["ufeats"] += (feats or "_") == sentence.feats[i]
    counts["lemma"] += apply(sentence.words[i], labels.lemmas[int(lemma)]) == sentence.lemmas[i]
    counts["uas"] += attached
    counts["las"] += attached and guessed.split(":")[0] == sentence.relations[i].split(":")[0]
    counts["las_full"] += attached and guessed == sentence.relations[i]


def main() -> None:
    from training.train import build  # noqa: PLC0415 - train imports this module

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    prepared = pickle.loads(arguments.data.read_bytes())
    state = torch.load(arguments.checkpoint, weights_only=True)
    model = build(prepared, base.read_weights(arguments.base), state["layers"])
    print(f"step {state['step']}")
    print(evaluate(model, state["average"], prepared, None))


if __name__ == "__main__":
    main()
