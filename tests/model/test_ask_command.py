"""``renda ask`` with a model in the settings: rephrased and marked as in the chat, verbatim on request."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.entry.cli import app
from knowledge import words_of_answers as say
from tests.model import endpoint as play
from tests.model.conftest import GOOD, QUESTION
from tests.model.endpoint import ModelServer


@pytest.fixture
def settings(data_dir: Path, server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.behave = play.says(GOOD)
    for name, value in {
        "DATA_DIR": str(data_dir),
        "LLM__BASE_URL": server.base_url,
        "LLM__MODEL": "m",
        "LLM__TIMEOUT_SECONDS": "20",
    }.items():
        monkeypatch.setenv(f"RENDA_{name}", value)


@pytest.mark.usefixtures("settings")
def test_the_answer_is_rephrased_and_says_so() -> None:
    said = CliRunner().invoke(app, ["ask", QUESTION])
    assert GOOD in said.stdout
    assert say.AI_MARK in said.stdout
    assert "第五十一条" in said.stdout


@pytest.mark.usefixtures("settings")
def test_on_request_no_model_is_asked(server: ModelServer) -> None:
    said = CliRunner().invoke(app, ["ask", "--no-model", QUESTION])
    assert say.AI_MARK not in said.stdout
    assert "第五十一条" in said.stdout
    assert server.asked == []
