"""Check in by location (定位签到): off by default, and only after its own consent. Deputies only.

Writes an entry ``check_in`` with "inside" and a rounded distance; where she stood is not kept.
"""

from __future__ import annotations

from typing import Any

from bot.checkin.distance import metres, rounded
from bot.checkin.record import Comer, check_in
from bot.dialog.flow import Flow, NotAnAnswer, Question, Reader, no_questions
from bot.dialog.readers import ChoiceReader, Option
from bot.dialog.turn import Answers, Turn
from bot.messages import Incoming, Reply
from bot.texts import checkin as texts
from bot.texts import handlers as handler_texts

YES, NO = "同意", "不同意"
_CONSENT = (Option(YES, YES, ("是", "好", "可以")), Option(NO, NO, ("否", "不", "算了")))


class NearestReader(Reader):
    """The station nearest to the point, and how far it is, rounded. The point itself goes no further."""

    def accepts(self, incoming: Incoming) -> bool:
        return True

    def read(self, turn: Turn, so_far: Any) -> dict[str, Any]:
        point = turn.incoming.location
        if point is None:
            raise NotAnAnswer(texts.LOCATION_SEND)
        distance, place_id = min(
            (metres(point.latitude, point.longitude, latitude, longitude), place.id)
            for place, latitude, longitude in turn.roster.points(turn.person.township_id)
        )
        inside = distance <= turn.settings.check_in.radius_m
        return {"station": place_id, "distance_m": rounded(distance), "inside": inside}


def _usable(turn: Turn) -> bool:
    return "location" in turn.settings.check_in.ways and bool(turn.roster.points(turn.person.township_id))


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    if not _usable(turn):
        return []
    here = Question("here", "位置", texts.LOCATION_SEND, NearestReader())
    if turn.identity.location_agreed(turn.incoming):
        return [here]
    consent = Question("consent", "定位", texts.LOCATION_ASK, ChoiceReader(lambda _: _CONSENT))
    return [consent, here] if answers.get("consent") == YES else [consent]


def _finish(turn: Turn, answers: Answers) -> Reply:
    if not _usable(turn):
        on = "location" in turn.settings.check_in.ways
        return Reply(texts.LOCATION_NO_POINTS if on else texts.LOCATION_OFF)
    if answers.get("consent") == NO:
        return Reply(texts.LOCATION_DECLINED)
    if answers.get("consent") == YES:
        turn.identity.set_location_consent(turn.incoming, True, turn.person.id, turn.now)
    here = answers["here"]
    place, away = turn.roster.station(here["station"]), here["distance_m"]
    if place is None:
        return Reply(texts.LOCATION_NO_POINTS)
    if not here["inside"]:
        return Reply(texts.too_far(place.name, away))
    comer = Comer.of(turn.person)
    done = check_in(turn.ledger, comer, place, "location", turn.now, turn.now, distance_m=away)
    if done.again:
        return Reply(handler_texts.already_checked_in(place.name, done.at, done.number))
    return Reply(handler_texts.checked_in(place.name, done.at, done.number, texts.WAYS["location"]))


def _revoke(turn: Turn, answers: Answers) -> Reply:
    turn.identity.set_location_consent(turn.incoming, False, turn.person.id, turn.now)
    return Reply(texts.LOCATION_REVOKED)


LOCATION_CHECK_IN = Flow(
    name="location_check_in",
    title="定位签到",
    hint="发位置签到,要先同意",
    triggers=("定位签到", "位置签到"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    confirm=False,
    clears=True,
    listed=False,  # off by default
)
REVOKE_LOCATION = Flow(
    name="revoke_location",
    title="撤回定位同意",
    hint="不再用定位签到",
    triggers=("撤回定位同意", "撤回定位", "不同意定位"),
    questions=no_questions,
    finish=_revoke,
    roles=frozenset({"deputy"}),
    confirm=False,
    clears=True,
    listed=False,
)
