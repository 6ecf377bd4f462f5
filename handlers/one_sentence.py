"""One sentence is enough (随手记): "今天去东街一户老人家,他说路灯坏了" becomes a filled card. Deputies only.

Writes the same entries as the flow of that duty; what the sentence does not say is asked, nothing is guessed
silently: every part stands on the card.
"""

from __future__ import annotations

from bot.dialog import telling, words
from bot.dialog.flow import Flow, Question
from bot.dialog.readers import ChoiceReader, DateReader, NumberReader, Option, PlaceReader, TextReader
from bot.dialog.telling import PRACTICAL, PROBLEM, RECEPTION, STUDY, VISIT, Told
from bot.dialog.turn import Answers, Turn
from bot.ledger import kinds
from bot.ledger.kinds import LedgerKind
from bot.messages import Kind, Reply
from bot.texts import problems as problem_texts
from bot.texts import recording as texts
from handlers.reception import FOLLOW_UP, HEARD
from handlers.recording import counts_note, missing_five, photos_question, problem_questions, record

OPINION = "听意见"
_KINDS: dict[str, tuple[LedgerKind, str]] = {
    VISIT: (kinds.HOME_VISIT, ""),
    RECEPTION: (kinds.RECEPTION, ""),
    PROBLEM: (kinds.PROBLEM, ""),
    OPINION: (kinds.FIVE_ONES, "hear_opinion"),
    PRACTICAL: (kinds.FIVE_ONES, "do_practical_thing"),
    STUDY: (kinds.STUDY, ""),
}
_WITH_WHOM = frozenset({VISIT, RECEPTION, OPINION})


def _recognise(turn: Turn) -> Answers | None:
    if turn.incoming.kind is not Kind.TEXT or turn.person.role != "deputy":
        return None
    if words.is_procedure_question(turn.text) or not telling.is_telling(words.plain(turn.text)):
        return None
    return {"said": turn.text.strip()}


def _told(turn: Turn, answers: Answers) -> Told:
    return telling.tell(words.plain(answers.get("said", "")), turn.now.date())


def _problem(turn: Turn, answers: Answers) -> str | None:
    if "problem" in answers:
        return str(answers["problem"] or "") or None
    return _told(turn, answers).problem


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    said = Question("said", "原话", texts.ASK_SENTENCE, TextReader(1000), private=True)
    if "said" not in answers:
        return [said]
    told, ours = _told(turn, answers), {item.key for item in turn.settings.five_ones}
    deeds = [Option(deed, deed) for deed, (_, item) in _KINDS.items() if not item or item in ours]
    deed = answers.get("deed") or told.deed
    asked = [
        said,
        Question("deed", "记作", texts.ASK_DEED, ChoiceReader(lambda _: deeds), default=told.deed),
        Question("happened_on", "日期", texts.ASK_DAY, DateReader(), default=told.day.isoformat()),
    ]
    if deed in _WITH_WHOM:
        asked.append(Question("whom", "对象", texts.ASK_WITH_WHOM, TextReader(100), default=told.whom))
    if deed == VISIT:
        households = NumberReader(500)
        asked.append(
            Question("households", "户数", texts.ASK_HOUSEHOLDS, households, default=told.households)
        )
    if deed in (VISIT, RECEPTION, PROBLEM):
        content = answers["said"] if deed == PROBLEM else None
        asked.append(
            Question(
                "problem",
                "问题",
                texts.ASK_HIS_PROBLEM,
                TextReader(1000),
                optional=deed != PROBLEM,
                quiet=True,
                default=told.problem or content,
            )
        )
        asked += problem_questions(turn, _problem(turn, answers) or content)
    if deed == PROBLEM:
        place = {"words": told.place} if told.place else None
        asked.append(Question("place", "地点", problem_texts.ASK_PLACE, PlaceReader(), default=place))
    done = Question("done", "做了什么", texts.ASK_DONE, TextReader(500), optional=True, quiet=True)
    return [*asked, *([_with(done, told.done)] if deed != STUDY else []), photos_question(turn)]


def _with(question: Question, default: str | None) -> Question:
    return Question(
        question.key,
        question.label,
        question.ask,
        question.reader,
        optional=question.optional,
        quiet=question.quiet,
        default=default,
    )


def _note(turn: Turn, answers: Answers) -> str:
    kind, _ = _KINDS[answers["deed"]]
    grid = turn.roster.grid(turn.person.grid_id) if turn.person.grid_id else None
    problem = answers.get("problem")
    return texts.sentence_note(
        kind.label, grid.name if grid else "", counts_note(turn, kind, answers, problem)
    )


def _finish(turn: Turn, answers: Answers) -> Reply:
    said, deed = answers.pop("said"), answers.pop("deed")
    kind, item = _KINDS[deed]
    problem = answers.get("problem")
    told: Answers = {"content": problem if deed == PROBLEM else said, **answers}
    if deed == PROBLEM:
        told.pop("problem", None)
        item = str(answers.get("category", ""))
    if deed == RECEPTION:
        told["caller"] = told.pop("whom", None)
        told["handling"] = item = FOLLOW_UP if problem else HEARD
    number = record(turn, kind, told, item=item, problem=problem)
    return Reply(texts.visit_saved(number, "", missing_five(turn)))


ONE_SENTENCE = Flow(
    name="one_sentence",
    title="随手记",
    hint="一句话说完,我来填表",
    triggers=("随手记", "记一笔", "一句话", "记一下"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    recognise=_recognise,
    only_when_free=True,
    note=_note,
)
