"""Every answer that the flows write comes out of the export, under a Chinese heading, as people say it."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from bot.ledger.export.ledgers import LEDGERS
from bot.ledger.export.run import Request, export
from tests.chat.world import World

TALKS = {
    "走访": ("东街3组张建国", "盼着修路", "村道坑洼难走", "确认"),
    "接待登记": ("楼上漏水", "李建国", "2", "5", "确认", "结束"),
    "问题上报": ("东街路灯坏了半个月", "东街12号", "确认"),
    "反映问题": ("今天", "东街12号", "变压器老是停电", "跳过", "确认"),
    "登记报到": ("80", "确认"),
    "履职承诺": ("年内把路灯盯到亮", "确认"),
    "兑现承诺": ("1", "路灯亮了,见 WT-2026-0001"),
    "学习培训": ("县里代表培训班,学代表法", "确认"),
    "交述职": ("各位选民:今年我做了一件事 WT-2026-0001", "确认"),
    "签到 H1": (),
    "签到 A07": (),
}


@pytest.fixture
def printed(world: World, tmp_path):
    """Ledger -> its lines as an office reads them, after one of each kind was told in the chat."""
    clerk, phone = world.deputy("王专干"), world.deputy("张三")
    for said in ("登记会议", "镇人代会", "今天", "镇政府三楼", "确认"):
        clerk.says(said)
    for opening, answers in TALKS.items():
        for said in (opening, *answers):
            phone.says(said)
    for said in ("问题办理", "WT-2026-0001", "交办", "镇城建办"):
        clerk.says(said)
    for said in ("问题办理", "WT-2026-0001", "有结果了", "灯换好了"):
        clerk.says(said)
    for said in ("问题进展", "WT-2026-0001", "满意", "告诉了"):
        phone.says(said)
    other = world.deputy("李四")
    for said in ("请假", "1", "家里有人住院"):
        other.says(said)
    found = {}
    for ledger in LEDGERS.values():
        out = tmp_path / f"{ledger.key}.json"
        request = Request(ledger, "t1", "示例镇", date(2026, 12, 1), date(2026, 12, 31), out)
        with world.house.database.read() as connection:
            export(connection, request, world.settings, world.now)
        found[ledger.key] = json.loads(out.read_text(encoding="utf-8"))["entries"]
    return found


def test_no_answer_is_printed_under_an_english_key(printed):
    values = [value for lines in printed.values() for line in lines for value in line.values()]
    texts = [value for value in values if isinstance(value, str)]
    assert not [text for text in texts if re.search(r"[a-z]{3,}", text)]
    assert all(printed[key] for key in LEDGERS)


def test_a_problem_shows_where_it_came_from_and_its_whole_way(printed):
    lines = {line["编号"]: line for line in printed["problem"]}
    line = lines["WT-2026-0001"]
    assert (line["来源"], line["类别"], line["缓急"]) == ("问题", "供电照明", "一般")
    assert (line["办理承办单位"], line["办理交办日"], line["办理时限"]) == (
        "镇城建办", "2026-12-07", "2027-01-06",
    )  # fmt: skip
    assert (line["办理结果"], line["办理反馈代表"], line["办理告知群众"]) == (
        "灯换好了", "2026-12-07", "2026-12-07",
    )  # fmt: skip
    assert (line["办理评价"], line["办理进度"]) == ("满意", "已评价")
    assert {line["来源"] for line in printed["problem"]} == {"问题", "走访", "接待", "五个一"}


def test_the_third_of_the_five_has_a_category_and_is_a_problem_like_any_other(printed):
    line = next(line for line in printed["problem"] if line["来源"] == "五个一")
    assert (line["类别"], line["地点"], line["问题"]) == ("供电照明", "东街12号", "变压器老是停电")


def test_a_meeting_shows_who_came_how_and_who_is_excused_why(printed):
    here, away = printed["meeting"]
    assert (here["到会情况"], here["签到时间"], here["签到方式"]) == ("到会", "09:00", "站点编号")
    assert (away["到会情况"], away["请假事由"]) == ("请假", "家里有人住院")
    assert here["会议或活动"] == away["会议或活动"] == "镇人代会"


def test_a_pledge_shows_what_became_of_it_and_the_records_behind(printed):
    (line,) = printed["pledge"]
    assert (line["兑现日"], line["依据的记录"]) == ("2026-12-07", "WT-2026-0001")
    assert "路灯亮了" in line["兑现情况"]


def test_a_registration_shows_the_visits_of_the_term(printed):
    (line,) = printed["grid_registration"]
    assert (line["网格"], line["户数"], line["走访次数"]) == ("东街网格", 80, 1)


def test_a_residents_name_is_masked_wherever_it_was_told(printed):
    text = json.dumps(printed, ensure_ascii=False)
    assert "张建国" not in text
    assert "李建国" not in text
    assert "张某某" in text
