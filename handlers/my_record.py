"""My record (我的履职): what I have this year, and which of the five ones I miss. Deputies only.

Writes nothing. Her own record only: nobody is compared with anybody.
"""

from __future__ import annotations

from bot.dialog.flow import Flow, no_questions
from bot.dialog.turn import Answers, Turn
from bot.ledger.kinds import CHECK_IN, FIVE_ONES, HOME_VISIT, MEETING, PROBLEM, RECEPTION, STUDY, LedgerKind
from bot.messages import Reply
from bot.texts import handlers as texts
from bot.texts import trust

SHOWN = 5  # the last entries, so that the answer stays on one screen
COUNTED: tuple[LedgerKind, ...] = (CHECK_IN, RECEPTION, HOME_VISIT, PROBLEM, MEETING, STUDY)


def _finish(turn: Turn, answers: Answers) -> Reply:
    year = turn.now.year
    found = turn.ledger.counts_of((*COUNTED, FIVE_ONES), turn.person.id, year)
    totals = [(kind.label, sum(found[kind.key].values())) for kind in COUNTED]
    done = found[FIVE_ONES.key]
    items = [(item.label, done.get(item.key, 0)) for item in turn.settings.five_ones]
    labels = {item.key: item.label for item in turn.settings.five_ones}
    latest = [
        (one.number, labels.get(one.item, one.kind), one.happened_on, trust.STATES.get(one.state, ""))
        for one in turn.ledger.latest(turn.person.id, SHOWN)
    ]
    shown = [(label, count) for label, count in totals if count or label == CHECK_IN.label]
    return Reply(texts.my_record(turn.person.name, year, shown, items, latest))


MY_RECORD = Flow(
    name="my_record",
    title="我的履职",
    hint="看自己记了什么、还差什么",
    triggers=("我的履职", "我的记录", "履职记录", "我的旅职", "我的"),
    questions=no_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    confirm=False,
    clears=True,
    newcomers=False,
)
