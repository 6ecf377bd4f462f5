"""One entry (台账里的一条) on a page of its own, and its photos."""

from __future__ import annotations

from sqlalchemy import select
from starlette.responses import FileResponse, Response

from bot.console.access import LOOK, WORK
from bot.console.desk import Desk, NotFound
from bot.console.entry_view import looked, shown
from bot.console.pages.ledgers import correctable
from bot.console.pages.problems import moves
from bot.console.routing import Pages
from bot.ledger import attachments, states
from bot.ledger.attachments import KEPT, SUFFIXES
from bot.ledger.desk import LedgerDesk
from bot.ledger.export.cells import View
from bot.store.tables import attachment

PAGES = Pages("ledgers")
# Shown and never run, whatever was handed in as a photo.
PHOTO_HEADERS = {"Content-Security-Policy": "default-src 'none'; sandbox", "Content-Disposition": "inline"}


@PAGES.get("/desk/entries/{number}", may=LOOK, shows="entry")
def one_entry(desk: Desk, number: str) -> Response:
    masked = not (desk.may(WORK) and desk.query.get("full") == "1")
    with desk.database.read() as connection:
        found = LedgerDesk(connection, desk.settings).find(desk.township_id, number)
        if found is None:
            raise NotFound
        it = shown(connection, found, View.of(desk.settings, masked=masked, whole_names=False))
    with desk.database.write() as connection:
        looked(connection, found, desk.actor, desk.now)
    return desk.page(
        "one_entry.html",
        it=it,
        masked=masked,
        moves=moves,
        pending=states.PENDING,
        correctable=correctable(desk, it),
    )


@PAGES.get("/desk/entries/{number}/photos/{photo_id}", may=LOOK, shows="photo")
def photo(desk: Desk, number: str, photo_id: str) -> Response:
    """Only with its own entry, and that only in her township; nothing of a withdrawn one."""
    with desk.database.read() as connection:
        found = LedgerDesk(connection, desk.settings).find(desk.township_id, number)
        if found is None or found.state == states.WITHDRAWN:
            raise NotFound
        row = connection.execute(
            select(attachment.c.sha256, attachment.c.mime).where(
                attachment.c.id == photo_id,
                attachment.c.entry_id == found.id,
                attachment.c.state == KEPT,
                attachment.c.media_kind == "image",
            )
        ).one_or_none()
    if row is None:
        raise NotFound
    path = attachments.path_of(desk.settings.data_dir, row.sha256, row.mime)
    if not path.is_file():
        raise NotFound
    kind = row.mime if row.mime in SUFFIXES else "application/octet-stream"
    return FileResponse(path, media_type=kind, headers=PHOTO_HEADERS)
