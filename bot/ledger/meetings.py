"""Meetings and activities (会议活动): what is called, who came, who is excused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, insert, select

from bot.ledger.kinds import MEETING
from bot.ledger.states import COUNTED
from bot.store.tables import entry, meeting, new_id, person

PRESENT, LEAVE = "present", "leave"


@dataclass(frozen=True)
class Meeting:
    id: str
    code: str
    title: str
    day: date
    place: str
    expected: int
    quorum: bool


@dataclass(frozen=True)
class Attendance:
    """``needed``: how many make the quorum, two thirds of the expected, rounded up; 0: none is asked for."""

    expected: int
    present: int
    on_leave: int
    needed: int


class Meetings:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def call(
        self,
        township_id: str,
        title: str,
        day: date,
        place: str,
        expected: int,
        *,
        quorum: bool,
        by: str,
        now: datetime,
    ) -> Meeting:
        """Put a meeting on the calendar; its code is H1, H2 … of that day."""
        same_day = self._connection.execute(
            select(func.count()).where(meeting.c.township_id == township_id, meeting.c.day == day)
        ).scalar_one()
        called = Meeting(new_id(), f"H{same_day + 1}", title, day, place, expected, quorum)
        self._connection.execute(
            insert(meeting).values(
                id=called.id,
                township_id=township_id,
                code=called.code,
                title=title,
                day=day,
                place=place,
                expected=expected,
                quorum=quorum,
                created_by=by,
                created_at=now,
            )
        )
        return called

    def by_code(self, township_id: str, code: str, day: date) -> Meeting | None:
        found = self._select(township_id, day, day)
        return next((each for each in found if each.code == code.upper()), None)

    def between(self, township_id: str, first: date, last: date) -> list[Meeting]:
        return self._select(township_id, first, last)

    def deputies(self, township_id: str) -> int:
        """How many deputies the township has: the usual number of expected (应到)."""
        return int(
            self._connection.execute(
                select(func.count()).where(
                    person.c.township_id == township_id, person.c.role == "deputy", person.c.active
                )
            ).scalar_one()
        )

    def attendance(self, township_id: str, called: Meeting) -> Attendance:
        """A person counts once, as present if she came in spite of a leave."""
        rows = self._connection.execute(
            select(entry.c.person_id, entry.c.item, entry.c.fields).where(
                entry.c.township_id == township_id,
                entry.c.kind == MEETING.key,
                entry.c.happened_on == called.day,
                entry.c.state.in_(COUNTED),
            )
        ).all()
        here = [row for row in rows if row.fields.get("meeting") == called.id]
        present = {row.person_id for row in here if row.item == PRESENT}
        on_leave = {row.person_id for row in here if row.item == LEAVE} - present
        needed = -(-called.expected * 2 // 3) if called.quorum else 0
        return Attendance(called.expected, len(present), len(on_leave), needed)

    def _select(self, township_id: str, first: date, last: date) -> list[Meeting]:
        rows = self._connection.execute(
            select(meeting)
            .where(meeting.c.township_id == township_id, meeting.c.day.between(first, last))
            .order_by(meeting.c.day, meeting.c.code)
        )
        return [
            Meeting(row.id, row.code, row.title, row.day, row.place, row.expected, row.quorum) for row in rows
        ]
