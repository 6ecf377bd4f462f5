"""Pushes: what became of each and why, who is to be phoned, and a message sent only as it was previewed."""

from __future__ import annotations

import re

from sqlalchemy import select

from bot.entry.house import House
from bot.store.tables import push
from tests.console.town import NAMES, OTHERS_WORD
from tests.console.visitor import Visitor


def _sent(house: House) -> list[tuple[str, str]]:
    query = select(push.c.person_id, push.c.text).where(push.c.kind == "clerk_message")
    with house.database.read() as connection:
        return sorted((row.person_id, row.text) for row in connection.execute(query))


def _code(page: str) -> str:
    found = re.search(r'name="code" value="(\d+)"', page)
    assert found is not None
    return found[1]


def test_each_push_has_its_state_and_reason(clerk: Visitor) -> None:
    page = clerk.read("/desk/pushes")
    assert "等待发送" in page
    assert "还没有绑定微信" in page
    assert OTHERS_WORD not in page
    assert "这几天没有提醒" in clerk.read("/desk/pushes", state="sent")
    assert "这几天没有提醒" in clerk.read("/desk/pushes", **{"from": "2026-11-01", "to": "2026-11-02"})


def test_who_was_phoned_leaves_the_list(clerk: Visitor) -> None:
    assert "赵五" in clerk.read("/desk/pushes", state="stuck")
    back = clerk.does("/desk/pushes/t1-push/phoned", next="/desk/pushes?state=stuck")
    assert "没有要打电话的" in back


def test_a_message_goes_out_as_it_was_previewed(clerk: Visitor, house: House) -> None:
    given = {"text": "明天停水,\n接待改到下午。", "to": "东街联络站"}
    page = clerk.send("/desk/pushes/preview", given).text
    assert "发给 2 人" in page
    assert "张三、李四" in page
    assert "要打电话" in page
    assert _sent(house) == []
    code = _code(page)
    assert "再看一遍" in clerk.does("/desk/pushes/send", **{**given, "text": "别的话"}, code=code)
    assert _sent(house) == []
    assert "已排上 2 条" in clerk.does("/desk/pushes/send", **given, code=code)
    assert _sent(house) == [("t1-p1", given["text"]), ("t1-p2", given["text"])]
    assert "没有重复发" in clerk.does("/desk/pushes/send", **given, code=code)


def test_what_does_not_fit_keeps_what_she_wrote(clerk: Visitor) -> None:
    answer = clerk.send("/desk/pushes/preview", {"text": "<b>开会</b>", "to": "没这个站"})
    assert answer.status_code == 400
    assert "花名册里没有" in answer.text
    assert "&lt;b&gt;开会" in answer.text


def test_nobody_of_the_neighbours_is_written_to(clerk: Visitor) -> None:
    answer = clerk.send("/desk/pushes/preview", {"text": "开会", "to": f"{OTHERS_WORD}张三"})
    assert answer.status_code == 400


def test_a_viewer_sees_no_buttons(desk: Visitor) -> None:
    page = desk.enter(NAMES["chair"]).read("/desk/pushes")
    assert "已打电话" not in page.replace("打完点“已打电话”", "")
    assert "马上发一条" not in page
