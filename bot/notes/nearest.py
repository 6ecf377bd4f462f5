"""What a sentence is about by the labelled examples nearest to it; silent where they do not clearly agree."""

from __future__ import annotations

import hashlib
import logging
import threading
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.settings.duties import Category

log = logging.getLogger(__name__)
EXAMPLES = Path(__file__).with_name("examples.toml")
PACKED = Path(__file__).with_name("examples.npz")
NEAREST = 3  # of each label, averaged: one odd example decides nothing
# By how much the best label must lead: in bench.notes four of five reach it, nine of ten of them right.
CATEGORY_LEAD, DEED_LEAD = 0.06, 0.09
LAST = "其他"  # what nothing else fits has no words of its own, and is never proposed

Floats = NDArray[np.float32]
Labelled = Mapping[str, Sequence[str]]


class Embedder(Protocol):
    """``name`` tells vectors of one model from those of another. Raises what it likes."""

    @property
    def name(self) -> str: ...

    def many(self, texts: Sequence[str]) -> Sequence[Sequence[float]]: ...

    def one(self, text: str) -> Sequence[float] | None:
        """None while there is no embedder."""


def examples(kind: str) -> Labelled:
    """``kind``: deed or category; the sentences under each label."""
    told: dict[str, Labelled] = tomllib.loads(EXAMPLES.read_text("utf-8"))
    return told[kind]


class NearestExamples:
    """Thread-safe. The packaged model's vectors come along; another model's are made once, aside."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, dict[str, Floats]] = {}  # the embedder's name → text → its vector
        self._lock = threading.Lock()
        self._making: set[str] = set()

    def deed(self, said: str) -> str | None:
        return self._best(said, examples("deed"), DEED_LEAD)

    def category(self, problem: str, known: Sequence[Category]) -> str | None:
        """One of the office's own categories: one that we have no examples for is known by its words."""
        ours = examples("category")
        labelled = {each.label: ours.get(each.label) or (each.label, *each.words) for each in known}
        best = self._best(problem, labelled, CATEGORY_LEAD)
        return None if best == LAST else best

    def _best(self, text: str, labelled: Labelled, lead: float) -> str | None:
        if len(labelled) < 2 or (asked := self._embedder.one(text)) is None:
            return None
        vectors = self._vectors([each for texts in labelled.values() for each in texts])
        if vectors is None:
            return None
        # All sentences of this model lie close together; what they share says nothing.
        shared = np.mean(list(vectors.values()), axis=0)
        query = _unit(np.asarray(asked, np.float32) - shared)
        scores = sorted(
            (_closeness(query, [_unit(vectors[each] - shared) for each in texts]), label)
            for label, texts in labelled.items()
        )
        (second, _), (first, label) = scores[-2:]
        return label if first - second >= lead else None

    def _vectors(self, texts: Sequence[str]) -> dict[str, Floats] | None:
        """Of these texts; None while they are being made."""
        name = self._embedder.name
        with self._lock:
            if name not in self._known:
                self._known[name] = unpacked(name)
            known = self._known[name]
            missing = [text for text in texts if text not in known]
            if not missing:
                return {text: known[text] for text in texts}
            if name in self._making:
                return None
            self._making.add(name)
        threading.Thread(target=self._make, args=(name, missing), name="note-examples", daemon=True).start()
        return None

    def _make(self, name: str, texts: Sequence[str]) -> None:
        try:
            made = [np.asarray(each, np.float32) for each in self._embedder.many(texts)]
            with self._lock:
                self._known[name] |= dict(zip(texts, made, strict=True))
        except Exception as failure:
            log.info("the examples are not embedded yet: %s", type(failure).__name__)
        finally:
            with self._lock:
                self._making.discard(name)


def _closeness(query: Floats, vectors: Sequence[Floats]) -> float:
    return float(np.mean(sorted((float(query @ each) for each in vectors), reverse=True)[:NEAREST]))


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / np.linalg.norm(vector), np.float32)


def unpacked(name: str) -> dict[str, Floats]:
    """The vectors that come along, by their text; none for another embedder."""
    if not PACKED.is_file():
        return {}
    with np.load(PACKED, allow_pickle=False) as file:
        if str(file["embedder"]) != name:
            return {}
        digests, vectors = list(map(str, file["digests"])), file["vectors"].astype(np.float32)
    by_digest = dict(zip(digests, map(_unit, vectors), strict=True))
    texts = [text for kind in ("deed", "category") for under in examples(kind).values() for text in under]
    return {text: by_digest[key] for text in texts if (key := digest(text)) in by_digest}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
