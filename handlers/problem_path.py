"""The clerk moves a problem on (问题办理): 受理, 交办, 反馈, 转报, 不予受理, 销号. Clerks only.

Writes a further version of the entry that holds the problem, and tells the deputy through the outbox.
"""

from __future__ import annotations

from bot.dialog.flow import Flow, Question
from bot.dialog.readers import ChoiceReader, Option, TextReader
from bot.dialog.turn import Answers, Turn
from bot.ledger import problem_moves, stages
from bot.ledger.corrections import Kept
from bot.ledger.problems import text_of
from bot.messages import Reply
from bot.texts import problems as texts

SHOWN = 9
_ACTS = {
    stages.ACCEPTED: Option(stages.ACCEPTED, "受理", ("受理",)),
    stages.ASSIGNED: Option(stages.ASSIGNED, "交办", ("交办",)),
    stages.ANSWERED: Option(stages.ANSWERED, "有结果了", ("结果", "反馈", "办好了")),
    stages.PASSED_UP: Option(stages.PASSED_UP, "超出本镇职权,转报县里", ("转报",)),
    stages.DECLINED: Option(stages.DECLINED, "不归人大办(诉讼、信访等)", ("不受理", "不予受理")),
    stages.CLOSED: Option(stages.CLOSED, "销号", ("销号",)),
}


def _open(turn: Turn) -> list[Kept]:
    among = stages.WITH_CLERK | {stages.PASSED_UP}
    return turn.ledger.problems.open(turn.person.township_id, among, SHOWN)


def _options(turn: Turn) -> list[Option]:
    return [
        Option(
            p.number, texts.line(p.number, text_of(p), stages.LABELS[p.stage], p.person), (p.number.lower(),)
        )
        for p in _open(turn)
    ]


def _detail(problem: Kept) -> str:
    place = problem.fields.get("place") or {}
    rows = [
        ("问题", text_of(problem)),
        ("地点", str(place.get("words") or "")),
        ("类别", str(problem.fields.get("category") or "")),
        ("缓急", str(problem.fields.get("urgency") or "")),
        ("进展", stages.LABELS[problem.stage]),
        ("承办", str(problem.fields.get("assigned_to") or "")),
        ("结果", str(problem.fields.get("result") or "")),
        ("评价", str(problem.fields.get("rating") or "")),
    ]
    shown = [(label, value) for label, value in rows if value]
    return texts.detail(problem.number, problem.person, problem.happened_on, shown)


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    if not _open(turn):
        return []
    asked = [Question("number", "哪一件", texts.ASK_WHICH, ChoiceReader(_options))]
    problem = turn.ledger.find(turn.person.township_id, answers.get("number", ""))
    if problem is None or problem.stage not in stages.NEXT:
        return asked
    acts = [option for stage, option in _ACTS.items() if stage in stages.NEXT[problem.stage]]
    ask = f"{_detail(problem)}\n{texts.ASK_ACT}"
    asked.append(Question("act", "怎么办", ask, ChoiceReader(lambda _: acts)))
    follow_up = {
        stages.ASSIGNED: Question("assigned_to", "承办单位", texts.ASK_WHOM, TextReader(60)),
        stages.ANSWERED: Question("result", "结果", texts.ASK_RESULT, TextReader(500)),
        stages.PASSED_UP: Question("why", "原因", texts.ASK_WHY, TextReader(300)),
        stages.DECLINED: Question("why", "原因", texts.ASK_WHY, TextReader(300)),
    }
    act = answers.get("act", "")
    return [*asked, follow_up[act]] if act in follow_up else asked


def _finish(turn: Turn, answers: Answers) -> Reply:
    problem = turn.ledger.find(turn.person.township_id, answers.get("number", ""))
    if problem is None or "act" not in answers:
        return Reply(texts.NOTHING_OPEN_FOR_CLERK)
    act = answers["act"]
    said = str(answers.get(problem_moves.ASKS.get(act, ""), ""))
    days = turn.settings.ledger.problem_days
    moved = problem_moves.move(
        turn.ledger, problem, act, said, turn.now, by=turn.person.id, problem_days=days
    )
    if moved.due is not None:
        return Reply(texts.assigned(moved.number, said, moved.due))
    return Reply(texts.done(moved.number, stages.LABELS[act], moved.told))


PROBLEM_PATH = Flow(
    name="problem_path",
    title="问题办理",
    hint="受理、交办、反馈、销号",
    triggers=("问题办理", "办理问题", "交办", "销号", "督办", "受理"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"clerk"}),
    confirm=False,
    clears=True,
)
