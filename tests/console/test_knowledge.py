"""The shelf from the desk: in, corrected, out; a question tried; an answer taken only with a source."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from bot.entry.app import app_of
from bot.entry.house import House, build
from bot.settings import Settings
from bot.store.tables import audit, gap
from knowledge.base import Knowledge
from tests.console.town import NAMES, NOW, OTHERS_WORD
from tests.console.visitor import Visitor

NOTE = "镇公示栏管理办法\n2026年11月3日\n第一条 村务公示栏由村民委员会管理,镇人大办公室每季度检查一次。\n"


class Still(Knowledge):
    """Makes no vectors behind a test's back."""

    def start_background_build(self) -> None:
        pass


@pytest.fixture
def house(
    tmp_path: Path, data_dir: Path, filled: tuple[Path, dict[str, str]], clock: object
) -> Iterator[House]:
    shutil.copy(filled[0], tmp_path / filled[0].name)
    shelf = Still.open(data_dir)
    built = build(Settings(data_dir=tmp_path), clock=clock, knowledge=shelf)  # type: ignore[arg-type]
    yield built
    built.close()


@pytest.fixture
def app(house: House, filled: tuple[Path, dict[str, str]]) -> FastAPI:
    made = app_of(house, background=False)
    made.state.cookies = filled[1]
    return made


def _upload(clerk: Visitor, text: str = NOTE, name: str = "公示栏.txt") -> str:
    files = {"file": (name, text.encode())}
    answer = clerk.http.post("/desk/library/upload", data={"token": clerk.token}, files=files)
    assert answer.status_code == 303
    return answer.headers["location"]


def test_the_list_finds_a_law_by_its_title(clerk: Visitor) -> None:
    page = clerk.read("/desk/library", q="代表法")
    assert "中华人民共和国全国人民代表大会和地方各级人民代表大会代表法" in page or "没有找到" in page
    assert "现行有效" in clerk.read("/desk/library", q="全国人民代表大会和地方各级")
    assert "没有找到文件" in clerk.read("/desk/library", own="1")


def test_an_upload_is_corrected_and_retired(clerk: Visitor, house: House) -> None:
    where = _upload(clerk)
    page = clerk.read(where)
    assert "镇公示栏管理办法" in page
    assert 'value="2026-11-03"' in page
    assert "村民委员会管理" in page
    given = {
        "title": "示例镇公示栏管理办法",
        "kind": "办法",
        "version": "2026-11-04",
        "effective": "2026-12-01",
    }
    assert "改好了" in clerk.does(where, **given)
    assert "示例镇公示栏管理办法" in clerk.read("/desk/library", own="1")
    assert "2026-01-31 这样" in clerk.does(where, **{**given, "version": "去年"})
    assert "已停用" in clerk.does(f"{where}/retire")
    with house.database.read() as connection:
        actions = set(connection.scalars(select(audit.c.action)))
    assert {"document_add", "document_correct", "document_retire"} <= actions


def test_what_cannot_be_read_is_told(clerk: Visitor) -> None:
    assert _upload(clerk, "", "空.txt") == "/desk/library"
    assert "空文件" in clerk.read("/desk/library")
    assert _upload(clerk, "x", "程序.exe") == "/desk"
    assert "只收" in clerk.read("/desk/library")


def test_the_states_law_is_not_changed(clerk: Visitor, house: House) -> None:
    law = next(it.document for it in house.knowledge.list_documents() if it.document.id.startswith("law:"))
    assert "不能改动" in clerk.does(f"/desk/library/documents/{law.id}", title="别的法")
    assert clerk.get(f"/desk/library/documents/{law.title}").status_code == 404


def test_a_question_is_tried_with_its_reasons(clerk: Visitor, house: House) -> None:
    page = clerk.read("/desk/library/try", q="代表有哪些权利?")
    assert "引用的原文" in page
    assert "字面相合" in page
    refused = clerk.read("/desk/library/try", q="明天会下雨吗")
    assert "没有答上" in refused
    with house.database.read() as connection:
        assert connection.scalar(select(gap.c.id).where(gap.c.question == "明天会下雨吗")) is None


def test_a_gap_becomes_an_answer_with_its_source(clerk: Visitor, house: House) -> None:
    page = clerk.read("/desk/library/questions")
    assert "公示栏归谁管" in page
    assert OTHERS_WORD not in page
    assert "公示栏归谁管" in clerk.read("/desk/library/answers/new", question="t1-gap")
    given = {"gap": "t1-gap", "title": "村里的公示栏归谁管", "text": "村里的公示栏归村民委员会管。"}
    refused = clerk.send("/desk/library/answers", given)
    assert refused.status_code == 400
    assert "来源都要写" in refused.text
    tried = clerk.does("/desk/library/answers", **given, origin="镇政府办公室2026年11月答复")
    assert "归村民委员会管" in tried
    assert "没有答上" not in tried
    assert "《村里的公示栏归谁管》办公室说明(2026年12月7日版本)" in tried
    answer = house.knowledge.ask("村里的公示栏归谁管?", on=NOW.date())
    assert "来源:镇政府办公室2026年11月答复。" in answer.text
    assert "没有。问过的都答上了" in clerk.read("/desk/library/questions")
    own = [it.document for it in house.knowledge.list_documents() if it.document.id.startswith("doc:")]
    assert [(it.kind, it.title) for it in own] == [("办公室说明", given["title"])]


def test_a_gap_of_the_neighbours_is_not_there(clerk: Visitor, house: House) -> None:
    assert clerk.get("/desk/library/answers/new?question=t2-gap").status_code == 404
    given = {"gap": "t2-gap", "title": "村里的公示栏", "text": "归村委会。", "origin": "答复"}
    assert clerk.send("/desk/library/answers", given).status_code == 404
    assert not [it for it in house.knowledge.list_documents() if it.document.id.startswith("doc:")]


def test_who_only_looks_changes_nothing(desk: Visitor) -> None:
    page = desk.enter(NAMES["chair"]).read("/desk/library")
    assert "收进一份文件" not in page
    assert desk.send("/desk/library/answers", {"title": "一个标题"}).status_code == 403
