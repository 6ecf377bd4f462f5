"""People and places as she uses them: find, change, import with a look, codes to hand out and to hang up."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.console.browser.conftest import Screen

ROSTER = (
    "姓名,身份,电话,联络站,网格,状态\n张三,代表,13811112222,,,\n孙六,代表,,西村联络站,,\n赵五,代表,,,,离任\n"
)


def test_she_finds_and_changes_a_person(screen: Screen) -> None:
    page = screen.open("/desk/persons")
    screen.shot("persons", whole=True)
    page.get_by_role("link", name="张三").click()
    page.get_by_label("代表小组", exact=False).fill("第一代表小组")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("status")).to_contain_text("改好了")
    screen.shot("person", whole=True)


def test_she_imports_a_roster_after_a_look(screen: Screen, tmp_path: Path) -> None:
    file = tmp_path / "花名册.csv"
    file.write_text(ROSTER, "utf-8-sig")
    page = screen.open("/desk/persons/import")
    screen.shot("persons_import")
    page.get_by_label("花名册文件").set_input_files(file)
    page.get_by_role("button", name="先看要改什么").click()
    expect(page.get_by_role("heading", name="导入前看一遍")).to_be_visible()
    screen.shot("persons_diff", whole=True)
    page.get_by_role("button", name="就这样导入").click()
    expect(page.get_by_role("status")).to_contain_text("导入好了")
    expect(page.get_by_role("link", name="孙六")).to_be_visible()


def test_she_hands_out_codes(screen: Screen) -> None:
    page = screen.open("/desk/persons/codes")
    page.get_by_role("button", name="在网页上看").click()
    expect(page.get_by_role("heading", name="绑定码", level=1)).to_be_visible()
    expect(page.get_by_text(re.compile(r"绑定 张三 \d{6}"))).to_be_visible()
    screen.check()  # no picture: it would show codes


def test_she_prints_the_codes_for_the_walls(screen: Screen) -> None:
    page = screen.open("/desk/places")
    screen.shot("places", whole=True)
    page.get_by_role("button", name="打印签到码").click()
    expect(page.get_by_role("img")).to_have_count(2)
    screen.shot("places_codes", whole=True)
    page = screen.open("/desk/places/stations/t1-s1")
    page.get_by_label("纬度", exact=False).fill("30.27415")
    page.get_by_label("经度", exact=False).fill("120.15515")
    screen.shot("place", whole=True)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("30.27415")).to_be_visible()
