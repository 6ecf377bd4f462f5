"""Reception of voters (接待): caller after caller on reception day, without starting again. Deputies only.

Writes one entry ``reception`` a caller. What needs following up is a problem too, on its way to closing.
"""

from __future__ import annotations

from bot.dialog.filling import ROUND
from bot.dialog.flow import Flow, Question, Repeat
from bot.dialog.readers import ChoiceReader, Option, TextReader
from bot.dialog.turn import Answers, Turn
from bot.ledger.kinds import RECEPTION as LEDGER
from bot.messages import Reply
from bot.texts import recording as texts
from handlers.recording import counts_note, day_question, problem_questions, record

ON_THE_SPOT, FOLLOW_UP, HEARD = "当场办结", "需要交办", "听取意见"
_HANDLINGS = (
    Option(ON_THE_SPOT, "当场答复,办结了", ("办结", "当场", "当场办结")),
    Option(FOLLOW_UP, "要交给有关单位办", ("交办", "需要交办")),
    Option(HEARD, "只是提意见,听一听", ("意见", "听意见", "听取意见")),
)


def _stations(turn: Turn) -> list[Option]:
    places = turn.roster.stations(turn.person.township_id)
    return [Option(place.id, place.name, (place.code.lower(),)) for place in places]


def _problem(answers: Answers) -> str | None:
    return answers.get("content") if answers.get("handling") == FOLLOW_UP else None


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    first = texts.ASK_NEXT_CALLER if ROUND in answers else texts.ASK_FIRST_CALLER
    asked = [
        Question("content", "反映的事", first, TextReader(2000)),
        Question("caller", "来访人", texts.ASK_CALLER, TextReader(40), optional=True),
        Question("handling", "处理", texts.ASK_HANDLING, ChoiceReader(lambda _: _HANDLINGS)),
    ]
    if answers.get("handling") == ON_THE_SPOT:
        asked.append(Question("answer", "当场答复", texts.ASK_ANSWER, TextReader(1000), optional=True))
    return [
        *asked,
        *problem_questions(turn, _problem(answers)),
        Question("phone", "电话", texts.ASK_PHONE, TextReader(30), optional=True, quiet=True),
        day_question(turn),
        Question(
            "station",
            "站点",
            texts.ASK_STATION,
            ChoiceReader(_stations),
            default=turn.person.station_id or None,
        ),
    ]


def _finish(turn: Turn, answers: Answers) -> Reply:
    told = {**answers, "at": turn.now.isoformat(timespec="seconds")}
    station = str(told.pop("station", ""))
    number = record(
        turn,
        LEDGER,
        told,
        item=str(answers["handling"]),
        problem=_problem(answers),
        station_id=station,
    )
    today = turn.ledger.of_kind(LEDGER, turn.person.id, turn.now.date())
    return Reply(texts.reception_saved(number, len(today)))


RECEPTION = Flow(
    name="reception",
    title="接待登记",
    hint="接待群众,一位接一位地记",
    triggers=("接待登记", "接待", "接待群众", "接待选民", "接待日", "登记接待"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    note=lambda turn, answers: counts_note(turn, LEDGER, answers, _problem(answers)),
    repeat=Repeat(
        carry=lambda answers: {key: answers[key] for key in ("happened_on", "station") if key in answers},
        ended=lambda turn, count: Reply(texts.reception_ended(count)),
    ),
)
