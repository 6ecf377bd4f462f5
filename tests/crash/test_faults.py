"""A full disk, a database that somebody else holds, a clock that jumps, a platform that is gone."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.errors import PushFailed
from bot.outbox import states
from bot.settings import Settings
from bot.simulator.platform import Account, Platform, new_aes_key
from bot.store.database import Database
from bot.store.tables import attachment, entry
from bot.wechat.channel import WeChatChannel
from tests.chat.world import World
from tests.crash.postman import RoughPostman
from tests.crash.server import Mortal
from tests.crash.town import STATION, environment, fill, person_of, sender
from tests.reminders.world import World as Reminded
from tests.wechat.server import serving

NOT_RECORDED = "没有记下来"
LOCK = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(10)
held.execute("ROLLBACK")
"""


@dataclass
class Town:
    folder: Path
    server: Mortal
    platform: Platform

    def check_in(self, number: int) -> str:
        return self.platform.text(sender(number), f"签到 {STATION}").reply

    def checked_in(self) -> dict[str, str]:
        """Number of the entry by person."""
        database = Database(f"sqlite:///{self.folder / 'renda.db'}")
        with database.read() as connection:
            rows = connection.execute(select(entry.c.person_id, entry.c.number)).all()
        database.close()
        assert len({row.person_id for row in rows}) == len(rows)
        return {row.person_id: row.number for row in rows}


@contextmanager
def town(statutes_dir: Path, tmp_path: Path, deputies: int) -> Iterator[Town]:
    folder = shutil.copytree(statutes_dir, tmp_path / "var")
    account = Account("wxfault0000000000", "secret", "FaultToken1", new_aes_key(), "safe")
    platform = Platform(account, "")
    with serving(platform.api_app) as api:
        fill(Settings(data_dir=folder), deputies)
        server = Mortal(environment(account, api, folder), tmp_path / "server.log")

        def apart(_number: int, since: float) -> None:
            time.sleep(max(0.0, since + 5 - time.monotonic()))

        platform.postman = RoughPostman(account, server.callback_url, pause=apart)
        server.start()
        try:
            yield Town(folder, server, platform)
        finally:
            server.stop()


@pytest.mark.slow
def test_a_full_disk_confirms_nothing_and_recovers_by_itself(statutes_dir: Path, tmp_path: Path) -> None:
    with town(statutes_dir, tmp_path, 30) as here:
        before = [here.check_in(number) for number in range(10)]
        here.server.limit_files(4096)
        full = [here.check_in(number) for number in range(10, 20)]
        here.server.limit_files(None)
        after = [here.check_in(number) for number in range(10, 30)]
    assert all("QD-" in read for read in before)
    assert all(NOT_RECORDED in read for read in full)
    assert all("QD-" in read for read in after)
    numbers = here.checked_in()
    assert len(numbers) == 30
    for number, read in enumerate([*before, *after]):
        assert numbers[person_of(number)] in read


@pytest.mark.slow
def test_a_database_held_for_ten_seconds_by_somebody_else(statutes_dir: Path, tmp_path: Path) -> None:
    """A backup program, a virus scanner, a colleague's SQL tool: nobody reads a fault notice."""
    with town(statutes_dir, tmp_path, 12) as here:
        command = [sys.executable, "-c", LOCK, str(here.folder / "renda.db")]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == b"held\n"
            with ThreadPoolExecutor(12) as pool:
                read = list(pool.map(here.check_in, range(12)))
        assert holder.returncode == 0
        again = [here.check_in(number) for number in range(12)]
    numbers = here.checked_in()
    assert len(numbers) == 12
    for number in range(12):
        assert numbers[person_of(number)] in again[number]
        told = read[number]
        assert numbers[person_of(number)] in told or "还没办完" in told
    assert here.platform.postman.notices_while_up == 0  # type: ignore[attr-defined]


@pytest.mark.parametrize("hours", [1, -1])
def test_a_clock_that_jumps_in_the_middle_of_a_form(data_dir: Path, hours: int) -> None:
    world = World(data_dir)
    phone = world.deputy("张三")
    first = phone.says("签到 A07")
    checked_in = phone.last
    for word in ("五个一", "3", "今天"):
        phone.says(word)
    world.passes(hours=hours)
    for word in ("东街路口", "路灯坏了半个月", "跳过"):
        phone.says(word)
    assert "WG-" in phone.says("确认")
    phone.last = checked_in
    assert phone.platform_resends() == first
    assert "已经" in phone.says("签到 A07")
    with world.house.database.read() as connection:
        assert len(connection.execute(select(entry.c.id)).all()) == 2
    world.house.close()


