"""The roster as a file: its template, what an upload would change, and the change on her word."""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.responses import Response

from bot.console import uploads, waiting
from bot.console.access import LOOK, WORK
from bot.console.desk import Desk
from bot.console.download import attachment
from bot.console.routing import Pages
from bot.roster.diff import summary_rows
from bot.roster.importing import Report, import_roster
from bot.roster.plan import Action, Plan
from bot.roster.template import template_csv, template_xlsx
from bot.texts import console_people as texts
from bot.texts import roster as roster_texts

PAGES = Pages("persons")
PATH = "/desk/persons/import"
SHOWN = 300  # lines of the difference on one page


@PAGES.get(PATH, may=WORK)
def ask_file(desk: Desk) -> Response:
    return desk.page("people_import.html")


@PAGES.get("/desk/persons/template.xlsx", may=LOOK)
def template_in_excel(desk: Desk) -> Response:
    return attachment(template_xlsx(), "花名册模板.xlsx")


@PAGES.get("/desk/persons/template.csv", may=LOOK)
def template_in_csv(desk: Desk) -> Response:
    return attachment(template_csv(), "花名册模板.csv")


@PAGES.post(PATH, may=WORK, shows="roster", upload=True)
def look_at_file(desk: Desk) -> Response:
    """Writes nothing but the waiting file."""
    full = bool(desk.form.get("full"))
    with uploads.received(desk, (".xlsx", ".csv")) as path:
        report = _tried(desk, path, full)
        kept = "" if report.complaints or report.plan.idle else waiting.keep(desk, path)
    return _difference(desk, report, kept, full)


@PAGES.post("/desk/persons/import/apply", may=WORK, shows="roster")
def apply_file(desk: Desk) -> Response:
    """Only what she has seen: when the roster has moved meanwhile, she is shown the new difference."""
    full, kept = bool(desk.form.get("full")), desk.field("waiting", most=40)
    path = waiting.again(desk, kept)
    report = _tried(desk, path, full)
    if report.complaints or desk.field("seen", most=64) != _digest(report.plan):
        desk.say(texts.PLAN_CHANGED, "note")
        return _difference(desk, report, kept, full)
    import_roster(desk.database, path, desk.township, desk.now, full=full, by=desk.actor)
    path.unlink(missing_ok=True)
    return desk.go("/desk/persons", texts.IMPORTED)


def _tried(desk: Desk, path: Path, full: bool) -> Report:
    return import_roster(desk.database, path, desk.township, desk.now, dry_run=True, full=full)


def _difference(desk: Desk, report: Report, kept: str, full: bool) -> Response:
    changes = [
        change for action in (Action.LEFT, Action.CHANGED, Action.ADDED) for change in report.plan.of(action)
    ]
    return desk.page(
        "people_diff.html",
        report=report,
        changes=changes[:SHOWN],
        more=max(0, len(changes) - SHOWN),
        headings=roster_texts.SUMMARY_HEADINGS,
        summary=list(summary_rows(report.plan)),
        what=roster_texts.WHAT,
        actions=roster_texts.ACTIONS,
        waiting=kept,
        full=full,
        seen=_digest(report.plan),
    )


def _digest(plan: Plan) -> str:
    """The same for the same changes; new rows get another id each time, so ids stay out of it."""
    parts = [(change.what, change.action.value, change.label, change.differences) for change in plan.changes]
    return hashlib.sha256(repr(parts).encode()).hexdigest()
