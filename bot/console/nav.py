"""The menu. A line is shown when the account may open it and a route answers there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.console.access import LIBRARY, LOOK, RUN, SELF, TUNE, Right


@dataclass(frozen=True)
class Line:
    key: str
    label: str
    path: str
    may: Right


MENU = (
    Line("today", "今日", "/desk/today", LOOK),
    Line("ledgers", "台账", "/desk/ledgers", LOOK),
    Line("progress", "进展", "/desk/progress", LOOK),
    Line("persons", "人员", "/desk/persons", LOOK),
    Line("places", "站点网格", "/desk/places", LOOK),
    Line("calendar", "日历值班", "/desk/calendar", LOOK),
    Line("pushes", "提醒", "/desk/pushes", LOOK),
    Line("library", "知识库", "/desk/library", LIBRARY),
    Line("settings", "设置", "/desk/settings", TUNE),
    Line("accounts", "账号", "/desk/accounts", RUN),
    Line("trail", "留痕", "/desk/trail", RUN),
    Line("help", "帮助", "/desk/help", SELF),
)
TABS = 4  # as many beside "更多" fit a phone's width


def lines(roles: Collection[str], paths: Collection[str]) -> list[Line]:
    return [line for line in MENU if line.may.held_by(roles) and line.path in paths]
