"""The bell: rings at once, goes on after a fault, stops when told."""

from __future__ import annotations

import itertools
import threading
from datetime import timedelta

import pytest

from bot.clock import system_clock
from bot.reminders import bell
from bot.reminders.bell import start_bell


def test_the_bell_rings_at_once_and_stops() -> None:
    rang = threading.Event()
    stop = start_bell(rang.set, every_seconds=3600)
    try:
        assert rang.wait(timeout=10)
    finally:
        stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "APScheduler"]


def test_the_rings_missed_in_three_days_are_one_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process slept: APScheduler finds 73 rings overdue, runs one, and drops none of them as too late."""
    asleep_since = system_clock() - timedelta(days=3)
    monkeypatch.setattr(bell, "system_clock", lambda: asleep_since)
    rang, count = threading.Event(), itertools.count()

    def ring() -> None:
        next(count)
        rang.set()

    stop = bell.start_bell(ring, every_seconds=3600)
    try:
        assert rang.wait(timeout=10)
    finally:
        stop()  # waits for whatever else was due
    assert next(count) == 1


def test_a_ring_that_fails_does_not_silence_the_bell() -> None:
    rings = threading.Semaphore(0)

    def fail() -> None:
        rings.release()
        raise RuntimeError("the database is locked")

    stop = start_bell(fail, every_seconds=1)
    try:
        assert rings.acquire(timeout=10)
        assert rings.acquire(timeout=10)
    finally:
        stop()
