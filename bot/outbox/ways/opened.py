"""The ways that this office's settings open, built once."""

from __future__ import annotations

from bot.channels import Channel
from bot.outbox.ways import Sender
from bot.outbox.ways.sms import SmsGateway
from bot.outbox.ways.wechat_service import ServiceMessage
from bot.outbox.ways.wechat_subscription import SubscriptionNotification
from bot.outbox.ways.wechat_template import TemplateMessage
from bot.settings import Settings
from bot.wechat.api import PlatformClient
from bot.wecom.channel import WeComChannel


def open_ways(settings: Settings, client: PlatformClient | None = None, *more: Channel) -> dict[str, Sender]:
    """By name. ``more``: further channels, in place of those of the same name."""
    client = client or PlatformClient(settings.wechat)
    ways: list[Sender] = [ServiceMessage(client)]
    if settings.reminders.subscription_template_id:
        ways.append(SubscriptionNotification(settings, client))
    if settings.wechat.template_id:
        ways.append(TemplateMessage(settings, client))
    if settings.reminders.sms_url:
        ways.append(SmsGateway(settings.reminders))
    if settings.wecom.corp_id:
        ways.append(WeComChannel(settings))
    return {way.name: way for way in (*ways, *more)}
