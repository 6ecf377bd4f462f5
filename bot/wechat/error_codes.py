"""The platform's error numbers, sorted by what happens next (facts §4.7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.errors import PushFailed
from bot.texts import wechat as texts


class Next(StrEnum):
    RETRY_LATER = "retry_later"
    FIX_SETTINGS = "fix_settings"
    RECIPIENT_NEVER = "recipient_never"  # until she herself writes, follows or subscribes again
    BUG = "bug"


_RETRY_LATER = (-1, 45009, 45011)
_RECIPIENT_NEVER = (40003, 43004, 43019, 43101, 45015, 45047, 48002, 60111, 81013)
_BUG = (40007, 40008, 40033, 41001, 43002, 44002, 44004, 45002, 45008, 47001)

STALE_TOKEN = (40001, 40014, 42001)
TEMPLATE_UNUSABLE = (40036, 40037, 41030, 47003, 48001, 40200)
"""With these a template message cannot go, but a customer-service text still may."""


@dataclass(frozen=True)
class Meaning:
    next: Next
    text: str  # for the technician


def _class_of(code: int) -> Next:
    if code in _RETRY_LATER:
        return Next.RETRY_LATER
    if code in _RECIPIENT_NEVER:
        return Next.RECIPIENT_NEVER
    return Next.BUG if code in _BUG else Next.FIX_SETTINGS


MEANINGS = {code: Meaning(_class_of(code), text) for code, text in texts.API_ERRORS.items()}


def meaning(code: int) -> Meaning:
    """An unknown number is tried again: it may be the platform's trouble of the day."""
    return MEANINGS.get(code, Meaning(Next.RETRY_LATER, texts.API_UNKNOWN))


class ApiFailed(Exception):
    """One call failed. ``code``: the platform's number, or a word of ours for trouble on the way."""

    def __init__(self, code: int | str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.detail = detail

    @property
    def meaning(self) -> Meaning:
        if isinstance(self.code, int):
            return meaning(self.code)
        text = texts.TRANSPORT_ERRORS.get(self.code, texts.API_UNKNOWN)
        # A web page in a photo's place ("kind") is a proxy's or a log-in's: the photo is still there.
        given_up = self.code in ("too_large", "forbidden_host")
        return Meaning(Next.RECIPIENT_NEVER if given_up else Next.RETRY_LATER, text)

    def as_push_failed(self) -> PushFailed:
        """Wrong settings are no reason to give up: somebody may mend them before the push closes."""
        permanent = self.meaning.next in (Next.RECIPIENT_NEVER, Next.BUG)
        return PushFailed(str(self.code), self.meaning.text, permanent=permanent)
