"""Vectors from an OpenAI-compatible endpoint: bounded in time and size, and done without while it is away.

The library is the extra ``llm``. A question's personal data is masked before it leaves the house, as for a
model.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from langchain_core.embeddings import Embeddings

from knowledge import words_of_answers as say
from knowledge.model.bounded import bounded_client
from knowledge.model.breaker import Breaker, utc_now
from knowledge.model.client import installed
from knowledge.model.mask import mask

log = logging.getLogger(__name__)
INDEXING_SECONDS = 60  # for a batch of 64 passages; nobody waits for it
MAX_BYTES = 16 * 1024 * 1024  # 64 vectors of 4,096 numbers in decimal


class NoVector(Exception):
    """The endpoint gave no vector; the question is answered from full text."""


@dataclass(frozen=True)
class VectorPlace:
    base_url: str
    model: str
    api_key: str = ""
    timeout_seconds: float = 3.0


class EndpointEmbedder(Embeddings):
    """Thread-safe. After three failures in a row the endpoint is left alone for two minutes."""

    def __init__(
        self,
        place: VectorPlace,
        *,
        clock: Callable[[], datetime] = utc_now,
        names: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self.name = place.model
        self._place = place
        self._names = names
        self._breaker = Breaker(clock)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Raises what the library raises: a build that stops goes on at the next start."""
        return list(self._for_indexing.embed_documents(texts))

    def embed_query(self, text: str) -> list[float]:
        """Raises :class:`NoVector`, soon."""
        if not self._breaker.may_ask():
            raise NoVector("paused")
        try:
            vector = list(map(float, self._for_questions.embed_query(mask(text, self._names()).text)))
        except Exception as error:  # the library fails in many ways
            self._breaker.failed()
            raise NoVector(type(error).__name__) from error
        self._breaker.worked()
        return vector

    @cached_property
    def _for_indexing(self) -> Any:
        return self._client(INDEXING_SECONDS)

    @cached_property
    def _for_questions(self) -> Any:
        return self._client(self._place.timeout_seconds)

    def _client(self, seconds: float) -> Any:
        from langchain_openai import OpenAIEmbeddings
        from pydantic import SecretStr

        return OpenAIEmbeddings(
            openai_api_base=self._place.base_url,
            model=self._place.model,
            openai_api_key=SecretStr(self._place.api_key or "none"),  # the library insists on one
            check_embedding_ctx_length=False,  # other houses' models have other tokens
            max_retries=0,
            request_timeout=seconds,
            http_client=bounded_client(seconds, MAX_BYTES),
            # floats as they are: compatible endpoints seldom know the library's packed form
            model_kwargs={"encoding_format": "float"},
        )


def open_embedder(
    place: VectorPlace, *, names: Callable[[], Iterable[str]] = tuple
) -> EndpointEmbedder | None:
    """The endpoint of an office's settings; None when there is none, or when the extra is not installed."""
    if not place.base_url:
        return None
    if not installed():
        log.warning(say.EMBEDDINGS_LIBRARY_MISSING)
        return None
    return EndpointEmbedder(place, names=names)
