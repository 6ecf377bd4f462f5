"""An attendance machine is read over the network: numbers and times, once, or not at all."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.checkin.terminal import Terminal, named, read_names, read_terminal
from bot.clock import SHANGHAI, system_clock
from bot.entry.commands.checkin import app
from bot.errors import Refused
from tests.chat.rows import entries
from tests.chat.world import World
from tests.checkin.terminal import AUTH, FREE_SIZES, USERS, Machine, standing

NOW = datetime(2026, 12, 7, 9, 0, tzinfo=SHANGHAI)
CLOCK = datetime(2026, 12, 7, 9, 1)  # noqa: DTZ001
CAME = datetime(2026, 12, 7, 8, 31, 2)  # noqa: DTZ001


def machine(**more: object) -> Machine:
    return Machine(CLOCK, [("12", CAME), ("12", CAME + timedelta(hours=3)), ("99", CAME)], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("udp", [False, True])
def test_numbers_and_times_and_nothing_else_are_asked_for(udp: bool) -> None:
    with standing(machine(), udp=udp) as there:
        read = read_terminal(Terminal("127.0.0.1", there.port, udp=udp), NOW)
    assert read[0] == ("12", CAME.replace(tzinfo=SHANGHAI))
    assert len(read) == 3
    assert USERS not in there.read  # names, passwords and cards; also the way to fingerprints
    assert set(there.asked) <= {1000, 1001, 201, 50, 1503, 1502}  # nothing is written or switched off


def test_a_time_that_does_not_exist_is_left_out() -> None:
    thirty_first_of_february = (((26 * 12 + 1) * 31 + 30) * 24 * 3600).to_bytes(4, "little")
    with standing(machine(raw=[("12", thirty_first_of_february)])) as there:
        assert len(read_terminal(Terminal("127.0.0.1", there.port), NOW)) == 3


@pytest.mark.parametrize("more", [{"drop_at": 1000}, {"drop_at": FREE_SIZES}, {"cut_data": True}])
def test_a_lost_connection_records_nothing_and_ends(more: dict[str, object]) -> None:
    with standing(machine(**more)) as there, pytest.raises(Refused, match="连不上"):
        read_terminal(Terminal("127.0.0.1", there.port), NOW)


def test_nobody_there() -> None:
    with pytest.raises(Refused, match="连不上"):
        read_terminal(Terminal("127.0.0.1", 9), NOW)


@pytest.mark.parametrize("minutes", [-90, 90])
def test_a_clock_that_is_off_is_told_and_not_believed(minutes: int) -> None:
    off = Machine(CLOCK + timedelta(minutes=minutes), [("12", CAME)])
    with standing(off) as there, pytest.raises(Refused, match="钟[快慢]了(89|91)分钟"):
        read_terminal(Terminal("127.0.0.1", there.port), NOW)


def test_a_machine_with_a_password_is_given_it() -> None:
    with standing(machine(needs_password=True)) as there:
        assert len(read_terminal(Terminal("127.0.0.1", there.port, password=1234), NOW)) == 3
    assert AUTH in there.asked


def test_the_first_time_of_the_day_by_the_offices_own_list(tmp_path: Path) -> None:
    path = tmp_path / "工号.csv"
    path.write_text("工号,姓名\n12,张三\n", "gb18030")
    moment = CAME.replace(tzinfo=SHANGHAI)
    later = [("12", moment + timedelta(hours=3)), ("12", moment), ("99", moment)]
    assert named(later, read_names(path)) == ({("张三", "2026-12-07"): moment}, 1)
    path.write_text("谁,什么\n", "utf-8")
    with pytest.raises(Refused, match="工号"):
        read_names(path)


def test_the_command_writes_each_once_and_only_where_it_is_switched_on(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(data_dir)
    people = tmp_path / "工号.csv"
    people.write_text("工号,姓名\n12,张三\n", "utf-8")
    monkeypatch.setenv("RENDA_DATA_DIR", str(data_dir))
    now = system_clock().replace(tzinfo=None, microsecond=0)
    with standing(Machine(now, [("12", now - timedelta(minutes=1)), ("99", now)])) as there:
        command = [
            "machine",
            "127.0.0.1",
            "--port",
            str(there.port),
            "--station",
            "A07",
            "--people",
            str(people),
        ]
        assert "没有开通" in str(CliRunner().invoke(app, command).exception)
        assert there.asked == []
        monkeypatch.setenv("RENDA_CHECK_IN__WAYS", '["machine"]')
        first, second = (CliRunner().invoke(app, command).output for _ in range(2))
    assert "导入签到 1 条,原来就有 0 条" in first
    assert "1个号码不在对照表里" in first
    assert "导入签到 0 条,原来就有 1 条" in second
    (entry,) = entries(world)
    assert (entry.person_id, entry.item) == ("张三", "machine")
    world.house.close()
