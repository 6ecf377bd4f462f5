"""An HTTP client that reads no more and no longer than it should: a trickle or an endless body ends here.

No redirects (the question goes to the configured address and nowhere else) and no proxy from the environment.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx2  # comes with the extra ``llm``

MAX_BYTES = 256 * 1024


def bounded_client(seconds: float, max_bytes: int) -> httpx2.Client:
    import httpx2

    class Body(httpx2.SyncByteStream):
        def __init__(self, inner: httpx2.SyncByteStream, until: float) -> None:
            self._inner, self._until = inner, until

        def __iter__(self) -> Iterator[bytes]:
            read = 0
            for part in self._inner:
                read += len(part)
                if read > max_bytes:
                    raise httpx2.ReadError("the answer is too long")
                if time.monotonic() > self._until:
                    raise httpx2.ReadTimeout("the answer takes too long")
                yield part

        def close(self) -> None:
            self._inner.close()

    class Transport(httpx2.HTTPTransport):
        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            until = time.monotonic() + seconds
            response = super().handle_request(request)
            assert isinstance(response.stream, httpx2.SyncByteStream)
            return httpx2.Response(
                response.status_code,
                headers=response.headers,
                stream=Body(response.stream, until),
                extensions=response.extensions,
            )

    return httpx2.Client(
        # A connection per question: a kept one would be stale by the next, which is minutes away.
        transport=Transport(limits=httpx2.Limits(max_keepalive_connections=0)),
        timeout=seconds,
        follow_redirects=False,
        # no compression: a small body could unpack to more than the limit
        headers={"Accept-Encoding": "identity"},
    )
