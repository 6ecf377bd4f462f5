"""The default five ones (五个一): five rows of data, which an office replaces in its ``config.toml``.

The wording of the slogan differs by place and year, so the labels are data; the keys stay in the ledger.
"""

from __future__ import annotations

from bot.settings.parts import FiveOnesItem, ItemQuestion

_PHOTOS = ItemQuestion(
    key="photos", label="照片", ask="有照片就发过来,可以发几张;没有就回“跳过”。", kind="photos", optional=True
)


def _text(key: str, label: str, ask: str, *, optional: bool = False) -> ItemQuestion:
    return ItemQuestion(key=key, label=label, ask=ask, optional=optional)


def _date(ask: str) -> ItemQuestion:
    return ItemQuestion(key="happened_on", label="日期", ask=ask, kind="date")


DEFAULT_FIVE_ONES: tuple[FiveOnesItem, ...] = (
    FiveOnesItem(
        key="hear_opinion",
        label="听一次意见",
        ask=(
            _date("哪天听的?回“今天”“昨天”,或者写日期,如 11月20日。"),
            _text("whom", "听谁说的", "听谁说的?写“东街3组一户老人”这样就行,不用写真名。", optional=True),
            _text("content", "意见内容", "他说了什么?用一两句话写下来。"),
            _PHOTOS,
        ),
    ),
    FiveOnesItem(
        key="make_suggestion",
        label="提一条建议",
        ask=(
            _date("哪天提的?回“今天”“昨天”,或者写日期。"),
            _text("reason", "为什么提", "先说说现在是什么情况,问题在哪儿?"),
            _text("content", "建议内容", "你建议怎么办?一件事一条。"),
            _PHOTOS,
        ),
    ),
    FiveOnesItem(
        key="report_problem",
        label="反映一个问题",
        ask=(
            _date("哪天发现的?回“今天”“昨天”,或者写日期。"),
            ItemQuestion(key="place", label="地点", ask="在什么地方?打字或者发个位置都行。", kind="place"),
            _text("content", "问题", "是什么问题?多久了?"),
            _PHOTOS,
        ),
    ),
    FiveOnesItem(
        key="do_practical_thing",
        label="办一件实事",
        ask=(
            _date("哪天办的?回“今天”“昨天”,或者写日期。"),
            _text("content", "办了什么", "办了一件什么事?"),
            _text("result", "办得怎样", "现在怎么样了?大家得了什么好处?", optional=True),
            _PHOTOS,
        ),
    ),
    FiveOnesItem(
        key="write_residents_report",
        label="写一份民情报告",
        ask=(
            _date("报告是哪天写的?回“今天”“昨天”,或者写日期。"),
            _text("title", "题目", "报告的题目是什么?"),
            _text("content", "正文", "把正文发过来;写在纸上的,写一句主要内容,下一步再拍照。"),
            _PHOTOS,
        ),
    ),
)
