"""No export of one township holds a line of another; within one, residents are masked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from bot.errors import Refused
from bot.ledger.export.ledgers import LEDGERS
from bot.ledger.export.points import points_table
from bot.ledger.export.roll import find_meeting, roll_table
from bot.ledger.export.run import Request, export, summarise
from bot.ledger.papers.about import find_deputy
from bot.reminders.feed import feed_address, read_feed
from bot.store.tables import meeting
from tests.outsider.town import MARK, OWNER, Town

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)


def written(town: Town, connection: Connection, key: str, of: str, out: Path) -> str:
    request = Request(LEDGERS[key], of, "某镇", FIRST, LAST, out)
    export(connection, request, town.world.settings, town.world.now)
    return out.read_text("utf-8-sig")


@pytest.mark.parametrize("key", LEDGERS)
def test_the_other_townships_export_is_empty(town: Town, key: str, tmp_path: Path) -> None:
    with town.world.house.database.read() as connection:
        theirs = written(town, connection, key, "t2", tmp_path / "theirs.csv")
        ours = written(town, connection, key, "t1", tmp_path / "ours.csv")
    assert OWNER in ours
    assert len(theirs.splitlines()) == 1  # the headings
    assert MARK not in theirs


def test_the_summary_names_nobody_of_another_township(town: Town, tmp_path: Path) -> None:
    with town.world.house.database.read() as connection:
        out = tmp_path / "summary.csv"
        summarise(connection, "t2", "邻镇", (FIRST, LAST), out, town.world.settings, town.world.now)
    shown = out.read_text("utf-8-sig")
    assert "邻镇网格" in shown
    assert OWNER not in shown
    assert "东街" not in shown


def test_a_paper_about_a_deputy_is_not_drawn_up_for_another_township(town: Town) -> None:
    with town.world.house.database.read() as connection:
        assert find_deputy(connection, "t1", OWNER).name == OWNER
        with pytest.raises(Refused, match="没有"):
            find_deputy(connection, "t2", OWNER)


def test_the_roll_of_a_meeting_is_not_called_by_another_townships_code(town: Town) -> None:
    with town.world.house.database.read() as connection:
        code, day = connection.execute(select(meeting.c.code, meeting.c.day)).one()
        rows = roll_table(connection, "t1", "某镇", find_meeting(connection, "t1", code, day)).rows
        assert OWNER in str(list(rows))
        with pytest.raises(Refused):
            find_meeting(connection, "t2", code, day)


def test_the_points_explained_for_one_township_name_nobody_of_another(town: Town) -> None:
    points = town.world.settings.points
    with town.world.house.database.read() as connection:
        ours, theirs = (
            str(list(points_table(connection, of, "某镇", 2026, points).rows)) for of in ("t1", "t2")
        )
    assert OWNER in ours
    assert OWNER not in theirs


def test_the_calendar_of_one_township_is_not_opened_by_the_address_of_another(town: Town) -> None:
    settings, now = town.world.settings, town.world.now
    signature = feed_address(settings, "t2").rpartition("/")[2].removesuffix(".ics")
    with town.world.house.database.read() as connection:
        assert read_feed(connection, settings, "t2", signature, now)
        with pytest.raises(Exception, match="日历|地址"):
            read_feed(connection, settings, "t1", signature, now)
