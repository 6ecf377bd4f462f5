"""What no crawl reaches by itself: each filter, each order, deep pages and searches, of every long list."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from sqlalchemy import Connection, func, select

from bot.ledger import stages, states
from bot.ledger.export.ledgers import LEDGERS
from bot.store.tables import audit, entry

# In nearly every entry, in a twentieth of them, in one of 400, in none, a name, a part of a name, a number.
SAID = (
    "一下雨就漫到路上",
    "东街",
    "东街7号",
    "陈大爷",
    "从来没有人说过的话",
    "代表007",
    "代表",
    "WT-2026-00042",
    "a%_'\"",
)
DEEP = 999_999


def addresses(connection: Connection) -> Iterator[str]:
    yield from _ledgers(connection)
    yield from (_to("progress", year=year) for year in (2025, 2026, 2030))
    yield from (_to("library", q=text) for text in ("代表法", "不存在的"))
    yield from (_to("library", page=page) for page in (4, 8, DEEP))
    yield _to("library", own=1)
    yield from (_to("persons", q=text) for text in ("代表007", "代表", "没有这个人"))
    yield from (_to("persons", role=role) for role in ("deputy", "clerk", "grid_worker"))
    yield from (_to("pushes", state=state, page=3) for state in ("waiting", "sent", "missed_window", "stuck"))
    yield _to("pushes", **{"from": "2026-11-01", "to": "2026-12-31"}, page=100)
    lines = connection.scalar(select(func.count()).select_from(audit)) or 0
    yield _to("trail", page=max(1, lines // 50))
    yield from (_to("trail", action=action) for action in ("verify", "view", "never_done"))
    yield from (_to("trail", about=about) for about in ("WG-2026-00042", "entry", "没有"))


def _ledgers(connection: Connection) -> Iterator[str]:
    visits = select(entry.c.number).where(entry.c.kind == "home_visit", entry.c.state == "verified")
    numbers = connection.scalars(visits.limit(3)).all()
    for key in LEDGERS:
        yield _to("ledgers", kind=key)
        yield _to("ledgers", kind=key, text="东街7号")
        yield from (
            _to("ledgers", kind=key, sort=sort) for sort in ("number", "-number", "happened_on", "-id")
        )
        yield _to("ledgers", kind=key, year=2025)
        yield _to("ledgers", kind=key, station="s3")
    for text in SAID:
        yield _to("ledgers", text=text)
        yield _to("ledgers", text=text, page=20)
    for page in (20, 1000, _last_page(connection), DEEP):
        yield _to("ledgers", page=page)
        yield _to("ledgers", page=page, sort="number")
    yield from (
        _to("ledgers", state=state) for state in ("pending", *states.COUNTED, "returned", "withdrawn")
    )
    yield from (_to("ledgers", stage=stage) for stage in ("open", *stages.LABELS))
    for kind in ("all", "five_ones", "problem"):
        yield from (_to("ledgers", kind=kind, **{name: value}) for name, value in PLACES)
    yield _to("ledgers", kind="five_ones", item="hear_opinion", page=100)
    yield _to("ledgers", kind="problem", item="环境卫生", stage="closed", sort="number", page=50)
    yield _to("ledgers", state="pending", station="s3", deputy="p3", text="东街")
    yield from (_to("ledgers", entry=number) for number in numbers)
    yield from (f"/desk/entries/{number}" for number in numbers)
    yield from (f"/desk/entries/{number}/correct" for number in numbers)


PLACES = (("station", "s3"), ("grid", "g7"), ("deputy", "p7"))


def _last_page(connection: Connection) -> int:
    return (connection.scalar(select(func.count()).select_from(entry)) or 0) // 50


def _to(page: str, /, **query: object) -> str:
    return f"/desk/{page}?{urlencode({name: value for name, value in query.items() if value != ''})}"
