"""Correct an entry (更正): which one, which line, what is right. By its author in time, later by the clerk.

Writes a further version; the ones before stay. A returned entry that is corrected waits for the clerk again.
"""

from __future__ import annotations

from bot.dialog.flow import Flow, Question
from bot.dialog.readers import ChoiceReader, Option, TextReader
from bot.dialog.turn import Answers, Turn
from bot.ledger import states, verdicts
from bot.ledger.corrections import Kept
from bot.messages import Reply
from bot.texts import trust as texts
from handlers.entry_card import EntryReader, entry_options, named_with, questions_of

SHOWN = 9


def changeable(turn: Turn) -> list[Kept]:
    """What the sender may change without being asked for a number."""
    if turn.person.role == "clerk":
        return []
    mine = turn.ledger.returned(turn.person.id, turn.now)
    known = {entry.id for entry in mine}
    recent = turn.ledger.correctable(turn.person.id, turn.now)
    return [*mine, *(entry for entry in recent if entry.id not in known)]


def may_change(turn: Turn, number: str) -> Kept | None:
    """The entry, if the sender may change it: her own in time or returned; the clerk any of the township."""
    if turn.person.role == "clerk":
        entry = turn.ledger.find(turn.person.township_id, number)
        return entry if entry is not None and entry.state != states.WITHDRAWN else None
    return turn.ledger.changeable_by(turn.person.id, turn.person.township_id, number, turn.now)


def number_question(turn: Turn) -> Question:
    reader = EntryReader(lambda t: entry_options(t, changeable(t)[:SHOWN]))
    ask = texts.ASK_NUMBER if turn.person.role == "clerk" else texts.ASK_WHICH
    return Question("number", "哪一条", ask, reader)


def reason_question(turn: Turn) -> list[Question]:
    """The clerk says why; the author need not."""
    if turn.person.role != "clerk":
        return []
    return [Question("reason", "原因", texts.ASK_REASON, TextReader(200))]


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    if "number" not in answers and turn.person.role != "clerk" and not changeable(turn):
        return []
    which = number_question(turn)
    entry = may_change(turn, answers.get("number", ""))
    lines = questions_of(turn, entry) if entry else []
    if not lines:
        return [which]
    options = [Option(line.key, line.label) for line in lines]
    asked = [which, Question("line", "改哪一项", texts.ASK_LINE, ChoiceReader(lambda _: options))]
    line = next((each for each in lines if each.key == answers.get("line")), None)
    if line is not None:
        asked.append(Question("value", "改成", line.ask, line.reader))
    return [*asked, *reason_question(turn)]


def _finish(turn: Turn, answers: Answers) -> Reply:
    entry = may_change(turn, answers.get("number", ""))
    if entry is None:
        hours = turn.settings.ledger.correction_hours
        return Reply(texts.may_not(answers["number"], hours) if "number" in answers else texts.NOTHING_RECENT)
    if "line" not in answers:
        return Reply(texts.withdraw_instead(entry.number))
    right = {answers["line"]: answers["value"]}
    verdicts.correct(turn.ledger, entry, right, answers.get("reason", ""), turn.now, by=turn.person.id)
    done = texts.corrected(entry.number, entry.version + 1)
    # Its path needs a category and the clerk's eye: the way in is the report of a problem.
    added = answers["line"] == "problem" and bool(answers["value"]) and not entry.stage
    return Reply(done + texts.NOT_ON_ITS_WAY if added else done)


CORRECT = Flow(
    name="correct",
    title="更正",
    hint="刚记的有错改一改;不要了回“撤回”",
    triggers=("更正", "改记录", "记错了", "改正", "修正"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy", "clerk"}),
    recognise=named_with("更正", "改正", "修正"),
    confirm=False,
    clears=True,
    secondary=True,
)
