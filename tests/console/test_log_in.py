"""Logging in and staying logged in: locks, the second step, idleness, the first account."""

from __future__ import annotations

from datetime import timedelta

import pyotp
import pytest
from fastapi import FastAPI
from sqlalchemy import delete, select

from bot.console.first_run import FirstRun
from bot.entry.house import House
from bot.store.tables import account, account_township, audit, desk_session
from tests.console.conftest import Clock
from tests.console.town import PASSWORD
from tests.console.visitor import Visitor


def test_a_wrong_password_says_no_more_than_a_wrong_name(desk: Visitor) -> None:
    wrong, nobody = desk.log_in("wang", "not the password"), desk.log_in("nobody", "not the password")
    assert (wrong.status_code, nobody.status_code) == (401, 401)
    assert "登录名或密码不对" in wrong.text
    assert "登录名或密码不对" in nobody.text


def test_five_wrong_tries_lock_even_for_the_right_password(desk: Visitor, clock: Clock) -> None:
    for _ in range(5):
        assert desk.log_in("wang", "not the password").status_code == 401
    locked = desk.log_in("wang")
    assert locked.status_code == 429
    assert "15 分钟后再试" in locked.text
    clock.now += timedelta(minutes=15)
    assert desk.log_in("wang").status_code == 303


def test_the_database_holds_neither_password_nor_cookie(clerk: Visitor, house: House) -> None:
    cookie = clerk.http.cookies["renda_desk"]
    with house.database.read() as connection:
        digest = connection.scalar(select(desk_session.c.digest))
        password = connection.scalar(select(account.c.password).where(account.c.name == "wang"))
    assert cookie not in digest
    assert password.startswith("$argon2id$")
    assert PASSWORD not in password


def test_idleness_and_age_end_a_session(clerk: Visitor, clock: Clock) -> None:
    clock.now += timedelta(minutes=59)
    clerk.read("/desk/today")
    clock.now += timedelta(minutes=61)
    assert clerk.get("/desk/today").headers["location"] == "/desk/log-in"
    clerk.log_in("wang")
    for _ in range(12):
        clock.now += timedelta(minutes=59)
        clerk.read("/desk/today")
    clock.now += timedelta(minutes=59)
    assert clerk.get("/desk/today").status_code == 303


def test_the_cookie_is_for_us_alone(desk: Visitor) -> None:
    answer = desk.log_in("wang")
    cookie = next(it for it in answer.headers.get_list("set-cookie") if it.startswith("renda_desk="))
    assert {"HttpOnly", "SameSite=strict", "Path=/desk"} <= {part.strip() for part in cookie.split(";")}


def test_after_the_log_in_she_is_where_she_wanted_to_go(desk: Visitor) -> None:
    first = desk.get("/desk/settings", a="1")
    assert first.headers["location"] == "/desk/log-in?next=%2Fdesk%2Fsettings%3Fa%3D1"
    desk.get(first.headers["location"])
    answer = desk.send("/desk/log-in", {"name": "wang", "password": PASSWORD, "next": "/desk/settings?a=1"})
    assert answer.headers["location"] == "/desk/settings?a=1"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/desk/\\evil", "/wechat"])
def test_nobody_is_sent_elsewhere(desk: Visitor, elsewhere: str) -> None:
    desk.get("/desk/log-in")
    answer = desk.send("/desk/log-in", {"name": "wang", "password": PASSWORD, "next": elsewhere})
    assert answer.headers["location"] == "/desk"


def test_logging_out_ends_it_on_the_server(clerk: Visitor) -> None:
    cookie = clerk.http.cookies["renda_desk"]
    clerk.send("/desk/log-out")
    clerk.http.cookies.set("renda_desk", cookie, path="/desk")
    assert clerk.get("/desk/today").status_code == 303


