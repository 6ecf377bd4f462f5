"""Ledgers in a browser: find, look, mend, write for a deputy, export; at her PC and on her phone."""

from __future__ import annotations

import re
import struct
import zlib

from fastapi import FastAPI
from playwright.sync_api import expect
from sqlalchemy import insert, select

from bot.channels import Media
from bot.entry.house import House
from bot.ledger import attachments
from bot.store.tables import attachment, entry
from tests.console.browser.conftest import Screen, enter
from tests.console.town import NOW


def _picture() -> bytes:
    """A PNG of 160 × 120, blue above and green below, written by hand."""
    rows = b"".join(b"\0" + (b"\x9b\xc4\xe2" if y < 70 else b"\x7a\xa6\x6a") * 160 for y in range(120))
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 160, 120, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)))
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in (*parts, (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _with_photo(house: House) -> None:
    content = _picture()
    sha256 = attachments.keep(house.settings.data_dir, Media(content, "image/png"))
    with house.database.write() as connection:
        whose = connection.scalar(
            select(entry.c.id).where(entry.c.township_id == "t1", entry.c.kind == "five_ones")
        )
        row = {"id": "photo", "entry_id": whose, "channel": "wechat", "sender": "a", "media_id": "m"}
        kept = {"state": "kept", "sha256": sha256, "mime": "image/png", "size_bytes": len(content)}
        connection.execute(insert(attachment).values(**row, **kept, media_kind="image", created_at=NOW))


def test_she_finds_an_entry_looks_and_verifies(screen: Screen, house: House) -> None:
    _with_photo(house)
    page = screen.open("/desk/ledgers")
    screen.shot("ledgers", whole=True)
    page.get_by_label("找").fill("水管")
    page.get_by_role("button", name="查").click()
    expect(page.get_by_text("共 1 条")).to_be_visible()
    page.get_by_role("link", name=re.compile("^WG-")).click()
    panel = page.get_by_role("complementary", name=re.compile("WG-"))
    expect(panel).to_contain_text("帮老人修好了水管")
    photo = panel.get_by_role("img")
    expect(photo).to_be_visible()
    expect(photo).to_have_js_property("naturalWidth", 160)
    screen.shot("ledgers_entry")
    panel.get_by_role("button", name=re.compile("核实")).click()
    expect(page.get_by_role("status")).to_contain_text("已核实")
    expect(page.get_by_role("complementary")).to_contain_text("王专干")
    screen.check()


def test_she_filters_chooses_columns_and_exports(screen: Screen) -> None:
    page = screen.open("/desk/ledgers")
    page.get_by_role("combobox", name="台账", exact=True).select_option(label="问题")
    expect(page.get_by_text("共 2 条")).to_be_visible()
    page.get_by_text("列", exact=True).click()
    page.get_by_role("checkbox", name="缓急").check()
    screen.shot("ledgers_columns", whole=True)
    page.get_by_role("button", name="就看这些").click()
    expect(page.get_by_role("table")).to_contain_text("一般")
    with page.expect_download() as started:
        page.get_by_role("link", name="Excel 表").click()
    assert started.value.suggested_filename.startswith("示例镇社情民意和问题办理台账")
    assert started.value.suggested_filename.endswith(".xlsx")


def test_she_verifies_what_she_ticked(screen: Screen) -> None:
    page = screen.open("/desk/ledgers?state=pending")
    for box in page.get_by_role("checkbox", name=re.compile("勾上 ")).all()[:2]:
        box.check()
    page.get_by_role("button", name="核实勾上的").click()
    expect(page.get_by_role("status")).to_contain_text("2 条都已核实")


def test_she_writes_for_a_deputy_and_mends_it(screen: Screen) -> None:
    page = screen.open("/desk/entries/new")
    page.get_by_label("哪位代表").select_option(label="李四")
    page.get_by_label("记什么").select_option(label="走访")
    page.get_by_label("走访对象").fill("东街3组王奶奶")
    page.get_by_label("听到的").fill("想装路灯")
    page.get_by_label("为什么代记").fill("不会用微信,电话里说的")
    screen.shot("entry_new", whole=True)
    page.get_by_role("button", name="记下").click()
    expect(page.get_by_role("status")).to_contain_text("替李四记下了")
    page.get_by_role("link", name=re.compile("更正")).click()
    page.get_by_label("听到的").fill("想装两盏路灯")
    page.get_by_label("为什么改").fill("听漏了")
    screen.shot("entry_correct", whole=True)
    page.get_by_role("button", name="改好").click()
    expect(page.get_by_role("status")).to_contain_text("这是第 2 稿")
    screen.shot("entry", whole=True)


def test_a_county_viewer_looks_and_touches_nothing(nobody: Screen, app: FastAPI) -> None:
    enter(nobody, app, "both")
    page = nobody.open("/desk/ledgers?entry=WG-2026-0001")
    expect(page.get_by_role("complementary")).to_contain_text("WG-2026-0001")
    expect(page.locator("main").get_by_role("button", name=re.compile("核实|退回|更正"))).to_have_count(0)
    nobody.shot("ledgers_county")
