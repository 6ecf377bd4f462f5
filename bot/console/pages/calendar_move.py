"""Moving a name on the duty roster to another station or day: what dragging does, as one step."""

from __future__ import annotations

from starlette.responses import Response

from bot.console.access import WORK
from bot.console.desk import Desk, NotFound
from bot.console.pages.calendar import PATH, is_waiting, line_of, occasion_of
from bot.console.routing import Pages
from bot.errors import Refused
from bot.reminders.duty import lines, states
from bot.reminders.duty.desk import Post, put, take_off
from bot.roster import editing
from bot.texts import console_duty as texts

PAGES = Pages("calendar")


@PAGES.post("/desk/calendar/duty/{duty_id}/move", may=WORK)
def move(desk: Desk, duty_id: str) -> Response:
    """Off the one and onto the other, or neither: a line that was answered keeps its history."""
    with desk.database.write() as connection:
        row = line_of(connection, desk, duty_id)
        place = editing.find(connection, "station", desk.township_id, desk.field("station", most=24))
        if place is None or not place.active:
            raise NotFound
        occasion = occasion_of(desk)
        if row.day < desk.today:
            raise Refused(texts.PAST)
        if (row.occasion, row.station_id) == (occasion.key, place.id):
            return desk.back(PATH)
        if row.occasion != occasion.key and lines.has_part(connection, row.person_id, occasion.key):
            raise Refused(texts.ALREADY_THERE.format(name=row.person))
        if not take_off(connection, duty_id):
            raise Refused(texts.HAS_HISTORY.format(name=row.person))
        waits = is_waiting(connection, desk, occasion, place.id) or row.state == states.PROPOSED
        post = Post(occasion.key, occasion.day, place.id, row.person_id)
        if not put(
            connection, desk.township_id, [post], states.PROPOSED if waits else states.ASSIGNED, desk.now
        ):
            raise Refused(texts.ALREADY_THERE.format(name=row.person))
        desk.audit(connection, "duty_move", f"person:{row.person_id}", f"{row.occasion} -> {occasion.key}")
    return desk.back(PATH, texts.MOVED.format(name=row.person, place=place.name))
