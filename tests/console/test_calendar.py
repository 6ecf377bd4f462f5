"""The calendar: what falls when, who is on duty, proposed and published, and what the public reads."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select, update

from bot.entry.house import House
from bot.store.tables import audit, duty, person
from tests.console.town import NAMES, OTHERS_WORD
from tests.console.visitor import Visitor

DAY, KEY = "2026-12-10", "reception_day:2026-12-10"


def _lines(house: House, township_id: str = "t1") -> dict[str, str]:
    with house.database.read() as connection:
        rows = connection.execute(
            select(duty).where(duty.c.township_id == township_id, duty.c.occasion == KEY)
        )
        return {row.person_id: row.state for row in rows if row.day.isoformat() == DAY}


def _add(clerk: Visitor, station_id: str, **fields: str) -> str:
    return clerk.does(f"/desk/calendar/stations/{station_id}/add", day=DAY, occasion=KEY, **fields)


def test_the_month_shows_days_posts_and_gaps_in_words(clerk: Visitor) -> None:
    page = clerk.read("/desk/calendar")
    assert "2026年12月" in page
    assert "缺人 1 处" in page
    assert "李四" in page
    assert "请假" in page
    assert OTHERS_WORD not in page
    assert "2027年1月" in clerk.read("/desk/calendar", month="2027-01")
    assert clerk.get("/desk/calendar", month="x").status_code == 400


def test_she_picks_a_deputy_and_takes_her_off_again(clerk: Visitor, house: House) -> None:
    assert "赵五排上了" in _add(clerk, "t1-s2", person="t1-p3")
    assert _lines(house)["t1-p3"] == "assigned"
    assert "缺人 1 处" not in clerk.read("/desk/calendar")
    assert "已经排过" in _add(clerk, "t1-s1", person="t1-p3")
    with house.database.read() as connection:
        line = connection.scalar(select(duty.c.id).where(duty.c.person_id == "t1-p3"))
    assert "赵五不排了" in clerk.does(f"/desk/calendar/duty/{line}/remove")
    assert "t1-p3" not in _lines(house)


def test_one_of_another_station_is_asked_by_name(clerk: Visitor, house: House) -> None:
    assert "没有代表" in _add(clerk, "t1-s2", name="没这个人")
    assert "请选一位" in _add(clerk, "t1-s2")
    assert "赵五排上了" in _add(clerk, "t1-s1", name="赵五")
    assert _lines(house)["t1-p3"] == "assigned"


def test_what_is_not_hers_or_no_duty_day_is_refused(clerk: Visitor, house: House) -> None:
    before = _lines(house)
    form = {"day": DAY, "occasion": KEY, "person": "t2-p1"}
    assert clerk.send("/desk/calendar/stations/t1-s1/add", form).status_code == 404
    assert "不是要排值班" in clerk.does(
        "/desk/calendar/stations/t1-s1/add", day="2026-12-11", occasion=KEY, person="t1-p3"
    )
    past = {"day": "2026-11-10", "occasion": "reception_day:2026-11-10", "person": "t1-p3"}
    assert "已经过去" in clerk.does("/desk/calendar/stations/t1-s1/add", **past)
    assert _lines(house) == before


def test_who_has_answered_keeps_her_line(clerk: Visitor, house: House) -> None:
    assert "已经答复过" in clerk.does("/desk/calendar/duty/t1-d1/remove")


def test_a_proposal_waits_until_it_is_published(clerk: Visitor, house: House) -> None:
    month = {"month": "2027-01"}
    assert "还没有公布" in clerk.does("/desk/calendar/propose", **month)
    proposed = _january(house)
    assert {row.state for row in proposed} == {"proposed"}
    first = next(row for row in proposed if row.station_id == "t1-s2")
    clerk.does(f"/desk/calendar/duty/{first.id}/remove")
    one = next(row for row in proposed if row.station_id == "t1-s1")
    other = "t1-p2" if one.person_id == "t1-p1" else "t1-p1"
    picked = {"day": one.day.isoformat(), "occasion": one.occasion, "person": other}
    assert "公布以后才提醒" in clerk.does("/desk/calendar/stations/t1-s1/add", **picked)
    assert "已公布" in clerk.does("/desk/calendar/publish", **month)
    published = {row.person_id: row.state for row in _january(house)}
    assert published == {"t1-p1": "assigned", "t1-p2": "assigned"}
    assert "没有等着公布的" in clerk.does("/desk/calendar/publish", **month)
    with house.database.read() as connection:
        actions = set(connection.scalars(select(audit.c.action)))
    assert {"duty_propose", "duty_publish", "duty_add", "duty_remove"} <= actions


def _january(house: House) -> list[Any]:
    here = select(duty).where(duty.c.township_id == "t1", duty.c.day >= date(2027, 1, 1))
    with house.database.read() as connection:
        return list(connection.execute(here))


def test_a_month_that_is_over_keeps_its_roster(clerk: Visitor) -> None:
    assert "已经过去" in clerk.does("/desk/calendar/propose", month="2026-11")


def test_the_public_notice_names_place_and_deputies(clerk: Visitor, house: House) -> None:
    _add(clerk, "t1-s2", person="t1-p3")
    page = clerk.read("/desk/calendar/notice")
    assert "接待群众" in page
    assert "西村联络站" in page
    assert "赵五" in page
    assert OTHERS_WORD not in page


def test_a_duty_roster_comes_from_excel(clerk: Visitor, house: House) -> None:
    table = "日期,联络站,代表\n2026-12-10,西村联络站,赵五\n".encode("utf-8-sig")
    answer = clerk.http.post(
        "/desk/calendar/import", data={"token": clerk.token}, files={"file": ("值班.csv", table)}
    )
    assert answer.status_code == 303
    assert _lines(house)["t1-p3"] == "assigned"


def test_script_in_a_name_is_shown_as_text(clerk: Visitor, house: House) -> None:
    with house.database.write() as connection:
        connection.execute(update(person).where(person.c.id == "t1-p3").values(name="<script>x</script>"))
    assert "<script>x" not in clerk.get("/desk/calendar").text


def test_a_viewer_sees_the_roster_without_buttons(desk: Visitor) -> None:
    page = desk.enter(NAMES["county"]).read("/desk/calendar")
    assert "李四" in page
    assert 'action="/desk/calendar' not in page


def _move(clerk: Visitor, duty_id: str, station_id: str, **more: str) -> str:
    there = {"occasion": KEY, "day": DAY, "station": station_id, **more}
    return clerk.does(f"/desk/calendar/duty/{duty_id}/move", **there)


def test_a_name_is_moved_in_one_step(clerk: Visitor, house: House) -> None:
    assert "赵五排上了" in _add(clerk, "t1-s1", person="t1-p3")
    with house.database.read() as connection:
        line = connection.scalar(select(duty.c.id).where(duty.c.person_id == "t1-p3"))
    assert "赵五换到西村联络站了" in _move(clerk, line, "t1-s2")
    with house.database.read() as connection:
        found = connection.execute(select(duty).where(duty.c.person_id == "t1-p3")).all()
    assert [(it.station_id, it.state) for it in found] == [("t1-s2", "assigned")]


def test_what_was_answered_or_is_over_is_not_moved(clerk: Visitor, house: House) -> None:
    assert "已经答复过" in _move(clerk, "t1-d2", "t1-s1")  # she is on leave: that is history
    assert "已经过去了" in _move(
        clerk, "t1-d2", "t1-s1", day="2026-11-10", occasion="reception_day:2026-11-10"
    )
    assert "不是要排值班" in _move(clerk, "t1-d2", "t1-s1", day="2026-12-11")
    nowhere = {"occasion": KEY, "day": DAY, "station": "t2-s1"}
    assert clerk.send("/desk/calendar/duty/t1-d2/move", nowhere).status_code == 404
    with house.database.read() as connection:
        assert connection.scalar(select(duty.c.station_id).where(duty.c.id == "t1-d2")) == "t1-s2"


def test_a_poster_says_when_where_and_who(clerk: Visitor, house: House) -> None:
    _add(clerk, "t1-s2", person="t1-p3")
    page = clerk.read("/desk/calendar/poster", day=DAY, month="2026-12")
    west = page.partition('aria-label="12月10日 周四 西村联络站"')[2]
    assert all(word in west for word in ("接待日", "12月10日", "周四", "西村联络站", "赵五"))
    assert "李四" not in west  # she is on leave
    assert "1380000000" not in page
    assert "没有要贴的" in clerk.read("/desk/calendar/poster", day="2026-12-11", month="2026-12")
