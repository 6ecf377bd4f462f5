"""The knowledge base of an office's settings, with the model and the embedder that the settings name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from bot.clock import Clock
from bot.settings import Settings
from bot.store.database import Database
from bot.store.tables import person
from knowledge.base import Knowledge
from knowledge.endpoint_embedder import VectorPlace, open_embedder
from knowledge.model.client import Endpoint
from knowledge.model.rephrase import Rephraser
from knowledge.model.setup import open_model

Names = Callable[[], list[str]]


def open_knowledge(settings: Settings, model: Rephraser | None = None, names: Names = list) -> Knowledge:
    """``names`` are masked in a question that goes to an embeddings endpoint."""
    wanted = settings.embeddings
    place = VectorPlace(wanted.base_url, wanted.model, wanted.api_key, wanted.timeout_seconds)
    return Knowledge.open(
        Path(settings.data_dir),
        statutes=settings.knowledge.statutes,
        region=settings.office.province or None,
        embedder=open_embedder(place, names=names),
        model=model,
    )


def names_in(database: Database) -> Names:
    """The names of the roster, which do not leave the house."""

    def names() -> list[str]:
        with database.read() as connection:
            return list(connection.execute(select(person.c.name)).scalars())

    return names


def model_of(settings: Settings, database: Database, clock: Clock) -> Rephraser | None:
    """The language model of the settings."""
    llm = settings.llm
    endpoint = Endpoint(llm.base_url, llm.model, llm.api_key, llm.timeout_seconds)
    return open_model(endpoint, clock=clock, names=names_in(database), filing=llm.filing)
