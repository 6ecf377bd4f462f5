"""What would be sent from one day to another, worked out afresh and without touching the outbox."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection

from bot.clock import SHANGHAI
from bot.outbox.recipient import reachable
from bot.outbox.ways import PHONE, in_order
from bot.reminders.notices import Notice, notices
from bot.reminders.people import townships
from bot.reminders.workdays import Workdays
from bot.settings import Settings


@dataclass(frozen=True)
class Line:
    """``channel`` is ``phone`` for one who has no channel: she stands on the clerk's list."""

    at: datetime
    occasion: str
    kind: str
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
    *,
    with_maybe: bool = False,
) -> list[Line]:
    """Everything due from ``first`` to ``last``, both days included, by time.

    ``with_maybe``: also what a last look may still cancel, such as a nudge to one who has recorded nothing.
    """
    since = datetime.combine(first, time(), SHANGHAI)
    until = datetime.combine(last + timedelta(days=1), time(), SHANGHAI)
    workdays = Workdays(settings.reminders.workdays_file)
    due: list[Notice] = []
    for township in townships(connection, first):
        found = notices(township, settings, workdays, since, until)
        certain = (notice for notice in found if with_maybe or not notice.last_look)
        due.extend(notice for notice in certain if since <= notice.due_at < until)
    ways = in_order(list(channels), settings.reminders.ways)
    reach = reachable(connection, {notice.person_id for notice in due}, ways, since)
    lines = [_line(notice, reach[notice.person_id].way or PHONE) for notice in due]
    return sorted(lines, key=lambda line: line.at)


def _line(notice: Notice, channel: str) -> Line:
    return Line(notice.due_at, notice.occasion, notice.kind, notice.person_name, channel, notice.text)
