"""Ledgers (台账): every kind in one table, filtered, sorted and paged, with one entry beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy import Row as Key
from starlette.responses import Response

from bot.console.access import LOOK, WORK
from bot.console.desk import Desk, NotFound
from bot.console.entry_view import Shown, looked, shown
from bot.console.ledger_filter import OPEN, PENDING, read_filter
from bot.console.ledger_page import find
from bot.console.listing import Listing
from bot.console.pages.problems import moves
from bot.console.render import STATES
from bot.console.routing import Pages
from bot.errors import Refused
from bot.ledger import stages, states, verdicts
from bot.ledger.desk import LedgerDesk
from bot.ledger.export.cells import View
from bot.ledger.export.columns import Ledger
from bot.ledger.export.ledgers import LEDGERS
from bot.ledger.export.lines import details
from bot.ledger.export.values import as_text
from bot.store.tables import entry, grid, person, station
from bot.texts import console_ledgers as texts

PAGES = Pages("ledgers")
PATH = "/desk/ledgers"
SORTS = {"happened_on": entry.c.happened_on, "number": entry.c.number, "id": entry.c.id}
SORTED_BY = {"happened_on": "happened_on", "number": "number", "created_at": "id"}  # column -> in the address
# What a screen shows until she chooses: the official tables have up to twenty-two columns.
UNSHOWN = frozenset({"order", "rest", "level", "photo_names", "created_at"})
AT_FIRST = {
    "problem": ("number", "happened_on", "person", "grid", "problem", "category", "due_on", "stage"),
    "reception": ("number", "happened_on", "station", "person", "caller", "content", "stage", "state"),
}
BESIDE = frozenset({"number", "happened_on", "person", "content", "problem", "state", "stage", "title"})
MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Row:
    number: str
    state: str
    stage: str
    cells: list[tuple[str, str]]  # the column's title and what stands in it


@PAGES.get(PATH, may=LOOK, shows="ledger")
def ledgers(desk: Desk) -> Response:
    wanted = read_filter(desk)
    if desk.query.getlist("column"):  # the ticked boxes as one short value, so that links can carry it
        ticked = f"{wanted.ledger.key}:{'.'.join(desk.query.getlist('column'))}"
        return desk.go(desk.link(PATH, {"column": "", "columns": ticked}))
    listing = Listing(desk, PATH, SORTS, default="happened_on")
    chosen = _columns(desk, wanted.ledger)
    masked = not (desk.may(WORK) and desk.query.get("full") == "1")
    with desk.database.read() as connection:
        page = {"limit": listing.per_page, "offset": listing.offset}
        found = find(connection, wanted, by=listing.sort, descending=listing.descending, **page)
        listing.total, listing.more = found.total, found.more
        visible = chosen if not desk.query.get("entry") else _few(wanted.ledger, chosen)
        rows = _rows(connection, desk, wanted.ledger, found.keys, listing.first, visible)
        beside = _beside(connection, desk, View.of(desk.settings, masked=masked, whole_names=False))
        choices = _choices(connection, desk)
    if beside is not None:
        with desk.database.write() as connection:
            looked(connection, beside.kept, desk.actor, desk.now)
    columns = wanted.ledger.columns
    return desk.page(
        "ledgers.html",
        rows=rows,
        listing=listing,
        wanted=wanted,
        columns=[(index, _title(wanted.ledger, index)) for index in range(len(columns))],
        chosen=chosen,
        visible=visible,
        linked=any(columns[index].source == "number" for index in visible),
        sort_of=lambda index: SORTED_BY.get(columns[index].source, ""),
        kinds=[(key, ledger.label) for key, ledger in LEDGERS.items()],
        states=[("", "全部"), (PENDING, "等着核实的"), *STATES.items()],
        stages=[("", "全部"), (OPEN, "还没办完的"), *stages.LABELS.items()],
        items=_items(desk, wanted.ledger),
        periods=_periods(desk.today),
        it=beside,
        masked=masked,
        moves=moves,
        pending=states.PENDING,
        correctable=correctable(desk, beside),
        **choices,
    )


@PAGES.post("/desk/ledgers/verify", may=WORK)
def verify_ticked(desk: Desk) -> Response:
    """All that are ticked, or none: one that changed meanwhile is named."""
    numbers = list(dict.fromkeys(desk.fields("number")))[:MOST_AT_ONCE]
    if not numbers:
        raise Refused(texts.NONE_TICKED)
    with desk.database.write() as connection:
        ledger = LedgerDesk(connection, desk.settings)
        for number in numbers:
            found = ledger.find(desk.township_id, number)
            if found is None:
                raise NotFound
            if found.state not in states.PENDING:
                raise Refused(texts.not_waiting(number))
            verdicts.verify(ledger, found, desk.now, by=desk.actor)
    return desk.back(PATH, texts.verified(len(numbers)))


def _rows(
    connection: Connection,
    desk: Desk,
    ledger: Ledger,
    keys: Sequence[Key[Any]],
    first: int,
    chosen: Sequence[int],
) -> list[Row]:
    view = View.of(desk.settings, masked=True, whole_names=False)
    columns = [(ledger.columns[index], _title(ledger, index)) for index in chosen]
    rows = []
    for order, line in enumerate(details(connection, keys), start=first):
        cells = [
            (title, as_text(view.cell(column, line, order) or None, column.kind)) for column, title in columns
        ]
        rows.append(Row(line.number, line.state, line.stage, cells))
    return rows


def _beside(connection: Connection, desk: Desk, view: View) -> Shown | None:
    number = desk.query.get("entry", "")[:24]
    if not number:
        return None
    found = LedgerDesk(connection, desk.settings).find(desk.township_id, number)
    if found is None:
        raise NotFound
    return shown(connection, found, view)


def correctable(desk: Desk, beside: Shown | None) -> bool:
    """Whether a form of ours wrote it, so that one can mend it."""
    forms = desk.rooms.forms
    if beside is None or forms is None or beside.kept.state == states.WITHDRAWN:
        return False
    return beside.kept.kind in forms.correctable


def _columns(desk: Desk, ledger: Ledger) -> list[int]:
    """By their places in the ledger's table; another ledger has others."""
    key, _, places = desk.query.get("columns", "")[:200].partition(":")
    asked = places.split(".") if key == ledger.key else []
    found = sorted({int(each) for each in asked if each.isascii() and each.isdigit() and len(each) < 3})
    if known := [index for index in found if index < len(ledger.columns)]:
        return known
    first = AT_FIRST.get(ledger.key)
    return [
        index
        for index, column in enumerate(ledger.columns)
        if (column.source not in UNSHOWN if first is None else {column.source, *column.keys} & set(first))
    ]


