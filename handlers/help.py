"""Help (帮助): what this account can do, numbered; a number starts it. Open to everybody, writes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialog import words
from bot.dialog.flow import Flow, no_questions
from bot.dialog.turn import Answers, Turn
from bot.messages import Choice, Reply
from bot.texts import handlers as texts


def make_help(flows: Sequence[Flow]) -> Flow:
    """The help over these flows, in their order."""
    listed = [flow for flow in flows if flow.listed]

    def finish(turn: Turn, answers: Answers) -> Reply:
        choices = tuple(
            Choice(f"{number} {flow.title}", flow.title) for number, flow in enumerate(listed, start=1)
        )
        hints = [f"{flow.title}:{flow.hint}" for flow in listed]
        return Reply(texts.help_text(turn.person.name, hints), choices, memory={"menu": True})

    return Flow(
        name="help",
        title="帮助",
        hint="看看能做什么",
        triggers=tuple(sorted(words.HELP)),
        questions=no_questions,
        finish=finish,
        confirm=False,
        listed=False,
        clears=True,
    )
