"""What a page gets: who asks, for which township, and the rooms behind. One object a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Connection
from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.console import render, sessions
from bot.console.access import Right
from bot.console.accounts import Account
from bot.console.rooms import Rooms
from bot.console.sessions import Session
from bot.errors import Refused
from bot.ledger import audit
from bot.settings import Settings
from bot.store.database import Database
from bot.texts import console as texts


class NotFound(Exception):
    """No such thing, or not hers to see: one answer for both, so that nothing can be probed."""


class NotAllowed(Exception):
    """Her role does not do this."""


@dataclass
class Desk:
    """One request. ``cookie`` is the session's, or the door's before anybody is logged in."""

    request: Request
    rooms: Rooms
    cookie: str
    session: Session | None = None
    form: FormData = field(default_factory=FormData)
    active: str = ""  # the page's place in the menu

    @property
    def database(self) -> Database:
        return self.rooms.database

    @property
    def settings(self) -> Settings:
        return self.rooms.settings()

    @property
    def now(self) -> datetime:
        return self.rooms.clock()

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def query(self) -> QueryParams:
        return self.request.query_params

    @property
    def account(self) -> Account:
        """Raises on a page that anybody may open; such a page has no account to ask for."""
        if self.session is None:
            raise NotAllowed
        return self.session.account

    @property
    def actor(self) -> str:
        return self.account.actor

    def may(self, right: Right) -> bool:
        return self.session is not None and right.held_by(self.account.roles)

    @property
    def township_ids(self) -> tuple[str, ...]:
        return tuple(identifier for identifier, _ in self.account.townships)

    @property
    def township_id(self) -> str:
        """The one she looks at. Raises :class:`NotFound` for an account without any."""
        seen = self.township_ids
        if not seen:
            raise NotFound
        chosen = self.session.township_id if self.session else ""
        return chosen if chosen in seen else seen[0]

    @property
    def township(self) -> str:
        return dict(self.account.townships)[self.township_id]

    def sees(self, township_id: str | None) -> None:
        """Raises :class:`NotFound` unless the township is one of hers. Call it for whatever an id names."""
        if township_id not in self.township_ids:
            raise NotFound

    def field(self, name: str, *, most: int = 2000) -> str:
        """A form's text, trimmed. Raises :class:`Refused` when longer than ``most`` characters."""
        value = self.form.get(name, "")
        text = value.strip().replace("\r\n", "\n") if isinstance(value, str) else ""
        if len(text) > most:
            raise Refused(texts.FIELD_LONG.format(most=most))
        return text

    def fields(self, name: str) -> list[str]:
        return [value for value in self.form.getlist(name) if isinstance(value, str)]

    def audit(self, connection: Connection, action: str, target: str, detail: str = "") -> None:
        """What she did, on the trail. Commits with the change it stands beside."""
        audit.record(connection, self.actor, action, target, detail, self.now)

    def page(self, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
        return HTMLResponse(render.page(self, template, context), status)

    def say(self, text: str, kind: str = "done") -> None:
        """One sentence on the next page she sees. ``kind``: done, refused or note."""
        if self.session is None:
            return
        flash = [*self.session.flash, {"kind": kind, "text": text}][-4:]
        self.session.flash[:] = flash
        with self.database.write() as connection:
            sessions.leave_flash(connection, self.session.digest, flash)

    @property
    def here(self) -> str:
        """This page's address, for going back to it; empty for the answer to a form."""
        url = self.request.url
        return "" if self.request.method != "GET" else url.path + (f"?{url.query}" if url.query else "")

    def go(self, path: str, say: str = "", kind: str = "done", **query: str) -> Response:
        """To another page of ours, after a form was sent."""
        if say:
            self.say(say, kind)
        address = path + (f"?{urlencode(query)}" if query else "")
        return RedirectResponse(address if _is_ours(address) else "/desk", 303)

    def back(self, default: str, say: str = "", kind: str = "done") -> Response:
        """To the page whose address the form carries in ``next``, else to ``default``."""
        wanted = self.form.get("next", "")
        path = wanted if isinstance(wanted, str) and _is_ours(wanted) else default
        return self.go(path, say, kind)

    def link(self, path: str, changed: Mapping[str, object] | None = None) -> str:
        """``path`` with the present query, changed; an empty value drops its name."""
        query = {**dict(self.query), **(changed or {})}
        kept = {name: value for name, value in query.items() if value not in ("", None)}
        return path + (f"?{urlencode(kept)}" if kept else "")


def _is_ours(address: str) -> bool:
    """A path below /desk; "//elsewhere" and backslashes lead out in some browsers."""
    plain = not any(mark in address for mark in ("\\", "\r", "\n", "//"))
    return plain and (address == "/desk" or address.startswith(("/desk/", "/desk?")))
