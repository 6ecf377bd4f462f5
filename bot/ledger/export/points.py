"""The points explained for the clerk: every deputy in the roster's order, every entry with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from bot.ledger.export.columns import Column
from bot.ledger.export.paper import PaperTable
from bot.ledger.export.tally import in_office
from bot.ledger.export.values import Value
from bot.ledger.points import reckon_year
from bot.settings.points import Points
from bot.texts import exports
from bot.texts import points as texts

COLUMNS = (
    Column("序号", "", 5, "number"),
    Column("代表", "", 9),
    Column("网格", "", 14),
    Column("项目", "", 16),
    Column("编号", "", 13.5),
    Column("日期", "", 11.5, "date"),
    Column("得分", "", 7, "number"),
    Column("本项累计", "", 9, "number"),
    Column("怎么算的", "", 40),
)


def points_table(
    connection: Connection, township_id: str, township: str, year: int, points: Points
) -> PaperTable:
    rows = _rows(connection, township_id, year, points)
    title = exports.title(township, texts.TITLE)
    return PaperTable(texts.SHEET, title, COLUMNS, rows, note=texts.NOTE)


def _rows(connection: Connection, township_id: str, year: int, points: Points) -> Iterator[list[Value]]:
    order = 0
    for deputy in in_office(connection, township_id):
        found = reckon_year(connection, deputy.id, year, points)
        for line in found.lines:
            order += 1
            yield [
                order, deputy.name, deputy.grid, line.label, line.number, line.happened_on,
                float(line.points), float(line.sum), line.why,
            ]  # fmt: skip
        order += 1
        total = float(found.total)
        told = texts.waiting(found.unverified)
        yield [order, deputy.name, deputy.grid, texts.TOTAL, "", None, total, None, told]
