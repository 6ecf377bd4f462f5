"""The encoder as an ONNX graph over the packed 4-bit weights, written out by hand.

Twelve layers of nine nodes; ``MatMulNBits`` multiplies by the 4-bit blocks as they are. The few messages
of the
ONNX format that this takes are encoded here (fields by number, as in onnx.proto), since the ``onnx``
package would
be one more dependency for eighty lines.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.e5.file import BLOCK, ModelFile

MICROSOFT = "com.microsoft"
_FLOAT, _UINT8 = 1, 2
_ATTRIBUTE_FLOAT, _ATTRIBUTE_INT = 1, 2


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
        seen = parts.node("MultiHeadAttention", [q, k, v, bias], num_heads=head.heads)
        out = parts.product(seen, f"{name}ao.w", head.hidden, head.hidden)
        x = parts.add_and_norm(out, x, f"{name}aln", f"{name}ao.b")
        up = parts.product(x, f"{name}fi.w", head.inner, head.hidden)
        curved = parts.node("BiasGelu", [up, parts.vector(f"{name}fi.b", head.inner)])
        down = parts.product(curved, f"{name}fo.w", head.hidden, head.inner)
        x = parts.add_and_norm(down, x, f"{name}oln", f"{name}fo.b")
    parts.nodes.append(_node("Identity", [x], ["y"], "", {}))
    graph = b"".join(_bytes(1, node) for node in parts.nodes) + _bytes(2, b"e5")
    graph += b"".join(_bytes(5, tensor) for tensor in parts.tensors)
    graph += _bytes(11, _value("x", head.hidden)) + _bytes(12, _value("y", head.hidden))
    operators = _bytes(8, _bytes(1, b"") + _int(2, 17)) + _bytes(
        8, _bytes(1, MICROSOFT.encode()) + _int(2, 1)
    )
    return _int(1, 8) + operators + _bytes(7, graph)


class _Parts:
    def __init__(self, file: ModelFile) -> None:
        self._file = file
        self.nodes: list[bytes] = []
        self.tensors: list[bytes] = []

    def node(self, kind: str, inputs: list[str], **attributes: float) -> str:
        name = f"n{len(self.nodes)}"
        self.nodes.append(_node(kind, inputs, [name], MICROSOFT, attributes))
        return name

    def product(self, x: str, weight: str, rows: int, columns: int) -> str:
        blocks = self._file.blocks(weight, rows, columns)
        # The file keeps weight j beside weight j+16 of a block; the operator wants neighbours in one byte.
        nibbles = np.concatenate([blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4], axis=-1)
        packed = (nibbles[..., 0::2] | (nibbles[..., 1::2] << 4)).astype(np.uint8)
        self.tensors.append(_tensor(weight, _UINT8, packed))
        scales = self.floats(f"{weight}.scale", blocks["scale"].astype(np.float32).reshape(-1))
        # accuracy_level 4: activations as int8, which is what the wheel's own engine does.
        return self.node(
            "MatMulNBits", [x, weight, scales], K=columns, N=rows, bits=4, block_size=BLOCK, accuracy_level=4
        )

    def add_and_norm(self, value: str, skip: str, norm: str, bias: str) -> str:
        size = self._file.header.hidden
        gamma, beta, shift = (self.vector(key, size) for key in (f"{norm}.w", f"{norm}.b", bias))
        return self.node(
            "SkipLayerNormalization",
            [value, skip, gamma, beta, shift],
            epsilon=float(self._file.header.epsilon),
        )

    def vector(self, name: str, size: int) -> str:
        return self.floats(name, self._file.floats(name, size))

    def floats(self, name: str, values: NDArray[Any]) -> str:
        self.tensors.append(_tensor(name, _FLOAT, values.astype("<f4")))
        return name


def _node(
    kind: str, inputs: Iterable[str], outputs: Iterable[str], domain: str, attributes: dict[str, float]
) -> bytes:
    message = b"".join(_bytes(1, name.encode()) for name in inputs)
    message += b"".join(_bytes(2, name.encode()) for name in outputs)
    message += _bytes(4, kind.encode()) + _bytes(7, domain.encode())
    return message + b"".join(_bytes(5, _attribute(name, value)) for name, value in attributes.items())


def _attribute(name: str, value: float) -> bytes:
    head = _bytes(1, name.encode())
    if isinstance(value, int):
        return head + _int(3, value) + _int(20, _ATTRIBUTE_INT)
    return head + _key(2, 5) + struct.pack("<f", value) + _int(20, _ATTRIBUTE_FLOAT)


def _tensor(name: str, kind: int, values: NDArray[Any]) -> bytes:
    dims = b"".join(_int(1, size) for size in values.shape)
    return dims + _int(2, kind) + _bytes(8, name.encode()) + _bytes(9, values.tobytes())


def _value(name: str, hidden: int) -> bytes:
    dims = _bytes(1, _int(1, 1)) + _bytes(1, _bytes(2, b"tokens")) + _bytes(1, _int(1, hidden))
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, _int(1, _FLOAT) + _bytes(2, dims)))


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])


def _key(field: int, kind: int) -> bytes:
    return _varint(field << 3 | kind)


def _int(field: int, value: int) -> bytes:
    return _key(field, 0) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _key(field, 2) + _varint(len(value)) + value
