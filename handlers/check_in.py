"""Check in (签到) at a station: by its short code ("签到 A07") or by scanning the code on its wall.

Deputies only. Writes one entry ``check_in`` a person, station and day; a second one tells when the first was.
"""

from __future__ import annotations

import re

from bot import scenes
from bot.dialog import words
from bot.dialog.flow import AskAgain, Flow, Question
from bot.dialog.readers import ChoiceReader, Option
from bot.dialog.turn import Answers, Turn
from bot.ledger.entries import NewEntry
from bot.ledger.kinds import CHECK_IN as LEDGER
from bot.messages import Kind, Reply
from bot.texts import handlers as texts
from handlers.attendance import attend

_SAID = re.compile(r"^(?:我要|我来)?(?:签到|签道|签倒|鉴到|报到签到)(?:[:,#]|在)?([a-z]?\d{1,4})$")
_SAID_BACKWARDS = re.compile(r"^([a-z]\d{1,4})(?:签到|签道|签倒)$")


def _recognise(turn: Turn) -> Answers | None:
    if turn.incoming.kind in (Kind.SCAN, Kind.FOLLOW):
        code = scenes.station_of(turn.incoming.scene)
        return {"station": code, "way": "scan"} if code and turn.person.bound else None
    said = words.squeezed(turn.text)
    found = _SAID.match(said) or _SAID_BACKWARDS.match(said)
    return {"station": found.group(1).upper(), "way": "code"} if found else None


def _options(turn: Turn) -> list[Option]:
    places = turn.roster.stations(turn.person.township_id)
    return [Option(place.code, f"{place.name}({place.code})", (place.code.lower(),)) for place in places]


def _questions(turn: Turn, answers: Answers) -> tuple[Question, ...]:
    return (Question("station", "站点", texts.ASK_STATION, ChoiceReader(_options)),)


def _finish(turn: Turn, answers: Answers) -> Reply:
    place = turn.roster.station_by_code(turn.person.township_id, answers["station"])
    if place is None:
        today, township = turn.now.date(), turn.person.township_id
        called = turn.ledger.meetings.by_code(township, answers["station"], today)
        if called is not None:
            return attend(turn, called, "code")
        raise AskAgain("station", texts.no_such_station(answers["station"]))
    today = turn.now.date()
    already = turn.ledger.already(LEDGER, turn.person.id, place.id, today)
    if already is not None:
        number, at = already
        return Reply(texts.already_checked_in(place.name, at, number))
    way = "scan" if turn.incoming.kind in (Kind.SCAN, Kind.FOLLOW) else "code"
    number = turn.ledger.add(
        NewEntry(
            kind=LEDGER,
            township_id=turn.person.township_id,
            person_id=turn.person.id,
            happened_on=today,
            item=way,
            station_id=place.id,
            grid_id=turn.person.grid_id or None,
            fields={"at": turn.now.isoformat(timespec="seconds"), "way": way, "place": place.name},
        ),
        turn.now,
    )
    return Reply(texts.checked_in(place.name, turn.now, number, texts.WAYS[way]))


CHECK_IN = Flow(
    name="check_in",
    title="签到",
    hint="到站点扫墙上的码,或回“签到 站点编号”",
    triggers=("签到", "签道", "签倒", "打卡", "鉴到"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    recognise=_recognise,
    confirm=False,
    clears=True,
)
