"""A clerk writes an entry for a deputy or mends one: the chat's questions, her reason, the deputy told."""

from __future__ import annotations

import io
from typing import Any

from fastapi import FastAPI
from PIL import Image
from sqlalchemy import Row, select

from bot.entry.house import House
from bot.store.tables import attachment, audit, entry, entry_counts, entry_version, push
from tests.console.visitor import Visitor

NEW = "/desk/entries/new"
VISIT = {"kind": "home_visit", "deputy": "t1-p2", "whom": "东街3组王奶奶", "content": "想装路灯"}
WHY = {"reason": "不会用微信,电话里说的"}


def _newest(house: House) -> Row[Any]:
    with house.database.read() as connection:
        return connection.execute(
            select(entry).where(entry.c.township_id == "t1").order_by(entry.c.id.desc())
        ).first()


def _count(house: House) -> int:
    with house.database.read() as connection:
        return len(connection.execute(select(entry.c.id)).all())


def test_she_writes_a_visit_for_a_deputy_who_hears_of_it(clerk: Visitor, house: House) -> None:
    page = clerk.read(NEW, kind="home_visit", deputy="t1-p2")
    assert all(
        word in page for word in ("李四 · 走访", "走访对象", "听到的", "为什么代记", 'value="2026-12-07"')
    )
    assert "照片里带的位置会去掉" in page
    done = clerk.does(NEW, **VISIT, problem="", happened_on="2026-12-06", households="2", **WHY)
    row = _newest(house)
    assert f"替李四记下了,编号 {row.number}" in done
    assert "不会用微信" in done  # on the entry itself
    assert (row.person_id, row.kind, row.happened_on.isoformat()) == ("t1-p2", "home_visit", "2026-12-06")
    assert (row.fields["households"], row.station_id, row.state) == (2, "t1-s1", "recorded")
    with house.database.read() as connection:
        by = connection.scalar(select(entry_version.c.changed_by).where(entry_version.c.entry_id == row.id))
        told = connection.scalars(select(push.c.text).where(push.c.kind == "entered_for")).all()
        also = connection.scalars(select(entry_counts.c.item).where(entry_counts.c.entry_id == row.id)).all()
        trail = connection.execute(select(audit).where(audit.c.action == "enter_for")).one()
    assert by.startswith("desk:")
    assert (trail.actor, trail.target) == (by, f"entry:{row.number}")
    assert also == ["hear_opinion"]  # by the same rule as when she writes it herself
    assert len(told) == 1
    assert "不会用微信" in told[0]


def test_an_answer_brings_up_further_questions_and_nothing_typed_is_lost(
    clerk: Visitor, house: House
) -> None:
    before = _count(house)
    sent = {**VISIT, "problem": "某件难事", "happened_on": "2026-12-06", "households": "2", **WHY}
    answer = clerk.send(NEW, sent)
    assert answer.status_code == 200
    assert "类别" in answer.text
    assert "东街3组王奶奶" in answer.text
    assert _count(house) == before
    clerk.does(NEW, **sent, category="其他", urgency="一般")
    assert (_newest(house).stage, _newest(house).fields["category"]) == ("reported", "其他")


def test_what_is_no_answer_is_marked_and_nothing_is_written(clerk: Visitor, house: House) -> None:
    before = _count(house)
    sent = {**VISIT, "problem": "", "happened_on": "2026-12-30", "households": "很多", **WHY}
    answer = clerk.send(NEW, sent)
    assert answer.status_code == 200
    assert answer.text.count('class="error"') == 2
    assert "很多" in answer.text
    assert "请写一句为什么代记" in clerk.send(NEW, {**sent, "reason": ""}).text
    assert "请选" in clerk.does(NEW, **{**VISIT, "deputy": ""}, **WHY)
    assert "请选" in clerk.does(NEW, **{**VISIT, "kind": "meeting"}, **WHY)
    assert _count(house) == before


def test_a_choice_is_one_of_those_there_are(clerk: Visitor, house: House) -> None:
    five = {"kind": "five_ones", "deputy": "t1-p1", **WHY}
    assert "请选一个" in clerk.send(NEW, {**five, "item": "no_such"}).text
    answer = clerk.send(NEW, {**five, "item": "do_practical_thing"})
    assert "请选" in answer.text
    clerk.does(NEW, **five, item="do_practical_thing", happened_on="2026-12-01", content="修了桥", result="")
    assert (_newest(house).item, _newest(house).fields["content"]) == ("do_practical_thing", "修了桥")


def test_a_second_registration_is_refused_by_the_flow_itself(clerk: Visitor, house: House) -> None:
    sent = {"kind": "grid_registration", "deputy": "t1-p1", "grid": "t1-g1", "happened_on": "2026-12-01"}
    clerk.does(NEW, **sent, households="40", **WHY)
    before = _count(house)
    again = clerk.does(NEW, **sent, households="40", **WHY)
    assert "报到" in again
    assert _count(house) == before
    assert "已经记过了" in clerk.read(NEW, kind="grid_registration", deputy="t1-p1")


