"""Sections into an official paper in Word; which entries are taken, and whether her own text stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from bot.errors import Refused
from bot.ledger import entries as ledger
from bot.ledger.corrections import Kept
from bot.ledger.export.atomic import whole_file
from bot.ledger.export.official import OfficialPaper
from bot.ledger.papers import reports
from bot.ledger.papers.about import About
from bot.ledger.papers.duty_file import duty_file
from bot.ledger.papers.sections import Entries, Section
from bot.ledger.reports import THREE_MINUTES_CHARS
from bot.ledger.reports import duty_report as speech
from bot.settings import Settings
from bot.texts import papers as texts

FILE, DUTY, SHORT, RESIDENTS = "file", "duty", "short", "residents"


@dataclass(frozen=True)
class Wanted:
    """``own_text``: her own text stands if she handed one in; ``assisted``: a model helped with it."""

    kind: str
    first: date
    last: date
    out: Path
    own_text: bool = True
    assisted: bool = False


def write_paper(connection: Connection, about: About, wanted: Wanted, settings: Settings, today: date) -> int:
    """How many entries it draws on. Raises :class:`Refused` where nothing can be said."""
    if wanted.out.suffix.lower() != ".docx":
        raise Refused(texts.ONLY_WORD)
    entries = Entries(ledger.of_person(connection, about.id, wanted.first, wanted.last))
    handed_in = _handed_in(entries, wanted)
    sections = [_own(handed_in)] if handed_in else _sections(about, entries, wanted)
    if not sections:
        raise Refused(texts.nothing_to_say(about.name))
    paper = OfficialPaper(_title(about, wanted, settings), assisted=wanted.assisted)
    for section in sections:
        _put(paper, section, 1)
    unit = settings.office.name if wanted.kind == FILE else about.name
    paper.sign(unit, handed_in.happened_on if handed_in else today)
    with whole_file(wanted.out) as aside:
        paper.save(aside)
    return len(_behind(handed_in)) if handed_in else len(entries.all)


def _title(about: About, wanted: Wanted, settings: Settings) -> str:
    if wanted.kind == FILE:
        return texts.file_title(settings.office.township, about.name)
    if wanted.kind == RESIDENTS:
        return texts.report_title(about.grid, wanted.first, wanted.last)
    return texts.duty_title(about.name, wanted.last.year, short=wanted.kind == SHORT)


def _sections(about: About, entries: Entries, wanted: Wanted) -> list[Section]:
    if wanted.kind == FILE:
        return duty_file(about, entries)
    if wanted.kind == RESIDENTS:
        return reports.residents_report(entries, about.grid, wanted.first, wanted.last)
    if wanted.kind == DUTY:
        return reports.duty_report(entries, about.name, wanted.last.year)
    text = speech(entries.all, about.name, wanted.last.year, THREE_MINUTES_CHARS)
    return [Section("", text.split("\n"))] if text else []


def _handed_in(entries: Entries, wanted: Wanted) -> Kept | None:
    """The latest of the period; a file and a speech are drawn up anew each time."""
    found: Sequence[Kept] = ()
    if wanted.own_text and wanted.kind == DUTY:
        found = entries.of("duty_report")
    elif wanted.own_text and wanted.kind == RESIDENTS:
        found = entries.item("write_residents_report")
    return found[-1] if found else None


def _own(entry: Kept) -> Section:
    evidence = "、".join([entry.number, *_behind(entry)])
    return Section("", [str(entry.fields.get("content") or ""), f"{texts.EVIDENCE}:{evidence}。"])


def _behind(entry: Kept) -> list[str]:
    return [str(each) for each in entry.fields.get("entries") or ()]


def _put(paper: OfficialPaper, section: Section, level: int) -> None:
    """Several statements under one heading are numbered 1. 2. 3.; one alone is a paragraph."""
    if section.title:
        paper.heading(level, section.title)
    if section.sum:
        paper.paragraph(section.sum)
    for line in section.lines:
        if section.title and len(section.lines) > 1:
            paper.heading(3, line)
        else:
            paper.paragraph(line)
    for part in section.parts:
        _put(paper, part, level + 1)
