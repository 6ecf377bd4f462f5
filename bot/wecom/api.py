"""WeCom's interface: the same client, another token."""

from __future__ import annotations

from typing import Any

from bot.settings.platforms import WeChat, WeCom
from bot.wechat.api import TIMEOUT_SECONDS, PlatformClient
from bot.wechat.error_codes import ApiFailed


class WeComClient(PlatformClient):
    """One application's; its token belongs to the pair of corp id and secret."""

    def __init__(self, settings: WeCom, timeout: tuple[float, float] = TIMEOUT_SECONDS) -> None:
        section = WeChat(app_id=settings.corp_id, app_secret=settings.secret, api_base=settings.api_base)
        super().__init__(section, timeout)

    def _ask_for_token(self, *, force: bool) -> dict[str, Any]:
        """``force`` means nothing here: WeCom gives the same token until it ends."""
        query = {"corpid": self.appid, "corpsecret": self.secret, "access_token": ""}
        answer: dict[str, Any] = self._send("get", f"{self.API_BASE_URL}gettoken", params=query)
        if not isinstance(answer.get("access_token"), str):
            raise ApiFailed("not_json", "no access_token")
        return answer
