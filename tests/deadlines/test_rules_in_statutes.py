"""Every rule says what its article says: phrase, numbers and shares, in the version in force."""

import re
from collections.abc import Callable
from fractions import Fraction

import cn2an
import pytest

from knowledge.deadlines.anchors import ANCHORS
from knowledge.deadlines.loader import load_ambiguities, load_rules
from knowledge.deadlines.model import Rule

ARTICLE = Callable[[str, str], str]
RULES = sorted(load_rules().values(), key=lambda rule: rule.id)
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
GROUP_SIZES = {"E": 30, "M": 22, "S": 8, "B": 10, "V": 18, "R": 15, "X": 4, "L": 4, "C": 2}


def number(words: str) -> int:
    return int(cn2an.cn2an(words.replace("两", "二"), "normal"))


def numbers_in(words: str) -> set[int]:
    return {number(found) for found in re.findall(r"[一二两三四五六七八九十百千]+", words)}


def share_in(words: str) -> Fraction:
    if found := re.search(r"百分之([一二三四五六七八九十]+)", words):
        return Fraction(number(found.group(1)), 100)
    if found := re.search(r"([一二三四五六七八九十]+)分之([一二三四五六七八九十]+)", words):
        return Fraction(number(found.group(2)), number(found.group(1)))
    return Fraction(1) if "一倍" in words else Fraction(1, 2)


def test_all_113_rules_of_the_table_are_there() -> None:
    for letter, size in GROUP_SIZES.items():
        assert {f"{letter}{n:02}" for n in range(1, size + 1)} <= load_rules().keys()
    assert sum(GROUP_SIZES.values()) == 113


@EACH_RULE
def test_phrases_stand_in_the_article_in_force(rule: Rule, article_text: ARTICLE) -> None:
    for citation in rule.citations:
        assert citation.phrase in article_text(citation.law, citation.article)


@EACH_RULE
def test_words_of_each_number_stand_in_the_article(rule: Rule, article_text: ARTICLE) -> None:
    text = article_text(rule.law, rule.article)
    for entry in (*rule.deadlines, *rule.ratios, *rule.counts):
        assert entry.words in text


@EACH_RULE
def test_days_and_months_are_those_of_the_words(rule: Rule) -> None:
    for deadline in rule.deadlines:
        if deadline.counting in ("on", "strictly_before"):
            assert not numbers_in(deadline.words)
        elif deadline.months:
            unit = 12 if "年" in deadline.words else 1
            assert {deadline.months} == {unit * n for n in numbers_in(deadline.words)}
        else:
            assert {abs(deadline.days)} == numbers_in(deadline.words)


@EACH_RULE
def test_shares_are_those_of_the_words(rule: Rule) -> None:
    for ratio in rule.ratios:
        assert ratio.share == share_in(ratio.words)
        assert ratio.over == bool(re.search(r"过半数|超过(?!代表总名额)", ratio.words))


@EACH_RULE
def test_counts_are_those_of_the_words(rule: Rule) -> None:
    for count in rule.counts:
        bounds = {bound for bound in (count.least, count.most) if bound is not None}
        if count.key == "quota_small":
            bounds = {2000}  # 不足二千: 1,999 at most
        if count.key == "chief_candidates_extra":
            bounds = {1}  # one more, or none
        assert bounds == numbers_in(count.words)


@EACH_RULE
def test_marks_and_anchors_exist(rule: Rule) -> None:
    assert set(rule.ambiguities) <= load_ambiguities().keys()
    assert {deadline.anchor for deadline in rule.deadlines} <= ANCHORS.keys() | {
        "budget_reply_received",
        "accounts_reply_received",
    }


def test_every_ambiguity_is_used_and_complete() -> None:
    used = {mark for rule in RULES for mark in rule.ambiguities}
    assert used | {"⑫"} == set("①②③④⑤⑥⑦⑧⑨⑩⑪⑫") == load_ambiguities().keys()
    for entry in load_ambiguities().values():
        assert all((entry.question, entry.first, entry.second, entry.safe))


def test_county_rules_are_bound_to_the_county() -> None:
    assert {rule.id for rule in RULES if rule.binding == "county"} == {"X01", "X02", "X03", "X04", "N01"}


def test_keys_are_unique() -> None:
    keys = [entry.key for rule in RULES for entry in (*rule.ratios, *rule.counts)]
    assert len(keys) == len(set(keys))
