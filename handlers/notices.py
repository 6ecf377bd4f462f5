"""Decline reminders (退订) and take them up again (恢复提醒). What is a duty is sent all the same.

Writes whether she is muted; whoever is bound may.
"""

from __future__ import annotations

from bot.dialog.flow import Flow, no_questions
from bot.dialog.turn import Answers, Turn
from bot.messages import Reply
from bot.texts import duty as texts

BOUND = frozenset({"deputy", "clerk", "grid_worker"})


def _decline(turn: Turn, answers: Answers) -> Reply:
    turn.reminders.decline(turn.person.id, turn.now)
    return Reply(texts.DECLINED_NOTICES)


def _resume(turn: Turn, answers: Answers) -> Reply:
    turn.reminders.resume(turn.person.id)
    return Reply(texts.RESUMED_NOTICES)


DECLINE_NOTICES = Flow(
    name="decline_notices",
    title="退订提醒",
    hint="只留值班的提醒",
    triggers=("退订", "退订提醒", "td", "不要提醒"),
    questions=no_questions,
    finish=_decline,
    roles=BOUND,
    confirm=False,
    clears=True,
    listed=False,  # the reminders themselves say the words
)

RESUME_NOTICES = Flow(
    name="resume_notices",
    title="恢复提醒",
    hint="重新接收提醒",
    triggers=("恢复提醒", "恢复", "恢复订阅"),
    questions=no_questions,
    finish=_resume,
    roles=BOUND,
    confirm=False,
    clears=True,
    listed=False,
)
