"""Reminders after a restore: nothing goes out twice, and the calendar that people subscribed to goes on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert, select

from bot.outbox.claim import claim
from bot.outbox.enqueue import new_row
from bot.outbox.send import send_due
from bot.reminders.feed import feed_address
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import push
from tests.chat.world import World
from tests.reminders.world import ScriptedChannel


def test_what_was_being_sent_during_the_backup_is_not_sent_again(world: World, renda, tmp_path: Path) -> None:
    """Its notebook is not in the backup: nobody knows, so the clerk is asked to telephone."""
    times = {"due_at": world.now, "closes_at": world.now + timedelta(days=1), "now": world.now}
    row = new_row(township_id="t1", occasion="now:1", kind="k", person_id="张三", text="开会", **times)
    with world.house.database.write() as connection:
        connection.execute(insert(push), [row])
        assert len(claim(connection, "worker.1", world.now)) == 1
    address = feed_address(world.settings, "t1")
    assert renda("backup", tmp_path / "a.zip", data_dir=world.settings.data_dir).code == 0
    place = tmp_path / "new"
    assert renda("restore", tmp_path / "a.zip", data_dir=place).code == 0
    settings = Settings(data_dir=place)
    database, channel = Database(settings.database_url), ScriptedChannel()
    send_due(database, {"wechat": channel}, settings, world.now + timedelta(hours=1))
    with database.read() as connection:
        found = connection.execute(select(push.c.state, push.c.error).where(push.c.kind == "k")).one()
    database.close()
    assert (channel.took, tuple(found)) == ([], ("gave_up", "unconfirmed"))
    assert feed_address(settings, "t1") == address
