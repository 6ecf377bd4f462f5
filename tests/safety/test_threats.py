"""docs/threats.md names a test for each threat, and each of them exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINES = [
    line for line in (ROOT / "docs" / "threats.md").read_text("utf-8").splitlines() if line.startswith("| ")
]
THREATS = LINES[1:]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_there_are_threats() -> None:
    assert len(THREATS) > 20


def test_every_threat_names_a_test() -> None:
    assert [line for line in THREATS if not NAMED.search(line)] == []


def test_every_named_test_exists() -> None:
    missing = []
    for path, name in sorted({found for line in THREATS for found in NAMED.findall(line)}):
        file = ROOT / path
        tree = ast.parse(file.read_text("utf-8")) if file.is_file() else ast.Module([], [])
        if name not in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}:
            missing.append(f"{path}::{name}")
    assert missing == []
