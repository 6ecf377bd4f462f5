"""The calendar file is read back with another eye, and the table is whole."""

from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from knowledge.deadlines import Computed
from knowledge.deadlines.anchors import ANCHORS
from knowledge.deadlines.calendar import calendar_rows

ASKED = Callable[[str], Computed]


def test_events_read_back_are_the_dated_rows(asked: ASKED) -> None:
    answer = asked("选举日是12月20日")
    events = Calendar.from_ical(answer.ics()).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [row.safe_day for row in answer.rows if row.day]
    assert str(events[0]["summary"]) == "公布选民名单(最迟11月30日)"
    assert "选举法第二十八条" in str(events[0]["description"])


def test_the_file_keeps_the_rules_of_rfc_5545(asked: ASKED) -> None:
    content = asked("选举日是12月20日").ics()
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"DTSTART;VALUE=DATE:20261129\r\n" in content
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # no character is cut in two


@given(st.sampled_from(sorted(ANCHORS)), st.dates(date(2000, 1, 1), date(2080, 1, 1)))
def test_every_event_has_its_own_id(anchor: str, day: date) -> None:
    answer = Computed("calendar", (), day, calendar_rows(anchor, day), day)
    events = Calendar.from_ical(answer.ics()).walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_the_table_has_a_line_for_each_row(asked: ASKED) -> None:
    answer = asked("1月8日开人代会,有哪些时间节点")
    header, *lines = answer.table()
    assert len(lines) == len(answer.rows)
    assert all(len(line) == len(header) for line in lines)
    assert all(isinstance(cell, str) for line in lines for cell in line)
    assert lines[0][header.index("法律")] == "中华人民共和国预算法"


def test_the_same_question_gives_the_same_file(asked: ASKED) -> None:
    assert asked("选举日是12月20日").ics() == asked("选举日是12月20日").ics()


def test_a_threshold_has_an_empty_calendar(asked: ASKED) -> None:
    assert Calendar.from_ical(asked("代表52人,到会38人能开会吗").ics()).walk("VEVENT") == []
