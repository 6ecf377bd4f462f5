"""The bell: rings at once, goes on after a fault, stops when told."""

from __future__ import annotations

import threading

from bot.reminders.bell import start_bell


def test_the_bell_rings_at_once_and_stops() -> None:
    rang = threading.Event()
    stop = start_bell(rang.set, every_seconds=3600)
    try:
        assert rang.wait(timeout=10)
    finally:
        stop()
    assert not [thread for thread in threading.enumerate() if thread.name == "APScheduler"]


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
