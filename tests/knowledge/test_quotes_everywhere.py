"""Over all statutes and a shelf of local texts, what is quoted stands in its source character for character.

Slow: 26,000 articles are indexed first, once for the whole run.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import knowledge
from knowledge import statutes
from knowledge.base import Knowledge
from knowledge.documents.read import read
from knowledge.documents.sources import items
from knowledge.quote import marked_sentence
from knowledge.records import Citation
from knowledge.words import bigrams
from tests.knowledge.conftest import ON, SHARED

pytestmark = pytest.mark.slow
EVALSET = Path(knowledge.__file__).parent / "evalset"
CORPUS = SHARED / "corpus"
SHELF = tuple(folder for folder in (CORPUS / "local_regs", CORPUS / "speeches") if folder.is_dir())


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    opened = Knowledge.open(tmp_path_factory.mktemp("everything"), statutes="all")
    opened.build(vectors="none")
    opened.import_paths(SHELF)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def sources() -> dict[str, str]:
    """The source's text by "law:id#number", and of each local file under its name, without blanks."""
    with sqlite3.connect(f"file:{statutes.data_file()}?mode=ro", uri=True) as db:
        rows = db.execute("select law_id, article_no, article_text from articles").fetchall()
    db.close()
    found: dict[str, str] = {}
    for law, number, text in rows:
        found[f"law:{law}#{number}"] = found.get(f"law:{law}#{number}", "") + "\n" + text
    for name, data in (item for folder in SHELF for item in items(folder)):
        assert isinstance(data, bytes)
        found[name] = _bare(read(name, data))
    return found


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _stands(citation: Citation, sources: dict[str, str]) -> bool:
    if citation.id.startswith("law:"):
        return citation.text in sources[f"{citation.id.split('#')[0]}#{citation.article}"]
    # Blank lines and pages are not kept of a local file; every line must be there.
    whole = sources[citation.source.removeprefix("本单位导入:")]
    return all(_bare(line) in whole for line in citation.text.split("\n"))


def _asked(file: Path) -> list[str]:
    return [json.loads(line)["question"] for line in file.read_text("utf-8").splitlines()]


def _hold(everything: Knowledge, sources: dict[str, str], questions: list[str]) -> None:
    quoted = 0
    for question in questions:
        for citation in everything.ask(question, on=ON).citations:
            quoted += 1
            assert _stands(citation, sources), (question, citation.law, citation.article)
            assert citation.marked is None or citation.marked in citation.text, question
    assert quoted > len(questions)


def test_the_development_questions(
    everything: Knowledge, sources: dict[str, str], dev_questions: Path
) -> None:
    _hold(everything, sources, _asked(dev_questions))


@pytest.mark.parametrize("name", ["answerable", "spoken", "spoken_later"])
def test_our_own_questions(everything: Knowledge, sources: dict[str, str], name: str) -> None:
    _hold(everything, sources, _asked(EVALSET / f"{name}.jsonl"))


def test_every_article_and_the_sentence_marked_in_it(everything: Knowledge, sources: dict[str, str]) -> None:
    """Asked with its own end, so that a late sentence of a long article is marked too."""
    store = everything.engine().store
    documents = store.documents()
    assert len(documents) > 378 or not SHELF
    for document in documents:
        for article in store.articles_of(document.id):
            marked = marked_sentence(tuple(bigrams(article.text[-30:])), article.text)
            assert marked is None or marked in article.text
            citation = Citation(
                document.title, article.number, article.text, document.version, document.source, id=article.id
            )
            assert _stands(citation, sources), (document.title, article.number)
