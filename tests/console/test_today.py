"""Today: what waits is there, one click does it, and the neighbours' matters are not hers."""

from __future__ import annotations

from sqlalchemy import select

from bot.entry.house import House
from bot.store.tables import audit, entry, gap, push
from tests.console.town import OTHERS_WORD
from tests.console.visitor import Visitor


def _number(house: House, kind: str, township_id: str = "t1") -> str:
    with house.database.read() as connection:
        return connection.scalars(
            select(entry.c.number).where(entry.c.township_id == township_id, entry.c.kind == kind)
        ).first()


def test_everything_that_waits_is_there_and_nothing_of_the_neighbours(clerk: Visitor) -> None:
    page = clerk.read("/desk/today")
    assert all(
        word in page
        for word in ("张三", "帮老人修好了水管", "赵五", "还没有绑定微信", "公示栏", "西村桥栏杆")
    )
    assert "还有 2 天" in page
    assert OTHERS_WORD not in page


def test_one_click_verifies_and_the_trail_says_who(clerk: Visitor, house: House) -> None:
    number = _number(house, "five_ones")
    assert f"{number} 已核实" in clerk.does(f"/desk/entries/{number}/verify", version="1")
    with house.database.read() as connection:
        state = connection.scalar(
            select(entry.c.state).where(entry.c.number == number, entry.c.township_id == "t1")
        )
        actor = connection.scalar(select(audit.c.actor).where(audit.c.action == "verify"))
    assert state == "verified"
    assert actor.startswith("desk:")


def test_a_return_needs_a_reason_and_tells_the_deputy(clerk: Visitor, house: House) -> None:
    number = _number(house, "five_ones")
    assert "请写一句哪里不对" in clerk.does(f"/desk/entries/{number}/return", reason=" ")
    assert "已退回" in clerk.does(f"/desk/entries/{number}/return", reason="日期不对")
    with house.database.read() as connection:
        told = connection.scalars(select(push.c.text).where(push.c.kind == "entry_returned")).all()
    assert len(told) == 1
    assert "日期不对" in told[0]


def test_a_second_click_on_an_old_page_changes_nothing(clerk: Visitor, house: House) -> None:
    number = _number(house, "five_ones")
    clerk.does(f"/desk/entries/{number}/verify", version="1")
    assert "刚刚被别人改过" in clerk.does(f"/desk/entries/{number}/return", version="1", reason="x")


def test_who_was_phoned_is_off_the_list(clerk: Visitor, house: House) -> None:
    assert "提醒都送到了" in clerk.does("/desk/pushes/t1-push/phoned")
    with house.database.read() as connection:
        row = connection.execute(select(push).where(push.c.id == "t1-push")).one()
    assert (row.state, row.channel) == ("sent", "phone")
    assert clerk.send("/desk/pushes/t1-push/phoned").status_code == 404


def test_a_question_is_put_away(clerk: Visitor, house: House) -> None:
    assert "公示栏" not in clerk.does("/desk/questions/t1-gap/close")
    with house.database.read() as connection:
        assert connection.scalar(select(gap.c.closed_at).where(gap.c.id == "t1-gap")) is not None


def test_looking_is_on_the_trail(clerk: Visitor, house: House) -> None:
    clerk.read("/desk/today")
    with house.database.read() as connection:
        row = connection.execute(select(audit).where(audit.c.action == "view")).first()
    assert row.actor.startswith("desk:")
    assert row.target == "today:today"


def test_a_problem_is_assigned_and_answered_from_the_desk(clerk: Visitor, house: House) -> None:
    number = _number(house, "problem")
    assert "请写一句" in clerk.does(f"/desk/problems/{number}/assigned", said="")
    assert "现在是“已交办”" in clerk.does(f"/desk/problems/{number}/assigned", said="镇城建办", version="1")
    assert "刚刚被别人改过" in clerk.does(f"/desk/problems/{number}/answered", said="疏通了", version="1")
    assert "现在是“已反馈”" in clerk.does(f"/desk/problems/{number}/answered", said="疏通了", version="2")
    assert "不能直接变成" in clerk.does(f"/desk/problems/{number}/accepted")
    with house.database.read() as connection:
        row = connection.execute(
            select(entry).where(entry.c.number == number, entry.c.township_id == "t1")
        ).one()
        told = connection.scalars(select(push.c.text).where(push.c.kind == "problem_moved")).all()
    assert (row.stage, row.fields["assigned_to"], row.fields["result"]) == ("answered", "镇城建办", "疏通了")
    assert row.fields["due_on"] == "2027-01-06"
    assert len(told) == 2