def test_a_deputy_of_the_neighbours_is_not_there(clerk: Visitor, app: FastAPI) -> None:
    assert clerk.get(NEW, kind="home_visit", deputy="t2-p1").status_code == 404
    assert clerk.send(NEW, {**VISIT, "deputy": "t2-p1", **WHY}).status_code == 404
    assert clerk.send(NEW, {**VISIT, "deputy": "t1-clerk", **WHY}).status_code == 404
    assert Visitor(app).enter("zhou").get(NEW).status_code == 403


def test_she_mends_a_line_with_a_reason(clerk: Visitor, house: House) -> None:
    clerk.does(NEW, **VISIT, problem="", happened_on="2026-12-06", households="2", **WHY)
    row = _newest(house)
    path = f"/desk/entries/{row.number}/correct"
    assert "想装路灯" in clerk.read(path)
    sent = {"version": "1", "content": "想装两盏路灯", "happened_on": "2026-12-05", "households": "2"}
    assert "请写一句为什么改" in clerk.send(path, sent).text
    done = clerk.does(path, **sent, reason="听错了")
    assert "这是第 2 稿" in done
    assert all(word in done for word in ("听错了", "想装路灯", "想装两盏路灯", "2026-12-06", "2026-12-05"))
    changed = _newest(house)
    assert (changed.version, changed.state, changed.fields["households"]) == (2, "recorded", 2)
    assert changed.fields["whom"] == "东街3组王奶奶"
    with house.database.read() as connection:
        told = connection.scalars(select(push.c.text).where(push.c.kind == "entry_corrected")).all()
    assert len(told) == 1
    assert "听错了" in told[0]
    assert "刚刚被别人改过" in clerk.does(path, **sent, reason="再改")
    assert "没有改动" in clerk.does(path, version="2", households="2", reason="x")
    assert 'class="error"' in clerk.send(path, {"version": "2", "households": "很多", "reason": "x"}).text
    assert _newest(house).version == 2


def test_what_no_form_wrote_is_not_mended_by_one(clerk: Visitor, house: House) -> None:
    with house.database.read() as connection:
        number = connection.scalar(
            select(entry.c.number).where(entry.c.township_id == "t1", entry.c.kind == "check_in")
        )
    assert clerk.get(f"/desk/entries/{number}/correct").status_code == 400
    assert clerk.get("/desk/entries/ZF-2026-9999/correct").status_code == 404


def _photo(**more: Any) -> bytes:
    """A picture with the place it was taken in it, lying on its side."""
    exif = Image.Exif()
    exif[274] = 6  # to be turned by a quarter
    exif.get_ifd(34853)[2] = (30.0, 16.0, 27.0)  # latitude
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, "JPEG", exif=exif, **more)
    return out.getvalue()


def test_photos_come_with_it_upright_and_without_the_place(clerk: Visitor, house: House) -> None:
    clerk.read(NEW, kind="home_visit", deputy="t1-p2")
    sent = {
        "token": clerk.token,
        **VISIT,
        "problem": "",
        "happened_on": "2026-12-06",
        "households": "2",
        **WHY,
    }
    files = [("photos", (f"{number}.jpg", _photo(quality=quality))) for number, quality in ((1, 90), (2, 50))]
    answer = clerk.http.post(NEW, data=sent, files=files)
    assert answer.status_code == 303
    row = _newest(house)
    with house.database.read() as connection:
        kept = connection.execute(select(attachment).where(attachment.c.entry_id == row.id)).all()
    assert [it.state for it in kept] == ["kept", "kept"]
    page = clerk.read(f"/desk/entries/{row.number}")
    assert f"/desk/entries/{row.number}/photos/{kept[0].id}" in page
    shown = clerk.get(f"/desk/entries/{row.number}/photos/{kept[0].id}")
    with Image.open(io.BytesIO(shown.content)) as picture:
        assert picture.size == (40, 60)
        assert not picture.getexif()


def test_what_is_no_photo_is_refused_and_nothing_stays(clerk: Visitor, house: House) -> None:
    clerk.read(NEW, kind="home_visit", deputy="t1-p2")
    before = _count(house)
    good = {
        "next": f"{NEW}?kind=home_visit&deputy=t1-p2",
        "token": clerk.token,
        **VISIT,
        "problem": "",
        "happened_on": "2026-12-06",
        "households": "2",
        **WHY,
    }
    for content in (b"<svg onload=alert(1)>", b"MZ" + bytes(100), _photo()[:80]):
        answer = clerk.http.post(NEW, data=good, files=[("photos", ("1.jpg", content))])
        assert "这不是照片" in clerk.read(answer.headers["location"])
    many = [("photos", (f"{number}.jpg", _photo())) for number in range(10)]
    assert "最多 9 张" in clerk.read(clerk.http.post(NEW, data=good, files=many).headers["location"])
    # Without a reason the form comes back, and says that the photos have to be chosen again.
    answer = clerk.http.post(NEW, data={**good, "reason": ""}, files=[("photos", ("1.jpg", _photo()))])
    assert "要再选一次" in answer.text
    with house.database.read() as connection:
        assert connection.execute(select(attachment)).all() == []
    assert _count(house) == before
