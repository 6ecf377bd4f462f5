"""Passwords: argon2id, a rule about length and none about characters.

Long is strong; rules on characters only make people append an exclamation mark (NIST SP 800-63B).
"""

from __future__ import annotations

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from bot.errors import Refused
from bot.texts import console as texts

MIN_CHARS, MAX_CHARS = 10, 200
HASHER = PasswordHasher()  # the library's defaults are RFC 9106's second choice: 64 MiB, three passes
_TWO_AT_ONCE = threading.Semaphore(2)  # 64 MiB each: many log-ins at once must not eat the machine


def hashed(password: str) -> str:
    """Raises :class:`Refused` for one that is too short, too long or the same character throughout."""
    if len(password) < MIN_CHARS:
        raise Refused(texts.PASSWORD_SHORT.format(least=MIN_CHARS))
    if len(password) > MAX_CHARS:
        raise Refused(texts.PASSWORD_LONG.format(most=MAX_CHARS))
    if len(set(password)) < 4:
        raise Refused(texts.PASSWORD_SAME)
    with _TWO_AT_ONCE:
        return HASHER.hash(password)


def fits(digest: str | None, password: str) -> bool:
    """Takes as long when there is no such account: the time must not tell names."""
    with _TWO_AT_ONCE:
        try:
            right = HASHER.verify(digest or _nobodys(), password[: MAX_CHARS + 1])
        except (VerifyMismatchError, InvalidHashError):
            return False
    return right and digest is not None


@cache
def _nobodys() -> str:
    """The digest of a password that nobody has."""
    return HASHER.hash("nobody has this password")
