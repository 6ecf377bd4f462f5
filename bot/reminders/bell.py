"""APScheduler only rings the bell. What to send, and whether it was sent, is in the outbox."""

from __future__ import annotations

from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import SHANGHAI, system_clock

EVERY_SECONDS = 30


def start_bell(plan_and_send: Callable[[], object], every_seconds: int = EVERY_SECONDS) -> Callable[[], None]:
    """Rings at once and then steadily, never twice at a time; returns what stops it.

    A process that slept for days rings once when it wakes: missed rings melt into one, and none is too late.
    """
    scheduler = BackgroundScheduler(timezone=SHANGHAI)
    scheduler.add_job(
        plan_and_send,
        "interval",
        seconds=every_seconds,
        next_run_time=system_clock(),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    scheduler.start()

    def stop() -> None:
        scheduler.shutdown(wait=True)

    return stop
