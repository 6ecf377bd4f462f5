"""The settings of a demo: those of the office, with an account of its own whose platform is on this machine.

The account's keys are made once for each data folder and kept in ``demo.toml`` there, so that a restarted
demo goes on, and so that other commands can join it: ``renda --config var/demo.toml remind run``.
"""

from __future__ import annotations

import json
import secrets
import tomllib
from pathlib import Path

from bot.settings import Settings
from bot.simulator.platform import new_aes_key
from bot.texts import simulator as texts

FILE = "demo.toml"
PLATFORM_PATH = "/simulator/platform"
TEMPLATE_ID = "sample-reminder"
TEMPLATE_FIELDS = {"what": "thing1", "when": "time2", "where": "thing3"}
EVERYWHERE = ("0.0.0.0", "::", "")


def demo_settings(settings: Settings, host: str = "127.0.0.1", port: int = 8000) -> Settings:
    """Writes nothing; a second call for the same folder gives the same keys once they are kept."""
    wechat = {
        **_new_keys(),
        **_kept_keys(settings.data_dir / FILE),
        "api_base": local_address(host, port) + PLATFORM_PATH,
        "template_id": TEMPLATE_ID,
        "template_fields": dict(TEMPLATE_FIELDS),
    }
    return settings.model_copy(
        update={
            "wechat": settings.wechat.model_copy(update=wechat),
            "server": settings.server.model_copy(update={"host": host, "port": port}),
        }
    )


def local_address(host: str, port: int) -> str:
    """Where the server can be reached from this machine itself."""
    return f"http://{'127.0.0.1' if host in EVERYWHERE else host}:{port}"


def keep(settings: Settings) -> Path:
    """Writes ``demo.toml``; readable by its owner only, since it holds keys."""
    file = settings.data_dir / FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(_as_toml(settings), encoding="utf-8")
    return file


def _new_keys() -> dict[str, str]:
    return {
        "app_id": "wxsample" + secrets.token_hex(5),
        "app_secret": secrets.token_hex(16),
        "token": secrets.token_hex(12),
        "encoding_aes_key": new_aes_key(),
    }


def _kept_keys(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    kept = tomllib.loads(file.read_text(encoding="utf-8")).get("wechat", {})
    return {name: kept[name] for name in _new_keys() if name in kept}


def _as_toml(settings: Settings) -> str:
    wechat = settings.wechat
    folder = _quoted(str(settings.data_dir.resolve()))
    lines = [f"# {texts.DEMO_FILE}", f"data_dir = {folder}"]
    lines += ["", "[office]", f"township = {_quoted(settings.office.township)}"]
    lines += ["", "[database]", f"url = {_quoted(settings.database.url)}", "", "[wechat]"]
    names = ("app_id", "app_secret", "token", "encoding_aes_key", "mode", "api_base", "template_id")
    lines += [f"{name} = {_quoted(getattr(wechat, name))}" for name in names]
    lines += ["", "[wechat.template_fields]"]
    lines += [f"{name} = {_quoted(key)}" for name, key in wechat.template_fields.items()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A JSON string is a TOML basic string."""
    return json.dumps(text, ensure_ascii=False)
