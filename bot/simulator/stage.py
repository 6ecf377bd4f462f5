"""What the chat page shows beside the chat: whose phones, what to try, where to be, what to scan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Try:
    """One thing to try: tapping it sends ``says``."""

    title: str
    says: str


@dataclass(frozen=True)
class SampleUser:
    """One phone on the desk. ``key`` stands in addresses, so that no OpenID reaches an access log."""

    key: str
    openid: str
    name: str
    title: str = ""
    tries: Callable[[], tuple[Try, ...]] = tuple  # asked anew each time: a binding code is used up


@dataclass(frozen=True)
class Place:
    """A named point in GCJ-02 degrees."""

    label: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class SampleCode:
    """A parametric code on somebody's wall."""

    title: str
    scene: str
    note: str = ""


@dataclass(frozen=True)
class Happening:
    """Something that time or the office brings about. ``run`` returns a sentence on what came of it."""

    key: str
    title: str
    run: Callable[[], str]


@dataclass(frozen=True)
class Card:
    """How the account's template looks: the platform knows a template's wording, a push only its values."""

    title: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)  # template key -> label


@dataclass(frozen=True)
class Stage:
    """Everything the page is given. ``menu`` shows until the account has published its own."""

    account_name: str
    people: tuple[SampleUser, ...]
    places: tuple[Place, ...] = ()
    codes: tuple[SampleCode, ...] = ()
    menu: tuple[dict[str, Any], ...] = ()
    happenings: tuple[Happening, ...] = ()
    card: Card = Card()
    following: set[str] = field(default_factory=set)  # OpenIDs that followed before this start
