"""A township after years: 300 deputies, 100,000 entries, duty, pushes, questions, a long trail."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from bench.console_around import CHUNK, surround
from bot.clock import SHANGHAI
from bot.ledger.kinds import KINDS
from bot.store.database import Database
from bot.store.tables import (
    counter,
    entry,
    entry_counts,
    entry_version,
    grid,
    new_id,
    person,
    station,
    township,
)

NOW = datetime(2026, 12, 7, 9, 0, tzinfo=SHANGHAI)
STATIONS, GRIDS = 30, 60
STATES = ("recorded", "verified", "verified", "verified", "returned", "withdrawn")
STAGES = ("reported", "accepted", "assigned", "answered", "rated", *["closed"] * 95)  # 1,500 are open
STREETS = tuple(f"{name}{way}" for name in "东南西北中新老前后上" for way in ("街", "巷"))
SAID = ("下水道堵了半个月,一下雨就漫到路上,老人出门不方便", "村口路灯三盏不亮", "帮陈大爷把水管修好了")


def fill(database: Database, entries: int, deputies: int, township_id: str = "t1") -> None:
    dice = random.Random(7)
    with database.write() as connection:
        _places(connection, township_id)
        people = _people(connection, township_id, deputies)
    rows = _entries(dice, township_id, people, entries)
    while chunk := list(itertools.islice(rows, CHUNK)):
        with database.write() as connection:
            _write_entries(connection, chunk)
    with database.write() as connection:
        _counters(connection, township_id, entries)
        surround(connection, township_id, people, NOW)


def one_more(database: Database, township_id: str = "t1") -> None:
    """A deputy records something today."""
    dice, people = random.Random(), [{"id": "p7", "station_id": "s7", "grid_id": "g7"}]
    new = next(_entries(dice, township_id, people, 1)) | {"happened_on": NOW.date()}
    with database.write() as connection:
        _write_entries(connection, [new | {"number": f"{new['number']}-{new['id'][-10:]}"}])


def _places(connection: Connection, key: str) -> None:
    connection.execute(insert(township).values(id=key, name="示例镇"))
    places = [
        {"id": f"s{n}", "township_id": key, "code": f"A{n:02d}", "name": f"第{n}联络站"}
        for n in range(STATIONS)
    ]
    connection.execute(insert(station), places)
    grids = [
        {
            "id": f"g{n}",
            "township_id": key,
            "code": f"G{n:02d}",
            "name": f"第{n}网格",
            "station_id": f"s{n // 2}",
        }
        for n in range(GRIDS)
    ]
    connection.execute(insert(grid), grids)


def _people(connection: Connection, key: str, deputies: int) -> list[dict[str, Any]]:
    rows = [
        {
            "id": f"p{n}",
            "township_id": key,
            "role": "deputy",
            "name": f"代表{n:03d}",
            "phone": f"138{n:08d}",
            "level": "乡镇",
            "group_name": f"第{n % 10}组",
            "station_id": f"s{n % STATIONS}",
            "grid_id": f"g{n % GRIDS}",
            "created_at": NOW - timedelta(days=900),
        }
        for n in range(deputies)
    ]
    connection.execute(insert(person), rows)
    return rows


def _entries(dice: random.Random, key: str, people: list[dict[str, Any]], count: int) -> Any:
    kinds = list(KINDS.values())
    numbers = dict.fromkeys(KINDS, 0)
    for _ in range(count):
        kind, who = dice.choice(kinds), dice.choice(people)
        day = NOW.date() - timedelta(days=dice.randrange(700))
        numbers[kind.key] += 1
        is_problem = kind.key in ("problem", "home_visit", "reception")
        stage = dice.choice(STAGES) if is_problem else ""
        where = f"{dice.choice(STREETS)}{dice.randrange(20)}号"  # what is searched for: rare words as well
        fields = {
            "content": f"{where}:{dice.choice(SAID)}",
            "category": "环境卫生",
            "urgency": "一般",
            "whom": "陈大爷",
        }
        if stage == "assigned":
            fields |= {"assigned_to": "镇城建办", "due_on": (day + timedelta(days=30)).isoformat()}
        moment = datetime.combine(day, NOW.timetz())
        yield {
            "id": new_id(),
            "township_id": key,
            "kind": kind.key,
            "number": f"{kind.letters}-{day.year}-{numbers[kind.key]:05d}",
            "person_id": who["id"],
            "station_id": who["station_id"],
            "grid_id": who["grid_id"],
            "happened_on": day,
            "item": dice.choice(("hear_opinion", "practical_matter")) if kind.key == "five_ones" else "",
            "fields": fields,
            "state": dice.choice(STATES),
            "stage": stage,
            "version": 1,
            "created_at": moment,
            "changed_at": moment,
        }


def _write_entries(connection: Connection, rows: list[dict[str, Any]]) -> None:
    connection.execute(insert(entry), rows)
    kept = [column.name for column in entry_version.c if column.name in rows[0]]
    versions = [
        {**{name: row[name] for name in kept}, "entry_id": row["id"], "changed_by": row["person_id"]}
        for row in rows
    ]
    connection.execute(insert(entry_version), versions)
    if further := [each for row in rows for each in _further(row)]:
        connection.execute(insert(entry_counts), further)


def _further(row: dict[str, Any]) -> Iterator[dict[str, str]]:
    """A visit and a reception hear opinions, and what is wrong in them is a problem too."""
    if row["kind"] in ("home_visit", "reception"):
        yield {"entry_id": row["id"], "ledger": "five_ones", "item": "hear_opinion"}
        yield {"entry_id": row["id"], "ledger": "problem", "item": "环境卫生"}


def _counters(connection: Connection, key: str, entries: int) -> None:
    rows = [{"township_id": key, "kind": kind, "year": NOW.year, "last": entries} for kind in KINDS]
    connection.execute(insert(counter), rows)
