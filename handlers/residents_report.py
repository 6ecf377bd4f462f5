"""The residents' report (民情报告): drafted from her entries of 90 days, edited on the card. Deputies only.

Writes one entry ``five_ones`` of the item ``write_residents_report``, with the numbers behind it.
"""

from __future__ import annotations

from bot.dialog.flow import Flow, Question
from bot.dialog.readers import TextReader
from bot.dialog.turn import Answers, Turn
from bot.ledger.kinds import FIVE_ONES as LEDGER
from bot.ledger.reports import residents_report, since_days
from bot.messages import Reply
from bot.texts import recording
from bot.texts import reports as texts
from handlers.entry_card import numbers_in
from handlers.recording import missing_five, photos_question, record

ITEM = "write_residents_report"
DAYS = 90


def _draft(turn: Turn) -> str:
    today = turn.now.date()
    entries = turn.ledger.entries_of(turn.person.id, since_days(today, DAYS), today)
    return residents_report(entries, _grid(turn))


def _grid(turn: Turn) -> str:
    grid = turn.roster.grid(turn.person.grid_id) if turn.person.grid_id else None
    return grid.name if grid else ""


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    draft = answers.get("content") or _draft(turn)
    if not draft:
        return []
    title = texts.title(_grid(turn), turn.now.year, turn.now.month)
    return [
        Question("title", "题目", texts.ASK_TITLE, TextReader(100), default=title),
        Question("content", "正文", texts.ASK_CONTENT, TextReader(3000), default=draft),
        photos_question(turn),
    ]


def _finish(turn: Turn, answers: Answers) -> Reply:
    if "content" not in answers:
        return Reply(texts.NOTHING_YET)
    told: Answers = {**answers, "entries": numbers_in(answers["content"])}
    number = record(turn, LEDGER, told, item=ITEM)
    return Reply(recording.visit_saved(number, "", missing_five(turn)))


RESIDENTS_REPORT = Flow(
    name="residents_report",
    title="民情报告",
    hint="照您的记录起草,改好就交",
    triggers=("民情报告", "民情报告草稿", "起草民情报告"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    secondary=True,
)
