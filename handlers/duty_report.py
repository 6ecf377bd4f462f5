"""The duty report (述职): a three-minute and a full draft from her entries, then handed in. Deputies only.

A draft writes nothing; handing in writes one entry ``duty_report`` with the numbers behind it.
"""

from __future__ import annotations

from datetime import date

from bot.dialog.flow import Flow, Question
from bot.dialog.readers import ChoiceReader, Option, TextReader
from bot.dialog.turn import Answers, Turn
from bot.ledger.kinds import DUTY_REPORT as LEDGER
from bot.ledger.reports import THREE_MINUTES_CHARS, duty_report
from bot.messages import Reply
from bot.texts import reports as texts
from handlers.entry_card import numbers_in
from handlers.recording import day_question, record

SHORT, FULL = "三分钟版", "完整版"
_VERSIONS = (Option(SHORT, SHORT, ("三分钟", "短")), Option(FULL, FULL, ("完整", "全")))


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    return [Question("version", "版本", texts.ASK_WHICH_VERSION, ChoiceReader(lambda _: _VERSIONS))]


def _draft(turn: Turn, answers: Answers) -> Reply:
    today, short = turn.now.date(), answers["version"] == SHORT
    entries = turn.ledger.entries_of(turn.person.id, date(today.year, 1, 1), today)
    limit = THREE_MINUTES_CHARS if short else 0
    draft = duty_report(entries, turn.person.name, today.year, limit)
    return Reply(f"{draft}\n{texts.draft_hint(len(draft), short)}" if draft else texts.NOTHING_YET)


def _hand_in_questions(turn: Turn, answers: Answers) -> list[Question]:
    return [
        Question("content", "述职报告", texts.ASK_DUTY_REPORT, TextReader(5000)),
        day_question(turn),
    ]


def _hand_in(turn: Turn, answers: Answers) -> Reply:
    told: Answers = {**answers, "entries": numbers_in(answers["content"])}
    return Reply(texts.handed_in(record(turn, LEDGER, told)))


DUTY_REPORT_DRAFT = Flow(
    name="duty_report_draft",
    title="述职",
    hint="照您的记录起草述职稿",
    triggers=("述职", "述职草稿", "述职报告", "写述职"),
    questions=_questions,
    finish=_draft,
    roles=frozenset({"deputy"}),
    confirm=False,
    clears=True,
    secondary=True,
)
DUTY_REPORT = Flow(
    name="duty_report",
    title="交述职",
    hint="把定稿的述职报告交上来",
    triggers=("交述职", "交述职稿", "交述职报告"),
    questions=_hand_in_questions,
    finish=_hand_in,
    roles=frozenset({"deputy"}),
    listed=False,  # told of under 述职
)
