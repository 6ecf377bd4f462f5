"""The real application in a process that somebody may kill. Run by ``server.py``: ``served.py PORT``.

It is what ``renda serve`` runs, but for one thing: the vectors are not built, because that would take both
processors for minutes and is not what is tested here.
"""

from __future__ import annotations

import logging
import sys

from bot.clock import system_clock
from bot.entry.app import app_of
from bot.entry.commands.serve import run
from bot.entry.house import build
from bot.settings import load_settings


def main(port: int) -> None:
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    settings = load_settings()
    house = build(settings, system_clock)
    house.knowledge.start_background_build = lambda: None  # type: ignore[method-assign]
    house.knowledge.ask("代表法第一条")  # warm: what is killed here is a server at work
    run(app_of(house), settings, "127.0.0.1", port)


if __name__ == "__main__":
    main(int(sys.argv[1]))
