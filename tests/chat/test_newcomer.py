"""Whoever has only the greeting hands in each kind of record in 8 messages and 60 characters at most."""

from __future__ import annotations

import itertools
import shutil
from pathlib import Path

import pytest

from handlers import FLOWS
from knowledge.base import Knowledge
from tests.chat.newcomer import MAX_MESSAGES, MAX_TYPED_CHARS, NO_RECORD, SCRIPTS, cost, play, transcript
from tests.chat.rows import entries
from tests.chat.world import World

DOCUMENT = Path(__file__).parents[2] / "docs" / "newcomer.md"


@pytest.mark.parametrize("name", SCRIPTS)
def test_within_the_budget(world: World, name: str) -> None:
    turns = play(world, name)
    messages, characters = cost(turns)
    assert messages <= MAX_MESSAGES
    assert characters <= MAX_TYPED_CHARS
    assert entries(world), turns[-1][1]


@pytest.mark.parametrize("name", [n for n, made in SCRIPTS.items() if n != "随手记"])
def test_the_word_to_begin_with_was_read_before(world: World, name: str) -> None:
    """Nothing has to be known: the word to begin with stands in an answer, or in what she was told."""
    turns, made = play(world, name), SCRIPTS[name]
    begins = len(turns) - len(made.said)
    read = "".join(reply for _, reply in turns[:begins]) + made.earlier
    assert made.said[0].text.split()[0] in read


def test_every_record_of_a_deputy_has_its_script() -> None:
    hers = {flow.name for flow in FLOWS if not flow.roles or "deputy" in flow.roles}
    assert hers - NO_RECORD == {made.flow for made in SCRIPTS.values()}


def test_the_transcript_in_the_documents_is_what_the_assistant_says(
    tmp_path: Path, shelf: Knowledge, blank: Path
) -> None:
    """Differs? ``python -m tests.chat.newcomer docs/newcomer.md``, and read it as somebody of sixty."""
    numbers = itertools.count()

    def open_world() -> World:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        shutil.copy(blank, folder / blank.name)
        return World(folder, shelf)

    assert DOCUMENT.read_text("utf-8") == transcript(open_world)
