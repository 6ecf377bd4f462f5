"""The encoder as an ONNX graph in whole numbers of a byte, written out by hand.

Twelve layers. The file's 4-bit weights become one byte each with a scale a column, which processors multiply
twice as fast as 4-bit blocks. Weights use 7 of the 8 bits: older processors add two products in 16 bits, and
with 8 these overflow. A vector differs from the 4-bit one's by a cosine of 0.999.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from knowledge.e5 import wire
from knowledge.e5.file import Floats, ModelFile

MICROSOFT = "com.microsoft"
LARGEST_WEIGHT = 64


def model(file: ModelFile) -> bytes:
    """Input ``x``: [1, tokens, hidden] after the embedding's norm; output ``y``: the same shape."""
    head, parts = file.header, _Parts(file)
    x = "x"
    for i in range(head.layers):
        name = f"l{i}."
        q, k, v = (parts.product(x, f"{name}{key}.w", head.hidden, head.hidden) for key in "qkv")
        bias = parts.floats(
            f"{name}qkv.b", np.concatenate([file.floats(f"{name}{k}.b", head.hidden) for k in "qkv"])
        )
        seen = parts.ours("MultiHeadAttention", [q, k, v, bias], num_heads=head.heads)
        out = parts.product(seen, f"{name}ao.w", head.hidden, head.hidden)
        x = parts.add_and_norm(out, x, f"{name}aln", f"{name}ao.b")
        up = parts.product(x, f"{name}fi.w", head.inner, head.hidden)
        curved = parts.ours("BiasGelu", [up, parts.vector(f"{name}fi.b", head.inner)])
        down = parts.product_by_token(curved, f"{name}fo.w", head.hidden, head.inner)
        x = parts.add_and_norm(down, x, f"{name}oln", f"{name}fo.b")
    parts.nodes.append(wire.node("Identity", [x], ["y"], "", {}))
    graph = b"".join(wire.field(1, node) for node in parts.nodes) + wire.field(2, b"e5")
    graph += b"".join(wire.field(5, tensor) for tensor in parts.tensors.values())
    graph += wire.field(11, wire.value("x", head.hidden)) + wire.field(12, wire.value("y", head.hidden))
    operators = (("", 18), (MICROSOFT, 1))
    versions = [wire.field(8, wire.field(1, d.encode()) + wire.integer(2, v)) for d, v in operators]
    return wire.integer(1, 8) + b"".join(versions) + wire.field(7, graph)


class _Parts:
    def __init__(self, file: ModelFile) -> None:
        self._file = file
        self.nodes: list[bytes] = []
        self.tensors: dict[str, bytes] = {}

    def ours(self, kind: str, inputs: list[str], **attributes: float) -> str:
        """A node of onnxruntime's own operators."""
        return self._node(kind, inputs, MICROSOFT, attributes)

    def plain(self, kind: str, *inputs: str, **attributes: float) -> str:
        return self._node(kind, list(inputs), "", attributes)

    def _node(self, kind: str, inputs: list[str], domain: str, attributes: dict[str, float]) -> str:
        name = f"n{len(self.nodes)}"
        self.nodes.append(wire.node(kind, inputs, [name], domain, attributes))
        return name

    def product(self, x: str, weight: str, rows: int, columns: int) -> str:
        """Times a weight matrix; the whole of ``x`` is made bytes with one scale."""
        return self.ours("DynamicQuantizeMatMul", [x, *self._weight(weight, rows, columns)])

    def product_by_token(self, x: str, weight: str, rows: int, columns: int) -> str:
        """The same with a scale for each token.

        After the curve, the first and last token are ten times as large as the words; under one scale the
        words lose most of their bits, three quarters of the whole loss.
        """
        name, scales = self._weight(weight, rows, columns)
        axis = self._constant("last_axis", wire.INT64, np.array([-1], np.int64))
        byte = self._constant("one_127th", wire.FLOAT, np.array([1 / 127], np.float32))
        middle = self._constant("middle", wire.FLOAT, np.array([128], np.float32))
        zero = self._constant("zero", wire.UINT8, np.array(128, np.uint8))
        size = self.plain("Mul", self.plain("ReduceMax", self.plain("Abs", x), axis, keepdims=1), byte)
        whole = self.plain("Add", self.plain("Round", self.plain("Div", x, size)), middle)
        sums = self.plain("MatMulInteger", self.plain("Cast", whole, to=wire.UINT8), name, zero)
        return self.plain("Mul", self.plain("Mul", self.plain("Cast", sums, to=wire.FLOAT), scales), size)

    def _weight(self, weight: str, rows: int, columns: int) -> tuple[str, str]:
        """The names of the matrix in bytes and of its columns' scales."""
        values = self._file.matrix(weight, rows, columns)
        scales: Floats = np.abs(values).max(axis=1) / LARGEST_WEIGHT
        whole = np.ascontiguousarray(np.round(values / scales[:, None]).astype(np.int8).T)
        self._constant(weight, wire.INT8, whole)
        return weight, self.floats(f"{weight}.scale", scales)

    def add_and_norm(self, value: str, skip: str, norm: str, bias: str) -> str:
        size = self._file.header.hidden
        gamma, beta, shift = (self.vector(key, size) for key in (f"{norm}.w", f"{norm}.b", bias))
        return self.ours(
            "SkipLayerNormalization",
            [value, skip, gamma, beta, shift],
            epsilon=float(self._file.header.epsilon),
        )

    def vector(self, name: str, size: int) -> str:
        return self.floats(name, self._file.floats(name, size))

    def floats(self, name: str, values: Floats) -> str:
        return self._constant(name, wire.FLOAT, values.astype("<f4"))

    def _constant(self, name: str, kind: int, values: NDArray[np.generic]) -> str:
        if name not in self.tensors:
            self.tensors[name] = wire.tensor(name, kind, values)
        return name
