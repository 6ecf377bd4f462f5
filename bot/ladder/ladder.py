"""The rungs below the inline answer. Thread-safe; everything it knows is in ``slow_turn``."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, insert, select, update

from bot.channels import Channel
from bot.clock import Clock
from bot.errors import PushFailed
from bot.ladder import links, quota
from bot.messages import Incoming, Kind, Push
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import new_id, slow_turn
from bot.texts import ladder as texts

log = logging.getLogger(__name__)
ABANDONED_AFTER = timedelta(minutes=3)  # longer than any turn takes: whoever began it is gone


@dataclass(frozen=True)
class Ladder:
    database: Database
    settings: Settings
    channels: dict[str, Channel]
    clock: Clock

    def begin(self, incoming: Incoming, key: str) -> None:
        """Write down a question that will take long, before it is worked on; once."""
        with self.database.write() as connection:
            if _row(connection, incoming.channel, key) is None:
                connection.execute(
                    insert(slow_turn).values(
                        id=new_id(),
                        channel=incoming.channel,
                        key=key,
                        sender=incoming.sender,
                        incoming=_as_json(incoming),
                        begun_at=self.clock(),
                    )
                )

    def finish(self, connection: Connection, channel: str, key: str, text: str) -> None:
        """Keep the whole answer for the link; inside the turn's own transaction."""
        connection.execute(
            update(slow_turn)
            .where(slow_turn.c.channel == channel, slow_turn.c.key == key)
            .values(text=text, ready_at=self.clock(), incoming={})
        )

    def short_text(self, incoming: Incoming, key: str) -> str | None:
        """What to say when the platform stops waiting; None when this turn is not one of ours."""
        with self.database.write() as connection:
            row = _row(connection, incoming.channel, key)
            if row is None:
                return None
            connection.execute(update(slow_turn).where(slow_turn.c.id == row.id).values(told_at=self.clock()))
        base, spoken = self.settings.server.public_url.rstrip("/"), incoming.kind is Kind.VOICE
        if not base:
            return texts.VOICE_WITHOUT_LINK if spoken else texts.WITHOUT_LINK
        address = f"{base}/answer/{links.sign(self.settings.data_dir, row.id, self.clock())}"
        return texts.voice_with_link(address) if spoken else texts.with_link(address)

    def deliver(self, incoming: Incoming, key: str, text: str) -> bool:
        """Send the answer after all, once, when the account may; the link works in any case."""
        now = self.clock()
        with self.database.write() as connection:
            row = _row(connection, incoming.channel, key)
            if row is None or row.sent_at is not None:
                return False
            if quota.left(connection, incoming.channel, incoming.sender, now) < 1:
                return False
            # Claimed before it is sent: a crash here costs one message that the link still shows.
            connection.execute(update(slow_turn).where(slow_turn.c.id == row.id).values(sent_at=now))
            quota.note_sent(connection, incoming.channel, incoming.sender, now)
        push = Push(row.id, incoming.channel, incoming.sender, "late_answer", text)
        try:
            self.channels[incoming.channel].send(push)
        except PushFailed as failure:
            log.info("late answer %s stays behind its link: %s", row.id, failure.code)
            return False
        return True

    def resume(self, handle: Callable[[Incoming], str], digest: Callable[[Incoming], str]) -> int:
        """Finish what a process that is gone had begun; the number finished."""
        for row in (rows := self._abandoned()):
            incoming = _from_json(row.incoming)
            text = handle(incoming)
            self.deliver(incoming, digest(incoming), text)
        return len(rows)

    def _abandoned(self) -> list[Any]:
        with self.database.read() as connection:
            return list(
                connection.execute(
                    select(slow_turn).where(
                        and_(
                            slow_turn.c.ready_at.is_(None),
                            slow_turn.c.begun_at < self.clock() - ABANDONED_AFTER,
                        )
                    )
                )
            )


def _row(connection: Connection, channel: str, key: str) -> Any:
    return connection.execute(
        select(slow_turn).where(slow_turn.c.channel == channel, slow_turn.c.key == key)
    ).one_or_none()


def _as_json(incoming: Incoming) -> dict[str, Any]:
    """Questions in words take long, and voice that has to be listened to; nothing else of it is needed."""
    kept = ("channel", "account", "sender", "key", "text", "media_id", "detail")
    values = {field: getattr(incoming, field) for field in kept}
    return {**values, "kind": str(incoming.kind), "sent_at": incoming.sent_at.isoformat()}


def _from_json(values: dict[str, Any]) -> Incoming:
    sent_at = datetime.fromisoformat(values["sent_at"])
    names = {field.name for field in dataclasses.fields(Incoming)} - {"sent_at", "kind"}
    known = {name: value for name, value in values.items() if name in names}
    return Incoming(kind=Kind(values.get("kind", Kind.TEXT)), sent_at=sent_at, **known)
