"""What an import would do to the roster: the difference a clerk reads, and the rows that get written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

TITLES = {
    "name": "名称",
    "address": "地址",
    "station_id": "联络站",
    "grid_id": "网格",
    "phone": "电话",
    "level": "代表层级",
    "group_name": "代表小组",
    "active": "状态",
    "latitude": "纬度",
    "longitude": "经度",
    "code": "编号",
    "role": "身份",
}


class Action(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    LEFT = "left"  # out of office from now on
    ABSENT = "absent"  # known, not in the file, kept as it is


@dataclass(frozen=True)
class Difference:
    title: str  # 电话
    old: str
    new: str


@dataclass(frozen=True)
class Change:
    what: str  # station, grid, person
    action: Action
    id: str
    label: str  # 代表 王小明
    values: dict[str, Any]  # the columns to write; empty for SAME and ABSENT
    differences: tuple[Difference, ...] = ()


@dataclass
class Plan:
    changes: list[Change] = field(default_factory=list)

    def of(self, action: Action, what: str = "") -> list[Change]:
        return [c for c in self.changes if c.action is action and what in ("", c.what)]

    @property
    def idle(self) -> bool:
        return not any(c.action in (Action.ADDED, Action.CHANGED, Action.LEFT) for c in self.changes)


def differing(
    old: Row[Any], given: Mapping[str, Any], names: Mapping[str, Mapping[str, str]]
) -> tuple[tuple[Difference, ...], dict[str, Any]]:
    """The given values that are not what the row has. ``names``: column -> id -> what a clerk calls it."""
    values = {key: value for key, value in given.items() if getattr(old, key) != value}
    differences = tuple(
        Difference(TITLES[key], _shown(key, getattr(old, key), names), _shown(key, value, names))
        for key, value in values.items()
    )
    return differences, values


def _shown(key: str, value: Any, names: Mapping[str, Mapping[str, str]]) -> str:
    if isinstance(value, bool):
        return "在任" if value else "离任"
    if key in names and value:
        return names[key].get(value, str(value))
    return str(value or "(空)")
