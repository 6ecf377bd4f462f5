"""Whoever has only the greeting hands in each kind of record in 8 messages and 60 characters at most."""

from __future__ import annotations

import pytest

from tests.chat.newcomer import SCRIPTS, cost, play
from tests.chat.rows import entries
from tests.chat.world import World


@pytest.mark.parametrize("name", SCRIPTS)
def test_within_the_budget(world: World, name: str) -> None:
    turns = play(world, name)
    messages, characters = cost(turns)
    assert messages <= 8
    assert characters <= 60
    assert entries(world), turns[-1][1]
