"""What the chat may do with reminders and the duty roster, inside one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from bot.messages import Incoming
from bot.outbox import manners, next_contact, reports
from bot.reminders.duty import answers, states, swaps
from bot.reminders.duty.board import Post, posts
from bot.reminders.duty.lines import AnyRow
from bot.reminders.duty.reminded import just_reminded
from bot.settings import Settings


@dataclass(frozen=True)
class DutyDay:
    """One line of the duty roster. ``asked``: its deputy is asked to step in for somebody."""

    id: str
    day: date
    station: str
    state: str
    deputy: str = ""

    @property
    def asked(self) -> bool:
        return self.state == states.ASKED


@dataclass(frozen=True)
class SwapOffer:
    """``deputy`` would give ``offered`` for ``wanted``, which belongs to her who is asked."""

    id: str
    deputy: str
    offered: date
    wanted: date
    station: str


class ReminderDesk:
    def __init__(self, connection: Connection, settings: Settings) -> None:
        self._connection = connection
        self._settings = settings

    def decline(self, person_id: str, now: datetime) -> None:
        """退订: only what is her duty is still sent."""
        manners.decline(self._connection, person_id, now)

    def resume(self, person_id: str) -> None:
        manners.resume(self._connection, person_id)

    def waiting(self, person_id: str, now: datetime) -> list[str]:
        """Pushes that did not reach her, now that she is here; they count as sent."""
        return next_contact.take_waiting(self._connection, self._settings, person_id, now)

    def report(self, incoming: Incoming, now: datetime) -> None:
        """What the platform tells about a push; anything else is passed over."""
        reports.report(self._connection, incoming, self._settings, now)

    def duties(self, person_id: str, today: date) -> list[DutyDay]:
        return [_day(row) for row in answers.hers(self._connection, person_id, today)]

    def reminded(self, incoming: Incoming, person_id: str, now: datetime, *, last: bool) -> list[DutyDay]:
        """Her days that the newest reminder was about; ``last``: if nothing was said since."""
        return [_day(row) for row in just_reminded(self._connection, incoming, person_id, now, last=last)]

    def roster(self, township_id: str, first: date, last: date, station_id: str = "") -> list[Post]:
        """Who is on duty where, both days included; a place that nobody holds any more has no names."""
        return posts(self._connection, township_id, first, last, station_id)

    def confirm(self, duty_id: str, person_id: str, now: datetime) -> None:
        answers.confirm(self._connection, duty_id, person_id, now)

    def refuse(self, duty: DutyDay, person_id: str, reason: str, now: datetime) -> str:
        """She cannot come; the name of who is asked instead, empty when there is nobody."""
        if duty.asked:
            return answers.decline(self._connection, self._settings, duty.id, person_id, now)
        return answers.ask_leave(self._connection, self._settings, duty.id, person_id, reason, now)

    def swap_choices(self, duty_id: str, person_id: str, today: date) -> list[DutyDay]:
        """Whose days she could have for hers."""
        return [_day(row) for row in swaps.choices(self._connection, duty_id, person_id, today)]

    def offer_swap(self, duty_id: str, person_id: str, wanted_id: str, now: datetime) -> None:
        """The other is asked; nothing changes until she accepts."""
        swaps.offer(self._connection, duty_id, person_id, wanted_id, now)

    def offers(self, person_id: str, today: date) -> list[SwapOffer]:
        """Swaps that others offer her and that she has not answered."""
        return [_offer(each) for each in swaps.offers_to(self._connection, person_id, today)]

    def answer_swap(self, offer_id: str, person_id: str, accepts: bool, now: datetime) -> None:
        """Accepted: the two days change hands, and who offered and the clerk are told."""
        swaps.answer(self._connection, offer_id, person_id, accepts, now)


def _day(row: AnyRow) -> DutyDay:
    return DutyDay(row.id, row.day, row.station, row.state, row.person)


def _offer(each: swaps.Offer) -> SwapOffer:
    given, wanted = each.offered, each.wanted
    return SwapOffer(each.id, given.person, given.day, wanted.day, given.station)
