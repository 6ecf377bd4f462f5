"""From a sentence to its answer: understand, compute, word the point."""

from datetime import date

from knowledge.deadlines.anchors import ANCHORS
from knowledge.deadlines.calendar import calendar_rows, long_date
from knowledge.deadlines.computed import Computed
from knowledge.deadlines.model import Row
from knowledge.deadlines.scenes import province_of
from knowledge.deadlines.tasks import AskBack, CalendarTask, ThresholdTask
from knowledge.deadlines.thresholds import threshold_row
from knowledge.deadlines.understand import understand

_LISTS = {"voter_list_published": "E01", "village_list_published": "V03", "residents_list_published": "R04"}


def _spoken(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _verdict(day: date, last: date, safe: date) -> str:
    if day <= safe:
        return f"来得及。名单{_spoken(day)}公布,最迟{_spoken(last)},稳妥{_spoken(safe)}。"
    if day <= last:
        return f"卡在最后一天。名单{_spoken(day)}公布,一种算法够,另一种差1天;能早就早1天。"
    return f"来不及了。名单{_spoken(day)}公布,最迟{_spoken(last)}。"


def _in_time(task: CalendarTask, rows: tuple[Row, ...]) -> tuple[str, ...]:
    """Was the list published early enough? Said first, because it was asked."""
    verdicts = []
    for event, day in task.known:
        last = next((row for row in rows if row.rule.id == _LISTS.get(event) and row.day), None)
        if last and last.day and last.safe_day:
            verdicts.append(_verdict(day, last.day, last.safe_day))
    return tuple(verdicts)


def _calendar(task: CalendarTask, today: date, province: str | None) -> Computed:
    rows = calendar_rows(task.anchor, task.day, dict(task.known))
    guessed = f",没写年份,按{task.day.year}年算" if task.year_guessed else ""
    title = f"{ANCHORS[task.anchor].label}:{long_date(task.day)}{guessed}。"
    return Computed("calendar", (*_in_time(task, rows), title), today, rows, task.day, province)


def _thresholds(tasks: tuple[ThresholdTask, ...], today: date, province: str | None) -> Computed:
    answers = [threshold_row(task) for task in tasks]
    points, rows = tuple(point for point, _ in answers), tuple(row for _, row in answers)
    return Computed("threshold", points, today, rows, None, province)


def compute(text: str, today: date, province: str | None = None) -> Computed | None:
    """The answer, a question back (`kind == "question"`), or None when this is no matter of dates or numbers.

    `province` is the office's own ("浙江"); a province named in the text goes before it.
    """
    understood = understand(text, today)
    if understood is None:
        return None
    if isinstance(understood, AskBack):
        return Computed("question", (understood.text,), today)
    where = province_of(text) or (province_of(province) if province else None)
    if isinstance(understood[0], CalendarTask):
        return _calendar(understood[0], today, where)
    thresholds = tuple(task for task in understood if not isinstance(task, CalendarTask))
    return _thresholds(thresholds, today, where)
