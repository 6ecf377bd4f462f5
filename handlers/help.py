"""Help (帮助): what this account can do, numbered; a number starts it. Open to everybody, writes nothing.

The first page has at most nine lines; 更多功能 is the second.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialog import words
from bot.dialog.flow import Flow, no_questions
from bot.dialog.menu import first_page, second_page
from bot.dialog.turn import Answers, Turn
from bot.messages import Choice, Reply
from bot.texts import handlers as texts


def make_more(flows: Sequence[Flow]) -> Flow:
    """The second page over these flows; it is itself the last line of the first."""

    def finish(turn: Turn, answers: Answers) -> Reply:
        return _list(texts.MORE_HELLO, second_page(flows, turn.person))

    return Flow(
        name="more",
        title="更多功能",
        hint="更正、我的信息等",
        triggers=("更多功能", "其他功能", "全部功能", "还能做什么"),
        questions=no_questions,
        finish=finish,
        confirm=False,
        clears=True,
    )


def make_help(flows: Sequence[Flow]) -> Flow:
    """The help over these flows, in their order."""

    def finish(turn: Turn, answers: Answers) -> Reply:
        return _list(texts.help_hello(turn.person.name), first_page(flows, turn.person))

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


def _list(hello: str, listed: Sequence[Flow]) -> Reply:
    choices = tuple(
        Choice(f"{number} {flow.title}:{flow.hint}", flow.title)
        for number, flow in enumerate(listed, start=1)
    )
    return Reply(texts.help_text(hello), choices, memory={"menu": [flow.name for flow in listed]})
