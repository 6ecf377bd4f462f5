"""The roll of a meeting: everybody once, the two thirds, and who approved a leave."""

from __future__ import annotations

import json
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from bot.errors import Refused
from bot.ledger.export.office import write_tables
from bot.ledger.export.roll import find_meeting, roll_table
from bot.store.tables import person
from tests.chat.world import START, World

DAY = date(2026, 12, 7)


@pytest.fixture
def held(world: World):
    """A congress: 张三 came, 李四 is excused, 赵六 is not heard of."""
    world.add_person("赵六", "A07", "G1")
    clerk = world.deputy("王专干")
    for said in ("登记会议", "镇人代会", "今天", "镇政府三楼", "确认"):
        clerk.says(said)
    world.deputy("张三").says("签到 H1")
    away = world.deputy("李四")
    for said in ("请假", "1", "家里有人住院"):
        away.says(said)
    return clerk


@pytest.fixture
def rolled(world: World, tmp_path):
    def run(suffix: str = ".json"):
        out = tmp_path / f"roll{suffix}"
        with world.house.database.read() as connection:
            called = find_meeting(connection, "t1", "h1", DAY)
            table = roll_table(connection, "t1", "示例镇", called)
            write_tables([table], out, (DAY, DAY), world.settings, START, where=called.place)
        return out

    return run


def read(out):
    return json.loads(out.read_text(encoding="utf-8"))


def test_everybody_is_on_it_once_and_the_two_thirds_are_told(held, rolled):
    data = read(rolled())
    found = {line["代表"]: line for line in data["entries"]}
    assert [line["到会情况"] for line in found.values()] == ["到会", "未到", "请假"]
    assert list(found) == ["张三", "赵六", "李四"]
    assert (found["张三"]["签到时间"], found["张三"]["签到编号"]) == ("09:00", "HY-2026-0001")
    assert (found["李四"]["请假事由"], found["李四"]["请假批准人"]) == ("家里有人住院", "(未核实)")
    assert "应到3人,实到1人,请假1人,未到1人" in data["note"]
    assert "三分之二是2人:还差1人" in data["note"]


def test_who_approved_a_leave_is_named(world, held, rolled):
    held.says("核实 HY-2026-0002")
    held.says("核实")
    line = next(line for line in read(rolled())["entries"] if line["代表"] == "李四")
    assert line["请假批准人"] == "王专干"


def test_who_comes_in_spite_of_a_leave_is_present_and_the_leave_stands_beside(world, held, rolled):
    world.phone("open-李四").says("签到 H1")
    line = next(line for line in read(rolled())["entries"] if line["代表"] == "李四")
    assert (line["到会情况"], line["请假事由"]) == ("到会", "家里有人住院")
    assert "实到2人,请假0人" in read(rolled())["note"]


def test_who_left_office_since_stays_on_the_roll_and_others_who_left_do_not(world, held, rolled):
    with world.house.database.write() as connection:
        connection.execute(update(person).where(person.c.name.in_(["张三", "赵六"])).values(active=False))
    assert [line["代表"] for line in read(rolled())["entries"]] == ["张三", "李四"]


def test_a_withdrawn_check_in_is_none(world, held, rolled):
    phone = world.phone("open-张三")
    phone.says("撤回 HY-2026-0001")
    assert "已撤回" in phone.says("确认")
    assert read(rolled())["entries"][0]["到会情况"] == "未到"


def test_the_printed_roll_says_where_and_when(held, rolled):
    sheet = load_workbook(rolled(".xlsx")).active
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "示例镇镇人代会签到表" in texts
    assert any("镇政府三楼" in text for text in texts)
    assert any("三分之二" in text for text in texts)
    assert rolled(".docx").stat().st_size > 10_000


def test_a_meeting_that_is_not_there_is_said_with_those_that_are(world, held):
    with world.house.database.read() as connection:
        with pytest.raises(Refused, match="H1 镇人代会"):
            find_meeting(connection, "t1", "H2", DAY)
        with pytest.raises(Refused, match="没有登记会议"):
            find_meeting(connection, "elsewhere", "H1", DAY)
