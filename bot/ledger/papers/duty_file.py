"""The duty file (履职档案) of one deputy in its eight parts."""

from __future__ import annotations

from bot.ledger.corrections import Kept
from bot.ledger.papers.about import About
from bot.ledger.papers.sections import (
    Entries,
    Section,
    households,
    numbers,
    problem_text,
    said,
    split,
    stage_of,
)
from bot.ledger.states import VERIFIED
from bot.texts import papers as texts

_INSPECTIONS = ("视察", "调研", "检查", "专题询问", "听审")
_GROUP = ("小组", "活动日", "双活动", "主题", "座谈", "联络站")


def duty_file(about: About, entries: Entries) -> list[Section]:
    inspections, group, congress = split(
        entries.of("meeting"),
        lambda title: any(word in title for word in _INSPECTIONS),
        lambda title: any(word in title for word in _GROUP),
    )
    parts = (
        _basics(about, entries),
        Section("", [_attended(each) for each in congress]),
        Section("", [_attended(each) for each in inspections]),
        _study(entries.of("study")),
        _activities(entries, group),
        _suggestions(entries),
        _accounts(entries),
        Section("", [texts.AWARDS + texts.TO_FILL]),
    )
    for title, part in zip(texts.FILE_PARTS, parts, strict=True):
        part.title = title
        part.parts = [each for each in part.parts if each.lines]
        if not part.lines and not part.parts:
            part.lines = [texts.NOTHING]
    return list(parts)


def _basics(about: About, entries: Entries) -> Section:
    facts = (
        ("姓名", about.name),
        ("代表层级", about.level),
        ("代表小组", about.group),
        ("联络站", about.station),
        ("网格", about.grid),
    )
    lines = [texts.fact(label, value) for label, value in facts]
    lines += [texts.seat(s.level, s.number, s.began_on, s.ended_on) for s in about.seats]
    registered = entries.of("grid_registration")
    lines += [
        texts.statement(e.happened_on, f"到{e.fields.get('grid_name') or about.grid}登记报到", e.number)
        for e in registered
    ]
    return Section("", [*lines, texts.NOT_KEPT + texts.TO_FILL])


def _attended(entry: Kept) -> str:
    title = str(entry.fields.get("title") or "会议")
    if entry.item == "leave":
        reason, approved = str(entry.fields.get("reason") or ""), entry.state == VERIFIED
        return texts.leave(entry.happened_on, title, reason, approved, entry.number)
    return texts.meeting(entry.happened_on, title, entry.number)


def _study(studied: list[Kept]) -> Section:
    hours = [int(each.fields.get("hours") or 0) for each in studied]
    lines = [
        texts.study(each.happened_on, said(each), hour, each.number)
        for each, hour in zip(studied, hours, strict=True)
    ]
    return Section("", lines, sum=texts.study_total(len(studied), sum(hours)) if len(studied) > 1 else "")


def _activities(entries: Entries, group: list[Kept]) -> Section:
    check_ins, visits, callers = entries.of("check_in"), entries.of("home_visit"), entries.of("reception")
    contacts = [texts.visits(len(visits), households(visits), numbers(visits))] if visits else []
    contacts += [texts.receptions(len(callers), numbers(callers))] if callers else []
    stationed = [texts.check_ins(len(check_ins), numbers(check_ins))] if check_ins else []
    deeds = [texts.statement(e.happened_on, said(e), e.number) for e in entries.item("do_practical_thing")]
    parts = [
        Section(texts.GROUP_ACTIVITIES, [_attended(each) for each in group]),
        Section(texts.STATIONED, stationed),
        Section(texts.CONTACTS, contacts),
        Section(texts.DEEDS, deeds),
    ]
    return Section("", [], parts)


def _suggestions(entries: Entries) -> Section:
    heard = entries.heard
    parts = [
        Section(
            texts.SUGGESTIONS,
            [texts.statement(e.happened_on, said(e), e.number) for e in entries.item("make_suggestion")],
        ),
        Section(texts.PROBLEMS, [problem_line(each) for each in entries.problems]),
        Section(texts.OPINIONS, [texts.opinions(len(heard), numbers(heard))] if heard else []),
    ]
    return Section("", [], parts)


def problem_line(entry: Kept) -> str:
    fields = entry.fields
    extra = texts.handled(*(str(fields.get(key) or "") for key in ("assigned_to", "result", "rating")))
    category = str(fields.get("category") or "")
    return texts.problem(problem_text(entry), category, stage_of(entry), extra, entry.number)


def _accounts(entries: Entries) -> Section:
    def behind(entry: Kept) -> list[str]:
        return [str(each) for each in entry.fields.get("entries") or ()]

    reports = [
        texts.handed_in(e.happened_on, "述职报告", behind(e), e.number) for e in entries.of("duty_report")
    ]
    told = [
        texts.handed_in(e.happened_on, f"《{e.fields.get('title') or '民情报告'}》", behind(e), e.number)
        for e in entries.item("write_residents_report")
    ]
    pledges = [
        texts.pledge(said(e), str(e.fields.get("fulfilled") or "").rstrip("。"), e.number)
        for e in entries.of("pledge")
    ]
    parts = [
        Section(texts.REPORTS, reports),
        Section(texts.PLEDGES, pledges),
        Section(texts.RESIDENTS_REPORTS, told),
    ]
    return Section("", [], parts)
