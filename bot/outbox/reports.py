"""Delivery reports: the platform took a push and says later whether it arrived."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from bot.messages import Incoming
from bot.outbox import refusals, states
from bot.outbox.enqueue import insert_once
from bot.outbox.refusals import Block
from bot.settings import Settings
from bot.store.tables import contact, push, push_report

TEMPLATE_REPORT = "templatesendjobfinish"
SUBSCRIPTION_REPORT = "subscribe_msg_sent_event"
SUBSCRIPTION_CHOICES = frozenset({"subscribe_msg_popup_event", "subscribe_msg_change_event"})
BLOCKED_BY_HER = "43019"
NOT_DELIVERED = "not_delivered"
KEEP = timedelta(days=1)


def report(connection: Connection, incoming: Incoming, settings: Settings, now: datetime) -> None:
    """Takes any notice of the platform; those that say nothing about a push are passed over."""
    detail = incoming.detail
    if incoming.event == TEMPLATE_REPORT:
        status = str(detail.get("status", "")).lower()
        if status != "success":
            code = BLOCKED_BY_HER if "block" in status else NOT_DELIVERED
            _note(connection, str(detail.get("message_id", "")), code, now)
    elif incoming.event == SUBSCRIPTION_REPORT:
        for item in detail.get("items", []):
            if item.get("error", "0") not in ("", "0"):
                _note(connection, item.get("message_id", ""), item["error"], now)
    elif incoming.event in SUBSCRIPTION_CHOICES:
        ours = settings.reminders.subscription_template_id
        for item in detail.get("items", []):
            if ours and item.get("template_id") == ours:
                _chose(connection, incoming, item.get("answer", "") == "accept", now)


def _note(connection: Connection, message_id: str, code: str, now: datetime) -> None:
    """Kept for a day: a report may come before the batch that it belongs to has been settled."""
    if message_id:
        row = {"message_id": message_id, "code": code, "noted_at": now}
        insert_once(connection, push_report, [row])
        apply_reports(connection, [message_id], now)


def apply_reports(connection: Connection, message_ids: Iterable[str], now: datetime) -> None:
    """What did not arrive goes again by her next way; the one it took is closed as by a refusal."""
    wanted = [message_id for message_id in message_ids if message_id]
    failed = select(push_report).where(push_report.c.message_id.in_(wanted))
    for found in connection.execute(failed).all() if wanted else ():
        taken = (push.c.message_id == found.message_id, push.c.state == states.SENT)
        for row in connection.execute(select(push).where(*taken)).all():
            block = refusals.block(row.person_id, row.channel, found.code, True, now)
            refusals.write(connection, [block] if block else [], now)
            back = {"state": states.PLANNED, "next_try_at": now, "finished_at": None}
            gone = {"state": states.GAVE_UP, "finished_at": now}
            values = {**(back if row.closes_at > now else gone), "error": found.code, "message_id": ""}
            connection.execute(update(push).where(push.c.id == row.id, *taken).values(**values))


def drop_old(connection: Connection, now: datetime) -> None:
    connection.execute(delete(push_report).where(push_report.c.noted_at < now - KEEP))


def _chose(connection: Connection, incoming: Incoming, accepts: bool, now: datetime) -> None:
    hers = (contact.c.channel == incoming.channel, contact.c.sender == incoming.sender)
    person_id = connection.execute(select(contact.c.person_id).where(*hers)).scalar()
    if person_id is None:
        return
    if accepts:
        refusals.lift(connection, person_id, "wechat_subscription")
    else:
        refusals.write(connection, [Block(person_id, "wechat_subscription", "43101", None)], now)
