"""A real browser opens the page while hostile texts stand in the transcript: none of them runs."""

from __future__ import annotations

import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi import FastAPI

from bot.simulator.router import simulator_router
from tests.simulator.conftest import make_stage
from tests.simulator.fake_platform import FakePlatform
from tests.wechat.server import serving

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--virtual-time-budget=4000",
    "--dump-dom",
)
BOOM = "document.title='ran'"
HOSTILE = (
    f"<script>{BOOM}</script>",
    f'<img src=x onerror="{BOOM}">',
    f'<a href="javascript:{BOOM}">坏</a>',
    f"<a href='https://flk.npc.gov.cn/' onclick=\"{BOOM}\">好</a>",
    f'<a href="weixin://bizmsgmenu?msgmenucontent=%3Cb%3E&msgmenuid=1"><img onerror="{BOOM}">1</a>',
    f"https://example.org/\"onmouseover='{BOOM}'",
    f"</div></main><iframe srcdoc='<script>{BOOM}</script>'></iframe><style>*{{display:none}}</style>",
)


class Seen(HTMLParser):
    """Every element of the chat log, and every handler or address on it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.addresses: list[str] = []
        self.title, self._in_title = "", False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title"
        self.tags.append(tag)
        self.handlers += [name for name, _ in attributes if name.startswith("on")]
        self.addresses += [value or "" for name, value in attributes if name in ("href", "src")]

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data


@pytest.mark.slow
@pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine")
def test_no_text_runs_in_the_page(tmp_path: Path) -> None:
    platform = FakePlatform()
    for text in HOSTILE:
        platform.show("o-zhao", "user", "text", text)
        platform.show("o-zhao", "account", "text", text)
        platform.show("o-zhao", "account", "push", f"thing1：{text}\ntime2：{text}")
        platform.show("o-zhao", "system", "event", text)
        platform.show("o-zhao", "user", "location", text)
    app = FastAPI()
    app.include_router(simulator_router(platform, make_stage()))
    with serving(app) as address:
        command = [str(BROWSER), *QUIET, f"--user-data-dir={tmp_path}", f"{address}/simulator"]
        html = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    seen = Seen()
    seen.feed(html)
    assert seen.title == "示例镇人大 · 聊天演示"
    assert html.count("&lt;script&gt;") >= len(HOSTILE)  # the texts are there, as texts
    assert seen.tags.count("script") == 1
    assert not {"iframe", "style", "img"} & set(seen.tags)
    assert seen.handlers == []
    assert not [it for it in seen.addresses if it.startswith(("javascript:", "data:", "weixin:"))]
    assert "https://flk.npc.gov.cn/" in seen.addresses
