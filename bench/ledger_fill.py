"""A county's ledger of any size for ``bench.ledger``: 20 townships of 60 deputies, ten years of records.

Written through the bare driver with the indexes taken off and put on again: a million entries with their
versions in well under two minutes. The month that is exported holds the same 300 entries at each size.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from bot.ledger.kinds import KINDS
from bot.store.database import Database
from bot.store.tables import entry, entry_counts, entry_version, grid, person, station, township

TOWNSHIPS, DEPUTIES = 20, 60
BEGAN, TODAY = date(2017, 1, 1), date(2026, 11, 21)
MONTH = (date(2026, 10, 1), date(2026, 10, 31))
MONTH_ENTRIES = 300
_NOON = "12:00:00.000000"
_FIELDS = {
    "whom": "东街3组一户老人",
    "content": "路灯坏了半个月没有人修,晚上看不见路,盼着早点换上新的",
    "problem": "路灯不亮",
    "category": "供电照明",
    "urgency": "一般",
    "households": 2,
}
_TOLD = json.dumps(_FIELDS, ensure_ascii=False)
# As a year of a township falls: mostly visits and check-ins, seldom a report.
_MIX = ("check_in", "home_visit", "home_visit", "five_ones", "reception", "problem", "meeting", "study")


def roster(database: Database) -> None:
    now = "2017-01-01 00:00:00.000000"
    with database.write() as connection:
        for t in range(TOWNSHIPS):
            name = "示例镇" if t == 0 else f"第{t}镇"
            connection.execute(insert(township).values(id=f"t{t}", name=name))
            place = {"township_id": f"t{t}", "code": "A07", "name": f"{name}站"}
            connection.execute(insert(station).values(id=f"s{t}", **place))
            connection.execute(insert(grid).values(id=f"g{t}", **place))
        rows = [
            (f"t{t}p{d}", f"t{t}", "deputy", f"代表{t}之{d}", "", "乡镇", "", f"s{t}", f"g{t}", 1, now)
            for t in range(TOWNSHIPS)
            for d in range(DEPUTIES)
        ]
        columns = (
            "id, township_id, role, name, phone, level, group_name, station_id, grid_id, active, created_at"
        )
        connection.exec_driver_sql(
            f"insert into {person.name} ({columns}) values ({', '.join('?' * len(rows[0]))})",  # noqa: S608
            rows,
        )


def fill(path: Path, entries: int, days: tuple[date, date] = (BEGAN, TODAY), *, only: str = "") -> None:
    """``only``: all of one kind and of the first township, on the days named: what is exported at once."""
    database = Database(f"sqlite:///{path}")
    database.migrate()
    roster(database)
    database.close()
    if not only:
        _write(path, chain(_around(entries), _spread(MONTH_ENTRIES, MONTH, "home_visit")))
    else:
        _write(path, _spread(entries, days, only))


def _around(entries: int) -> Iterator[tuple[str, str, date, str]]:
    """Township, deputy, day and kind; nothing of the first township in the month under test."""
    span = (TODAY - BEGAN).days
    for index in range(entries):
        where = index % TOWNSHIPS
        day = BEGAN + timedelta(days=index * span // entries)
        if where == 0 and MONTH[0] <= day <= MONTH[1]:
            day = MONTH[0] - timedelta(days=1)
        turn = index // TOWNSHIPS
        yield f"t{where}", f"t{where}p{turn % DEPUTIES}", day, _MIX[turn // DEPUTIES % len(_MIX)]


def _spread(entries: int, days: tuple[date, date], kind: str) -> Iterator[tuple[str, str, date, str]]:
    span = (days[1] - days[0]).days + 1
    for index in range(entries):
        yield "t0", f"t0p{index % DEPUTIES}", days[0] + timedelta(days=index * span // entries), kind


def _write(path: Path, told: Iterator[tuple[str, str, date, str]]) -> None:
    driver = sqlite3.connect(path)
    # No journal: a gigabyte would be written twice, to the log and into the file.
    driver.executescript(
        "pragma journal_mode = delete; pragma journal_mode = off; pragma synchronous = off;"
        "pragma cache_size = -524288; pragma foreign_keys = off; pragma temp_store = memory;"
        "pragma locking_mode = exclusive; pragma threads = 2"
    )
    kept = driver.execute(
        "select name, sql from sqlite_master where type = 'index' and sql is not null"
        " and tbl_name in ('entry', 'entry_version', 'entry_counts')"
    ).fetchall()
    for name, _ in kept:
        driver.execute(f"drop index {name}")
    last: dict[tuple[str, str, int], int] = {}
    rows = (_row(index, line, last) for index, line in enumerate(told))
    while batch := list(islice(rows, 20_000)):
        driver.executemany(_statement(entry.name, batch[0][0]), [tuple(r[0].values()) for r in batch])
        driver.executemany(_statement(entry_version.name, batch[0][1]), [tuple(r[1].values()) for r in batch])
        counts = [r[2] for r in batch if r[2]]
        driver.executemany(f"insert into {entry_counts.name} values (?, ?, ?)", counts)  # noqa: S608
    driver.executemany(
        "insert into counter (township_id, kind, year, last) values (?, ?, ?, ?)",
        [(*key, count) for key, count in last.items()],
    )
    for _, sql in kept:
        driver.execute(sql)
    driver.execute("analyze")  # as a database of that size would have been, long ago
    driver.commit()
    driver.executescript("pragma locking_mode = normal; pragma journal_mode = wal")
    driver.close()


def _row(
    index: int, line: tuple[str, str, date, str], last: dict[tuple[str, str, int], int]
) -> tuple[dict[str, Any], dict[str, Any], tuple[str, str, str] | None]:
    where, who, day, kind = line
    key = (where, kind, day.year)
    last[key] = last.get(key, 0) + 1
    identifier = f"{index:012x}{'0' * 12}"
    both = {
        "version": 1,
        "fields": _TOLD,
        "state": "verified" if day.year < TODAY.year else "recorded",
        "stage": "",
        "happened_on": day.isoformat(),
        "changed_at": f"{day} {_NOON}",
    }
    one = {
        **both,
        "id": identifier,
        "township_id": where,
        "kind": kind,
        "number": f"{KINDS[kind].letters}-{day.year}-{last[key]:04d}",
        "person_id": who,
        "station_id": f"s{where[1:]}",
        "grid_id": f"g{where[1:]}",
        "item": "hear_opinion" if kind == "five_ones" else "",
        "created_at": f"{day} {_NOON}",
    }
    version = {**both, "entry_id": identifier, "changed_by": who, "reason": ""}
    counts = (identifier, "five_ones", "hear_opinion") if kind in ("home_visit", "reception") else None
    return one, version, counts


def _statement(table: str, row: dict[str, Any]) -> str:
    return f"insert into {table} ({', '.join(row)}) values ({', '.join('?' * len(row))})"  # noqa: S608
