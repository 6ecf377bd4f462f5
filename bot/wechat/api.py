"""The platform's interface: wechatpy's client with the gaps of facts §7.2 closed.

One token owner with a lock that refreshes only when the failing token is still the current one; one retry;
a time limit on every call; uploads never retried (their stream is spent); ``api_base`` everywhere.
"""

from __future__ import annotations

import threading
import time
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from wechatpy.client import WeChatClient
from wechatpy.exceptions import WeChatClientException

from bot.settings.platforms import WeChat
from bot.wechat.error_codes import STALE_TOKEN, ApiFailed
from bot.wechat.session import QuickSession

TIMEOUT_SECONDS = (3, 8)  # to connect, to read
EARLY_SECONDS = 60  # a token is renewed this long before its end
FORCE_EVERY_SECONDS = 4400  # a forced renewal is allowed 20 times a day
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class PlatformClient(WeChatClient):  # type: ignore[misc]  # wechatpy is untyped
    """Safe from several threads. Every failure is an :class:`ApiFailed`."""

    def __init__(self, settings: WeChat, timeout: tuple[float, float] = TIMEOUT_SECONDS) -> None:
        self._lock = threading.Lock()
        self._sessions = threading.local()
        self._token, self._token_until, self._forced_at = "", 0.0, -float(FORCE_EVERY_SECONDS)
        self.api_base = settings.api_base.rstrip("/")
        self.API_BASE_URL = f"{self.api_base}/cgi-bin/"
        super().__init__(settings.app_id, settings.app_secret, timeout=timeout, auto_retry=False)

    @property
    def _http(self) -> requests.Session:
        """One session a thread: requests promises nothing about sharing one (facts §7.2 no. 23)."""
        session: requests.Session | None = getattr(self._sessions, "session", None)
        if session is None:
            session = self._sessions.session = QuickSession()
            # A proxy of the environment must not come between us and a stand-in on this machine.
            session.trust_env = urlsplit(self.api_base).hostname not in _LOOPBACK
        return session

    @_http.setter
    def _http(self, _session: requests.Session) -> None:
        """wechatpy's constructor sets a shared one."""

    @property
    def access_token(self) -> str:
        if self._token and time.monotonic() < self._token_until:
            return self._token
        return self.fetch_access_token(self._token or None)

    def fetch_access_token(self, bad: str | None = None) -> str:
        """A token that is not ``bad``, if the platform gives one. A second caller finds the first's."""
        with self._lock:
            fresh = self._token and time.monotonic() < self._token_until
            if fresh and self._token != bad:
                return self._token
            answer = self._ask_for_token(force=False)
            may_force = time.monotonic() - self._forced_at > FORCE_EVERY_SECONDS
            if fresh and answer["access_token"] == bad and may_force:
                # The platform stands by a token that it refuses: only force makes it give another.
                self._forced_at = time.monotonic()
                answer = self._ask_for_token(force=True)
            self._token = str(answer["access_token"])
            lifetime = float(answer.get("expires_in", 7200))
            self._token_until = time.monotonic() + max(lifetime - EARLY_SECONDS, lifetime / 2)
            return self._token

    def _ask_for_token(self, *, force: bool) -> dict[str, Any]:
        body = {"grant_type": "client_credential", "appid": self.appid, "secret": self.secret}
        body |= {"force_refresh": force}
        answer: dict[str, Any] = self._send("post", f"{self.API_BASE_URL}stable_token", data=body)
        if not isinstance(answer.get("access_token"), str):
            raise ApiFailed("not_json", "no access_token")
        return answer

    def _request(self, method: str, url_or_endpoint: str, **kwargs: Any) -> Any:
        """The keyword's name is wechatpy's: its own calls pass it by name."""
        params = kwargs.pop("params", None) or {}
        given = dict(parse_qsl(params) if isinstance(params, str) else params)  # once wechatpy gives a text
        token = self.access_token
        try:
            return self._send(method, url_or_endpoint, params={**given, "access_token": token}, **kwargs)
        except ApiFailed as failure:
            if failure.code not in STALE_TOKEN:
                raise
            fresh = self.fetch_access_token(bad=token)
            if kwargs.get("files") or fresh == token:
                raise
        return self._send(method, url_or_endpoint, params={**given, "access_token": fresh}, **kwargs)

    def _send(self, method: str, url: str, **kwargs: Any) -> Any:
        # An empty one keeps wechatpy from fetching a token for the token call itself.
        kwargs.setdefault("params", {"access_token": ""})
        kwargs.setdefault("timeout", self.timeout)
        try:
            answer = super()._request(method=method, url_or_endpoint=url, **kwargs)
        except WeChatClientException as error:
            if error.errcode is None:
                status = error.response.status_code if error.response is not None else 0
                raise ApiFailed("http_status", str(status)) from None
            raise ApiFailed(int(error.errcode), _request_id(str(error.errmsg))) from None
        except requests.Timeout:
            raise ApiFailed("timeout") from None
        except requests.RequestException as error:
            # "from None": the exception's text carries the address, and the address the token.
            raise ApiFailed("unreachable", type(error).__name__) from None
        except (ValueError, TypeError):
            raise ApiFailed("not_json") from None
        if not isinstance(answer, dict):
            raise ApiFailed("not_json")
        return answer


def _request_id(message: str) -> str:
    """The platform's trace of the call and an IP (40164); the rest of its message may hold an OpenID."""
    kept = [word for word in message.replace(",", " ").split() if word.count(".") == 3 or _is_rid(word)]
    return " ".join(kept)[:120]


def _is_rid(word: str) -> bool:
    return word.count("-") >= 2 and all(c in "0123456789abcdef-" for c in word.lower())
