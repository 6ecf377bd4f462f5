"""Vectors that come with the package: a first start is complete in seconds instead of half an hour.

``CORE`` holds congress law, the township's set and all questions, ``REST`` the other laws in force. One byte
a number with a scale a vector (cosines change by less than 0.001); made by ``bench/pack_vectors.py``. A
passage that changed since has another hash and is embedded like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

CORE = Path(__file__).parent / "data" / "vectors.npz"
REST = CORE.with_name("vectors_rest.npz")
FILES = (CORE, REST)


def load(embedder_name: str, path: Path) -> Mapping[str, NDArray[np.float32]]:
    """Hash to vector; empty when there is no file or it was made with another embedder."""
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as file:
        if str(file["embedder"]) != embedder_name:
            return {}
        vectors = file["numbers"].astype(np.float32) * file["scales"].astype(np.float32)[:, None]
        return dict(zip(map(str, file["hashes"]), vectors, strict=True))


def save(embedder_name: str, vectors: Iterable[tuple[str, NDArray[np.float32]]], path: Path) -> int:
    """Write the vectors; returns how many."""
    pairs = sorted(vectors)
    matrix = np.stack([vector for _, vector in pairs])
    scales = np.abs(matrix).max(axis=1) / 127
    np.savez_compressed(
        path,
        embedder=np.array(embedder_name),
        hashes=np.array([key for key, _ in pairs]),
        numbers=np.round(matrix / scales[:, None]).astype(np.int8),
        scales=scales.astype(np.float32),
    )
    return len(pairs)
