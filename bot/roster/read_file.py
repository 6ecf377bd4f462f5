"""Opening the file a clerk hands over: by what is in it, not by what it is called."""

from __future__ import annotations

from pathlib import Path

from bot.errors import Refused
from bot.roster.read_csv import read_csv
from bot.roster.read_xlsx import read_xlsx
from bot.roster.tables import MAX_FILE_BYTES, Table
from bot.texts import roster as texts

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and any xlsx under a password


def read_file(path: Path) -> list[Table]:
    """Raises :class:`Refused` with a sentence that says what to do instead."""
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise Refused(texts.too_large(path, MAX_FILE_BYTES))
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Refused(texts.no_such_file(path)) from error
    except OSError as error:
        raise Refused(texts.unreadable(path)) from error
    if not content.strip():
        raise Refused(texts.EMPTY_FILE)
    head = content[:512].lstrip().lower()
    if content.startswith(_OLE):
        raise Refused(texts.OLD_XLS)
    if content.startswith(b"PK"):
        return read_xlsx(content)
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"%pdf")):
        raise Refused(texts.NOT_A_TABLE)
    return [read_csv(content)]
