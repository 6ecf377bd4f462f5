"""What the last reminder was about, so that "好的", "收到" or a bare number can be taken as its answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select

from bot.messages import Incoming
from bot.outbox import states as outbox
from bot.reminders.duty import answers, states
from bot.reminders.duty.lines import AnyRow
from bot.store.tables import message, push

STILL_MEANT = timedelta(hours=48)  # a "好的" three days later is about something else
TOGETHER = timedelta(minutes=5)  # pushes that fell together, and those shown with a reply


def just_reminded(
    connection: Connection, incoming: Incoming, person_id: str, now: datetime, *, last: bool
) -> list[AnyRow]:
    """Her duty lines that the newest reminder named, soonest first; none when there was none of late.

    ``last``: only when it was the last thing said between her and us.
    """
    hers = (push.c.person_id == person_id, push.c.state == outbox.SENT, push.c.finished_at <= now)
    newest = connection.execute(select(func.max(push.c.finished_at)).where(*hers)).scalar()
    if newest is None or now - newest > STILL_MEANT:
        return []
    if last and (said := _said(connection, incoming)) is not None and said > newest + TOGETHER:
        return []
    sent = select(push.c.occasion).where(*hers, push.c.finished_at >= newest - TOGETHER)
    named = set(connection.execute(sent).scalars())
    return [row for row in answers.hers(connection, person_id, now.date()) if _is_named(row, named)]


def _said(connection: Connection, incoming: Incoming) -> datetime | None:
    same = (message.c.channel == incoming.channel, message.c.sender == incoming.sender)
    found: datetime | None = connection.execute(
        select(message.c.received_at).where(*same).order_by(message.c.received_at.desc()).limit(1)
    ).scalar()
    return found


def _is_named(row: AnyRow, named: set[str]) -> bool:
    """By the occasion, or by the question whether she would step in (see ``stand_in``)."""
    if row.state == states.ASKED:
        return f"ask:{row.id}" in named
    return row.occasion in named
