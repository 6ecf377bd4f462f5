"""Object to a return (异议): the deputy's own words, and the clerk looks again. Deputies only.

Writes a further version in the state ``objected`` (the office must look into it and put right what is wrong).
"""

from __future__ import annotations

from bot.dialog.flow import Flow, Question
from bot.dialog.readers import ChoiceReader, Option, TextReader
from bot.dialog.turn import Answers, Turn
from bot.ledger import states
from bot.messages import Reply
from bot.texts import trust as texts
from handlers.entry_card import entry_options, named_with

SHOWN = 9


def _options(turn: Turn) -> list[Option]:
    return entry_options(turn, turn.ledger.returned(turn.person.id, turn.now)[:SHOWN])


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    if not _options(turn):
        return []
    return [
        Question("number", "哪一条", texts.ASK_WHICH_RETURNED, ChoiceReader(_options)),
        Question("objection", "理由", texts.ASK_OBJECTION, TextReader(500)),
    ]


def _finish(turn: Turn, answers: Answers) -> Reply:
    mine = turn.ledger.returned(turn.person.id, turn.now)
    entry = next((each for each in mine if each.number == answers.get("number")), None)
    if entry is None:
        return Reply(texts.NOTHING_RETURNED)
    words = answers["objection"]
    turn.ledger.change(
        entry,
        turn.now,
        by=turn.person.id,
        action="object",
        reason=words,
        fields={"objection": words},
        state=states.OBJECTED,
    )
    notices, about = turn.ledger.notices, f"{entry.number}:v{entry.version + 1}"
    text = texts.objected_for_clerk(entry.number, entry.person, words)
    notices.tell(
        notices.clerks(entry.township_id), entry.township_id, "entry_objected", about, text, turn.now
    )
    return Reply(texts.objected(entry.number))


OBJECT_RETURN = Flow(
    name="object_return",
    title="异议",
    hint="记录被退回,有不同看法",
    triggers=("异议", "申诉", "不同意", "有异议"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    recognise=named_with("异议", "申诉"),
    confirm=False,
    clears=True,
    listed=False,  # told of when something is returned
)
