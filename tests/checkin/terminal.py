"""A stand-in attendance machine that speaks the ZK protocol over TCP and UDP on this machine.

Written from the protocol's public description, not from the library that it tests. It remembers every command
that it was asked, so that a test can say what was not asked for.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

CONNECT, EXIT, GET_TIME, FREE_SIZES = 1000, 1001, 201, 50
PREPARE_BUFFER, READ_BUFFER, FREE_DATA = 1503, 1504, 1502
DATA, OK, ERROR, UNAUTHORISED, AUTH = 1501, 2000, 2001, 2005, 1102
ATTENDANCE_LOG, USERS = 13, 9
TCP_TOP = 0x7D825050


def packed_time(moment: datetime) -> bytes:
    days = ((moment.year % 100) * 12 + moment.month - 1) * 31 + moment.day - 1
    return struct.pack("<I", ((days * 24 + moment.hour) * 60 + moment.minute) * 60 + moment.second)


@dataclass
class Machine:
    clock: datetime
    records: list[tuple[str, datetime]] = field(default_factory=list)
    raw: list[tuple[str, bytes]] = field(default_factory=list)  # with a time that is none
    drop_at: int = 0  # closes the connection instead of answering this command
    cut_data: bool = False  # closes in the middle of the records
    needs_password: bool = False
    asked: list[int] = field(default_factory=list)
    read: list[int] = field(default_factory=list)  # which data
    port: int = 0

    def answer(self, packet: bytes) -> bytes | None:
        command, _, session, reply = struct.unpack("<4H", packet[:8])
        self.asked.append(command)
        if command == self.drop_at:
            return None
        code, data = self._does(command, packet[8:])
        return struct.pack("<4H", code, 0, 4711 if command == CONNECT else session, reply) + data

    def _does(self, command: int, data: bytes) -> tuple[int, bytes]:
        if command == CONNECT and self.needs_password:
            return UNAUTHORISED, b""
        if command == GET_TIME:
            return OK, packed_time(self.clock)
        if command == FREE_SIZES:
            sizes = [0] * 20
            sizes[4], sizes[6], sizes[8] = 3, 3, len(self.records) + len(self.raw)
            return OK, struct.pack("<20i", *sizes)
        if command == PREPARE_BUFFER:
            self.read.append(struct.unpack("<bhii", data)[1])
            return DATA, self._log()
        return (OK, b"") if command in (CONNECT, EXIT, FREE_DATA, AUTH) else (ERROR, b"")

    def _log(self) -> bytes:
        times = [(number, packed_time(moment)) for number, moment in self.records] + self.raw
        rows = [
            struct.pack("<H24sB4sB8s", order, number.encode(), 1, moment, 0, b"")
            for order, (number, moment) in enumerate(times, 1)
        ]
        return struct.pack("<I", 40 * len(rows)) + b"".join(rows)


def _over_tcp(machine: Machine, listening: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while True:
            talk, _ = listening.accept()
            with talk:
                _talk(machine, talk)


def _talk(machine: Machine, talk: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while packet := talk.recv(4096):
            answer = machine.answer(packet[8:])
            if answer is None:
                return
            whole = struct.pack("<II", TCP_TOP, len(answer)) + answer
            if machine.cut_data and answer[:2] == struct.pack("<H", DATA):
                talk.sendall(whole[:-20])
                return
            talk.sendall(whole)


def _over_udp(machine: Machine, listening: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while True:
            packet, sender = listening.recvfrom(4096)
            if not packet:
                return
            if (answer := machine.answer(packet)) is not None:
                listening.sendto(answer, sender)


@contextlib.contextmanager
def standing(machine: Machine, *, udp: bool = False) -> Iterator[Machine]:
    listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM if udp else socket.SOCK_STREAM)
    listening.bind(("127.0.0.1", 0))
    machine.port = listening.getsockname()[1]
    if not udp:
        listening.listen()
    serve = _over_udp if udp else _over_tcp
    thread = threading.Thread(target=serve, args=(machine, listening), daemon=True)
    thread.start()
    try:
        yield machine
    finally:
        if udp:  # wakes the thread, which ends at an empty packet
            listening.sendto(b"", ("127.0.0.1", machine.port))
        else:
            with contextlib.suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
        thread.join(5)
        listening.close()
