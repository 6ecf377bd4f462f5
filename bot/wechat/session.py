"""A ``requests`` session for many small posts to one host.

``requests`` works everything out anew for each call: cookies, redirects, authentication, the proxies of the
environment, a URL taken apart and put together again. For the JSON posts that pushes are, that is a third of
the processor time of the whole call. Here it is worked out once for a host; connections, time limits, TLS and
exceptions are still those of ``requests``. Anything but a plain post goes the usual way.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from requests.hooks import default_hooks
from requests.models import PreparedRequest, Response
from requests.structures import CaseInsensitiveDict

PLAIN = frozenset({"params", "data", "timeout"})


class QuickSession(requests.Session):
    """Not safe from several threads, like the session that it is."""

    def __init__(self) -> None:
        super().__init__()
        self._routes: dict[str, dict[str, Any]] = {}  # host -> proxies, verify, cert

    def request(self, method: str | bytes, url: str | bytes, *given: Any, **kwargs: Any) -> Response:
        plain = method == "post" and isinstance(kwargs.get("data"), bytes) and kwargs.keys() <= PLAIN
        if given or not plain or not isinstance(url, str) or self.auth or "?" in url:
            return super().request(method, url, *given, **kwargs)
        query = urlencode(kwargs.get("params") or {})
        address = f"{url}?{query}" if query else url
        adapter = self.get_adapter(address)
        prepared = self._prepared(address, kwargs["data"])
        response = adapter.send(prepared, timeout=kwargs.get("timeout"), **self._route(address))
        _ = response.content  # read to the end, so that the connection serves the next call
        return response

    def _prepared(self, address: str, body: bytes) -> PreparedRequest:
        prepared = PreparedRequest()
        prepared.method, prepared.url, prepared.body = "POST", address, body
        prepared.headers = CaseInsensitiveDict({name: str(value) for name, value in self.headers.items()})
        prepared.headers["Content-Length"] = str(len(body))
        prepared.hooks = default_hooks()
        return prepared

    def _route(self, address: str) -> dict[str, Any]:
        parts = urlsplit(address)
        key = f"{parts.scheme}://{parts.netloc}"
        if key not in self._routes:
            self._routes[key] = dict(self.merge_environment_settings(key, {}, False, None, None))
        return self._routes[key]
