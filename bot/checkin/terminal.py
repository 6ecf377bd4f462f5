"""Reading an attendance machine over the network (ZK protocol, extra ``machine``): user numbers and times.

Nothing else leaves the machine: the library's own reading of users (names, passwords, cards) is left out, and
fingerprint templates are never asked for. Writes nothing, neither here nor on the machine.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.checkin.machine import ENCODINGS
from bot.clock import SHANGHAI
from bot.errors import Refused
from bot.texts import checkin as texts

PORT = 4370
TIMEOUT_SECONDS = 10
CLOCK_MAX_OFF = timedelta(minutes=5)  # beyond it the times in the machine say nothing about the day
NUMBER_HEADINGS, NAME_HEADINGS = ("工号", "号码", "编号", "用户号"), ("姓名", "名字")


@dataclass(frozen=True)
class Terminal:
    """``password``: the machine's communication key, 0 where none is set."""

    host: str
    port: int = PORT
    password: int = 0
    udp: bool = False


def read_terminal(terminal: Terminal, now: datetime) -> list[tuple[str, datetime]]:
    """User number and moment of each record. Raises :class:`Refused` when it cannot be trusted or reached."""
    try:
        from zk.exception import ZKError

        from bot.checkin.zk import connected
    except ImportError as error:
        raise Refused(texts.MACHINE_EXTRA) from error
    try:
        with connected(terminal, TIMEOUT_SECONDS) as machine:
            off = _aware(machine.get_time()) - now
            if abs(off) > CLOCK_MAX_OFF:
                raise Refused(texts.machine_clock_off(round(off.total_seconds() / 60)))
            records = machine.get_attendance()
    except (ZKError, OSError) as error:
        raise Refused(texts.machine_unreachable(terminal.host, terminal.port)) from error
    return _times(records)


def _times(records: Iterable[Any]) -> list[tuple[str, datetime]]:
    """Without those whose time is no time: a machine after a power cut writes some."""
    return [(str(each.user_id), _aware(each.timestamp)) for each in records if each.timestamp is not None]


def _aware(moment: datetime | None) -> datetime:
    """The machine's wall clock is the office's."""
    return (moment or datetime(2000, 1, 1)).replace(tzinfo=SHANGHAI)  # noqa: DTZ001


def named(
    times: Iterable[tuple[str, datetime]], names: Mapping[str, str]
) -> tuple[dict[tuple[str, str], datetime], int]:
    """(name, day) -> the first time of that day, as ``import_times`` takes it; and how many had no name."""
    first: dict[tuple[str, str], datetime] = {}
    nameless: set[str] = set()
    for number, moment in times:
        name = names.get(number)
        if name is None:
            nameless.add(number)
            continue
        key = (name, moment.date().isoformat())
        first[key] = min(first.get(key, moment), moment)
    return first, len(nameless)


def read_names(path: Path) -> dict[str, str]:
    """The office's own list of who has which number in the machine: csv with 工号 and 姓名."""
    for encoding in ENCODINGS:
        try:
            rows = list(csv.DictReader(path.read_text(encoding).splitlines()))
        except UnicodeDecodeError:
            continue
        except OSError as error:
            raise Refused(texts.no_people(path.name)) from error
        number = next((h for h in NUMBER_HEADINGS if rows and h in rows[0]), None)
        name = next((h for h in NAME_HEADINGS if rows and h in rows[0]), None)
        if number and name:
            return {row[number].strip(): row[name].strip() for row in rows if row[number] and row[name]}
        break
    raise Refused(texts.no_people(path.name))
