from __future__ import annotations

import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messages import SILENCE, Choice, Reply
from bot.texts import wechat as texts
from bot.wechat import render

LAW = "第十八条 代表在本级人民代表大会闭会期间,参加由本级人民代表大会主席团安排的代表活动。\n" * 60
LINK = '<a href="https://rd.example.gov.cn/a/b?c=d">看原文</a>'


def one_page(text: str, *choices: Choice, tap_links: bool = True) -> str:
    (page,) = render.pages(Reply(text, choices), tap_links=tap_links)
    return page


def test_a_silent_reply_has_no_page():
    assert render.pages(SILENCE, tap_links=True) == []
    assert render.pages(Reply("  \n "), tap_links=True) == []


def test_a_long_answer_is_paged_at_ends_of_lines_and_nothing_is_lost():
    pages = render.pages(Reply(LAW), tap_links=True)
    assert all(len(page.encode()) <= 2000 for page in pages)
    assert all(page.endswith(texts.MORE) for page in pages[:-1])
    bare = [page.removesuffix(texts.MORE) for page in pages]
    assert all(page.startswith("第十八条") and page.endswith("活动。") for page in bare)
    assert "\n".join(bare) == LAW.strip()


@given(st.text(min_size=1, max_size=60), st.integers(1, 80))
@settings(max_examples=200, deadline=None)
def test_any_text_is_paged_within_the_limit_without_losing_a_visible_character(text, times):
    text *= times
    pages = render.split(render.clean(text))
    assert all(len(page.encode()) <= 2000 for page in pages)
    joined = "".join(page.removesuffix(texts.MORE) for page in pages[:-1]) + (pages[-1] if pages else "")
    assert re.sub(r"\s", "", joined) == re.sub(r"\s", "", render.clean(text))


@given(st.lists(st.sampled_from([LINK, "一句话。", "a" * 500, "\n", "😀" * 40]), max_size=60))
@settings(max_examples=200, deadline=None)
def test_a_link_is_never_cut(parts):
    for page in render.split(render.clean("".join(parts))):
        assert page.count("<a ") == page.count("</a>") == page.count(LINK)


def test_a_choice_is_a_link_whose_meaning_is_in_the_text():
    page = one_page("选哪一项?", Choice("听一次意见", "1"), Choice("取消", "取消"))
    form = r'<a href="weixin://bizmsgmenu\?msgmenucontent=([^&"]+)&msgmenuid=\d+">(.*?)</a>'
    links = re.findall(form, page)
    assert [(unquote(says), label) for says, label in links] == [("1", "1 听一次意见"), ("取消", "取消")]


def test_choices_are_plain_lines_where_links_do_not_work():
    choices = (Choice("听一次意见", "1"), Choice("取消", "取消"), Choice("看我的记录", "我的履职"))
    page = one_page("选哪一项?", *choices, tap_links=False)
    assert page.split("\n")[1:] == ["1 听一次意见", "取消", texts.choice_line("看我的记录", "我的履职")]


def test_a_label_cannot_close_its_link():
    assert "</a></a>" not in one_page("?", Choice("</a><b>", "1"))


@given(st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_out_of_the_reply(text):
    body = render.clean("]]><MsgType>news</MsgType>" + text)
    root = ElementTree.fromstring(render.reply_xml("o1", "gh_1", body, 1))
    assert [child.tag for child in root] == ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"]
    assert root.findtext("Content") == body


@pytest.mark.parametrize("text", ["短", "长" * 5000, "😀" * 3000, LAW + LINK])
def test_fit_gives_one_page(text):
    assert len(render.fit(text).encode()) <= 2000


def test_emoji_stay_whole():
    assert render.fit("👨‍👩‍👧" * 300).encode().decode() == render.fit("👨‍👩‍👧" * 300)
