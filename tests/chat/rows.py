"""Looking into the ledger the way the clerk's export does."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, select

from bot.store.tables import attachment, entry, gap
from tests.chat.world import World


def rows(world: World, table: Table) -> list[Any]:
    with world.house.database.read() as connection:
        return list(connection.execute(select(table)))


def entries(world: World) -> list[Any]:
    return sorted(rows(world, entry), key=lambda row: row.id)


def photos(world: World) -> list[Any]:
    return rows(world, attachment)


def gaps(world: World) -> list[str]:
    return [row.question for row in rows(world, gap)]
