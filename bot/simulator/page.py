"""The page's own files, and the headers that keep it from loading or sending anything elsewhere."""

from __future__ import annotations

from pathlib import Path

from fastapi import HTTPException, Response

ASSETS = Path(__file__).parent / "assets"
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
PICTURES = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp")

PAGE_HEADERS = {
    # Even if markup from a message reached the page, no inline script and no foreign address would run.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def page() -> Response:
    content = (ASSETS / "page.html").read_bytes()
    return Response(content, media_type="text/html; charset=utf-8", headers=PAGE_HEADERS)


def asset(name: str) -> Response:
    """One file of the assets folder, by its bare name; anything else is 404."""
    known = {path.name: path for path in ASSETS.iterdir() if path.suffix in KINDS}
    if name not in known:
        raise HTTPException(404, "没有这个文件。")
    path = known[name]
    kind = f"{KINDS[path.suffix]}; charset=utf-8"
    return Response(path.read_bytes(), media_type=kind, headers=PAGE_HEADERS)


def picture(content: bytes, mime: str) -> Response:
    """A photo as it was handed in. Anything but a plain picture is offered for saving, never shown."""
    headers = {**PAGE_HEADERS, "Content-Security-Policy": "default-src 'none'; sandbox"}
    if mime not in PICTURES:
        mime = "application/octet-stream"
        headers["Content-Disposition"] = "attachment"
    return Response(content, media_type=mime, headers=headers)
