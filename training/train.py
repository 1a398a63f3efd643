"""Prepared data in, checkpoints out: trains the analyser until a given time, or for given steps.

    python -m training.train --base e5-small-q4.bin --data prepared.pkl --out DIR \
        --until 18:55 --decay-minutes 20
    python -m training.train ... --steps 1000 --decay-steps 300

Warm-up, stable rate, linear decay to nothing (Hägele et al. 2024), with an exponential moving
average of the weights, so that any checkpoint can be exported. A file `DECAY` in DIR (its content:
minutes) starts the decay at once, a file `STOP` ends the run with a checkpoint. Started again with
the same DIR, training goes on from the last checkpoint.
"""

from __future__ import annotations

import argparse
import datetime
import pickle
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from training import base, network
from training.evaluate import evaluate
from training.prepare import IGNORE, NAMES, Example, Labels

SEED = 20230916


@dataclass
class Batch:
    """Padded tensors of some examples; label tensors hold IGNORE where nothing is to be learnt."""

    pieces: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    word_mask: Tensor
    convention: Tensor
    name_convention: Tensor
    tags: Tensor
    lemmas: Tensor
    heads: Tensor
    relations: Tensor
    names: Tensor
    meaning: Tensor


def rounded(size: int) -> int:
    """The next multiple of 8: few shapes, because torch compiles bfloat16 kernels for each shape
    anew.
    """
    return -(-size // 8) * 8


def make_batch(examples: list[Example]) -> Batch:
    count = len(examples)
    length = rounded(max(len(e.pieces) for e in examples))
    words = rounded(max(len(e.first) for e in examples))

    def fill(rows: list[list[int]], width: int, value: int) -> Tensor:
        tensor = torch.full((count, width), value)
        for i, row in enumerate(rows):
            tensor[i, : len(row)] = torch.tensor(row, dtype=torch.long)
        return tensor

    pieces = fill([e.pieces for e in examples], length, base.PAD)
    return Batch(
        pieces,
        (pieces != base.PAD).float(),
        fill([e.first for e in examples], words, 0),
        fill([e.last for e in examples], words, 0),
        fill([[1] * len(e.first) for e in examples], words, 0).bool(),
        torch.tensor([e.convention for e in examples]),
        torch.tensor([e.name_convention for e in examples]),
        fill([e.tags for e in examples], words, IGNORE),
        fill([e.lemmas for e in examples], words, IGNORE),
        fill([e.heads for e in examples], words, IGNORE),
        fill([e.relations for e in examples], words, IGNORE),
        fill([e.names for e in examples], words, IGNORE),
        torch.tensor([e.meaning for e in examples]),
    )


def epoch_batches(prepared: dict[str, Any], seed: int, size: int) -> list[list[Example]]:
    """One epoch: every sentence `weight` times, in random one of its views, grouped by length."""
    chance = random.Random(seed)
    drawn: list[Example] = []
    for name, variants in prepared["train"].items():
        weight = prepared["weights"][name]
        for views in variants:
            for _ in range(int(weight) + (chance.random() < weight % 1)):
                drawn.append(chance.choice(views))
    chance.shuffle(drawn)
    batches = []
    for start in range(0, len(drawn), 4000):
        chunk = sorted(
            drawn[start : start + 4000], key=lambda e: len(e.pieces) + 3 * chance.random()
        )
        batch: list[Example] = []
        for example in chunk:
            if batch and (len(batch) + 1) * rounded(len(example.pieces)) > size:
                batches.append(batch)
                batch = []
            batch.append(example)
        batches.append(batch)
    chance.shuffle(batches)
    return batches


def hide_pieces(pieces: Tensor, share: float) -> Tensor:
    """Some pieces made unknown, so that endings and neighbours count, not only known words."""
    hidden = (torch.rand(pieces.shape) < share) & (pieces > base.UNK)
    return pieces.masked_fill(hidden, base.UNK)


def losses(
    model: network.Analyser, batch: Batch, meanings: Tensor, dropout: float, hide: float
) -> dict[str, Tensor]:
    """The loss of every head that the batch has labels for."""
    pieces = hide_pieces(batch.pieces, hide)
    states = model.encode(pieces, batch.mask, batch.convention, batch.name_convention, dropout)
    words, naming = model.word_vectors(states, batch.first, batch.last)
    words = network.drop(words, 0.2, model.training)
    naming = network.drop(naming, 0.2, model.training)
    result: dict[str, Tensor] = {}
    if (batch.tags != IGNORE).any():
        result["tag"] = cross_entropy(model.tag_scores(words), batch.tags)
        arcs, child, head = model.attachments(words, 0.2)
        here = torch.cat([torch.ones_like(batch.word_mask[:, :1]), batch.word_mask], 1)
        result["arc"] = cross_entropy(arcs.masked_fill(~here[:, None, :], -1e4), batch.heads)
        scores = model.relation_scores(child, head, batch.heads.clamp(min=0))
        result["relation"] = cross_entropy(scores, batch.relations)
        result["lemma"] = cross_entropy(model.lemma(words), batch.lemmas)
    if (batch.names != IGNORE).any():
        result["name"] = cross_entropy(model.name(naming), batch.names)
    if (known := batch.meaning >= 0).any():
        likeness = (model.sentence_vectors(states, batch.mask) * meanings[batch.meaning]).sum(-1)
        result["meaning"] = 1 - likeness[known].mean()
    return result


def cross_entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return F.cross_entropy(scores.flatten(0, 1).float(), gold.flatten(), ignore_index=IGNORE)


LOSS_WEIGHTS = {
    "tag": 0.6, "arc": 1.0, "relation": 0.7, "lemma": 0.4, "name": 0.8, "meaning": 1.0,
}  # fmt: skip


class Schedule:
    """Learning-rate factor: warm-up, stable, decay; by the clock (seconds), or by steps.

    Experiments that are to be compared end at a step, so that each sees the same sentences.
    """

    def __init__(
        self, warm_up: int, end: float, decay: float, folder: Path, by_steps: bool
    ) -> None:
        self.warm_up = warm_up
        #: The step at which the optimiser is new, and the rate begins at nothing.
        self.first = 0
        self.end = end
        self.start = end - decay
        self.by_steps = by_steps
        self._request = folder / "DECAY"
        self._stop = folder / "STOP"

    def poll(self) -> None:
        if self._request.exists():
            self.by_steps = False
            self.start = time.time()
            self.end = self.start + 60 * float(self._request.read_text() or 15)
            self._request.unlink()

    def _now(self, step: int) -> float:
        return step - self.first if self.by_steps else time.time()

    def factor(self, step: int) -> float:
        now = self._now(step)
        decay = 1.0 if now < self.start else (self.end - now) / (self.end - self.start)
        return max(0.0, min(1.0, (step - self.first + 1) / self.warm_up, decay))

    def done(self, step: int) -> bool:
        return self._now(step) >= self.end or self.stopped

    @property
    def stopped(self) -> bool:
        return self._stop.exists()


class Average:
    """Exponential moving average of the trained parameters."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.decay = decay
        self.values = {n: p.detach().clone() for n, p in trained(model)}

    def update(self, model: nn.Module, step: int) -> None:
        decay = min(self.decay, (1 + step) / (10 + step))
        own = list(self.values.values())
        torch._foreach_lerp_(own, [p.detach() for _, p in trained(model)], 1 - decay)


def trained(model: nn.Module) -> Iterator[tuple[str, nn.Parameter]]:
    return ((name, p) for name, p in model.named_parameters() if p.requires_grad)


def optimiser(model: network.Analyser, rate: float, head_rate: float) -> torch.optim.AdamW:
    """AdamW; lower layers learn more slowly (Howard and Ruder 2018), heads faster."""
    layers = list(model.encoder.layers)
    groups: list[dict[str, Any]] = [
        {"params": list(layer.parameters()), "lr": rate * 0.9 ** (len(layers) - 1 - i)}
        for i, layer in enumerate(layers)
    ]
    groups.append(
        {"params": list(model.encoder.norm.parameters()), "lr": rate * 0.3, "weight_decay": 0.0}
    )
    heads = [p for name, p in trained(model) if not name.startswith("encoder.")]
    groups.append({"params": heads, "lr": head_rate})
    for group in groups:
        group["rate"] = group["lr"]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def build(prepared: dict[str, Any], weights: base.BaseWeights, layers: int) -> network.Analyser:
    labels: Labels = prepared["labels"]
    _, matrix = network.tag_parts(labels.tags)
    sizes = network.Sizes(
        len(labels.lemmas),
        len(labels.relations),
        len(NAMES),
        len(labels.conventions),
        len(labels.name_conventions),
    )
    encoder = network.Encoder.from_base(weights, prepared["keep"], layers)
    return network.Analyser(encoder, sizes, matrix)


def clock(text: str) -> float:
    """Seconds since the epoch of the next HH:MM."""
    hour, minute = map(int, text.split(":"))
    now = datetime.datetime.now()
    then = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (then if then > now else then + datetime.timedelta(days=1)).timestamp()


class Run:
    """One training run: model, averages, optimiser, and where it stands."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.arguments = arguments
        self.prepared = pickle.loads(arguments.data.read_bytes())
        self.meanings = torch.from_numpy(self.prepared["meanings"]).float()
        weights = base.read_weights(arguments.base)
        self.model = build(self.prepared, weights, arguments.layers)
        self.parameters = [p for _, p in trained(self.model)]
        self.average = Average(self.model, 0.998)
        self.adam = optimiser(self.model, arguments.rate, arguments.head_rate)
        if by_steps := arguments.steps is not None:
            end, decay = arguments.steps, arguments.decay_steps
        else:
            end, decay = arguments.until, 60 * arguments.decay_minutes
        self.schedule = Schedule(300, end, decay, arguments.out, by_steps)
        self.step = self.epoch = self.position = self.words = 0
        self.sums: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.began = self.stored = self.evaluated = time.time()
        self.checkpoint: Path = arguments.out / "checkpoint.pt"

    def restore(self) -> None:
        """Go on from the checkpoint, if there is one."""
        if not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint, weights_only=True)
        self.model.load_state_dict(state["model"], strict=False)
        self.average.values = state["average"]
        self.step, self.epoch, self.position = state["step"], state["epoch"], state["position"]
        if "adam" in state:
            self.adam.load_state_dict(state["adam"])
        else:
            self.schedule.first = self.step
        print("resumed at step", self.step, flush=True)

    def store(self) -> None:
        state = {
            "model": {name: p.detach() for name, p in trained(self.model)},
            "average": self.average.values,
            "adam": self.adam.state_dict(),
            "step": self.step,
            "epoch": self.epoch,
            "position": self.position,
            "layers": self.arguments.layers,
        }
        temporary = self.checkpoint.with_suffix(".tmp")
        torch.save(state, temporary)
        temporary.replace(self.checkpoint)
        self.stored = time.time()

    def learn(self, examples: list[Example], factor: float) -> None:
        """One step of the optimiser."""
        for group in self.adam.param_groups:
            group["lr"] = group["rate"] * factor
        batch = make_batch(examples)
        arguments = self.arguments
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not arguments.float32):
            parts = losses(self.model, batch, self.meanings, arguments.dropout, arguments.hide)
        total = torch.stack([LOSS_WEIGHTS[name] * value for name, value in parts.items()]).sum()
        self.adam.zero_grad(set_to_none=True)
        total.backward()
        nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.adam.step()
        self.average.update(self.model, self.step)
        self.step += 1
        self.position += 1
        self.words += int(batch.word_mask.sum())
        for name, value in parts.items():
            self.sums[name] += value.item()
            self.counts[name] += 1

    def report(self, share: float, factor: float) -> None:
        shown = " ".join(
            f"{n} {self.sums[n] / self.counts[n]:.3f}" for n in LOSS_WEIGHTS if self.counts[n]
        )
        now = time.time()
        print(
            f"{datetime.datetime.now():%H:%M} step {self.step} epoch {self.epoch} {share:.2f} "
            f"rate {factor:.2f} words/s {self.words / (now - self.began):.0f} {shown}",
            flush=True,
        )
        self.sums.clear()
        self.counts.clear()
        self.began, self.words = now, 0

    def evaluate(self, most: int | None) -> None:
        print(evaluate(self.model, self.average.values, self.prepared, most), flush=True)
        self.evaluated = self.began = time.time()
        self.words = 0

    def train(self) -> None:
        """Train until the schedule ends, with checkpoints every five minutes."""
        self.model.train()
        while not self.schedule.done(self.step):
            size = self.arguments.batch_pieces
            batches = epoch_batches(self.prepared, SEED + self.epoch, size)
            print(f"epoch {self.epoch}: {len(batches)} batches", flush=True)
            while self.position < len(batches) and not self.schedule.done(self.step):
                factor = self.schedule.factor(self.step)
                self.learn(batches[self.position], factor)
                if self.step % 100 == 0:
                    self.report(self.position / len(batches), factor)
                    self.schedule.poll()
                if time.time() - self.stored > 300:
                    self.store()
                if time.time() - self.evaluated > 60 * self.arguments.evaluate_minutes:
                    self.evaluate(60)
            if self.position >= len(batches):
                self.epoch += 1
                self.position = 0
        self.store()
        if not self.schedule.stopped:
            self.evaluate(None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    end = parser.add_mutually_exclusive_group(required=True)
    end.add_argument("--until", type=clock, help="HH:MM, local time")
    end.add_argument("--steps", type=int, help="steps from where this run begins")
    parser.add_argument("--decay-steps", type=int, default=300)
    parser.add_argument("--decay-minutes", type=float, default=20)
    parser.add_argument("--layers", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--batch-pieces", type=int, default=1300)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--hide", type=float, default=0.06)
    parser.add_argument("--evaluate-minutes", type=float, default=12)
    parser.add_argument("--float32", action="store_true", help="no bfloat16 (CPUs without AMX)")
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(SEED)
    arguments.out.mkdir(parents=True, exist_ok=True)
    run = Run(arguments)
    run.restore()
    run.train()


if __name__ == "__main__":
    main()
