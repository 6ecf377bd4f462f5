"""A ledger as csv: the lines only, in UTF-8 with BOM, so that Excel and WPS read Chinese."""

from __future__ import annotations

import csv
from pathlib import Path

from bot.ledger.export.defuse import defuse
from bot.ledger.export.paper import Paper
from bot.ledger.export.values import as_text


def write_csv(paper: Paper, path: Path) -> None:
    table = paper.tables[0]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([_heading(column.group, column.title) for column in table.columns])
        for row in table.counted_rows():
            writer.writerow([defuse(value) if isinstance(value, str) else as_text(value) for value in row])


def _heading(group: str, title: str) -> str:
    return f"{group}{title}" if group else title
