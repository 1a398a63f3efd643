"""The shipped model in, a checkpoint out: so that training can go on from it in a later session.

    python -m training.restore --base e5-small-q4.bin --data prepared.pkl \
        --model src/depesche/parsing/model --out run

Checkpoints (70 MB) are not kept in the repository, but their weights are, in seven bits. This reads
the graphs that `training/export.py` wrote, node by node in the same order, and undoes the
quantisation. What the export left out (labels of other languages, habits other than those used at
run time) starts anew. Optimiser and averages start anew too.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn

from training import base, network
from training.prepare import Labels
from training.train import build, trained

Array = NDArray[Any]

#: The score that tags of other languages begin with, so that they do not win by chance.
UNSEEN_TAG = -4.0


class Graph:
    """A graph written by `export.Graph`, read in the order of its nodes."""

    def __init__(self, path: Path) -> None:
        graph = onnx.load(path).graph
        self._nodes = list(graph.node)
        self._values = {c.name: c for c in graph.initializer}
        self._maker = {name: node for node in self._nodes for name in node.output}

    def value(self, name: str) -> Array:
        return numpy_helper.to_array(self._values[name])

    def linears(self) -> Iterator[tuple[Tensor, Tensor | None]]:
        """Weight (out, in) and bias of every int8 product."""
        for node in self._nodes:
            if node.op_type != "MatMulIntegerToFloat":
                continue
            scaled = self._maker[self._maker[node.input[0]].input[0]]
            shrink = self.value(scaled.input[1])
            weight = self.value(node.input[1]).astype(np.float32) * self.value(node.input[3])
            bias = self.value(node.input[6]) if len(node.input) > 6 else None
            yield (
                torch.from_numpy((weight * shrink[:, None]).T.copy()),
                None if bias is None else torch.from_numpy(bias.copy()),
            )

    def norms(self) -> Iterator[tuple[Tensor, Tensor]]:
        for node in self._nodes:
            if node.op_type == "LayerNormalization":
                weight, bias = (torch.from_numpy(self.value(n).copy()) for n in node.input[1:3])
                yield weight, bias

    def mixtures(self) -> Iterator[Tensor]:
        """Logits of the mixtures of layers."""
        for node in self._nodes:
            if node.op_type == "Sum":
                shares = [float(self.value(self._maker[n].input[1])) for n in node.input]
                yield torch.tensor(shares).log()

    def constants_of(self, kind: str, place: int) -> list[Tensor]:
        return [
            torch.from_numpy(self.value(node.input[place]).copy())
            for node in self._nodes
            if node.op_type == kind and node.input[place] in self._values
        ]


def set_linear(layer: nn.Linear, found: tuple[Tensor, Tensor | None]) -> None:
    layer.weight.data = found[0]
    if layer.bias is not None and found[1] is not None:
        layer.bias.data = found[1]


def restore_main(model: network.Analyser, graph: Graph) -> None:
    """Encoder, word vectors, names, arcs and sentence vectors."""
    linears, norms, mixtures = graph.linears(), graph.norms(), graph.mixtures()
    encoder = model.encoder
    encoder.norm.weight.data, encoder.norm.bias.data = next(norms)
    for layer in encoder.layers:
        assert isinstance(layer, network.Layer)
        rows = [next(linears) for _ in range(3)]
        layer.qkv.weight.data = torch.cat([weight for weight, _ in rows])
        layer.qkv.bias.data = torch.cat([bias for _, bias in rows if bias is not None])
        for linear in (layer.attended, layer.widen, layer.narrow):
            set_linear(linear, next(linears))
        for norm in (layer.attended_norm, layer.out_norm):
            norm.weight.data, norm.bias.data = next(norms)
    for linear, norm in ((model.syntax, model.syntax_norm), (model.naming, model.naming_norm)):
        set_linear(linear, next(linears))
        norm.weight.data, norm.bias.data = next(norms)
    set_linear(model.name, next(linears))
    layers = [model.arc_child, model.relation_child, model.arc_head, model.relation_head]
    widths = [layer.out_features for layer in layers]
    weight, bias = next(linears)
    assert bias is not None
    for layer, w, b in zip(layers, weight.split(widths), bias.split(widths), strict=True):
        layer.weight.data, layer.bias.data = w.clone(), b.clone()
    model.arc.weight.data, arc_bias = next(linears)
    assert arc_bias is not None
    model.arc_bias.data = arc_bias
    set_linear(model.meaning, next(linears))
    model.mix_syntax.data, model.mix_names.data, model.mix_meaning.data = mixtures
    restore_root(model, graph.constants_of("Expand", 0))


def restore_root(model: network.Analyser, wanted: list[Tensor]) -> None:
    """The root's own vector from its two projections: no closed form, so by gradient."""
    root = torch.zeros_like(model.root).requires_grad_()
    search = torch.optim.LBFGS([root], max_iter=500, line_search_fn="strong_wolfe")

    def distance() -> Tensor:
        search.zero_grad()
        pairs = zip((model.arc_head, model.relation_head), wanted, strict=True)
        total = torch.stack(
            [((nn.functional.gelu(layer(root)) - to.flatten()) ** 2).sum() for layer, to in pairs]
        ).sum()
        total.backward()
        return total

    search.step(distance)
    print(f"root found to within {distance().item():.4f}")
    model.root.data = root.detach()


