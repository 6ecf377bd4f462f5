"""One call of an OpenAI-compatible endpoint that ends within its time limit, whatever the endpoint does.

The library is the extra ``llm``; it is imported at the first call (2 s), never when no model is configured.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import Any

from knowledge.model.bounded import MAX_BYTES, bounded_client

log = logging.getLogger(__name__)
MAX_TOKENS = 600  # twice the longest text that the check lets through
MAX_AT_ONCE = 8  # of the 32 threads that answer messages: a slow model must not hold up a check-in


class Unavailable(Exception):
    """No text came back. ``reason``: timeout, unreachable, http_429, garbage, busy or paused."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Endpoint:
    base_url: str
    model: str
    api_key: str = ""
    timeout_seconds: float = 30.0


@dataclass(frozen=True)
class Draft:
    """What the model wrote, before anybody has looked at it."""

    text: str
    truncated: bool


def installed() -> bool:
    """Whether the extra ``llm`` is there."""
    return find_spec("langchain_openai") is not None


class Client:
    """Thread-safe. At most ``MAX_AT_ONCE`` calls are under way; a further one is ``busy`` at once."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._free = threading.BoundedSemaphore(MAX_AT_ONCE)

    def ask(self, system: str, user: str) -> Draft:
        """Raises :class:`Unavailable`, at the latest when the time limit is over."""
        if not self._free.acquire(blocking=False):
            raise Unavailable("busy")
        outcome: list[Draft | Unavailable] = []

        def work() -> None:
            try:
                outcome.append(self._call(system, user))
            except Unavailable as failure:
                outcome.append(failure)
            finally:
                self._free.release()

        # A socket's own time limit counts from byte to byte; only somebody outside can end a trickle.
        worker = threading.Thread(target=work, name="model-call", daemon=True)
        worker.start()
        worker.join(self.endpoint.timeout_seconds)
        if not outcome:
            raise Unavailable("timeout")
        if isinstance(outcome[0], Unavailable):
            raise outcome[0]
        return outcome[0]

    def warm(self) -> None:
        """Import the library now, so that the first question need not wait for it."""
        _ = self._chat

    @cached_property
    def _chat(self) -> Any:
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        place = self.endpoint
        return ChatOpenAI(
            base_url=place.base_url,
            model=place.model,
            api_key=SecretStr(place.api_key or "none"),  # the library insists on one
            temperature=0,
            max_retries=0,
            timeout=place.timeout_seconds,
            # compatible endpoints know max_tokens; the library would send its newer name
            extra_body={"max_tokens": MAX_TOKENS},
            http_client=bounded_client(place.timeout_seconds, MAX_BYTES),
        )

    def _call(self, system: str, user: str) -> Draft:
        from openai import APIConnectionError, APIStatusError, APITimeoutError

        started = time.monotonic()
        try:
            message = self._chat.invoke([("system", system), ("human", user)])
        except APITimeoutError as error:
            raise Unavailable("timeout") from error
        except APIConnectionError as error:
            raise Unavailable("unreachable") from error
        except APIStatusError as error:
            raise Unavailable(f"http_{error.status_code}") from error
        except Exception as error:  # not JSON, JSON of another shape: the library fails in many ways
            raise Unavailable("garbage") from error
        log.debug("the model answered in %.1f s", time.monotonic() - started)
        if not isinstance(message.content, str):
            raise Unavailable("garbage")
        return Draft(message.content, message.response_metadata.get("finish_reason") not in (None, "stop"))
