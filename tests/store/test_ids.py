"""Ids tell the order in which rows were made, however fast and whatever the clock does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.store.tables import base, new_id


def test_each_is_greater_than_the_one_before() -> None:
    made = [new_id() for _ in range(5000)]
    assert made == sorted(set(made))
    assert {len(one) for one in made} == {24}


def test_also_when_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_id()
    monkeypatch.setattr(base.time, "time_ns", lambda: 0)
    assert before < new_id() < new_id()


def test_threads_get_different_ones() -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: new_id(), range(4000)))
    assert len(set(made)) == 4000
