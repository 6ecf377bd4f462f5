"""Which duty a sentence is about, by what people say of it; the first that fits. None: it is not clear."""

from __future__ import annotations

import re

from bot.notes import matters
from bot.notes.told import OPINION, PRACTICAL, PROBLEM, RECEPTION, STUDY, SUGGESTION, VISIT

_LEARNT = re.compile(
    r"(?:参加|听)了?[^,。听]{0,14}(?:培训|学习|讲座|党课|班)|(?<![上大中小])学(?:习了?(?!用品)|了)|(?:网上|视频)学"
)
_SUGGESTED = re.compile(
    r"(?:提了?|写了?|写成|提交|交了)[^,。]{0,24}建议|^我(?:想)?建议|(?:^|[,。])建议(?:镇|县|村|政府|有关)"
)
_RECEIVED = re.compile(
    r"接待了|接访|接待(?:日|来访|群众|选民|周)|来访|来(?:联络)?站|到站里来?|来[^,。]{0,4}找我|找(?:到|上)(?:了)?我|上门找我|找上门"
    r"|跑来跟我|来了(?:个|一?位|两位|三位|几位)|来(?:反映|问)|在站[里点]?值班"
)
_LISTENED = re.compile(
    r"座谈|听取?了?(?!说|他|她|李|张|王)[^,。]{0,10}(?:意见|想法|看法|议论)|听[^,。]{1,8}们?说想|聊了聊|聊了?天|商量|征求|院坝会"
    r"|好多人来问|跟[^,。]{2,10}聊"
)
_VISITED = re.compile(
    r"走访(?!时发现)|入户|看望|探望|坐了坐|坐了一会|拉了?拉?家常|挨家挨户|走了[^,。]{0,8}户|看了[^,。]{0,6}户"
    r"|(?:去|到|进)了?(?:趟)?[^,。说]{0,12}(?:家(?!门口|里停)|老人家|人家|[一二两三四五六七八九十\d]户)"
    r"|去(?:看|看了看?|看看)(?:了)?[^,。]{0,6}(?:老人|病人|困难户|贫困户|一户|[老小])|看了看[^,。]{0,6}(?:老|困难)"
)
_HELPED_FIRST = re.compile(
    r"^[^,。]{0,10}?(?:上门)?帮(?!忙)|^[^,。走访看望]{0,8}给[^,。]{1,14}(?:送|买|装|修|捐|量|提醒|打了?电话|办)|调解|自己花钱|自费|借给|教大家"
    r"|报给[^,。]{1,10}(?:了|,).{0,12}修好|打了?[^,。]{0,4}电话[^,。]{0,10},[^,。]{0,12}(?:来看看|修好)|把[^,。]{2,16}清了|组织[^,。]{2,10}把"
)
_MET = re.compile(r"碰[到见]|遇[到见]|路过|经过|散步|打来电话|打电话来|电话里|发现|陪[^,。]{0,8}去看")
_TELLS = re.compile(r"(?:说|反映|讲|抱怨)(?!了[一,]|清)")


def deed(said: str, parts: list[str], problem: str | None, *, somebody: bool) -> str | None:
    """``somebody``: a person is named in it, so that "说" is not the speaker's own."""
    found = next((name for name, pattern in _ORDER if pattern.search(said)), None)
    if found in (VISIT, OPINION) and problem and _MET.search(parts[0]):
        found = None
    if found is not None:
        return found
    if problem or (somebody and any(_TELLS.search(part) for part in parts) and not matters.FINE.search(said)):
        return PROBLEM
    return PRACTICAL if matters.HELPED.search(said) else None


_ORDER = (
    (SUGGESTION, _SUGGESTED),
    (OPINION, re.compile(r"座谈|院坝会|好多人来问")),
    (PRACTICAL, _HELPED_FIRST),
    (RECEPTION, _RECEIVED),
    (VISIT, _VISITED),
    (OPINION, _LISTENED),
    (STUDY, _LEARNT),
)
