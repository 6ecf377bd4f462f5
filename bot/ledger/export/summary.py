"""The five ones per deputy and per grid, with what is missing: to see who needs help, never a rank.

The order is that of grids and of the roster, whatever the numbers are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.ledger.export.columns import Column
from bot.ledger.export.paper import PaperTable
from bot.ledger.export.tally import Deputy
from bot.ledger.export.values import Value
from bot.settings.parts import FiveOnesItem
from bot.texts import exports as texts


def by_deputy(deputies: Sequence[Deputy], items: Sequence[FiveOnesItem], township: str) -> PaperTable:
    """The office's own form: for each of the five, the day and the entry that proves it."""
    columns = [
        Column("序号", "", 5.5, "number"),
        Column("网格", "", 12),
        Column("代表", "", 8.5),
        Column("登记报到", "", 11.5, "date"),
    ]
    for item in items:
        columns += [
            Column("完成日", "", 11.5, "date", item.label),
            Column("台账编号", "", 14.5, "text", item.label),
        ]
    columns += [Column("已有", "", 6), Column("还差", "", 20)]
    return PaperTable(
        texts.BY_DEPUTY, texts.title(township, texts.BY_DEPUTY_TITLE), columns, _deputy_rows(deputies, items)
    )


def by_grid(deputies: Sequence[Deputy], items: Sequence[FiveOnesItem], township: str) -> PaperTable:
    columns = [
        Column("序号", "", 5.5, "number"),
        Column("网格", "", 13),
        Column("代表人数", "", 8, "number"),
        Column("已报到", "", 7, "number", texts.REGISTRATION),
        Column("未报到的代表", "", 16, "text", texts.REGISTRATION),
    ]
    for item in items:
        columns += [
            Column("件数", "", 5.5, "number", item.label),
            Column("人数", "", 5.5, "number", item.label),
        ]
    columns += [Column("五项都有", "", 8, "number"), Column("还差的代表和项目", "", 40)]
    return PaperTable(
        texts.BY_GRID, texts.title(township, texts.BY_GRID_TITLE), columns, _grid_rows(deputies, items)
    )


def _deputy_rows(deputies: Sequence[Deputy], items: Sequence[FiveOnesItem]) -> Iterator[list[Value]]:
    keys, labels = _keys(items)
    for order, deputy in enumerate(deputies, start=1):
        row: list[Value] = [order, deputy.grid or texts.NO_GRID, deputy.name, deputy.registered_on]
        for key in keys:
            row += [deputy.done[key].last_on, deputy.done[key].number]
        missing = deputy.missing(keys)
        row += [f"{len(keys) - len(missing)}/{len(keys)}", "、".join(labels[key] for key in missing)]
        yield row


def _grid_rows(deputies: Sequence[Deputy], items: Sequence[FiveOnesItem]) -> Iterator[list[Value]]:
    keys, labels = _keys(items)
    groups = groupby(deputies, key=lambda deputy: (deputy.grid_code, deputy.grid))
    for order, ((_code, name), members) in enumerate(groups, start=1):
        group = list(members)
        absent = [deputy.name for deputy in group if deputy.registered_on is None]
        row: list[Value] = [
            order,
            name or texts.NO_GRID,
            len(group),
            len(group) - len(absent),
            "、".join(absent),
        ]
        for key in keys:
            row += [
                sum(deputy.done[key].count for deputy in group),
                sum(1 for deputy in group if deputy.done[key].count),
            ]
        wanting = [(deputy, deputy.missing(keys)) for deputy in group]
        notes = [f"{d.name}:{'、'.join(labels[key] for key in gap)}" for d, gap in wanting if gap]
        row += [sum(1 for _, gap in wanting if not gap), "\n".join(notes)]
        yield row


def _keys(items: Sequence[FiveOnesItem]) -> tuple[list[str], dict[str, str]]:
    return [item.key for item in items], {item.key: item.label for item in items}
