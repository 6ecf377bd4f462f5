"""The residents' report (民情报告) and the full duty report (述职) in the parts that offices ask for.

What no entry says is left for her to fill in: causes, proposals, shortcomings, plans.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from bot.ledger import stages
from bot.ledger.corrections import Kept
from bot.ledger.papers.duty_file import problem_line
from bot.ledger.papers.sections import Entries, Section, households, numbers, problem_text, said
from bot.texts import papers as texts
from bot.texts import reports as chat_texts


def residents_report(entries: Entries, grid: str, first: date, last: date) -> list[Section]:
    """Empty without anything heard."""
    heard, problems = entries.heard, entries.problems
    if not heard and not problems:
        return []
    visits, callers = entries.of("home_visit"), entries.of("reception")
    overview = texts.overview(first, last, grid, households(visits), len(callers), numbers(heard or problems))
    by_category: dict[str, list[Kept]] = defaultdict(list)
    for each in problems:
        by_category[str(each.fields.get("category") or "其他")].append(each)
    counted = sorted(by_category.items(), key=lambda pair: -len(pair[1]))
    kinds = texts.categories([(label, len(found), numbers(found)) for label, found in counted])
    opinions = [texts.statement(e.happened_on, said(e), e.number) for e in heard if not e.stage and said(e)]
    open_ones = [each for each in problems if each.stage not in (stages.CLOSED, stages.DECLINED)]
    asks = [
        texts.to_unit(problem_text(e), str(e.fields.get("assigned_to") or ""), e.number) for e in open_ones
    ]
    deeds = entries.item("do_practical_thing")
    done = [texts.statement(e.happened_on, said(e), e.number) for e in deeds]
    bodies = (
        [overview],
        [*kinds, *opinions],
        [f"{problem_line(each)}原因:{texts.TO_FILL}" for each in problems],
        asks,
        done,
    )
    return [
        Section(title, lines or [texts.NOTHING])
        for title, lines in zip(texts.REPORT_PARTS, bodies, strict=True)
    ]


def duty_report(entries: Entries, name: str, year: int) -> list[Section]:
    """In full, by the six parts that townships ask for. Empty without entries."""
    if not entries.all:
        return []
    visits, callers = entries.of("home_visit"), entries.of("reception")
    contacts = [texts.visits(len(visits), households(visits), numbers(visits))] if visits else []
    contacts += [texts.receptions(len(callers), numbers(callers))] if callers else []
    deeds = entries.item("do_practical_thing")
    contacts += [texts.statement(e.happened_on, said(e), e.number) for e in deeds]
    check_ins = entries.of("check_in")
    outside = [texts.check_ins(len(check_ins), numbers(check_ins))] if check_ins else []
    outside += [problem_line(each) for each in entries.problems]
    outside += [
        texts.pledge(said(e), str(e.fields.get("fulfilled") or "").rstrip("。"), e.number)
        for e in entries.of("pledge")
    ]
    studied = entries.of("study")
    meetings = [
        texts.meeting(e.happened_on, str(e.fields.get("title") or "会议"), e.number) for e in entries.present
    ]
    suggested = [
        texts.statement(e.happened_on, f"建议:{said(e)}", e.number) for e in entries.item("make_suggestion")
    ]
    bodies = (
        [texts.study(e.happened_on, said(e), int(e.fields.get("hours") or 0), e.number) for e in studied],
        [*meetings, *suggested],
        outside,
        contacts,
    )
    sections = [Section("", [chat_texts.opening(name, year)])]
    sections += [
        Section(title, lines or [texts.NOTHING])
        for title, lines in zip(texts.DUTY_PARTS, bodies, strict=False)
    ]
    return [*sections, *(Section(title, [texts.TO_FILL]) for title in texts.DUTY_PARTS[4:])]
