"""Whatever the endpoint does, the reader gets the article; a good text has its mark and the article."""

from __future__ import annotations

import threading

import pytest

from knowledge import words_of_answers as say
from knowledge.model import setup
from knowledge.model.breaker import FAILURES, PAUSE
from knowledge.model.client import MAX_AT_ONCE, Endpoint
from tests.model import endpoint as play
from tests.model.conftest import DAY, GOOD, QUESTION

LOOSE_TIMES = {  # what comes back may be a matter of which limit is met first on a busy machine
    "trickle": ("timeout", play.trickle),
    "silent": ("timeout", play.silent),
}
FAULTS = {
    "429": ("http_429", play.status(429)),
    "500": ("http_500", play.status(500)),
    "401": ("http_401", play.status(401)),
    "redirect": ("http_307", play.moved),
    "not JSON": ("garbage", play.raw(b"Service Unavailable", "text/plain")),
    "HTML page": ("garbage", play.raw(b"<html><body>login</body></html>", "text/html")),
    "half of JSON": ("garbage", play.raw(b'{"choices": [')),
    "no choices": ("garbage", play.raw(b'{"choices": []}')),
    "a list": ("garbage", play.raw(b"[]")),
    "content is null": ("shape: empty", play.says(None)),
    "content is a number": ("garbage", play.says(7)),
    "hangs up": ("unreachable", play.hangs_up),
}
ENDINGS = {"endless": play.endless, "half of the body": play.half}


@pytest.mark.parametrize("name", [*FAULTS, *LOOSE_TIMES])
def test_a_misbehaving_endpoint_costs_the_answer_nothing(name, ask, server, statutes, model) -> None:
    reason, server.behave = {**FAULTS, **LOOSE_TIMES}[name]
    answer = ask()
    assert answer.verbatim
    assert answer.text == statutes.ask(QUESTION, on=DAY).text
    assert dict(model.tally) == {reason: 1}


@pytest.mark.parametrize("name", ENDINGS)
def test_a_body_that_does_not_end_as_promised_costs_the_answer_nothing(name, ask, server, model) -> None:
    server.behave = ENDINGS[name]
    assert ask().verbatim
    assert set(model.tally) <= {"garbage", "unreachable", "timeout"}


def test_nobody_listens(statutes, clock) -> None:
    with play.model_server() as gone:
        base_url = gone.base_url
    model = setup.open_model(Endpoint(base_url, "m", timeout_seconds=5), clock=clock)
    verbatim = statutes.ask(QUESTION, on=DAY)
    assert model.rephrase(verbatim, statutes.engine().catalogue, DAY) is verbatim
    assert dict(model.tally) == {"unreachable": 1}


def test_a_good_text_goes_out_with_the_mark_and_the_article_word_for_word(ask, server, statutes) -> None:
    server.behave = play.says(GOOD)
    answer, verbatim = ask(), statutes.ask(QUESTION, on=DAY)
    assert not answer.verbatim
    assert answer.citations == verbatim.citations
    assert answer.text.startswith(f"{GOOD}\n({say.AI_MARK})\n\n")
    assert verbatim.citations[0].text in answer.text


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "好。",
        "代表提的建议,有关机关自交办之日起三个月内答复。",
        "代表提的建议,自交办之日起三个月内答复(《代表法》第四十二条)。",
        "代表提的建议,自交办之日起三个月内答复(《代表法》第五百条)。",
        "代表提的建议,自交办之日起两个月内答复(《代表法》第五十一条)。",
        "法律说“自收到之日起三个月内答复”(《代表法》第五十一条)。",
        "代表提的建议,自交办之日起三个月内答复(《代表法》第五十一条、《信访法》第三条)。",
        "代表提的建议,自交办之日起三个月内答复(《民法典》第五十一条)。",
        "我不确定,大概三个月内答复(《代表法》第五十一条)。",
        "<p>代表提的建议,自交办之日起三个月内答复(《代表法》第五十一条)。</p>",
        "代表提的建议,自交办之日起三个月内答复(《代表法》第五十一条)。详见 http://example.com。",
        "代表提的建议,自交办之日起三个月内答复(《代表法》第五十一条),如果",
        GOOD * 20,
        "The reply is due within three months (Article 51).",
        "〔姓名丙〕提的建议,自交办之日起三个月内答复(《代表法》第五十一条)。",
    ],
)
def test_a_text_that_fails_the_check_is_replaced(wrong: str, ask, server, statutes) -> None:
    server.behave = play.says(wrong)
    answer = ask()
    assert answer.verbatim
    assert answer.text == statutes.ask(QUESTION, on=DAY).text


