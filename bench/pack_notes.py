"""Make ``bot/notes/examples.npz``, the vectors of the examples, anew: ``python -m bench.pack_notes``."""

from __future__ import annotations

import numpy as np

from bot.notes.nearest import PACKED, digest, examples
from knowledge.embedder import name_of, packaged


def main() -> None:
    embedder = packaged()
    assert embedder is not None, "there is no embedder on this machine"
    texts = list(
        dict.fromkeys(t for kind in ("deed", "category") for under in examples(kind).values() for t in under)
    )
    vectors = np.array(embedder.model().encode([f"query: {text}" for text in texts]))
    # A byte for each number: a hundredth of the lead that decides.
    small = np.round(vectors * (127 / np.abs(vectors).max(axis=1, keepdims=True))).astype(np.int8)
    np.savez_compressed(
        PACKED,
        embedder=np.array(name_of(embedder)),
        digests=np.array([digest(t) for t in texts]),
        vectors=small,
    )
    print(len(texts), PACKED.stat().st_size)


if __name__ == "__main__":
    main()
