"""Ledgers (台账): every kind in one table, filtered, sorted and paged, with one entry beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Row as Key
from starlette.responses import Response

from bot.console.access import LOOK, WORK
from bot.console.desk import Desk, NotFound
from bot.console.entry_view import Shown, looked, shown
from bot.console.ledger_choices import choices_of, items_of, periods
from bot.console.ledger_columns import chosen_columns, few_columns, title_of
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
from bot.store.tables import entry
from bot.texts import console_ledgers as texts

PAGES = Pages("ledgers")
PATH = "/desk/ledgers"
SORTS = {"happened_on": entry.c.happened_on, "number": entry.c.number, "id": entry.c.id}
SORTED_BY = {"happened_on": "happened_on", "number": "number", "created_at": "id"}  # column -> in the address
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
    chosen = chosen_columns(desk, wanted.ledger)
    masked = not (desk.may(WORK) and desk.query.get("full") == "1")
    with desk.database.read() as connection:
        page = {"limit": listing.per_page, "offset": listing.offset}
        found = find(connection, wanted, by=listing.sort, descending=listing.descending, **page)
        listing.total, listing.more = found.total, found.more
        visible = chosen if not desk.query.get("entry") else few_columns(wanted.ledger, chosen)
        rows = _rows(connection, desk, wanted.ledger, found.keys, listing.first, visible)
        beside = _beside(connection, desk, View.of(desk.settings, masked=masked, whole_names=False))
        choices = choices_of(connection, desk)
    if beside is not None:
        with desk.database.write() as connection:
            looked(connection, beside.kept, desk.actor, desk.now)
    columns = wanted.ledger.columns
    return desk.page(
        "ledgers.html",
        rows=rows,
        listing=listing,
        wanted=wanted,
        columns=[(index, title_of(wanted.ledger, index)) for index in range(len(columns))],
        chosen=chosen,
        visible=visible,
        linked=any(columns[index].source == "number" for index in visible),
        sort_of=lambda index: SORTED_BY.get(columns[index].source, ""),
        kinds=[(key, ledger.label) for key, ledger in LEDGERS.items()],
        states=[("", "全部"), (PENDING, "等着核实的"), *STATES.items()],
        stages=[("", "全部"), (OPEN, "还没办完的"), *stages.LABELS.items()],
        items=items_of(desk, wanted.ledger),
        periods=periods(desk.today),
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
    columns = [(ledger.columns[index], title_of(ledger, index)) for index in chosen]
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
