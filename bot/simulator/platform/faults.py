"""Faults on order, for each route of the interface: slow, 5xx, not JSON, dropped, or an error number."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass, field
from typing import Literal

FaultKind = Literal["latency", "status", "not_json", "drop", "errcode"]


@dataclass
class Fault:
    """``value``: seconds of latency, the HTTP status or the error number. ``times`` None: for ever."""

    route: str  # a path such as /cgi-bin/stable_token, or "*"
    kind: FaultKind
    value: float = 0
    times: int | None = 1
    rate: float = 1.0  # the share of calls that are hit
    message: str = "injected"


@dataclass
class Faults:
    """Thread-safe. The random generator is seeded: a soak can be run again."""

    seed: int = 1
    _list: list[Fault] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def add(
        self,
        route: str,
        kind: FaultKind,
        value: float = 0,
        *,
        times: int | None = 1,
        rate: float = 1.0,
        message: str = "injected",
    ) -> Fault:
        fault = Fault(route, kind, value, times, rate, message)
        with self._lock:
            self._list.append(fault)
        return fault

    def clear(self) -> None:
        with self._lock:
            self._list.clear()

    def next(self, route: str) -> list[Fault]:
        """The faults that hit this call, used up as they go."""
        with self._lock:
            hit = [f for f in self._list if f.route in (route, "*") and f.times != 0]
            hit = [f for f in hit if f.rate >= 1 or self._random.random() < f.rate]
            for fault in hit:
                if fault.times is not None:
                    fault.times -= 1
            return hit
