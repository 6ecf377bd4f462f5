"""Every statement of a guide can be checked: its articles exist, apply, and contain the numbers it states."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from knowledge import guide_store, statutes
from knowledge.catalogue import Catalogue
from knowledge.guide_store import BadGuide, Guide
from knowledge.numerals import numbers_in
from knowledge.store import Store
from tests.knowledge.conftest import ON

GUIDES = guide_store.guides()
PHRASINGS = guide_store.phrasings()


@lru_cache(maxsize=1)
def in_force() -> dict[str, str]:
    """ "law#number" to text, of every article in force on the day."""
    found = {}
    for statute in statutes.read("all"):
        document = statute.document
        if document.repealed or document.effective > ON.isoformat() or "" < document.until <= ON.isoformat():
            continue
        for article in statute.articles:
            found[f"{document.title}#{article.number}"] = article.text
    return found


@pytest.mark.parametrize("guide", GUIDES, ids=lambda g: g.id)
def test_a_guide_cites_only_articles_in_force(guide: Guide) -> None:
    assert [cite for cite in guide.cites if cite not in in_force()] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda g: g.id)
def test_every_number_a_guide_states_stands_in_an_article_it_cites(guide: Guide) -> None:
    missing = []
    for sentence in guide.says:
        # What rests on practice or on a local rule states numbers that no national article holds.
        if sentence.basis != "law":
            continue
        there = set().union(*(numbers_in(in_force()[cite]) for cite in sentence.cites))
        missing += [(sentence.text, n) for n in numbers_in(sentence.text) - there - {1}]
    assert missing == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda g: g.id)
def test_a_guide_can_be_asked_for_in_several_ways(guide: Guide) -> None:
    assert len(set(guide.asks)) >= 4


def test_all_topics_have_a_guide() -> None:
    assert len(GUIDES) >= 154


def test_every_phrasing_points_to_an_article_in_force() -> None:
    assert [p for p in PHRASINGS if f"{p.law}#{p.article}" not in in_force()] == []


def test_a_sentence_without_articles_must_say_what_it_rests_on(tmp_path: Path) -> None:
    (tmp_path / "g.toml").write_text('title = "题"\nasks = ["问"]\n[[says]]\ntext = "话"\n', "utf-8")
    with pytest.raises(BadGuide, match=r"g\.toml"):
        guide_store.guides(tmp_path)


def test_the_catalogue_knows_the_guides_laws(tmp_path: Path) -> None:
    store = Store(tmp_path / "k.db")
    assert Catalogue(store).entries == {}
    store.close()
