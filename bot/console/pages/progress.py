"""Progress (进展) as pictures, drawn here; each leads to its rows and can be printed or saved."""

from __future__ import annotations

from starlette.responses import Response

from bot.console.access import LOOK
from bot.console.desk import Desk, NotFound
from bot.console.pictures import PICTURES
from bot.console.progress import Year, counted
from bot.console.routing import Pages

PAGES = Pages("progress")
PATH = "/desk/progress"
YEARS_SHOWN = 6


@PAGES.get(PATH, may=LOOK, shows="progress")
def progress(desk: Desk) -> Response:
    year = _counted(desk)
    drawn = [draw(year, desk.settings, linked=True) for draw in PICTURES.values()]
    this = desk.today.year
    return desk.page(
        "progress.html",
        pictures=drawn,
        year=year.first.year,
        years=[(each, f"{each}年") for each in range(this, this - YEARS_SHOWN, -1)],
    )


@PAGES.get("/desk/progress/{picture}", may=LOOK, shows="progress")
def saved(desk: Desk, picture: str) -> Response:
    """One picture as a file, without links."""
    draw = PICTURES.get(picture)
    if draw is None:
        raise NotFound
    year = _counted(desk)
    svg = draw(year, desk.settings, linked=False).svg
    headers = {
        "Content-Disposition": f'attachment; filename="{picture}-{year.first.year}.svg"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(svg, media_type="image/svg+xml", headers=headers)


def _counted(desk: Desk) -> Year:
    wanted, this = desk.query.get("year", ""), desk.today.year
    known = {str(each): each for each in range(this, this - YEARS_SHOWN, -1)}
    with desk.database.read() as connection:
        return counted(connection, desk.settings, desk.township_id, known.get(wanted, this))