def test_a_text_cut_off_by_the_endpoint_is_replaced(ask, server, model) -> None:
    server.behave = play.says(GOOD, finish="length")
    assert ask().verbatim
    assert dict(model.tally) == {"shape: cut off": 1}


def test_a_reasoning_models_thoughts_are_not_shown(ask, server) -> None:
    server.behave = play.says(f"<think>第九百条?不对。</think>\n{GOOD}")
    assert ask().text.startswith(GOOD)


def test_neither_refused_questions_nor_sums_reach_the_model(statutes, model, server) -> None:
    object.__setattr__(statutes, "_model", model)
    try:
        assert statutes.ask("今天中午吃什么", on=DAY).refused
        assert "三分之二" in statutes.ask("代表52人,到会38人能开会吗", on=DAY).text
        statutes.ask(QUESTION, on=DAY, rephrase=False)
    finally:
        object.__setattr__(statutes, "_model", None)
    assert server.asked == []


def test_a_dead_endpoint_is_left_alone_and_tried_again(ask, server, model, clock) -> None:
    server.behave = play.status(500)
    for _ in range(FAILURES + 3):
        assert ask().verbatim
    assert len(server.asked) == FAILURES
    assert model.tally["paused"] == 3
    clock.passes(seconds=PAUSE.total_seconds() + 1)
    server.behave = play.says(GOOD)
    assert not ask().verbatim
    assert not ask().verbatim


def test_while_one_question_tries_the_others_do_not_wait(ask, server, model, clock) -> None:
    server.behave = play.status(500)
    for _ in range(FAILURES):
        ask()
    clock.passes(seconds=PAUSE.total_seconds() + 1)
    ask()
    ask()
    assert len(server.asked) == FAILURES + 1


def test_a_clock_set_back_does_not_lock_the_model_out(ask, server, clock) -> None:
    server.behave = play.status(500)
    for _ in range(FAILURES):
        ask()
    clock.passes(days=-30)
    server.behave = play.says(GOOD)
    assert not ask().verbatim


def test_more_questions_than_places_are_answered_verbatim_at_once(ask, server, model) -> None:
    started = threading.Semaphore(0)

    def slow(request: play.Request) -> None:
        started.release()
        play.silent(request)

    server.behave = slow
    object.__setattr__(model.client.endpoint, "timeout_seconds", 60.0)
    waiting = [threading.Thread(target=ask, daemon=True) for _ in range(MAX_AT_ONCE)]
    for thread in waiting:
        thread.start()
    for _ in waiting:
        assert started.acquire(timeout=20)
    assert ask().verbatim
    assert dict(model.tally) == {"busy": 1}
    server.stop.set()
    for thread in waiting:
        thread.join(20)


def test_without_the_extra_one_sentence_is_said_and_nothing_else_changes(monkeypatch, caplog) -> None:
    monkeypatch.setattr(setup, "installed", lambda: False)
    assert setup.open_model(Endpoint("http://127.0.0.1:9", "m")) is None
    assert [record.message for record in caplog.records] == [say.MODEL_MISSING]


def test_without_an_address_there_is_no_model() -> None:
    assert setup.open_model(Endpoint("", "")) is None
