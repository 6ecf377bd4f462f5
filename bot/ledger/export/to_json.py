"""A ledger as JSON, line after line: what the paper says, under its Chinese headings."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import TextIO

from bot.ledger.export.paper import Paper, PaperTable
from bot.ledger.export.values import Value


def write_json(paper: Paper, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("{\n")
        for key, fact in paper.facts.items():
            file.write(f"  {_dump(key)}: {_dump(fact)},\n")
        file.write(f'  "masked": {_dump(paper.masked)}')
        for table, key in zip(paper.tables, ("entries", "summary"), strict=False):
            file.write(f",\n  {_dump(key)}: [")
            _write_rows(table, file)
            file.write("]")
        notes = [table.note for table in paper.tables if table.note]
        if notes:
            file.write(f',\n  "note": {_dump("".join(notes))}')
        file.write("\n}\n")


def _write_rows(table: PaperTable, file: TextIO) -> None:
    headings = [f"{column.group}{column.title}" for column in table.columns]
    for index, row in enumerate(table.counted_rows()):
        file.write(",\n    " if index else "\n    ")
        file.write(_dump({heading: _plain(value) for heading, value in zip(headings, row, strict=True)}))
    if table.count:
        file.write("\n  ")


def _plain(value: Value) -> str | int | float | None:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, datetime | date) else value


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
