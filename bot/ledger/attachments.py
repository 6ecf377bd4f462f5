"""Photos and voice handed in: a row first, the bytes fetched after the transaction and kept by their hash."""

from __future__ import annotations

import hashlib
import os
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, and_, delete, insert, or_, select, update

from bot.channels import Channel, Media
from bot.errors import PushFailed
from bot.messages import Incoming
from bot.store.database import Database
from bot.store.tables import attachment, new_id

WAITING, KEPT, LOST = "waiting", "kept", "lost"
KEEPS = timedelta(days=3)  # how long the platform keeps media that users sent
RETRY_MINUTES = (1, 5, 30, 60)
SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "audio/amr": ".amr",
    "audio/mpeg": ".mp3",
}


def note(connection: Connection, incoming: Incoming, media_kind: str, now: datetime) -> str:
    known = connection.execute(
        select(attachment.c.id).where(
            attachment.c.channel == incoming.channel, attachment.c.media_id == incoming.media_id
        )
    ).scalar_one_or_none()
    if known is not None:
        return str(known)
    identifier = new_id()
    connection.execute(
        insert(attachment).values(
            id=identifier,
            channel=incoming.channel,
            sender=incoming.sender,
            media_id=incoming.media_id,
            media_url=incoming.media_url,
            media_kind=media_kind,
            state=WAITING,
            created_at=now,
            next_try_at=now,
        )
    )
    return identifier


def drop_loose(connection: Connection, channel: str, sender: str) -> None:
    """Forget photos that belong to no entry. Their files are swept by ``sweep``."""
    connection.execute(
        delete(attachment).where(
            attachment.c.channel == channel, attachment.c.sender == sender, attachment.c.entry_id.is_(None)
        )
    )


def path_of(data_dir: Path, sha256: str, mime: str) -> Path:
    return data_dir / "attachments" / sha256[:2] / f"{sha256}{SUFFIXES.get(mime, '.bin')}"


def keep(data_dir: Path, media: Media) -> str:
    """Write the bytes under their hash, whole or not at all; the hash. Raises ``OSError`` on a full disk."""
    sha256 = hashlib.sha256(media.content).hexdigest()
    target = path_of(data_dir, sha256, media.mime)
    if target.exists():
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(media.content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return sha256


def fetch_waiting(database: Database, channels: dict[str, Channel], data_dir: Path, now: datetime) -> int:
    """Fetch what is due; the number kept. Safe to run beside another worker: keeping twice keeps once."""
    with database.read() as connection:
        due = connection.execute(
            select(attachment)
            .where(
                attachment.c.state == WAITING,
                or_(attachment.c.next_try_at.is_(None), attachment.c.next_try_at <= now),
            )
            .limit(50)
        ).all()
    kept = 0
    for row in due:
        channel = channels.get(row.channel)
        if channel is None:
            continue
        try:
            media = channel.fetch(row.media_id, row.media_url)
            sha256 = keep(data_dir, media)
            values = {
                "state": KEPT,
                "sha256": sha256,
                "mime": media.mime,
                "size_bytes": len(media.content),
                "error": "",
                "media_url": "",
            }
            kept += 1
        except (PushFailed, OSError) as error:
            values = _after_failure(row.attempts, row.created_at, error, now)
        with database.write() as connection:
            connection.execute(
                update(attachment)
                .where(and_(attachment.c.id == row.id, attachment.c.state == WAITING))
                .values(**values)
            )
    return kept


def _after_failure(attempts: int, since: datetime, error: Exception, now: datetime) -> dict[str, object]:
    """Try again until the platform has dropped it; then say so on the row, for the clerk."""
    permanent = isinstance(error, PushFailed) and error.permanent
    lost = permanent or now - since > KEEPS
    minutes = RETRY_MINUTES[min(attempts, len(RETRY_MINUTES) - 1)]
    return {
        "state": LOST if lost else WAITING,
        "attempts": attempts + 1,
        "next_try_at": now + timedelta(minutes=minutes),
        "error": str(error)[:200],
    }
