"""Withdraw an entry (撤回): by its author in time, later by the clerk with a reason.

Writes a further version. The number stays, so that the account has no hole; the entry counts for nothing.
"""

from __future__ import annotations

from bot.dialog.flow import Flow, Question
from bot.dialog.turn import Answers, Turn
from bot.errors import Refused
from bot.ledger import states
from bot.messages import Reply
from bot.texts import trust as texts
from handlers.correct import changeable, may_change, number_question, reason_question
from handlers.entry_card import named_with


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    if turn.person.role != "clerk" and not changeable(turn) and "number" not in answers:
        return []
    # At once, before a card could show what somebody else recorded.
    if "number" in answers and may_change(turn, answers["number"]) is None:
        raise Refused(texts.may_not(answers["number"], turn.settings.ledger.correction_hours))
    return [number_question(turn), *reason_question(turn)]


def _finish(turn: Turn, answers: Answers) -> Reply:
    entry = may_change(turn, answers.get("number", ""))
    if entry is None:
        return Reply(texts.NOTHING_RECENT)
    reason = answers.get("reason", "")
    turn.ledger.change(
        entry, turn.now, by=turn.person.id, action="withdraw", reason=reason, state=states.WITHDRAWN
    )
    if entry.person_id != turn.person.id:
        text = texts.withdrawn_for_deputy(entry.number, reason)
        about = f"{entry.number}:v{entry.version + 1}"
        turn.ledger.notices.tell(
            [entry.person_id], entry.township_id, "entry_withdrawn", about, text, turn.now
        )
    return Reply(texts.withdrawn(entry.number))


WITHDRAW = Flow(
    name="withdraw",
    title="撤回",
    hint="刚记的不要了",
    triggers=("撤回", "撤回记录", "撤销", "作废"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy", "clerk"}),
    recognise=named_with("撤回", "撤销", "作废"),
    clears=True,
    listed=False,  # told of under 更正
)
