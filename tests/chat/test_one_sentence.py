"""One sentence becomes a filled card; what it does not say is asked; a question stays a question."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dialog.telling import is_telling, tell
from tests.chat.rows import counts, entries
from tests.chat.world import World

TODAY = date(2026, 12, 7)
SENTENCE = "今天上午去东街3组一户老人家,他说路灯坏了半个月,我已经跟村委会说了"


def test_the_sentence_of_the_issue(world: World) -> None:
    phone = world.deputy("张三")
    card = phone.says(SENTENCE)
    for line in (
        "记作:走访",
        "日期:2026年12月7日",
        "对象:东街3组一户老人家",
        "问题:路灯坏了半个月",
        "类别:供电照明",
        "做了什么:我已经跟村委会说了",
        "记到走访台账,网格:东街网格",
        "这一条同时计入:听一次意见、反映一个问题、问题台账",
    ):
        assert line in card
    assert "ZF-2026-0001" in phone.says("确认")
    (entry,) = entries(world)
    assert (entry.kind, entry.stage, entry.grid_id) == ("home_visit", "reported", "G1")
    assert entry.fields["content"] == SENTENCE
    assert counts(world) == {
        ("five_ones", "hear_opinion"),
        ("five_ones", "report_problem"),
        ("problem", "供电照明"),
    }


@pytest.mark.parametrize(
    ("said", "deed", "day", "problem"),
    [
        ("昨天走访了西村李大爷,他说自来水管漏了", "走访", 6, "自来水管漏了"),
        ("前天接待了王大姐,她反映小区电梯坏了", "接待", 5, "小区电梯坏了"),
        ("东街12号门口的路面塌了一块,很危险", "反映问题", 7, "东街12号门口的路面塌了一块"),
        ("12月3日帮张大娘修好了水龙头", "办实事", 3, None),
        ("今天参加了县里的代表培训班", "学习", 7, None),
        ("今天去看望了西街一户老人,身体很好", "走访", 7, None),
        ("昨晚到村东头老刘家坐了坐,他讲孩子上学远", "走访", 6, None),
    ],
)
def test_what_sentences_tell(said: str, deed: str, day: int, problem: str | None) -> None:
    told = tell(said, TODAY)
    assert (told.deed, told.day.day, told.problem) == (deed, day, problem)
    assert is_telling(said)


@pytest.mark.parametrize(
    "said",
    [
        "乡镇人代会一年开几次?",
        "代表走访选民有什么规定",
        "代表建议多久要答复",
        "路灯坏了找谁",
        "代表接待日法律依据是哪一条",
        "怎么写民情报告",
        "今天中午吃什么",
        "主席团会议多久开一次",
        "代表去外地了能不能请假",
        "早上好",
        "谢谢你帮了大忙",
    ],
)
def test_a_question_or_a_greeting_is_no_record(said: str) -> None:
    assert not is_telling(said)


def test_what_the_sentence_does_not_say_is_asked(world: World) -> None:
    phone = world.deputy("张三")
    assert "一句话说" in phone.says("随手记")
    assert "记成哪一种" in phone.says("和几位村民聊了聊收成的事")
    assert "和谁?" in phone.says("听意见")
    phone.says("几位村民")
    phone.says("确认")
    (entry,) = entries(world)
    assert (entry.kind, entry.item, entry.fields["whom"]) == ("five_ones", "hear_opinion", "几位村民")


def test_a_line_of_the_card_can_be_changed(world: World) -> None:
    phone = world.deputy("张三")
    card = phone.says(SENTENCE)
    number = next(line.split(".")[0] for line in card.splitlines() if "对象" in line)
    phone.says(f"修改{number}")
    assert "对象:西街一户" in phone.says("西街一户")
    phone.says("确认")
    assert entries(world)[0].fields["whom"] == "西街一户"


def test_inside_a_form_a_sentence_is_the_answer(world: World) -> None:
    phone = world.deputy("张三")
    phone.says("走访")
    phone.says("李大爷")
    assert "有没有要往上反映的问题" in phone.says(SENTENCE)


def test_an_outsiders_sentence_is_not_recorded(world: World) -> None:
    resident, clerk = world.phone("resident"), world.deputy("王专干")
    assert "请核对" not in resident.says(SENTENCE)
    assert "请核对" not in clerk.says(SENTENCE)
    assert entries(world) == []
