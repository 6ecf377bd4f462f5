"""People (人员): who is on the roster and bound, and one person's page with what the clerk may change."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select
from starlette.responses import Response

from bot.console.access import LOOK, WORK
from bot.console.desk import Desk, NotFound
from bot.console.listing import Listing
from bot.console.routing import Pages
from bot.errors import Refused
from bot.identity.contacts import unbind
from bot.ledger import audit
from bot.roster import editing
from bot.roster.columns import LEVELS, ROLES
from bot.roster.desk import RosterDesk
from bot.roster.listing import Member, members
from bot.store.tables import contact
from bot.store.tables.roster import mandate, term
from bot.texts import console_people as texts

PAGES = Pages("persons")
PATH = "/desk/persons"
NEW = "new"
FIELDS = ("name", "phone", "group_name", "station_id", "grid_id", "level")
BOUND = {"yes": True, "no": False}


@PAGES.get(PATH, may=LOOK, shows="persons")
def people(desk: Desk) -> Response:
    query = desk.query
    station, wanted = query.get("station", "")[:60], query.get("q", "").strip()[:40]
    with desk.database.read() as connection:
        stations = RosterDesk(connection).stations(desk.township_id)
        known = {place.code for place in stations}
        everybody = members(
            connection,
            desk.township_id,
            station_text=station if station in known else "",
            gone=bool(query.get("gone")),
        )
    found = [member for member in everybody if _fits(desk, member, wanted)]
    listing = Listing(desk, PATH, {}, "")
    listing.total = len(found)
    shown = found[listing.offset : listing.offset + listing.per_page]
    unbound = sum(member.active and not member.bound for member in everybody)
    return desk.page(
        "people.html",
        rows=shown,
        listing=listing,
        stations=[(place.code, place.name) for place in stations],
        roles=ROLES,
        unbound=unbound,
    )


def _fits(desk: Desk, member: Member, wanted: str) -> bool:
    role, bound = desk.query.get("role", ""), BOUND.get(desk.query.get("bound", ""))
    words = (member.name, member.phone, member.grid, member.group)
    return (
        (role not in ROLES or member.role == role)
        and (bound is None or member.bound is bound)
        and (not wanted or any(wanted in word for word in words))
    )


@PAGES.get("/desk/persons/{person_id}", may=LOOK, shows="person")
def one_person(desk: Desk, person_id: str) -> Response:
    with desk.database.read() as connection:
        row = None if person_id == NEW and desk.may(WORK) else _found(desk, connection, person_id)
        roster = RosterDesk(connection)
        stations, grids = roster.stations(desk.township_id), roster.grids(desk.township_id)
        bound = connection.execute(select(contact).where(contact.c.person_id == person_id)).all()
        seats = _seats(connection, person_id)
    return desk.page(
        "one_person.html",
        it=row,
        stations=[("", "(没有)"), *((place.id, f"{place.code} {place.name}") for place in stations)],
        grids=[("", "(没有)"), *((place.id, f"{place.code} {place.name}") for place in grids)],
        bound=bound,
        seats=seats,
        roles=ROLES,
        levels=[(level, level) for level in LEVELS],
    )


def _seats(connection: Connection, person_id: str) -> list[Row[Any]]:
    columns = (term.c.level, term.c.number, mandate.c.began_on, mandate.c.ended_on)
    hers = select(*columns).join(term, term.c.id == mandate.c.term_id).where(mandate.c.person_id == person_id)
    return list(connection.execute(hers.order_by(mandate.c.began_on)))


@PAGES.post("/desk/persons/{person_id}", may=WORK)
def save_person(desk: Desk, person_id: str) -> Response:
    given: dict[str, Any] = {key: desk.field(key, most=60) for key in FIELDS if key != "level"}
    given["level"] = "、".join(desk.fields("level"))
    for key in ("station_id", "grid_id"):
        given[key] = given[key] or None
    with desk.database.write() as connection:
        if given["grid_id"] and not given["station_id"]:  # a grid says which station, as in an import
            grid = editing.find(connection, "grid", desk.township_id, given["grid_id"])
            given["station_id"] = grid.station_id if grid else None
        if person_id == NEW:
            given["role"] = desk.field("role", most=20)
            made = editing.add(connection, "person", desk.township_id, given, desk.actor, desk.now)
            text, where = texts.ADDED, f"{PATH}/{made}"
        else:
            row = _found(desk, connection, person_id)
            changed = editing.change(connection, "person", row, given, desk.actor, desk.now)
            text, where = (texts.SAVED if changed else texts.SAME), f"{PATH}/{person_id}"
    return desk.go(where, text)


@PAGES.post("/desk/persons/{person_id}/office", may=WORK)
def office(desk: Desk, person_id: str) -> Response:
    """Out of office, or back in it."""
    stays = bool(desk.form.get("active"))
    with desk.database.write() as connection:
        row = _found(desk, connection, person_id)
        editing.change(connection, "person", row, {"active": stays}, desk.actor, desk.now)
    return desk.back(f"{PATH}/{person_id}", (texts.BACK if stays else texts.LEFT).format(name=row.name))


@PAGES.post("/desk/persons/{person_id}/unbind", may=WORK)
def revoke(desk: Desk, person_id: str) -> Response:
    with desk.database.write() as connection:
        row = _found(desk, connection, person_id)
        if not unbind(connection, person_id):
            raise Refused(texts.NOT_BOUND.format(name=row.name))
        audit.record(connection, desk.actor, "unbind", f"person:{person_id}", "", desk.now)
    return desk.back(f"{PATH}/{person_id}", texts.UNBOUND.format(name=row.name))


def _found(desk: Desk, connection: Connection, person_id: str) -> Row[Any]:
    row = editing.find(connection, "person", desk.township_id, person_id)
    if row is None:
        raise NotFound
    return row
