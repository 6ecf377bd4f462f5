"""One sentence becomes a filled card; what it does not say is asked; a question stays a question."""

from __future__ import annotations

from datetime import date

import pytest

from bot.notes.rules import is_telling, tell
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
        "做了什么:已经跟村委会说了",
        "网格:东街网格",
        "记到走访台账",
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
    assert "记成哪一种" in phone.says("为收成的事忙了一整天")
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


# As people say it: what it is, of whom, how many households, and the problem in it. None: it is asked.
SPOKEN = (
    ("昨天下午到李大爷家坐了一会,他说医保报销不方便", "走访", "李大爷家", 1, "医保报销不方便"),
    ("今天在联络站接待了三位群众,都是问宅基地的", "接待", "三位群众", 1, None),
    ("刚才王婶来找我,说她家门口的下水道堵了", "接待", "王婶", 1, "她家门口的下水道堵了"),
    ("前天开车路过西村桥头,看到桥栏杆断了一截", "反映问题", None, 1, "桥栏杆断了一截"),
    ("今天帮村里的五保户老刘送了米和油", "办实事", "五保户老刘", 1, None),
    ("11月28日参加镇里组织的预算法培训,学了半天", "学习", None, 1, None),
    ("张奶奶打电话来说家里停水两天了", "反映问题", "张奶奶", 1, "家里停水两天了"),
    ("今早去看了看独居的陈老汉,精神挺好,没啥问题", "走访", "独居的陈老汉", 1, None),
    ("南坪2组的路被雨冲垮了,车子过不去", "反映问题", None, 1, "南坪2组的路被雨冲垮了"),
    ("我今天走了五户人家,大家都盼着修路", "走访", "五户人家", 5, None),
    ("昨天和村干部一起调解了两家的地界纠纷", "办实事", None, 1, None),
    ("群众反映菜市场门口乱停车,希望管一管", "反映问题", None, 1, "菜市场门口乱停车"),
    ("今天去养殖场看了看,臭味很大,旁边人家意见不小", "反映问题", None, 1, "臭味很大"),
    ("给镇供电所打了电话,东街的灯今天修好了", "办实事", None, 1, None),
    ("今天上午学习了代表法修改的内容", "学习", None, 1, None),
    ("村口垃圾堆了一个星期没人清", "反映问题", None, 1, "村口垃圾堆了一个星期没人清"),
    ("今天去学校门口看了,接送孩子的车堵得厉害", "反映问题", None, 1, "接送孩子的车堵得厉害"),
    ("老李家的危房还没有人管", "反映问题", "老李家", 1, "老李家的危房还没有人管"),
    ("12月3号走访了北桥3组4户", "走访", "北桥3组4户", 4, None),
    ("昨晚河西二组停电到半夜", "反映问题", None, 1, "昨晚河西二组停电到半夜"),
    ("我想反映一下自来水发黄的问题", "反映问题", None, 1, "自来水发黄的问题"),
    ("下午接访,来了个小伙子说工资被欠了三个月", "接待", "小伙子", 1, "工资被欠了三个月"),
    ("今天给困难户捐了两百块钱", "办实事", "困难户", 1, None),
)


@pytest.mark.parametrize(("said", "deed", "whom", "households", "problem"), SPOKEN)
def test_what_people_say(
    said: str, deed: str, whom: str | None, households: int, problem: str | None
) -> None:
    told = tell(said, TODAY)
    assert is_telling(said)
    assert (told.deed, told.whom, told.households, told.problem) == (deed, whom, households, problem)


@pytest.mark.parametrize(
    "said", ["明天要去走访东街", "今天没什么事", "代表走访需要带证吗", "下个月准备接待两次"]
)
def test_what_has_not_happened_is_no_record(said: str) -> None:
    assert not is_telling(said)


@pytest.mark.parametrize(("said", "place"), [("前天路过西村桥头,看到栏杆断了", "西村"), (SENTENCE, "东街")])
def test_a_place_is_without_the_day_and_the_deed(said: str, place: str) -> None:
    assert tell(said, TODAY).place == place


def test_a_place_that_only_the_speaker_knows_is_asked_for(world: World) -> None:
    assert tell("她家门口的下水道堵了两天", TODAY).place is None
    assert "在什么地方" in world.deputy("张三").says("她家门口的下水道堵了两天没人管")
