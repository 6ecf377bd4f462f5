"""WeCom's envelope: always encrypted, signed over what is encrypted, the echo too (facts §6)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.settings.platforms import WeCom
from bot.wechat import xml
from bot.wechat.envelope import Envelope, Forged, Opened


class WeComEnvelope(Envelope):
    @classmethod
    def of_section(cls, settings: WeCom) -> WeComEnvelope:
        keys = (settings.encoding_aes_key, settings.previous_aes_key)
        return cls(settings.corp_id, settings.token, keys, "safe")

    def check(self, query: Mapping[str, str]) -> None:
        """There is no signature without the body; this only turns away who has none at all."""
        if not all(query.get(name) for name in ("msg_signature", "timestamp", "nonce")):
            raise Forged("no msg_signature")

    def echo(self, query: Mapping[str, str]) -> str:
        self.check(query)
        # A "+" of base64 that was not escaped arrives as a space.
        return self.decrypt(query, query.get("echostr", "").replace(" ", "+"))[0]

    def open(self, query: Mapping[str, str], body: bytes) -> Opened:
        try:
            sealed = xml.read(body).get("Encrypt")
        except xml.Malformed as error:
            raise Forged(str(error)) from error
        return self.unseal(query, sealed)
