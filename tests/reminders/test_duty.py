"""The duty roster: proposed, confirmed, imported; leave, stand-ins and swaps; and who is reminded by it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import Connection, select

from bot.errors import Refused
from bot.reminders.duty import answers, board, desk, swaps
from bot.reminders.duty.candidates import wish
from bot.reminders.duty.importing import import_duty
from bot.store.tables import duty
from tests.reminders.world import World, at

FIRST, LAST = date(2026, 12, 1), date(2027, 3, 31)
DAY = date(2026, 12, 10)


def roster(world: World, confirm: bool = True) -> None:
    with world.database.write() as connection:
        desk.propose_roster(connection, world.settings, "t1", FIRST, LAST, world.now)
        if confirm:
            desk.confirm_roster(connection, "t1", FIRST, LAST)


def line_of(connection: Connection, person_id: str, day: date = DAY) -> str:
    hers = (duty.c.person_id == person_id, duty.c.day == day)
    return str(connection.execute(select(duty.c.id).where(*hers)).scalar_one())


def reminded(world: World, kind: str = "reception_day_morning") -> set[object]:
    world.plans()
    rows = world.rows(occasion="reception_day:2026-12-10", kind=kind)
    return {row["person_id"] for row in rows if row["state"] == "planned"}


def asked(world: World) -> list[object]:
    return [row["person_id"] for row in world.rows(kind="duty_request")]


def test_a_proposal_reminds_nobody_until_the_clerk_confirms(world: World) -> None:
    a, b = world.deputy("王秀英"), world.deputy("李建国")
    roster(world, confirm=False)
    assert reminded(world) == {a, b}
    with world.database.write() as connection:
        assert desk.confirm_roster(connection, "t1", FIRST, LAST) == 4
    assert reminded(world) == {a}


def test_everyone_has_her_turn_and_a_new_proposal_keeps_what_is_confirmed(world: World) -> None:
    ids = [world.deputy(name) for name in ("王秀英", "李建国", "赵敏")]
    with world.database.write() as connection:
        wish(connection, ids[0], "absent", DAY, DAY)
    roster(world)
    roster(world)
    with world.database.read() as connection:
        found = board.lines(connection, "t1", FIRST, LAST)
    assert [line.person_id for line in found] == [ids[1], ids[0], ids[2], ids[1]]


def test_leave_asks_one_after_the_other_until_somebody_accepts(world: World) -> None:
    a, b, c = (world.deputy(name) for name in ("王秀英", "李建国", "赵敏"))
    roster(world)
    with world.database.write() as connection:
        answers.ask_leave(connection, world.settings, line_of(connection, a), a, "出差", world.now)
        assert board.gaps(connection, "t1", DAY, DAY)[0].station == "城东联络站"
    assert asked(world) == [b]
    assert reminded(world) == set()
    with world.database.write() as connection:
        answers.decline(connection, world.settings, line_of(connection, b), b, world.now)
        answers.confirm(connection, line_of(connection, c), c, world.now)
        assert board.gaps(connection, "t1", DAY, DAY) == []
    assert reminded(world) == {c}


def test_one_who_does_not_answer_is_passed_over_when_time_is_up(world: World) -> None:
    a, b, c = (world.deputy(name) for name in ("王秀英", "李建国", "赵敏"))
    roster(world)
    with world.database.write() as connection:
        answers.ask_leave(connection, world.settings, line_of(connection, a), a, "", world.now)
    world.now += timedelta(hours=23)
    world.plans()
    assert asked(world) == [b]
    world.now += timedelta(hours=1)
    world.plans()
    assert asked(world) == [b, c]
    with world.database.write() as connection, pytest.raises(Refused):
        answers.confirm(connection, line_of(connection, b), b, world.now)


def test_when_nobody_is_left_the_gap_stays_for_the_clerk(world: World) -> None:
    a = world.deputy("王秀英")
    world.deputy("专干", role="clerk")
    world.with_reminders(digest=True)
    roster(world)
    with world.database.write() as connection:
        name = answers.ask_leave(connection, world.settings, line_of(connection, a), a, "", world.now)
    assert name == ""
    world.ticks("2026-12-02T08:00")
    assert "缺人:12月10日城东联络站" in world.channel.took[-1].text


def test_a_place_is_taken_only_once(world: World) -> None:
    a, b, c = (world.deputy(name) for name in ("王秀英", "李建国", "赵敏"))
    roster(world)
    with world.database.write() as connection:
        answers.ask_leave(connection, world.settings, line_of(connection, a), a, "", world.now)
        answers.decline(connection, world.settings, line_of(connection, b), b, world.now)
        place = connection.execute(
            select(duty.c.replaces).where(duty.c.person_id == c, duty.c.day == DAY)
        ).scalar()
        connection.execute(
            duty.update()
            .where(duty.c.person_id == b, duty.c.day == DAY)
            .values(state="asked", replaces=place)
        )
        answers.confirm(connection, line_of(connection, c), c, world.now)
    with world.database.write() as connection, pytest.raises(Refused, match="有人替了"):
        answers.confirm(connection, line_of(connection, b), b, world.now)


def test_a_swap_changes_the_two_places_when_the_other_accepts(world: World) -> None:
    a, b = world.deputy("王秀英"), world.deputy("李建国")
    january = date(2027, 1, 10)
    roster(world)
    with world.database.write() as connection:
        wanted = line_of(connection, b, january)
        swap = swaps.offer(connection, line_of(connection, a), a, wanted, world.now)
        with pytest.raises(Refused):
            swaps.answer(connection, swap, a, True, world.now)
        swaps.answer(connection, swap, b, True, world.now)
        with pytest.raises(Refused):
            swaps.answer(connection, swap, b, True, world.now)
    assert reminded(world) == {b}
    with world.database.read() as connection:
        assert [line.day for line in answers.hers(connection, a, DAY)][0] == january


def test_a_place_stays_the_same_place_whoever_has_held_it(world: World) -> None:
    """The third of three deputies gets each of two places in turn; a leave then asks for the right one."""
    world.with_reminders(duty_per_day=2)
    a, b, c, d, e = (world.deputy(f"代表{n}") for n in range(5))
    january = date(2027, 1, 10)
    roster(world)
    with world.database.write() as connection:
        for giver, taker in ((a, c), (b, a)):
            days = (line_of(connection, giver), line_of(connection, taker, january))
            if (giver, taker) == (b, a):  # a holds c's January now
                answer = swaps.offer(connection, days[0], b, line_of(connection, a, january), world.now)
            else:
                answer = swaps.offer(connection, days[0], a, days[1], world.now)
            swaps.answer(connection, answer, taker, True, world.now)
        answers.ask_leave(connection, world.settings, line_of(connection, a), a, "", world.now)
    (asked_one,) = asked(world)
    with world.database.write() as connection:
        answers.confirm(connection, line_of(connection, str(asked_one)), str(asked_one), world.now)
    assert reminded(world) == {c, asked_one}
    assert asked_one in (d, e)


def test_one_who_is_asked_to_step_in_cannot_be_given_the_same_day_by_a_swap(world: World) -> None:
    world.with_reminders(duty_per_day=2)
    a, b, c = (world.deputy(name) for name in ("王秀英", "李建国", "赵敏"))
    roster(world)
    with world.database.write() as connection:
        answers.ask_leave(connection, world.settings, line_of(connection, a), a, "", world.now)
        hers = line_of(connection, c, date(2027, 1, 10))
        with pytest.raises(Refused):
            swaps.offer(connection, line_of(connection, b), b, hers, world.now)
    assert asked(world) == [c]


def test_the_nearer_the_day_the_sooner_the_next_is_asked(world: World) -> None:
    """Leave at 18:00 of the eve: 17 hours are left, 9 of them quiet."""
    a, b, c = (world.deputy(name) for name in ("王秀英", "李建国", "赵敏"))
    roster(world)
    world.now = at("2026-12-09T18:00")
    with world.database.write() as connection:
        answers.ask_leave(connection, world.settings, line_of(connection, a), a, "", world.now)
    asked_when: dict[str, str] = {}
    for moment in ("2026-12-09T21:00", "2026-12-10T02:00", "2026-12-10T07:00", "2026-12-10T07:30"):
        world.ticks(moment)
        asked_when |= {str(who): moment for who in asked(world) if who not in asked_when}
    assert asked_when == {b: "2026-12-09T21:00", c: "2026-12-10T07:00"}


def test_the_next_is_not_asked_for_a_day_that_is_over(world: World) -> None:
    a, b, _ = (world.deputy(name) for name in ("王秀英", "李建国", "赵敏"))
    roster(world)
    world.now = at("2026-12-10T10:00")
    with world.database.write() as connection:
        answers.ask_leave(connection, world.settings, line_of(connection, a), a, "", world.now)
    world.ticks("2026-12-10T12:00")
    assert asked(world) == [b]
    assert world.states(kind="duty_request") == ["missed_window"]


def test_the_deputies_of_the_roster_are_asked_a_week_ahead_unless_they_have_answered(world: World) -> None:
    world.with_reminders(duty_per_day=2)
    a, b, _ = (world.deputy(name) for name in ("王秀英", "李建国", "赵敏"))
    roster(world)
    with world.database.write() as connection:
        answers.confirm(connection, line_of(connection, b), b, world.now)
    world.ticks("2026-12-03T08:59")
    assert world.channel.took == []
    world.ticks("2026-12-03T09:00")
    (push,) = world.channel.took
    assert (push.recipient, "值班表上是您" in push.text) == (f"o_{a}", True)
    world.ticks("2026-12-09T17:00")
    assert ["我的值班" in push.text for push in world.channel.took[1:]] == [True, True]


def test_without_a_roster_nobody_is_asked(world: World) -> None:
    world.deputy("王秀英")
    world.plans()
    assert world.rows(kind="reception_day_ask") == []


def test_a_declined_swap_changes_nothing(world: World) -> None:
    a, b = world.deputy("王秀英"), world.deputy("李建国")
    roster(world)
    with world.database.write() as connection:
        wanted = line_of(connection, b, date(2027, 1, 10))
        swap = swaps.offer(connection, line_of(connection, a), a, wanted, world.now)
        swaps.answer(connection, swap, b, False, world.now)
    assert reminded(world) == {a}


def test_nobody_answers_for_another(world: World) -> None:
    a, outsider = world.deputy("王秀英"), world.deputy("李建国")
    roster(world)
    with world.database.write() as connection:
        line = line_of(connection, a)
        for attempt in (
            lambda: answers.confirm(connection, line, outsider, world.now),
            lambda: answers.ask_leave(connection, world.settings, line, outsider, "", world.now),
            lambda: answers.decline(connection, world.settings, line, outsider, world.now),
            lambda: swaps.offer(connection, line, outsider, line, world.now),
        ):
            with pytest.raises(Refused):
                attempt()
    assert reminded(world) == {a}


def sheet(tmp_path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    for row in (("日期", "联络站", "代表"), *rows):
        book.active.append(row)
    path = tmp_path / "duty.xlsx"
    book.save(path)
    return path


def test_an_imported_roster_counts_at_once(world: World, tmp_path: Path) -> None:
    a, b = world.deputy("王秀英"), world.deputy("李建国")
    world.deputy("赵敏")
    path = sheet(tmp_path, (DAY, "A07", "王秀英、李建国"), ("2027/1/10", "城东联络站", "李建国"))
    with world.database.write() as connection:
        assert import_duty(connection, world.settings, "t1", path, world.now) == 3
    with world.database.write() as connection:
        assert import_duty(connection, world.settings, "t1", path, world.now) == 0
    assert reminded(world) == {a, b}


def test_every_bad_row_is_named_and_nothing_is_changed(world: World, tmp_path: Path) -> None:
    world.deputy("王秀英")
    world.deputy("李建国")
    world.deputy("李建国")
    path = sheet(
        tmp_path,
        (DAY, "A07", "王秀英"),
        ("12月", "A07", "王秀英"),
        (date(2026, 12, 11), "A07", "王秀英"),
        (DAY, "别的站", "王秀英"),
        (DAY, "A07", "不认识"),
        (DAY, "A07", "李建国"),
        (DAY, "A07", ""),
    )
    with pytest.raises(Refused) as refused, world.database.write() as connection:
        import_duty(connection, world.settings, "t1", path, world.now)
    for number in range(3, 9):
        assert f"第 {number} 行" in refused.value.text
    with world.database.read() as connection:
        assert connection.execute(select(duty)).all() == []


def test_another_townships_clerk_sees_nothing(world: World) -> None:
    world.deputy("王秀英")
    roster(world)
    with world.database.read() as connection:
        assert board.lines(connection, "t2", FIRST, LAST) == []
