"""Every table, by area. Change one here and add a numbered migration beside it (a test compares the two)."""

from bot.store.tables.audit import audit, audit_head
from bot.store.tables.base import Instant, metadata, new_id
from bot.store.tables.conversation import contact, draft, gap, message, reading
from bot.store.tables.desk import account, account_township, desk_session, setting_change
from bot.store.tables.duty import duty, duty_swap, duty_wish
from bot.store.tables.ladder import service_message, slow_turn
from bot.store.tables.ledger import attachment, counter, entry, entry_counts, entry_version
from bot.store.tables.meeting import deputy_card, meeting
from bot.store.tables.outbox import mute, plan_mark, push, push_report, way_block
from bot.store.tables.roster import binding_code, grid, person, station, township

__all__ = [
    "Instant",
    "account",
    "account_township",
    "attachment",
    "audit",
    "audit_head",
    "binding_code",
    "contact",
    "counter",
    "deputy_card",
    "desk_session",
    "draft",
    "duty",
    "duty_swap",
    "duty_wish",
    "entry",
    "entry_counts",
    "entry_version",
    "gap",
    "grid",
    "meeting",
    "message",
    "metadata",
    "mute",
    "new_id",
    "person",
    "plan_mark",
    "push",
    "push_report",
    "reading",
    "service_message",
    "setting_change",
    "slow_turn",
    "station",
    "township",
    "way_block",
]
