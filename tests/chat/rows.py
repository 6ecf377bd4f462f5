"""Looking into the ledger the way the clerk's export does."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, select

from bot.store.tables import attachment, entry, entry_counts, entry_version, gap, push
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


def counts(world: World) -> set[tuple[str, str]]:
    """The further ledgers and items that the entries count in."""
    return {(row.ledger, row.item) for row in rows(world, entry_counts)}


def versions(world: World) -> list[Any]:
    return sorted(rows(world, entry_version), key=lambda row: (row.entry_id, row.version))


def told(world: World, person_id: str) -> list[str]:
    """What waits in the outbox for somebody, or was sent to her."""
    return [row.text for row in rows(world, push) if row.person_id == person_id]
