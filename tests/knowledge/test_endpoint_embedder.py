"""Vectors from an OpenAI-compatible endpoint: in order, masked, and done without while it is away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.entry.shelf import open_knowledge
from bot.settings import Settings
from knowledge import endpoint_embedder
from knowledge.base import Knowledge
from knowledge.endpoint_embedder import EndpointEmbedder, NoVector, VectorPlace, open_embedder
from tests.knowledge.conftest import ON, copy_of
from tests.model import endpoint as play
from tests.model.endpoint import ModelServer, Request, model_server


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        running.behave = vectors
        yield running


@pytest.fixture
def embedder(server: ModelServer) -> EndpointEmbedder:
    place = VectorPlace(server.base_url, "bge", "key", timeout_seconds=0.4)
    return EndpointEmbedder(place, names=lambda: ["孙示例"])


def vectors(request: Request) -> None:
    """A text's vector is its length and its first character."""
    texts = request.body["input"]
    rows = [
        {"object": "embedding", "index": i, "embedding": [float(len(text)), float(ord(text[0]))]}
        for i, text in enumerate([texts] if isinstance(texts, str) else texts)
    ]
    answer = {
        "object": "list",
        "data": rows,
        "model": "bge",
        "usage": {"prompt_tokens": 1, "total_tokens": 1},
    }
    request.send(json.dumps(answer).encode())


def test_vectors_come_back_in_the_order_of_the_texts(embedder: EndpointEmbedder) -> None:
    assert embedder.embed_documents(["一二三", "四"]) == [[3.0, float(ord("一"))], [1.0, float(ord("四"))]]
    assert embedder.name == "bge"


def test_a_name_of_the_roster_does_not_leave_the_house(
    embedder: EndpointEmbedder, server: ModelServer
) -> None:
    embedder.embed_query("孙示例的建议多久答复")
    (sent,) = server.asked
    assert "孙示例" not in json.dumps(sent, ensure_ascii=False)


@pytest.mark.parametrize("behave", [play.status(500), play.raw(b"<html>"), play.hangs_up, play.trickle])
def test_whatever_the_endpoint_does_there_is_no_vector_and_then_a_pause(
    embedder: EndpointEmbedder, server: ModelServer, behave: play.Behave
) -> None:
    server.behave = behave
    for _ in range(5):
        with pytest.raises(NoVector):
            embedder.embed_query("乡镇人代会一年开几次?")
    assert len(server.asked) == 3


def test_questions_are_answered_from_full_text_while_the_endpoint_is_away(
    statutes_dir: Path,
    tmp_path: Path,
    embedder: EndpointEmbedder,
    server: ModelServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    knowledge = Knowledge.open(copy_of(statutes_dir, tmp_path), embedder=embedder)
    with knowledge.store.writing() as db:
        db.execute("update passages set embedded = 1")  # as if the index had been built before it went away
    server.behave = play.status(503)
    answer = knowledge.ask("乡镇人代会一年开几次?", on=ON)
    knowledge.close()
    assert answer.citations[0].article == "第十四条"
    assert "向量接口没有回应" in caplog.text


def test_the_settings_choose_the_endpoint(tmp_path: Path, server: ModelServer) -> None:
    settings = Settings(data_dir=tmp_path, embeddings={"base_url": server.base_url, "model": "bge"})
    knowledge = open_knowledge(settings)
    index = knowledge.vector_index()
    knowledge.close()
    assert index is not None
    assert index.embedder_name == "bge"


def test_without_the_library_it_says_so_and_takes_the_packaged_model(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(endpoint_embedder, "installed", lambda: False)
    assert open_embedder(VectorPlace("http://127.0.0.1:9/v1", "bge")) is None
    assert "附加组件" in caplog.text
    assert open_embedder(VectorPlace("", "")) is None
