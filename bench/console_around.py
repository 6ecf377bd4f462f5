"""What lies around a long ledger: a year of duty, pushes, open questions, a trail."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, insert

from bot.ledger import audit
from bot.store.tables import duty, gap, new_id, push

CHUNK = 2000


def surround(connection: Connection, key: str, people: list[dict[str, Any]], now: datetime) -> None:
    """A year of duty, 20,000 pushes, 2,000 open questions, 50,000 lines of trail."""
    days = [date(2026, month, 10) for month in range(1, 13)]
    _many(
        connection,
        duty,
        (
            {
                "id": new_id(),
                "township_id": key,
                "occasion": f"reception_day:{day}",
                "day": day,
                "station_id": who["station_id"],
                "person_id": who["id"],
                "state": ("assigned", "confirmed", "on_leave")[number % 3],
                "created_at": now,
            }
            for day in days
            for number, who in enumerate(people[:90])
        ),
    )
    _many(connection, push, (_push(key, people[n % len(people)]["id"], n, now) for n in range(20_000)))
    questions = (
        {"id": new_id(), "township_id": key, "question": f"第{n}个问题归谁管?", "asked_at": now}
        for n in range(2000)
    )
    _many(connection, gap, questions)
    for number in range(50_000):
        audit.record(connection, f"p{number % 300}", "verify", f"entry:WG-2026-{number:05d}", "", now)


def _push(key: str, person_id: str, number: int, now: datetime) -> dict[str, Any]:
    due = now - timedelta(minutes=number)
    return {
        "id": new_id(),
        "township_id": key,
        "occasion": f"reception_day:{number}",
        "kind": "reception_day_eve",
        "person_id": person_id,
        "text": "明天上午9:00请到联络站接待选民。",
        "fields": {},
        "is_duty": True,
        "due_at": due,
        "closes_at": due + timedelta(days=1),
        "state": ("sent", "sent", "sent", "missed_window")[number % 4],
        "next_try_at": due,
        "planned_at": due,
        "finished_at": due,
    }


def _many(connection: Connection, table: Table, rows: Any) -> None:
    kept = iter(rows)
    while chunk := list(itertools.islice(kept, CHUNK)):
        connection.execute(insert(table), chunk)
