"""One Chinese term has one identifier: the "not" column of docs/glossary.md holds for all our names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


def _rules() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each forbidden word with the folders where it means something else."""
    for line in GLOSSARY.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and "`" in cells[1]:
            folders = tuple(folder.strip() for folder in cells[3].split(",") if folder.strip())
            for word in cells[2].split(","):
                if word.strip():
                    yield word.strip(), folders


def _defined(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def test_the_glossary_has_rules() -> None:
    assert len(list(_rules())) > 15


def test_no_name_uses_a_word_of_the_not_column() -> None:
    wrong = []
    for folder in ("bot", "handlers", "knowledge"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            path = str(file.relative_to(ROOT))
            names = {_snake(name) for name in _defined(file)}
            for word, except_in in _rules():
                if any(path.startswith(place) for place in except_in):
                    continue
                whole = re.compile(rf"(^|_){word}s?(_|$)")
                wrong += [f"{path}: {name} ({word})" for name in names if whole.search(name)]
    assert wrong == []


def test_identifiers_are_ascii() -> None:
    foreign = [
        f"{file.relative_to(ROOT)}: {name}"
        for folder in ("bot", "handlers", "knowledge")
        for file in (ROOT / folder).rglob("*.py")
        for name in _defined(file)
        if not name.isascii()
    ]
    assert foreign == []
