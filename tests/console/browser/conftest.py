"""A real Chromium without a screen, at a clerk's PC and on a phone; skipped where there is none."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, sync_playwright

from tests.console import town
from tests.wechat.server import serving

SIZES = {"pc": {"width": 1366, "height": 768}, "phone": {"width": 390, "height": 844}}
SHOTS = Path(__file__).parents[3] / "docs" / "screenshots"
WANTED = bool(os.environ.get("RENDA_SCREENSHOTS"))  # else the tree stays as it is
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
]
SERIOUS = ("serious", "critical")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow: each window costs two seconds. ``.ci/run`` opens them all once, a developer those of her page."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's chromium; Playwright downloads nothing. Closed with this folder: its loop bothers others."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield opened
        opened.close()


@dataclass
class Screen:
    """One window. ``page`` is Playwright's, for whatever is not wrapped here."""

    page: Page
    size: str
    address: str
    errors: list[str]

    def open(self, path: str) -> Page:
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.ok, (path, answer.status)
        return self.page

    def shot(self, name: str, *, whole: bool = False) -> None:
        """axe finds nothing serious, nothing hangs out sideways, no script failed; and a picture if asked."""
        self.check()
        if WANTED:
            SHOTS.mkdir(parents=True, exist_ok=True)
            if whole:  # the menu that sticks to the bottom would lie across the middle of the picture
                self.page.evaluate("window.scrollTo(0, 0)")  # and the one at the side hang half-way down
                self.page.evaluate("document.querySelectorAll('.tabs').forEach(it => it.hidden = true)")
            self.page.screenshot(path=SHOTS / f"{name}_{self.size}.png", full_page=whole)

    def check(self) -> None:
        found = Axe().run(self.page, options={"resultTypes": ["violations"]}).response["violations"]
        serious = [
            (it["id"], [node["html"][:200] for node in it["nodes"]])
            for it in found
            if it["impact"] in SERIOUS
        ]
        assert serious == []
        wider = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wider <= 0, f"{wider} pixels hang out sideways at {self.size}"
        assert self.errors == []


@pytest.fixture(params=sorted(SIZES))
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def nobody(browser: Browser, app: FastAPI, size: str) -> Iterator[Screen]:
    """A window with nobody logged in."""
    with serving(app) as address:
        context = browser.new_context(
            viewport=SIZES[size],  # type: ignore[arg-type]
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            device_scale_factor=1,
            has_touch=size == "phone",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
        yield Screen(page, size, address, errors)
        context.close()


@pytest.fixture
def screen(nobody: Screen, app: FastAPI) -> Screen:
    """A window in which 王专干 of 示例镇 is logged in."""
    enter(nobody, app, town.NAMES["clerk"])
    return nobody


def enter(window: Screen, app: FastAPI, name: str) -> None:
    """Somebody else: ``enter(nobody, app, "both")``."""
    cookie: dict[str, Any] = {"name": "renda_desk", "value": app.state.cookies[name]}
    window.page.context.add_cookies([{**cookie, "url": f"{window.address}/desk/"}])
