"""Accounts: made, changed, a new password, by the technician."""

from __future__ import annotations

from starlette.responses import Response

from bot.console import account_changes, accounts
from bot.console.access import ROLES, RUN
from bot.console.accounts import Account
from bot.console.desk import Desk, NotFound
from bot.console.routing import Pages
from bot.texts import console as texts

PAGES = Pages("accounts")
PATH = "/desk/accounts"


@PAGES.get(PATH, may=RUN, shows="accounts")
def all_accounts(desk: Desk) -> Response:
    with desk.database.read() as connection:
        found, places = accounts.all_of(connection), accounts.townships(connection)
    return desk.page("accounts.html", accounts=found, townships=places, roles=ROLES)


@PAGES.post(PATH, may=RUN)
def add_account(desk: Desk) -> Response:
    password = account_changes.fresh_password()
    name = desk.field("name", most=40)
    with desk.database.write() as connection:
        account_changes.add(
            connection,
            name=name,
            display_name=desk.field("display_name", most=40),
            roles=desk.fields("roles"),
            township_ids=desk.fields("townships"),
            password=password,
            by=desk.actor,
            now=desk.now,
        )
    return _told(desk, texts.ACCOUNT_ADDED.format(name=name, password=password))


@PAGES.get("/desk/accounts/{account_id}", may=RUN, shows="account")
def one_account(desk: Desk, account_id: str) -> Response:
    with desk.database.read() as connection:
        places = accounts.townships(connection)
    return desk.page("one_account.html", it=_found(desk, account_id), townships=places, roles=ROLES)


@PAGES.post("/desk/accounts/{account_id}", may=RUN)
def change_account(desk: Desk, account_id: str) -> Response:
    was = _found(desk, account_id)
    with desk.database.write() as connection:
        account_changes.change(
            connection,
            was,
            roles=desk.fields("roles"),
            township_ids=desk.fields("townships"),
            active=bool(desk.form.get("active")),
            by=desk.actor,
            now=desk.now,
        )
    return desk.go(PATH, texts.ACCOUNT_CHANGED.format(name=was.display_name))


@PAGES.post("/desk/accounts/{account_id}/password", may=RUN)
def reset_password(desk: Desk, account_id: str) -> Response:
    was, password = _found(desk, account_id), account_changes.fresh_password()
    with desk.database.write() as connection:
        account_changes.set_password(connection, was, password, by=desk.actor, now=desk.now, must_change=True)
        if was.has_totp:
            account_changes.drop_totp(connection, was, by=desk.actor, now=desk.now)
    return _told(desk, texts.ACCOUNT_RESET.format(name=was.display_name, password=password))


def _told(desk: Desk, text: str) -> Response:
    """On this page only: a password never stands in the database, not even for the next page."""
    return desk.page("message.html", title="请记下来", text=text)


def _found(desk: Desk, account_id: str) -> Account:
    with desk.database.read() as connection:
        found = accounts.find(connection, account_id)
    if found is None:
        raise NotFound
    return found
