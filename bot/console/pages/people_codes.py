"""Binding codes (绑定码): given out on one page to print, to send or to save; readable this once."""

from __future__ import annotations

from starlette.responses import Response

from bot.console.access import WORK
from bot.console.desk import Desk, NotFound
from bot.console.download import attachment
from bot.console.routing import Pages
from bot.errors import Refused
from bot.roster import editing
from bot.roster.desk import RosterDesk
from bot.roster.hand_out import HandOut, as_xlsx, hand_out
from bot.texts import console_people as texts
from bot.texts.roster import CODES_TITLE

PAGES = Pages("persons")
PATH = "/desk/persons"


@PAGES.get("/desk/persons/codes", may=WORK)
def ask_codes(desk: Desk) -> Response:
    with desk.database.read() as connection:
        stations = RosterDesk(connection).stations(desk.township_id)
    return desk.page("people_codes_ask.html", stations=[(place.code, place.name) for place in stations])


@PAGES.post("/desk/persons/codes", may=WORK, shows="codes")
def give_codes(desk: Desk) -> Response:
    with desk.database.write() as connection:
        given = hand_out(
            connection,
            desk.township_id,
            desk.settings,
            desk.now,
            station_text=desk.field("station", most=60),
            again=bool(desk.form.get("again")),
            by=desk.actor,
        )
    if not given.rows:
        raise Refused(texts.ALL_BOUND)
    if desk.field("as", most=10) == "xlsx":
        return attachment(as_xlsx(given.rows), f"{CODES_TITLE}.xlsx")
    return _sheet(desk, given)


@PAGES.post("/desk/persons/{person_id}/code", may=WORK, shows="codes")
def give_one(desk: Desk, person_id: str) -> Response:
    """Bound or not: a new phone needs a new code, and takes the old one's place."""
    with desk.database.write() as connection:
        row = editing.find(connection, "person", desk.township_id, person_id)
        if row is None or not row.active:
            raise NotFound
        given = hand_out(
            connection,
            desk.township_id,
            desk.settings,
            desk.now,
            station_text="",
            again=True,
            person_id=person_id,
            by=desk.actor,
        )
    return _sheet(desk, given)


def _sheet(desk: Desk, given: HandOut) -> Response:
    return desk.page(
        "people_codes.html",
        rows=given.rows,
        kept=given.kept,
        once=texts.CODES_ONCE,
        kept_text=texts.CODES_KEPT,
    )
