"""好的, 收到, 谢谢: never a search. Right after a reminder of her duty it is her yes, and we say so.

Writes the yes on the line of the duty roster; to anything else one friendly line is the whole answer.
"""

from __future__ import annotations

import re

from bot.dialog import words
from bot.dialog.flow import Flow, Question
from bot.dialog.readers import TextReader
from bot.dialog.turn import Answers, Turn
from bot.messages import Choice, Kind, Reply
from bot.texts import on_duty as texts

_YES = (
    r"好的?|好[滴哒嘞呢啊呀吧]|行|可以|没问题|一定|一定[来到去]|准时到|到时见|能来"
    r"|收到|知道[了啦]|晓得了|明白了?|了解|ok|okay"
)
_THANKS = r"谢谢[您你]?|多谢|感谢|辛苦[了啦]?|您辛苦了?|嗯+|哦+"
_SAID = re.compile(rf"(?:{_YES}|{_THANKS})+", re.ASCII)
_MEANS_YES = re.compile(_YES)
_MARKS = re.compile(r"[\W_]+")  # punctuation, pictures, and the brackets of [OK]
YES, THANKS = "yes", "thanks"
LONGEST_CHARS = 16


def _recognise(turn: Turn) -> Answers | None:
    if turn.incoming.kind is not Kind.TEXT or len(turn.text) > LONGEST_CHARS:
        return None
    said = _MARKS.sub("", words.squeezed(turn.text))
    if not _SAID.fullmatch(said):
        return None
    return {"means": YES if _MEANS_YES.search(said) else THANKS}


def _questions(turn: Turn, answers: Answers) -> tuple[Question, ...]:
    """It comes with the message and is never asked for."""
    return (Question("means", "means", "", TextReader(10), private=True, quiet=True),)


def _finish(turn: Turn, answers: Answers) -> Reply:
    if not turn.person.bound or turn.person.role != "deputy" or answers.get("means") != YES:
        return Reply(texts.ACKNOWLEDGED)
    named = turn.reminders.reminded(turn.incoming, turn.person.id, turn.now, last=True)
    if not named:
        return Reply(texts.ACKNOWLEDGED)
    day = named[0]
    if len(named) > 1 or day.asked:  # nobody takes another's place, or several days, by a polite word
        return Reply(texts.SAY_WHICH, (Choice(texts.MY_DUTY, texts.MY_DUTY),))
    turn.reminders.confirm(day.id, turn.person.id, turn.now)
    return Reply(texts.taken_as_yes(day.day, day.station), memory={"menu": [], "duty": day.id})


ACKNOWLEDGE = Flow(
    name="acknowledge",
    title="好的",
    hint="提醒后面的“好的”“收到”",
    triggers=(),
    questions=_questions,
    finish=_finish,
    recognise=_recognise,
    only_when_free=True,
    confirm=False,
    clears=True,
    listed=False,
)
