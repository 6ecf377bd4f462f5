"""Texts to unit vectors: tokens, their embedding's rows, the graph, the mean over tokens."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime  # type: ignore[import-untyped]

from knowledge.e5.file import Floats, ModelFile, unpack
from knowledge.e5.graph import model
from knowledge.e5.tokens import Tokenizer


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=os.cpu_count() or 1, thread_name_prefix="e5")


class E5:
    """``encode`` gives unit vectors; it may be called from several threads."""

    def __init__(self, path: Path) -> None:
        file = ModelFile(path)
        head = file.header
        self.dimensions = head.hidden
        self._positions = head.positions
        self._epsilon = np.float32(head.epsilon)
        self.tokenizer = Tokenizer(file.vocabulary)
        self._words = file.blocks("emb.word", head.vocabulary, head.hidden)
        places = file.floats("emb.pos", head.positions * head.hidden).reshape(head.positions, head.hidden)
        self._places = places + file.floats("emb.type", head.hidden)
        self._gain, self._shift = (file.floats(f"emb.ln.{key}", head.hidden) for key in "wb")
        options = onnxruntime.SessionOptions()
        # One core a text: a question is then as fast on a busy machine, and an index uses all cores by texts.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(model(file), options, ["CPUExecutionProvider"])

    def encode(self, texts: Sequence[str]) -> Floats:
        """One unit vector a text, in the order given; the caller adds ``query: `` or ``passage: ``."""
        made = _pool().map(self._vector, texts) if len(texts) > 1 else map(self._vector, texts)
        return np.array(list(made), np.float32).reshape(-1, self.dimensions)

    def _vector(self, text: str) -> Floats:
        ids = self.tokenizer.ids(text, self._positions)
        x = unpack(self._words[ids]) + self._places[: len(ids)]
        x -= x.mean(axis=1, keepdims=True)
        x /= np.sqrt((x * x).mean(axis=1, keepdims=True) + self._epsilon)
        x = x * self._gain + self._shift
        (hidden,) = self._session.run(["y"], {"x": x[None].astype(np.float32)})
        mean = hidden[0].mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), np.float32)
