"""The papers of the month about one deputy, who recorded most, and the roll of its meeting."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from sqlalchemy import select

from bot.ledger.export.paper import Paper
from bot.ledger.export.roll import find_meeting, roll_table
from bot.ledger.export.to_docx import write_docx
from bot.ledger.export.to_xlsx import write_xlsx
from bot.ledger.papers.about import find_deputy
from bot.ledger.papers.write import DUTY, FILE, RESIDENTS, SHORT, Wanted, write_paper
from bot.roster.known import find_township
from bot.store.tables import meeting
from tests.month.calendar import Month
from tests.month.town import TOWNSHIP

YEAR_BEGAN, LAST = date(2026, 1, 1), date(2026, 11, 30)
PAPERS = {  # the file, of which kind, what it is
    "one_deputy_file": (FILE, "一位代表的履职档案"),
    "one_deputy_report": (DUTY, "她的述职报告(全文)"),
    "one_deputy_report_three_minutes": (SHORT, "她的述职报告(三分钟)"),
    "one_deputy_residents_report": (RESIDENTS, "她的民情报告"),
}
ROLL = "roll"


def busiest(month: Month) -> str:
    told = Counter(each.by.name for each in month.book.records.values())
    return min(told, key=lambda name: (-told[name], name))


def write_deputy_papers(month: Month, folder: Path) -> None:
    world = month.world
    with world.house.database.read() as connection:
        home = find_township(connection, TOWNSHIP) or ""
        about = find_deputy(connection, home, busiest(month))
        for name, (kind, _) in PAPERS.items():
            wanted = Wanted(kind, YEAR_BEGAN, LAST, folder / f"{name}.docx")
            write_paper(connection, about, wanted, world.settings, LAST)
        code, day = connection.execute(select(meeting.c.code, meeting.c.day)).one()
        for suffix, write in ((".xlsx", write_xlsx), (".docx", write_docx)):
            roll = roll_table(connection, home, TOWNSHIP, find_meeting(connection, home, code, day))
            paper = Paper(f"填报单位:{TOWNSHIP}人大办公室", "时间:2026年11月", [roll], True)
            write(paper, folder / f"{ROLL}{suffix}")
