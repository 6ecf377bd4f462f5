"""What a picture of progress is made of: drawing, table beside it, and the way to its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from markupsafe import Markup

from bot.console.drawing import SERIES, SOFT, Drawing, ceiling, shorten
from bot.console.progress import Place, Year
from bot.texts import console_progress as texts

ROW, LABEL, NAME_CHARS = 34, 126, 8


@dataclass(frozen=True)
class Cell:
    text: str
    href: str = ""


@dataclass(frozen=True)
class Picture:
    """``rows``: the same as a table, each with its heading and its cells."""

    key: str
    title: str
    note: str
    svg: Markup
    head: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell]]]


def rows_of(year: Year, kind: str, **more: str) -> str:
    """The address of the ledger that shows what was counted."""
    query = {"kind": kind, **({} if "from" in more else {"year": str(year.first.year)}), **more}
    return "/desk/ledgers?" + urlencode({name: value for name, value in query.items() if value})


def between(first: date, last: date) -> dict[str, str]:
    return {"from": first.isoformat(), "to": last.isoformat()}


def bars_of(
    title: str, bars: Sequence[tuple[str, Sequence[tuple[int, str]]]], labels: Sequence[str], linked: bool
) -> tuple[Drawing, list[tuple[str, list[Cell]]]]:
    """Lying bars, their parts one after the other, in the order given."""
    it = Drawing(title, 850, 50 + ROW * max(1, len(bars)), linked)
    most = ceiling(max((sum(count for count, _ in parts) for _, parts in bars), default=1))
    it.legend(LABEL, 20, labels)
    rows = []
    for row, (name, parts) in enumerate(bars):
        top, x = 38 + ROW * row, float(LABEL)
        it.add(it.words(LABEL - 10, top + 21, shorten(name, NAME_CHARS), anchor="end"))
        for (count, href), label, colour in zip(parts, labels, SERIES, strict=False):
            wide = 620 * count / most
            if count:
                it.add(it.rect(x, top + 5, wide, ROW - 10, colour, told=f"{name} {label} {count}"), href=href)
            x += wide
        it.add(it.words(x + 8, top + 21, str(sum(count for count, _ in parts)), fill=SOFT))
        rows.append((name, [Cell(str(count), href if count else "") for count, href in parts]))
    return it, rows


def axis(it: Drawing, most: int, left: int, right: int, top: int, bottom: int) -> None:
    for part in (0, 0.5, 1):
        y = bottom - (bottom - top) * part
        if most * part == int(most * part):
            it.add(
                it.line(left, y, right, y),
                it.words(left - 8, y + 5, str(int(most * part)), fill=SOFT, anchor="end"),
            )


def name_of(place: Place) -> str:
    return shorten(place.name, NAME_CHARS) if place.id else texts.NO_GRID
