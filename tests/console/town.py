"""Two townships with people, records, duty, pushes and questions, and an account for each role.

The second township is the outsider of every test: nobody of the first may see or touch what is there.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select

from bot.clock import SHANGHAI
from bot.console import account_changes, sessions
from bot.console.access import CHAIR, CLERK, COUNTY, TECHNICIAN
from bot.ledger import entries
from bot.ledger.entries import NewEntry
from bot.ledger.kinds import CHECK_IN, FIVE_ONES, HOME_VISIT, PROBLEM
from bot.store.database import Database
from bot.store.tables import account, duty, gap, grid, person, push, station, township

NOW = datetime(2026, 12, 7, 9, 0, tzinfo=SHANGHAI)
PASSWORD = "correct horse battery"
OWN, OTHER = "t1", "t2"
OTHERS_WORD = "邻镇的事"  # stands in everything of the other township; no page of the first may show it

NAMES = {CLERK: "wang", CHAIR: "zhou", COUNTY: "xian", TECHNICIAN: "ji"}
DISPLAY = {CLERK: "王专干", CHAIR: "周主席", COUNTY: "县人大老李", TECHNICIAN: "技术员小吉"}


def fill(database: Database, now: datetime = NOW) -> dict[str, str]:
    """The cookie of an open session for each account's name."""
    with database.write() as connection:
        _township(connection, OWN, "示例镇", "", now)
        _township(connection, OTHER, "邻镇", OTHERS_WORD, now)
        for role, name in NAMES.items():
            _account(connection, name, role, (OWN,) if role != TECHNICIAN else (), now)
        _account(connection, "both", COUNTY, (OWN, OTHER), now)
        _account(connection, "lin", CLERK, (OTHER,), now)
        whose = connection.execute(select(account.c.id, account.c.name)).all()
        return {row.name: sessions.begin(connection, row.id, now) for row in whose}


def _account(connection: Connection, name: str, role: str, townships: tuple[str, ...], now: datetime) -> None:
    account_changes.add(
        connection,
        name=name,
        display_name=DISPLAY[role] if NAMES[role] == name else name,
        roles=[role],
        township_ids=townships,
        password=PASSWORD,
        by="system",
        now=now,
        must_change=False,
    )


def _township(connection: Connection, key: str, name: str, word: str, now: datetime) -> None:
    """``word`` is put into every text. Ids are ``t1-…``: the township and what it is."""
    connection.execute(insert(township).values(id=key, name=name))
    for number, title in ((1, "东街"), (2, "西村")):
        place = f"{key}-s{number}"
        connection.execute(
            insert(station).values(
                id=place, township_id=key, code=f"A0{number}", name=f"{word}{title}联络站", address=word
            )
        )
        connection.execute(
            insert(grid).values(
                id=f"{key}-g{number}",
                township_id=key,
                code=f"G{number}",
                name=f"{word}{title}网格",
                station_id=place,
            )
        )
    for number, title in enumerate(("张三", "李四", "赵五"), 1):
        at = 1 if number < 3 else 2
        connection.execute(
            insert(person).values(
                id=f"{key}-p{number}",
                township_id=key,
                role="deputy",
                name=f"{word}{title}",
                phone=f"1380000000{number}",
                level="乡镇",
                station_id=f"{key}-s{at}",
                grid_id=f"{key}-g{at}",
                created_at=now,
            )
        )
    connection.execute(
        insert(person).values(
            id=f"{key}-clerk", township_id=key, role="clerk", name=f"{word}王专干", created_at=now
        )
    )
    _records(connection, key, word, now)
    _outbox(connection, key, word, now)
    connection.execute(
        insert(gap).values(
            id=f"{key}-gap",
            township_id=key,
            question=f"{word}村里的公示栏归谁管?",
            asked_at=now - timedelta(hours=2),
        )
    )


def _records(connection: Connection, key: str, word: str, now: datetime) -> None:
    today = now.date()

    def add(kind: Any, who: int, day: date, fields: dict[str, Any], **more: Any) -> str:
        place = 1 if who < 3 else 2
        new = NewEntry(
            kind=kind,
            township_id=key,
            person_id=f"{key}-p{who}",
            happened_on=day,
            fields=fields,
            station_id=f"{key}-s{place}",
            grid_id=f"{key}-g{place}",
            **more,
        )
        return entries.add(connection, new, now - timedelta(hours=1))

    add(CHECK_IN, 1, today, {"way": "scan"}, item="scan")
    add(FIVE_ONES, 1, today, {"content": f"{word}帮老人修好了水管"}, item="do_practical_thing")
    visit = {"whom": f"{word}陈大爷", "content": f"{word}路灯不亮"}
    add(HOME_VISIT, 2, today - timedelta(days=2), visit)
    problem = {
        "content": f"{word}东街下水道堵了半个月",
        "category": "环境卫生",
        "urgency": "一般",
        "place": {"words": f"{word}东街12号"},
    }
    add(PROBLEM, 1, today - timedelta(days=3), problem, stage="reported")
    late = {
        **problem,
        "content": f"{word}西村桥栏杆断了",
        "assigned_to": "镇城建办",
        "due_on": (today + timedelta(days=2)).isoformat(),
    }
    add(PROBLEM, 3, today - timedelta(days=28), late, stage="assigned")


def _outbox(connection: Connection, key: str, word: str, now: datetime) -> None:
    day = date(2026, 12, 10)
    for number, state in ((1, "confirmed"), (2, "on_leave")):
        connection.execute(
            insert(duty).values(
                id=f"{key}-d{number}",
                township_id=key,
                occasion="reception_day:2026-12-10",
                day=day if number == 2 else now.date(),
                station_id=f"{key}-s{number}",
                person_id=f"{key}-p{number}",
                state=state,
                created_at=now,
            )
        )
    connection.execute(
        insert(push).values(
            id=f"{key}-push",
            township_id=key,
            occasion="reception_day:2026-12-10",
            kind="reception_day_eve",
            person_id=f"{key}-p3",
            text=f"{word}12月10日上午9:00请到西村联络站接待选民。",
            fields={},
            is_duty=True,
            due_at=now - timedelta(hours=1),
            closes_at=now + timedelta(days=2),
            state="planned",
            next_try_at=now,
            error="not_bound",
            planned_at=now,
        )
    )
