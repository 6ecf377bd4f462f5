"""A voice message into words before its turn begins, on the same ladder as a slow question.

The question's row comes first, so that a link can be given when the platform stops waiting, what was heard
follows as a message, and a restart in the middle listens again. Only a bound person's voice leaves the house:
a stranger's would only be told how to dictate.
"""

from __future__ import annotations

from sqlalchemy import and_, select

from bot.channels import Channel
from bot.dialog.assistant import Assistant
from bot.dialog.replies import digest
from bot.messages import Incoming
from bot.settings.speech import Speech
from bot.store.tables import contact, message, person
from bot.wechat.speech import heard


def listened(assistant: Assistant, settings: Speech, incoming: Incoming, channel: Channel) -> Incoming:
    """The same message with what was heard as its text; may take ``speech.timeout_seconds``."""
    key = digest(incoming)
    if assistant.limiter.refusal(incoming, key, assistant.clock()) is not None:
        return incoming
    if _answered(assistant, incoming, key) or not _bound(assistant, incoming):
        return incoming
    assistant.ladder.begin(incoming, key)
    return heard(settings, incoming, channel)


def _answered(assistant: Assistant, incoming: Incoming, key: str) -> bool:
    same = and_(message.c.channel == incoming.channel, message.c.key == key)
    with assistant.database.read() as connection:
        return connection.execute(select(message.c.key).where(same)).first() is not None


def _bound(assistant: Assistant, incoming: Incoming) -> bool:
    hers = and_(contact.c.channel == incoming.channel, contact.c.sender == incoming.sender, person.c.active)
    with assistant.database.read() as connection:
        return connection.execute(select(person.c.id).join(contact).where(hers)).first() is not None
