"""The clerk's "send now": a message of her own to whom she names; a preview first, then sent on her word."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from bot.errors import Refused
from bot.outbox.enqueue import add_missing, new_row
from bot.outbox.recipient import reachable
from bot.outbox.ways import PHONE, Way
from bot.settings import Settings
from bot.store.tables import person, station
from bot.texts import outbox as texts
from bot.texts.reminders import field_time

MAX_CHARS = 500
OPEN_HOURS = 12
KIND = "clerk_message"


@dataclass(frozen=True)
class Recipient:
    person_id: str
    name: str
    channel: str  # ``phone``: she cannot be reached, the clerk must telephone


@dataclass(frozen=True)
class Draft:
    """``code``: what the clerk repeats to confirm; it changes with the text and with who would get it."""

    text: str
    recipients: tuple[Recipient, ...]
    code: str


def draft(
    connection: Connection,
    township_id: str,
    text: str,
    to: Sequence[str],
    ways: Sequence[Way],
    now: datetime,
) -> Draft:
    """``to``: names of persons, stations (or their codes), groups or levels; empty means all deputies.

    Raises :class:`Refused` for a text that is empty or too long, and for names that nobody has.
    """
    text = text.strip()
    if not text:
        raise Refused(texts.NOW_EMPTY)
    if len(text) > MAX_CHARS:
        raise Refused(texts.NOW_TOO_LONG.format(most=MAX_CHARS))
    people = _people(connection, township_id, to)
    reach = reachable(connection, people, ways, now)
    found = tuple(Recipient(each, name, reach[each].way or PHONE) for each, name in sorted(people.items()))
    digest = hashlib.sha256(repr((township_id, text, sorted(people))).encode()).hexdigest()
    return Draft(text, found, f"{int(digest[:8], 16) % 10000:04d}")


def send_now(
    connection: Connection, settings: Settings, township_id: str, confirmed: Draft, code: str, now: datetime
) -> int:
    """Puts the drafted message into the outbox, due now. The same draft twice in one day is one message.

    Raises :class:`Refused` when ``code`` is not the draft's: she has not seen this preview.
    """
    if code != confirmed.code:
        raise Refused(texts.NOW_NOT_CONFIRMED)
    name = hashlib.sha256(confirmed.text.encode()).hexdigest()[:16]
    fields = {"what": texts.NOW_WHAT, "when": field_time(now.date(), ""), "where": settings.office.township}
    rows = [
        new_row(
            township_id=township_id,
            occasion=f"now:{now.date().isoformat()}:{name}",
            kind=KIND,
            person_id=each.person_id,
            text=confirmed.text,
            fields=fields,
            due_at=now,
            closes_at=now + timedelta(hours=OPEN_HOURS),
            now=now,
        )
        for each in confirmed.recipients
    ]
    return add_missing(connection, rows)


def _people(connection: Connection, township_id: str, to: Sequence[str]) -> dict[str, str]:
    joined = person.outerjoin(station, station.c.id == person.c.station_id)
    columns = (person.c.id, person.c.name, person.c.role, person.c.group_name, person.c.level)
    place = (station.c.name.label("station"), station.c.code.label("code"))
    here = (person.c.township_id == township_id, person.c.active)
    rows = connection.execute(select(*columns, *place).select_from(joined).where(*here)).all()
    if not to:
        return {row.id: row.name for row in rows if row.role == "deputy"}
    found: dict[str, str] = {}
    for wanted in to:
        hits = {
            row.id: row.name
            for row in rows
            if row.name == wanted
            or (row.role == "deputy" and wanted in (row.group_name, row.level, row.station, row.code))
        }
        if not hits:
            raise Refused(texts.NOW_NOBODY.format(name=wanted))
        found |= hits
    return found
