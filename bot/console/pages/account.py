"""One's own account: password and the second step of the log-in."""

from __future__ import annotations

import io

import pyotp
import segno
from sqlalchemy import select, update
from starlette.responses import Response

from bot.console import account_changes, log_in, passwords, sessions
from bot.console.access import SELF
from bot.console.desk import Desk
from bot.console.routing import Pages
from bot.console.serve import log_in_as
from bot.errors import Refused
from bot.store.tables import account
from bot.texts import console as texts

PAGES = Pages("account")


@PAGES.get("/desk/account", may=SELF)
def own_account(desk: Desk) -> Response:
    return desk.page("account.html", least=passwords.MIN_CHARS)


@PAGES.post("/desk/account/password", may=SELF)
def change_password(desk: Desk) -> Response:
    old, new, again = (str(desk.form.get(each, "")) for each in ("old", "new", "again"))
    _check_password(desk, old)
    if new != again:
        raise Refused(texts.PASSWORDS_DIFFER)
    with desk.database.write() as connection:
        account_changes.set_password(
            connection, desk.account, new, by=desk.actor, now=desk.now, must_change=False
        )
        cookie = sessions.begin(connection, desk.account.id, desk.now)
        told = [{"kind": "done", "text": texts.PASSWORD_CHANGED}]
        sessions.leave_flash(connection, sessions.digest_of(cookie), told)
    return log_in_as(desk, cookie, "/desk/account")


@PAGES.get("/desk/account/second-step", may=SELF)
def second_step(desk: Desk) -> Response:
    """A new secret at each call; it counts only once a code of it was given back."""
    secret = pyotp.random_base32()
    name = f"{desk.settings.office.township} {desk.account.name}"
    address = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="renda")
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", scale=5, border=2, xmldecl=False, svgns=True)
    return desk.page("second_step.html", secret=secret, picture=picture.getvalue().decode())


@PAGES.post("/desk/account/second-step", may=SELF)
def second_step_on(desk: Desk) -> Response:
    secret, code = desk.field("secret", most=64), desk.field("code", most=20)
    if not secret.isalnum() or len(secret) != 32:
        raise Refused(texts.CODE_WRONG)
    step = log_in.step_of(secret, code, desk.now)
    if step is None:
        raise Refused(texts.CODE_WRONG)
    values = {"totp_secret": secret, "totp_last_step": step}
    with desk.database.write() as connection:
        connection.execute(update(account).where(account.c.id == desk.account.id).values(**values))
        desk.audit(connection, "account_totp_on", f"account:{desk.account.name}")
    return desk.go("/desk/account", texts.TOTP_ON)


@PAGES.post("/desk/account/second-step-off", may=SELF)
def second_step_off(desk: Desk) -> Response:
    _check_password(desk, str(desk.form.get("old", "")))
    with desk.database.write() as connection:
        account_changes.drop_totp(connection, desk.account, by=desk.actor, now=desk.now)
    return desk.go("/desk/account", texts.TOTP_OFF)


def _check_password(desk: Desk, given: str) -> None:
    with desk.database.read() as connection:
        kept = connection.execute(
            select(account.c.password).where(account.c.id == desk.account.id)
        ).scalar_one()
    if not passwords.fits(kept, given):
        raise Refused(texts.PASSWORD_WRONG)
