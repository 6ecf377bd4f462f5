"""A question that leans on the last one: «那县里呢?» after «乡镇代表要几个人联名才能提议案?»."""

from __future__ import annotations

import re

from knowledge.understand import LEVELS, core_of, levels_in
from knowledge.words import content_words

_LEAN = re.compile(r"^(?:那么?|哪么|要是|如果是|如果|换成|换作|还有)[，,]?")
_TAIL = re.compile(r"(?:的话)?(?:呢|又如何|怎么样|怎么办|一样吗|也一样吗|行吗|可以吗)?[?？。！!\s]*$")
MAX_CHARS = 14
# How a level is written into the question in the place of the one that was asked about.
_WRITTEN = {
    "township": "乡镇",
    "county": "县级",
    "city": "设区的市",
    "province": "省级",
    "nation": "全国",
    "village": "村",
    "residents": "居委会",
}
_REPLACED = re.compile(
    r"乡、民族乡、镇|乡镇一级|乡镇|乡级|镇级|县乡|县级|县里|区县|县|设区的市|市级|省级|省里|全国|镇里|乡里|镇上"
)

# Things of one kind: a follow-up that names one takes the place of another. Longer names first.
_EXCHANGEABLE = tuple(
    map(
        re.compile,
        (
            "副?(?:镇|乡|县|区)长|人大(?:副)?主席|副?主席|村主任|村委会主任|居委会主任|村委会成员",
            "议案|质询案|质询|罢免案|建议",
            "村委会|居委会|村民委员会|居民委员会",
            "选民名单|正式候选人名单|候选人名单|正式候选人|候选人|选举结果",
        ),
    )
)


def whole_question(question: str, previous: str) -> str | None:
    """The question made whole by the one before; None when it stands by itself."""
    plain = question.strip()
    lean = _LEAN.match(plain)
    core = _TAIL.sub("", _LEAN.sub("", plain))
    short = len(plain) <= MAX_CHARS and (plain.rstrip("?？。 ").endswith("呢") or lean is not None)
    if not previous or not short:
        return None
    swapped = _swapped(core, previous)
    if swapped:
        return swapped
    level = next((name for name in LEVELS if name in levels_in(core)), None)
    others = [w for w in content_words(core) if not levels_in(w) and w not in ("代表", "人大", "常委会")]
    if level and not others:
        return _at_level(previous, _WRITTEN[level])
    # What was asked about, without how: «多久» of the last question is not asked again.
    return f"{' '.join(core_of(previous))} {core}"


def _swapped(core: str, previous: str) -> str | None:
    """«副镇长呢» after «罢免镇长要多少代表» asks the same of another post."""
    for things in _EXCHANGEABLE:
        if things.fullmatch(core) and (asked := things.search(previous)) and asked.group() != core:
            return f"{previous[: asked.start()]}{core}{previous[asked.end() :]}"
    return None


def _at_level(previous: str, written: str) -> str:
    changed, count = _REPLACED.subn(written, previous, count=1)
    return changed if count else f"{written} {previous}"
