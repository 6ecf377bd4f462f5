"""Calendar and duty roster (日历值班): the month, who is where, gaps, a proposal, publishing, the notice."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row
from starlette.responses import Response

from bot.console import uploads
from bot.console.access import LOOK, WORK
from bot.console.desk import Desk, NotFound
from bot.console.month import first_of, last_of, month
from bot.console.routing import Pages
from bot.errors import Refused
from bot.reminders.duty import lines, states
from bot.reminders.duty.candidates import deputy_of
from bot.reminders.duty.desk import Post, confirm_roster, duty_occasions, propose_roster, put, take_off
from bot.reminders.duty.importing import import_duty
from bot.reminders.occasions import Occasion
from bot.reminders.people import townships
from bot.reminders.wording import public_notice
from bot.roster import editing
from bot.roster.desk import RosterDesk
from bot.store.tables import duty
from bot.texts import console_duty as texts
from bot.texts import duty as duty_texts

PAGES = Pages("calendar")
PATH = "/desk/calendar"


@PAGES.get(PATH, may=LOOK, shows="calendar")
def calendar(desk: Desk) -> Response:
    first = first_of(desk.query.get("month", ""), desk.today)
    with desk.database.read() as connection:
        found = month(connection, desk.settings, desk.township_id, first)
    return desk.page(
        "calendar.html",
        it=found,
        states=duty_texts.STATES,
        on_duty=states.ON_DUTY,
        free=(states.PROPOSED, states.ASSIGNED),
    )


@PAGES.get("/desk/calendar/notice", may=LOOK, shows="notice")
def notice(desk: Desk) -> Response:
    """What the public may be told of the month's duty days, ready to copy."""
    first = first_of(desk.query.get("month", ""), desk.today)
    found = duty_occasions(desk.settings, first, last_of(first))
    with desk.database.read() as connection:
        here = next(townships(connection, first, {desk.township_id}))
    drafts = [(each, public_notice(here, each, here.deputies(each)).partition("\n\n")[2]) for each in found]
    return desk.page("calendar_notice.html", drafts=drafts, first=first)


@PAGES.post("/desk/calendar/stations/{station_id}/add", may=WORK)
def add_to_duty(desk: Desk, station_id: str) -> Response:
    with desk.database.write() as connection:
        place = editing.find(connection, "station", desk.township_id, station_id)
        if place is None or not place.active:
            raise NotFound
        occasion = occasion_of(desk)
        who, name = _deputy(desk, connection)
        if lines.has_part(connection, who, occasion.key):
            raise Refused(texts.ALREADY_THERE.format(name=name))
        waits = is_waiting(connection, desk, occasion, station_id)
        state = states.PROPOSED if waits else states.ASSIGNED
        post = Post(occasion.key, occasion.day, station_id, who)
        if not put(connection, desk.township_id, [post], state, desk.now):
            raise Refused(texts.ALREADY_THERE.format(name=name))
        desk.audit(connection, "duty_add", f"person:{who}", occasion.key)
    return desk.back(PATH, (texts.ADDED_PROPOSED if waits else texts.ADDED).format(name=name))


@PAGES.post("/desk/calendar/duty/{duty_id}/remove", may=WORK)
def take_off_duty(desk: Desk, duty_id: str) -> Response:
    with desk.database.write() as connection:
        row = line_of(connection, desk, duty_id)
        if not take_off(connection, duty_id):
            raise Refused(texts.HAS_HISTORY.format(name=row.person))
        desk.audit(connection, "duty_remove", f"person:{row.person_id}", row.occasion)
    return desk.back(PATH, texts.TAKEN_OFF.format(name=row.person))


@PAGES.post("/desk/calendar/propose", may=WORK)
def propose(desk: Desk) -> Response:
    first, last = _rest_of_month(desk)
    with desk.database.write() as connection:
        posts = propose_roster(connection, desk.settings, desk.township_id, first, last, desk.now)
        desk.audit(connection, "duty_propose", f"month:{first:%Y-%m}", f"count={len(posts)}")
    if not posts:
        return desk.back(PATH, texts.NOTHING_TO_PROPOSE, "note")
    return desk.back(PATH, texts.PROPOSED.format(count=len(posts)))


@PAGES.post("/desk/calendar/publish", may=WORK)
def publish(desk: Desk) -> Response:
    first, last = _rest_of_month(desk)
    with desk.database.write() as connection:
        count = confirm_roster(connection, desk.township_id, first, last)
        desk.audit(connection, "duty_publish", f"month:{first:%Y-%m}", f"count={count}")
    if not count:
        return desk.back(PATH, texts.NOTHING_TO_PUBLISH, "note")
    return desk.back(PATH, texts.PUBLISHED.format(count=count))


@PAGES.post("/desk/calendar/import", may=WORK, upload=True)
def import_roster(desk: Desk) -> Response:
    """A duty roster kept in Excel; a file with a bad row changes nothing."""
    with uploads.received(desk, (".xlsx", ".csv")) as path, desk.database.write() as connection:
        count = import_duty(connection, desk.settings, desk.township_id, path, desk.now)
        desk.audit(connection, "duty_import", "duty", f"count={count}")
    return desk.back(PATH, duty_texts.IMPORTED.format(count=count))


def _rest_of_month(desk: Desk) -> tuple[date, date]:
    """Days that are over keep the roster they had. Raises :class:`Refused` when all are."""
    first = first_of(desk.field("month", most=7), desk.today)
    last = last_of(first)
    if last < desk.today:
        raise Refused(texts.PAST)
    return max(first, desk.today), last


def occasion_of(desk: Desk) -> Occasion:
    try:
        day = date.fromisoformat(desk.field("day", most=10))
    except ValueError as error:
        raise Refused(texts.NO_OCCASION) from error
    if day < desk.today:
        raise Refused(texts.PAST)
    key = desk.field("occasion", most=80)
    for each in duty_occasions(desk.settings, day, day):
        if each.key == key:
            return each
    raise Refused(texts.NO_OCCASION)


def _deputy(desk: Desk, connection: Connection) -> tuple[str, str]:
    """Chosen from the list, or one of another station by her name."""
    chosen, name = desk.field("person", most=24), desk.field("name", most=40)
    if not chosen and not name:
        raise Refused(texts.WHO)
    who = chosen or deputy_of(connection, desk.township_id, name)
    found = RosterDesk(connection).deputies(desk.township_id, person_id=who)
    if not found:
        raise NotFound
    return found[0].id, found[0].name


def is_waiting(connection: Connection, desk: Desk, occasion: Occasion, station_id: str) -> bool:
    """Whether the place has a proposal that is not published: she joins it."""
    here = lines.with_names().where(
        duty.c.township_id == desk.township_id,
        duty.c.occasion == occasion.key,
        duty.c.station_id == station_id,
        duty.c.state == states.PROPOSED,
    )
    return connection.execute(here).first() is not None


def line_of(connection: Connection, desk: Desk, duty_id: str) -> Row[Any]:
    row = connection.execute(lines.with_names().where(duty.c.id == duty_id)).first()
    if row is None or row.township_id != desk.township_id:
        raise NotFound
    return row
