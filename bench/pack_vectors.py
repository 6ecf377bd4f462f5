"""Pack the vectors that come with the package: ``knowledge/data/vectors.npz`` and ``vectors_rest.npz``.

    python bench/pack_vectors.py TOWNSHIP_VAR ALL_VAR

Both folders must be built (``renda kb rebuild``; half an hour for all statutes where nothing is packed yet).
Run it after guides, phrasings or the statutes changed; what is not packed is embedded on the first start.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Literal

import numpy as np

from knowledge import packed
from knowledge.base import Knowledge

Vectors = dict[str, np.ndarray]


def stored(var: Path, statutes: Literal["township", "all"], *, core_only: bool) -> tuple[str, Vectors]:
    """(the embedder's name, the vectors that are there by the hash of their text)."""
    knowledge = Knowledge.open(var, statutes=statutes)
    index = knowledge.vector_index()
    assert index is not None, "there is no embedder on this machine"
    found = {key: np.asarray(vector, np.float32) for key, vector in index.stored(core_only=core_only)}
    knowledge.close()
    return index.embedder_name, found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("township", type=Path, help="a data folder built with knowledge.statutes = township")
    parser.add_argument("all", type=Path, help="a data folder built with knowledge.statutes = all")
    options = parser.parse_args()
    embedder, township = stored(options.township, "township", core_only=False)
    _, core = stored(options.all, "all", core_only=True)
    _, everything = stored(options.all, "all", core_only=False)
    core |= township
    rest = {key: vector for key, vector in everything.items() if key not in core}
    for vectors, file in ((core, packed.CORE), (rest, packed.REST)):
        print(packed.save(embedder, list(vectors.items()), file), file, file.stat().st_size)


if __name__ == "__main__":
    main()
