"""Voice: kept with the record of the form that it was spoken into; what was heard in it is shown first.

Nothing that a machine heard is taken for said until the person has said that it is right.
"""

from __future__ import annotations

import dataclasses

from bot.dialog import words
from bot.dialog.drafts import Drafts
from bot.dialog.filling import VOICES
from bot.dialog.flow import Flow
from bot.dialog.form import Form
from bot.dialog.turn import Answers, Turn
from bot.messages import Choice, Kind, Reply
from bot.texts import dialog as texts

HEARD, KEPT = "heard", "voice"  # in the memory of the reply that shows what was heard
TAKE_IT = "就填这句"


def spoken(turn: Turn, drafts: Drafts, flow: Flow | None) -> Reply | None:
    """The answer to a voice message; None when it is nobody's and nothing was heard in it.

    ``flow``: of the open form.
    """
    if turn.incoming.kind is not Kind.VOICE or not turn.person.bound:
        return None
    draft = drafts.active()
    if draft is not None and flow is not None and not flow.clears:
        _keep_with(draft.answers, turn.ledger.keep_voice(turn.incoming, turn.now))
        drafts.save(draft.flow, draft.answers)
        if turn.text:
            return _shown(turn.text, "")
        return Form(flow, turn, drafts, draft.answers).ask(texts.VOICE_KEPT)
    if not turn.text:
        return None
    return _shown(turn.text, turn.ledger.keep_voice(turn.incoming, turn.now))


def _shown(heard: str, kept: str) -> Reply:
    choices = (Choice(texts.HEARD_RIGHT, TAKE_IT),)
    return Reply(texts.heard(heard), choices, memory={HEARD: heard, KEPT: kept})


def confirmed(turn: Turn) -> Turn | None:
    """The turn as if she had typed what was heard; None when this is no 就填这句 to it."""
    if not heard_before(turn) or words.squeezed(turn.text) not in words.TAKE_IT | words.HEARD_RIGHT:
        return None
    assert turn.memory is not None
    as_said = dataclasses.replace(turn.incoming, text=turn.memory[HEARD])
    return dataclasses.replace(turn, incoming=as_said, memory=None)


def heard_before(turn: Turn) -> bool:
    return turn.incoming.kind is Kind.TEXT and turn.memory is not None and HEARD in turn.memory


def keep_with_new_form(turn: Turn, drafts: Drafts) -> None:
    """The voice that began a form is evidence of it."""
    kept = turn.memory[KEPT] if turn.memory is not None else ""
    draft = drafts.active()
    if kept and draft is not None:
        _keep_with(draft.answers, kept)
        drafts.save(draft.flow, draft.answers)


def _keep_with(answers: Answers, attachment_id: str) -> None:
    answers[VOICES] = list(dict.fromkeys([*answers.get(VOICES, []), attachment_id]))
