"""The page's files: complete, served by us alone, and unable to run what stands in a message."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from bot.simulator.page import ASSETS, PICTURES

SCRIPTS = sorted(ASSETS.glob("*.js"))


def test_the_page_forbids_foreign_addresses_and_inline_scripts(page: TestClient) -> None:
    answer = page.get("/simulator")
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_every_file_that_the_page_names_is_there(page: TestClient) -> None:
    named = re.findall(r'(?:src|href)="(simulator/[^"]+)"', page.get("/simulator").text)
    assert len(named) >= 5
    for path in named:
        assert page.get(f"/{path}").status_code == 200, path


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_import_of_a_script_exists_and_is_exported(script) -> None:
    for names, module in re.findall(r'import \{([^}]*)\} from "\./([^"]+)"', script.read_text("utf-8")):
        source = (ASSETS / module).read_text("utf-8")
        for name in names.split(","):
            pattern = rf"export (?:async )?(?:function|const) {name.strip()}\b"
            assert re.search(pattern, source), f"{script.name}: {name} from {module}"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_turns_text_into_markup(script) -> None:
    dangerous = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc"
    code = re.sub(r"//.*", "", script.read_text("utf-8"))
    assert not re.search(dangerous, code)


def test_nothing_names_another_host(page: TestClient) -> None:
    for path in ASSETS.iterdir():
        text = path.read_text("utf-8").replace("http://www.w3.org/", "")
        assert not re.search(r"https?://[a-z0-9]", text), path.name


def test_the_page_has_no_inline_script_or_handler() -> None:
    text = (ASSETS / "page.html").read_text("utf-8")
    assert not re.search(r"\son[a-z]+=|<script>|style=", text)


@pytest.mark.parametrize("name", ["..%2fpage.py", "page.html", "nothing.js", "%2e%2e/router.py"])
def test_only_the_listed_assets_are_served(page: TestClient, name: str) -> None:
    assert page.get(f"/simulator/assets/{name}").status_code == 404


def test_the_sample_photo_is_a_picture(page: TestClient) -> None:
    answer = page.get("/simulator/sample-photo")
    assert answer.headers["content-type"] in PICTURES
    assert answer.content[:3] == b"\xff\xd8\xff"


def test_a_photo_that_is_markup_is_saved_not_shown(page: TestClient, platform) -> None:
    platform.kept["bad"] = (b"<svg onload=alert(1)>", "image/svg+xml")
    platform.kept["page"] = (b"<script>alert(1)</script>", "text/html")
    for media_id in ("bad", "page"):
        answer = page.get(f"/simulator/media/{media_id}")
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"] == "attachment"
        assert "sandbox" in answer.headers["content-security-policy"]


def test_a_photo_that_is_gone_is_404(page: TestClient) -> None:
    assert page.get("/simulator/media/gone").status_code == 404
