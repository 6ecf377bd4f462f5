"""From one anchor event ("选举日是12月20日") to every statutory date that hangs on it."""

from datetime import date, timedelta

from knowledge.deadlines.anchors import ANCHORS, Link
from knowledge.deadlines.dates import add_months
from knowledge.deadlines.holidays import day_off, weekday
from knowledge.deadlines.loader import load_rules, rule
from knowledge.deadlines.model import Deadline, Row, Rule

# One reading comes a day earlier in these (ambiguities ① and ②); in the others both readings agree.
_EARLIER_READING = {"before", "notice", "from"}
_APPLIES = {"①": {"before", "notice"}, "②": {"from"}}
# Nothing is late on these when the day is a Sunday: an election day itself, a notice that hangs longer.
_NO_END = {"on", "at_least"}
_BOUNDS = {"on": "", "at_least": "至少到"}


def long_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日({weekday(day)})"


def usual_day(deadline: Deadline, anchor: date) -> date:
    """The last (or first possible) day by the usual reading."""
    if deadline.months:
        return add_months(anchor, deadline.months)
    return anchor + timedelta(days=deadline.days)


def safe_day(deadline: Deadline, anchor: date) -> date:
    """The day that satisfies both readings."""
    day = usual_day(deadline, anchor)
    return day - timedelta(days=1) if deadline.counting in _EARLIER_READING else day


def arithmetic(deadline: Deadline, anchor: date) -> str:
    """The sum as a person would write it down: 12月20日−20天=11月30日."""
    day = usual_day(deadline, anchor)
    if not deadline.months and not deadline.days:
        return f"{anchor.month}月{anchor.day}日当天"
    years, months = divmod(deadline.months, 12)
    step = f"+{deadline.months}个月" if months else f"+{years}年" if years else f"{deadline.days:+d}天"
    same = anchor.year == day.year
    left, right = (f"{'' if same else f'{one.year}年'}{one.month}月{one.day}日" for one in (anchor, day))
    return f"{left}{step.replace('-', '−')}={right}"


def _marks(source: Rule, deadline: Deadline, days: tuple[date, date]) -> tuple[str, ...]:
    """The ambiguities that touch this deadline: ① before, ② from, ⑧ where a last day is a day off."""
    ends = deadline.counting not in _NO_END and any(day_off(day) for day in days)
    return tuple(
        mark
        for mark in source.ambiguities
        if (ends if mark == "⑧" else deadline.counting in _APPLIES.get(mark, {deadline.counting}))
    )


def _row(source: Rule, deadline: Deadline, anchor: date, assumption: str) -> Row:
    day, safe = usual_day(deadline, anchor), safe_day(deadline, anchor)
    notes = [part for part in (source.note, assumption) if part]
    return Row(
        item=deadline.item or source.item,
        value=f"{_BOUNDS.get(deadline.counting, '最迟')}{long_date(day)}",
        safe=long_date(safe),
        rule=source,
        arithmetic=arithmetic(deadline, anchor),
        note=";".join(notes),
        day=day,
        safe_day=safe,
        ambiguities=_marks(source, deadline, (day, safe)),
        bound=_BOUNDS.get(deadline.counting, "最迟"),
    )


def _hanging_on(anchor_id: str, day: date, assumption: str) -> list[Row]:
    return [
        _row(source, deadline, day, assumption)
        for source in load_rules().values()
        for deadline in source.deadlines
        if deadline.anchor == anchor_id
    ]


def _linked_day(link: Link, anchor_day: date, known: dict[str, date]) -> date:
    if not link.rule_id:
        return anchor_day
    deadline = rule(link.rule_id).deadlines[link.nth]
    return usual_day(deadline, known.get(deadline.anchor, anchor_day))


def _earliest_completion(session: date) -> Row:
    """The first session must come within two months, so the election cannot have ended before this day."""
    source = rule("M04")
    day = session - timedelta(days=63)
    while add_months(day, 2) < session:
        day += timedelta(days=1)
    sum_ = f"{arithmetic(source.deadlines[0], day)},要不早于{session.month}月{session.day}日"
    return Row(
        item="代表选举全部完成",
        value=f"最早{long_date(day)}",
        safe=long_date(day),
        rule=source,
        arithmetic=sum_,
        day=day,
        safe_day=day,
        ambiguities=("⑤",),
        bound="最早",
    )


def _reminder(rule_id: str) -> Row:
    source = rule(rule_id)
    marks = tuple(mark for mark in source.ambiguities if mark == "⑦")
    return Row(source.item, "没有固定日期", "", source, "条文没有可算的日期", source.note, ambiguities=marks)


def calendar_rows(anchor_id: str, day: date, known: dict[str, date] | None = None) -> tuple[Row, ...]:
    """All rows for the anchor, by date; `known` holds later events whose real date the person gave."""
    anchor, events = ANCHORS[anchor_id], {anchor_id: day}
    rows = _hanging_on(anchor_id, day, "")
    if anchor_id == "first_session":
        rows.append(_earliest_completion(day))
    for link in anchor.links:
        given = (known or {}).get(link.anchor)
        events[link.anchor] = given or _linked_day(link, day, events)
        rows += _hanging_on(link.anchor, events[link.anchor], "" if given else link.assumption)
    rows.sort(key=lambda row: row.day or date.max)
    return (*rows, *(_reminder(rule_id) for rule_id in anchor.reminders))
