"""``renda doctor`` finds what is wrong, says one line about each, what to do, and ends with 1."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, update
from typer.testing import CliRunner

from bot.clock import system_clock
from bot.entry.cli import app
from bot.store.tables import attachment, audit, message, push
from tests.chat.world import World


@pytest.fixture
def doctor(world: World, monkeypatch: pytest.MonkeyPatch):
    """What it says about the world's folder, and with which exit code."""
    monkeypatch.setenv("RENDA_DATA_DIR", str(world.settings.data_dir))
    for name, value in (("APP_ID", "wx1"), ("TOKEN", "token1"), ("ENCODING_AES_KEY", "a" * 43)):
        monkeypatch.setenv(f"RENDA_WECHAT__{name}", value)

    def run() -> tuple[int, str]:
        result = CliRunner().invoke(app, ["doctor"])
        return result.exit_code, result.output

    return run


@pytest.fixture
def busy(world: World) -> World:
    """Somebody has bound and handed in a photo; nothing is dated later than the real clock."""
    world.now = system_clock() - timedelta(hours=1)
    phone = world.deputy("张三")
    for word in ("五个一", "3", "今天", "东街路口", "路灯坏了半个月"):
        phone.says(word)
    phone.sends_photo()
    for word in ("好了", "确认"):
        phone.says(word)
    world.house.run_errands()
    return world


def test_all_is_well(busy: World, doctor) -> None:
    code, said = doctor()
    assert "[!!]" not in said
    assert (code, said.count("[好]")) == (0, 9)
    assert all(line.endswith(("。", ")")) for line in said.splitlines())


def test_a_broken_trail(busy: World, doctor) -> None:
    with busy.house.database.write() as connection:
        connection.execute(update(audit).where(audit.c.id == 1).values(actor="somebody else"))
    code, said = doctor()
    assert (code, "操作留痕断了:第1条被改过" in said) == (1, True)


@pytest.mark.parametrize(("content", "words"), [(None, "1张不在磁盘上"), (b"half", "1张大小不对")])
def test_a_photo_that_is_gone_or_cut(busy: World, doctor, content: bytes | None, words: str) -> None:
    photo = next((busy.settings.data_dir / "attachments").rglob("*.jpg"))
    photo.unlink() if content is None else photo.write_bytes(content)
    code, said = doctor()
    assert (code, words in said) == (1, True)


def test_photos_that_were_never_fetched(busy: World, doctor) -> None:
    base = {"channel": "wechat", "sender": "o1", "media_kind": "image"}
    base["created_at"] = system_clock() - timedelta(days=2)
    with busy.house.database.write() as connection:
        for state in ("lost", "waiting"):
            connection.execute(insert(attachment).values(id=state, media_id=state, state=state, **base))
    code, said = doctor()
    assert code == 1
    assert "1张照片没有取到" in said
    assert "1张照片等了一天还没取到" in said


@pytest.mark.parametrize(
    "row",
    [{"state": "planned"}, {"state": "sending", "claimed_until": system_clock() - timedelta(minutes=1)}],
)
def test_a_reminder_that_is_stuck(busy: World, doctor, row: dict[str, object]) -> None:
    at = system_clock() - timedelta(hours=1)
    times = {"due_at": at, "next_try_at": at, "closes_at": at + timedelta(days=1), "planned_at": at}
    what = {"occasion": "x", "kind": "x", "text": "x", "fields": {}, "is_duty": True, "attempts": 0}
    with busy.house.database.write() as connection:
        connection.execute(
            insert(push).values(id="x", township_id="t1", person_id="张三", **what, **times, **row)
        )
    code, said = doctor()
    assert (code, "有1条提醒过了时间还没发" in said) == (1, True)


def test_a_clock_that_was_put_back(busy: World, doctor) -> None:
    ahead = {
        "key": "k",
        "kind": "text",
        "sender": "o1",
        "reply": "",
        "received_at": system_clock() + timedelta(hours=1),
    }
    with busy.house.database.write() as connection:
        connection.execute(insert(message).values(channel="wechat", **ahead))
    code, said = doctor()
    assert (code, "请校准电脑时间" in said) == (1, True)


def test_settings_that_are_missing(world: World, doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RENDA_WECHAT__TOKEN")
    code, said = doctor()
    assert (code, "请在 config.toml 里填 wechat.token" in said) == (1, True)


def test_a_key_that_others_can_read(busy: World, doctor) -> None:
    (busy.settings.data_dir / "secrets" / "binding.key").chmod(0o644)
    code, said = doctor()
    assert (code, "chmod 600" in said) == (1, True)


def test_a_database_that_is_damaged(busy: World, doctor) -> None:
    busy.house.database.close()
    path: Path = busy.settings.data_dir / "renda.db"
    raw = bytearray(path.read_bytes())
    at = len(raw) // 2
    raw[at : at + 16384] = b"\xa5" * 16384
    path.write_bytes(raw)
    code, said = doctor()
    assert code == 1
    assert "数据库有损坏" in said or "数据库打不开" in said
