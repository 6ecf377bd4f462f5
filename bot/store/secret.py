"""Secrets of this installation: made at first use, readable by the owner only, never in the database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

SECRET_BYTES = 32


class SecretUnreadable(Exception):
    """The file is there but cannot be read or is not what we wrote."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def secret_path(data_dir: Path, name: str) -> Path:
    return data_dir / "secrets" / f"{name}.key"


def installation_secret(data_dir: Path, name: str) -> bytes:
    """32 bytes, the same at every call. Raises :class:`SecretUnreadable`."""
    path = secret_path(data_dir, name)
    try:
        if not path.exists():
            _make(path)
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise SecretUnreadable(path) from error
    if len(secret) != SECRET_BYTES:
        raise SecretUnreadable(path)
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
