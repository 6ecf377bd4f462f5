"""People: found, changed by the roster's rules, bound and unbound; a roster imported after a look."""

from __future__ import annotations

import csv
import io
import re

from sqlalchemy import func, insert, select

from bot.entry.house import House
from bot.store.tables import audit, binding_code, contact, person, station
from tests.console.town import NAMES, NOW, OTHERS_WORD
from tests.console.visitor import Visitor


def _bind(house: House) -> None:
    with house.database.write() as connection:
        row = {"channel": "wechat", "sender": "o1", "person_id": "t1-p1", "bound_at": NOW}
        connection.execute(insert(contact).values(**row, first_seen_at=NOW, last_seen_at=NOW))


def _person(house: House, person_id: str) -> object:
    with house.database.read() as connection:
        return connection.execute(select(person).where(person.c.id == person_id)).one()


def test_she_finds_people_by_what_she_knows(clerk: Visitor) -> None:
    page = clerk.read("/desk/persons")
    assert all(name in page for name in ("张三", "李四", "赵五", "王专干", "4 人没绑"))
    assert OTHERS_WORD not in page
    found = clerk.read("/desk/persons", station="A02", role="deputy")
    assert "赵五" in found
    assert "张三" not in found
    assert "没有找到人" in clerk.read("/desk/persons", q="不在册的人")


def test_a_change_moves_her_and_is_on_the_trail(clerk: Visitor, house: House) -> None:
    given = {"name": "张三", "phone": "138 0000 0009", "group_name": "第一组", "level": ["乡镇", "县级"]}
    page = clerk.does("/desk/persons/t1-p1", **given, station_id="", grid_id="t1-g2")
    assert "改好了" in page
    row = _person(house, "t1-p1")
    assert (row.phone, row.grid_id, row.station_id) == ("13800000009", "t1-g2", "t1-s2")
    assert row.level == "乡镇、县级"
    with house.database.read() as connection:
        told = connection.execute(select(audit).where(audit.c.action == "roster_edit")).one()
    assert told.target == "person:t1-p1"
    assert "13800000009" not in told.detail


def test_what_an_import_refuses_is_refused_here(clerk: Visitor, house: House) -> None:
    before = _person(house, "t1-p1")
    assert "手机号应是 11 位" in clerk.does("/desk/persons/t1-p1", name="张三", phone="123")
    assert "姓名" in clerk.does("/desk/persons/t1-p1", name="<script>")
    assert "都没有" in clerk.does("/desk/persons/t1-p1", name="张三", grid_id="t2-g1")
    assert _person(house, "t1-p1") == before


def test_who_leaves_cannot_redeem_her_code(clerk: Visitor, house: House) -> None:
    assert "绑定 张三 " in clerk.send("/desk/persons/t1-p1/code").text
    assert "已转为离任" in clerk.does("/desk/persons/t1-p1/office")
    assert _person(house, "t1-p1").active is False
    with house.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(binding_code)) == 0
    assert "张三" not in clerk.read("/desk/persons")
    assert "恢复在任" in clerk.does("/desk/persons/t1-p1/office", active="1")


def test_codes_are_shown_once_and_given_to_those_who_wait(clerk: Visitor, house: House) -> None:
    _bind(house)
    sheet = clerk.send("/desk/persons/codes", {"as": "page"}).text
    assert "李四" in sheet
    assert "张三" not in sheet
    assert "都绑定了" in clerk.does("/desk/persons/codes")
    excel = clerk.send("/desk/persons/codes", {"as": "xlsx", "again": "1"})
    assert excel.content[:2] == b"PK"
    assert "filename*=UTF-8''" in excel.headers["content-disposition"]
    with house.database.read() as connection:
        actors = connection.scalars(select(audit.c.actor).where(audit.c.action == "binding_codes")).all()
    assert all(actor.startswith("desk:") for actor in actors)


def test_a_lost_phone_is_unbound(clerk: Visitor, house: House) -> None:
    _bind(house)
    assert "解除绑定" in clerk.read("/desk/persons/t1-p1")
    assert "绑定已解除" in clerk.does("/desk/persons/t1-p1/unbind")
    assert "没有绑定微信" in clerk.does("/desk/persons/t1-p1/unbind")


