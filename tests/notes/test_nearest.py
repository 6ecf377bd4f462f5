"""The examples speak only where they clearly agree; without vectors they are silent."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np
import pytest

from bot.notes.nearest import PACKED, NearestExamples, digest, examples, unpacked
from bot.notes.reading import Reader
from bot.settings.duties import CATEGORIES, Category
from knowledge.embedder import PackagedE5
from tests.notes.test_model import TODAY

ALL = [text for kind in ("deed", "category") for texts in examples(kind).values() for text in texts]


class Played:
    """An embedder whose vectors are one axis a label; ``gate`` holds up the making of the examples."""

    def __init__(self, name: str = "played") -> None:
        self.name = name
        self.gate = threading.Event()
        self.made = threading.Event()
        self.axis = {text: at for at, texts in enumerate(examples("category").values()) for text in texts}

    def one(self, text: str) -> Sequence[float] | None:
        return self._vector(text)

    def many(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        self.gate.wait(10)
        self.made.set()
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> list[float]:
        vector = np.full(14, 0.01)
        vector[self.axis.get(text, 13)] = 1.0
        return list(vector)


def test_the_vectors_that_come_along_are_those_of_the_examples() -> None:
    """Differs? ``python -m bench.pack_notes``."""
    with np.load(PACKED) as file:
        assert set(file["digests"]) == {digest(text) for text in ALL}
        assert str(file["embedder"]) == PackagedE5.name
    assert set(unpacked(PackagedE5.name)) == set(ALL)
    assert unpacked("another model") == {}


def test_another_models_vectors_are_made_aside_and_nobody_waits() -> None:
    played = Played()
    nearest = NearestExamples(played)
    assert nearest.category("路上有大坑", CATEGORIES) is None
    played.gate.set()
    assert played.made.wait(10)
    for _ in range(200):
        if (found := nearest.category("路上有大坑", CATEGORIES)) is not None:
            break
        threading.Event().wait(0.01)
    assert found == "道路交通"


def test_what_lies_between_two_labels_is_asked() -> None:
    played = Played()
    played.gate.set()
    nearest = NearestExamples(played)
    nearest.category("路上有大坑", CATEGORIES)
    played.made.wait(10)
    assert nearest.category("这件事和什么都不像", CATEGORIES) is None


def test_an_embedder_that_fails_keeps_no_record_back(caplog: pytest.LogCaptureFixture) -> None:
    class Broken(Played):
        def one(self, text: str) -> Sequence[float] | None:
            raise RuntimeError("gone")

    told = Reader(NearestExamples(Broken())).read("张大爷说外卖车横冲直撞", TODAY, CATEGORIES)
    assert (told.deed, told.category) == ("反映问题", None)
    assert "外卖" not in caplog.text


def test_a_category_of_the_office_without_examples_is_known_by_its_words() -> None:
    nearest = NearestExamples(Played())
    assert nearest.category("路上有大坑", [Category(label="渔业", words=("鱼塘",))]) is None
