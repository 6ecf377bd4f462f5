"""The first account: a token, printed where the program was started, opens the page that makes it.

The token lives in this process only; it is worth nothing once there is an account.
"""

from __future__ import annotations

import hmac
import secrets

from bot.console import accounts
from bot.store.database import Database

PATH = "/desk/first"


class FirstRun:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._token = secrets.token_urlsafe(18)

    @property
    def needed(self) -> bool:
        with self._database.read() as connection:
            return not accounts.exist(connection)

    def opened_by(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self._token.encode()) and self.needed

    def address(self, server: str) -> str:
        """Where to open it; empty when there is an account already."""
        return f"{server}{PATH}?token={self._token}" if self.needed else ""
