"""The address of a station's check-in screen (屏幕码). Clerks only. Writes nothing."""

from __future__ import annotations

from bot.checkin.screen import page_key
from bot.dialog.flow import Flow, Question
from bot.dialog.readers import ChoiceReader
from bot.dialog.turn import Answers, Turn
from bot.messages import Reply
from bot.texts import checkin as texts
from handlers.deputy_card import stations


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    return [Question("place", "站点", texts.ASK_SCREEN, ChoiceReader(stations))]


def _finish(turn: Turn, answers: Answers) -> Reply:
    base = turn.settings.server.public_url.rstrip("/")
    place = turn.roster.station(answers["place"])
    if not base or place is None:
        return Reply(texts.SCREEN_NEEDS_ADDRESS if not base else texts.NO_STATIONS)
    key = page_key(turn.settings.data_dir, place.id)
    return Reply(texts.screen_address(place.name, f"{base}/screen/{place.code}/{key}"))


SCREEN_PAGE = Flow(
    name="screen_page",
    title="屏幕码",
    hint="签到屏幕页的地址",
    triggers=("屏幕码", "签到屏幕", "屏幕签到", "动态码"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"clerk"}),
    confirm=False,
    clears=True,
    secondary=True,
)
