"""The control words work at every question, and a form survives everything but 取消."""

from __future__ import annotations

import pytest

from bot.messages import Kind
from bot.store.tables import draft
from tests.chat.rows import entries, photos, rows
from tests.chat.world import Phone, World


def _at_question(phone: Phone, number: int) -> None:
    """Stand before question ``number`` of reporting a problem."""
    said = ["五个一", "3", "昨天", "东街12号", "路灯坏了"]
    for word in said[:number]:
        phone.says(word)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
class TestAtEveryQuestion:
    def test_cancel(self, world: World, number: int) -> None:
        phone = world.deputy("张三")
        _at_question(phone, number)
        assert "已经取消" in phone.says("取消")
        assert rows(world, draft) == []
        assert entries(world) == []

    def test_help_says_the_words_and_asks_again(self, world: World, number: int) -> None:
        phone = world.deputy("张三")
        _at_question(phone, number)
        assert "上一步、跳过、修改2、稍后继续、取消" in phone.says("帮助")
        assert len(rows(world, draft)) == 1

    def test_later_and_go_on(self, world: World, number: int) -> None:
        phone = world.deputy("张三")
        _at_question(phone, number)
        asked = phone.says("继续")
        assert "先放着" in phone.says("稍后继续")
        assert "还没填完" in phone.says("今天中午吃什么")
        assert phone.says("继续") == asked

    def test_back_asks_the_one_before(self, world: World, number: int) -> None:
        phone = world.deputy("张三")
        _at_question(phone, number - 1)
        before = phone.says("继续")
        phone.says(["五个一", "3", "昨天", "东街12号", "路灯坏了"][number - 1])
        if number > 1:
            assert phone.says("上一步") == before
        else:
            assert "已经是第一项" in phone.says("上一步")

    def test_a_restart_changes_nothing(self, world: World, number: int) -> None:
        phone = world.deputy("张三")
        _at_question(phone, number)
        asked = phone.says("继续")
        world.restart()
        assert phone.says("继续") == asked

    def test_edit_an_answer_in_the_middle(self, world: World, number: int) -> None:
        phone = world.deputy("张三")
        _at_question(phone, number)
        if number >= 3:
            assert "哪天发现的" in phone.says("修改 2")
            phone.says("今天")
        assert "没有第9项" in phone.says("修改9")

    def test_a_voice_message_is_told_how_to_dictate(self, world: World, number: int) -> None:
        phone = world.deputy("张三")
        _at_question(phone, number)
        assert "话筒" in phone.sends(Kind.VOICE, media_id="v1")


def test_skip_only_where_allowed(world: World) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 2)
    assert "要填了才行" in phone.says("跳过")
    for answer in ("昨天", "东街", "路灯坏了"):
        phone.says(answer)
    assert "请核对" in phone.says("跳过")


def test_cancel_forgets_the_photos_of_the_form(world: World) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 5)
    phone.sends_photo()
    phone.says("取消")
    assert photos(world) == []


def test_edit_on_the_card_changes_that_item_only(world: World) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 5)
    phone.says("跳过")
    phone.says("修改第3项")
    card = phone.says("西街8号")
    assert "3. 地点:西街8号" in card
    assert "4. 问题:路灯坏了" in card


def test_changing_the_item_does_not_carry_foreign_answers_into_the_ledger(world: World) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 5)
    phone.says("跳过")
    phone.says("修改1")
    phone.says("办一件实事")
    phone.says("跳过")
    phone.says("确认")
    (entry,) = entries(world)
    assert entry.item == "do_practical_thing"
    assert "place" not in entry.fields


def test_something_else_on_the_card_saves_nothing(world: World) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 5)
    phone.says("跳过")
    assert "还没有保存" in phone.says("嗯嗯啊")
    assert entries(world) == []
    assert "记好了" in phone.says("好的")


@pytest.mark.parametrize("said", ["明天以后", "13月40日", "很久以前", "2月30日"])
def test_what_is_no_date_is_asked_again(world: World, said: str) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 2)
    assert "没看懂日期" in phone.says(said)


