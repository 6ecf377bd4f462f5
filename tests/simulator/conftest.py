"""A desk with two phones over the fake: one follows the account, the other does not."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.simulator.router import simulator_router
from bot.simulator.stage import Card, Happening, Place, SampleCode, SampleUser, Stage, Try
from tests.simulator.fake_platform import FakePlatform

TRIES = (Try("先绑定", "绑定 示例赵一 482913"),)
MENU = ({"name": "帮助", "type": "click", "key": "help"},)


def make_stage() -> Stage:
    return Stage(
        account_name="示例镇人大",
        people=(
            SampleUser("zhao", "o-zhao", "示例赵一", "代表", lambda: TRIES),
            SampleUser("qian", "o-qian", "示例钱二"),
        ),
        places=(Place("示例站", 30.1, 120.2),),
        codes=(SampleCode("站里的码", "station_A01"),),
        menu=MENU,
        happenings=(Happening("reminder", "提醒来了", lambda: "发出 1 条。"),),
        card=Card("代表活动提醒", {"thing1": "事项", "time2": "时间"}),
        following={"o-zhao"},
    )


@pytest.fixture
def platform() -> FakePlatform:
    return FakePlatform()


@pytest.fixture
def page(platform: FakePlatform) -> TestClient:
    app = FastAPI()
    app.include_router(simulator_router(platform, make_stage()))
    return TestClient(app)
