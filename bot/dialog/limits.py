"""How much one sender may send: past it she reads one polite sentence, then nothing until it has calmed down.

Kept in memory: it guards this process, and after a restart everybody starts afresh. What was refused is
remembered for as long as the platform may send it again, so that a resend gets the first reply.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.messages import Incoming, Kind
from bot.settings.parts import Limits
from bot.texts import limits as texts

MAX_SENDERS = 5_000  # about 5 MB at rest, 130 MB if every one of them floods
FREE = (Kind.UNFOLLOW, Kind.NOTICE)  # personal ties are deleted however fast somebody comes and goes


@dataclass
class _Sender:
    taken: deque[tuple[datetime, str]] = field(default_factory=deque)  # moment and key, both verdicts
    refused: dict[str, str] = field(default_factory=dict)  # key: what she read
    quiet: bool = False


class Limiter:
    """Thread-safe."""

    def __init__(self, limits: Limits) -> None:
        self._most = limits.burst_messages
        self._window = timedelta(seconds=limits.burst_seconds)
        self._senders: OrderedDict[tuple[str, str], _Sender] = OrderedDict()
        self._lock = threading.Lock()

    def refusal(self, incoming: Incoming, key: str, now: datetime) -> str | None:
        """None: go on. Else the reply, empty for silence. The same key gets the same verdict."""
        if not self._most or incoming.kind in FREE:
            return None
        with self._lock:
            sender = self._sender((incoming.channel, incoming.sender))
            self._forget(sender, now)
            if key in sender.refused:
                return sender.refused[key]
            if any(key == earlier for _, earlier in sender.taken):
                return None
            sender.taken.append((now, key))
            if len(sender.taken) <= self._most:
                sender.quiet = False
                return None
            text = "" if sender.quiet else texts.too_fast(self._window)
            sender.refused[key], sender.quiet = text, True
            if len(sender.taken) > 2 * self._most:  # a flood must not grow the list
                _, oldest = sender.taken.popleft()
                sender.refused.pop(oldest, None)
            return text

    def _sender(self, name: tuple[str, str]) -> _Sender:
        sender = self._senders.setdefault(name, _Sender())
        self._senders.move_to_end(name)
        if len(self._senders) > MAX_SENDERS:
            self._senders.popitem(last=False)
        return sender

    def _forget(self, sender: _Sender, now: datetime) -> None:
        """What lies outside the window; also what lies ahead, when the clock was put back."""
        while sender.taken and not now - self._window < sender.taken[0][0] <= now:
            _, key = sender.taken.popleft()
            sender.refused.pop(key, None)
