"""The account whose part the stand-in plays, and its own signing and sealing.

Written against the facts sheet with nothing but AES from ``cryptography``: it must not share code, and so
mistakes, with the adapter that it tests.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32  # PKCS#7 to 32, not to the cipher's own 16


class BadSeal(Exception):
    """The other side's reply cannot be opened; the message says why."""


def sign(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


@dataclass(frozen=True)
class Account:
    app_id: str
    app_secret: str
    token: str
    encoding_aes_key: str = ""
    mode: str = "safe"  # plain, compatible, safe; wecom: always encrypted, app_id is the corp id
    account_id: str = "gh_sample0001"

    def seal(self, text: str) -> str:
        """base64( AES-CBC( 16 random bytes | length | text | app id | padding ) )"""
        message = text.encode()
        plain = secrets.token_bytes(16) + len(message).to_bytes(4, "big") + message + self.app_id.encode()
        pad = BLOCK - len(plain) % BLOCK
        encryptor = self._cipher().encryptor()
        return base64.b64encode(encryptor.update(plain + bytes([pad]) * pad) + encryptor.finalize()).decode()

    def unseal(self, sealed: str) -> str:
        try:
            raw = base64.b64decode(sealed, validate=True)
            decryptor = self._cipher().decryptor()
            plain = decryptor.update(raw) + decryptor.finalize()
        except ValueError as error:
            raise BadSeal(f"not decryptable: {error}") from error
        pad = plain[-1] if plain else 0
        if not 1 <= pad <= BLOCK or plain[-pad:] != bytes([pad]) * pad:
            raise BadSeal("bad padding")
        plain = plain[:-pad]
        length = int.from_bytes(plain[16:20], "big")
        if plain[20 + length :] != self.app_id.encode():
            raise BadSeal("the id at the end is not this account's")
        return plain[20 : 20 + length].decode()

    def _cipher(self) -> Cipher[modes.CBC]:
        key = base64.b64decode(self.encoding_aes_key + "=")
        return Cipher(algorithms.AES(key), modes.CBC(key[:16]))


def new_aes_key() -> str:
    """43 characters that decode to 32 bytes."""
    text = base64.b64encode(secrets.token_bytes(32)).decode()
    return text.rstrip("=").replace("+", "a").replace("/", "b")