def _few(ledger: Ledger, chosen: Sequence[int]) -> Sequence[int]:
    """Beside an open entry there is room for little: which one, when, whose, and what it says."""
    few = [i for i in chosen if {ledger.columns[i].source, *ledger.columns[i].keys} & BESIDE]
    return few or chosen[:4]


def _title(ledger: Ledger, index: int) -> str:
    column = ledger.columns[index]
    return f"{column.group}{column.title}" if column.group in ("照片", "选民") else column.title


def _items(desk: Desk, ledger: Ledger) -> list[tuple[str, str]]:
    """The parts of a ledger that has some: the five, the categories of problems."""
    parts = {
        "five_ones": [(item.key, item.label) for item in desk.settings.five_ones],
        "problem": [(each.label, each.label) for each in desk.settings.ledger.categories],
    }.get(ledger.key, [])
    return [("", "全部"), *parts] if parts else []


def _choices(connection: Connection, desk: Desk) -> dict[str, Any]:
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


def _periods(today: date) -> list[tuple[str, str, str]]:
    """Label, first and last day of the spans that offices ask for."""
    month = today.replace(day=1)
    before = month - timedelta(days=1)
    return [
        ("本月", month.isoformat(), today.isoformat()),
        ("上月", before.replace(day=1).isoformat(), before.isoformat()),
        ("今年", today.replace(month=1, day=1).isoformat(), today.isoformat()),
        ("全部时间", "", ""),
    ]
