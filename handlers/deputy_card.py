"""The electronic deputy card (电子代表证): she shows a short-lived code, the clerk scans or types it.

``DEPUTY_CARD`` (deputies) writes the card's digest; ``CHECK_CARD`` (clerks) writes the check-in, using it up.
"""

from __future__ import annotations

import re

from bot import scenes
from bot.checkin.record import Comer, check_in
from bot.dialog import words
from bot.dialog.flow import AskAgain, Flow, Question, no_questions
from bot.dialog.readers import ChoiceReader, Option, TextReader
from bot.dialog.turn import Answers, Turn
from bot.messages import Kind, Reply
from bot.texts import checkin as texts

_SAID = re.compile(r"^(?:验证|验码|验)[:,]?(\d{6})$")


def _show(turn: Turn, answers: Answers) -> Reply:
    if "card" not in turn.settings.check_in.ways:
        return Reply(texts.CARD_OFF)
    code = turn.ledger.cards.issue(turn.person.id, turn.now)
    base = turn.settings.server.public_url.rstrip("/")
    address = f"{base}/card/{code}.svg" if base else ""
    return Reply(texts.card(code, turn.settings.check_in.card_minutes, address))


def _recognise(turn: Turn) -> Answers | None:
    if turn.incoming.kind is Kind.SCAN:
        digits = scenes.card_of(turn.incoming.scene)
        return {"code": digits} if digits and turn.person.role == "clerk" else None
    found = _SAID.match(words.squeezed(turn.text))
    return {"code": found[1]} if found else None


def stations(turn: Turn) -> list[Option]:
    places = turn.roster.stations(turn.person.township_id)
    return [Option(place.id, f"{place.name}({place.code})", (place.code.lower(),)) for place in places]


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    if "card" not in turn.settings.check_in.ways:
        return []
    mine = turn.person.station_id or None
    return [
        Question("code", "证件码", texts.ASK_CARD, TextReader(10)),
        Question("place", "站点", texts.ASK_WHERE, ChoiceReader(stations), default=mine),
    ]


def _check(turn: Turn, answers: Answers) -> Reply:
    if "card" not in turn.settings.check_in.ways:
        return Reply(texts.CARD_OFF)
    township, code = turn.person.township_id, words.squeezed(answers["code"])
    holder = turn.ledger.cards.holder(township, code, turn.now)
    if holder is None:
        raise AskAgain("code", texts.BAD_CARD)
    deputy = turn.roster.deputies(township, person_id=holder)[0]
    place = turn.roster.station(answers["place"])
    if place is None:
        return Reply(texts.NO_STATIONS)
    turn.ledger.cards.use(code, turn.now)
    done = check_in(turn.ledger, Comer.of(deputy), place, "card", turn.now, turn.now, by=turn.person.id)
    said = texts.already_for if done.again else texts.checked_in_for
    return Reply(said(deputy.name, place.name, done.number))


DEPUTY_CARD = Flow(
    name="deputy_card",
    title="电子代表证",
    hint="给专干扫一下就签到",
    triggers=("电子代表证", "代表证", "出示代表证", "我的代表证"),
    questions=no_questions,
    finish=_show,
    roles=frozenset({"deputy"}),
    confirm=False,
    clears=True,
    listed=False,  # told of under 签到
)
CHECK_CARD = Flow(
    name="check_card",
    title="验证代表证",
    hint="扫代表出示的码,替他签到",
    triggers=("验证代表证", "验证", "验码", "扫代表证"),
    questions=_questions,
    finish=_check,
    roles=frozenset({"clerk"}),
    recognise=_recognise,
    confirm=False,
    clears=True,
)
