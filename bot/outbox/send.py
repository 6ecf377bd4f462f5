"""Sending what is due: claim a batch, send it outside any transaction, write the outcomes, and the next."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.outbox.claim import anything_due, close_late, reopen_after_contact
from bot.outbox.deliver import Batch
from bot.outbox.journal import Journal, Notes, forget, left_behind
from bot.outbox.parcels import Parcel, prepare
from bot.outbox.quiet import is_quiet
from bot.outbox.record import Tally, record
from bot.outbox.recover import recover
from bot.outbox.reports import drop_old
from bot.outbox.ways import Sender, in_order
from bot.settings import Settings
from bot.store.database import Database

SENDERS = 8  # threads that wait for the network
BATCHES_AT_ONCE = 2  # one on the network, one at the database


def send_due(database: Database, channels: Mapping[str, Sender], settings: Settings, now: datetime) -> Tally:
    """Sends every push that is due. Safe in several workers at once, and safe to kill at any line."""
    tally = Tally()
    moment = _running_from(now)
    folder = settings.data_dir / "outbox"
    _tidy(database, folder, tally, now)
    if is_quiet(now, settings.reminders) or not _anything_due(database, now):
        return tally
    journal = Journal(folder)
    finished = False
    try:
        _send_batches(_Round(database, channels, settings, journal, tally, moment))
        finished = True
    finally:
        journal.close(finished=finished)
    return tally


def _tidy(database: Database, folder: Path, tally: Tally, now: datetime) -> None:
    dead = left_behind(folder)
    with database.write() as connection:
        recover(connection, dead, folder, now)
        reopen_after_contact(connection, now)
        tally.unreached += close_late(connection, now)
        drop_old(connection, now)
    forget(folder, dead)


def _anything_due(database: Database, now: datetime) -> bool:
    """Most rings of the bell find nothing: no journal, no threads, no lock on the database."""
    with database.read() as connection:
        return anything_due(connection, now)


def _running_from(now: datetime) -> Callable[[], datetime]:
    """A long round must notice that night falls; whole minutes keep a short one at the given moment."""
    started = time.monotonic()
    return lambda: now + timedelta(minutes=int((time.monotonic() - started) / 60))


def _send_batches(round_: _Round) -> None:
    """While one batch is being sent the next is claimed; outcomes and the next claim share a transaction."""
    with ThreadPoolExecutor(SENDERS, thread_name_prefix="outbox") as pool:
        sending: deque[Batch] = deque()
        more = True
        while more or sending:
            full = len(sending) == BATCHES_AT_ONCE or not more
            done = sending.popleft() if full else None
            following = round_.turn(done)
            if following is None:
                more = False
            else:
                parcels, notes = following
                sending.append(Batch(parcels, round_.channels, notes, pool))


@dataclass
class _Round:
    database: Database
    channels: Mapping[str, Sender]
    settings: Settings
    journal: Journal
    tally: Tally
    moment: Callable[[], datetime]

    def turn(self, done: Batch | None) -> tuple[list[Parcel], Notes] | None:
        """Writes what became of one batch and claims the next; None: nothing more is due."""
        deliveries = done.wait() if done else []
        notes = self.journal.next_batch()
        now, prepared = self.moment(), None
        with self.database.write() as connection:
            if done:
                record(connection, done.notes.claim, deliveries, self.tally, now)
            if not is_quiet(now, self.settings.reminders):
                ways = in_order(list(self.channels), self.settings.reminders.ways)
                prepared = prepare(connection, notes.claim, ways, self.settings, now)
        if done:
            done.notes.close(settled=True)
        if prepared is None:
            notes.close(settled=True)
            return None
        self.tally.unreached += prepared.unreached
        return prepared.parcels, notes
