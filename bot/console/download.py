"""A file to keep, with a name that every browser reads (RFC 6266)."""

from __future__ import annotations

import mimetypes
from urllib.parse import quote

from starlette.responses import Response


def attachment(content: bytes, name: str) -> Response:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    header = f"attachment; filename=\"download\"; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=kind, headers={"Content-Disposition": header})
