"""Drafts of the residents' report (民情报告) and the duty report (述职) out of a deputy's own entries.

Every statement carries the numbers of the entries behind it; what no entry says is left for her to fill in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.ledger import stages
from bot.ledger.corrections import Kept
from bot.ledger.meetings import PRESENT
from bot.ledger.problems import text_of
from bot.texts import reports as texts

THREE_MINUTES_CHARS = 750  # 脱稿述职: 600 to 750 characters are three minutes of speech
CARD_CHARS = 450  # so that a card with the draft stays on one page of 2,000 bytes


def residents_report(entries: Sequence[Kept], grid: str) -> str:
    """Overview, matters by category, problems with how far they are, things done. "" without entries."""
    visits, receptions = _of(entries, "home_visit"), _of(entries, "reception")
    problems = [e for e in entries if e.stage]
    heard = [*visits, *receptions, *_items(entries, "hear_opinion")]
    if not heard and not problems:
        return ""
    days = [e.happened_on for e in (*heard, *problems)]
    households = sum(int(e.fields.get("households") or 1) for e in visits)
    lines = [
        texts.overview(min(days), max(days), households, len(receptions), grid, _numbers(heard)),
        texts.categories(Counter(str(e.fields.get("category") or "其他") for e in problems).most_common()),
    ]
    lines += [texts.problem(i, text_of(e), e.number, _stage(e)) for i, e in enumerate(problems, 1)]
    lines += [texts.done(_said(e), e.number) for e in _items(entries, "do_practical_thing")]
    return _within([line for line in lines if line], CARD_CHARS, texts.TO_FILL_REPORT)


def duty_report(entries: Sequence[Kept], name: str, year: int, max_chars: int = 0) -> str:
    """In the order that townships ask for; ``max_chars`` 0: in full."""
    visits, receptions = _of(entries, "home_visit"), _of(entries, "reception")
    meetings = [e for e in _of(entries, "meeting") if e.item == PRESENT]
    problems = [e for e in entries if e.stage]
    closed = [e for e in problems if e.stage == stages.CLOSED]
    lines = [texts.opening(name, year)]
    lines += [texts.studied(_of_text(_of(entries, "study")))] if _of(entries, "study") else []
    lines += [texts.attended(len(meetings), _numbers(meetings))] if meetings else []
    contacts = [*visits, *receptions]
    if contacts:
        lines.append(texts.contacts(len(visits), len(receptions), _numbers(contacts)))
    if problems:
        lines.append(texts.reported(len(problems), len(closed), _numbers(problems)))
    lines += [texts.example(text_of(e), _stage(e), e.number) for e in problems]
    lines += [texts.suggested(_said(e), e.number) for e in _items(entries, "make_suggestion")]
    lines += [texts.done(_said(e), e.number) for e in _items(entries, "do_practical_thing")]
    lines += [
        texts.pledge(_said(e), str(e.fields.get("fulfilled") or ""), e.number) for e in _of(entries, "pledge")
    ]
    if len(lines) == 1:
        return ""
    return (
        _within(lines, max_chars, texts.TO_FILL_DUTY)
        if max_chars
        else "\n".join([*lines, texts.TO_FILL_DUTY])
    )


def _within(lines: Sequence[str], max_chars: int, tail: str) -> str:
    """As many whole statements as fit; how many were left out is said."""
    room = max_chars - len(tail) - len(texts.left_out(99)) - 2
    shown: list[str] = []
    for line in lines:
        if sum(map(len, shown)) + len(shown) + len(line) > room:
            break
        shown.append(line)
    left = len(lines) - len(shown)
    return "\n".join([*shown, *([texts.left_out(left)] if left else []), tail])


def _of(entries: Sequence[Kept], kind: str) -> list[Kept]:
    return [entry for entry in entries if entry.kind == kind]


def _items(entries: Sequence[Kept], item: str) -> list[Kept]:
    return [entry for entry in entries if entry.kind == "five_ones" and entry.item == item]


def _said(entry: Kept) -> str:
    return str(entry.fields.get("content") or "")


def _stage(entry: Kept) -> str:
    return stages.LABELS.get(entry.stage, "")


def _of_text(entries: Sequence[Kept]) -> str:
    return ";".join(f"{_said(e)}({e.number})" for e in entries)


def _numbers(entries: Sequence[Kept], shown: int = 6) -> str:
    numbers = [entry.number for entry in entries]
    return "、".join(numbers[:shown]) + (f"等{len(numbers)}条" if len(numbers) > shown else "")


def since_days(today: date, days: int) -> date:
    return date.fromordinal(today.toordinal() - days)