def _file(*rows: tuple[str, ...]) -> dict[str, tuple[str, bytes]]:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([("姓名", "身份", "电话", "联络站", "网格", "状态"), *rows])
    return {"file": ("花名册.csv", out.getvalue().encode("utf-8-sig"))}


def _upload(clerk: Visitor, *rows: tuple[str, ...], **fields: str) -> str:
    answer = clerk.http.post(
        "/desk/persons/import", data={"token": clerk.token, **fields}, files=_file(*rows)
    )
    assert answer.status_code == 200, answer.headers
    return answer.text


def _hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="(waiting|seen|full)" value="([^"]*)"', page))


def test_an_import_is_looked_at_before_it_applies(clerk: Visitor, house: House) -> None:
    page = _upload(
        clerk, ("张三", "代表", "13811112222", "", "", ""), ("孙六", "代表", "", "西村联络站", "", "")
    )
    assert "13811112222" in page
    assert "新增" in page
    assert _person(house, "t1-p1").phone == "13800000001"
    assert "导入好了" in clerk.does("/desk/persons/import/apply", **_hidden(page))
    assert _person(house, "t1-p1").phone == "13811112222"
    assert "孙六" in clerk.read("/desk/persons")
    assert "已经不在了" in clerk.does("/desk/persons/import/apply", **_hidden(page))


def test_a_roster_that_moved_is_shown_again(clerk: Visitor, house: House) -> None:
    page = _upload(clerk, ("张三", "代表", "13811112222", "", "", ""))
    with house.database.write() as connection:
        connection.execute(person.update().where(person.c.id == "t1-p1").values(phone="13833334444"))
    answer = clerk.send("/desk/persons/import/apply", _hidden(page))
    assert answer.status_code == 200
    assert "13833334444" in answer.text
    assert _person(house, "t1-p1").phone == "13833334444"


def test_one_bad_row_changes_nothing_and_is_named(clerk: Visitor) -> None:
    page = _upload(clerk, ("张三", "代表", "123", "", "", ""))
    assert "第 2 行" in page
    assert "waiting" not in _hidden(page)


def test_a_waiting_file_is_nobody_elses(clerk: Visitor, app: object) -> None:
    hidden = _hidden(_upload(clerk, ("孙六", "代表", "", "", "", "")))
    other = Visitor(app).enter("lin")
    assert "已经不在了" in other.does("/desk/persons/import/apply", **hidden)
    assert "已经不在了" in clerk.does("/desk/persons/import/apply", waiting="../../renda.db", seen="x")


def test_who_only_looks_sees_no_buttons(desk: Visitor) -> None:
    desk.enter(NAMES["chair"])
    for path in ("/desk/persons", "/desk/persons/t1-p1", "/desk/places", "/desk/places/stations/t1-s1"):
        page = desk.read(path)
        assert "保存" not in page
        assert 'method="post" action="/desk/p' not in page


def test_a_station_gets_its_point(clerk: Visitor, house: House) -> None:
    given = {"name": "东街联络站", "address": "东街1号", "active": "1"}
    swapped = clerk.does("/desk/places/stations/t1-s1", **given, latitude="120.1", longitude="30.2")
    assert "位置不对" in swapped
    assert "30.20000" in clerk.does(
        "/desk/places/stations/t1-s1", **given, latitude="30.2", longitude="120.1"
    )
    with house.database.read() as connection:
        row = connection.execute(select(station).where(station.c.id == "t1-s1")).one()
    assert (row.latitude, row.longitude, row.active) == (30.2, 120.1, True)


def test_a_new_place_needs_a_code_of_its_own(clerk: Visitor) -> None:
    assert "加好了" in clerk.does("/desk/places/grids/new", code="g9", name="南湾网格", station_id="t1-s1")
    assert "G9" in clerk.read("/desk/places")
    assert "已经有了" in clerk.does("/desk/places/grids/new", code="G9", name="北湾网格")


def test_the_wall_gets_a_code_for_each_station(clerk: Visitor) -> None:
    page = clerk.send("/desk/places/codes").text
    assert page.count("data:image/png;base64,") == 2
    assert "公众号还没有接好" in page
