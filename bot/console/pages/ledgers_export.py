"""The ledger as an official table: exactly the lines that the page's filter shows, by the one export."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from bot.console.access import LOOK
from bot.console.desk import Desk, NotFound
from bot.console.ledger_filter import OPEN, PENDING, Filter, read_filter
from bot.console.routing import Pages
from bot.ledger import stages
from bot.ledger.export.run import Request, export
from bot.store.tables import entry, grid, person, station
from bot.texts import console_ledgers as texts
from bot.texts.exports import STATES

PAGES = Pages("ledgers")
FORMS = ("xlsx", "docx", "csv")


@PAGES.get("/desk/ledgers/export/{form}", may=LOOK, shows="export")
def export_filtered(desk: Desk, form: str) -> Response:
    if form not in FORMS:
        raise NotFound
    wanted = read_filter(desk)
    folder = Path(tempfile.mkdtemp(prefix="renda-desk-"))
    try:
        with desk.database.read() as connection:
            request = _request(connection, desk, wanted, folder / f"ledger.{form}")
            count = export(connection, request, desk.settings, desk.now)
        with desk.database.write() as connection:
            detail = f"{request.first}..{request.last} lines={count} file={form} masked=True"
            desk.audit(connection, "ledger_export", wanted.ledger.key, detail)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    name = texts.FILE_NAME.format(
        township=desk.township, title=wanted.ledger.title, first=request.first, last=request.last
    )
    away = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(request.out, filename=f"{name}.{form}", background=away)


def _request(connection: Connection, desk: Desk, wanted: Filter, out: Path) -> Request:
    """Without days: from the first entry to today, which the paper has to name."""
    oldest = connection.scalar(
        select(func.min(entry.c.happened_on)).where(entry.c.township_id == desk.township_id)
    )
    newest = connection.scalar(
        select(func.max(entry.c.happened_on)).where(entry.c.township_id == desk.township_id)
    )
    return Request(
        ledger=wanted.ledger,
        township_id=desk.township_id,
        township=desk.township,
        first=wanted.first or oldest or desk.today,
        last=wanted.last or max(newest or desk.today, desk.today),
        out=out,
        item=wanted.item,
        only=wanted.only,
        filtered=_in_words(connection, desk, wanted),
    )


def _in_words(connection: Connection, desk: Desk, wanted: Filter) -> str:
    items = {item.key: item.label for item in desk.settings.five_ones}
    words = [
        _name(connection, desk, station, wanted.station),
        _name(connection, desk, grid, wanted.grid),
        _name(connection, desk, person, wanted.deputy),
        items.get(wanted.item, wanted.item),
        texts.PENDING if wanted.state == PENDING else STATES.get(wanted.state, ""),
        texts.OPEN if wanted.stage == OPEN else stages.LABELS.get(wanted.stage, ""),
        texts.said(wanted.text) if wanted.text else "",
    ]
    return "、".join(word for word in words if word)


def _name(connection: Connection, desk: Desk, table: Any, identifier: str) -> str:
    if not identifier:
        return ""
    query = select(table.c.name).where(table.c.id == identifier, table.c.township_id == desk.township_id)
    return connection.scalar(query) or ""
