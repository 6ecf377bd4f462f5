"""What the clerk should know this morning: duty, gaps ahead, stuck pushes, new records, open questions."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import Connection, func, or_, select

from bot.clock import SHANGHAI
from bot.ledger.kinds import KINDS
from bot.ledger.states import WITHDRAWN
from bot.outbox import states
from bot.reminders.duty.board import gaps
from bot.store.tables import entry, gap, person, push
from bot.texts import reminders as texts

KIND = "clerk_digest"
GAPS_AHEAD_DAYS = 14
FIRST_LOOK_BACK = timedelta(days=1)
LONGEST_LOOK_BACK = timedelta(days=14)


def clerk_digest(connection: Connection, township_id: str, person_id: str, now: datetime) -> list[str]:
    """One line a subject; a subject without news has none. News are what she has not yet been told."""
    today = now.astimezone(SHANGHAI).date()
    since = _told_last(connection, person_id, now)
    open_places = gaps(connection, township_id, today, today + timedelta(days=GAPS_AHEAD_DAYS))
    found = [
        texts.digest_duty(_on_duty_today(connection, township_id, now)),
        texts.digest_gaps([(each.day, each.station) for each in open_places]),
        texts.digest_stuck(_stuck(connection, township_id, since)),
        texts.digest_problems(_new_problems(connection, township_id, since)),
        texts.digest_records(_new_records(connection, township_id, since)),
        texts.digest_questions(*_open_questions(connection, township_id, since)),
    ]
    return [line for line in found if line]


def _told_last(connection: Connection, person_id: str, now: datetime) -> datetime:
    """Her last digest, or the last that had nothing to say: on a Monday the weekend is news, too."""
    told = or_(push.c.state == states.SENT, push.c.error == states.NOTHING_TO_SAY)
    hers = (push.c.person_id == person_id, push.c.kind == KIND, push.c.finished_at < now, told)
    last = connection.execute(select(func.max(push.c.finished_at)).where(*hers)).scalar()
    return max(last, now - LONGEST_LOOK_BACK) if last else now - FIRST_LOOK_BACK


def _on_duty_today(connection: Connection, township_id: str, now: datetime) -> list[str]:
    midnight = datetime.combine(now.astimezone(SHANGHAI).date(), time(), SHANGHAI)
    morning = (
        push.c.township_id == township_id,
        push.c.due_at >= midnight,
        push.c.due_at < midnight + timedelta(days=1),
        push.c.kind.like("%\\_morning", escape="\\"),
        push.c.state != states.CANCELLED,
    )
    names = select(person.c.name).join(push, push.c.person_id == person.c.id).where(*morning)
    return list(connection.execute(names.distinct().order_by(person.c.name)).scalars())


def _stuck(connection: Connection, township_id: str, since: datetime) -> list[str]:
    """Whom to phone: what ended unsent since then, and what waits for somebody who cannot be reached."""
    ended = push.c.state.in_(states.UNREACHED) & (push.c.finished_at > since)
    waits = (push.c.state == states.PLANNED) & push.c.error.in_(states.WAITING)
    names = select(person.c.name).join(push, push.c.person_id == person.c.id)
    stuck = names.where(push.c.township_id == township_id, push.c.is_duty, or_(ended, waits))
    return list(connection.execute(stuck.distinct().order_by(person.c.name)).scalars())


def _new_problems(connection: Connection, township_id: str, since: datetime) -> int:
    """Wherever they were heard: reported by themselves, on a visit, at a reception."""
    new = (entry.c.township_id == township_id, entry.c.stage != "", entry.c.created_at > since)
    counted = select(func.count()).select_from(entry).where(*new, entry.c.state != WITHDRAWN)
    return int(connection.execute(counted).scalar_one())


def _new_records(connection: Connection, township_id: str, since: datetime) -> list[tuple[str, int]]:
    new = (entry.c.township_id == township_id, entry.c.created_at > since, entry.c.state != WITHDRAWN)
    counts = select(entry.c.kind, func.count()).where(*new).group_by(entry.c.kind).order_by(entry.c.kind)
    rows = connection.execute(counts).all()
    return [(KINDS[row[0]].label if row[0] in KINDS else row[0], row[1]) for row in rows]


def _open_questions(connection: Connection, township_id: str, since: datetime) -> tuple[int, int]:
    """How many are new, and how many there are."""
    new = func.count().filter(gap.c.asked_at > since)
    ours = select(new, func.count()).where(gap.c.township_id == township_id, gap.c.closed_at.is_(None))
    row = connection.execute(ours).one()
    return int(row[0]), int(row[1])
