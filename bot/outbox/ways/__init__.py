"""The ways to a person, one file each: the listing of this folder is the list of what there is.

A way is a :class:`bot.channels.Channel`; this table says what the sender must know of it beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.messages import Outcome, Push

PHONE = "phone"


class Sender(Protocol):
    """As much of a channel as the outbox needs."""

    name: str

    def send(self, push: Push) -> Outcome:
        """Raises :class:`bot.errors.PushFailed`. May take seconds; is called from several threads."""


@dataclass(frozen=True)
class Way:
    """``contact``: whose ids it takes – a contact's channel, or ``phone`` for the number of the roster.

    ``guard_minutes``: how long the platform itself drops a second push of the same id; 0: it does not.
    """

    name: str
    contact: str
    guard_minutes: int = 0


KNOWN = {
    way.name: way
    for way in (
        Way("wechat_subscription", "wechat"),
        Way("wechat_template", "wechat", guard_minutes=10),  # client_msg_id; the 10 minutes are unconfirmed
        Way("wechat_service", "wechat"),
        Way("wechat", "wechat"),  # template or customer service, as the channel itself decides
        Way("wecom", "wecom", guard_minutes=30),  # enable_duplicate_check, 1,800 s by default
        Way("sms", PHONE),
    )
}


def way(name: str) -> Way:
    return KNOWN.get(name) or Way(name, contact=name)


def in_order(names: list[str], order: tuple[str, ...]) -> list[Way]:
    """The ways that exist here, in the order of the settings; those it does not name come last."""
    ranked = sorted(names, key=lambda name: order.index(name) if name in order else len(order))
    return [way(name) for name in ranked]
