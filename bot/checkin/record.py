"""Writing a check-in (签到), whichever way it came: one entry a person, station and day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.ledger.desk import LedgerDesk
from bot.ledger.entries import NewEntry
from bot.ledger.kinds import CHECK_IN
from bot.messages import Person
from bot.roster.desk import Deputy, Place


@dataclass(frozen=True)
class Comer:
    """The deputy who came."""

    id: str
    township_id: str
    grid_id: str

    @classmethod
    def of(cls, who: Person | Deputy) -> Comer:
        return cls(who.id, who.township_id, who.grid_id)


@dataclass(frozen=True)
class Done:
    """``again``: she was checked in there before on that day; nothing was written."""

    number: str
    at: datetime
    again: bool


def check_in(
    ledger: LedgerDesk,
    comer: Comer,
    place: Place,
    way: str,
    at: datetime,
    now: datetime,
    *,
    by: str = "",
    reason: str = "",
    distance_m: int | None = None,
) -> Done:
    """``at``: when she came; ``by``: who wrote it down, if not she herself."""
    already = ledger.already(CHECK_IN, comer.id, place.id, at.date())
    if already is not None:
        return Done(*already, again=True)
    fields: dict[str, object] = {"at": at.isoformat(timespec="seconds"), "way": way, "place": place.name}
    if reason:
        fields["reason"] = reason
    if distance_m is not None:
        fields |= {"inside": True, "distance_m": distance_m}
    number = ledger.add(
        NewEntry(
            kind=CHECK_IN,
            township_id=comer.township_id,
            person_id=comer.id,
            happened_on=at.date(),
            item=way,
            station_id=place.id,
            grid_id=comer.grid_id or None,
            fields=fields,
            changed_by=by,
        ),
        now,
    )
    return Done(number, at, again=False)
