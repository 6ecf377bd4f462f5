"""The pages of the foundation as she uses them: log in, today, settings, account, accounts, help."""

from __future__ import annotations

import re

from fastapi import FastAPI
from playwright.sync_api import expect
from sqlalchemy import delete

from bot.entry.house import House
from bot.store.tables import account, account_township, desk_session
from tests.console.browser.conftest import Screen, enter
from tests.console.town import PASSWORD


def test_she_makes_the_first_account_and_logs_in(nobody: Screen, app: FastAPI, house: House) -> None:
    with house.database.write() as connection:
        for table in (desk_session, account_township, account):
            connection.execute(delete(table))
    page = nobody.open(app.state.first_run.address(""))
    page.get_by_label("姓名").fill("王专干")
    page.get_by_label("登录名").fill("wang")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("再写一遍密码").fill(PASSWORD)
    nobody.shot("first_account", whole=True)
    page.get_by_role("button", name="建账号").click()
    page.get_by_label("登录名").fill("wang")
    page.get_by_label("密码").fill(PASSWORD)
    nobody.shot("log_in")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="今日", level=1)).to_be_visible()


def test_she_clears_her_morning(screen: Screen) -> None:
    page = screen.open("/desk/today")
    screen.shot("today", whole=True)
    page.get_by_role("button", name=re.compile("核实 WG-")).click()
    expect(page.get_by_role("status")).to_contain_text("已核实")
    page.get_by_text("退回 ZF-", exact=False).first.click()
    page.get_by_label("哪里不对?会转给代表").first.fill("日期写错了")
    page.get_by_role("button", name="退回", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("已退回")
    page.get_by_role("button", name=re.compile("已打电话")).click()
    expect(page.get_by_text("提醒都送到了")).to_be_visible()
    page.get_by_role("button", name=re.compile("不用答")).click()
    expect(page.get_by_role("status")).to_contain_text("收好了")
    screen.shot("today_done", whole=True)


def test_she_changes_a_setting(screen: Screen) -> None:
    page = screen.open("/desk/settings")
    page.get_by_label("办公室电话", exact=False).fill("0571-12345678")
    page.get_by_role("button", name=re.compile("保存.*办公室电话")).click()
    expect(page.get_by_role("status")).to_contain_text("马上生效")
    expect(page.get_by_role("table")).to_contain_text("0571-12345678")
    screen.shot("settings", whole=True)


def test_she_sets_up_the_second_step(screen: Screen) -> None:
    page = screen.open("/desk/account")
    screen.shot("account", whole=True)
    page.get_by_role("link", name="打开两步登录").click()
    screen.check()
    expect(page.get_by_role("img", name="身份验证器要扫的二维码")).to_be_visible()


def test_the_technician_makes_an_account(nobody: Screen, app: FastAPI) -> None:
    enter(nobody, app, "ji")
    page = nobody.open("/desk/accounts")
    nobody.shot("accounts", whole=True)
    page.get_by_label("姓名").fill("新来的")
    page.get_by_label("登录名").fill("xin")
    page.get_by_label("专干", exact=True).check()
    page.get_by_label("示例镇").check()
    page.get_by_role("button", name="新建").click()
    expect(page.get_by_text("第一次登录的密码是")).to_be_visible()
    nobody.check()


def test_a_county_viewer_changes_townships_and_has_no_buttons(nobody: Screen, app: FastAPI) -> None:
    enter(nobody, app, "both")
    page = nobody.open("/desk/today")
    expect(page.get_by_role("button", name="核实")).to_have_count(0)
    page.get_by_label("看哪个乡镇").select_option("示例镇")
    expect(page.locator("header")).to_contain_text("示例镇人大")
    nobody.shot("today_county", whole=True)


def test_help_and_menu(screen: Screen) -> None:
    screen.open("/desk/menu")
    screen.shot("menu")
    screen.open("/desk/help")
    screen.shot("help", whole=True)


def test_the_keyboard_reaches_the_content_first(screen: Screen) -> None:
    page = screen.open("/desk/today")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_she_adds_an_occasion(screen: Screen) -> None:
    page = screen.open("/desk/settings/occasions")
    page.get_by_role("link", name="加一个日子").click()
    page.get_by_label("名称").fill("代表双活动日")
    page.get_by_label("几日", exact=True).fill("15")
    screen.shot("occasion", whole=True)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("table")).to_contain_text("代表双活动日")
    screen.shot("occasions")


def test_she_changes_the_wording(screen: Screen) -> None:
    page = screen.open("/desk/settings/wording")
    page.get_by_label("名称").first.fill("听一次民声")
    page.get_by_role("button", name=re.compile("保存")).first.click()
    expect(page.get_by_role("heading", name="听一次民声")).to_be_visible()
    screen.shot("wording", whole=True)


def test_the_technician_reads_the_trail(nobody: Screen, app: FastAPI) -> None:
    enter(nobody, app, "ji")
    nobody.open("/desk/accounts")
    page = nobody.open("/desk/trail")
    page.get_by_label("做了什么").select_option("查看")
    expect(page).to_have_url(re.compile("action=view"))
    expect(page.get_by_role("region", name="留痕")).to_contain_text("技术员小吉")
    nobody.shot("trail")
