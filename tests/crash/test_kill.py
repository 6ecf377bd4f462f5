"""SIGKILL at random points of 200 deputies' conversations: every confirmed record is there exactly once."""

from __future__ import annotations

import random
import shutil
import threading
import time
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.simulator.platform import Account, Platform, new_aes_key
from tests.crash.books import balance
from tests.crash.deputies import Script
from tests.crash.postman import RoughPostman
from tests.crash.server import Mortal
from tests.crash.town import environment, fill
from tests.wechat.server import serving

DEPUTIES = 200
KILLS = 5
THREADS = 12


@pytest.mark.slow
@pytest.mark.parametrize("seed", [20261121])
def test_killed_at_random_points(statutes_dir: Path, tmp_path: Path, seed: int) -> None:
    folder = shutil.copytree(statutes_dir, tmp_path / "var")
    account = Account("wxcrash0000000000", "secret", "CrashToken1", new_aes_key(), "safe")
    platform = Platform(account, "")
    with serving(platform.api_app) as api:
        fill(Settings(data_dir=folder), DEPUTIES)
        server = Mortal(environment(account, api, folder), tmp_path / "server.log")
        # The platform's pause is as long as it takes: this is about what is on disk, not about speed.
        rough = RoughPostman(
            account,
            server.callback_url,
            cutoff_seconds=30,
            pause=lambda _number, _since: _wait(server),
            doubled=0.05,
            lost=0.02,
            seed=seed,
        )
        platform.postman = rough
        script = Script(platform, DEPUTIES, late=0.05, seed=seed)
        server.start()
        talking = threading.Thread(target=script.run, args=(THREADS,))
        talking.start()
        _kill_at_random(server, script, random.Random(seed))
        talking.join()
        _until_photos_are_in(server, folder)
        server.stop()
    found = balance(folder, script.told)
    assert server.deaths == KILLS
    assert rough.doubles > 50
    assert rough.disagreements == []
    assert [wrong for told in script.told for wrong in told.wrong] == []
    assert (found.lost, found.doubled, found.other) == ([], [], [])
    assert sum(told.notices for told in script.told) == 0
    assert "oFire" not in server.log()


def _kill_at_random(server: Mortal, script: Script, chance: random.Random) -> None:
    messages = DEPUTIES * 11
    for at in sorted(chance.sample(range(20, int(messages * 0.9)), KILLS)):
        script.wait_for(at)
        time.sleep(chance.random() * 0.05)  # anywhere between two steps of a turn
        server.kill()
        server.start()


def _wait(server: Mortal) -> None:
    server.up.wait(120)


def _until_photos_are_in(server: Mortal, folder: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not _all_kept(folder):
        time.sleep(0.2)


def _all_kept(folder: Path) -> bool:
    kept = [each for each in (folder / "attachments").rglob("*") if each.is_file()]
    return len(kept) >= DEPUTIES
