"""The reading page, for everybody: an article in its place, with its version; nothing unpublished."""

from __future__ import annotations

import html

import pytest
from fastapi import FastAPI

from bot.console.pages.reading import address
from bot.entry.answerer import KnowledgeAnswerer
from bot.entry.house import House
from tests.console.town import NOW
from tests.console.visitor import Visitor

TODAY = NOW.date()
LAW = "中华人民共和国全国人民代表大会和地方各级人民代表大会代表法"


def test_an_article_stands_between_its_neighbours(desk: Visitor) -> None:
    answer = desk.get(f"/law/{LAW}/第八条")
    page = html.unescape(answer.text)
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert all(word in page for word in (LAW, "第八条", "← 第七条", "第九条 →", "版本", "施行"))


def test_the_short_link_leads_to_the_same_article(desk: Visitor, house: House) -> None:
    found = house.knowledge.article("代表法", "第八条")
    assert found is not None
    page = desk.get(address(found.article.id))
    assert page.status_code == 200
    assert found.article.text.splitlines()[0][:20] in html.unescape(page.text)
    assert len(address(found.article.id)) < 60
    assert found.after is not None
    assert f'href="{address(found.after.id)}"' in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/law/没有这部法/第一条",
        f"/law/{LAW}/第九百条",
        f"/law/{LAW}/第八条?on=去年",
        "/law/doc:000000000000/0",
        "/law/1/99999",
        "/law/" + "法" * 200 + "/第一条",
        "/law/<script>/第一条",
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(desk: Visitor, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 404
    assert "没有找到" in answer.text
    assert "<script>" not in answer.text


def test_only_statutes_have_a_link() -> None:
    assert address("doc:abc#3") == ""
    assert address("law:x#") == ""
    assert address("law:12#3") == "/law/12/3"


def test_the_page_is_no_route_of_the_desk(app: FastAPI, desk: Visitor) -> None:
    assert "/desk/" not in html.unescape(desk.get(f"/law/{LAW}/第八条").text).replace("/desk/static/", "")


def test_a_chat_answer_links_to_the_page_where_there_is_an_address(house: House) -> None:
    linked = KnowledgeAnswerer(house.knowledge, lambda: TODAY, "https://rd.example.gov.cn/")
    answered = linked.ask("代表法第八条", None)
    found = house.knowledge.article("代表法", "第八条")
    assert found is not None
    assert f'<a href="https://rd.example.gov.cn{address(found.article.id)}">' in answered.text
    bare = KnowledgeAnswerer(house.knowledge, lambda: TODAY)
    assert "<a " not in bare.ask("代表法第八条", None).text
    assert "<a " not in linked.ask("明天会下雨吗", None).text
