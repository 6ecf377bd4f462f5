"""The roll (签到表) of one meeting: every deputy in the roster's order, who came, who is excused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from bot.errors import Refused
from bot.ledger.export.columns import Column
from bot.ledger.export.paper import PaperTable
from bot.ledger.export.values import Value, typed
from bot.ledger.kinds import MEETING
from bot.ledger.meetings import LEAVE, PRESENT, Meeting, Meetings
from bot.ledger.states import COUNTED, VERIFIED
from bot.store.tables import entry, entry_version, grid, person, station
from bot.texts import exports as texts
from bot.texts import meetings as meeting_texts

_TIME = Column("时间", "", 7, "time", "签到")
COLUMNS = (
    Column("序号", "", 5, "number"),
    Column("代表", "", 9),
    Column("层级", "", 10),
    Column("联络站", "", 18),
    Column("到会情况", "", 9),
    _TIME,
    Column("方式", "", 10, "text", "签到"),
    Column("编号", "", 13.5, "text", "签到"),
    Column("事由", "", 24, "text", "请假"),
    Column("批准人", "", 9, "text", "请假"),
    Column("编号", "", 13.5, "text", "请假"),
)


@dataclass
class Answer:
    """What one deputy's entries say about the meeting."""

    present: Row[Any] | None = None
    leave: Row[Any] | None = None


def find_meeting(connection: Connection, township_id: str, code: str, day: date) -> Meeting:
    found = Meetings(connection).by_code(township_id, code.strip(), day)
    if found is None:
        known = Meetings(connection).between(township_id, day, day)
        raise Refused(texts.no_such_meeting(code, day, [f"{each.code} {each.title}" for each in known]))
    return found


def roll_table(connection: Connection, township_id: str, township: str, called: Meeting) -> PaperTable:
    answers = _answers(connection, township_id, called)
    counted = Meetings(connection).attendance(township_id, called)
    lines = meeting_texts.attendance(
        called.title, counted.expected, counted.present, counted.on_leave, counted.needed
    ).split("\n")
    rows = _rows(connection, township_id, answers)
    named = called.title.startswith(township)
    title = texts.title("" if named else township, texts.roll_title(called.title))
    return PaperTable(texts.ROLL, title, COLUMNS, rows, note="".join(lines[1:]))


def _answers(connection: Connection, township_id: str, called: Meeting) -> dict[str, Answer]:
    rows = connection.execute(
        select(entry).where(
            entry.c.township_id == township_id,
            entry.c.kind == MEETING.key,
            entry.c.happened_on == called.day,
            entry.c.state.in_(COUNTED),
        )
    ).all()
    found: dict[str, Answer] = {}
    for row in rows:
        if row.fields.get("meeting") == called.id:
            answer = found.setdefault(row.person_id, Answer())
            answer.present = row if row.item == PRESENT else answer.present
            answer.leave = row if row.item == LEAVE else answer.leave
    return found


def _rows(connection: Connection, township_id: str, answers: dict[str, Answer]) -> Iterator[list[Value]]:
    leaves = [answer.leave.id for answer in answers.values() if answer.leave]
    approved_by = _approvers(connection, leaves)
    for order, row in enumerate(_deputies(connection, township_id, list(answers)), start=1):
        answer = answers.get(row.id, Answer())
        yield [order, row.name, row.level, row.station or "", *_cells(answer, approved_by)]


def _cells(answer: Answer, approved_by: dict[str, str]) -> list[Value]:
    """Somebody who came in spite of a leave is present, and the leave stands beside it."""
    here, away = answer.present, answer.leave
    how = texts.ITEMS[PRESENT] if here else texts.ITEMS[LEAVE] if away else texts.ABSENT
    came: list[Value] = [None, "", ""]
    if here:
        way = texts.WAYS.get(str(here.fields.get("way")), "")
        came = [typed(str(here.fields.get("at") or ""), _TIME) or None, way, here.number]
    excused: list[Value] = ["", "", ""]
    if away:
        by = approved_by.get(away.id, "") if away.state == VERIFIED else texts.NOT_APPROVED
        excused = [str(away.fields.get("reason") or ""), by, away.number]
    return [how, *came, *excused]


def _approvers(connection: Connection, entry_ids: Sequence[str]) -> dict[str, str]:
    """Entry -> who verified it last."""
    newest = (
        select(entry_version.c.entry_id, func.max(entry_version.c.version).label("version"))
        .where(entry_version.c.entry_id.in_(entry_ids), entry_version.c.state == VERIFIED)
        .group_by(entry_version.c.entry_id)
        .subquery()
    )
    query = (
        select(entry_version.c.entry_id, person.c.name)
        .join(
            newest,
            (newest.c.entry_id == entry_version.c.entry_id) & (newest.c.version == entry_version.c.version),
        )
        .join(person, person.c.id == entry_version.c.changed_by)
    )
    return {row.entry_id: row.name for row in connection.execute(query)}


def _deputies(connection: Connection, township_id: str, also: Sequence[str]) -> list[Row[Any]]:
    """Those in office, and those who answered and have left since."""
    query = (
        select(person.c.id, person.c.name, person.c.level, station.c.name.label("station"))
        .select_from(person)
        .outerjoin(station, station.c.id == person.c.station_id)
        .outerjoin(grid, grid.c.id == person.c.grid_id)
        .where(person.c.township_id == township_id, person.c.role == "deputy")
        .where(or_(person.c.active.is_(True), person.c.id.in_(also)))
        .order_by(grid.c.code.is_(None), grid.c.code, person.c.created_at, person.c.id)
    )
    return list(connection.execute(query))
