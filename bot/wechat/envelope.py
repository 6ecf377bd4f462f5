"""The envelope of a push: is it from the platform, what is inside, and how the reply is closed again.

In safe and compatible mode only what is signed *and* encrypted is opened: the query's ``signature`` does
not cover the body, so an unencrypted body proves nothing.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wechatpy.crypto import PrpCrypto

from bot.errors import Refused
from bot.settings.platforms import WeChat
from bot.texts import wechat as texts
from bot.wechat import xml


class Forged(Exception):
    """Not from the platform: 403, and nothing is lost."""


class Unreadable(Exception):
    """From the platform, but neither key opens it, or it is not a message: ``success``, and an alarm."""


class Cipher(PrpCrypto):  # type: ignore[misc]  # wechatpy is untyped
    """wechatpy's cipher with the system's randomness (facts §7.2 no. 25)."""

    def get_random_string(self) -> str:
        return os.urandom(8).hex()


@dataclass(frozen=True)
class Opened:
    body: xml.Node
    cipher: Cipher | None  # the one that worked; the reply goes back under it. None: plain


def sign(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


class Envelope:
    """One account's secrets. ``app_id`` is the id at the end of the plaintext (WeCom: the corp id)."""

    def __init__(self, app_id: str, token: str, aes_keys: tuple[str, ...], mode: str) -> None:
        self._app_id = app_id
        self._token = token
        self._mode = mode
        self._ciphers = [Cipher(_decode_key(key)) for key in aes_keys if key]

    @classmethod
    def of(cls, settings: WeChat) -> Envelope:
        keys = (settings.encoding_aes_key, settings.previous_aes_key)
        return cls(settings.app_id, settings.token, keys, settings.mode)

    def check(self, query: Mapping[str, str]) -> None:
        """The query's own signature, as in the GET check. Raises :class:`Forged`."""
        self._compare(query, "signature", query.get("timestamp", ""), query.get("nonce", ""))

    def echo(self, query: Mapping[str, str]) -> str:
        """What the console's check of the address wants back: the echo as it came, plain in every mode."""
        self.check(query)
        return query.get("echostr", "")

    def open(self, query: Mapping[str, str], body: bytes) -> Opened:
        """Raises :class:`Forged` or :class:`Unreadable`. Call :meth:`check` first."""
        encrypted = query.get("encrypt_type", "") == "aes"
        if not encrypted and self._mode != "plain":
            raise Forged("unencrypted body")
        try:
            outer = xml.read(body)
            sealed = outer.get("Encrypt") if encrypted else ""
        except xml.Malformed as error:
            # Without <Encrypt> there is nothing that msg_signature could vouch for.
            raise (Forged if encrypted else Unreadable)(str(error)) from error
        return self.unseal(query, sealed) if encrypted else Opened(outer, None)

    def unseal(self, query: Mapping[str, str], sealed: str) -> Opened:
        """What is inside ``<Encrypt>``, by the current key, then by the previous one."""
        text, cipher = self.decrypt(query, sealed)
        try:
            return Opened(xml.read(text), cipher)
        except xml.Malformed as error:
            raise Unreadable(str(error)) from error

    def decrypt(self, query: Mapping[str, str], sealed: str) -> tuple[str, Cipher]:
        self._compare(query, "msg_signature", query.get("timestamp", ""), query.get("nonce", ""), sealed)
        for cipher in self._ciphers:
            try:
                return str(cipher.decrypt(sealed, self._app_id)), cipher
            except Exception:  # wechatpy leaks six kinds here (facts §7.2 no. 26)
                continue
        raise Unreadable("no key opens it" if self._ciphers else "no key is configured")

    def seal(self, reply: str, cipher: Cipher, timestamp: str, nonce: str) -> str:
        sealed = cipher.encrypt(reply, self._app_id).decode()
        return (
            f"<xml>\n<Encrypt>{xml.cdata(sealed)}</Encrypt>\n"
            f"<MsgSignature>{xml.cdata(sign(self._token, timestamp, nonce, sealed))}</MsgSignature>\n"
            f"<TimeStamp>{timestamp}</TimeStamp>\n<Nonce>{xml.cdata(nonce)}</Nonce>\n</xml>"
        )

    def _compare(self, query: Mapping[str, Any], name: str, *parts: str) -> None:
        given = query.get(name, "")
        # An empty token would let anybody compute the signature.
        if not self._token or not given or not all(parts):
            raise Forged(f"no token or no {name}")
        try:
            expected = sign(self._token, *parts).encode()
            matches = hmac.compare_digest(expected, given.encode())
        except UnicodeEncodeError:
            matches = False
        if not matches:
            raise Forged(f"wrong {name}")


def _decode_key(key: str) -> bytes:
    """The 32 bytes of a 43-character EncodingAESKey."""
    try:
        decoded = base64.b64decode(key + "=", validate=True)
    except ValueError:
        decoded = b""
    if len(decoded) != 32:
        raise Refused(texts.AES_KEY_WRONG)
    return decoded
