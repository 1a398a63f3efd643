"""A checkpoint in, the files of `depesche.parsing.model` out: int8 ONNX graphs, 4-bit embeddings,
labels.

    python -m training.export --base e5-small-q4.bin --data prepared.pkl \
        --checkpoint DIR/checkpoint.pt --out src/depesche/parsing/model

The graphs are written node by node, not traced, so that they use onnxruntime's fused operators.
Activations are quantised with fixed scales per channel that are measured here on training sentences
and balanced against the weights (Xiao et al. 2023, SmoothQuant): a sentence's result cannot depend
on what else is in its batch, as it would with scales taken from the batch. Weights use seven bits,
which no CPU's int8 product overflows.
"""

from __future__ import annotations

import argparse
import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
import wordfreq
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from depesche.parsing.lemmas import apply
from depesche.parsing.network import FORMAT
from training import base, lexicon, network
from training.prepare import (
    DEFAULT_CONVENTION,
    MAIN_LANGUAGES,
    NAME_CONVENTION,
    NAMES,
    Labels,
    choose_vocabulary,
)
from training.prepare import DEFAULT_NAME_CONVENTION as UNER
from training.train import build, make_batch

CONTRIB = "com.microsoft"
ZERO_POINT = 128
#: After GELU nothing is below -0.17, so most of the range goes to the positive side.
GELU_ZERO_POINT = 48
WEIGHT_LIMIT = 63
MOST_POSITIONS = 384
#: How many tags and lemma scripts the runtime chooses from, and how many words it knows to choose
#: by.
TAG_CANDIDATES = 8
LEMMA_CANDIDATES = 6
KNOWN_WORDS = {"de": 120_000, "en": 40_000, "ru": 120_000}

Array = NDArray[Any]


class Ranges:
    """Largest and smallest input of every linear layer, per channel, over the sentences run."""

    def __init__(self, model: network.Analyser) -> None:
        self.high: dict[str, Tensor] = {}
        self.low: dict[str, Tensor] = {}
        self.keep: Tensor | None = None
        for name, module in model.named_modules():
            if isinstance(module, nn.Linear):
                module.register_forward_pre_hook(self._hook(name))

    def _hook(self, name: str) -> Any:
        def record(_: nn.Module, inputs: tuple[Tensor]) -> None:
            x = inputs[0]
            if self.keep is not None and x.shape[:2] == self.keep.shape:
                x = x[self.keep]
            x = x.reshape(-1, x.shape[-1])
            high, low = x.amax(0), x.amin(0)
            if name in self.high:
                high = torch.maximum(high, self.high[name])
                low = torch.minimum(low, self.low[name])
            self.high[name], self.low[name] = high, low

        return record


