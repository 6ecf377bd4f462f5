"""Forgiving reading of what people type: full-width forms, stray spaces and punctuation, obvious slips."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CANCEL = frozenset({"取消", "不填了", "不要了", "退出", "取销"})
BACK = frozenset({"上一步", "返回", "退回上一步", "上一个", "回上一步"})
SKIP = frozenset({"跳过", "没有", "无", "略过", "不填", "跳"})
LATER = frozenset({"稍后继续", "以后再填", "等会再填", "稍后", "先放着", "暂存"})
CONFIRM = frozenset(
    {"确认", "提交", "对", "好", "好的", "是", "是的", "没错", "可以", "行", "确定", "ok", "1"}
)
DONE = frozenset({"好了", "完了", "发完了", "完成", "没了", "就这些", "可以了"})
HELP = frozenset({"帮助", "帮忙", "菜单", "功能", "怎么用", "help", "?"})
MORE = frozenset({"继续", "下一页", "接着看", "更多", "还有呢", "继续看"})
END = frozenset({"结束", "没有了", "没人了", "没了", "完了", "好了", "就这些", "结束接待", "没有", "完成"})
HEARD_RIGHT = frozenset({"对", "对的", "是", "是的", "没错", "确认", "对,就是这句"})
TAKE_IT = frozenset({"就填这句", "填这句", "就是这句"})

_EDGE = re.compile(r"^[\s,。.!、~·;:…]+|[\s,。.!、~·;:…]+$")
_EDIT = re.compile(r"^(?:修改|改|更改|修该)第?\s*(\d{1,2})\s*(?:项|条|个)?$")
_NUMBER = re.compile(r"^第?(\d{1,2})[.、项个条]?$")


# A turn asks some twenty times for the same few texts; the last ones are enough.
_same_turn = lru_cache(maxsize=64)


@_same_turn
def plain(text: str) -> str:
    """Half-width, without zero-width characters and without space or punctuation at the edges.

    >>> plain(" 签到。")
    '签到'
    """
    folded = unicodedata.normalize("NFKC", text)
    visible = "".join(ch for ch in folded if unicodedata.category(ch) not in {"Cf", "Cc"} or ch == "\n")
    return _EDGE.sub("", visible)


@_same_turn
def squeezed(text: str) -> str:
    """``plain`` without any white space, lower case: the form in which words are compared."""
    return re.sub(r"\s+", "", plain(text)).lower()


def edit_number(text: str) -> int | None:
    """The N of "修改 N"."""
    found = _EDIT.match(squeezed(text))
    return int(found.group(1)) if found else None


def chosen_number(text: str) -> int | None:
    """The number of "2", "2."、"第2个"."""
    found = _NUMBER.match(squeezed(text))
    return int(found.group(1)) if found else None


_ASKING = re.compile(
    r"(吗|呢|多久|多少|怎么|怎样|如何|哪些|哪个|什么|几次|几天|几人|几个|能不能|可不可以|是否|要不要|有没有|谁)"
)
_SUBJECT = re.compile(
    r"(法|条例|第.{1,6}条|人大|人代会|代表|主席团|选举|选民|候选|议案|建议|罢免|质询|表决|法定|任期|村委会|居委会|乡镇|预算|宣誓)"
)


def is_procedure_question(text: str) -> bool:
    """Whether a text typed into a form is more likely a question about procedure than an answer.

    Strict on purpose (a question mark or a leading 请问, an asking word, a word of the subject, at most 60
    characters): an opinion such as "路灯什么时候修?" is an answer.
    """
    said = plain(text)
    if len(said) > 60 or not _SUBJECT.search(said):
        return False
    if said.startswith(("请问", "问一下", "想问")):
        return True
    return said.endswith("?") and bool(_ASKING.search(said))
