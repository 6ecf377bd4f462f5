"""The clerk checks somebody in (代签到), with a reason. Clerks only.

Writes one entry ``check_in`` under the clerk's hand, and tells the deputy, who may object.
"""

from __future__ import annotations

from bot.checkin.record import Comer, check_in
from bot.dialog import words
from bot.dialog.flow import AskAgain, Flow, Question
from bot.dialog.readers import ChoiceReader, Option, TextReader
from bot.dialog.turn import Answers, Turn
from bot.messages import Reply
from bot.roster.desk import Deputy
from bot.texts import checkin as texts
from handlers.deputy_card import stations


def _named(turn: Turn, answers: Answers) -> list[Deputy]:
    name = words.squeezed(answers.get("name", ""))
    return turn.roster.deputies(turn.person.township_id, name=name) if name else []


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    asked = [Question("name", "姓名", texts.ASK_WHO, TextReader(40))]
    found = _named(turn, answers)
    if len(found) > 1:
        options = [Option(each.id, f"{each.name}({each.station or each.id})") for each in found]
        asked.append(Question("person", "哪一位", texts.ASK_WHICH_PERSON, ChoiceReader(lambda _: options)))
    return [
        *asked,
        Question("place", "站点", texts.ASK_WHERE, ChoiceReader(stations)),
        Question("reason", "原因", texts.ASK_WHY, TextReader(100)),
    ]


def _finish(turn: Turn, answers: Answers) -> Reply:
    if "clerk" not in turn.settings.check_in.ways:
        return Reply(texts.way_off(list(turn.settings.check_in.ways)))
    found = [d for d in _named(turn, answers) if answers.get("person") in (None, d.id)]
    if not found:
        raise AskAgain("name", texts.no_such_deputy(answers["name"]))
    deputy, place, reason = found[0], turn.roster.station(answers["place"]), answers["reason"]
    if place is None:
        return Reply(texts.NO_STATIONS)
    comer, by = Comer.of(deputy), turn.person.id
    done = check_in(turn.ledger, comer, place, "clerk", turn.now, turn.now, by=by, reason=reason)
    if done.again:
        return Reply(texts.already_for(deputy.name, place.name, done.number))
    text = texts.told_deputy(place.name, done.number, reason)
    township, notices = deputy.township_id, turn.ledger.notices
    notices.tell([deputy.id], township, "checked_in_by_clerk", done.number, text, turn.now)
    return Reply(texts.checked_in_for(deputy.name, place.name, done.number))


CLERK_CHECK_IN = Flow(
    name="clerk_check_in",
    title="代签到",
    hint="替不方便的代表签到,写明原因",
    triggers=("代签到", "代签", "代登", "补签"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"clerk"}),
    clears=True,
)
