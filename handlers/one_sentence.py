"""One sentence is enough (随手记): "今天去东街一户老人家,他说路灯坏了" becomes a filled card. Deputies only.

Writes the same entries as the flow of that duty; what the sentence does not say is asked, nothing is guessed
silently: every part stands on the card.
"""

from __future__ import annotations

from bot.dialog import words
from bot.dialog.flow import Flow
from bot.dialog.turn import Answers, Turn
from bot.messages import Kind, Reply
from bot.notes import rules
from bot.notes.told import PROBLEM, RECEPTION
from bot.texts import recording as texts
from handlers.reception import FOLLOW_UP, HEARD
from handlers.recording import counts_note, missing_five, record
from handlers.sentence_card import KINDS, SENTENCE, helped_by_model, questions, told_of


def _recognise(turn: Turn) -> Answers | None:
    if turn.incoming.kind is not Kind.TEXT or turn.person.role != "deputy":
        return None
    if words.is_procedure_question(turn.text) or not rules.is_telling(words.plain(turn.text)):
        return None
    return {"said": SENTENCE.reader.read(turn, None)}


def _note(turn: Turn, answers: Answers) -> str:
    kind, _ = KINDS[answers["deed"]]
    also = counts_note(turn, kind, answers, answers.get("problem"))
    return texts.sentence_note(kind.label, also, by_model=helped_by_model(turn, answers))


def _finish(turn: Turn, answers: Answers) -> Reply:
    said, _ = told_of(turn, answers)
    kept = {key: value for key, value in answers.items() if key not in ("said", "deed", "grid")}
    deed = answers["deed"]
    kind, item = KINDS[deed]
    problem = kept.get("problem")
    told: Answers = {"content": problem if deed == PROBLEM else said, **kept}
    if deed == PROBLEM:
        told.pop("problem", None)
        item = str(kept.get("category", ""))
    if deed == RECEPTION:
        told["caller"] = told.pop("whom", None)
        told["handling"] = item = FOLLOW_UP if problem else HEARD
    if helped_by_model(turn, answers):
        told["by_model"] = texts.YES
    grid_id = str(answers.get("grid") or "")
    number = record(turn, kind, told, item=item, problem=problem, grid_id=grid_id)
    return Reply(texts.visit_saved(number, "", missing_five(turn)))


ONE_SENTENCE = Flow(
    name="one_sentence",
    title="随手记",
    hint="一句话说完,我来填表",
    triggers=("随手记", "记一笔", "一句话", "记一下"),
    questions=questions,
    finish=_finish,
    roles=frozenset({"deputy"}),
    recognise=_recognise,
    only_when_free=True,
    note=_note,
)
