"""Article numbers: 第14条, 14条, 第十四条之一 and 条目五 as the statutes' data spells them."""

from __future__ import annotations

import re
from functools import lru_cache

import cn2an

_DIGITS = "零〇一二两三四五六七八九十百千"
NUMBER = rf"[{_DIGITS}0-9０-９]+"
ARTICLE_NUMBER = re.compile(rf"第?\s*({NUMBER})\s*条(?:\s*之\s*({NUMBER}))?")


@lru_cache(maxsize=4096)
def to_int(text: str) -> int | None:
    """十四, 14 and １４ are 14; None for what is no number."""
    text = text.strip().replace("〇", "零").replace("两", "二")
    text = text.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if text.isdecimal():
        return int(text)
    try:
        return int(cn2an.cn2an(text, "smart"))
    except (ValueError, KeyError, TypeError):
        return None


@lru_cache(maxsize=4096)
def to_chinese(number: int) -> str:
    """14 is 十四, 105 is 一百零五, as statutes print them."""
    text = str(cn2an.an2cn(number, "low"))
    return text[1:] if text.startswith("一十") else text


def article_label(number: str, suffix: str | None = None) -> str | None:
    """(14, None) is 第十四条; (一百二十, 一) is 第一百二十条之一."""
    value = to_int(number)
    if value is None:
        return None
    label = f"第{to_chinese(value)}条"
    tail = to_int(suffix) if suffix else None
    return f"{label}之{to_chinese(tail)}" if tail else label


def numbers_in(text: str) -> set[int]:
    """Every whole number a sentence states, in either script (二千, 45, 百分之五 gives 5)."""
    found = {int(n) for n in re.findall(r"\d+", text)}
    for run in re.findall(rf"[{_DIGITS}万]+", text):
        value = to_int(run) if "万" not in run else _with_wan(run)
        if value is not None:
            found.add(value)
    return found


def _with_wan(run: str) -> int | None:
    high, _, low = run.partition("万")
    left, right = to_int(high) if high else None, to_int(low) if low else 0
    return None if left is None or right is None else left * 10000 + right
