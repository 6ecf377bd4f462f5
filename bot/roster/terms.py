"""Terms (届次) and mandates (代表资格): who held which seat from when to when. Writes term and mandate.

The import keeps mandates in step with the roster; nothing here ever deletes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, func, insert, select, update

from bot.errors import Refused
from bot.store.tables import new_id, person
from bot.store.tables.roster import mandate, term
from bot.texts import terms as texts

ELECTION, BY_ELECTION = "election", "by_election"
TOWNSHIP_LEVEL = "乡镇"
LEFT, TERM_ENDED = "left", "term"


@dataclass(frozen=True)
class Term:
    id: str
    level: str
    number: int
    begins_on: date
    ends_on: date | None

    @property
    def label(self) -> str:
        return texts.term_label(self.level, self.number)


def open_term(connection: Connection, township_id: str, level: str, number: int, begins_on: date) -> Term:
    """Begins a term and ends the one before it, with every mandate in it. A second call returns the same.

    Raises :class:`Refused` when it does not follow the one before.
    """
    known = terms(connection, township_id, level)
    same = next((each for each in known if each.number == number), None)
    if same is not None:
        if same.begins_on != begins_on:
            raise Refused(texts.other_beginning(same.label, same.begins_on))
        return same
    last = known[-1] if known else None
    if last is not None and (last.number >= number or last.begins_on >= begins_on):
        raise Refused(texts.does_not_follow(last.label, last.begins_on))
    if last is not None:
        _end_term(connection, last, begins_on - timedelta(days=1))
    made = Term(new_id(), level, number, begins_on, None)
    connection.execute(
        insert(term).values(
            id=made.id, township_id=township_id, level=level, number=number, begins_on=begins_on
        )
    )
    return made


def _end_term(connection: Connection, ended: Term, day: date) -> None:
    connection.execute(update(term).where(term.c.id == ended.id).values(ends_on=day))
    connection.execute(
        update(mandate)
        .where(mandate.c.term_id == ended.id, mandate.c.ended_on.is_(None))
        .values(ended_on=day, ended_by=TERM_ENDED)
    )


def terms(connection: Connection, township_id: str, level: str = "") -> list[Term]:
    """Oldest first; of one level, or of all."""
    query = select(term).where(term.c.township_id == township_id).order_by(term.c.level, term.c.number)
    if level:
        query = query.where(term.c.level == level)
    return [Term(t.id, t.level, t.number, t.begins_on, t.ends_on) for t in connection.execute(query)]


def term_began(connection: Connection, township_id: str, on: date, fallback: str = "") -> date | None:
    """First day of the township congress's term that ``on`` lies in; the table of terms is the one source.

    ``fallback`` (``ledger.term_started_on``) speaks only where no term of the township was entered at all.
    """
    known = terms(connection, township_id, TOWNSHIP_LEVEL)
    if known:
        return max((each.begins_on for each in known if each.begins_on <= on), default=None)
    return date.fromisoformat(fallback) if fallback else None


def keep_mandates(connection: Connection, township_id: str, today: date) -> int:
    """Bring the mandates of the present terms in step with the roster; how many rows changed.

    A deputy in office holds one in the present term of each of her levels. Those first entered into a term
    came by its election (换届); how a later one came, by by-election (补选) or not, is left open.
    """
    present = {t.level: t for t in terms(connection, township_id) if t.ends_on is None}
    held = _open_mandates(connection, [t.id for t in present.values()])
    changed = 0
    wanted: set[tuple[str, str]] = set()
    for row in connection.execute(
        select(person.c.id, person.c.level).where(
            person.c.township_id == township_id, person.c.role == "deputy", person.c.active.is_(True)
        )
    ):
        wanted |= {(row.id, present[level].id) for level in row.level.split("、") if level in present}
    by_id, begun = {t.id: t for t in present.values()}, _begun(connection)
    for person_id, term_id in sorted(wanted - held.keys()):
        changed += 1
        _begin(connection, person_id, by_id[term_id], term_id not in begun, today)
    for key in held.keys() - wanted:
        changed += 1
        connection.execute(
            update(mandate).where(mandate.c.id == held[key]).values(ended_on=today, ended_by=LEFT)
        )
    return changed


def by_election(connection: Connection, township_id: str, person_id: str, level: str, day: date) -> Term:
    """Tells how one who joined later came by her seat: by-election (补选), on that day.

    A second call with the same day changes nothing. Raises :class:`Refused` where she holds no seat in the
    present term of the level, came by the term's own election, or the day lies outside the term.
    """
    present = next((t for t in terms(connection, township_id, level) if t.ends_on is None), None)
    if present is None or not present.begins_on <= day:
        raise Refused(texts.no_term_for(level, day))
    seat = connection.execute(
        select(mandate).where(
            mandate.c.person_id == person_id, mandate.c.term_id == present.id, mandate.c.ended_on.is_(None)
        )
    ).one_or_none()
    if seat is None or seat.began_by == ELECTION:
        raise Refused(texts.no_later_seat(present.label))
    connection.execute(
        update(mandate).where(mandate.c.id == seat.id).values(began_on=day, began_by=BY_ELECTION)
    )
    return present


def _begin(connection: Connection, person_id: str, within: Term, first: bool, today: date) -> None:
    connection.execute(
        insert(mandate).values(
            id=new_id(),
            person_id=person_id,
            term_id=within.id,
            began_on=within.begins_on if first else today,
            began_by=ELECTION if first else "",
        )
    )


def _begun(connection: Connection) -> set[str]:
    """The terms that have any mandate, ended ones included."""
    return set(connection.scalars(select(mandate.c.term_id).distinct()))


def _open_mandates(connection: Connection, term_ids: list[str]) -> dict[tuple[str, str], str]:
    """(person, term) -> mandate."""
    query = select(mandate).where(mandate.c.term_id.in_(term_ids), mandate.c.ended_on.is_(None))
    return {(row.person_id, row.term_id): row.id for row in connection.execute(query)}


def count_held(connection: Connection, term_id: str) -> int:
    """How many deputies hold a seat in the term now."""
    held = select(func.count()).where(mandate.c.term_id == term_id, mandate.c.ended_on.is_(None))
    return int(connection.scalar(held) or 0)
