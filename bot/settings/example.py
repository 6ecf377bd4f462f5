"""Writes ``config.example.toml``: exactly the settings that exist, each with its help and its default.

``python -m bot.settings.example > config.example.toml``
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bot.settings.model import Settings

HEAD = """\
# renda 的设置。每一项都写着默认值;要改哪项,就去掉那一行开头的 # 再改。
# 也可以用环境变量,名称是 RENDA_ 加路径,如 RENDA_WECHAT__TOKEN;环境变量优先。
# 密钥请放环境变量,不要写进这个文件。
"""


def example() -> str:
    top = [name for name, field in Settings.model_fields.items() if not _is_section(field)]
    lists = [name for name in top if isinstance(Settings.model_fields[name].default, tuple)]
    lines = [HEAD]
    for name in top:
        if name not in lists:
            lines += [*_setting(name, Settings.model_fields[name], Settings.model_fields[name].default)]
    for name, field in Settings.model_fields.items():
        if _is_section(field):
            lines += ["", f"[{name}]", *_section(name, field.default)]
    for name in lists:
        lines += ["", f"# {Settings.model_fields[name].description}", *_rows(name)]
    return "\n".join(lines) + "\n"


def _is_section(field: FieldInfo) -> bool:
    return isinstance(field.default, BaseModel)


def _section(path: str, section: BaseModel) -> Iterator[str]:
    """The plain settings first, rows after them, as TOML wants it."""
    rows = []
    for name, field in type(section).model_fields.items():
        value = getattr(section, name)
        if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            rows.append((name, field, value))
        else:
            yield from _setting(name, field, value)
    for name, field, value in rows:
        yield from ("", f"# {field.description}")
        for row in value:
            yield from _table(f"{path}.{name}", row)


def _setting(name: str, field: FieldInfo, value: Any) -> Iterator[str]:
    yield f"# {field.description}"
    yield f"# {name} = {_toml(value)}"


def _rows(name: str) -> Iterator[str]:
    for row in Settings.model_fields[name].default:
        yield from _table(name, row)


def _table(path: str, row: BaseModel) -> Iterator[str]:
    """A row of a list as commented TOML; rows inside rows come last, as TOML wants it."""
    yield f"# [[{path}]]"
    nested: list[tuple[str, Any]] = []
    for name, field in type(row).model_fields.items():
        value = getattr(row, name)
        if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            nested.append((name, value))
        elif field.is_required() or value != field.default:
            yield f"# {name} = {_toml(value)}"
    for name, rows in nested:
        for inner in rows:
            yield from _table(f"{path}.{name}", inner)


def _toml(value: Any) -> str:
    """JSON's spelling of strings, numbers, booleans and flat lists is TOML's too."""
    if value is None:
        return '""'
    if isinstance(value, Path):
        value = str(value)
    if isinstance(value, tuple):
        value = list(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    sys.stdout.write(example())
