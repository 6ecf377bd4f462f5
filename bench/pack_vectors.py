"""Pack the vectors of congress law and of all questions into ``knowledge/data/vectors.npz``.

    python bench/pack_vectors.py TOWNSHIP_VAR ALL_VAR

Run it after the guides or phrasings changed; whatever is not packed is embedded on the first start instead.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Literal

import numpy as np

from knowledge import packed
from knowledge.base import Knowledge


def stored(var: Path, statutes: Literal["township", "all"]) -> dict[str, np.ndarray]:
    """All vectors of the township's set; of all statutes only those of congress law."""
    knowledge = Knowledge.open(var, statutes=statutes)
    index = knowledge.vector_index()
    assert index is not None, "there is no embedder on this machine"
    core = statutes == "all"
    found = {key: np.asarray(vector, np.float32) for key, vector in index.stored(core_only=core)}
    packed_under.add(index.embedder_name)
    knowledge.close()
    return found


packed_under: set[str] = set()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("township", type=Path, help="a data folder built with knowledge.statutes = township")
    parser.add_argument("all", type=Path, help="a data folder built with knowledge.statutes = all")
    options = parser.parse_args()
    found = stored(options.township, "township") | stored(options.all, "all")
    (embedder,) = packed_under
    print(packed.save(embedder, list(found.items())), packed.FILE, packed.FILE.stat().st_size)


if __name__ == "__main__":
    main()
