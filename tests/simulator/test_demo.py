"""The demo as a whole: page, platform, signed callback and ledger, over real HTTP on one port."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from sqlalchemy import select

from bot.entry.app import app_of
from bot.entry.house import build
from bot.settings import Settings
from bot.simulator.demo import Demo, prepare_demo, publish_menu
from bot.simulator.demo_settings import demo_settings
from bot.store.tables import entry
from tests.wechat.server import serving


class Phone:
    """One person's phone, through the page's own endpoints."""

    def __init__(self, address: str, demo: Demo, key: str) -> None:
        self.address, self.demo, self.key = f"{address}/simulator/{key}", demo, key
        self.after = 0

    def does(self, action: str, **body: Any) -> list[dict[str, Any]]:
        """What appears on the phone afterwards."""
        answer = requests.post(f"{self.address}/{action}", json=body, timeout=30)
        assert answer.status_code == 200, answer.text
        return self.new()

    def new(self) -> list[dict[str, Any]]:
        told = requests.get(f"{self.address}/bubbles", params={"after": self.after}, timeout=30).json()
        self.following = told["following"]
        self.after = max([self.after, *(it["seq"] for it in told["bubbles"])])
        return told["bubbles"]

    def says(self, text: str) -> str:
        return self.does("text", text=text)[-1]["text"]

    def binding(self) -> str:
        """The binding line that the page offers; empty when there is none."""
        offered = requests.get(f"{self.address}/tries", timeout=30).json()
        return next((it["says"] for it in offered if it["says"].startswith("绑定")), "")


@contextmanager
def running(data_dir: Path) -> Iterator[tuple[str, Demo]]:
    """The demo over this folder, on a free port."""
    app: dict[str, Any] = {}

    async def later(scope: Any, receive: Any, send: Any) -> None:
        await app["is"](scope, receive, send)

    with serving(later) as address:
        settings = demo_settings(Settings(data_dir=data_dir), port=urlsplit(address).port or 0)
        house = build(settings)
        try:
            demo = prepare_demo(settings, house.database)
            app["is"] = app_of(house, background=False)
            demo.attach(app["is"])
            yield address, demo
        finally:
            for report in demo.platform.reports:
                report.join(10)
            house.close()


def test_a_deputy_binds_with_the_code_that_is_shown_and_checks_in(data_dir: Path) -> None:
    with running(data_dir) as (address, demo):
        zhao = Phone(address, demo, "zhao")
        assert not zhao.new()
        assert not zhao.following
        assert "个人信息告知" in zhao.does("follow")[-1]["text"]
        assert "绑定成功" in zhao.says(zhao.binding())
        assert zhao.binding() == ""
        assert "签到成功" in zhao.does("scan", scene="station_A01")[-1]["text"]
        settings = demo.settings
    with build(settings).database.read() as connection:
        assert connection.scalars(select(entry.c.kind)).all() == ["check_in"]


def test_after_a_restart_the_form_goes_on(data_dir: Path) -> None:
    with running(data_dir) as (address, demo):
        zhao = Phone(address, demo, "zhao")
        zhao.does("follow")
        zhao.says(zhao.binding())
        zhao.says("五个一")
        assert "哪天" in zhao.says("3")
    with running(data_dir) as (address, demo):
        zhao = Phone(address, demo, "zhao")
        zhao.new()
        assert zhao.following
        assert zhao.binding() == ""
        assert "什么地方" in zhao.says("今天")


def test_unfollowing_takes_the_tie_and_a_new_code_is_shown(data_dir: Path) -> None:
    with running(data_dir) as (address, demo):
        zhao = Phone(address, demo, "zhao")
        zhao.does("follow")
        first = zhao.binding()
        zhao.says(first)
        zhao.does("unfollow")
        second = zhao.binding()
        assert second
        assert second != first
        zhao.does("follow")
        assert "绑定成功" in zhao.says(second)


def test_the_reminder_button_reaches_the_bound_deputy_and_nobody_else(data_dir: Path) -> None:
    with running(data_dir) as (address, demo):
        zhao, qian = Phone(address, demo, "zhao"), Phone(address, demo, "qian")
        reminder = f"{address}/simulator/happenings/reminder"
        assert "先绑定" in requests.post(reminder, timeout=30).json()["told"]
        for phone in (zhao, qian):
            phone.does("follow")
        zhao.says(zhao.binding())
        assert "发出 1 条" in requests.post(reminder, timeout=30).json()["told"]
        [card] = zhao.new()
        assert card["kind"] == "card"
        assert card["fields"][0][0] == "事项"
        assert "接待日" in card["fields"][0][1]
        assert qian.new() == []
        assert "发出 1 条" in requests.post(reminder, timeout=30).json()["told"]
        assert [it["kind"] for it in zhao.new()] == ["card"]
        assert qian.new() == []


def test_the_menu_is_published_once_the_server_answers(data_dir: Path) -> None:
    with running(data_dir) as (address, demo):
        assert publish_menu(demo.settings, wait=pytest.fail)
        assert demo.platform.menu() == {"button": list(demo.stage.menu)}
        zhao = Phone(address, demo, "zhao")
        zhao.does("follow")
        assert "签到" in zhao.does("tap", key="help")[-1]["text"]


def test_menu_publishing_waits_for_the_server_and_gives_up_in_the_end(tmp_path: Path) -> None:
    settings = demo_settings(Settings(data_dir=tmp_path), port=9)  # nobody listens there
    waits: list[float] = []
    assert publish_menu(settings, wait=waits.append) is False
    assert len(waits) > 100
