"""The errors, sorted by what happens next (house rule: two of our own; anything else is a fault of ours)."""

from __future__ import annotations


class Refused(Exception):
    """Told to the person as it stands; never logged as a fault. ``text`` is a complete Chinese sentence."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class PushFailed(Exception):
    """A channel could not send. ``permanent``: trying this recipient again on this channel is useless.

    ``code`` is the platform's number as text, or a word of ours (``timeout``, ``unreachable``, ``not_json``).
    """

    def __init__(self, code: str, message: str = "", *, permanent: bool = False) -> None:
        super().__init__(f"{code} {message}".strip())
        self.code = code
        self.message = message
        self.permanent = permanent
