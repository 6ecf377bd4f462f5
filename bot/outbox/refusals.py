"""What a refusal means for the way it came on: whom it closes the way to, and for how long (facts §4.7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import Connection, delete

from bot.clock import SHANGHAI
from bot.outbox.enqueue import insert_once
from bot.store.tables import way_block

EVERYBODY = ""

UNTIL_SHE_IS_SEEN = frozenset({"40003", "43004", "43019", "43101", "45015", "45047", "48002"})
THIS_TEMPLATE = frozenset({"40036", "40037", "41030", "47003"})  # a day, for her: another text may pass
NOT_GRANTED = frozenset({"48001", "48004", "40200", "50001", "50002"})  # an hour, for everybody
MISCONFIGURED = frozenset(
    {"40001", "40002", "40013", "40014", "40056", "40125", "40164", "40243", "41002", "41004", "42001"}
    | {"43003", "48006", "60020", "61004", "89503"}
)  # five minutes, for everybody: somebody may be mending it
TOO_FAST = "45011"
QUOTA_OF_THE_DAY = "45009"
ON_THE_ROAD = frozenset({"unreachable", "timeout", "not_json", "http_status", "-1"})  # not about this person
PASSING = frozenset({TOO_FAST, *ON_THE_ROAD})  # over in a minute: no reason to take another way


@dataclass(frozen=True)
class Block:
    person_id: str
    way: str
    code: str
    until: datetime | None


def block(person_id: str, way: str, code: str, permanent: bool, now: datetime) -> Block | None:
    """None: the way stays open to her, only this push waits for its next try."""
    if code in UNTIL_SHE_IS_SEEN:
        return Block(person_id, way, code, None)
    if code == QUOTA_OF_THE_DAY:
        return Block(EVERYBODY, way, code, _tomorrow(now))
    for codes, minutes in ((NOT_GRANTED, 60), (MISCONFIGURED, 5), ({TOO_FAST}, 1)):
        if code in codes:
            return Block(EVERYBODY, way, code, now + timedelta(minutes=minutes))
    if code in THIS_TEMPLATE or permanent:
        return Block(person_id, way, code, now + timedelta(days=1))
    return None


def pause(way: str, code: str, now: datetime) -> Block:
    """After a whole batch failed on the road: a minute's rest instead of a time limit for each row."""
    return Block(EVERYBODY, way, code, now + timedelta(minutes=1))


def write(connection: Connection, blocks: Iterable[Block], now: datetime) -> None:
    for each in {(found.person_id, found.way): found for found in blocks}.values():
        lift(connection, each.person_id, each.way)
        values = {"person_id": each.person_id, "way": each.way, "code": each.code, "until": each.until}
        insert_once(connection, way_block, [{**values, "since": now}])


def lift(connection: Connection, person_id: str, *ways: str) -> None:
    """Opens a way again, e.g. after she accepted a subscription (``subscribe_msg_popup_event``)."""
    names: Sequence[str] = ways
    connection.execute(
        delete(way_block).where(way_block.c.person_id == person_id, way_block.c.way.in_(names))
    )


def _tomorrow(now: datetime) -> datetime:
    day = now.astimezone(SHANGHAI).date() + timedelta(days=1)
    return datetime.combine(day, time(0, 5), SHANGHAI)
