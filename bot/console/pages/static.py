"""The desk's own files (style, script, picture), and nothing else of the disk."""

from __future__ import annotations

from starlette.responses import Response

from bot.console.access import OPEN
from bot.console.desk import Desk, NotFound
from bot.console.render import STATIC
from bot.console.routing import Pages

PAGES = Pages()
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
KEEP = "public, max-age=31536000, immutable"  # the address changes with the content


@PAGES.get("/desk/static/{name}", may=OPEN)
def static_file(desk: Desk, name: str) -> Response:
    known = {path.name: path for path in STATIC.iterdir() if path.suffix in KINDS}
    if name not in known:
        raise NotFound
    kind = f"{KINDS[known[name].suffix]}; charset=utf-8"
    return Response(known[name].read_bytes(), media_type=kind, headers={"Cache-Control": KEEP})
