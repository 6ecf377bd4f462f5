"""Pushes (提醒): what became of each and why, whom to phone, and a message of her own after a preview."""

from __future__ import annotations

from datetime import date, timedelta

from starlette.responses import Response

from bot.console.access import LOOK, WORK
from bot.console.desk import Desk
from bot.console.listing import Listing
from bot.console.routing import Pages
from bot.errors import Refused
from bot.outbox import send_now as sending
from bot.outbox import states
from bot.outbox.clerk_list import is_stuck, page_of_days, still_worth_a_call
from bot.outbox.ways import PHONE, Way, in_order
from bot.roster.desk import RosterDesk
from bot.texts import console_duty as texts
from bot.texts import outbox as outbox_texts

PAGES = Pages("pushes")
PATH = "/desk/pushes"
STUCK = "stuck"
STUCK_FOR = timedelta(days=30)  # an older one is history: it stands under its days
BACK, AHEAD = timedelta(days=2), timedelta(days=7)
LONGEST = timedelta(days=92)  # a quarter of a large township is some ten thousand rows


@PAGES.get(PATH, may=LOOK, shows="pushes")
def pushes(desk: Desk) -> Response:
    state = desk.query.get("state", "")
    first = _day(desk, "from", desk.today - BACK)
    last = min(_day(desk, "to", max(first, desk.today) + AHEAD), first + LONGEST)
    listing = Listing(desk, PATH, {}, "")
    wanted = state if state in states.ALL else ""
    with desk.database.read() as connection:
        page = {"limit": listing.per_page, "offset": listing.offset}
        if state == STUCK:
            rows, listing.total = still_worth_a_call(
                connection, desk.township_id, desk.now - STUCK_FOR, **page
            )
        else:
            rows, listing.total = page_of_days(connection, desk.township_id, first, last, wanted, **page)
    return desk.page(
        "pushes.html",
        rows=rows,
        listing=listing,
        state=state,
        first=first,
        last=last,
        phonable={row.id for row in rows if is_stuck(row)},
        states=outbox_texts.STATES,
        fate=outbox_texts.fate,
        reason=outbox_texts.reason,
    )


@PAGES.get("/desk/pushes/new", may=WORK)
def ask_message(desk: Desk) -> Response:
    return _form(desk, "", [])


@PAGES.post("/desk/pushes/preview", may=WORK, shows="pushes")
def preview(desk: Desk) -> Response:
    """What she wrote stays in the form when it does not fit."""
    text, to = _written(desk)
    try:
        drafted = _draft(desk, text, to)
    except Refused as refused:
        return _form(desk, text, to, refused.text, 400)
    if not drafted.recipients:
        return _form(desk, text, to, texts.NOTHING_SENT, 400)
    by_phone = [each.name for each in drafted.recipients if each.channel == PHONE]
    return desk.page("pushes_preview.html", it=drafted, to="、".join(to), by_phone=by_phone)


@PAGES.post("/desk/pushes/send", may=WORK)
def send(desk: Desk) -> Response:
    """Only what she has seen: another text or other people make another code."""
    text, to = _written(desk)
    drafted = _draft(desk, text, to)
    if desk.field("code", most=8) != drafted.code:
        raise Refused(texts.PREVIEW_CHANGED)
    with desk.database.write() as connection:
        count = sending.send_now(connection, desk.settings, desk.township_id, drafted, drafted.code, desk.now)
        desk.audit(connection, "push_now", "pushes", f"count={count}")
    desk.rooms.ring()
    if not count:
        return desk.go(PATH, texts.ALREADY_QUEUED, "note")
    return desk.go(PATH, texts.QUEUED.format(count=count))


def _form(desk: Desk, text: str, to: list[str], error: str = "", status: int = 200) -> Response:
    with desk.database.read() as connection:
        stations = RosterDesk(connection).stations(desk.township_id)
    return desk.page(
        "pushes_new.html",
        status=status,
        text=text,
        to="、".join(to),
        error=error,
        stations=[place.name for place in stations],
        most=sending.MAX_CHARS,
    )


def _written(desk: Desk) -> tuple[str, list[str]]:
    names = desk.field("to", most=1000)
    for mark in ",,;;\n":
        names = names.replace(mark, "、")
    return desk.field("text", most=sending.MAX_CHARS * 2), [
        it.strip() for it in names.split("、") if it.strip()
    ]


def _draft(desk: Desk, text: str, to: list[str]) -> sending.Draft:
    with desk.database.read() as connection:
        return sending.draft(connection, desk.township_id, text, to, _ways(desk), desk.now)


def _ways(desk: Desk) -> list[Way]:
    return in_order(list(desk.rooms.ways), desk.settings.reminders.ways)


def _day(desk: Desk, name: str, otherwise: date) -> date:
    try:
        found = date.fromisoformat(desk.query.get(name, ""))
    except ValueError:
        return otherwise
    return found if 2000 <= found.year < 2100 else otherwise
