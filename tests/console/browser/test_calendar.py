"""The month as she draws it up, and the pushes: somebody picked, a proposal published, a message sent."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.console.browser.conftest import Screen


def test_she_fills_a_gap(screen: Screen) -> None:
    page = screen.open("/desk/calendar")
    expect(page.get_by_text("缺人", exact=True)).to_be_visible()
    screen.shot("calendar", whole=True)
    page.get_by_label("西村联络站加谁", exact=True).select_option("赵五")
    page.get_by_role("button", name=re.compile("加.*到西村联络站")).click()
    expect(page.get_by_role("status")).to_contain_text("赵五排上了")
    expect(page.get_by_text("缺人", exact=True)).to_have_count(0)


def test_she_has_a_month_proposed_and_publishes_it(screen: Screen) -> None:
    page = screen.open("/desk/calendar?month=2027-01")
    page.on("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="公平排一排").click()
    expect(page.get_by_role("status")).to_contain_text("还没有公布")
    screen.shot("calendar_proposed", whole=True)
    page.get_by_role("button", name="公布").click()
    expect(page.get_by_role("status")).to_contain_text("已公布")
    page.get_by_role("link", name="公告草稿").click()
    expect(page.get_by_label("看过、改好再发到群里或公示栏").first).to_be_visible()
    screen.shot("calendar_notice", whole=True)


def test_she_looks_at_pushes_and_sends_one(screen: Screen) -> None:
    page = screen.open("/desk/pushes")
    screen.shot("pushes", whole=True)
    page.get_by_role("button", name="已打电话").click()
    expect(page.get_by_role("status")).to_contain_text("已打电话")
    page.get_by_role("link", name="马上发一条").click()
    page.get_by_label("要发的话").fill("明天停水,接待改到下午两点。")
    page.get_by_label("发给谁", exact=False).fill("东街联络站")
    screen.check()
    page.get_by_role("button", name="先看一遍").click()
    expect(page.get_by_role("heading", name="发给 2 人")).to_be_visible()
    screen.shot("pushes_preview", whole=True)
    page.get_by_role("button", name="确认,发出").click()
    expect(page.get_by_role("status")).to_contain_text("已排上 2 条")


def test_she_drags_a_name_to_another_station(screen: Screen) -> None:
    page = screen.open("/desk/calendar")
    if screen.size == "phone":  # fingers scroll; the list and "去掉" do it there
        expect(page.locator(".free").first).to_be_hidden()
        return
    east, west = (page.locator("tr[data-drop]").filter(has_text=f"{name}联络站") for name in ("东街", "西村"))
    west.locator(".free").get_by_text("赵五").drag_to(east)
    expect(page.get_by_role("status")).to_contain_text("赵五排上了")
    expect(east.locator("strong", has_text="赵五")).to_be_visible()
    east.locator("strong", has_text="赵五").drag_to(west)
    expect(page.get_by_role("status")).to_contain_text("赵五换到西村联络站了")
    expect(west.locator("strong", has_text="赵五")).to_be_visible()
    screen.shot("calendar_moved", whole=True)


def test_she_prints_the_poster_of_a_reception_day(screen: Screen) -> None:
    page = screen.open("/desk/calendar")
    page.get_by_role("link", name=re.compile("海报.*12月10日")).click()
    expect(page.get_by_role("heading", name=re.compile("接待日$")).first).to_be_visible()
    screen.shot("poster", whole=True)
    sheets = page.locator(".poster").count()
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation").first).to_be_hidden()
    if screen.size == "pc":  # a sheet of A4 each, and no empty one at the end
        printed = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == sheets
