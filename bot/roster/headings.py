"""Finding the headings in a clerk's table, under a merged title, a unit line and a note."""

from __future__ import annotations

from bot.roster import clean
from bot.roster.columns import CATEGORY, GRID, MIXED, PERSON, STATION, Sheet, heading_keys
from bot.roster.tables import Table, TableRow

TITLE_ROWS = 15  # how far down the headings are looked for


def find_headings(table: Table) -> tuple[Sheet, TableRow, dict[int, str]] | None:
    """The sheet whose headings the table has, and where they stand: the best of the first rows."""
    best: tuple[int, Sheet, TableRow, dict[int, str]] | None = None
    for row in table.rows[:TITLE_ROWS]:
        for sheet in _sheets_for(table.title, row):
            keys = heading_keys(sheet, list(row.cells))
            score = len(set(keys.values()) - {"mark"})
            if score >= 2 and (best is None or score > best[0]):
                best = (score, sheet, row, keys)
    return best[1:] if best else None


def _sheets_for(title: str, row: TableRow) -> list[Sheet]:
    """A 类别 beside the rows makes it the one-sheet form, 姓名 makes it people; else the headings decide."""
    words = {clean.squeezed(cell).split("(")[0].strip("*:") for cell in row.cells}
    if words & {CATEGORY.title, *CATEGORY.also} and words & {
        "编号",
        "名称或姓名",
        "姓名",
        "名称",
        "姓名/名称",
    }:
        return [MIXED]
    if any(word.endswith("姓名") or word == "名字" for word in words):
        return [PERSON]
    if words & {"网格编号", "网格代码"} or "网格" in title:
        return [GRID]
    return [STATION]
