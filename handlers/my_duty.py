"""My duty days (我的值班): see them, say yes, ask for leave, offer a swap; also the answers to "could you
step in?" and "would you change days with me?".

Deputies only. Writes the answer on the line of the duty roster; a leave asks the next deputy in turn, a swap
asks the deputy whose day it is.
"""

from __future__ import annotations

from bot.dialog import words
from bot.dialog.flow import Flow, Question
from bot.dialog.readers import ChoiceReader, Option, TextReader
from bot.dialog.turn import Answers, Turn
from bot.messages import Kind, Reply
from bot.reminders.desk import DutyDay, SwapOffer
from bot.reminders.duty import states
from bot.texts import duty as texts

COMES, CANNOT, SWAP = "comes", "cannot", "swap"
_BY_NUMBER = {1: COMES, 2: CANNOT, 3: SWAP}
AGREES, DISAGREES = "agrees", "disagrees"

_COMES = Option(COMES, texts.COMES, ("能来", "确认", "来", "能", "可以"))
_CANNOT_WORDS = ("请假", "不能来", "来不了", "不来", "去不了")


def _recognise(turn: Turn) -> Answers | None:
    """A bare 1, 2 or 3 as the answer to a reminder that was the last thing said, or to our "noted"."""
    number = words.chosen_number(turn.text) if turn.incoming.kind is Kind.TEXT else None
    if number not in _BY_NUMBER or turn.person.role != "deputy":
        return None
    memory = turn.memory or {}
    if "duty" in memory:
        day = next((each for each in _days(turn) if each.id == memory["duty"]), None)
    else:
        named = turn.reminders.reminded(turn.incoming, turn.person.id, turn.now, last=turn.memory is not None)
        waiting = [each for each in named if each.state != states.CONFIRMED]
        day = waiting[0] if len(waiting) == 1 else None
    if day is None or (day.asked and number == 3):
        return None
    return {"day": day.id, "answer": _BY_NUMBER[number]}


def _days(turn: Turn) -> list[DutyDay]:
    return turn.reminders.duties(turn.person.id, turn.now.date())


def _offers(turn: Turn) -> list[SwapOffer]:
    return turn.reminders.offers(turn.person.id, turn.now.date())


def _options(turn: Turn) -> list[Option]:
    """What she is asked stands first: it waits for her."""
    offers = [Option(each.id, texts.swap_line(each.deputy, each.wanted)) for each in _offers(turn)]
    days = sorted(_days(turn), key=lambda each: not each.asked)
    return offers + [Option(each.id, texts.duty_line(each.day, each.station, each.state)) for each in days]


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    options = _options(turn)
    if not options:
        return []
    only = options[0].key if len(options) == 1 else None
    which = Question("day", "哪一次", texts.ASK_WHICH, ChoiceReader(_options), default=only)
    chosen = answers.get("day") or only
    offer = next((each for each in _offers(turn) if each.id == chosen), None)
    if offer is not None:
        return [which, _about_offer(offer)]
    day = next((each for each in _days(turn) if each.id == chosen), None)
    return [which] if day is None else [which, *_about_day(turn, day, answers)]


def _about_offer(offer: SwapOffer) -> Question:
    options = [
        Option(AGREES, texts.AGREES, ("同意", "换", "可以", "行", "能")),
        Option(DISAGREES, texts.DISAGREES, ("不同意", "不行", "不能换", "换不了")),
    ]
    ask = texts.ask_swap(offer.deputy, offer.offered, offer.wanted)
    return Question("swap_answer", "换吗", ask, ChoiceReader(lambda _: options))


def _about_day(turn: Turn, day: DutyDay, answers: Answers) -> list[Question]:
    if day.asked:
        options = [_COMES, Option(CANNOT, texts.CANNOT_STEP_IN, _CANNOT_WORDS)]
    else:
        options = [_COMES, Option(CANNOT, texts.CANNOT, _CANNOT_WORDS), Option(SWAP, texts.SWAP, ("换",))]
    ask = texts.ask_coming(day.day, day.station, day.state)
    asked = [Question("answer", "能来吗", ask, ChoiceReader(lambda _: options))]
    if answers.get("answer") == CANNOT and not day.asked:
        asked.append(Question("reason", "原因", texts.ASK_REASON, TextReader(100), optional=True))
    if answers.get("answer") == SWAP and (others := _others(turn, day)):
        asked.append(Question("with", "换哪一次", texts.ASK_SWAP_WITH, ChoiceReader(lambda _: others)))
    return asked


def _others(turn: Turn, day: DutyDay) -> list[Option]:
    found = turn.reminders.swap_choices(day.id, turn.person.id, turn.now.date())
    return [Option(each.id, texts.swap_choice(each.deputy, each.day)) for each in found]


def _finish(turn: Turn, answers: Answers) -> Reply:
    offer = next((each for each in _offers(turn) if each.id == answers.get("day")), None)
    if offer is not None and "swap_answer" in answers:
        accepts = answers["swap_answer"] == AGREES
        turn.reminders.answer_swap(offer.id, turn.person.id, accepts, turn.now)
        return Reply(texts.swap_done(offer.offered, offer.station) if accepts else texts.STAYS)
    chosen = next((day for day in _days(turn) if day.id == answers.get("day")), None)
    if chosen is None or "answer" not in answers:
        return Reply(texts.NO_DUTY)
    if answers["answer"] == COMES:
        turn.reminders.confirm(chosen.id, turn.person.id, turn.now)
        return Reply(texts.comes(chosen.day, chosen.station))
    if answers["answer"] == SWAP:
        return _offer_swap(turn, chosen, answers)
    stand_in = turn.reminders.refuse(chosen, turn.person.id, answers.get("reason") or "", turn.now)
    return Reply(texts.NOT_STEPPING_IN if chosen.asked else texts.excused(stand_in))


def _offer_swap(turn: Turn, given: DutyDay, answers: Answers) -> Reply:
    choices = turn.reminders.swap_choices(given.id, turn.person.id, turn.now.date())
    wanted = next((each for each in choices if each.id == answers.get("with")), None)
    if wanted is None:
        return Reply(texts.NOBODY_TO_SWAP)
    turn.reminders.offer_swap(given.id, turn.person.id, wanted.id, turn.now)
    return Reply(texts.swap_offered(wanted.deputy, given.day))


MY_DUTY = Flow(
    name="my_duty",
    title="我的值班",
    hint="确认值班、请假、换班",
    triggers=("我的值班", "值班", "我的直班", "换班", "值班请假"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    recognise=_recognise,
    only_when_free=True,
    confirm=False,
    clears=True,
    listed=False,  # the reminder that asks for it says the words
)
