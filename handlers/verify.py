"""The clerk verifies (核实) or returns (退回) what deputies recorded. Clerks only.

Writes a further version of the entry; a return carries a sentence that reaches the deputy.
"""

from __future__ import annotations

from bot.dialog.flow import Flow, Question
from bot.dialog.readers import ChoiceReader, Option, TextReader
from bot.dialog.turn import Answers, Turn
from bot.ledger import states, verdicts
from bot.ledger.corrections import Kept
from bot.ledger.kinds import CHECK_IN, KINDS
from bot.messages import Reply
from bot.texts import trust as texts
from handlers.entry_card import entry_options, named_with, rows

SHOWN = 8
ALL = "all"
VERIFY_IT, RETURN_IT = "核实", "退回"
_ACTS = (Option(VERIFY_IT, VERIFY_IT, ("通过", "属实")), Option(RETURN_IT, RETURN_IT, ("不通过",)))
_KINDS = tuple(kind for kind in KINDS.values() if kind is not CHECK_IN)


def _pending(turn: Turn) -> list[Kept]:
    return turn.ledger.pending(turn.person.township_id, _KINDS, SHOWN)


def _options(turn: Turn) -> list[Option]:
    entries = _pending(turn)
    every = [Option(ALL, texts.all_of(len(entries)), ("全部", "都核实"))] if len(entries) > 1 else []
    return [*entry_options(turn, entries, names=True), *every]


def _chosen(turn: Turn, number: str) -> Kept | None:
    entry = turn.ledger.find(turn.person.township_id, number)
    return entry if entry is not None and entry.state in states.PENDING else None


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    if not _pending(turn):
        return []
    asked = [Question("number", "哪一条", texts.ASK_WHICH_TO_VERIFY, ChoiceReader(_options))]
    entry = _chosen(turn, answers.get("number", ""))
    if entry is None:
        return asked
    lines = list(rows(turn, entry))
    if entry.state == states.OBJECTED:
        lines.append((texts.OBJECTION, str(entry.fields.get("objection") or "")))
    ask = texts.to_verify(entry.number, entry.person, entry.happened_on, lines)
    asked.append(Question("act", "意见", ask, ChoiceReader(lambda _: _ACTS)))
    if answers.get("act") == RETURN_IT:
        asked.append(Question("reason", "哪里不对", texts.ASK_WHY_RETURN, TextReader(200)))
    return asked


def _finish(turn: Turn, answers: Answers) -> Reply:
    if answers.get("number") == ALL:
        entries = _pending(turn)
        for each in entries:
            _verify(turn, each)
        return Reply(texts.verified(len(entries), len(_pending(turn))))
    entry = _chosen(turn, answers.get("number", ""))
    if entry is None or "act" not in answers:
        return Reply(texts.NOTHING_PENDING)
    if answers["act"] == VERIFY_IT:
        _verify(turn, entry)
        return Reply(texts.verified(1, len(_pending(turn))))
    verdicts.send_back(turn.ledger, entry, answers["reason"], turn.now, by=turn.person.id)
    return Reply(texts.returned(entry.number))


def _verify(turn: Turn, entry: Kept) -> None:
    verdicts.verify(turn.ledger, entry, turn.now, by=turn.person.id)


VERIFY = Flow(
    name="verify",
    title="核实",
    hint="核实或退回代表记的台账",
    triggers=("核实", "审核", "核查", "待核实"),
    questions=_questions,
    finish=_finish,
    roles=frozenset({"clerk"}),
    recognise=named_with("核实", "审核"),
    confirm=False,
    clears=True,
)
