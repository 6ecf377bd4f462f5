"""The words of a push, as the last look before sending leaves them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Spoken:
    text: str
    fields: dict[str, str] = field(default_factory=dict)
