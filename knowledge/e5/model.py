"""The encoder's forward pass over the tokens of many texts at once; attention stays inside each text."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from knowledge.e5.file import Floats, ModelFile, unpack
from knowledge.e5.tokens import Tokenizer

# Tokens in one pass: enough for full speed, and under 30 MB of intermediate values.
BATCH_TOKENS = 1024
# Rows of the inner layer handled at once, so that they stay in the processor's cache.
_GELU_ROWS = 512
_GELU = np.float32(0.7978845608)


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="e5")


def _batches(tokens: list[list[int]]) -> list[list[int]]:
    """Texts of like length together, by their places, up to ``BATCH_TOKENS``."""
    found: list[list[int]] = []
    room = 0
    for index in sorted(range(len(tokens)), key=lambda i: len(tokens[i])):
        room -= len(tokens[index])
        if not found or room < 0:
            found.append([])
            room = BATCH_TOKENS - len(tokens[index])
        found[-1].append(index)
    return found


@dataclass(frozen=True)
class _Layer:
    qkv: Floats
    qkv_bias: Floats
    out: Floats
    out_bias: Floats
    norm_1: tuple[Floats, Floats]
    up: Floats
    up_bias: Floats
    down: Floats
    down_bias: Floats
    norm_2: tuple[Floats, Floats]


class E5:
    """``encode`` gives unit vectors; it may be called from several threads."""

    def __init__(self, path: Path) -> None:
        file = ModelFile(path)
        head = file.header
        self.dimensions = head.hidden
        self._head = head
        self._tokenizer = Tokenizer(file.vocabulary)
        self._words = file.blocks("emb.word", head.vocabulary, head.hidden)
        self._places = file.floats("emb.pos", head.positions * head.hidden).reshape(
            head.positions, head.hidden
        )
        self._places = self._places + file.floats("emb.type", head.hidden)
        self._norm = (file.floats("emb.ln.w", head.hidden), file.floats("emb.ln.b", head.hidden))
        self._layers = [self._layer(file, f"l{i}.") for i in range(head.layers)]

    def _layer(self, file: ModelFile, name: str) -> _Layer:
        size, inner = self._head.hidden, self._head.inner

        def norm(key: str) -> tuple[Floats, Floats]:
            return file.floats(f"{name}{key}.w", size), file.floats(f"{name}{key}.b", size)

        return _Layer(
            qkv=np.ascontiguousarray(np.vstack([file.matrix(f"{name}{k}.w", size, size) for k in "qkv"]).T),
            qkv_bias=np.concatenate([file.floats(f"{name}{k}.b", size) for k in "qkv"]),
            out=np.ascontiguousarray(file.matrix(f"{name}ao.w", size, size).T),
            out_bias=file.floats(f"{name}ao.b", size),
            norm_1=norm("aln"),
            up=np.ascontiguousarray(file.matrix(f"{name}fi.w", inner, size).T),
            up_bias=file.floats(f"{name}fi.b", inner),
            down=np.ascontiguousarray(file.matrix(f"{name}fo.w", size, inner).T),
            down_bias=file.floats(f"{name}fo.b", size),
            norm_2=norm("oln"),
        )

    def encode(self, texts: Sequence[str]) -> Floats:
        """One unit vector a text, in the order given; the caller adds ``query: `` or ``passage: ``."""
        tokens = [self._tokenizer.ids(text, self._head.positions) for text in texts]
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        batches = _batches(tokens)
        work = [[tokens[i] for i in batch] for batch in batches]
        # numpy lets go of the interpreter while it multiplies: several batches run on all cores.
        made = _pool().map(self._forward, work) if len(work) > 1 else map(self._forward, work)
        for batch, rows in zip(batches, made, strict=True):
            vectors[batch] = rows
        return vectors

    def _forward(self, batch: list[list[int]]) -> Floats:
        bounds = np.cumsum([0, *map(len, batch)])
        spans = [(int(a), int(b)) for a, b in zip(bounds, bounds[1:], strict=False)]
        x = unpack(self._words[np.concatenate(batch)])
        x += np.concatenate([self._places[: b - a] for a, b in spans])
        x = self._normal(x, self._norm)
        for layer in self._layers:
            x = self._normal(x + (self._attend(x, layer, spans) @ layer.out + layer.out_bias), layer.norm_1)
            x = self._normal(x + self._inner(x, layer), layer.norm_2)
        pooled = np.stack([x[a:b].mean(axis=0) for a, b in spans])
        return np.asarray(pooled / np.linalg.norm(pooled, axis=1, keepdims=True), np.float32)

    def _attend(self, x: Floats, layer: _Layer, spans: list[tuple[int, int]]) -> Floats:
        heads, size = self._head.heads, self._head.hidden
        width = size // heads
        qkv = (x @ layer.qkv + layer.qkv_bias).reshape(len(x), 3, heads, width).transpose(1, 2, 0, 3)
        context = np.empty((len(x), heads, width), np.float32)
        scale = np.float32(width**-0.5)
        for a, b in spans:
            q, k, v = qkv[:, :, a:b]
            scores = (q * scale) @ k.transpose(0, 2, 1)
            scores -= scores.max(axis=-1, keepdims=True)
            np.exp(scores, out=scores)
            scores /= scores.sum(axis=-1, keepdims=True)
            context[a:b] = (scores @ v).transpose(1, 0, 2)
        return context.reshape(len(x), size)

    @staticmethod
    def _inner(x: Floats, layer: _Layer) -> Floats:
        out = np.empty_like(x)
        for start in range(0, len(x), _GELU_ROWS):
            rows = x[start : start + _GELU_ROWS] @ layer.up
            rows += layer.up_bias
            # The tanh form of GELU: numpy has no erf, and the vectors agree to 0.999.
            curve = rows * rows
            curve *= np.float32(0.044715)
            curve += np.float32(1.0)
            curve *= rows
            curve *= _GELU
            np.tanh(curve, out=curve)
            curve += np.float32(1.0)
            curve *= rows
            curve *= np.float32(0.5)
            out[start : start + _GELU_ROWS] = curve @ layer.down
        out += layer.down_bias
        return out

    def _normal(self, x: Floats, norm: tuple[Floats, Floats]) -> Floats:
        x = x - x.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", x, x)[:, None] / np.float32(x.shape[1])
        x /= np.sqrt(spread + np.float32(self._head.epsilon))
        x *= norm[0]
        x += norm[1]
        return np.asarray(x, np.float32)
