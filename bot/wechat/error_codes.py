"""The platform's error numbers, sorted by what happens next (facts §4.7, and the codes of §8's endpoints)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.errors import PushFailed
from bot.texts import wechat_errors as texts


class Next(StrEnum):
    RETRY_LATER = "retry_later"
    FIX_SETTINGS = "fix_settings"
    RECIPIENT_NEVER = "recipient_never"  # until she writes, follows, subscribes or opens the page again
    BUG = "bug"


CLASSES: dict[Next, tuple[int, ...]] = {
    # 45081: "typing" is already shown, for 15 seconds
    Next.RETRY_LATER: (-1, 45009, 45011, 45081),
    Next.FIX_SETTINGS: (
        *(40001, 40002, 40013, 40014, 40125, 40243, 41002, 41004, 42001),  # who we are
        *(40164, 60020, 61004, 89503),  # where we call from
        43003,  # the sheet says "bug"; the only address that is not https is one of the settings
        *(40200, 48001, 48004, 48006, 50001, 50002),  # what the account may do
        *(40036, 40037, 41030, 47003),  # the template
        *range(40015, 40029),
        *(40054, 40055, 46003, 65316),  # the menu
        *(40053, 40056, 40201, 45028),  # codes, WeCom's application, the callback's address, mass sending
    ),
    Next.RECIPIENT_NEVER: (
        *(40003, 43004, 43019, 43101, 45015, 45047, 48002, 60111, 81013),
        *(40029, 40163, 42003, 45080),  # she opens the page again; she writes again
    ),
    Next.BUG: (
        *(40004, 40006, 40007, 40008, 40009, 40033, 40202, 40203, 41001, 41005, 43002),
        *(44001, 44002, 44004, 45002, 45008, 45065, 45067, 45072, 47001),
    ),
}

STALE_TOKEN = (40001, 40014, 42001)
TEMPLATE_UNUSABLE = (40036, 40037, 41030, 47003, 48001, 40200)
"""With these a template message cannot go, but a customer-service text still may."""


@dataclass(frozen=True)
class Meaning:
    next: Next
    text: str  # for the technician


MEANINGS = {code: Meaning(kind, texts.API_ERRORS[code]) for kind, codes in CLASSES.items() for code in codes}


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
