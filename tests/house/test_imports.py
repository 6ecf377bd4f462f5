"""Imports run downhill: handlers → bot, knowledge; knowledge knows nobody; bot neither, but for its entry."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN = {
    "knowledge": {"bot", "handlers"},
    "bot": {"handlers", "knowledge"},
    "handlers": {"sqlalchemy", "chromadb", "requests", "wechatpy", "fastapi"},
}


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("package", sorted(FORBIDDEN))
def test_nothing_is_imported_uphill(package: str) -> None:
    uphill = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in (ROOT / package).rglob("*.py")
        if "entry" not in file.relative_to(ROOT).parts
        for name in _imports(file)
        if name.split(".")[0] in FORBIDDEN[package]
    ]
    assert uphill == []


def test_only_the_adapters_touch_wechatpy() -> None:
    users = {
        file.relative_to(ROOT).parts[1]
        for file in (ROOT / "bot").rglob("*.py")
        if any(name.split(".")[0] == "wechatpy" for name in _imports(file))
    }
    assert users <= {"wechat", "wecom"}
