"""Writing an entry for a deputy (代录), with a reason that she reads."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select
from starlette.responses import Response

from bot.console import photos
from bot.console.access import WORK
from bot.console.desk import Desk, NotFound
from bot.console.record_forms import (
    CHANNEL,
    REASON_CHARS,
    Field,
    OnBehalf,
    asked,
    field_of,
    forms_of,
    read_answers,
    turn_of,
)
from bot.console.routing import Pages
from bot.dialog.flow import AskAgain, Flow
from bot.dialog.turn import Turn
from bot.errors import Refused
from bot.messages import Person
from bot.store.tables import person
from bot.texts import console_ledgers as texts

PAGES = Pages("ledgers")
NEW = "/desk/entries/new"


@PAGES.get(NEW, may=WORK, shows="deputies")
def ask_new(desk: Desk) -> Response:
    kind, who = desk.query.get("kind", ""), desk.query.get("deputy", "")
    with desk.database.read() as connection:
        flow, deputy = forms_of(desk).flows.get(kind), _deputy(connection, desk, who)
        fields: list[Field] = []
        wants_photos = False
        if flow and deputy:
            turn = turn_of(connection, desk, deputy)
            answers, _ = read_answers(turn, flow, {})
            fields = _fields(turn, flow, answers, {}, {})
            wants_photos = photos.question(flow, turn, answers) is not None
    return _page(desk, kind, deputy, fields, wants_photos=wants_photos)


@PAGES.post(NEW, may=WORK, shows="deputies", upload=True)
def enter(desk: Desk) -> Response:
    kind, who, reason = desk.field("kind"), desk.field("deputy"), desk.field("reason", most=REASON_CHARS)
    flow = forms_of(desk).flows.get(kind)
    if flow is None:
        raise Refused(texts.CHOOSE_ONE)
    sent = {name: desk.field(name) for name in desk.form if name not in ("token", "next")}
    fields: list[Field] = []
    said = ""
    hashes = photos.sent(desk)  # the files, before the transaction
    with desk.database.write() as connection:
        deputy = _deputy(connection, desk, who)
        if deputy is None:
            raise Refused(texts.CHOOSE_DEPUTY)
        ledger = OnBehalf(connection, desk.settings, desk.actor, reason)
        turn = turn_of(connection, desk, deputy, ledger)
        answers, wrong = read_answers(turn, flow, sent)
        wanted = photos.question(flow, turn, answers)
        if not wrong and reason:
            ids = photos.noted(connection, desk.actor, hashes, desk.now) if wanted else []
            with_photos = {**answers, wanted.key: {"ids": ids, "done": True}} if wanted and ids else answers
            try:
                said = flow.finish(turn, with_photos).text
            except AskAgain as again:
                wrong = {again.key: str(again)}
            if ids and not ledger.numbers:
                photos.drop(connection, ids)
        if not ledger.numbers:
            fields = _fields(turn, flow, answers, wrong, sent)
        for number in ledger.numbers:
            desk.audit(connection, "enter_for", f"entry:{number}", reason)
    if ledger.numbers:
        number = ledger.numbers[0]
        return desk.go(f"/desk/entries/{number}", texts.entered(deputy.name, number))
    if said:  # the flow had something against it, and says what
        raise Refused(said)
    why = "" if reason else texts.WHY_FOR_NEEDED
    return _page(
        desk, kind, deputy, fields, reason=reason, why=why, wants_photos=wanted is not None, lost=bool(hashes)
    )


def _deputy(connection: Connection, desk: Desk, identifier: str) -> Person | None:
    """One in office in her township. Raises :class:`NotFound` for an id that is not."""
    if not identifier:
        return None
    row = connection.execute(
        select(person).where(
            person.c.id == identifier,
            person.c.township_id == desk.township_id,
            person.c.role == "deputy",
            person.c.active,
        )
    ).one_or_none()
    if row is None:
        raise NotFound
    place = {"station_id": row.station_id or "", "grid_id": row.grid_id or ""}
    return Person(CHANNEL, desk.actor, row.id, row.name, "deputy", row.township_id, **place)


def _fields(
    turn: Turn, flow: Flow, answers: dict[str, Any], wrong: dict[str, str], sent: dict[str, str]
) -> list[Field]:
    return [
        field_of(turn, q, sent.get(q.key, answers.get(q.key)), wrong.get(q.key, ""))
        for q in asked(flow, turn, answers)
    ]


def _page(
    desk: Desk,
    kind: str,
    deputy: Person | None,
    fields: list[Field],
    *,
    reason: str = "",
    why: str = "",
    wants_photos: bool = False,
    lost: bool = False,
) -> Response:
    """``lost``: photos came with the form, and a browser does not put them back."""
    with desk.database.read() as connection:
        rows = connection.execute(
            select(person.c.id, person.c.name)
            .where(person.c.township_id == desk.township_id, person.c.role == "deputy", person.c.active)
            .order_by(person.c.name)
        ).all()
    flows = forms_of(desk).flows
    return desk.page(
        "entry_new.html",
        kinds=[("", "请选"), *((key, flow.title) for key, flow in flows.items())],
        deputies=[("", "请选"), *((row.id, row.name) for row in rows)],
        kind=kind if kind in flows else "",
        title=flows[kind].title if kind in flows else "",
        deputy=deputy,
        fields=fields,
        reason=reason,
        why=why,
        most_photos=desk.settings.limits.photos_per_entry if wants_photos else 0,
        lost=lost,
    )
