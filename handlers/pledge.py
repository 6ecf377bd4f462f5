"""Duty pledge (履职承诺) and its fulfilment (兑现): what she promised, and what became of it. Deputies only.

Writes one entry ``pledge``; a fulfilment is a further version, with the numbers of her entries behind it.
"""

from __future__ import annotations

from bot.dialog.flow import AskAgain, Flow, Question
from bot.dialog.readers import ChoiceReader, Option, TextReader
from bot.dialog.turn import Answers, Turn
from bot.ledger.corrections import Kept
from bot.ledger.kinds import PLEDGE as LEDGER
from bot.messages import Reply
from bot.texts import pledges as texts
from handlers.entry_card import NUMBER, number_in
from handlers.home_visit import term_start
from handlers.recording import day_question, record

SHOWN = 9


def _pledge_questions(turn: Turn, answers: Answers) -> list[Question]:
    return [Question("content", "承诺", texts.ASK_PLEDGE, TextReader(500)), day_question(turn)]


def _pledge(turn: Turn, answers: Answers) -> Reply:
    return Reply(texts.pledged(record(turn, LEDGER, answers)))


def _open(turn: Turn) -> list[Kept]:
    mine = turn.ledger.of_kind(LEDGER, turn.person.id, term_start(turn))
    return [each for each in mine if not each.fields.get("fulfilled")][:SHOWN]


def _options(turn: Turn) -> list[Option]:
    return [Option(each.number, f"{each.fields['content'][:24]}({each.number})") for each in _open(turn)]


def _fulfil_questions(turn: Turn, answers: Answers) -> list[Question]:
    if not _open(turn):
        return []
    return [
        Question("number", "哪一条", texts.ASK_WHICH_PLEDGE, ChoiceReader(_options)),
        Question("fulfilled", "兑现情况", texts.ASK_FULFILLED, TextReader(500)),
    ]


def _fulfil(turn: Turn, answers: Answers) -> Reply:
    entry = next((each for each in _open(turn) if each.number == answers.get("number")), None)
    if entry is None:
        return Reply(texts.NOTHING_PLEDGED)
    behind = sorted(
        {number_in(found.group()) or "" for found in NUMBER.finditer(answers["fulfilled"].lower())}
    )
    for number in behind:
        other = turn.ledger.find(turn.person.township_id, number)
        if other is None or other.person_id != turn.person.id:
            raise AskAgain("fulfilled", texts.not_your_entry(number))
    fields = {
        "fulfilled": answers["fulfilled"],
        "fulfilled_on": turn.now.date().isoformat(),
        "entries": behind,
    }
    turn.ledger.change(entry, turn.now, by=turn.person.id, action="fulfil", fields=fields)
    return Reply(texts.fulfilled(entry.number))


PLEDGE = Flow(
    name="pledge",
    title="履职承诺",
    hint="写下今年要做的事",
    triggers=("履职承诺", "承诺", "写承诺", "承诺书"),
    questions=_pledge_questions,
    finish=_pledge,
    roles=frozenset({"deputy"}),
    secondary=True,
)
FULFIL = Flow(
    name="fulfil",
    title="兑现承诺",
    hint="承诺的事做得怎样了",
    triggers=("兑现承诺", "兑现", "承诺兑现"),
    questions=_fulfil_questions,
    finish=_fulfil,
    roles=frozenset({"deputy"}),
    confirm=False,
    clears=True,
    listed=False,  # told of when a pledge is saved
)
