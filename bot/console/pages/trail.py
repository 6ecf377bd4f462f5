"""The trail (留痕): who did or saw what, newest first; and whether the chain holds."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, func, select
from starlette.responses import Response

from bot.console.access import RUN
from bot.console.accounts import actor_names
from bot.console.desk import Desk
from bot.console.listing import Listing
from bot.console.routing import Pages
from bot.store.tables import audit
from bot.texts.console_trail import ACTIONS, ACTORS
from bot.texts.console_trail import about as about_of

PAGES = Pages("trail")
PATH = "/desk/trail"


@PAGES.get(PATH, may=RUN, shows="trail")
def trail(desk: Desk) -> Response:
    """By number, which is the order of time: the newest page costs the same however long the trail is."""
    listing = Listing(desk, PATH, {"id": audit.c.id}, default="id")
    action, about = desk.query.get("action", "")[:40], desk.query.get("about", "").strip()[:80]
    query = select(audit)
    if action:
        query = query.where(audit.c.action == action)
    if about:
        query = query.where(audit.c.target.contains(about, autoescape=True))
    with desk.database.read() as connection:
        listing.total = _count(connection, query, filtered=bool(action or about))
        rows = connection.execute(listing.applied(query)).all()
        names = ACTORS | actor_names(connection, {row.actor for row in rows})
    return desk.page(
        "trail.html",
        rows=rows,
        listing=listing,
        names=names,
        labels=ACTIONS,
        actions=[("", "全部"), *ACTIONS.items()],
        chosen=action,
        about=about,
        about_of=about_of,
    )


def _count(connection: Connection, query: Select[Any], *, filtered: bool) -> int:
    """The chain has no gaps, so that the whole of it need not be counted row by row."""
    if not filtered:
        first, last = connection.execute(select(func.min(audit.c.id), func.max(audit.c.id))).one()
        return 0 if last is None else last - first + 1
    return int(connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())
