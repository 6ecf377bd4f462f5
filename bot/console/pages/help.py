"""Help: what is done most, step by step. Each page has its own besides."""

from __future__ import annotations

from starlette.responses import Response

from bot.console.access import SELF
from bot.console.desk import Desk
from bot.console.routing import Pages
from bot.texts.console_help import TOPICS

PAGES = Pages("help")


@PAGES.get("/desk/help", may=SELF)
def help_page(desk: Desk) -> Response:
    return desk.page("help.html", topics=TOPICS)
