from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from knowledge.base import Knowledge
from knowledge.model.check import Checker
from knowledge.model.client import Endpoint
from knowledge.model.rephrase import Rephraser
from knowledge.records import Citation
from tests.model.endpoint import ModelServer, model_server

DAY = date(2026, 11, 21)
QUESTION = "代表提的建议多久要答复?"
LAW = "中华人民共和国全国人民代表大会和地方各级人民代表大会代表法"
GOOD = "代表提的建议,有关机关自交办之日起三个月内答复(《代表法》第五十一条)。"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **duration: float) -> None:
        self.now += timedelta(**duration)


@pytest.fixture(scope="session")
def statutes(statutes_dir: Path) -> Iterator[Knowledge]:
    """The township's statutes, with no model."""
    knowledge = Knowledge.open(statutes_dir)
    yield knowledge
    knowledge.close()


@pytest.fixture(scope="session")
def checker(statutes: Knowledge) -> Checker:
    return Checker(statutes.engine().catalogue, DAY)


@pytest.fixture(scope="session")
def article(statutes: Knowledge) -> Callable[[str, str], Citation]:
    """An article as the model is given it, by any name of its law."""

    def find(law: str, number: str) -> Citation:
        answer = statutes.ask(f"《{law}》{number}", on=DAY)
        assert answer.citations[0].article == number
        return answer.citations[0]

    return find


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def model(server: ModelServer, clock: Clock) -> Rephraser:
    """A model that is given up on after 0.4 s, once its library is loaded."""
    endpoint = Endpoint(server.base_url, "m", "key", timeout_seconds=0.4)
    rephraser = Rephraser(endpoint, clock=clock, names=lambda: ["孙示例"])
    rephraser.warm()
    return rephraser


@pytest.fixture
def ask(statutes: Knowledge, model: Rephraser) -> Callable[..., object]:
    """The knowledge base's answer, rephrased by the model."""

    def answered(question: str = QUESTION) -> object:
        verbatim = statutes.ask(question, on=DAY)
        return model.rephrase(verbatim, statutes.engine().catalogue, DAY)

    return answered