def restore_relations(
    model: network.Analyser, graph: Graph, names: list[str], labels: Labels
) -> None:
    width = model.sizes.relation
    chosen = [labels.relations.index(name) for name in names]
    ((weight, _),) = graph.linears()
    own, other = graph.constants_of("MatMul", 1)
    (bias,) = graph.constants_of("Sum", 3)
    with torch.no_grad():
        crossed = model.relation.weight.view(-1, width, width)
        crossed[chosen] = weight.view(-1, width, width)
        model.relation_of_child.weight[chosen] = own.T
        model.relation_of_head.weight[chosen] = other.T
        model.relation_of_child.bias[chosen] = bias


def restore_words(
    model: network.Analyser, folder: Path, languages: dict[str, Any], labels: Labels
) -> None:
    """Scores of parts of tags from those of whole tags, by least squares; lemma scripts."""
    tags = {tag: i for i, tag in enumerate(labels.tags)}
    scripts = {script: i for i, script in enumerate(labels.lemmas)}
    rows, weights, biases = [], [], []
    for language, own in languages.items():
        (tag_weight, tag_bias), (lemma_weight, lemma_bias) = Graph(
            folder / f"words-{language}.onnx"
        ).linears()
        assert tag_bias is not None and lemma_bias is not None
        for k, tag in enumerate(own["tags"]):
            if tag in tags:
                rows.append(tags[tag])
                weights.append(tag_weight[k])
                biases.append(tag_bias[k])
        with torch.no_grad():
            for k, script in enumerate(own["lemmas"]):
                if script in scripts:
                    model.lemma.weight[scripts[script]] = lemma_weight[k]
                    model.lemma.bias[scripts[script]] = lemma_bias[k]
    matrix, wanted, bias = model.tags[rows], torch.stack(weights), torch.stack(biases)
    seen = matrix.any(0)
    solved = torch.linalg.lstsq(
        matrix[:, seen].double(), torch.cat([wanted, bias[:, None]], 1).double(), driver="gelsd"
    ).solution.float()
    with torch.no_grad():
        model.part.weight.zero_()
        model.part.bias.zero_()
        model.part.weight[seen] = solved[:, :-1]
        model.part.bias[seen] = solved[:, -1]
        model.tag_bias.fill_(UNSEEN_TAG)
        model.tag_bias[rows] = bias - matrix[:, seen] @ solved[:, -1]


def restore_habits(model: network.Analyser, languages: dict[str, Any], labels: Labels) -> None:
    """The habits used at run time; every other treebank begins with its language's, or the mean."""
    habits = {language: torch.tensor(own["habit"]) for language, own in languages.items()}
    mean = torch.stack(list(habits.values())).mean(0)
    with torch.no_grad():
        model.name_convention.weight.zero_()
        for i, name in enumerate(labels.conventions):
            model.convention.weight[i] = habits.get(name.split("_")[0], mean)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    prepared = pickle.loads(arguments.data.read_bytes())
    labels: Labels = prepared["labels"]
    described = json.loads((arguments.model / "labels.json").read_bytes())
    torch.manual_seed(0)
    model = build(prepared, base.read_weights(arguments.base), described["layers"])
    restore_main(model, Graph(arguments.model / "analyser.onnx"))
    relations = Graph(arguments.model / "relations.onnx")
    restore_relations(model, relations, described["relations"], labels)
    restore_words(model, arguments.model, described["languages"], labels)
    restore_habits(model, described["languages"], labels)
    for name, value in model.named_parameters():
        assert torch.isfinite(value).all(), name
    weights = {name: p.detach() for name, p in trained(model)}
    arguments.out.mkdir(parents=True, exist_ok=True)
    state = {
        "model": weights,
        "average": {name: value.clone() for name, value in weights.items()},
        "step": described["steps"],
        "epoch": 0,
        "position": 0,
        "layers": described["layers"],
    }
    torch.save(state, arguments.out / "checkpoint.pt")
    print(f"checkpoint of step {described['steps']} in {arguments.out}")


if __name__ == "__main__":
    main()
