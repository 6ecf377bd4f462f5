"""Telling those concerned that the duty roster has changed: pushes that commit with the change itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from bot.outbox.enqueue import add_missing, new_row
from bot.store.tables import person

NEWS_HOURS = 48
NEWS = "duty_news"


def tell(
    connection: Connection,
    township_id: str,
    person_ids: Iterable[str],
    about: str,
    text: str,
    fields: dict[str, str],
    now: datetime,
    *,
    kind: str = NEWS,
    hours: float = NEWS_HOURS,
    last_look: str = "",
) -> None:
    """One push each, due now. ``about`` names the change, so that a second call adds nothing.

    ``last_look``: asks once more before sending whether the question still stands.
    """
    rows = [
        new_row(
            township_id=township_id,
            occasion=f"ask:{about}",
            kind=kind,
            person_id=person_id,
            text=text,
            fields=fields,
            due_at=now,
            closes_at=now + timedelta(hours=hours),
            now=now,
            last_look=last_look,
        )
        for person_id in person_ids
    ]
    add_missing(connection, rows)


def clerks(connection: Connection, township_id: str) -> list[str]:
    here = (person.c.township_id == township_id, person.c.role == "clerk", person.c.active)
    return list(connection.execute(select(person.c.id).where(*here).order_by(person.c.id)).scalars())


def name_of(connection: Connection, person_id: str) -> str:
    return str(connection.execute(select(person.c.name).where(person.c.id == person_id)).scalar_one())
