"""Voice into text by an endpoint of the office's choice (OpenAI-compatible), off by default.

Slow: the voice is fetched and sent on, so never inside a transaction. Whatever goes wrong is no text, and the
person is told how to dictate instead. Writes nothing.
"""

from __future__ import annotations

import json
import logging
import time
from dataclasses import replace

import requests

from bot.channels import Channel, Media
from bot.errors import PushFailed
from bot.messages import Incoming, Kind
from bot.settings.speech import Speech

log = logging.getLogger(__name__)
CONNECT_SECONDS = 3
ANSWER_BYTES = 65536
HEARD_CHARS = 1000
_CHUNK = 8192
SUFFIXES = {"audio/amr": "amr", "audio/mpeg": "mp3"}


def hears(settings: Speech, incoming: Incoming) -> bool:
    return incoming.kind is Kind.VOICE and bool(settings.base_url) and not incoming.text


def heard(settings: Speech, incoming: Incoming, channel: Channel) -> Incoming:
    """The same message with what was heard as its text; unchanged when nothing was."""
    finer = str(incoming.detail.get("media_id_16k") or "")  # 16 kHz, where the platform has it (facts §3)
    try:
        try:
            media = channel.fetch(finer or incoming.media_id, "")
        except PushFailed:
            if not finer:
                raise
            media = channel.fetch(incoming.media_id, "")
        return replace(incoming, text=_ask(settings, media))
    except (PushFailed, requests.RequestException, ValueError) as error:
        log.warning("a voice message was not turned into text: %s", type(error).__name__)
        return incoming


def _ask(settings: Speech, media: Media) -> str:
    """Raises ``ValueError`` for an answer that is none."""
    name = f"voice.{SUFFIXES.get(media.mime, 'amr')}"
    deadline = time.monotonic() + settings.timeout_seconds
    with requests.post(
        f"{settings.base_url.rstrip('/')}/audio/transcriptions",
        headers={"Authorization": f"Bearer {settings.api_key}"} if settings.api_key else {},
        data={"model": settings.model, "language": "zh", "response_format": "json"},
        files={"file": (name, media.content, media.mime)},
        timeout=(CONNECT_SECONDS, settings.timeout_seconds),
        allow_redirects=False,
        stream=True,
    ) as answer:
        if answer.status_code != 200:
            raise ValueError(answer.status_code)
        body = bytearray()
        for chunk in answer.iter_content(_CHUNK):
            body += chunk
            if len(body) > ANSWER_BYTES or time.monotonic() > deadline:
                raise ValueError("too much or too slow")
    told = json.loads(body)
    text = told.get("text") if isinstance(told, dict) else None
    if not isinstance(text, str):
        raise ValueError("no text")
    return " ".join(text.split())[:HEARD_CHARS]
