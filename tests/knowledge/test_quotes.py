"""Every sentence that is quoted stands in its source, character for character."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import guide_store, passages, statutes
from knowledge.base import Knowledge
from knowledge.quote import marked_sentence, sentences
from knowledge.words import bigrams
from tests.knowledge.conftest import ON


def _source() -> dict[str, str]:
    with sqlite3.connect(f"file:{statutes.data_file()}?mode=ro", uri=True) as db:
        rows = db.execute(
            "select law_id || '#' || article_no, group_concat(article_text, char(10)) from "
            "articles group by 1"
        )
        found = dict(rows.fetchall())
    db.close()
    return found


def test_every_indexed_article_is_a_substring_of_the_data_file() -> None:
    source = _source()
    for statute in statutes.read("all"):
        key = statute.document.id.removeprefix("law:")
        for article in statute.articles:
            whole = source[f"{key}#{article.number}"]
            assert article.text in whole
            assert all(sentence in whole for sentence in sentences(article.text))


def test_every_passage_is_made_of_lines_of_its_article() -> None:
    for statute in statutes.read("township"):
        for article in statute.articles:
            for piece in passages.pieces(article.text):
                assert all(line in article.text for line in piece.split("\n"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.sampled_from([ask for guide in guide_store.guides() for ask in guide.asks]))
def test_what_an_answer_quotes_is_in_the_statutes(township: Knowledge, asked: str) -> None:
    source = _SOURCE
    for citation in township.ask(asked, on=ON).citations:
        whole = source[f"{citation.id.split('#')[0].removeprefix('law:')}#{citation.article}"]
        assert citation.text in whole
        assert citation.marked is None or citation.marked in citation.text


def test_what_the_development_questions_are_answered_with_is_in_the_statutes(
    township: Knowledge, dev_questions: Path
) -> None:
    for line in dev_questions.read_text("utf-8").splitlines():
        for citation in township.ask(json.loads(line)["question"], on=ON).citations:
            whole = _SOURCE[f"{citation.id.split('#')[0].removeprefix('law:')}#{citation.article}"]
            assert citation.text in whole
            assert citation.marked is None or citation.marked in citation.text


@given(
    text=st.text(alphabet="代表大会选举村民。；\n，一二", max_size=120),
    asked=st.text("代表大会选举村民", max_size=20),
)
def test_a_marked_sentence_is_a_substring(text: str, asked: str) -> None:
    marked = marked_sentence(tuple(bigrams(asked)), text)
    assert marked is None or marked in text


_SOURCE = _source()
