"""``python -m tests.month FOLDER``: play the month anew and write its papers there (``docs/samples``)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from knowledge.base import Knowledge
from tests.month.calendar import START
from tests.month.deputy_papers import write_deputy_papers
from tests.month.papers import of_month, write_messages, write_papers, write_readme
from tests.month.world import MonthWorld, counted_ids, new_platform
from tests.wechat.server import serving


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    platform = new_platform()
    with tempfile.TemporaryDirectory() as kept, serving(platform.api_app) as api, counted_ids(START):
        shelf = Knowledge.open(Path(kept))
        shelf.ask("代表法第一条")  # the first question builds the index, which takes longer than WeChat waits
        month = of_month(MonthWorld(Path(kept), api, platform, START, shelf))
        write_papers(month, folder)
        write_deputy_papers(month, folder)
        write_messages(month.book, folder / "messages.csv")
        write_readme(month.book, folder / "README.md")
        month.world.close()
        shelf.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/samples"))
