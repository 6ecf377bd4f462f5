"""The pictures of progress: each drawn, told as a table beside it, and leading to its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from markupsafe import Markup

from bot.console.drawing import INK, LINE, PAPER, SERIES, SOFT, Drawing, ceiling, shorten
from bot.console.progress import (
    BY_GRID,
    BY_MONTH,
    CLOSED,
    DAYS,
    ELSEWHERE,
    LONGER,
    ON_THE_WAY,
    REGISTERED,
    Place,
    Year,
)
from bot.settings import Settings
from bot.texts import console_progress as texts

ROW, LABEL, NAME_CHARS = 34, 126, 8
NONE, SOME, ALL = (PAPER, INK), ("#cfe0f3", INK), (SERIES[0], PAPER)


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


def matrix(year: Year, settings: Settings, *, linked: bool) -> Picture:
    items = [(REGISTERED, texts.REGISTERED), *((item.key, item.label) for item in settings.five_ones)]
    title = texts.MATRIX.format(year=year.first.year)
    wide = 116
    it = Drawing(title, LABEL + wide * len(items) + 4, 40 + ROW * len(year.places), linked)
    for column, (_, label) in enumerate(items):
        it.add(it.words(LABEL + wide * (column + 0.5), 26, shorten(label, 8), fill=SOFT, anchor="middle"))
    rows = []
    for row, place in enumerate(year.places):
        top, cells = 36 + ROW * row, []
        it.add(it.words(LABEL - 10, top + 22, _name(place), anchor="end"))
        for column, (key, _) in enumerate(items):
            done = year.done[place.id, key]
            text = f"{done}/{place.deputies}" if place.deputies else "–"
            fill, ink = NONE if not done else ALL if done >= place.deputies else SOME
            left = LABEL + wide * column
            box = it.rect(left + 2, top + 2, wide - 4, ROW - 4, fill, edge=LINE)
            href = _matrix_rows(year, key, place)
            it.add(box, it.words(left + wide / 2, top + 22, text, fill=ink, anchor="middle"), href=href)
            cells.append(Cell(text, href))
        rows.append((_name(place), cells))
    head = [texts.GRID, *(label for _, label in items)]
    return Picture("matrix", title, texts.MATRIX_NOTE, it.svg(), head, rows)


def _matrix_rows(year: Year, key: str, place: Place) -> str:
    if not place.id:
        return ""
    if key == REGISTERED:
        return rows_of(year, REGISTERED, grid=place.id, **_from(year.since, year.last))
    return rows_of(year, "five_ones", item=key, grid=place.id)


def over_time(year: Year, settings: Settings, *, linked: bool) -> Picture:
    title = texts.OVER_TIME.format(year=year.first.year)
    labels = [kind.label for kind in BY_MONTH]
    it = Drawing(title, 850, 300, linked)
    top, bottom, left, wide = 40, 260, 50, 66
    most = ceiling(max(year.months.values(), default=1))
    _axis(it, most, left, 846, top, bottom)
    it.legend(left, 18, labels)
    rows = []
    for month in range(1, 13):
        x, cells = left + wide * (month - 1), []
        it.add(
            it.words(x + wide / 2, bottom + 20, texts.MONTH.format(month=month), fill=SOFT, anchor="middle")
        )
        for at, kind in enumerate(BY_MONTH):
            count = year.months[kind.key, month]
            high = (bottom - top) * count / most
            told = f"{month}月 {kind.label} {count}"
            href = rows_of(year, kind.key, **_month(year.first.year, month)) if count else ""
            if count:
                bar = it.rect(x + 8 + 17 * at, bottom - high, 15, high, SERIES[at], told=told)
                it.add(bar, href=href)
            cells.append(Cell(str(count), href))
        rows.append((texts.MONTH.format(month=month), cells))
    return Picture("months", title, texts.NOT_COUNTED, it.svg(), [texts.WHEN, *labels], rows)


def _month(year: int, month: int) -> dict[str, str]:
    after = date(year + month // 12, month % 12 + 1, 1)
    return _from(date(year, month, 1), after - timedelta(days=1))


def _from(first: date, last: date) -> dict[str, str]:
    return {"from": first.isoformat(), "to": last.isoformat()}


def by_category(year: Year, settings: Settings, *, linked: bool) -> Picture:
    title = texts.BY_CATEGORY.format(year=year.first.year)
    parts = ((CLOSED, "closed"), (ON_THE_WAY, "open"), (ELSEWHERE, ""))
    known = [each.label for each in settings.ledger.categories]
    there = {category for category, _ in year.problems}
    categories = [each for each in known if each in there] + sorted(there - set(known))
    bars = [
        (
            category or texts.NO_CATEGORY,
            [
                (
                    year.problems[category, part],
                    rows_of(year, "problem", item=category, stage=stage) if category else "",
                )
                for part, stage in parts
            ],
        )
        for category in categories
    ]
    it, rows = _bars(title, bars, texts.FAR, linked)
    return Picture("categories", title, texts.NOT_COUNTED, it.svg(), [texts.CATEGORY, *texts.FAR], rows)


def by_closing_time(year: Year, settings: Settings, *, linked: bool) -> Picture:
    title = texts.BY_CLOSING.format(year=year.first.year)
    href = rows_of(year, "problem", stage="closed")
    labels = [*(label for _, label in DAYS), LONGER]
    bars = [(label, [(year.closing[label], href)]) for label in labels]
    it, rows = _bars(title, bars, texts.CLOSED_ONES, linked)
    return Picture("closing", title, texts.CLOSING_NOTE, it.svg(), [texts.TOOK, *texts.CLOSED_ONES], rows)


def by_grid(year: Year, settings: Settings, *, linked: bool) -> Picture:
    title = texts.BY_GRID.format(year=year.first.year)
    labels = [kind.label for kind in BY_GRID]
    bars = [
        (
            _name(place),
            [
                (year.of_grid[place.id, k.key], rows_of(year, k.key, grid=place.id) if place.id else "")
                for k in BY_GRID
            ],
        )
        for place in year.places
    ]
    it, rows = _bars(title, bars, labels, linked)
    return Picture("grids", title, texts.GRID_NOTE, it.svg(), [texts.GRID, *labels], rows)


def _bars(
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


def _axis(it: Drawing, most: int, left: int, right: int, top: int, bottom: int) -> None:
    for part in (0, 0.5, 1):
        y = bottom - (bottom - top) * part
        if most * part == int(most * part):
            it.add(
                it.line(left, y, right, y),
                it.words(left - 8, y + 5, str(int(most * part)), fill=SOFT, anchor="end"),
            )


def _name(place: Place) -> str:
    return shorten(place.name, NAME_CHARS) if place.id else texts.NO_GRID


Draw = Callable[..., Picture]
PICTURES: dict[str, Draw] = {
    "matrix": matrix,
    "months": over_time,
    "grids": by_grid,
    "categories": by_category,
    "closing": by_closing_time,
}