class Graph:
    """A growing ONNX graph; every method adds nodes and returns the name of the result."""

    def __init__(self, ranges: Ranges, balance: float) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[TensorProto] = []
        self._ranges = ranges
        self._balance = balance
        self._count = 0

    def constant(self, value: Array | float, kind: Any = None) -> str:
        self._count += 1
        name = f"c{self._count}"
        self.constants.append(numpy_helper.from_array(np.asarray(value, kind), name))
        return name

    def tensor(self, value: Tensor) -> str:
        return self.constant(value.detach().float().numpy())

    def node(self, kind: str, *inputs: str, **attributes: Any) -> str:
        return self.nodes_out(kind, 1, *inputs, **attributes)[0]

    def nodes_out(self, kind: str, outputs: int, *inputs: str, **attributes: Any) -> list[str]:
        self._count += 1
        names = [f"t{self._count}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names

    def linear(
        self, x: str, weight: Tensor, bias: Tensor | None, range_of: str, after_gelu: bool = False
    ) -> str:
        """`x @ weight.T + bias` in int8 with fixed scales."""
        return self.linears(x, weight, bias, range_of, after_gelu=after_gelu)[0]

    def linears(
        self,
        x: str,
        weight: Tensor,
        bias: Tensor | None,
        range_of: str,
        *,
        after_gelu: bool = False,
        parts: int = 1,
    ) -> list[str]:
        """`linear` with its outputs in equal parts, which share the quantised input."""
        high, low = self._ranges.high[range_of], self._ranges.low[range_of]
        zero = GELU_ZERO_POINT if after_gelu else ZERO_POINT
        reach = torch.maximum(high / (255 - zero), -low / zero).clamp(min=1e-5)
        by_weight = weight.abs().amax(0).clamp(min=1e-5)
        steps = reach**self._balance / by_weight ** (1 - self._balance)
        steps = steps * (reach / steps).max()
        # Scaled first and then quantised in steps of one: onnxruntime's quantisation per channel
        # is many times slower.
        quantised = self.node(
            "QuantizeLinear",
            self.node("Mul", x, self.tensor(1 / steps)),
            self.constant(1.0, np.float32),
            self.constant(zero, np.uint8),
        )
        biases = [None] * parts if bias is None else list(bias.chunk(parts))
        return [
            self._product(quantised, zero, (rows * steps).T, own)
            for rows, own in zip(weight.chunk(parts), biases, strict=True)
        ]

    def _product(self, quantised: str, zero: int, weight: Tensor, bias: Tensor | None) -> str:
        scales = weight.abs().amax(0).clamp(min=1e-8) / WEIGHT_LIMIT
        inputs = [
            quantised,
            self.constant(torch.round(weight / scales).to(torch.int8).numpy()),
            self.constant(1.0, np.float32),
            self.tensor(scales),
            self.constant(zero, np.uint8),
            "",
        ]
        if bias is not None:
            inputs.append(self.tensor(bias))
        return self.node("MatMulIntegerToFloat", *inputs, domain=CONTRIB)

    def layer_norm(self, x: str, norm: nn.LayerNorm) -> str:
        return self.node(
            "LayerNormalization",
            x,
            self.tensor(norm.weight),
            self.tensor(norm.bias),
            axis=-1,
            epsilon=norm.eps,
        )

    def skip_norm(self, x: str, skip: str, norm: nn.LayerNorm) -> str:
        return self.layer_norm(self.node("Add", x, skip), norm)

    def gelu(self, x: str) -> str:
        return self.node("Gelu", x, domain=CONTRIB)

    def rename(self, name: str, wanted: str) -> None:
        self.nodes.append(helper.make_node("Identity", [name], [wanted]))

    def save(
        self,
        path: Path,
        inputs: dict[str, tuple[int, list[Any]]],
        outputs: dict[str, tuple[int, list[Any]]],
    ) -> None:
        graph = helper.make_graph(
            self.nodes,
            path.stem,
            [helper.make_tensor_value_info(n, t, s) for n, (t, s) in inputs.items()],
            [helper.make_tensor_value_info(n, t, s) for n, (t, s) in outputs.items()],
            self.constants,
        )
        operators = [helper.make_opsetid("", 21), helper.make_opsetid(CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=operators, producer_name="depesche")
        model.ir_version = 10
        onnx.save(model, path)


def embeddings(graph: Graph, weights: base.BaseWeights, keep: list[int]) -> str:
    """Look up `pieces` in the 4-bit table of the base weights, without loss."""
    values, scales = weights.blocks("emb.word", weights.hidden)
    values = (values[keep].astype(np.int8) - 8).astype(np.uint8) & 15
    table = TensorProto()
    table.name = "embeddings"
    table.data_type = TensorProto.INT4
    table.dims.extend(values.shape)
    table.raw_data = (values[:, 0::2] | (values[:, 1::2] << 4)).tobytes()
    graph.constants.append(table)
    return graph.node(
        "GatherBlockQuantized",
        "embeddings",
        "pieces",
        graph.constant(scales[keep]),
        domain=CONTRIB,
        gather_axis=0,
        quantize_axis=1,
        block_size=base.BLOCK,
    )


def encoder_layer(graph: Graph, x: str, mask: str, layer: network.Layer, name: str) -> str:
    query, key, value = graph.linears(x, layer.qkv.weight, layer.qkv.bias, f"{name}.qkv", parts=3)
    mixed = graph.node(
        "MultiHeadAttention",
        query,
        key,
        value,
        "",
        mask,
        domain=CONTRIB,
        num_heads=layer.heads,
    )
    attended = layer.attended
    mixed = graph.linear(mixed, attended.weight, attended.bias, f"{name}.attended")
    x = graph.skip_norm(mixed, x, layer.attended_norm)
    wide = graph.gelu(graph.linear(x, layer.widen.weight, layer.widen.bias, f"{name}.widen"))
    narrow = layer.narrow
    fed = graph.linear(wide, narrow.weight, narrow.bias, f"{name}.narrow", after_gelu=True)
    return graph.skip_norm(fed, x, layer.out_norm)


def mixture(graph: Graph, states: list[str], mix: Tensor) -> str:
    shares = torch.softmax(mix.detach(), 0).tolist()
    scaled = [
        graph.node("Mul", state, graph.constant(share, np.float32))
        for state, share in zip(states, shares, strict=True)
    ]
    return graph.node("Sum", *scaled)


def word_vectors(
    graph: Graph,
    states: list[str],
    mix: Tensor,
    project: nn.Linear,
    *,
    norm: nn.LayerNorm,
    name: str,
) -> str:
    """Vectors of words from those of their first and last pieces."""
    hidden = norm.weight.shape[0]
    flat = graph.node(
        "Reshape", mixture(graph, states, mix), graph.constant([-1, hidden], np.int64)
    )
    ends = [graph.node("Gather", flat, end, axis=0) for end in ("first", "last")]
    both = graph.node("Concat", *ends, axis=-1)
    projected = graph.linear(both, project.weight, project.bias, name)
    return graph.layer_norm(graph.gelu(projected), norm)


def main_graph(
    graph: Graph, model: network.Analyser, weights: base.BaseWeights, keep: list[int], path: Path
) -> None:
    """Pieces to word vectors, names, arcs, and what the relation graph needs."""
    encoder = model.encoder
    length = graph.node(
        "Slice",
        graph.node("Shape", "pieces"),
        graph.constant([1], np.int64),
        graph.constant([2], np.int64),
    )
    positions = graph.node(
        "Slice",
        graph.tensor(encoder.positions[:MOST_POSITIONS]),
        graph.constant([0], np.int64),
        length,
        graph.constant([0], np.int64),
    )
    x = graph.node("Add", embeddings(graph, weights, keep), graph.node("Add", positions, "habit"))
    x = graph.layer_norm(x, encoder.norm)
    real = graph.node("Not", graph.node("Equal", "pieces", graph.constant(base.PAD, np.int64)))
    mask = graph.node("Cast", real, to=TensorProto.INT32)
    states = [x]
    for i, layer in enumerate(encoder.layers):
        states.append(encoder_layer(graph, states[-1], mask, layer, f"encoder.layers.{i}"))

    words = word_vectors(
        graph, states, model.mix_syntax, model.syntax, norm=model.syntax_norm, name="syntax"
    )
    naming = word_vectors(
        graph, states, model.mix_names, model.naming, norm=model.naming_norm, name="naming"
    )
    graph.rename(words, "words")
    graph.rename(graph.linear(naming, model.name.weight, model.name.bias, "name"), "names")
    attachments(graph, model, words)
    meaning(graph, model, states, real)

    whole, real_number = TensorProto.INT64, TensorProto.FLOAT
    hidden, narrow = weights.hidden, model.sizes.relation
    graph.save(
        path,
        {
            "pieces": (whole, ["b", "l"]),
            "first": (whole, ["b", "t"]),
            "last": (whole, ["b", "t"]),
            "habit": (real_number, [hidden]),
        },
        {
            "words": (real_number, ["b", "t", hidden]),
            "names": (real_number, ["b", "t", len(NAMES)]),
            "arcs": (real_number, ["b", "t", "h"]),
            "child": (real_number, ["b", "t", narrow]),
            "head": (real_number, ["b", "h", narrow]),
            "meaning": (real_number, ["b", hidden]),
        },
    )


def attachments(graph: Graph, model: network.Analyser, words: str) -> None:
    """Arc scores and relation vectors; the root's own vectors are constants."""
    layers = [model.arc_child, model.relation_child, model.arc_head, model.relation_head]
    weight = torch.cat([layer.weight for layer in layers])
    bias = torch.cat([layer.bias for layer in layers])
    together = graph.gelu(graph.linear(words, weight, bias, "arc_child"))
    widths = [layer.out_features for layer in layers]
    arc_child, child, arc_head, head = graph.nodes_out(
        "Split", 4, together, graph.constant(widths, np.int64), axis=-1
    )
    with_root = []
    batch = graph.node(
        "Slice", graph.node("Shape", words), graph.constant([0], np.int64),
        graph.constant([1], np.int64),
    )  # fmt: skip
    for name, layer in ((arc_head, layers[2]), (head, layers[3])):
        root = torch.nn.functional.gelu(layer(model.root))[None, None, :]
        shape = graph.node("Concat", batch, graph.constant([1, 1], np.int64), axis=0)
        expanded = graph.node("Expand", graph.tensor(root), shape)
        with_root.append(graph.node("Concat", expanded, name, axis=1))
    crossed = graph.linear(arc_child, model.arc.weight, model.arc_bias, "arc", after_gelu=True)
    turned = graph.node("Transpose", with_root[0], perm=[0, 2, 1])
    graph.rename(graph.node("MatMul", crossed, turned), "arcs")
    graph.rename(child, "child")
    graph.rename(with_root[1], "head")


def meaning(graph: Graph, model: network.Analyser, states: list[str], real: str) -> None:
    """The sentence vector: mean over pieces, mixed over layers, projected, of length one."""
    mask = graph.node("Cast", real, to=TensorProto.FLOAT)
    total = graph.node("ReduceSum", mask, graph.constant([1], np.int64), keepdims=1)
    row = graph.node("Unsqueeze", graph.node("Div", mask, total), graph.constant([1], np.int64))
    mean = mixture(graph, [graph.node("MatMul", row, s) for s in states], model.mix_meaning)
    mean = graph.node("Squeeze", mean, graph.constant([1], np.int64))
    vector = graph.linear(mean, model.meaning.weight, model.meaning.bias, "meaning")
    norm = graph.node("ReduceL2", vector, graph.constant([-1], np.int64), keepdims=1)
    graph.rename(graph.node("Div", vector, norm), "meaning")


def relation_graph(graph: Graph, model: network.Analyser, chosen: list[int], path: Path) -> None:
    """Vectors of children and of their heads, one row per word, to the best relation."""
    width = model.sizes.relation
    weight = model.relation.weight.view(-1, width, width)[chosen].reshape(-1, width)
    crossed = graph.linear("child", weight, None, "relation", after_gelu=True)
    crossed = graph.node("Reshape", crossed, graph.constant([-1, len(chosen), width], np.int64))
    column = graph.node("Unsqueeze", "head", graph.constant([2], np.int64))
    scores = graph.node(
        "Squeeze", graph.node("MatMul", crossed, column), graph.constant([2], np.int64)
    )
    of_child, of_head = model.relation_of_child, model.relation_of_head
    own = graph.node("MatMul", "child", graph.tensor(of_child.weight[chosen].T))
    other = graph.node("MatMul", "head", graph.tensor(of_head.weight[chosen].T))
    total = graph.node("Sum", scores, own, other, graph.tensor(of_child.bias[chosen]))
    graph.rename(graph.node("ArgMax", total, axis=-1, keepdims=0), "relation")
    row = (TensorProto.FLOAT, ["n", width])
    graph.save(path, {"child": row, "head": row}, {"relation": (TensorProto.INT64, ["n"])})


def word_graph(
    graph: Graph, model: network.Analyser, tags: list[int], lemmas: list[int], path: Path
) -> None:
    """Word vectors of one language, one row per word, to its best tags and lemma scripts."""
    hidden = model.part.in_features
    with torch.no_grad():
        matrix = model.tags[tags]
        tag_weight = matrix @ model.part.weight
        tag_bias = matrix @ model.part.bias + model.tag_bias[tags]
        lemma = model.lemma
    for name, weight, bias in (
        ("tag", tag_weight, tag_bias),
        ("lemma", lemma.weight[lemmas], lemma.bias[lemmas]),
    ):
        scores = graph.linear("words", weight, bias, "part")
        count = TAG_CANDIDATES if name == "tag" else LEMMA_CANDIDATES
        best, numbers = graph.nodes_out(
            "TopK", 2, scores, graph.constant([count], np.int64), axis=-1
        )
        graph.rename(numbers, name)
        if name == "tag":
            graph.rename(best, "score")
    whole, real_number = TensorProto.INT64, TensorProto.FLOAT
    graph.save(
        path,
        {"words": (real_number, ["n", hidden])},
        {
            "tag": (whole, ["n", TAG_CANDIDATES]),
            "score": (real_number, ["n", TAG_CANDIDATES]),
            "lemma": (whole, ["n", LEMMA_CANDIDATES]),
        },
    )


def measure_ranges(model: network.Analyser, prepared: dict[str, Any], count: int) -> Ranges:
    """Run training sentences of the main languages and keep the reach of every channel."""
    ranges = Ranges(model)
    names = ("de_gsd", "de_pud", "germeval", "en_ewt_train", "en_pud", "ru_gsd", "ru_pud")
    for name in names:
        variants = prepared["train"][name][:: max(1, len(prepared["train"][name]) // count)]
        for at in range(0, len(variants), 8):
            batch = make_batch([views[-1] for views in variants[at : at + 8]])
            with torch.no_grad():
                ranges.keep = batch.mask.bool()
                states = model.encode(
                    batch.pieces, batch.mask, batch.convention, batch.name_convention
                )
                model.sentence_vectors(states, batch.mask)
                ranges.keep = batch.word_mask
                words, naming = model.word_vectors(states, batch.first, batch.last)
                model.tag_scores(words)
                model.name(naming)
                _, child, head = model.attachments(words)
                model.relation_scores(child, head, batch.heads.clamp(min=0))
    return ranges


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--balance", type=float, default=0.85, help="SmoothQuant's alpha")
    parser.add_argument("--pieces", type=int, default=60_000, help="about how many to ship")
    parser.add_argument("--sentences", type=int, default=120, help="per data set, for the scales")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    prepared = pickle.loads(arguments.data.read_bytes())
    labels: Labels = prepared["labels"]
    weights = base.read_weights(arguments.base)
    state = torch.load(arguments.checkpoint, weights_only=True)
    model = build(prepared, weights, state["layers"])
    model.load_state_dict(state["average"], strict=False)
    model.eval()
    ranges = measure_ranges(model, prepared, arguments.sentences)

    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    balance = arguments.balance
    shipped = main_pieces(weights, prepared, arguments.pieces)
    keep = [prepared["keep"][i] for i in shipped]
    main_graph(Graph(ranges, balance), model, weights, keep, out / "analyser.onnx")
    relations = known(labels, "relations", labels.relations, MAIN_LANGUAGES)
    relation_graph(Graph(ranges, balance), model, relations, out / "relations.onnx")
    languages: dict[str, Any] = {}
    for language in MAIN_LANGUAGES:
        tags = known(labels, "tags", labels.tags, (language,))
        lemmas = known(labels, "lemmas", labels.lemmas, (language,))
        word_graph(Graph(ranges, balance), model, tags, lemmas, out / f"words-{language}.onnx")
        with torch.no_grad():
            habit = (
                model.convention.weight[labels.conventions.index(DEFAULT_CONVENTION[language])]
                + model.name_convention.weight[
                    labels.name_conventions.index(NAME_CONVENTION.get(language, UNER))
                ]
            )
        languages[language] = {
            "tags": [labels.tags[i] for i in tags],
            "lemmas": [labels.lemmas[i] for i in lemmas],
            "habit": [round(float(v), 6) for v in habit],
        }
    description = {
        "format": FORMAT,
        "layers": state["layers"],
        "steps": state["step"],
        "longest": MOST_POSITIONS,
        "names": NAMES,
        "relations": [labels.relations[i] for i in relations],
        "languages": languages,
    }
    write_json(out / "labels.json", description)
    for language in MAIN_LANGUAGES:
        lexicon.write_gzip(out / f"known-{language}.txt.gz", known_words(language, prepared))
    lexicon.write(prepared, out)
    pieces = {
        "pieces": [prepared["pieces"][i] for i in shipped],
        "scores": [round(prepared["scores"][i], 4) for i in shipped],
    }
    lexicon.write_gzip(out / "pieces.json.gz", json.dumps(pieces, ensure_ascii=False))
    files = sorted(p for p in out.iterdir() if p.suffix in (".onnx", ".json", ".gz"))
    sums = {p.name: base.sha256(p) for p in files if p.name != "files.json"}
    write_json(out / "files.json", sums)
    total = sum(p.stat().st_size for p in files)
    print(f"{total / 1e6:.1f} MB in {out}")


def known(labels: Labels, kind: str, values: list[str], languages: tuple[str, ...]) -> list[int]:
    """Indices of the labels seen in one of `languages`."""
    seen = labels.languages[kind]
    return [i for i, v in enumerate(values) if set(seen[v]) & set(languages)]


def main_pieces(weights: base.BaseWeights, prepared: dict[str, Any], size: int) -> list[int]:
    """Indices of the prepared pieces to ship: the main languages' own, then frequent ones."""
    words = [
        (word, spaced)
        for name, variants in prepared["train"].items()
        if name in ("germeval", "factrueval") or name.split("_")[0] in MAIN_LANGUAGES
        for views in variants
        for example in views
        for word in example.words
        for spaced in (True, False)
    ]
    chosen = set(choose_vocabulary(weights, words, size))
    return [i for i, piece in enumerate(prepared["keep"]) if piece in chosen]


def known_words(language: str, prepared: dict[str, Any]) -> str:
    """Lower-case words: lemmas of the treebanks, a blank line, other frequent words."""
    labels: Labels = prepared["labels"]
    lemmas: set[str] = set()
    for name, variants in prepared["train"].items():
        if name.split("_")[0] == language:
            for example in (views[0] for views in variants):
                for form, script in zip(example.words, example.lemmas, strict=False):
                    if script >= 0:
                        lemmas.add(apply(form, labels.lemmas[script]).lower())
    frequencies = wordfreq.get_frequency_dict(language, "best")
    ranked = sorted(frequencies, key=lambda word: (-frequencies[word], word))
    others = {word for word in ranked[: KNOWN_WORDS[language]] if word.isalpha() and len(word) > 2}
    return "\n".join([*sorted(lemmas), "", *sorted(others - lemmas)])


def write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
