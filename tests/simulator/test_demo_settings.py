"""A demo's account: its own keys, kept with the data, and a platform on this machine only."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, load_settings
from bot.simulator.demo_settings import FILE, demo_settings, keep, local_address


def test_the_platform_is_this_machine_whatever_was_set(tmp_path: Path) -> None:
    office = Settings(data_dir=tmp_path, wechat={"app_id": "wxreal", "app_secret": "real", "token": "real"})
    made = demo_settings(office, "0.0.0.0", 8123)
    assert made.wechat.api_base == "http://127.0.0.1:8123/simulator/platform"
    assert "real" not in made.wechat.model_dump_json()
    assert (made.server.host, made.server.port) == ("0.0.0.0", 8123)


def test_the_keys_are_new_for_each_folder_and_stay_once_kept(tmp_path: Path) -> None:
    office = Settings(data_dir=tmp_path)
    first = demo_settings(office)
    assert first.wechat.token != demo_settings(office).wechat.token
    keep(first)
    again = demo_settings(office, port=9000)
    for name in ("app_id", "app_secret", "token", "encoding_aes_key"):
        assert getattr(again.wechat, name) == getattr(first.wechat, name)
    assert again.wechat.api_base.startswith("http://127.0.0.1:9000/")


def test_other_commands_can_join_the_demo(tmp_path: Path) -> None:
    made = demo_settings(Settings(data_dir=tmp_path / "文件 夹", office={"township": "示例“镇”"}))
    file = keep(made)
    assert file.name == FILE
    assert file.stat().st_mode & 0o077 == 0
    joined = load_settings(file)
    assert joined.wechat == made.wechat
    assert joined.office.township == "示例“镇”"
    assert joined.database_url == Settings(data_dir=made.data_dir.resolve()).database_url


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:1"), ("::", "http://127.0.0.1:1"), ("10.0.0.5", "http://10.0.0.5:1")],
)
def test_the_server_is_called_where_it_listens(host: str, address: str) -> None:
    assert local_address(host, 1) == address
