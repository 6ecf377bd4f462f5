"""The townships of ``bench.outbox``: a thousand deputies each, all bound, with ten pushes to come."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from bot.clock import SHANGHAI
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import contact, person, township

OCCASIONS = 5  # each with an eve and a morning: ten pushes a deputy
TOWNSHIP_DEPUTIES = 1_000
START = datetime(2026, 3, 1, 9, tzinfo=SHANGHAI)


def settings_for(folder: Path, address: str) -> Settings:
    dates = [(START + timedelta(days=5 * number)).date() for number in range(1, OCCASIONS + 1)]
    rule = {
        "key": "activity_day",
        "title": "代表活动日",
        "repeat": "dates",
        "dates": dates,
        "hours": "9:00至21:00",
    }
    quiet = {"digest": False, "open_items_day": 0, "reception_day": 0, "occasions": [rule]}
    return Settings(
        data_dir=folder,
        wechat={"app_id": "wx1", "app_secret": "s", "api_base": address},
        reminders=quiet,
    )


def fill(database: Database, deputies: int) -> None:
    """Townships of a thousand deputies, all bound."""
    for first in range(0, deputies, TOWNSHIP_DEPUTIES):
        ids = [f"p{number:07d}" for number in range(first, min(first + TOWNSHIP_DEPUTIES, deputies))]
        here = f"t{first:07d}"
        base = {"township_id": here, "role": "deputy", "created_at": START}
        seen = {"channel": "wechat", "first_seen_at": START, "last_seen_at": START}
        with database.write() as connection:
            connection.execute(insert(township).values(id=here, name=here))
            connection.execute(insert(person), [{"id": each, "name": each, **base} for each in ids])
            connection.execute(
                insert(contact), [{"sender": f"o{each}", "person_id": each, **seen} for each in ids]
            )
