"""Tables of text to roster rows, with every complaint a clerk has to hear."""

from __future__ import annotations

from bot.errors import Refused
from bot.roster.columns import Sheet
from bot.roster.headings import find_headings
from bot.roster.read_row import RowReader, row_values
from bot.roster.rows import Complaint, RosterFile
from bot.roster.tables import Table, TableRow
from bot.texts import roster as texts


def parse(tables: list[Table]) -> RosterFile:
    """Complaints name every bad row. Raises :class:`Refused` when nothing in the tables is a roster."""
    result = RosterFile()
    recognised = False
    for table in tables:
        found = find_headings(table)
        if found is None:
            if table.rows and not any(word in table.title for word in ("说明", "选项")):
                result.hints.append(texts.unused_sheet(table.title))
            continue
        recognised = True
        _read_table(table, *found, result)
    if not recognised:
        raise Refused(texts.NO_TABLE_FOUND)
    if result.empty and not result.complaints:
        raise Refused(texts.NOTHING_TO_IMPORT)
    return result


def _read_table(
    table: Table, sheet: Sheet, heading: TableRow, keys: dict[int, str], result: RosterFile
) -> None:
    missing = [
        column.title for column in sheet.columns if column.required and column.key not in keys.values()
    ]
    if missing:
        result.complaints.append(
            Complaint(texts.where(table.title, heading.number), texts.missing_columns(missing))
        )
        return
    unused = [text for i, text in enumerate(heading.cells) if text.strip() and i not in keys]
    if unused:
        result.hints.append(texts.unused_columns(table.title, unused))
    examples: list[int] = []
    for row in table.rows:
        if row.number <= heading.number:
            continue
        values = row_values(row, keys)
        if not any(value.strip() for key, value in values.items() if key != "mark"):
            continue
        if "示例" in values.get("mark", ""):
            examples.append(row.number)
            continue
        RowReader(table.title, row, sheet, keys, result).read()
    if examples:
        result.hints.append(texts.skipped_examples(table.title, examples))
