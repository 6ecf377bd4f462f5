"""What the desk is given by the wiring: nothing here is imported from handlers or the knowledge base."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.console.first_run import FirstRun
from bot.console.library import Library
from bot.outbox.ways import Sender
from bot.settings import Settings
from bot.store.database import Database

if TYPE_CHECKING:
    from bot.console.record_forms import RecordForms


@dataclass
class Rooms:
    """``settings`` gives those in force at this moment; ``apply`` puts changed ones into force."""

    database: Database
    settings: Callable[[], Settings]
    apply: Callable[[Settings], None]
    clock: Clock
    library: Library
    ways: Mapping[str, Sender]
    first_run: FirstRun
    file_settings: Settings  # as the config file has them, before any change made at the desk
    forms: RecordForms | None = None  # the chat's forms, for writing an entry for a deputy
    ring: Callable[[], None] = field(default=lambda: None)  # have the outbox look at once
    paths: frozenset[str] = frozenset()  # of the pages that exist, for the menu
