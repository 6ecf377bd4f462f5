"""The arrows of the data-flow picture: what travels from one room to the next, and nothing else does.

Times are aware; ids are ``str``; lengths and durations name their unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What kind of thing arrived, whatever the channel calls it."""

    TEXT = "text"
    IMAGE = "image"
    VOICE = "voice"
    VIDEO = "video"
    LOCATION = "location"
    LINK = "link"
    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    SCAN = "scan"
    TAP = "tap"  # a menu button; ``scene`` is its key
    NOTICE = "notice"  # the platform tells us something; no answer is possible
    OTHER = "other"


@dataclass(frozen=True)
class Location:
    """A point in GCJ-02, as WeChat's own map gives it. Degrees."""

    latitude: float
    longitude: float
    label: str = ""


@dataclass(frozen=True)
class Incoming:
    """One message or event, verified, decrypted and stripped of everything channel-specific."""

    channel: str  # "wechat" or "wecom"
    account: str  # our own id on that channel (gh_…)
    sender: str  # OpenID or WeCom user id
    key: str  # names this message for ever: sender + MsgId, or sender + CreateTime + Event + EventKey
    kind: Kind
    sent_at: datetime
    text: str = ""
    media_id: str = ""
    media_url: str = ""
    location: Location | None = None
    scene: str = ""  # parametric code of a scan or follow, key of a menu tap, text of a scanned code
    event: str = ""  # the platform's own event name, lower case, for NOTICE
    detail: dict[str, Any] = field(default_factory=dict)  # the notice's own fields


@dataclass(frozen=True)
class Person:
    """Who is talking. An unbound contact has no ``id`` and may only ask and read the help."""

    channel: str
    sender: str
    id: str = ""
    name: str = ""
    role: str = ""  # deputy, clerk, grid_worker; empty: unbound
    township_id: str = ""
    station_id: str = ""
    grid_id: str = ""

    @property
    def bound(self) -> bool:
        return bool(self.id)


@dataclass(frozen=True)
class Choice:
    """One option of a question: tapping it sends ``says``, which a person may as well type."""

    label: str
    says: str


@dataclass(frozen=True)
class Reply:
    """What the sender reads. An empty reply means that no answer is owed.

    ``memory`` is plain JSON: what a bare number or a follow-up question will refer to.
    """

    text: str = ""
    choices: tuple[Choice, ...] = ()
    memory: Mapping[str, Any] | None = None

    @property
    def silent(self) -> bool:
        return not self.text and not self.choices


SILENCE = Reply()


@dataclass(frozen=True)
class Push:
    """A message that we start: one outbox row on its way to a channel."""

    id: str  # the outbox row; doubles as the platform's duplicate guard where it has one
    channel: str
    recipient: str  # OpenID or WeCom user id
    kind: str  # e.g. "reception_day_eve"
    text: str
    fields: dict[str, str] = field(default_factory=dict)  # template fields by our own names


@dataclass(frozen=True)
class Outcome:
    """What became of a push that a channel took."""

    message_id: str = ""  # the platform's id, where it gives one
