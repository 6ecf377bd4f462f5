"""Stations and grids (站点网格): listed, added, changed, and the sheet of codes for the stations' walls."""

from __future__ import annotations

import base64
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select
from starlette.responses import Response

from bot.console.access import LOOK, WORK
from bot.console.desk import Desk, NotFound
from bot.console.routing import Pages
from bot.errors import Refused
from bot.roster import editing
from bot.roster.desk import RosterDesk
from bot.scenes import station_scene
from bot.settings import Settings
from bot.store.tables import grid, person, station
from bot.texts import console_people as texts
from bot.texts.wechat_commands import SCAN_PLAIN, SCAN_STATION
from bot.wechat import codes
from bot.wechat.api import PlatformClient
from bot.wechat.error_codes import ApiFailed

PAGES = Pages("places")
PATH = "/desk/places"
NEW = "new"
POINT = ("latitude", "longitude")


@PAGES.get(PATH, may=LOOK)
def places(desk: Desk) -> Response:
    with desk.database.read() as connection:
        stations, grids = (_of(connection, table, desk.township_id) for table in (station, grid))
        at_station, at_grid = (
            _deputies(connection, desk.township_id, column)
            for column in (person.c.station_id, person.c.grid_id)
        )
    names = {row.id: row.name for row in stations}
    return desk.page(
        "places.html", stations=stations, grids=grids, at_station=at_station, at_grid=at_grid, names=names
    )


@PAGES.get("/desk/places/stations/{station_id}", may=LOOK)
def one_station(desk: Desk, station_id: str) -> Response:
    return _form(desk, "station", station_id)


@PAGES.get("/desk/places/grids/{grid_id}", may=LOOK)
def one_grid(desk: Desk, grid_id: str) -> Response:
    return _form(desk, "grid", grid_id)


@PAGES.post("/desk/places/stations/{station_id}", may=WORK)
def save_station(desk: Desk, station_id: str) -> Response:
    given: dict[str, Any] = {key: desk.field(key, most=120) for key in ("name", "address", *POINT)}
    return _save(desk, "station", station_id, given)


@PAGES.post("/desk/places/grids/{grid_id}", may=WORK)
def save_grid(desk: Desk, grid_id: str) -> Response:
    given = {"name": desk.field("name", most=60), "station_id": desk.field("station_id", most=24) or None}
    return _save(desk, "grid", grid_id, given)


@PAGES.post("/desk/places/codes", may=WORK)
def code_sheet(desk: Desk) -> Response:
    """The codes to put on the walls. The platform gives the same scene the same permanent code again."""
    with desk.database.read() as connection:
        stations = RosterDesk(connection).stations(desk.township_id)
    if not stations:
        raise Refused(texts.NO_STATIONS)
    settings = desk.settings
    is_plain = not (settings.wechat.app_id and settings.wechat.app_secret)
    sheets = [
        codes.Sheet(
            _content(settings, place.code, is_plain),
            place.code,
            (place.name, place.code, SCAN_PLAIN if is_plain else SCAN_STATION),
        )
        for place in stations
    ]
    with desk.database.write() as connection:
        desk.audit(connection, "station_codes", "all", f"count={len(sheets)}")
    pictures = [(sheet, base64.b64encode(codes.bare(sheet)).decode()) for sheet in sheets]
    return desk.page("places_codes.html", pictures=pictures, plain=texts.PLAIN_CODES if is_plain else "")


def _content(settings: Settings, code: str, is_plain: bool) -> str:
    if is_plain:
        return f"签到 {code}"
    try:
        return codes.permanent(PlatformClient(settings.wechat), station_scene(code))
    except ApiFailed as failure:
        raise Refused(texts.CODES_FAILED.format(why=failure.meaning.text)) from failure


def _form(desk: Desk, what: str, row_id: str) -> Response:
    with desk.database.read() as connection:
        row = None if row_id == NEW and desk.may(WORK) else _found(desk, connection, what, row_id)
        stations = RosterDesk(connection).stations(desk.township_id)
    choices = [("", "(没有)"), *((place.id, f"{place.code} {place.name}") for place in stations)]
    return desk.page("one_place.html", it=row, what=what, stations=choices)


def _save(desk: Desk, what: str, row_id: str, given: dict[str, Any]) -> Response:
    with desk.database.write() as connection:
        if row_id == NEW:
            given["code"] = desk.field("code", most=16)
            editing.add(connection, what, desk.township_id, given, desk.actor, desk.now)
            text = texts.ADDED
        else:
            row = _found(desk, connection, what, row_id)
            given["active"] = bool(desk.form.get("active"))
            changed = editing.change(connection, what, row, given, desk.actor, desk.now)
            text = texts.SAVED if changed else texts.SAME
    return desk.go(PATH, text)


def _found(desk: Desk, connection: Connection, what: str, row_id: str) -> Row[Any]:
    row = editing.find(connection, what, desk.township_id, row_id)
    if row is None:
        raise NotFound
    return row


def _of(connection: Connection, table: Table, township_id: str) -> list[Row[Any]]:
    here = select(table).where(table.c.township_id == township_id)
    return list(connection.execute(here.order_by(table.c.active.desc(), table.c.code)))


def _deputies(connection: Connection, township_id: str, column: Any) -> dict[str, int]:
    """How many deputies in office each place has."""
    here = (person.c.township_id == township_id, person.c.active, person.c.role == "deputy")
    rows = connection.execute(select(column, func.count()).where(*here).group_by(column))
    return {row[0]: int(row[1]) for row in rows if row[0]}
