"""The privacy notice: shown at first contact, once a version, and that it was is stored."""

from __future__ import annotations

from bot.settings.parts import Privacy
from bot.store.tables import contact
from tests.chat.rows import rows
from tests.chat.world import World


def test_first_contact_shows_the_notice_once(world: World) -> None:
    phone = world.phone("a")
    first = phone.says("乡镇人代会一年开几次?")
    told = first + phone.says("继续")  # the notice stands behind the answer, perhaps on its second page
    for part in ("个人信息告知", "示例镇人大办公室", "为了", "微信标识", "90天", "查阅、更正、要求删除"):
        assert part in told
    assert "个人信息告知" not in phone.says("帮助")
    (row,) = rows(world, contact)
    assert row.notice_version == world.settings.privacy.notice_version
    assert row.notice_shown_at == world.now


def test_a_changed_notice_is_shown_again(world: World) -> None:
    phone = world.phone("a")
    phone.follows()
    world.settings = world.settings.model_copy(update={"privacy": Privacy(notice_version="2027-01")})
    world.restart()
    assert "个人信息告知" in phone.says("帮助")
    assert "个人信息告知" not in phone.says("帮助")


def test_an_event_without_answer_does_not_count_as_shown(world: World) -> None:
    from bot.messages import Kind

    phone = world.phone("a")
    assert phone.sends(Kind.NOTICE, event="location") == ""
    assert "个人信息告知" in phone.says("帮助")
