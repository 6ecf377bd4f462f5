"""My points (我的积分, 积分明细): only where the county switched them on. Deputies only, and only their own.

Writes nothing. Off by default; then the words mean nothing here, and nobody is told that points exist.
"""

from __future__ import annotations

from decimal import Decimal

from bot.dialog import words
from bot.dialog.flow import Flow, no_questions
from bot.dialog.turn import Answers, Turn
from bot.messages import Kind, Reply
from bot.texts import points as texts

_LINE_BY_LINE = frozenset({"积分明细", "积分怎么算"})
_WORDS = _LINE_BY_LINE | {"我的积分", "积分"}


def _recognise(turn: Turn) -> Answers | None:
    if not turn.settings.points.on or turn.incoming.kind is not Kind.TEXT:
        return None
    return {} if words.squeezed(turn.text) in _WORDS else None


def _finish(turn: Turn, answers: Answers) -> Reply:
    year = turn.now.year
    found = turn.ledger.points(turn.person.id, year)
    if words.squeezed(turn.text) in _LINE_BY_LINE:
        return Reply(texts.details([(x.number, x.label, x.points, x.why) for x in found.lines]))
    by_label: dict[str, Decimal] = {}
    for line in found.lines:
        by_label[line.label] = by_label.get(line.label, Decimal(0)) + line.points
    return Reply(texts.mine(turn.person.name, year, found.total, list(by_label.items()), found.unverified))


POINTS = Flow(
    name="points",
    title="我的积分",
    hint="看自己的积分是怎么算的",
    triggers=(),
    questions=no_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    recognise=_recognise,
    confirm=False,
    clears=True,
    listed=False,  # off by default
)
