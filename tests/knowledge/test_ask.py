"""What a deputy or clerk reads: the right article, quoted, with its law, number and version; or a refusal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge import statutes
from knowledge.base import Knowledge
from knowledge.chat import answer_text, from_memory, source_text, to_memory
from knowledge.follow_up import whole_question
from tests.knowledge.conftest import ON, copy_of

DEPUTIES = "中华人民共和国全国人民代表大会和地方各级人民代表大会代表法"
ORGANISATION = "中华人民共和国地方各级人民代表大会和地方各级人民政府组织法"


@pytest.mark.parametrize(
    ("question", "law", "article"),
    [
        ("代表法第八条", DEPUTIES, "第八条"),
        ("《代表法》第8条是什么", DEPUTIES, "第八条"),
        ("组织法第十四条", ORGANISATION, "第十四条"),
        ("国务院组织法第三条", "中华人民共和国国务院组织法", "第三条"),
        ("刑法第一百二十条之一", "中华人民共和国刑法", "第一百二十条之一"),
        ("民法典第三条是什么", "中华人民共和国民法典", "第三条"),
        (
            "直选规定条目五",
            "全国人民代表大会常务委员会关于县级以下人民代表大会代表直接选举的若干规定",
            "条目五",
        ),
        ("乡镇人代会一年开几次?", ORGANISATION, "第十四条"),
        ("代表提的建议多久要答复?", DEPUTIES, "第五十一条"),
    ],
)
def test_the_first_citation(township: Knowledge, question: str, law: str, article: str) -> None:
    first = township.ask(question, on=ON).citations[0]
    assert (first.law, first.article) == (law, article)


def test_an_answer_names_law_number_and_version(township: Knowledge) -> None:
    text = answer_text(township.ask("代表提的建议多久要答复?", on=ON))
    assert "《代表法》第五十一条(2025年3月11日版本)" in text
    assert "三个月内答复" in text


@pytest.mark.parametrize(
    "question", ["今天中午吃什么", "打印机如何加碳粉", "谁是美国总统", "", "?", "😀", "a" * 5000]
)
def test_what_is_not_about_congress_is_declined(township: Knowledge, question: str) -> None:
    answer = township.ask(question, on=ON)
    assert answer.refused
    assert "专干" in answer.text


def test_a_law_that_is_not_here_is_named_in_the_refusal(township: Knowledge) -> None:
    answer = township.ask("《浙江省民法典实施办法》第五条怎么说", on=ON)
    assert answer.refused
    assert "浙江省民法典实施办法" in answer.text


def test_an_article_that_does_not_exist_is_not_invented(township: Knowledge) -> None:
    answer = township.ask("代表法第九十条", on=ON)
    assert answer.refused
    assert "65" in answer.text


def test_an_old_number_leads_to_the_present_one(township: Knowledge) -> None:
    answer = township.ask("代表法第四十二条 建议答复", on=ON)
    assert [c.article for c in answer.citations[:2]] == ["第五十一条", "第四十二条"]
    assert "旧条号" in answer.text


def test_a_present_number_is_taken_at_its_word(township: Knowledge) -> None:
    answer = township.ask("代表法第四十二条", on=ON)
    assert [c.article for c in answer.citations] == ["第四十二条"]
    assert "旧条号" not in answer.text


def test_a_number_whose_article_speaks_of_something_else_leads_to_the_one_that_is_meant(
    township: Knowledge,
) -> None:
    answer = township.ask("地方组织法第十八条 联名提议案", on=ON)
    assert [c.article for c in answer.citations[:2]] == ["第二十二条", "第十八条"]
    assert "条号会变" in answer.text


@pytest.mark.parametrize("rest", ["", "是什么", "每届任期几年", "怎么规定的"])
def test_a_number_that_fits_its_question_is_taken_at_its_word(township: Knowledge, rest: str) -> None:
    answer = township.ask(f"地方组织法第九条{rest}", on=ON)
    assert answer.citations[0].article == "第九条"


def test_the_effective_date_decides_what_applies(township: Knowledge) -> None:
    before = township.ask("村民委员会组织法第十四条", on=date(2025, 12, 31))
    assert "2026年1月1日" in before.text
    assert before.citations[0].status == "尚未施行"
    after = township.ask("村民委员会组织法第十四条", on=date(2026, 1, 1))
    assert after.citations[0].status == "现行有效"


def test_laws_to_come_are_not_in_force_and_their_old_versions_are() -> None:
    versions = {(s.document.title, s.document.version): s.document for s in statutes.read("all")}
    new = versions["中华人民共和国商标法", "2026-06-26"]
    old = versions["中华人民共和国商标法", "2019-04-23"]
    assert (new.effective, old.until) == ("2027-01-01", "2027-01-01")


def test_headings_of_the_next_part_are_cleaned_off() -> None:
    found = statutes.lookup("中华人民共和国民法典", "第二百零四条", ON.isoformat())
    assert found is not None
    assert "分编" not in found[1].text


def test_a_county_rule_borrowed_for_a_township_says_so(township: Knowledge) -> None:
    assert "参照" in township.ask("乡镇人大能搞专题询问吗", on=ON).text


def test_a_follow_up_changes_the_level_of_the_last_question(township: Knowledge) -> None:
    first = township.ask("乡镇人大代表几个人联名可以提议案?", on=ON)
    second = township.ask("那县里呢?", on=ON, previous=from_memory(to_memory(first)))
    assert second.citations[0].article == "第二十二条"
    assert "县级" in "".join(second.notes)


@pytest.mark.parametrize(
    ("then", "marked"), [("三个月没回音呢", "三个月内答复"), ("那六个月还没回音呢", "六个月内答复")]
)
def test_a_follow_up_with_a_number_marks_the_sentence_with_that_number(
    township: Knowledge, then: str, marked: str
) -> None:
    first = township.ask("代表建议多久答复?", on=ON)
    citation = township.ask(then, on=ON, previous=first).citations[0]
    assert (citation.law, citation.article) == (DEPUTIES, "第五十一条")
    assert marked in (citation.marked or "")


def test_a_follow_up_stays_with_what_was_spoken_of(township: Knowledge) -> None:
    first = township.ask("代表建议多久答复?", on=ON)
    then = township.ask("要是办得不满意呢", on=ON, previous=first)
    assert then.citations[0].article in ("第五十一条", "第五十二条")  # 建议, not 质询


@pytest.mark.parametrize("said", ["收到", "好的", "谢谢!", "好的,谢谢您", "收到,辛苦了", "OK"])
def test_a_courtesy_is_never_answered_with_an_article(township: Knowledge, said: str) -> None:
    first = township.ask("代表建议多久答复?", on=ON)
    assert not township.ask(said, on=ON).citations
    assert not township.ask(said, on=ON, previous=first).citations


@pytest.mark.parametrize(
    ("first", "then", "whole"),
    [
        ("罢免镇长要多少代表?", "那副镇长呢?", "罢免副镇长要多少代表?"),
        ("罢免镇长要多少代表?", "村主任呢", "罢免村主任要多少代表?"),
        ("乡镇代表几个人联名能提议案", "质询呢", "乡镇代表几个人联名能提质询"),
        ("村委会一届几年", "居委会呢?", "居委会一届几年"),
        ("代表建议多久答复", "要是办得不满意呢", "代表建议 答复 办得不满意"),
        ("乡镇人代会一年开几次?", "代表请假跟谁请?", None),
    ],
)
def test_a_follow_up_is_made_whole(first: str, then: str, whole: str | None) -> None:
    assert whole_question(then, first) == whole


def test_the_other_sources_can_be_asked_for_by_number(township: Knowledge) -> None:
    answer = township.ask("乡镇人代会一年开几次?", on=ON)
    text = source_text(from_memory(to_memory(answer)), 1)
    assert text is not None
    assert answer.citations[1].text in text
    assert source_text(answer, 99) is None


def test_refusals_are_told_to_whoever_keeps_the_gaps(township: Knowledge) -> None:
    heard = []
    township.on_refused = heard.append
    township.ask("今天中午吃什么", on=ON)
    township.ask("代表法第八条", on=ON)
    township.on_refused = None
    assert [a.question for a in heard] == ["今天中午吃什么"]


def test_the_reading_page_has_the_neighbours(township: Knowledge) -> None:
    reading = township.article("代表法", "8", ON) or township.article("代表法", "第8条", ON)
    assert reading is not None
    assert reading.before is not None
    assert reading.after is not None
    assert [reading.before.number, reading.article.number, reading.after.number] == [
        "第七条",
        "第八条",
        "第九条",
    ]


def test_building_again_costs_nothing(township: Knowledge) -> None:
    report = township.build(vectors="none")
    assert (report["added"], report["changed"], report["removed"]) == (0, 0, 0)


def test_without_an_embedder_it_says_so_once_and_answers(
    statutes_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("knowledge.building.packaged", lambda: None)
    knowledge = Knowledge.open(copy_of(statutes_dir, tmp_path))
    knowledge.build()
    knowledge.build()
    assert not knowledge.ask("乡镇人代会一年开几次?", on=ON).refused
    assert sum("向量模型" in r.message for r in caplog.records) == 1
    knowledge.close()
