"""How my problems stand (问题进展), and my word on the result (评价). Deputies only.

Writes a further version when a result is rated; one that does not satisfy goes back to be done again.
"""

from __future__ import annotations

from bot.dialog.flow import Flow, Question
from bot.dialog.readers import ChoiceReader, Option, TextReader
from bot.dialog.turn import Answers, Turn
from bot.ledger import stages
from bot.ledger.corrections import Kept
from bot.ledger.problems import text_of
from bot.messages import Reply
from bot.texts import problems as texts

SHOWN = 9
SATISFIED, MOSTLY, UNHAPPY = "满意", "基本满意", "不满意"
_RATINGS = tuple(Option(each, each) for each in (SATISFIED, MOSTLY, UNHAPPY))
TOLD, NOT_YET = "告诉了", "还没有"
_TOLD = (Option(TOLD, TOLD, ("是", "已告诉")), Option(NOT_YET, NOT_YET, ("没有", "没")))


def _mine(turn: Turn) -> list[Kept]:
    among = stages.OPEN | {stages.PASSED_UP}
    return turn.ledger.problems.open(turn.person.township_id, among, SHOWN, person_id=turn.person.id)


def _options(turn: Turn) -> list[Option]:
    return [
        Option(p.number, texts.line(p.number, text_of(p), stages.LABELS[p.stage]), (p.number.lower(),))
        for p in _mine(turn)
    ]


def _chosen(turn: Turn, answers: Answers) -> Kept | None:
    return next((p for p in _mine(turn) if p.number == answers.get("number")), None)


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    if not _mine(turn):
        return []
    asked = [Question("number", "哪一件", texts.ASK_WHICH, ChoiceReader(_options))]
    problem = _chosen(turn, answers)
    if problem is None or problem.stage != stages.ANSWERED:
        return asked
    ask = f"{_detail(problem)}\n{texts.ASK_RATING}"
    asked.append(Question("rating", "评价", ask, ChoiceReader(lambda _: _RATINGS)))
    if answers.get("rating") == UNHAPPY:
        asked.append(Question("why", "哪里不满意", texts.ASK_UNHAPPY, TextReader(300)))
    else:
        asked.append(Question("told", "告诉群众", texts.ASK_TOLD, ChoiceReader(lambda _: _TOLD)))
    return asked


def _detail(problem: Kept) -> str:
    rows = [
        ("问题", text_of(problem)),
        ("进展", stages.LABELS[problem.stage]),
        ("承办", str(problem.fields.get("assigned_to") or "")),
        ("期限", str(problem.fields.get("due_on") or "")),
        ("结果", str(problem.fields.get("result") or "")),
    ]
    shown = [(label, value) for label, value in rows if value]
    return texts.detail(problem.number, problem.person, problem.happened_on, shown)


def _finish(turn: Turn, answers: Answers) -> Reply:
    problem = _chosen(turn, answers)
    if problem is None:
        return Reply(texts.NOTHING_OPEN)
    if "rating" not in answers:
        return Reply(_detail(problem))
    number, rating, today = problem.number, answers["rating"], turn.now.date().isoformat()
    notices, problems, township = turn.ledger.notices, turn.ledger.problems, turn.person.township_id
    if rating == UNHAPPY:
        fields = {"rating": rating, "rated_on": today}
        problems.move(
            problem, stages.ASSIGNED, turn.now, by=turn.person.id, fields=fields, reason=answers["why"]
        )
        reply, tell = texts.sent_back(number), texts.unhappy_for_clerk(number, problem.person, answers["why"])
    else:
        told = answers["told"] == TOLD
        fields = {"rating": rating, "rated_on": today, **({"told_on": today} if told else {})}
        problems.move(problem, stages.RATED, turn.now, by=turn.person.id, fields=fields)
        reply, tell = (
            texts.thanks(number, rating),
            texts.rated_for_clerk(number, problem.person, rating, told),
        )
    about = f"{number}:v{problem.version + 1}"
    notices.tell(notices.clerks(township), township, "problem_rated", about, tell, turn.now)
    return Reply(reply)


PROBLEM_PROGRESS = Flow(
    name="problem_progress",
    title="问题进展",
    hint="报上去的事办得怎样,评一评",
    triggers=("问题进展", "进展", "办得怎样", "评价", "我的问题"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    confirm=False,
    clears=True,
    secondary=True,
)
