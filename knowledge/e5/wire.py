"""The few messages of the ONNX format that the graph takes, encoded by hand (fields by number,
as in onnx.proto).

The ``onnx`` package would be one more dependency for sixty lines.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import Any

from numpy.typing import NDArray

FLOAT, UINT8, INT8, INT64 = 1, 2, 3, 7
_ATTRIBUTE_FLOAT, _ATTRIBUTE_INT = 1, 2


def node(
    kind: str, inputs: Iterable[str], outputs: Iterable[str], domain: str, attributes: dict[str, float]
) -> bytes:
    message = b"".join(field(1, name.encode()) for name in inputs)
    message += b"".join(field(2, name.encode()) for name in outputs)
    message += field(4, kind.encode()) + field(7, domain.encode())
    return message + b"".join(field(5, _attribute(name, value)) for name, value in attributes.items())


def _attribute(name: str, value: float) -> bytes:
    head = field(1, name.encode())
    if isinstance(value, int):
        return head + integer(3, value) + integer(20, _ATTRIBUTE_INT)
    return head + _key(2, 5) + struct.pack("<f", value) + integer(20, _ATTRIBUTE_FLOAT)


def tensor(name: str, kind: int, values: NDArray[Any]) -> bytes:
    dims = b"".join(integer(1, size) for size in values.shape)
    return dims + integer(2, kind) + field(8, name.encode()) + field(9, values.tobytes())


def value(name: str, hidden: int) -> bytes:
    dims = field(1, integer(1, 1)) + field(1, field(2, b"tokens")) + field(1, integer(1, hidden))
    return field(1, name.encode()) + field(2, field(1, integer(1, FLOAT) + field(2, dims)))


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])


def _key(number: int, kind: int) -> bytes:
    return _varint(number << 3 | kind)


def integer(number: int, value: int) -> bytes:
    return _key(number, 0) + _varint(value)


def field(number: int, value: bytes) -> bytes:
    return _key(number, 2) + _varint(len(value)) + value
