"""The slower steps of reading a sentence, wired: the knowledge base's embedder, the settings' model."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from langchain_core.embeddings import Embeddings

from bot.clock import Clock
from bot.entry.shelf import Names, names_in
from bot.notes.first import ReadBefore
from bot.notes.nearest import NearestExamples
from bot.notes.people import all_named
from bot.notes.reading import Reader
from bot.settings import Settings
from bot.store.database import Database
from knowledge.base import Knowledge
from knowledge.embedder import PackagedE5, name_of, packaged
from knowledge.endpoint_embedder import NoVector
from knowledge.model.breaker import Breaker
from knowledge.model.client import Client, Endpoint, Unavailable, installed
from knowledge.model.mask import mask

log = logging.getLogger(__name__)
MODEL_SECONDS = 4.0  # the card still comes with the first answer, which the platform awaits for five


class LoadedEmbedder:
    """Whatever embedder the knowledge base has loaded by now."""

    def __init__(self, loaded: Callable[[], Embeddings | None]) -> None:
        self._loaded = loaded

    @property
    def name(self) -> str:
        embedder = self._loaded()
        return "" if embedder is None else name_of(embedder)

    def one(self, text: str) -> Sequence[float] | None:
        embedder = self._loaded()
        try:
            return None if embedder is None else embedder.embed_query(text)
        except NoVector:
            return None

    def many(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        embedder = self._loaded()
        if embedder is None:
            return []
        if isinstance(embedder, PackagedE5):  # sentences are compared with sentences, not with passages
            return [list(map(float, row)) for row in embedder.model().encode([f"query: {t}" for t in texts])]
        return embedder.embed_documents(list(texts))


class MaskedModel:
    """Implements :class:`bot.notes.from_model.Model`: names, phones and addresses do not leave the house."""

    def __init__(self, endpoint: Endpoint, names: Names, clock: Clock) -> None:
        self._client = Client(replace(endpoint, timeout_seconds=min(endpoint.timeout_seconds, MODEL_SECONDS)))
        self._names = names
        self._breaker = Breaker(clock)

    def warm(self) -> None:
        """Load the library before the first sentence (2 s)."""
        self._client.warm()

    def ask(self, system: str, said: str) -> str | None:
        hidden = mask(said, [*self._names(), *all_named(said)])
        if not self._breaker.may_ask():
            return None
        try:
            draft = self._client.ask(system, hidden.text)
        except Unavailable as failure:
            if failure.reason != "busy":
                self._breaker.failed()
            log.info("the card is filled in without the model: %s", failure.reason)
            return None
        self._breaker.worked()
        return None if draft.truncated else hidden.unmask(draft.text)


def open_notes(settings: Settings, knowledge: Knowledge, database: Database, clock: Clock) -> ReadBefore:
    llm = settings.llm
    endpoint = Endpoint(llm.base_url, llm.model, llm.api_key, llm.timeout_seconds)
    model = MaskedModel(endpoint, names_in(database), clock) if llm.base_url and installed() else None
    nearest = NearestExamples(LoadedEmbedder(lambda: knowledge.loaded_embedder))
    return ReadBefore(Reader(nearest, model))


def packaged_nearest() -> NearestExamples:
    """Over the embedder that comes along, loaded at the first sentence."""
    embedder = packaged()
    return NearestExamples(LoadedEmbedder(lambda: embedder))
