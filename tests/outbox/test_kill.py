"""SIGKILL between any two steps of sending: nothing goes out twice, and nothing is lost without a word."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from bot.outbox.send import SENDERS, send_due
from tests.outbox.victim import NOW, FilePlatform
from tests.reminders.world import World

DEPUTIES = 130  # more than one batch
STEPS = [
    ("after_commit", 2),  # the first claim
    ("after_platform", 50),
    ("before_commit", 3),  # the first batch's outcomes and the second claim
]
MORE_STEPS = [
    ("before_commit", 1),  # the tidying
    ("before_commit", 2),
    ("after_note_S", 1),
    ("before_platform", 50),
    ("after_note_T", 50),
    ("after_commit", 3),
    ("before_platform", 120),
    ("after_platform", 120),
    ("before_commit", 4),
    ("after_commit", 4),
]


def killed(folder: Path, way: str, step: str, nth: int) -> None:
    command = [sys.executable, "-m", "tests.outbox.victim", str(folder), way, step, str(nth)]
    died = subprocess.run(command, capture_output=True, text=True, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr


def taken(folder: Path) -> Counter[str]:
    path = folder / "platform.txt"
    return Counter(path.read_text().split() if path.exists() else [])


@pytest.fixture
def full(world: World) -> World:
    world.deputies(DEPUTIES)
    world.plans()
    return world


@pytest.mark.parametrize(
    ("step", "nth"), [*STEPS, *(pytest.param(*step, marks=pytest.mark.slow) for step in MORE_STEPS)]
)
def test_a_killed_worker_leaves_no_doubles_and_no_gaps(
    full: World, tmp_path: Path, step: str, nth: int
) -> None:
    killed(tmp_path, "wechat", step, nth)
    platform = FilePlatform(tmp_path / "platform.txt", "wechat")
    send_due(full.database, {"wechat": platform}, full.settings, NOW)
    eve = full.rows(kind="reception_day_eve")
    unconfirmed = [row for row in eve if row["error"] == "unconfirmed"]
    sent = {row["id"] for row in eve if row["state"] == "sent"}
    assert len(sent) + len(unconfirmed) == DEPUTIES
    assert max(taken(tmp_path).values()) == 1
    assert sent <= set(taken(tmp_path))
    assert len(unconfirmed) <= SENDERS
    assert list((tmp_path / "outbox").iterdir()) == []


@pytest.mark.slow
@pytest.mark.parametrize("step", ["before_platform", "after_platform"])
def test_where_the_platform_guards_nothing_is_left_open(full: World, tmp_path: Path, step: str) -> None:
    killed(tmp_path, "wechat_template", step, 50)
    platform = FilePlatform(tmp_path / "platform.txt", "wechat_template", guarded=True)
    send_due(full.database, {"wechat_template": platform}, full.settings, NOW)
    assert full.states(kind="reception_day_eve") == ["sent"] * DEPUTIES
    assert set(taken(tmp_path).values()) == {1}
    assert len(taken(tmp_path)) == DEPUTIES


def test_after_the_guard_has_run_out_nobody_sends_again(full: World, tmp_path: Path) -> None:
    killed(tmp_path, "wechat_template", "after_platform", 50)
    platform = FilePlatform(tmp_path / "platform.txt", "wechat_template")
    send_due(full.database, {"wechat_template": platform}, full.settings, NOW + timedelta(minutes=11))
    assert set(taken(tmp_path).values()) == {1}
    assert "unconfirmed" in {row["error"] for row in full.rows(kind="reception_day_eve")}


def test_a_worker_of_another_machine_is_left_alone_until_its_lease_ends(full: World, tmp_path: Path) -> None:
    killed(tmp_path, "wechat", "after_commit", 2)
    for file in (tmp_path / "outbox").iterdir():
        file.unlink()
    platform = FilePlatform(tmp_path / "platform.txt", "wechat")
    send_due(full.database, {"wechat": platform}, full.settings, NOW + timedelta(minutes=9))
    assert Counter(full.states(kind="reception_day_eve")) == {"sending": 100, "sent": 30}
    send_due(full.database, {"wechat": platform}, full.settings, NOW + timedelta(minutes=10))
    assert Counter(full.states(kind="reception_day_eve")) == {"gave_up": 100, "sent": 30}
