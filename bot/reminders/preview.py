"""What would be sent from one day to another, worked out afresh and without touching the outbox."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from bot.clock import SHANGHAI
from bot.outbox.recipient import reachable
from bot.outbox.ways import in_order
from bot.reminders.notices import notices
from bot.settings import Settings

BY_PHONE = "phone"  # she has no channel: she stands on the clerk's list


@dataclass(frozen=True)
class Line:
    at: datetime
    occasion: str
    person: str
    channel: str
    text: str

    def as_json(self) -> dict[str, str]:
        return {
            "at": self.at.isoformat(),
            "occasion": self.occasion,
            "person": self.person,
            "channel": self.channel,
            "text": self.text,
        }


def preview(
    connection: Connection,
    settings: Settings,
    first: date,
    last: date,
    channels: Collection[str] = ("wechat",),
) -> list[Line]:
    """Everything due from ``first`` to ``last``, both days included, by time."""
    since = datetime.combine(first, time(), SHANGHAI)
    until = datetime.combine(last + timedelta(days=1), time(), SHANGHAI)
    due = [n for n in notices(connection, settings, since, until) if since <= n.due_at < until]
    ways = in_order(list(channels), settings.reminders.ways)
    reach = reachable(connection, {notice.person_id for notice in due}, ways, since)
    return [
        Line(n.due_at, n.occasion, n.person_name, reach[n.person_id].way or BY_PHONE, n.text) for n in due
    ]
