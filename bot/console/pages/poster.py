"""The poster (海报) of a duty day: an A4 page a station, to hang on its door: when, where, who receives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from starlette.responses import Response

from bot.console.access import LOOK
from bot.console.desk import Desk
from bot.console.month import first_of, last_of
from bot.console.routing import Pages
from bot.reminders.duty.desk import duty_occasions
from bot.reminders.occasions import Occasion
from bot.reminders.people import Township, townships

PAGES = Pages("calendar")


@dataclass(frozen=True)
class Poster:
    """``names``: of those who receive, as the roster has them; all of the station where there is none."""

    occasion: Occasion
    place: str
    address: str
    names: list[str]


@PAGES.get("/desk/calendar/poster", may=LOOK, shows="poster")
def poster(desk: Desk) -> Response:
    """Of one day, or of every duty day of the month; proposals that are not published stay inside."""
    first = first_of(desk.query.get("month", ""), desk.today)
    found = duty_occasions(desk.settings, first, last_of(first))
    wanted = _day(desk.query.get("day", ""))
    with desk.database.read() as connection:
        here = next(townships(connection, first, {desk.township_id}))
    days = [each for each in found if wanted in (None, each.day)]
    return desk.page("poster.html", posters=list(posters(here, days)), first=first, day=wanted)


def posters(here: Township, occasions: Iterable[Occasion]) -> Iterable[Poster]:
    for occasion in occasions:
        at: dict[tuple[str, str], list[str]] = defaultdict(list)
        for row in here.deputies(occasion):
            at[here.place(occasion, row)].append(row.name)
        for (place, address), names in sorted(at.items()):
            if place:  # a deputy of no station receives nowhere
                yield Poster(occasion, place, address, names)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
