"""What an attendance machine exports becomes check-ins: once, by the first time of the day, if known."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from bot.checkin.machine import import_times, read_times
from bot.clock import SHANGHAI
from bot.entry.commands.checkin import app
from bot.errors import Refused
from bot.ledger.desk import LedgerDesk
from bot.roster.desk import RosterDesk
from tests.chat.rows import entries
from tests.chat.world import World

CSV = "工号,姓名,打卡时间\n1,张三,2026-12-06 08:31:02\n1,张三,2026-12-06 11:30:00\n9,过路人,2026/12/6 9:01\n"


@pytest.fixture
def world(data_dir: Path):
    made = World(data_dir)
    yield made
    made.house.close()


def _bring_in(world: World, path: Path):
    with world.house.database.write() as connection:
        roster = RosterDesk(connection)
        place = roster.station_by_code("t1", "A07")
        ledger = LedgerDesk(connection, world.settings)
        return import_times(ledger, roster, "t1", place, read_times(path), world.now)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_file_twice(world: World, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(CSV.encode(encoding))
    first = _bring_in(world, path)
    assert (first.added, first.already, first.unknown) == (1, 0, ("过路人",))
    again = _bring_in(world, path)
    assert (again.added, again.already) == (0, 1)
    (entry,) = entries(world)
    assert (entry.person_id, entry.item, entry.station_id) == ("张三", "machine", "A07")
    assert entry.fields["at"] == "2026-12-06T08:31:00+08:00"


def test_a_workbook_with_day_and_time_apart(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["考勤记录表"])
    book.active.append(["姓名", "日期", "时间"])
    book.active.append(["张 三", "2026-12-06", "08:05"])
    path = tmp_path / "log.xlsx"
    book.save(path)
    assert read_times(path) == {("张三", "2026-12-06"): datetime(2026, 12, 6, 8, 5, tzinfo=SHANGHAI)}


def test_two_of_one_name_are_reported_not_guessed(world: World, tmp_path: Path) -> None:
    from sqlalchemy import insert

    from bot.store.tables import person

    with world.house.database.write() as connection:
        connection.execute(
            insert(person).values(id="x", township_id="t1", role="deputy", name="张三", created_at=world.now)
        )
    path = tmp_path / "log.csv"
    path.write_text(CSV, encoding="utf-8")
    assert _bring_in(world, path).unknown == ("张三", "过路人")
    assert entries(world) == []


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00\x81"])
def test_what_is_no_such_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    with pytest.raises(Refused):
        read_times(path)


def test_the_command_is_off_by_default_and_works_when_on(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.csv"
    path.write_text(CSV.replace("2026-12-06", "2020-12-06"), encoding="utf-8")
    monkeypatch.setenv("RENDA_DATA_DIR", str(world.settings.data_dir))
    done = CliRunner().invoke(app, ["import", str(path), "--station", "A07"])
    assert isinstance(done.exception, Refused)
    assert "没有开通" in done.exception.text
    monkeypatch.setenv("RENDA_CHECK_IN__WAYS", '["machine"]')
    done = CliRunner().invoke(app, ["import", str(path), "--station", "A07"])
    assert "导入签到 1 条" in done.output
    assert "过路人" in done.output
