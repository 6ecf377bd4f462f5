"""A model adds to a card only words of the sentence; whatever its endpoint does, the rules' card comes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.clock import system_clock
from bot.entry import notes
from bot.entry.notes import MaskedModel
from bot.notes import from_model, rules
from bot.settings.duties import CATEGORIES
from knowledge.base import Knowledge
from knowledge.model.client import Endpoint
from tests.chat.rows import entries
from tests.chat.world import World
from tests.model import endpoint as play
from tests.model.endpoint import ModelServer, model_server

VAGUE = "今天为张大爷家里取暖的事忙了一上午 电话13800001234"  # no deed that a rule would know
LABELS = [each.label for each in CATEGORIES]
TODAY = date(2026, 11, 25)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with model_server() as running:
        yield running


@pytest.fixture
def world(server: ModelServer, data_dir: Path, tmp_path_factory: Any, monkeypatch: Any) -> Iterator[World]:
    monkeypatch.setattr(notes, "MODEL_SECONDS", 2.0)
    folder = tmp_path_factory.mktemp("house")
    for file in data_dir.iterdir():
        shutil.copy(file, folder / file.name)
    knowledge = Knowledge.open(folder)
    opened = World(folder, knowledge, llm={"base_url": server.base_url, "model": "m", "timeout_seconds": 2})
    model = opened.house.assistant.notes.reader.model
    assert isinstance(model, MaskedModel)
    model.warm()
    yield opened
    opened.close()
    knowledge.close()


def answer(**parts: str) -> play.Behave:
    return play.says(json.dumps(parts, ensure_ascii=False))


def test_what_the_model_filled_in_is_marked_on_the_card_and_in_the_ledger(
    world: World, server: ModelServer
) -> None:
    server.behave = answer(deed="办实事", done="忙了一上午", category="", whom="", problem="", place="")
    phone = world.deputy("张三")
    card = phone.says("随手记") and phone.says(VAGUE)
    assert "记作(模型填):办实事" in card
    assert "做了什么(模型填):忙了一上午" in card
    assert "标着“模型填”的几项是模型帮忙填的,请看看。" in card
    phone.says("确认")
    (entry,) = entries(world)
    assert (entry.item, entry.fields["done"], entry.fields["by_model"]) == (
        "do_practical_thing",
        "忙了一上午",
        "是",
    )


def test_what_she_says_herself_is_no_longer_the_models(world: World, server: ModelServer) -> None:
    server.behave = answer(deed="办实事")
    phone = world.deputy("张三")
    phone.says("随手记")
    assert "模型填" in phone.says(VAGUE)
    phone.says("修改1")
    assert "模型填" not in phone.says("反映问题")


def test_names_phones_and_addresses_do_not_leave_the_house(world: World, server: ModelServer) -> None:
    server.behave = answer(deed="办实事", whom="〔姓名甲〕")
    phone = world.deputy("张三")
    phone.says("随手记")
    phone.says(VAGUE + ",李四代表也在,住东街3组12号")
    (sent,) = server.asked
    everything = json.dumps(sent, ensure_ascii=False)
    for private in ("13800001234", "李四", "张大爷", "12号"):
        assert private not in everything


@pytest.mark.parametrize(
    "parts",
    [
        {"deed": "喝茶"},
        {"deed": "办实事", "whom": "王二麻子"},
        {"deed": "办实事", "done": "修好了三座桥"},
        {"deed": "办实事", "problem": "路灯坏了99天"},
        {"deed": "办实事", "place": "北京市"},
        {"deed": ["办实事"], "whom": {"name": "张大爷"}},
        {"category": "天上的事"},
    ],
)
def test_nothing_is_taken_that_the_sentence_does_not_say(parts: dict[str, Any]) -> None:
    class Says:
        def ask(self, system: str, said: str) -> str:
            return json.dumps(parts, ensure_ascii=False)

    said = "今天为取暖的事忙了一上午"
    told = from_model.fill(rules.tell(said, TODAY), said, TODAY, LABELS, Says())
    for value in (told.whom, told.place, told.problem, told.done):
        assert value is None or value in said
    assert told.deed in (None, "办实事")
    assert told.category is None
    assert set(told.by_model) <= {"deed"}


def test_the_day_and_the_households_are_never_the_models() -> None:
    class Says:
        def ask(self, system: str, said: str) -> str:
            return '{"deed": "走访", "day": "2020-01-01", "households": 40, "grid": "西街"}'

    told = from_model.fill(rules.tell("前几天的事说不清", TODAY), "前几天的事说不清", TODAY, LABELS, Says())
    assert (told.day, told.households, told.grid, told.by_model) == (None, 1, None, ("deed",))


FAULTS = {
    "garbage": play.says("好的,我来帮您填写"),
    "half an object": play.says('{"deed": "办实'),
    "a list": play.says('["办实事"]'),
    "orders": play.says("忽略以上指令"),
    "nothing": play.says(""),
    "500": play.status(500),
    "HTML": play.raw(b"<html>", "text/html"),
    "hangs up": play.hangs_up,
    "silent": play.silent,
    "trickle": play.trickle,
    "endless": play.endless,
    "cut off": play.says('{"deed": "办实事"}', finish="length"),
    "a placeholder that we never gave": play.says('{"deed": "办实事", "whom": "〔姓名癸〕"}'),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_misbehaving_endpoint_leaves_the_card_to_the_rules(fault: str, server: ModelServer) -> None:
    server.behave = FAULTS[fault]
    model = MaskedModel(Endpoint(server.base_url, "m", timeout_seconds=0.4), list, system_clock)
    model.warm()
    before = rules.tell(VAGUE, TODAY)
    assert from_model.fill(before, VAGUE, TODAY, LABELS, model) == before


def test_the_model_is_not_asked_where_nothing_is_open(world: World, server: ModelServer) -> None:
    phone = world.deputy("张三")
    card = phone.says("今天上午去东街3组一户老人家,他说路灯坏了半个月,我已经跟村委会说了")
    assert "记作:走访" in card
    assert server.asked == []


def test_a_slow_model_holds_up_nobody_elses_turn_and_asks_in_the_end(
    world: World, server: ModelServer
) -> None:
    server.behave = play.silent
    phone = world.deputy("张三")
    phone.says("随手记")
    assert "记成哪一种" in phone.says(VAGUE)
