"""The newcomer's ten minutes, on the real demo: account, roster, codes, a deputy's phone, verify, export.

``docs/desk_walkthrough.md`` tells it with the pictures taken here (``RENDA_SCREENSHOTS=1``).
"""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect

from bot.entry.app import app_of
from bot.entry.house import build
from bot.settings import Settings
from bot.simulator.demo import prepare_demo
from bot.simulator.demo_settings import demo_settings
from tests.console.browser.conftest import SHOTS, SIZES, WANTED, Screen
from tests.console.town import NOW, PASSWORD
from tests.wechat.server import serving

TOLD = "今天去了东街李奶奶家,她说巷口路灯坏了半个月,已经跟村里说了"


@pytest.fixture
def demo(browser: Browser, data_dir: Path) -> Iterator[tuple[Screen, FastAPI]]:
    """``renda demo`` on a free port, at the sample's own Monday morning."""
    app: dict[str, Any] = {}

    async def later(scope: Any, receive: Any, send: Any) -> None:
        await app["is"](scope, receive, send)

    with serving(later) as address:
        settings = demo_settings(Settings(data_dir=data_dir), port=urlsplit(address).port or 0)
        house = build(settings, clock=lambda: NOW)
        stage = prepare_demo(settings, house.database, clock=lambda: NOW)
        app["is"] = app_of(house, background=False)
        stage.attach(app["is"])
        assert "绑定 示例赵一" in stage.what_to_try()
        context = browser.new_context(viewport=SIZES["pc"], locale="zh-CN", timezone_id="Asia/Shanghai")
        context.set_default_timeout(15_000)
        yield Screen(context.new_page(), "pc", address, []), app["is"]
        context.close()
        for report in stage.platform.reports:
            report.join(10)
        house.close()


def test_the_newcomers_ten_minutes(demo: tuple[Screen, FastAPI], tmp_path: Path) -> None:
    screen, app = demo
    _first_account(screen, app)
    _import_roster(screen, tmp_path)
    code = _print_codes(screen)
    _deputy_tells(screen, code)
    _verify(screen)
    _export(screen, tmp_path)


def _first_account(screen: Screen, app: FastAPI) -> None:
    page = screen.open(app.state.first_run.address(""))
    page.get_by_label("姓名").fill("韩专干")
    page.get_by_label("登录名").fill("han")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("再写一遍密码").fill(PASSWORD)
    screen.shot("walk_1_first_account")
    page.get_by_role("button", name="建账号").click()
    page.get_by_label("登录名").fill("han")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="今日", level=1)).to_be_visible()
    screen.shot("walk_2_today")


def _import_roster(screen: Screen, folder: Path) -> None:
    """The sample roster with one new deputy in it, as a clerk adds a line to her own table."""
    sample = importlib.resources.files("bot.simulator.sample") / "roster.csv"
    roster = folder / "花名册.csv"
    new = "99,代表,,示例新代表,A02,WG03,,乡镇,第二小组,,\n"
    roster.write_text(sample.read_text("utf-8-sig").rstrip("\n") + "\n" + new, "utf-8")
    page = screen.open("/desk/persons/import")
    page.get_by_label("花名册文件").set_input_files(roster)
    page.get_by_role("button", name="先看要改什么").click()
    expect(page.get_by_text("示例新代表").first).to_be_visible()
    screen.shot("walk_3_roster")
    page.get_by_role("button", name=re.compile("就这样|确认|导入")).click()
    expect(page.get_by_role("heading", name="人员", level=1)).to_be_visible()


def _print_codes(screen: Screen) -> str:
    page = screen.open("/desk/persons/codes")
    page.get_by_label("码还没过期的人也重发").check()
    page.get_by_role("button", name="在网页上看").click()
    slip = page.get_by_role("listitem").filter(has_text="示例赵一")
    screen.shot("walk_4_codes")
    return slip.locator(".code-digits").inner_text().strip()


def _deputy_tells(screen: Screen, code: str) -> None:
    page = screen.open("/simulator")
    page.get_by_role("button", name="关注公众号").click()
    chat = page.get_by_role("log")
    for words, answer in ((f"绑定 示例赵一 {code}", "绑定成功"), (TOLD, "核对一下"), ("确认", "记好了")):
        page.get_by_label("输入消息").fill(words)
        page.get_by_role("button", name="发送").click()
        expect(chat).to_contain_text(answer)
    _picture(screen, "walk_5_phone")


def _picture(screen: Screen, name: str) -> None:
    """The chat page is the simulator's: it is only looked at here, axe and the rest are its own tests'."""
    if WANTED:
        screen.page.screenshot(path=SHOTS / f"{name}_pc.png")


def _verify(screen: Screen) -> None:
    page = screen.open("/desk/today")
    expect(
        page.get_by_text("李奶奶", exact=False).or_(page.get_by_text("路灯", exact=False)).first
    ).to_be_visible()
    screen.shot("walk_6_verify")
    page.get_by_role("button", name=re.compile("核实")).first.click()
    expect(page.get_by_role("status")).to_contain_text("已核实")


def _export(screen: Screen, folder: Path) -> None:
    page = screen.open("/desk/ledgers")
    page.get_by_role("link", name="本月").click()
    screen.shot("walk_7_ledger")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Excel 表").click()
    file = folder / "台账.xlsx"
    waiting.value.save_as(file)
    cells = [str(cell.value) for row in load_workbook(file).active.iter_rows() for cell in row]
    assert any("示例赵一" in text for text in cells)
    assert any("路灯" in text for text in cells)
