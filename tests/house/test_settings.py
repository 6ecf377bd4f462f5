"""The settings: every one documented, unknown ones named, the environment over the file."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from bot.errors import Refused
from bot.settings import Settings, load_settings
from bot.settings.example import example

ROOT = Path(__file__).parents[2]


def test_the_example_lists_exactly_the_settings_that_exist() -> None:
    assert (ROOT / "config.example.toml").read_text(encoding="utf-8") == example(), (
        "run: python -m bot.settings.example > config.example.toml"
    )


def test_the_example_uncommented_is_the_defaults(tmp_path: Path) -> None:
    uncommented = re.sub(r"^# (?=[a-z_]+ = |\[\[)", "", example(), flags=re.MULTILINE)
    file = tmp_path / "config.toml"
    file.write_text(uncommented, encoding="utf-8")
    assert tomllib.loads(file.read_text(encoding="utf-8"))
    assert load_settings(file).model_dump() == Settings().model_dump()


def test_every_setting_has_help() -> None:
    def without_help(model: type, path: str) -> list[str]:
        found = []
        for name, field in model.model_fields.items():
            inner = type(field.default)
            if hasattr(inner, "model_fields"):
                found += without_help(inner, f"{path}{name}.")
            elif not field.description:
                found.append(path + name)
        return found

    assert without_help(Settings, "") == []


def test_an_unknown_key_stops_the_start_and_is_named(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[wechat]\ntokn = "x"\n', encoding="utf-8")
    with pytest.raises(Refused, match=r"wechat\.tokn:没有这个设置项"):
        load_settings(file)


def test_a_wrong_value_is_named(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[wechat]\nmode = "open"\n', encoding="utf-8")
    with pytest.raises(Refused, match=r"wechat\.mode"):
        load_settings(file)


def test_broken_toml_names_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[wechat\n", encoding="utf-8")
    with pytest.raises(Refused, match="写法有误"):
        load_settings(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="找不到设置文件"):
        load_settings(tmp_path / "none.toml")


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[wechat]\ntoken = "file"\napp_id = "wx1"\n', encoding="utf-8")
    monkeypatch.setenv("RENDA_WECHAT__TOKEN", "environment")
    settings = load_settings(file)
    assert (settings.wechat.token, settings.wechat.app_id) == ("environment", "wx1")


def test_an_unknown_variable_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENDA_WECHATT__TOKEN", "x")
    with pytest.raises(Refused, match="RENDA_WECHATT__TOKEN"):
        load_settings()


def test_the_config_variable_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[office]\ntownship = "东风镇"\n', encoding="utf-8")
    monkeypatch.setenv("RENDA_CONFIG", str(file))
    assert load_settings().office.township == "东风镇"
