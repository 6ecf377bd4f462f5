"""An uploaded file as a path to hand on: its name made harmless, a bomb refused, gone afterwards."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.datastructures import UploadFile

from bot.console.desk import Desk
from bot.errors import Refused
from bot.texts import console as texts

MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_PARTS = 5000
NAME_MAX_CHARS = 80
_ODD = re.compile(r"[^\w.()()《》、\-]+")  # letters of any script, digits, and a few marks


@contextmanager
def received(desk: Desk, suffixes: Collection[str], name: str = "file") -> Iterator[Path]:
    """The file of the form's field ``name`` on disk, for as long as the block lasts. Raises :class:`Refused`.

    Its size is bounded already: the route has ``upload=True``, and the body is cut off while it streams.
    """
    upload = desk.form.get(name)
    if not isinstance(upload, UploadFile) or not upload.filename:
        raise Refused(texts.NO_FILE)
    plain = harmless(upload.filename)
    if Path(plain).suffix.lower() not in suffixes:
        raise Refused(texts.WRONG_FILE.format(known="、".join(suffixes)))
    with tempfile.TemporaryDirectory(prefix="renda-desk-") as folder:
        path = Path(folder) / plain
        with path.open("wb") as file:
            shutil.copyfileobj(upload.file, file)
        _refuse_bomb(path)
        yield path


def harmless(filename: str) -> str:
    """The last part of what the browser called it, without anything a file system may read otherwise."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    path = Path(_ODD.sub("_", last).lstrip("."))
    return (path.stem[:NAME_MAX_CHARS] or "_") + path.suffix[:10]


def _refuse_bomb(path: Path) -> None:
    """An archive (xlsx, docx) that unpacks to far more than any office's document."""
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Refused(texts.BROKEN_FILE) from error
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise Refused(texts.BOMB)