def test_the_second_step(clerk: Visitor, clock: Clock) -> None:
    page = clerk.read("/desk/account/second-step")
    secret = page.split('name="secret" value="')[1].split('"')[0]
    totp = pyotp.TOTP(secret)
    wrong = f"{(int(totp.at(clock.now)) + 1) % 1_000_000:06d}"
    assert "验证码不对" in clerk.does("/desk/account/second-step", secret=secret, code=wrong)
    assert "两步登录打开了" in clerk.does("/desk/account/second-step", secret=secret, code=totp.at(clock.now))
    clerk.send("/desk/log-out")
    assert clerk.log_in("wang").headers["location"] == "/desk"
    assert clerk.get("/desk/today").headers["location"] == "/desk/log-in/code"
    clerk.get("/desk/log-in/code")
    used = clerk.send("/desk/log-in/code", {"code": totp.at(clock.now)})
    assert used.status_code == 401, "the code that set it up does not open a second time"
    clock.now += timedelta(seconds=30)
    assert clerk.send("/desk/log-in/code", {"code": totp.at(clock.now)}).status_code == 303
    clerk.read("/desk/today")


def test_a_new_password_ends_the_other_sessions(clerk: Visitor, app: FastAPI) -> None:
    elsewhere = Visitor(app)
    elsewhere.log_in("wang")
    told = clerk.does(
        "/desk/account/password", old=PASSWORD, new="another long one", again="another long one"
    )
    assert "密码改好了" in told
    assert elsewhere.get("/desk/today").status_code == 303
    clerk.read("/desk/today")


@pytest.mark.parametrize(("new", "told"), [("short", "至少 10 个字"), ("aaaaaaaaaaaa", "太简单")])
def test_a_poor_password_is_refused(clerk: Visitor, new: str, told: str) -> None:
    assert told in clerk.does(
        "/desk/account/password", old=PASSWORD, new=new, again=new, next="/desk/account"
    )


def test_a_given_password_must_be_changed_first(desk: Visitor, app: FastAPI) -> None:
    desk.log_in("ji")
    page = desk.send(
        "/desk/accounts", {"name": "xin", "display_name": "新来的", "roles": "clerk", "townships": "t1"}
    ).text
    password = page.split("密码是 ")[1].split(",")[0]
    newcomer = Visitor(app)
    newcomer.log_in("xin", password)
    assert newcomer.get("/desk/today").headers["location"] == "/desk/account"
    newcomer.does("/desk/account/password", old=password, new="my own long one", again="my own long one")
    newcomer.read("/desk/today")


def test_who_is_struck_off_is_out_at_once(clerk: Visitor, app: FastAPI, house: House) -> None:
    technician = Visitor(app)
    technician.log_in("ji")
    with house.database.read() as connection:
        whose = connection.scalar(select(account.c.id).where(account.c.name == "wang"))
    technician.does(f"/desk/accounts/{whose}", roles="clerk", townships="t1")
    assert clerk.get("/desk/today").status_code == 303
    assert clerk.log_in("wang").status_code == 401


def test_the_last_technician_stays(desk: Visitor, house: House) -> None:
    desk.log_in("ji")
    with house.database.read() as connection:
        whose = connection.scalar(select(account.c.id).where(account.c.name == "ji"))
    assert "最后一个技术员" in desk.does(f"/desk/accounts/{whose}", roles="clerk", active="1")


def test_the_first_account_is_made_once_with_the_printed_token(
    desk: Visitor, app: FastAPI, house: House
) -> None:
    first_run: FirstRun = app.state.first_run
    assert first_run.address("http://here") == "", "there are accounts already"
    with house.database.write() as connection:
        for table in (desk_session, account_township, account):
            connection.execute(delete(table))
    address = first_run.address("")
    assert desk.get("/desk/first", token="guessed").status_code == 403
    opener = address.split("token=")[1]
    desk.read(address)
    fields = {"first_token": opener, "name": "Wang", "display_name": "王专干"}
    poor = desk.send("/desk/first", {**fields, "password": "short", "again": "short"})
    assert (poor.status_code, "至少 10 个字" in poor.text) == (400, True)
    made = desk.send("/desk/first", {**fields, "password": PASSWORD, "again": PASSWORD})
    assert made.headers["location"] == "/desk/log-in?first=1"
    assert desk.get(address).status_code == 403
    assert desk.log_in("wang").status_code == 303
    desk.read("/desk/today")
    desk.read("/desk/accounts")
    with house.database.read() as connection:
        assert connection.scalar(select(audit.c.action).where(audit.c.action == "account_add")) is not None
