"""Exporting a ledger: rows from the database into a file that appears whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection

from bot.ledger.export.atomic import whole_file
from bot.ledger.export.cells import View, shown_in
from bot.ledger.export.columns import Ledger
from bot.ledger.export.keys import Only, Span
from bot.ledger.export.ledgers import FIVE_ONES
from bot.ledger.export.lines import read_lines
from bot.ledger.export.paper import Paper, PaperTable
from bot.ledger.export.punctuation import full_width
from bot.ledger.export.request import read_suffix
from bot.ledger.export.summary import by_deputy, by_grid
from bot.ledger.export.tally import tally
from bot.ledger.export.to_csv import write_csv
from bot.ledger.export.to_docx import write_docx
from bot.ledger.export.to_json import write_json
from bot.ledger.export.to_xlsx import write_xlsx
from bot.ledger.export.values import Value
from bot.ledger.kinds import GRID_REGISTRATION
from bot.roster.terms import term_began
from bot.settings import Settings
from bot.texts import exports as texts

WRITERS: dict[str, Callable[[Paper, Path], None]] = {
    ".xlsx": write_xlsx,
    ".docx": write_docx,
    ".csv": write_csv,
    ".json": write_json,
}
FOR_PROGRAMS = (".csv", ".json")


@dataclass(frozen=True)
class Request:
    ledger: Ledger
    township_id: str
    township: str
    first: date
    last: date
    out: Path
    masked: bool = True
    item: str = ""  # only lines that stand in the ledger under it
    only: Only = ()  # what else the desk's filter asks for
    filtered: str = ""  # that filter in words, for the paper


def export(connection: Connection, request: Request, settings: Settings, now: datetime) -> int:
    """The number of lines written. Raises :class:`bot.errors.Refused`; then the old file is untouched."""
    suffix = read_suffix(request.out)
    view = View.of(settings, masked=request.masked, whole_names=suffix in FOR_PROGRAMS)
    view = replace(view, printed=shown_in(request.ledger.key) or frozenset())
    paper = _paper(connection, request, view, settings, now)
    with whole_file(request.out) as aside:
        WRITERS[suffix](paper, aside)
    return paper.tables[0].count


def _paper(connection: Connection, request: Request, view: View, settings: Settings, now: datetime) -> Paper:
    ledger = request.ledger
    rows = _rows(connection, request, view, _visited(connection, request, settings))
    table = PaperTable(ledger.label, texts.title(request.township, ledger.title), ledger.columns, rows)
    tables = [table]
    if ledger is FIVE_ONES and not request.filtered:  # the summary is of everybody
        found = tally(
            connection,
            request.township_id,
            request.first,
            request.last,
            settings.ledger.term_started_on,
        )
        tables.append(by_deputy(found, settings.five_ones, request.township))
    facts = _facts(table, settings, request.first, request.last, now)
    period = texts.period_line(request.first, request.last)
    if request.filtered:
        facts["filter"] = request.filtered
        period = f"{period}({request.filtered})"
    return Paper(
        full_width(texts.unit(settings.office.name)), full_width(period), tables, request.masked, facts
    )


def summarise(
    connection: Connection,
    township_id: str,
    township: str,
    period: tuple[date, date],
    out: Path,
    settings: Settings,
    now: datetime,
) -> int:
    """The five ones per grid and per deputy, with what is missing. The number of deputies in it."""
    suffix = read_suffix(out)
    found = tally(connection, township_id, *period, settings.ledger.term_started_on)
    tables = (by_grid(found, settings.five_ones, township), by_deputy(found, settings.five_ones, township))
    facts = _facts(tables[0], settings, *period, now)
    line = texts.period_line(*period)
    with whole_file(out) as aside:
        WRITERS[suffix](
            Paper(full_width(texts.unit(settings.office.name)), full_width(line), tables, None, facts), aside
        )
    return len(found)


def _facts(table: PaperTable, settings: Settings, first: date, last: date, now: datetime) -> dict[str, str]:
    return {
        "ledger": table.name,
        "title": table.title,
        "unit": settings.office.name,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "exported_at": now.isoformat(timespec="seconds"),
    }


def _visited(connection: Connection, request: Request, settings: Settings) -> tuple[date, date] | None:
    """The registrations' own column: home visits since the term began, without a term since the year did."""
    if request.ledger.key != GRID_REGISTRATION.key:
        return None
    setting, last = settings.ledger.term_started_on, request.last
    return term_began(connection, request.township_id, last, setting) or date(last.year, 1, 1), last


def _rows(
    connection: Connection, request: Request, view: View, visited: tuple[date, date] | None
) -> Iterator[list[Value]]:
    span = Span(request.township_id, request.ledger.key, request.first, request.last, request.item)
    for order, line in enumerate(read_lines(connection, span, visited, request.only), start=1):
        yield [view.cell(column, line, order) for column in request.ledger.columns]
