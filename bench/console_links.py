"""Where a page of the desk leads, and which page an address belongs to."""

from __future__ import annotations

import re

from bot.console.router import MODULES

LINK = re.compile(r'(?:href|src|action)="(/desk[^"#]*)"')
DOWNLOAD = re.compile(r"/export/|\.(xlsx|docx|csv|ics)$")  # files, not pages: bench.ledger times exports


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Each page's path, literal ones first, as the router tries them."""
    declared = [route for module in MODULES for route in module.PAGES.routes if route.method == "GET"]
    return [(it.path, re.compile(re.sub(r"\{\w+\}", "[^/]+", it.path) + r"\Z")) for it in declared]


def page_of(address: str, known: list[tuple[str, re.Pattern[str]]]) -> str:
    path = address.partition("?")[0]
    return next((name for name, pattern in known if pattern.match(path)), "")
