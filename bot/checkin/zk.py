"""The only place that touches pyzk (0.9, GPL-2.0, which is why it is an extra). Its traps are closed here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from zk import ZK
from zk.exception import ZKError, ZKNetworkError

if TYPE_CHECKING:
    from bot.checkin.terminal import Terminal


class _Machine(ZK):  # type: ignore[misc]
    """Overrides private methods by their mangled names; the version is pinned for that reason."""

    def get_users(self) -> list[Any]:
        """Called by ``get_attendance``; names, passwords and card numbers stay in the machine."""
        return []

    def _ZK__create_socket(self) -> None:
        """The library leaves the one that it made first open."""
        self._ZK__sock.close()
        super()._ZK__create_socket()

    def _ZK__recieve_raw_data(self, size: int) -> bytes:
        """The library's own waits for ever when the machine closes the connection in the middle."""
        data = b""
        while len(data) < size:
            part = self._ZK__sock.recv(size - len(data))
            if not part:
                raise ZKNetworkError("closed in the middle")
            data += part
        return data

    def _ZK__decode_time(self, packed: bytes) -> datetime | None:
        """None for a moment that does not exist, like the 31st of February after a power cut."""
        try:
            moment: datetime = super()._ZK__decode_time(packed)
        except ValueError:
            return None
        return moment


@contextmanager
def connected(terminal: Terminal, timeout_seconds: int) -> Iterator[_Machine]:
    """Ping is left out: offices block it. Raises :class:`ZKError` or ``OSError``."""
    machine = _Machine(
        terminal.host,
        port=terminal.port,
        timeout=timeout_seconds,
        password=terminal.password,
        force_udp=terminal.udp,
        ommit_ping=True,
    )
    try:
        machine.connect()
        yield machine
    finally:
        with suppress(ZKError, OSError):
            if machine.is_connect:
                machine.disconnect()
        machine._ZK__sock.close()
