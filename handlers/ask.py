"""Ask (问规程): any text that no other flow wants is a question on procedure. Open to everybody.

Writes a row to the gap list when nothing here answers, without saying who asked.
"""

from __future__ import annotations

import re

from bot.dialog.flow import Flow, Question
from bot.dialog.readers import TextReader
from bot.dialog.turn import Answers, Turn
from bot.messages import Kind, Reply
from bot.texts import handlers as texts

_LEADING = re.compile(r"^\s*(?:请问一下|请问|问一下|想问一下|想问|问规程|问)[\s,,::]+")


def _recognise(turn: Turn) -> Answers | None:
    """ "问 …" with a question behind it."""
    if turn.incoming.kind is not Kind.TEXT:
        return None
    question = _LEADING.sub("", turn.text)
    return {"question": question} if question != turn.text and question.strip() else None


def _questions(turn: Turn, answers: Answers) -> tuple[Question, ...]:
    return (Question("question", "问题", texts.ASK_WHAT, TextReader(max_chars=500)),)


def _finish(turn: Turn, answers: Answers) -> Reply:
    question = answers.get("question") or turn.text
    answered = turn.answerer.ask(question, turn.memory)
    if answered.refused:
        turn.ledger.note_gap(question[:500], turn.person.township_id, turn.now)
        return Reply(texts.refusal(answered.text, turn.settings.office.phone))
    return Reply(answered.text, memory=answered.memory)


ASK = Flow(
    name="ask",
    title="问规程",
    hint="直接把问题发过来,如“乡镇人代会一年开几次?”",
    triggers=("问规程", "提问", "问问题", "问规成"),
    questions=_questions,
    finish=_finish,
    recognise=_recognise,
    confirm=False,
)
