"""Sending what is due: claim a batch, send it outside any transaction, write the outcomes, and the next."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

from bot.outbox import journal
from bot.outbox.claim import anything_due, close_late, reopen_after_contact
from bot.outbox.deliver import Delivery, deliver
from bot.outbox.journal import Journal
from bot.outbox.parcels import Prepared, prepare
from bot.outbox.quiet import is_quiet
from bot.outbox.record import Tally, record
from bot.outbox.recover import recover
from bot.outbox.reports import drop_old
from bot.outbox.ways import Sender, in_order
from bot.settings import Settings
from bot.store.database import Database

SENDERS = 8  # threads that wait for the network


def send_due(database: Database, channels: Mapping[str, Sender], settings: Settings, now: datetime) -> Tally:
    """Sends every push that is due. Safe in several workers at once, and safe to kill at any line."""
    tally = Tally()
    moment = _running_from(now)
    folder = settings.data_dir / "outbox"
    _tidy(database, folder, tally, now)
    if is_quiet(now, settings.reminders) or not _anything_due(database, now):
        return tally
    notes = Journal(folder)
    finished = False
    try:
        _send_batches(database, channels, settings, notes, tally, moment)
        finished = True
    finally:
        notes.close(finished=finished)
    return tally


def _tidy(database: Database, folder: Path, tally: Tally, now: datetime) -> None:
    dead = journal.left_behind(folder)
    with database.write() as connection:
        recover(connection, dead, folder, now)
        reopen_after_contact(connection, now)
        tally.unreached += close_late(connection, now)
        drop_old(connection, now)
    for worker in dead:
        journal.forget(folder, worker)


def _anything_due(database: Database, now: datetime) -> bool:
    """Most rings of the bell find nothing: no journal, no threads, no lock on the database."""
    with database.read() as connection:
        return anything_due(connection, now)


def _running_from(now: datetime) -> Callable[[], datetime]:
    """A long round must notice that night falls; whole seconds keep a short one at the given moment."""
    started = time.monotonic()
    return lambda: now + timedelta(seconds=int(time.monotonic() - started))


def _send_batches(
    database: Database,
    channels: Mapping[str, Sender],
    settings: Settings,
    notes: Journal,
    tally: Tally,
    moment: Callable[[], datetime],
) -> None:
    """The outcomes of one batch and the claim of the next share a transaction."""
    ways = in_order(list(channels), settings.reminders.ways)
    done: list[Delivery] = []
    with ThreadPoolExecutor(SENDERS, thread_name_prefix="outbox") as pool:
        while True:
            now = moment()
            prepared: Prepared | None = None
            with database.write() as connection:
                record(connection, notes.worker, done, tally, now)
                if not is_quiet(now, settings.reminders):
                    prepared = prepare(connection, notes.worker, ways, settings, now)
            notes.settled()
            if prepared is None:
                return
            tally.unreached += prepared.unreached
            done = deliver(prepared.parcels, channels, notes, pool) if prepared.parcels else []
