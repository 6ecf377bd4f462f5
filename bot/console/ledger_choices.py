"""What the ledgers can be filtered by: parts, places, persons, spans of time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, select

from bot.console.desk import Desk
from bot.ledger.export.columns import Ledger
from bot.store.tables import grid, person, station


def items_of(desk: Desk, ledger: Ledger) -> list[tuple[str, str]]:
    """The parts of a ledger that has some: the five, the categories of problems."""
    parts = {
        "five_ones": [(item.key, item.label) for item in desk.settings.five_ones],
        "problem": [(each.label, each.label) for each in desk.settings.ledger.categories],
    }.get(ledger.key, [])
    return [("", "全部"), *parts] if parts else []


def choices_of(connection: Connection, desk: Desk) -> dict[str, Any]:
    """For the filter. Those who left office and closed places stay: their entries do."""
    here = desk.township_id
    stations = select(station.c.id, station.c.name).where(station.c.township_id == here)
    grids = select(grid.c.id, grid.c.name).where(grid.c.township_id == here)
    deputies = select(person.c.id, person.c.name).where(
        person.c.township_id == here, person.c.role == "deputy"
    )
    every = [("", "全部")]
    return {
        "stations": every + [(r.id, r.name) for r in connection.execute(stations.order_by(station.c.code))],
        "grids": every + [(r.id, r.name) for r in connection.execute(grids.order_by(grid.c.code))],
        "deputies": every + [(r.id, r.name) for r in connection.execute(deputies.order_by(person.c.name))],
    }


def periods(today: date) -> list[tuple[str, str, str]]:
    """Label, first and last day of the spans that offices ask for."""
    month = today.replace(day=1)
    before = month - timedelta(days=1)
    return [
        ("本月", month.isoformat(), today.isoformat()),
        ("上月", before.replace(day=1).isoformat(), before.isoformat()),
        ("今年", today.replace(month=1, day=1).isoformat(), today.isoformat()),
        ("全部时间", "", ""),
    ]
