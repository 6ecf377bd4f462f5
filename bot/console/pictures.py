"""The pictures of progress: each drawn, told as a table beside it, and leading to its rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from bot.console.drawing import INK, LINE, PAPER, SERIES, SOFT, Drawing, ceiling, shorten
from bot.console.picture import LABEL, ROW, Cell, Picture, axis, bars_of, between, name_of, rows_of
from bot.console.progress import REGISTERED, Place, Year
from bot.console.progress_month import BY_GRID, BY_MONTH, CLOSED, DAYS, ELSEWHERE, LONGER, ON_THE_WAY
from bot.settings import Settings
from bot.texts import console_progress as texts

NONE, SOME, ALL = (PAPER, INK), ("#cfe0f3", INK), (SERIES[0], PAPER)


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
        it.add(it.words(LABEL - 10, top + 22, name_of(place), anchor="end"))
        for column, (key, _) in enumerate(items):
            done = year.done[place.id, key]
            text = f"{done}/{place.deputies}" if place.deputies else "–"
            fill, ink = NONE if not done else ALL if done >= place.deputies else SOME
            left = LABEL + wide * column
            box = it.rect(left + 2, top + 2, wide - 4, ROW - 4, fill, edge=LINE)
            href = _matrix_rows(year, key, place)
            it.add(box, it.words(left + wide / 2, top + 22, text, fill=ink, anchor="middle"), href=href)
            cells.append(Cell(text, href))
        rows.append((name_of(place), cells))
    head = [texts.GRID, *(label for _, label in items)]
    return Picture("matrix", title, texts.MATRIX_NOTE, it.svg(), head, rows)


def _matrix_rows(year: Year, key: str, place: Place) -> str:
    if not place.id:
        return ""
    if key == REGISTERED:
        return rows_of(year, REGISTERED, grid=place.id, **between(year.since, year.last))
    return rows_of(year, "five_ones", item=key, grid=place.id)


def over_time(year: Year, settings: Settings, *, linked: bool) -> Picture:
    title = texts.OVER_TIME.format(year=year.first.year)
    labels = [kind.label for kind in BY_MONTH]
    it = Drawing(title, 850, 300, linked)
    top, bottom, left, wide = 40, 260, 50, 66
    most = ceiling(max(year.months.values(), default=1))
    axis(it, most, left, 846, top, bottom)
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
    return between(date(year, month, 1), after - timedelta(days=1))


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
    it, rows = bars_of(title, bars, texts.FAR, linked)
    return Picture("categories", title, texts.NOT_COUNTED, it.svg(), [texts.CATEGORY, *texts.FAR], rows)


def by_closing_time(year: Year, settings: Settings, *, linked: bool) -> Picture:
    title = texts.BY_CLOSING.format(year=year.first.year)
    href = rows_of(year, "problem", stage="closed")
    labels = [*(label for _, label in DAYS), LONGER]
    bars = [(label, [(year.closing[label], href)]) for label in labels]
    it, rows = bars_of(title, bars, texts.CLOSED_ONES, linked)
    return Picture("closing", title, texts.CLOSING_NOTE, it.svg(), [texts.TOOK, *texts.CLOSED_ONES], rows)


def by_grid(year: Year, settings: Settings, *, linked: bool) -> Picture:
    title = texts.BY_GRID.format(year=year.first.year)
    labels = [kind.label for kind in BY_GRID]
    bars = [
        (
            name_of(place),
            [
                (year.of_grid[place.id, k.key], rows_of(year, k.key, grid=place.id) if place.id else "")
                for k in BY_GRID
            ],
        )
        for place in year.places
    ]
    it, rows = bars_of(title, bars, labels, linked)
    return Picture("grids", title, texts.GRID_NOTE, it.svg(), [texts.GRID, *labels], rows)


Draw = Callable[..., Picture]
PICTURES: dict[str, Draw] = {
    "matrix": matrix,
    "months": over_time,
    "grids": by_grid,
    "categories": by_category,
    "closing": by_closing_time,
}
