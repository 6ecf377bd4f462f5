"""The grid worker (民情联络员) confirms that a deputy came to register (确认报到). Grid workers only.

Writes a further version of the registration: verified, or returned to the deputy with a sentence.
"""

from __future__ import annotations

from bot.dialog.flow import Flow, Question
from bot.dialog.readers import ChoiceReader, Option
from bot.dialog.turn import Answers, Turn
from bot.ledger import states
from bot.ledger.corrections import Kept
from bot.ledger.kinds import GRID_REGISTRATION as LEDGER
from bot.messages import Reply
from bot.texts import recording as texts

LOOKED_AT = 200
CAME, DID_NOT = "来过", "没有来"
_ANSWERS = (Option(CAME, "来过,确认", ("是", "确认", "来过")), Option(DID_NOT, DID_NOT, ("没来", "否")))


def _pending(turn: Turn) -> list[Kept]:
    waiting = turn.ledger.pending(turn.person.township_id, [LEDGER], LOOKED_AT)
    return [each for each in waiting if each.fields.get("grid") == turn.person.grid_id][:9]


def _options(turn: Turn) -> list[Option]:
    return [Option(each.number, f"{each.person}({each.number})") for each in _pending(turn)]


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    if not _pending(turn):
        return []
    return [
        Question("number", "哪一位", texts.ASK_WHICH_REGISTRATION, ChoiceReader(_options)),
        Question("came", "来过吗", texts.ASK_REGISTRATION_RIGHT, ChoiceReader(lambda _: _ANSWERS)),
    ]


def _finish(turn: Turn, answers: Answers) -> Reply:
    entry = next((each for each in _pending(turn) if each.number == answers.get("number")), None)
    if entry is None:
        return Reply(texts.NOTHING_TO_CONFIRM)
    came = answers["came"] == CAME
    turn.ledger.change(
        entry,
        turn.now,
        by=turn.person.id,
        action="verify" if came else "return",
        reason="" if came else texts.REGISTRATION_WRONG,
        fields={"confirmed_by": turn.person.name} if came else None,
        state=states.VERIFIED if came else states.RETURNED,
    )
    text = texts.confirmed_for_deputy(entry.number, turn.person.name) if came else texts.REGISTRATION_WRONG
    about = f"{entry.number}:v{entry.version + 1}"
    township = turn.person.township_id
    turn.ledger.notices.tell([entry.person_id], township, "registration_checked", about, text, turn.now)
    return Reply(texts.confirmed(entry.number) if came else texts.not_confirmed(entry.number))


CONFIRM_REGISTRATION = Flow(
    name="confirm_registration",
    title="确认报到",
    hint="代表来网格报到了,确认一下",
    triggers=("确认报到", "核实报到", "报到确认"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"grid_worker"}),
    confirm=False,
    clears=True,
)
