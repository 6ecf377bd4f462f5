"""From a form's answers to an entry: the questions that several flows share, and the one way to write."""

from __future__ import annotations

from datetime import date

from bot.dialog.flow import Question
from bot.dialog.readers import ChoiceReader, DateReader, Option, PhotosReader
from bot.dialog.turn import Answers, Turn
from bot.ledger import categories, stages
from bot.ledger.entries import NewEntry
from bot.ledger.kinds import FIVE_ONES, PROBLEM, LedgerKind
from bot.texts import problems as problem_texts
from bot.texts import recording as texts

URGENCIES = ("一般", "紧急", "非常紧急")
REPORT_PROBLEM = "report_problem"  # of the five ones


def day_question(turn: Turn) -> Question:
    """Today, until she says otherwise on the card."""
    today = turn.now.date().isoformat()
    return Question("happened_on", "日期", texts.ASK_DAY, DateReader(), default=today)


def photos_question(turn: Turn) -> Question:
    reader = PhotosReader(turn.settings.limits.photos_per_entry)
    return Question("photos", "照片", texts.ASK_PHOTOS, reader, optional=True, quiet=True)


def problem_questions(turn: Turn, problem: str | None, category: str | None = None) -> tuple[Question, ...]:
    """Category and urgency: proposed by the words of the problem, shown on the card, asked when unsure.

    ``category``: proposed by somebody who knows more than the words.
    """
    if not problem:
        return ()
    known = turn.settings.ledger.categories
    labels = [Option(each.label, each.label) for each in known]
    urgencies = [Option(each, each) for each in URGENCIES]
    urgency = URGENCIES[1] if categories.is_urgent(problem) else URGENCIES[0]
    return (
        Question(
            "category",
            "类别",
            problem_texts.ASK_CATEGORY,
            ChoiceReader(lambda _: labels),
            default=category or categories.guess(problem, known),
        ),
        Question(
            "urgency", "缓急", problem_texts.ASK_URGENCY, ChoiceReader(lambda _: urgencies), default=urgency
        ),
    )


def counts_for(turn: Turn, kind: LedgerKind, problem: str | None, category: str) -> list[tuple[str, str]]:
    """The further ledgers and items that one record counts in."""
    ours = {item.key for item in turn.settings.five_ones}
    items = [*turn.settings.ledger.counts_as.get(kind.key, ()), *([REPORT_PROBLEM] if problem else [])]
    if kind is FIVE_ONES:  # its own item is on the entry itself
        items = []
    pairs = [(FIVE_ONES.key, item) for item in dict.fromkeys(items) if item in ours]
    return [*pairs, (PROBLEM.key, category)] if problem and kind is not PROBLEM else pairs


def counts_note(turn: Turn, kind: LedgerKind, answers: Answers, problem: str | None) -> str:
    """The card's line about where else it counts."""
    labels = {item.key: item.label for item in turn.settings.five_ones}
    pairs = counts_for(turn, kind, problem, "")
    names = [labels[item] if ledger == FIVE_ONES.key else texts.PROBLEM_LEDGER for ledger, item in pairs]
    return texts.also_counts(names)


def record(
    turn: Turn,
    kind: LedgerKind,
    answers: Answers,
    *,
    item: str = "",
    problem: str | None = None,
    station_id: str = "",
    grid_id: str = "",
) -> str:
    """Write the entry; its number. A problem in it starts on its way; an urgent one rings the clerk."""
    fields = {k: v for k, v in answers.items() if v is not None and k not in ("photos", "happened_on")}
    happened_on = answers.get("happened_on") or turn.now.date().isoformat()
    photos = answers.get("photos") or {"ids": []}
    number = turn.ledger.add(
        NewEntry(
            kind=kind,
            township_id=turn.person.township_id,
            person_id=turn.person.id,
            happened_on=date.fromisoformat(happened_on),
            item=item,
            station_id=station_id or turn.person.station_id or None,
            grid_id=grid_id or turn.person.grid_id or None,
            fields=fields,
            attachment_ids=tuple(photos["ids"]),
            counts_for=tuple(counts_for(turn, kind, problem, str(answers.get("category") or ""))),
            stage=stages.REPORTED if problem else stages.NONE,
        ),
        turn.now,
    )
    urgency = str(answers.get("urgency") or URGENCIES[0])
    if problem and urgency != URGENCIES[0]:
        _ring_clerks(turn, number, problem, urgency)
    return number


def _ring_clerks(turn: Turn, number: str, problem: str, urgency: str) -> None:
    """Only what is urgent: the rest stands in the clerk's morning digest."""
    text = problem_texts.new_for_clerk(number, turn.person.name, problem, urgency)
    notices, township = turn.ledger.notices, turn.person.township_id
    notices.tell(notices.clerks(township), township, "problem_urgent", number, text, turn.now)


def missing_five(turn: Turn) -> list[str]:
    """The labels of the five ones that she has not done this year."""
    done = turn.ledger.counts(FIVE_ONES, turn.person.id, turn.now.year)
    return [item.label for item in turn.settings.five_ones if not done.get(item.key)]
