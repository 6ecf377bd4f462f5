"""``renda wechat`` against the stand-in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import insert
from typer.testing import CliRunner

from bot.clock import system_clock
from bot.entry.commands.wechat import app
from bot.errors import Refused
from bot.scenes import bind_of, station_of
from bot.settings import load_settings
from bot.settings.menu import DEFAULT_MENU, MenuButton, MenuColumn
from bot.simulator.platform import Account, Platform, new_aes_key
from bot.store.database import Database
from bot.store.tables import person, station, township
from bot.texts import wechat_commands as texts
from bot.texts import wechat_errors as wechat_texts
from bot.wechat import menu
from tests.wechat.conftest import TOKEN, World
from tests.wechat.server import serving


@dataclass
class Console:
    platform: Platform
    folder: Path

    def run(self, *words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, list(words))
        if isinstance(result.exception, Refused):
            return 2, result.exception.text
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output


@pytest.fixture
def console(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Console]:
    key = new_aes_key()
    platform = Platform(Account("wxapp", "secret", TOKEN, key), "")
    with serving(platform.api_app) as base:
        for name, value in {
            "DATA_DIR": str(tmp_path),
            "WECHAT__APP_ID": "wxapp",
            "WECHAT__APP_SECRET": "secret",
            "WECHAT__TOKEN": TOKEN,
            "WECHAT__ENCODING_AES_KEY": key,
            "WECHAT__API_BASE": base,
        }.items():
            monkeypatch.setenv(f"RENDA_{name}", value)
        yield Console(platform, tmp_path)


def fill(folder: Path) -> None:
    settings = load_settings()
    database = Database(settings.database_url)
    database.migrate()
    with database.write() as connection:
        connection.execute(insert(township).values(id="t", name=settings.office.township))
        for code, name in (("A07", "东街联络站"), ("B02", "西村联络站")):
            connection.execute(insert(station).values(id=code, township_id="t", code=code, name=name))
        values = {"township_id": "t", "role": "deputy", "created_at": system_clock(), "station_id": "A07"}
        connection.execute(insert(person).values(id="0a1b", name="张三", **values))
    database.close()


def test_the_default_menu_is_taken_by_the_platform(console):
    assert console.run("menu", "push") == (0, texts.MENU_PUSHED + "\n")
    assert [column["name"] for column in console.platform.menu()["button"]] == ["履职", "问规程", "服务"]


def test_every_button_of_the_default_menu_does_something_that_there_is():
    from handlers import FLOWS

    names = {flow.name for flow in FLOWS}
    assert {button.does for column in DEFAULT_MENU for button in column.buttons} <= names | {"scan"}


@pytest.mark.parametrize(
    "columns",
    [
        (),
        DEFAULT_MENU * 2,
        (MenuColumn(name="一二三四五六", buttons=(MenuButton(name="a", does="ask"),)),),
        (MenuColumn(name="列", buttons=()),),
        (MenuColumn(name="列", buttons=(MenuButton(name="字" * 21, does="ask"),) * 2),),
        (MenuColumn(name="列", buttons=(MenuButton(name="a"),)),),
        (MenuColumn(name="列", buttons=(MenuButton(name="a", url="ftp://x"),)),),
    ],
)
def test_a_menu_that_the_platform_would_refuse_is_refused_by_name(columns):
    with pytest.raises(Refused):
        menu.buttons(columns)


def test_a_refusal_of_the_platform_is_a_sentence_for_the_technician(console):
    console.platform.faults.add("/cgi-bin/menu/create", "errcode", 48001)
    code, text = console.run("menu", "push")
    assert code == 2
    assert wechat_texts.API_ERRORS[48001] in text


def test_without_credentials_it_says_which_settings_are_missing(console, monkeypatch):
    monkeypatch.setenv("RENDA_WECHAT__APP_ID", "")
    assert console.run("menu", "push") == (2, texts.NOT_CONFIGURED.format(names="wechat.app_id"))


def test_station_codes_are_pictures_that_open_the_stations_scene(console):
    fill(console.folder)
    code, text = console.run("qrcode", "station", "--out", str(console.folder / "out"))
    assert code == 0, text
    assert {station_of(scene) for scene in console.platform.material.scene_of.values()} == {"A07", "B02"}
    picture = Image.open(io.BytesIO((console.folder / "out" / "A07.png").read_bytes()))
    assert picture.width < picture.height
    page = (console.folder / "out" / f"{texts.SHEET_TITLE}.html").read_text("utf-8")
    assert "东街联络站" in page
    assert page.count("data:image/png") == 2


def test_a_station_that_is_not_there_is_named(console):
    fill(console.folder)
    assert console.run("qrcode", "station", "Z9") == (2, texts.no_such_station("Z9"))


def test_plain_codes_need_no_account(console, monkeypatch):
    fill(console.folder)
    monkeypatch.setenv("RENDA_WECHAT__APP_ID", "")
    code, text = console.run("qrcode", "station", "A07", "--plain", "--out", str(console.folder / "p"))
    assert code == 0
    assert texts.PLAIN_CODES in text
    (page,) = (console.folder / "p").glob("*.html")
    assert texts.SCAN_PLAIN in page.read_text("utf-8")  # scanning alone checks nobody in
    assert texts.SCAN_STATION not in page.read_text("utf-8")


def test_a_binding_sheet_holds_a_code_that_is_good_for_its_person(console):
    fill(console.folder)
    code, text = console.run("qrcode", "bind", "--out", str(console.folder / "b"))
    assert code == 0, text
    scenes = list(console.platform.material.scene_of.values())
    (sheet,) = [found for scene in scenes if (found := bind_of(scene))]
    assert sheet[0] == "0a1b"
    assert sheet[1] not in text


def test_no_code_is_issued_when_the_account_may_not_make_sheets(console):
    fill(console.folder)
    console.platform.faults.add("/cgi-bin/qrcode/create", "errcode", 48001)
    code, text = console.run("qrcode", "bind", "--out", str(console.folder / "b"))
    assert code == 2
    assert wechat_texts.API_ERRORS[48001] in text
    assert not (console.folder / "b").exists()


def lines(text: str) -> dict[str, str]:
    """Mark by check."""
    halves = [line.split("] ") for line in text.splitlines()]
    return {what.strip("。").split(":")[0]: mark + "]" for mark, what in halves}


def test_check_of_an_account_in_order_is_all_good(console, monkeypatch, build):
    world: World = build("safe", encoding_aes_key=console.platform.account.encoding_aes_key)
    console.platform.postman.callback_url = world.platform.postman.callback_url
    console.platform.templates["tmpl"] = ("thing1", "time2")
    monkeypatch.setenv("RENDA_WECHAT__TEMPLATE_ID", "tmpl")
    console.run("menu", "push")
    code, text = console.run("check")
    assert set(lines(text).values()) == {texts.GOOD}, text
    assert code == 0


def test_check_says_what_to_mend(console):
    console.platform.faults.add("/cgi-bin/qrcode/create", "errcode", 48001)
    code, text = console.run("check")
    assert code == 1
    marks = lines(text)
    assert marks[texts.CHECK_TOKEN] == texts.GOOD
    for what in (texts.CHECK_CALLBACK, texts.CHECK_MENU, texts.CHECK_TEMPLATE, texts.CHECK_CODES):
        assert marks[what] == texts.BAD
    assert texts.MENU_MISSING in text
    assert texts.PUBLIC_URL_MISSING in text


def test_check_stops_at_the_whitelist_and_names_the_ip(console):
    message = "invalid ip 203.0.113.9, not in whitelist"
    console.platform.faults.add("/cgi-bin/stable_token", "errcode", 40164, times=None, message=message)
    code, text = console.run("check")
    assert code == 1
    assert "203.0.113.9" in text
    assert len(text.splitlines()) == 2


def test_check_does_not_ask_for_a_template_where_a_subscription_is_used(console, monkeypatch):
    monkeypatch.setenv("RENDA_REMINDERS__SUBSCRIPTION_TEMPLATE_ID", "long-term")
    _, text = console.run("check")
    assert texts.TEMPLATE_NOT_SET not in text
    assert texts.SUBSCRIPTION_UNSEEN in text
