"""Photos that the clerk adds when she writes for a deputy: taken in as pictures and nothing else.

Each is drawn anew, turned upright and made smaller: what else lies in the file (the place it was taken, the
phone's name) stays out, as it does in the chat. Files are written before the transaction, rows inside it.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from datetime import datetime

from PIL import Image, ImageOps
from sqlalchemy import Connection, delete, insert
from starlette.datastructures import UploadFile

from bot.channels import Media
from bot.console.desk import Desk
from bot.console.forms import MEGABYTE
from bot.dialog.flow import Flow, Question
from bot.dialog.readers import PhotosReader
from bot.dialog.turn import Answers, Turn
from bot.errors import Refused
from bot.ledger import attachments
from bot.store.tables import attachment, new_id
from bot.texts import console_ledgers as texts

FIELD = "photos"
TAKEN = ("JPEG", "PNG", "GIF", "WEBP", "BMP")
LONGEST_PIXELS, QUALITY = 2000, 85  # legible on paper at half a page, some 500 KB


def question(flow: Flow, turn: Turn, answers: Answers) -> Question | None:
    """The flow's question for photos, where it has one."""
    return next((q for q in flow.questions(turn, answers) if isinstance(q.reader, PhotosReader)), None)


def sent(desk: Desk) -> list[str]:
    """The hashes of what came with the form, kept on disk. Raises :class:`Refused` for what is no photo."""
    files = [it for it in desk.form.getlist(FIELD) if isinstance(it, UploadFile) and it.filename]
    most, limit = desk.settings.limits.photos_per_entry, desk.settings.limits.photo_mb
    if len(files) > most:
        raise Refused(texts.TOO_MANY_PHOTOS.format(most=most))
    if any((it.size or 0) > limit * MEGABYTE for it in files):
        raise Refused(texts.PHOTO_LARGE.format(megabytes=limit))
    drawn = [_redrawn(it.file.read()) for it in files]
    return [attachments.keep(desk.settings.data_dir, Media(each, "image/jpeg")) for each in drawn]


def noted(connection: Connection, by: str, hashes: Sequence[str], now: datetime) -> list[str]:
    """Rows for them, of no entry yet; their ids."""
    rows = [
        {
            "id": new_id(),
            "channel": "desk",
            "sender": by,
            "media_id": new_id(),
            "media_kind": "image",
            "state": attachments.KEPT,
            "sha256": each,
            "mime": "image/jpeg",
            "created_at": now,
        }
        for each in dict.fromkeys(hashes)
    ]
    if rows:
        connection.execute(insert(attachment), rows)
    return [str(row["id"]) for row in rows]


def drop(connection: Connection, ids: Sequence[str]) -> None:
    """Their entry did not come about."""
    connection.execute(delete(attachment).where(attachment.c.id.in_(ids), attachment.c.entry_id.is_(None)))


def _redrawn(content: bytes) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=TAKEN) as opened:
                picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise Refused(texts.NOT_A_PHOTO) from error
    picture.thumbnail((LONGEST_PIXELS, LONGEST_PIXELS))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
