"""The shelf in a browser, and the reading page as a citizen's phone shows it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.console.browser.conftest import Screen
from tests.console.test_knowledge import NOTE, app, house  # noqa: F401  a shelf of its own, to be written to


def test_she_takes_a_document_in_and_corrects_it(screen: Screen, tmp_path: Path) -> None:
    file = tmp_path / "公示栏.txt"
    file.write_text(NOTE, "utf-8")
    page = screen.open("/desk/library")
    screen.shot("library")
    page.get_by_label("Word、PDF", exact=False).set_input_files(file)
    page.get_by_role("button", name="收进来").click()
    expect(page.get_by_role("heading", name="镇公示栏管理办法", level=1)).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("请核对")
    screen.shot("library_document", whole=True)
    page.get_by_label("施行日期", exact=False).fill("2026-12-01")
    page.get_by_role("button", name="改好了,保存").click()
    expect(page.get_by_role("status")).to_contain_text("改好了")


def test_she_answers_what_nothing_answered(screen: Screen) -> None:
    page = screen.open("/desk/library/questions")
    screen.shot("library_questions")
    page.get_by_role("link", name="写答案").click()
    page.get_by_label("标题").fill("村里的公示栏归谁管")
    page.get_by_label("答案", exact=True).fill("村里的公示栏归村民委员会管,坏了先找村委会主任。")
    page.get_by_label("来源").fill("镇政府办公室2026年11月答复")
    screen.shot("library_answer", whole=True)
    page.get_by_role("button", name="收进知识库").click()
    expect(page.get_by_role("heading", name="回答")).to_be_visible()
    screen.shot("library_try", whole=True)


def test_a_citizen_reads_the_article(nobody: Screen) -> None:
    page = nobody.open("/law/代表法/第八条")
    expect(page.get_by_role("heading", name="第八条")).to_be_visible()
    nobody.shot("reading", whole=True)
    page.get_by_role("link", name="第九条").click()
    expect(page.get_by_role("heading", name="第九条")).to_be_visible()
