"""A file that she has uploaded and not yet agreed to: kept an hour, for her account and township."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from datetime import timedelta
from pathlib import Path

from bot.console.desk import Desk
from bot.errors import Refused
from bot.texts import console_people as texts

KEPT = timedelta(hours=1)
_NAME = re.compile(r"[0-9a-f]{32}")


def keep(desk: Desk, path: Path) -> str:
    """The name to ask for it again. What is older than an hour goes."""
    folder = _folder(desk)
    folder.mkdir(parents=True, exist_ok=True)
    oldest = (desk.now - KEPT).timestamp()
    for old in _root(desk).glob("*/*"):
        if old.stat().st_mtime < oldest:
            old.unlink(missing_ok=True)
    name = secrets.token_hex(16)
    shutil.copyfile(path, folder / name)
    os.utime(folder / name, (desk.now.timestamp(),) * 2)
    return name


def again(desk: Desk, name: str) -> Path:
    """Raises :class:`Refused` when it is gone, or was never hers."""
    path = _folder(desk) / name
    if not _NAME.fullmatch(name) or not path.is_file():
        raise Refused(texts.UPLOAD_GONE)
    return path


def _root(desk: Desk) -> Path:
    return desk.settings.data_dir / "waiting"


def _folder(desk: Desk) -> Path:
    return _root(desk) / f"{desk.account.id}-{desk.township_id}"
