"""Check in (签到) at a station or meeting: by short code, by the code on its wall or on its screen.

Deputies only. Writes one entry ``check_in`` a person, station and day; a second one tells when the first was.
"""

from __future__ import annotations

import re

from bot import scenes
from bot.checkin import screen
from bot.checkin.record import Comer, check_in
from bot.dialog import words
from bot.dialog.flow import AskAgain, Flow, Question
from bot.dialog.readers import ChoiceReader, Option
from bot.dialog.turn import Answers, Turn
from bot.messages import Kind, Reply
from bot.roster.desk import Place
from bot.texts import checkin as way_texts
from bot.texts import handlers as texts
from handlers.attendance import attend

_SAID = re.compile(
    r"^(?:我要|我来)?(?:签到|签道|签倒|鉴到|报到签到)(?:[:,#]|在)?([a-z]\d{1,3}|[a-z]?\d{1,4}(?!\d))[:,]?(\d{6})?$"
)
_SAID_BACKWARDS = re.compile(r"^([a-z]\d{1,4})(?:签到|签道|签倒)()$")
_SCANS = frozenset({Kind.SCAN, Kind.FOLLOW})


def _recognise(turn: Turn) -> Answers | None:
    if turn.incoming.kind in _SCANS:
        return _scanned(turn.incoming.scene) if turn.person.bound else None
    said = words.squeezed(turn.text)
    found = _SAID.match(said) or _SAID_BACKWARDS.match(said)
    if not found:
        return None
    code, digits = found.group(1).upper(), found.group(2)
    return (
        {"station": code, "way": "screen", "digits": digits} if digits else {"station": code, "way": "code"}
    )


def _scanned(scene: str) -> Answers | None:
    if shown := scenes.screen_of(scene):
        return {"station": shown[0], "digits": shown[1], "way": "screen"}
    code = scenes.station_of(scene)
    return {"station": code, "way": "scan"} if code else None


def _options(turn: Turn) -> list[Option]:
    places = turn.roster.stations(turn.person.township_id)
    return [Option(place.code, f"{place.name}({place.code})", (place.code.lower(),)) for place in places]


_PLACES = ChoiceReader(_options)
_QUESTIONS = (
    Question("station", "站点", texts.ASK_STATION, _PLACES),
    # Way and digits come with the message or not at all; they are never asked for.
    *(Question(key, key, "", _PLACES, private=True, quiet=True) for key in ("digits", "way")),
)


def _finish(turn: Turn, answers: Answers) -> Reply:
    place = turn.roster.station_by_code(turn.person.township_id, answers["station"])
    way = answers.get("way") or "code"
    if place is None:
        today, township = turn.now.date(), turn.person.township_id
        called = turn.ledger.meetings.by_code(township, answers["station"], today)
        if called is not None:
            return attend(turn, called, way)
        raise AskAgain("station", texts.no_such_station(answers["station"]))
    if (refused := _refusal(turn, place, way, answers.get("digits") or "")) is not None:
        return refused
    done = check_in(turn.ledger, Comer.of(turn.person), place, way, turn.now, turn.now)
    if done.again:
        return Reply(texts.already_checked_in(place.name, done.at, done.number))
    return Reply(texts.checked_in(place.name, done.at, done.number, way_texts.WAYS[way]))


def _refusal(turn: Turn, place: Place, way: str, digits: str) -> Reply | None:
    """A way that is switched off, or a screen code that is no longer the present one."""
    ways = turn.settings.check_in.ways
    if way not in ways:
        if "screen" in ways and way in ("scan", "code"):
            return Reply(way_texts.please_read_screen(place.name, place.code))
        return Reply(way_texts.way_off(list(ways)))
    if way == "screen" and not screen.fits(turn.settings.data_dir, place.id, digits, turn.now):
        return Reply(way_texts.WRONG_SCREEN_CODE)
    return None


CHECK_IN = Flow(
    name="check_in",
    title="签到",
    hint="到站点扫码,或回“签到 编号”“电子代表证”",
    triggers=("签到", "签道", "签倒", "打卡", "鉴到"),
    questions=lambda _turn, _answers: _QUESTIONS,
    finish=_finish,
    roles=frozenset({"deputy"}),
    recognise=_recognise,
    confirm=False,
    clears=True,
)
