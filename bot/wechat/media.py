"""Fetching what a person sent before the platform's three days are over, and never more than the cap."""

from __future__ import annotations

import json
import time
from urllib.parse import urlsplit

import requests

from bot.channels import Media
from bot.wechat.api import TIMEOUT_SECONDS, PlatformClient
from bot.wechat.error_codes import STALE_TOKEN, ApiFailed

PICTURE_HOST = "qpic.cn"
DEADLINE_SECONDS = 30  # the read limit alone would let a server drip for ever
_CHUNK = 65536
_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"#!AMR", "audio/amr"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
)


def fetch(client: PlatformClient, media_id: str, media_url: str, max_bytes: int) -> Media:
    """By id; by address when the id is no longer known. Raises :class:`ApiFailed`."""
    if media_id:
        try:
            return _by_id(client, media_id, max_bytes)
        except ApiFailed as failure:
            if failure.code != 40007 or not media_url:
                raise
    return _by_address(client, media_url, max_bytes)


def _by_id(client: PlatformClient, media_id: str, max_bytes: int) -> Media:
    url = f"{client.API_BASE_URL}media/get"
    token = client.access_token
    try:
        return _download(client, url, {"access_token": token, "media_id": media_id}, max_bytes)
    except ApiFailed as failure:
        fresh = client.fetch_access_token(bad=token) if failure.code in STALE_TOKEN else token
        if fresh == token:
            raise
    return _download(client, url, {"access_token": fresh, "media_id": media_id}, max_bytes)


def _by_address(client: PlatformClient, address: str, max_bytes: int) -> Media:
    """Only from the platform: a forged push must not make this machine fetch an address of its choice."""
    host = urlsplit(address).hostname or ""
    ours = urlsplit(client.api_base)
    if host == PICTURE_HOST or host.endswith("." + PICTURE_HOST):
        address = "https://" + address.split("://", 1)[-1]
    elif urlsplit(address)[:2] != ours[:2]:
        raise ApiFailed("forbidden_host", host[:80])
    return _download(client, address, {}, max_bytes)


def _download(client: PlatformClient, url: str, params: dict[str, str], max_bytes: int) -> Media:
    try:
        with client._http.get(
            url, params=params, stream=True, timeout=TIMEOUT_SECONDS, allow_redirects=False
        ) as response:
            if response.status_code != 200:
                raise ApiFailed("http_status", str(response.status_code))
            content = _read(response, max_bytes)
            declared = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    except requests.Timeout:
        raise ApiFailed("timeout") from None
    except requests.RequestException as error:
        raise ApiFailed("unreachable", type(error).__name__) from None
    _refuse_error(content)
    if not content:
        raise ApiFailed("empty")
    mime = mime_of(content) or declared
    if not mime.startswith(("image/", "audio/")):
        raise ApiFailed("kind", mime[:40])
    return Media(content, mime)


def _read(response: requests.Response, max_bytes: int) -> bytes:
    end, content = time.monotonic() + DEADLINE_SECONDS, bytearray()
    for chunk in response.iter_content(_CHUNK):
        content += chunk
        if len(content) > max_bytes:
            raise ApiFailed("too_large")
        if time.monotonic() > end:
            raise ApiFailed("timeout")
    return bytes(content)


def _refuse_error(content: bytes) -> None:
    """The platform says errors in JSON with status 200, whatever was asked for."""
    if content[:1] != b"{" or len(content) > 4096:
        return
    try:
        answer = json.loads(content)
        code = int(answer.get("errcode", 0))
    except (ValueError, TypeError, AttributeError):
        return
    if code:
        raise ApiFailed(code)


def mime_of(content: bytes) -> str:
    """By the first bytes; the declared type is only believed when these say nothing."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((mime for magic, mime in _MAGIC if content.startswith(magic)), "")
