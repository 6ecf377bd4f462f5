"""What a deputy has open (未完成): of the five ones, her registration in the grid, the round of visits."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, select

from bot.clock import SHANGHAI
from bot.ledger.counts import count_by_item, households_visited
from bot.ledger.entries import of_kind
from bot.ledger.kinds import FIVE_ONES, GRID_REGISTRATION
from bot.roster.terms import term_began
from bot.settings import Settings
from bot.store.tables import grid, person
from bot.texts import reminders as texts


def open_items(connection: Connection, settings: Settings, person_id: str, now: datetime) -> list[str]:
    """One line a subject; a subject where nothing is open has none."""
    today = now.astimezone(SHANGHAI).date()
    done = count_by_item(connection, FIVE_ONES, person_id, today.year)
    missing = [item.label for item in settings.five_ones if not done.get(item.key)]
    found = [texts.open_five_ones(missing), *_of_grid(connection, settings, person_id, today)]
    return [line for line in found if line]


def _of_grid(connection: Connection, settings: Settings, person_id: str, today: date) -> list[str]:
    """Nothing for one who has no grid: then the roster asks none of it of her."""
    joined = person.join(grid, grid.c.id == person.c.grid_id)
    query = select(person.c.township_id, grid.c.id, grid.c.name).select_from(joined)
    hers = connection.execute(query.where(person.c.id == person_id, grid.c.active)).first()
    if hers is None:
        return []
    began = term_began(connection, hers.township_id, today, settings.ledger.term_started_on)
    registered = of_kind(connection, GRID_REGISTRATION, person_id, began or date.min)
    here = [each for each in registered if each.fields.get("grid") == hers.id]
    if not here:
        return [texts.open_registration(hers.name)]
    households = int(here[-1].fields.get("households") or 0)
    visited = households_visited(connection, person_id, began or date(today.year, 1, 1))
    return [texts.open_visits(hers.name, households - visited)]
