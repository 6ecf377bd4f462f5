"""The doctor's look at the outbox: rows that nobody sends, and notebooks that nobody could write."""

from __future__ import annotations

from datetime import timedelta

from bot.entry.checkup import of_outbox
from tests.reminders.world import World, at


def looks(world: World) -> list[tuple[bool, str]]:
    with world.database.read() as connection:
        return [(line.fine, line.text) for line in of_outbox(connection, world.folder, world.now)]


def test_a_healthy_outbox_and_one_that_was_left_alone(world: World) -> None:
    world.deputy("王秀英")
    world.ticks("2026-12-09T17:00")
    assert [fine for fine, _ in looks(world)] == [True]
    world.now = at("2026-12-10T07:30") + timedelta(hours=1)
    ((fine, said),) = looks(world)
    assert (fine, "renda remind run" in said) == (False, True)


def test_notebooks_that_cannot_be_written_are_named(world: World) -> None:
    """A file in the place of the folder; a folder of another account looks the same."""
    (world.folder / "outbox").touch(mode=0o600)
    assert any("outbox" in said and not fine for fine, said in looks(world))
