"""Problems on their way to closing (销号): which are open, and the one function that moves one on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from bot.errors import Refused
from bot.ledger import corrections, stages
from bot.ledger.corrections import Kept, kept
from bot.ledger.states import WITHDRAWN
from bot.store.tables import entry, person
from bot.texts import problems as texts


class Problems:
    """A problem is any entry with a stage: reported by itself, heard on a visit or at a reception."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(self, township_id: str, among: Collection[str], limit: int, person_id: str = "") -> list[Kept]:
        """In these stages, oldest first; of one deputy, if ``person_id`` is given."""
        query = select(entry, person.c.name.label("person")).join(person, person.c.id == entry.c.person_id)
        query = query.where(
            entry.c.township_id == township_id,
            entry.c.stage.in_(among),
            entry.c.stage != stages.NONE,  # said in so many words, the small index of problems serves
            entry.c.state != WITHDRAWN,
        )
        if person_id:
            query = query.where(entry.c.person_id == person_id)
        return [kept(row) for row in self._connection.execute(query.order_by(entry.c.id).limit(limit))]

    def move(
        self, was: Kept, stage: str, now: datetime, *, by: str, fields: Mapping[str, Any], reason: str = ""
    ) -> None:
        """To the next stage, as a further version. Raises :class:`Refused` when it is not the next one."""
        if stage not in stages.NEXT.get(was.stage, frozenset()):
            raise Refused(texts.cannot_move(was.number, stages.LABELS[was.stage], stages.LABELS[stage]))
        moved = corrections.change(
            self._connection,
            was,
            now,
            by=by,
            action=f"problem_{stage}",
            reason=reason,
            fields={**fields, "stage": stages.LABELS[stage]},
            stage=stage,
        )
        if not moved:
            raise Refused(texts.CHANGED_MEANWHILE)


def text_of(problem: Kept) -> str:
    """What the problem is, wherever it was heard."""
    return str(problem.fields.get("problem") or problem.fields.get("content") or "")
