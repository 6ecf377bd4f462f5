"""Reading the settings, and saying in Chinese which key is wrong when they cannot be read."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import SettingsConfigDict

from bot.errors import Refused
from bot.settings.model import Settings

PREFIX = "RENDA_"
CONFIG_VARIABLE = "RENDA_CONFIG"

_REASONS = {
    "extra_forbidden": "没有这个设置项,请检查拼写",
    "missing": "缺少这个设置项",
    "literal_error": "只能取规定的几个值",
    "string_pattern_mismatch": "格式不对",
    "greater_than_equal": "太小",
    "less_than_equal": "太大",
    "int_parsing": "应当是整数",
    "bool_parsing": "应当是 true 或 false",
}


def load_settings(config: Path | None = None) -> Settings:
    """The settings of ``config``, else of ``RENDA_CONFIG``, else the defaults; the environment wins.

    Raises :class:`Refused` naming the file and the key.
    """
    if config is None and os.environ.get(CONFIG_VARIABLE):
        config = Path(os.environ[CONFIG_VARIABLE])
    if config is not None and not config.is_file():
        raise Refused(f"找不到设置文件 {config}。")
    _refuse_unknown_variables()
    loaded = type("LoadedSettings", (Settings,), {"model_config": SettingsConfigDict(toml_file=config)})
    try:
        settings: Settings = loaded()
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"设置文件 {config} 写法有误:{error}。") from error
    except ValidationError as error:
        raise Refused(_explain(error, config)) from error
    return settings


def _refuse_unknown_variables() -> None:
    for name in os.environ:
        if not name.startswith(PREFIX) or name == CONFIG_VARIABLE:
            continue
        first = name.removeprefix(PREFIX).split("__")[0].lower()
        if first not in Settings.model_fields:
            raise Refused(f"环境变量 {name} 不是 renda 的设置项,请检查拼写。")


def _explain(error: ValidationError, config: Path | None) -> str:
    lines = [f"设置有误({config or '环境变量'}):"]
    for problem in error.errors():
        key = ".".join(str(part) for part in problem["loc"])
        said = problem["msg"].removeprefix("Value error, ")
        lines.append(f"  {key}:{_REASONS.get(problem['type'], said)}")
    return "\n".join(lines)
