"""The installation's own secret, without which a stolen database tells nobody a binding code."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from bot.errors import Refused
from bot.texts import roster as texts

SECRET_BYTES = 32


def secret_path(data_dir: Path) -> Path:
    return data_dir / "secrets" / "binding.key"


def binding_secret(data_dir: Path) -> bytes:
    """Made at first use, readable by the owner only. Raises :class:`Refused` when it cannot be read."""
    path = secret_path(data_dir)
    try:
        if not path.exists():
            _make(path)
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise Refused(texts.secret_unreadable(path)) from error
    if len(secret) != SECRET_BYTES:
        raise Refused(texts.secret_unreadable(path))
    return secret


def _make(path: Path) -> None:
    """Written aside and linked into place: a second process, or a power cut, never sees half a key."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(SECRET_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(aside, path)
        except FileExistsError:  # another process was quicker: its key counts
            return
    finally:
        aside.unlink(missing_ok=True)
