"""My data (我的信息): what is held of me; and erase it (删除我的). Open to everybody.

Erasing takes the tie, drafts, loose photos and receipts; records of duties stay: the law wants them kept.
"""

from __future__ import annotations

from bot.dialog.flow import Flow, Question, no_questions
from bot.dialog.readers import ChoiceReader, Option
from bot.dialog.turn import Answers, Turn
from bot.ledger.kinds import KINDS
from bot.messages import Reply
from bot.texts import handlers as handler_texts
from bot.texts import privacy as texts

YES, NO = "删除", "不删"
_SURE = (Option(YES, YES, ("确认", "是", "删")), Option(NO, NO, ("否", "取消", "算了")))


def _show(turn: Turn, answers: Answers) -> Reply:
    held = turn.identity.holdings(turn.incoming, turn.person.id)
    role = handler_texts.ROLES.get(turn.person.role, "")
    who = f"{turn.person.name}{role}" if turn.person.bound else "没有绑定"
    entries = [(KINDS[kind].label, count) for kind, count in held.entries.items() if kind in KINDS]
    return Reply(
        texts.mine(
            who,
            held.first_seen_at,
            held.bound_at,
            (held.notice_version, held.notice_shown_at),
            held.location_version,
            (held.receipts, held.drafts, held.photos),
            entries,
            turn.settings.privacy.message_days,
        )
    )


def _questions(turn: Turn, answers: Answers) -> list[Question]:
    ask = f"{texts.what_goes(turn.person.bound)}\n{texts.ASK_SURE}"
    return [Question("sure", "删除", ask, ChoiceReader(lambda _: _SURE))]


def _erase(turn: Turn, answers: Answers) -> Reply:
    if answers["sure"] != YES:
        return Reply(texts.KEPT)
    turn.identity.erase(turn.incoming, turn.person.id, turn.now)
    return Reply(texts.erased(turn.settings.privacy.message_days))


MY_DATA = Flow(
    name="my_data",
    title="我的信息",
    hint="看存了我什么;不要了回“删除我的”",
    triggers=("我的信息", "我的资料", "个人信息", "隐私"),
    questions=no_questions,
    finish=_show,
    confirm=False,
    clears=True,
    secondary=True,
)
ERASE_MINE = Flow(
    name="erase_mine",
    title="删除我的",
    hint="删除我的个人信息",
    triggers=("删除我的", "删除我的信息", "删除个人信息", "注销", "忘掉我"),
    questions=_questions,
    finish=_erase,
    confirm=False,
    clears=True,
    listed=False,  # told of under 我的信息
)
