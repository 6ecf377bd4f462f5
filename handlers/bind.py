"""Bind (绑定): "绑定 张三 482913" ties the sender's OpenID to a person of the roster; so does scanning the
code sheet that she was handed. Open to everybody.

Writes the tie on the contact row and an audit line; the code is used up. Wrong tries are counted, five lock
for an hour.
"""

from __future__ import annotations

import re
from typing import Any

from bot import scenes
from bot.dialog import words
from bot.dialog.flow import AskAgain, Flow, NotAnAnswer, Question
from bot.dialog.readers import TextReader
from bot.dialog.turn import Answers, Turn
from bot.messages import Kind, Reply
from bot.texts import handlers as handler_texts
from bot.texts import identity as texts

_SAID = re.compile(r"^(?:绑定|帮定|邦定|绑订|榜定)[:,]?(?P<name>[^\d:,]{1,20}?)?[:,]?(?P<code>\d{6})?$")


class CodeReader(TextReader):
    """Six digits, full-width or spaced ones too."""

    def read(self, turn: Turn, so_far: Any) -> str:
        code = words.squeezed(turn.text)
        if not re.fullmatch(r"\d{6}", code):
            raise NotAnAnswer(texts.NEED_CODE)
        return code


def _recognise(turn: Turn) -> Answers | None:
    if turn.incoming.kind in (Kind.SCAN, Kind.FOLLOW) and (scanned := scenes.bind_of(turn.incoming.scene)):
        person_id, code = scanned
        # Nobody of that id is as wrong as a wrong code, and is counted like one.
        return {"name": turn.roster.name_of(person_id) or "?", "code": code}
    if turn.incoming.kind is not Kind.TEXT:
        return None
    if words.squeezed(turn.text) in BIND.triggers:  # the button's own words name nobody
        return None
    found = _SAID.match(words.squeezed(turn.text))
    if found is None:
        return None
    return {key: value for key, value in found.groupdict().items() if value}


def _questions(turn: Turn, answers: Answers) -> tuple[Question, ...]:
    return (
        Question("name", "姓名", texts.ASK_NAME, TextReader(max_chars=40)),
        Question("code", "绑定码", texts.ASK_CODE, CodeReader(), private=True),
    )


def _finish(turn: Turn, answers: Answers) -> Reply:
    result = turn.identity.bind(turn.incoming, words.squeezed(answers["name"]), answers["code"], turn.now)
    if isinstance(result, int):
        if result > 0:
            raise AskAgain("code", texts.wrong_code(result))
        return Reply(handler_texts.BIND_STOPPED)
    person = result.person
    station = turn.roster.station(person.station_id) if person.station_id else None
    grid = turn.roster.grid(person.grid_id) if person.grid_id else None
    return Reply(
        texts.bound(
            person.name,
            handler_texts.ROLES.get(person.role, ""),
            station.name if station else "",
            grid.name if grid else "",
            result.moved,
        )
    )


BIND = Flow(
    name="bind",
    title="绑定身份",
    hint="发“绑定 姓名 六位码”",
    triggers=("绑定", "绑定身份", "帮定", "邦定", "绑订"),
    questions=_questions,
    finish=_finish,
    recognise=_recognise,
    confirm=False,
    clears=True,
    newcomers=True,
)
