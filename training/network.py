"""The analyser as a torch module: base encoder layers and one head per question.

Word vectors come from first and last piece over a learnt mix of layers (Peters et al. 2018;
Kondratyuk and Straka 2019); arcs and relations are biaffine (Dozat and Manning 2017); a tag's score
is the sum of the scores of its parts, so that rare combinations of features share what is known
about each; treebank habits are separate learnt vectors (Stymne et al. 2018).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from training.base import BaseWeights


def drop(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout with one mask for all places of a sentence (Gal and Ghahramani 2016): cheap."""
    if not training or share == 0:
        return x
    kept = torch.rand(x.shape[0], 1, x.shape[2]) >= share
    return x * (kept / (1 - share)).to(x.dtype)


class Layer(nn.Module):
    """One post-norm transformer layer of the BERT kind."""

    def __init__(self, hidden: int, feed_forward: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(hidden, 3 * hidden)
        self.attended = nn.Linear(hidden, hidden)
        self.attended_norm = nn.LayerNorm(hidden, eps=epsilon)
        self.widen = nn.Linear(hidden, feed_forward)
        self.narrow = nn.Linear(feed_forward, hidden)
        self.out_norm = nn.LayerNorm(hidden, eps=epsilon)

    def forward(self, x: Tensor, bias: Tensor, dropout: float) -> Tensor:
        batch, length, hidden = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, hidden // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        # Written out: torch's fused attention is several times slower backwards on sentences this
        # short.
        scores = query @ key.transpose(-1, -2) / math.sqrt(key.shape[-1]) + bias
        mixed = torch.softmax(scores, -1).to(value.dtype) @ value
        mixed = self.attended(mixed.transpose(1, 2).reshape(batch, length, hidden))
        x = self.attended_norm(x + drop(mixed, dropout, self.training))
        fed = self.narrow(F.gelu(self.widen(x)))
        return self.out_norm(x + drop(fed, dropout, self.training))


class Encoder(nn.Module):
    """Frozen piece embeddings and the first layers of the base model."""

    def __init__(self, embedding: Tensor, positions: Tensor, epsilon: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding.from_pretrained(embedding, freeze=True)
        self.positions = nn.Parameter(positions, requires_grad=False)
        self.norm = nn.LayerNorm(embedding.shape[1], eps=epsilon)
        self.layers = nn.ModuleList()

    @classmethod
    def from_base(cls, weights: BaseWeights, keep: Sequence[int], layers: int) -> Encoder:
        """The encoder with the pieces `keep` and the first `layers` layers of the base weights."""
        h, wide = weights.hidden, weights.feed_forward

        def vector(name: str) -> Tensor:
            return torch.from_numpy(weights.vector(name))

        def matrix(name: str, width: int) -> Tensor:
            return torch.from_numpy(weights.matrix(name, width))

        positions = vector("emb.pos").view(-1, h) + vector("emb.type").view(-1, h)[0]
        encoder = cls(matrix("emb.word", h)[list(keep)], positions, weights.epsilon)
        encoder.norm.weight.data = vector("emb.ln.w")
        encoder.norm.bias.data = vector("emb.ln.b")
        for i in range(layers):
            layer = Layer(h, wide, weights.heads, weights.epsilon)
            p = f"l{i}."
            layer.qkv.weight.data = torch.cat([matrix(f"{p}{n}.w", h) for n in "qkv"])
            layer.qkv.bias.data = torch.cat([vector(f"{p}{n}.b") for n in "qkv"])
            for module, name, width in (
                (layer.attended, "ao", h),
                (layer.widen, "fi", h),
                (layer.narrow, "fo", wide),
            ):
                module.weight.data = matrix(f"{p}{name}.w", width)
                module.bias.data = vector(f"{p}{name}.b")
            for norm, name in ((layer.attended_norm, "aln"), (layer.out_norm, "oln")):
                norm.weight.data = vector(f"{p}{name}.w")
                norm.bias.data = vector(f"{p}{name}.b")
            encoder.layers.append(layer)
        return encoder

    def forward(
        self, pieces: Tensor, mask: Tensor, extra: Tensor | None = None, dropout: float = 0.0
    ) -> list[Tensor]:
        """Hidden states of the embeddings and every layer, each (batch, length, hidden)."""
        x = self.pieces(pieces) + self.positions[: pieces.shape[1]]
        if extra is not None:
            x = x + extra[:, None, :]
        x = self.norm(x)
        bias = ((1.0 - mask) * -1e4)[:, None, None, :]
        states = [x]
        for layer in self.layers:
            x = layer(x, bias, dropout)
            states.append(x)
        return states


@dataclass(frozen=True)
class Sizes:
    """How many labels each head knows."""

    lemmas: int
    relations: int
    names: int
    conventions: int
    name_conventions: int
    arc: int = 256
    relation: int = 96


def tag_parts(tags: Sequence[str]) -> tuple[list[str], Tensor]:
    """The parts of all tags (UPOS, `Feature=Value`, both joined with UPOS) and the 0/1 matrix
    (tags, parts).

    A feature counts twice, alone and with its part of speech: German Case on nouns and on verbs
    differ.
    """
    split = []
    for tag in tags:
        upos, *feats = tag.split("|")
        split.append([upos, *feats, *(f"{upos}|{feat}" for feat in feats)])
    parts = sorted({part for row in split for part in row})
    index = {part: i for i, part in enumerate(parts)}
    matrix = torch.zeros(len(tags), len(parts))
    for row, names in enumerate(split):
        matrix[row, [index[name] for name in names]] = 1.0
    return parts, matrix


class Analyser(nn.Module):
    """Encoder and heads. `tags` is the 0/1 matrix of `tag_parts`."""

    tags: Tensor

    def __init__(self, encoder: Encoder, sizes: Sizes, tags: Tensor) -> None:
        super().__init__()
        self.encoder = encoder
        self.sizes = sizes
        hidden = encoder.norm.weight.shape[0]
        states = len(encoder.layers) + 1
        top = torch.tensor([0.0] * (states - 1) + [1.0])
        self.mix_syntax = nn.Parameter(top.clone())
        self.mix_names = nn.Parameter(top.clone())
        self.mix_meaning = nn.Parameter(top.clone())
        self.convention = nn.Embedding(sizes.conventions, hidden)
        self.name_convention = nn.Embedding(sizes.name_conventions, hidden)
        nn.init.normal_(self.convention.weight, std=0.01)
        nn.init.normal_(self.name_convention.weight, std=0.01)
        self.syntax = nn.Linear(2 * hidden, hidden)
        self.syntax_norm = nn.LayerNorm(hidden)
        self.naming = nn.Linear(2 * hidden, hidden)
        self.naming_norm = nn.LayerNorm(hidden)
        self.root = nn.Parameter(torch.randn(hidden) * 0.02)
        self.register_buffer("tags", tags)
        self.part = nn.Linear(hidden, tags.shape[1])
        self.tag_bias = nn.Parameter(torch.zeros(tags.shape[0]))
        self.lemma = nn.Linear(hidden, sizes.lemmas)
        self.name = nn.Linear(hidden, sizes.names)
        self.arc_child = nn.Linear(hidden, sizes.arc)
        self.arc_head = nn.Linear(hidden, sizes.arc)
        self.arc = nn.Linear(sizes.arc, sizes.arc, bias=False)
        nn.init.xavier_uniform_(self.arc.weight)
        self.arc_bias = nn.Parameter(torch.zeros(sizes.arc))
        self.relation_child = nn.Linear(hidden, sizes.relation)
        self.relation_head = nn.Linear(hidden, sizes.relation)
        self.relation = nn.Linear(sizes.relation, sizes.relations * sizes.relation, bias=False)
        nn.init.normal_(self.relation.weight, std=0.02)
        self.relation_of_child = nn.Linear(sizes.relation, sizes.relations)
        self.relation_of_head = nn.Linear(sizes.relation, sizes.relations, bias=False)
        self.meaning = nn.Linear(hidden, hidden)

    def mixed(self, states: list[Tensor], mix: Tensor) -> Tensor:
        shares = torch.softmax(mix, 0)
        total = states[0] * shares[0]
        for i, state in enumerate(states[1:], 1):
            total = total + state * shares[i]
        return total

    def encode(
        self,
        pieces: Tensor,
        mask: Tensor,
        convention: Tensor,
        name_convention: Tensor,
        dropout: float = 0.0,
    ) -> list[Tensor]:
        extra = self.convention(convention) + self.name_convention(name_convention)
        return self.encoder(pieces, mask, extra, dropout)

    def word_vectors(
        self, states: list[Tensor], first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Vectors for syntax and for names, each (batch, words, hidden)."""
        x = self.mixed(states, self.mix_syntax)
        y = self.mixed(states, self.mix_names)
        ends = [i[:, :, None].expand(-1, -1, x.shape[-1]) for i in (first, last)]

        def both(z: Tensor) -> Tensor:
            return torch.cat([torch.gather(z, 1, i) for i in ends], -1)

        return (
            self.syntax_norm(F.gelu(self.syntax(both(x)))),
            self.naming_norm(F.gelu(self.naming(both(y)))),
        )

    def sentence_vectors(self, states: list[Tensor], mask: Tensor) -> Tensor:
        """One vector per sentence, (batch, hidden), of length one."""
        x = self.mixed(states, self.mix_meaning)
        mean = (x * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        return F.normalize(self.meaning(mean), dim=-1)

    def tag_scores(self, words: Tensor) -> Tensor:
        return self.part(words) @ self.tags.T + self.tag_bias

    def attachments(self, words: Tensor, dropout: float = 0.0) -> tuple[Tensor, Tensor, Tensor]:
        """Arc scores (batch, child, head; head 0 is the root) and what `relation_scores` needs."""
        batch, _, hidden = words.shape
        with_root = torch.cat([self.root.expand(batch, 1, hidden), words], 1)

        def project(layer: nn.Linear, x: Tensor) -> Tensor:
            return drop(F.gelu(layer(x)), dropout, self.training)

        child = project(self.arc_child, words)
        head = project(self.arc_head, with_root)
        arcs = self.arc(child) @ head.transpose(1, 2) + (head @ self.arc_bias)[:, None, :]
        return (
            arcs,
            project(self.relation_child, words),
            project(self.relation_head, with_root),
        )

    def relation_scores(self, child: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Scores (batch, child, relation) for the arcs to `heads`."""
        batch, words, width = child.shape
        chosen = torch.gather(head, 1, heads[:, :, None].expand(-1, -1, width))
        crossed = self.relation(child).view(batch, words, self.sizes.relations, width)
        scores = (crossed * chosen[:, :, None, :]).sum(-1)
        return scores + self.relation_of_child(child) + self.relation_of_head(chosen)