def test_dates_have_bounds(world: World) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 2)
    assert "还没到" in phone.says("2026年12月31日")
    assert "太久了" in phone.says("2019年1月1日")


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("今天", "12月7日"),
        ("昨天", "12月6日"),
        ("12.5", "12月5日"),
        ("12月30日", "2025年12月30日"),
        ("3号", "12月3日"),
    ],
)
def test_dates_as_people_write_them(world: World, said: str, day: str) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 2)
    for answer in (said, "东街", "路灯坏了"):
        phone.says(answer)
    assert day in phone.says("跳过")


def test_a_photo_where_a_date_is_asked(world: World) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 2)
    reply = phone.sends_photo()
    assert "这一步不需要照片" in reply
    assert "哪天发现的" in reply


def test_a_question_on_procedure_is_answered_then_the_form_asks_again(world: World) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 4)
    reply = phone.says("代表提的建议多久要答复?")
    assert "第五十一条" in reply
    assert "三个月内答复" in reply
    assert reply.rstrip().endswith("是什么问题?多久了?")
    assert "5. " not in phone.says("路灯坏了")


def test_that_question_may_have_been_the_answer(world: World) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 4)
    phone.says("代表提的建议多久要答复?")
    phone.says("就填这句")
    assert "属于哪一类" in phone.says("跳过")
    assert "4. 问题:代表提的建议多久要答复?" in phone.says("12")


def test_an_opinion_with_a_question_mark_is_an_answer(world: World) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 4)
    phone.says("路灯什么时候修?")
    assert "4. 问题:路灯什么时候修?" in phone.says("跳过")


def test_a_form_left_overnight_is_offered_before_it_takes_an_answer(world: World) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 4)
    world.passes(hours=20)
    reply = phone.says("早上好")
    assert "还没填完" in reply
    assert "是什么问题" in reply
    phone.says("路灯坏了")
    assert "4. 问题:路灯坏了" in phone.says("跳过")


def test_another_duty_in_the_middle_puts_the_form_aside(world: World) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 4)
    reply = phone.scans("A07")
    assert "签到成功" in reply
    assert "“五个一”先放着" in reply
    assert "是什么问题" in phone.says("继续")


def test_starting_the_same_form_again_goes_on_with_it(world: World) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 4)
    phone.says("稍后继续")
    reply = phone.says("五个一")
    assert "是什么问题" in reply
    assert "还没填完" in reply


def test_numbers_refer_to_what_was_offered_last(world: World) -> None:
    phone = world.deputy("张三")
    phone.says("乡镇人代会一年开几次?")
    assert "《" in phone.says("1")
    phone.says("帮助")
    assert "您在哪个站点" in phone.says("2")


def test_words_without_a_form(world: World) -> None:
    phone = world.deputy("张三")
    assert "没有正在填的表" in phone.says("取消")
    assert "没有正在填的表" in phone.says("继续")


@pytest.mark.parametrize("kind", [Kind.IMAGE, Kind.VOICE, Kind.VIDEO, Kind.LOCATION, Kind.LINK])
def test_stray_media_gets_a_sentence(world: World, kind: Kind) -> None:
    assert world.deputy("张三").sends(kind, media_id="m")


@pytest.mark.parametrize("said", ["", "   ", "。", "😀😀", "\u200b"])
def test_next_to_nothing_gets_a_sentence(world: World, said: str) -> None:
    assert world.deputy("张三").says(said)


def test_five_thousand_characters_are_too_many_for_an_answer(world: World) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 4)
    assert "有5000个字,太长了" in phone.says("长" * 5000)


def test_photos_stop_at_the_limit(world: World) -> None:
    phone = world.deputy("张三")
    _at_question(phone, 5)
    for _ in range(world.settings.limits.photos_per_entry - 1):
        phone.sends_photo()
    assert "5. 照片:9张" in phone.sends_photo()
