"""A corpus ten times as large, for ``bench/retrieval.py``: copies of the statutes, no two alike.

A copy's sentences stand in another order, and in its index row one word in ten is another article's, so that
words are as frequent as in real text. Nothing is cut into words or embedded again: 220,000 articles take
minutes. Only time and memory are measured on them, never quality.
"""

from __future__ import annotations

import random
import sqlite3
import sys

import numpy as np

from knowledge import packed
from knowledge.base import Knowledge
from knowledge.passages import CORE

NOISE = 0.02  # a number of a unit vector of 384 is about 0.05; a copy's cosine with its model is then 0.93
BATCH = 5000


def grow(knowledge: Knowledge, articles: int) -> None:
    """Copies of all statutes, again and again, until there are enough articles."""
    store, chance = knowledge.store, random.Random(11)
    law = store.db.execute("select * from articles where id like 'law:%' order by id").fetchall()
    # Of an article that is several passages the first will do.
    rows = store.db.execute(
        "select p.article, t.title, t.path, t.words, t.grams from passages p join texts t on t.rowid = p.id"
        " where p.kind = 'text' and p.article like 'law:%' group by p.article having p.id = min(p.id)"
    ).fetchall()
    indexed = {row["article"]: row for row in rows}
    while (missing := articles - store.count("articles")) > 0:
        turn = store.count("documents", "id like 'copy:%:'") + 1
        with store.writing() as db:
            _copy(db, turn, [row for row in law[:missing] if row["id"] in indexed], indexed, chance)
        print(f"{store.count('articles')} of {articles} articles", file=sys.stderr, flush=True)


def _copy(
    db: sqlite3.Connection,
    turn: int,
    law: list[sqlite3.Row],
    indexed: dict[str, sqlite3.Row],
    chance: random.Random,
) -> None:
    # Not "law:", which the next build would remove as gone; one document a turn is enough for the catalogue.
    document = f"copy:{turn}:"
    first = db.execute("select * from documents where id like 'law:%' and until='' limit 1").fetchone()
    values = {**dict(first), "id": document, "title": f"副本{turn}", "repealed": 0}
    db.execute(f"insert into documents values ({','.join('?' * len(values))})", tuple(values.values()))  # noqa: S608
    at = db.execute("select max(id) from passages").fetchone()[0]
    others = list(indexed.values())
    articles, passages, texts = [], [], []
    for order, row in enumerate(law):
        key, of = f"{document}{row['id']}", indexed[row["id"]]
        sentences = row["text"].split("。")
        chance.shuffle(sentences)
        text = "。".join(sentences)
        articles.append((key, document, order, row["number"], row["path"], text))
        passages.append((at + order + 1, key, "text", "", text, key, 0, 0))
        other = chance.choice(others)
        words, grams = (_mixed(of[column], other[column], chance) for column in ("words", "grams"))
        texts.append((at + order + 1, of["title"].replace(CORE, ""), of["path"], words, grams))
    db.executemany("insert into articles values (?,?,?,?,?,?)", articles)
    db.executemany("insert into passages values (?,?,?,?,?,?,?,?)", passages)
    db.executemany("insert into texts (rowid, title, path, words, grams) values (?,?,?,?,?)", texts)


def _mixed(line: str, other: str, chance: random.Random) -> str:
    words, strange = line.split(), other.split()
    for _ in range(len(words) // 10 if strange else 0):
        words[chance.randrange(len(words))] = chance.choice(strange)
    return " ".join(words)


def fill_vectors(knowledge: Knowledge) -> None:
    """The packed vectors; for what is grown, real ones with noise, which crowd the index as copies would."""
    index = knowledge.vector_index()
    assert index is not None, "there is no embedder on this machine"
    for file in packed.FILES:
        index.take_packed(file)
    rows = knowledge.store.db.execute(
        "select id, hash from passages where kind='text' and embedded=0 order by id"
    ).fetchall()
    if not rows:
        return
    chance = np.random.default_rng(rows[0]["id"])
    kept = [packed.load(index.embedder_name, file) for file in packed.FILES]
    real = np.stack([vector for vectors in kept for vector in vectors.values()])
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        vectors = real[chance.integers(0, len(real), len(part))]
        vectors += chance.normal(0, NOISE, vectors.shape).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        index.put("text", [row["hash"] for row in part], vectors)
        with knowledge.store.writing() as db:
            db.executemany("update passages set embedded=1 where id=?", [(row["id"],) for row in part])
        print(f"{start + len(part)} of {len(rows)} vectors", file=sys.stderr, flush=True)
