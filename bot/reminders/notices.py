"""Who is told what and when: the occasions of a stretch of time, times the persons they concern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.reminders import routine
from bot.reminders.occasions import ASK, FOR_CLERKS, NUDGE, Moment, Occasion, moments, occasions
from bot.reminders.people import AnyRow, Township
from bot.reminders.wording import words
from bot.reminders.workdays import Workdays
from bot.settings import Settings

LONGEST_LEAD_DAYS = 120  # the earliest preparation
LONGEST_TAIL_DAYS = 5  # the last nudge closes then
LAST_LOOKS = {NUDGE: "no_record", ASK: "unanswered"}


@dataclass(frozen=True)
class Notice:
    """One push before it is a row. How she is reached is found out when it is sent."""

    occasion: str
    kind: str
    township_id: str
    person_id: str
    person_name: str
    due_at: datetime
    closes_at: datetime
    text: str
    fields: dict[str, str]
    is_duty: bool = True
    last_look: str = ""


def notices(
    township: Township, settings: Settings, workdays: Workdays, since: datetime, until: datetime
) -> list[Notice]:
    """Everything that is due by ``until`` and still has its sense at ``since``, by time."""
    found = [*_of_occasions(township, settings, workdays, since, until)]
    found.extend(
        Notice(
            occasion=each.occasion,
            kind=each.kind,
            township_id=township.id,
            person_id=row.id,
            person_name=row.name,
            due_at=each.due_at,
            closes_at=each.closes_at,
            text=each.text,
            fields=each.fields,
            is_duty=each.is_duty,
            last_look=each.last_look,
        )
        for each in routine.pushes(settings, workdays, since, until)
        for row in township.people
        if row.role in each.roles
    )
    return sorted(found, key=lambda notice: (notice.due_at, notice.person_id))


def _of_occasions(
    township: Township, settings: Settings, workdays: Workdays, since: datetime, until: datetime
) -> Iterator[Notice]:
    first = (since - timedelta(days=LONGEST_TAIL_DAYS)).date()
    last = (until + timedelta(days=LONGEST_LEAD_DAYS)).date()
    for occasion in occasions(settings.reminders, workdays, first, last):
        due = [m for m in moments(occasion, settings.reminders) if m.closes_at > since and m.due_at <= until]
        if due:
            deputies = township.deputies(occasion)
            for moment in due:
                yield from _notices(township, occasion, moment, deputies)


def _notices(
    township: Township, occasion: Occasion, moment: Moment, deputies: list[AnyRow]
) -> Iterator[Notice]:
    """A clerk hears of an occasion only when it concerns somebody in her township."""
    if not deputies and occasion.rule.scope != "all":
        return
    for row in _concerned(township, occasion, moment, deputies):
        text, fields = words(township, occasion, moment, row, deputies)
        yield Notice(
            occasion=occasion.key,
            kind=moment.kind,
            township_id=township.id,
            person_id=row.id,
            person_name=row.name,
            due_at=moment.due_at,
            closes_at=moment.closes_at,
            text=text,
            fields=fields,
            is_duty=moment.stage != NUDGE,
            last_look=LAST_LOOKS.get(moment.stage, ""),
        )


def _concerned(
    township: Township, occasion: Occasion, moment: Moment, deputies: list[AnyRow]
) -> Sequence[AnyRow]:
    """Only one whom the duty roster names can be asked whether she comes."""
    if moment.stage in FOR_CLERKS:
        return township.clerks()
    if moment.stage == ASK:
        return [row for row in deputies if (occasion.key, row.id) in township.posts]
    return deputies
