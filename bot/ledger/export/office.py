"""Tables that are not one ledger: the roll of a meeting, the points' explanation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from bot.ledger.export.atomic import whole_file
from bot.ledger.export.paper import Paper, PaperTable
from bot.ledger.export.punctuation import full_width
from bot.ledger.export.request import read_suffix
from bot.ledger.export.run import WRITERS
from bot.settings import Settings
from bot.texts import exports as texts


def write_tables(
    tables: Sequence[PaperTable],
    out: Path,
    period: tuple[date, date],
    settings: Settings,
    now: datetime,
    *,
    where: str = "",
) -> int:
    """Lines of the first table. ``where``: said beside the period."""
    suffix = read_suffix(out)
    facts = {
        "ledger": tables[0].name,
        "title": tables[0].title,
        "unit": settings.office.name,
        "from": period[0].isoformat(),
        "to": period[1].isoformat(),
        "exported_at": now.isoformat(timespec="seconds"),
    }
    line = texts.period_line(*period) + (f"　{texts.place(where)}" if where else "")
    paper = Paper(full_width(texts.unit(settings.office.name)), full_width(line), tables, None, facts)
    with whole_file(out) as aside:
        WRITERS[suffix](paper, aside)
    return tables[0].count