def test_photos_wait_while_the_platform_is_gone(data_dir: Path) -> None:
    world = World(data_dir)
    phone = world.deputy("张三")
    for word in ("五个一", "3", "今天", "东街路口", "路灯坏了半个月"):
        phone.says(word)
    phone.sends_photo()
    photos, world.channel.photos = world.channel.photos, dict.fromkeys(world.channel.photos, _unreachable())
    for word in ("好了", "确认"):
        phone.says(word)
    for _ in range(12):
        world.house.run_errands()
        world.passes(minutes=5)
    assert _photo_states(world) == ["waiting"]
    world.channel.photos = photos
    world.passes(hours=1)
    world.house.run_errands()
    assert _photo_states(world) == ["kept"]
    world.house.close()


@pytest.mark.parametrize(
    ("kind", "value"), [("drop", 0), ("status", 502), ("errcode", 40001), ("errcode", -1)]
)
def test_reminders_when_the_platform_fails_for_an_hour(tmp_path: Path, kind, value: int) -> None:
    """Nothing is sent twice, nothing is lost, and the interface is not hammered meanwhile."""
    with reminded(tmp_path, 10) as (world, platform, channel):
        platform.faults.add("*", kind, value, times=None)
        calls = count_calls(platform)
        for minute in range(0, 60, 5):
            send(world, channel, f"2026-12-09T17:{minute:02d}")
        assert platform.sent == []
        assert calls[0] <= 10 * 12 * 4
        platform.faults.clear()
        for minute in range(0, 60, 5):
            send(world, channel, f"2026-12-09T18:{minute:02d}")
        assert sorted(body["touser"] for body in platform.sent) == sorted(f"o_p{n:04d}" for n in range(1, 11))
        assert set(world.states(kind="reception_day_eve", occasion="reception_day:2026-12-10")) == {
            states.SENT
        }


def test_a_daily_quota_that_is_used_up_ends_in_sent_or_on_the_clerks_list(tmp_path: Path) -> None:
    with reminded(tmp_path, 10) as (world, platform, channel):
        platform.faults.add("*", "errcode", 45009, times=None)
        calls = count_calls(platform)
        for hour in range(17, 24):
            send(world, channel, f"2026-12-09T{hour}:00")
        assert platform.sent == []
        assert calls[0] <= 10 * 7 * 4
        for hour in range(24):
            send(world, channel, f"2026-12-10T{hour:02d}:00")
        ended = set(world.states(kind="reception_day_eve", occasion="reception_day:2026-12-10"))
        assert ended <= states.UNREACHED


@contextmanager
def reminded(folder: Path, deputies: int) -> Iterator[tuple[Reminded, Platform, WeChatChannel]]:
    """Deputies who wrote this noon, so that a customer-service message may reach them until the day after."""
    world = Reminded(folder)
    ids = world.deputies(deputies)
    account = Account("wxfault0000000000", "secret", "FaultToken1", new_aes_key(), "safe")
    platform = Platform(account, "", clock=lambda: world.now)
    with serving(platform.api_app) as api:
        world.plans("2026-12-09T12:00")
        for each in ids:
            platform.people.trigger(f"o_{each}", "message", world.now)
        section = {"app_id": account.app_id, "app_secret": account.app_secret, "api_base": api}
        yield world, platform, WeChatChannel(Settings(data_dir=folder, wechat=section))
    world.database.close()


def send(world: Reminded, channel: WeChatChannel, moment: str) -> None:
    world.channels = {"wechat": channel}  # type: ignore[dict-item]
    world.sends(moment)


def count_calls(platform: Platform) -> list[int]:
    calls, lock, inner = [0], threading.Lock(), platform.faults.next

    def counted(route: str):
        with lock:
            calls[0] += 1
        return inner(route)

    platform.faults.next = counted  # type: ignore[method-assign]
    return calls


def _unreachable() -> PushFailed:
    return PushFailed("unreachable")


def _photo_states(world: World) -> list[str]:
    with world.house.database.read() as connection:
        return list(connection.execute(select(attachment.c.state)).scalars())
