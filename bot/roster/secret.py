"""The secret without which a stolen database tells nobody a binding code."""

from __future__ import annotations

from pathlib import Path

from bot.errors import Refused
from bot.store import secret
from bot.texts import roster as texts

NAME = "binding"


def secret_path(data_dir: Path) -> Path:
    return secret.secret_path(data_dir, NAME)


def binding_secret(data_dir: Path) -> bytes:
    """Raises :class:`Refused` when it cannot be read."""
    try:
        return secret.installation_secret(data_dir, NAME)
    except secret.SecretUnreadable as error:
        raise Refused(texts.secret_unreadable(error.path)) from error
