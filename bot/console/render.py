"""Templates to HTML: escaping always on, a missing name is a fault and not an empty place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.console import access, nav, sessions
from bot.ledger import stages
from bot.ledger.kinds import KINDS
from bot.texts.points import plain

if TYPE_CHECKING:
    from bot.console.desk import Desk

HERE = Path(__file__).parent
STATIC = HERE / "static"
WEEKDAYS = "一二三四五六日"
STATES = {
    "recorded": "待核实",
    "verified": "已核实",
    "returned": "已退回",
    "objected": "有异议",
    "withdrawn": "已撤回",
}


def day(value: date | None) -> str:
    """11月22日 周日; with the year when it is not this page's business to know it."""
    return "" if value is None else f"{value.month}月{value.day}日 周{WEEKDAYS[value.weekday()]}"


def full_day(value: date | None) -> str:
    return "" if value is None else f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime | None) -> str:
    return "" if value is None else f"{value.month}月{value.day}日 {value:%H:%M}"


def kind_label(key: str) -> str:
    return KINDS[key].label if key in KINDS else key


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "day": day,
        "full_day": full_day,
        "moment": moment,
        "kind_label": kind_label,
        "score": plain,
    }
    made.globals |= {"STATES": STATES, "STAGES": stages.LABELS, "asset": asset, "WORK": access.WORK}
    return made


def asset(name: str) -> str:
    """The address of a file of ours; it changes with the content, so that browsers may keep it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/desk/static/{name}?{digest}"


ENVIRONMENT = _environment()


def page(desk: Desk, template: str, context: Mapping[str, Any]) -> str:
    session = desk.session if desk.session and not desk.session.waits_for_code else None
    flash = list(session.flash) if session else []
    text = ENVIRONMENT.get_template(template).render(
        desk=desk,
        session=session,
        account=session.account if session else None,
        token=sessions.form_token(desk.cookie) if desk.cookie else "",
        menu=nav.lines(session.account.roles, desk.rooms.paths) if session else [],
        tabs=nav.TABS,
        flash=flash,
        **context,
    )
    if session and flash:
        with desk.database.write() as connection:
            sessions.leave_flash(connection, session.digest, [])
    return text
