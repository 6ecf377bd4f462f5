"""What is wrong, and what was done about it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.notes.days import TIME

_SPEAKER = r"(?:[^,说讲]{0,14}?(?:来)?(?:打来电话|打电话来?|跑来)?(?:跟我|和我|对我|告诉我)?)"
_SAID = re.compile(
    rf"^{_SPEAKER}(?:反映说?|都?说(?!了$|了一|明)|讲(?!清|的是)|抱怨|告诉我|问(?!了)|觉得)(?:了)?[::]?(?P<what>.{{3,}})$"
)
WRONG = re.compile(
    r"坏|漏|堵|断了?|塌|停水|停电|跳闸|不通|不亮|不平|不稳|难走|积水|污水|臭|没人|脏|裂|缺|欠|太吵|噪音|危险|坑|淹|失修"
    r"|垮|危房|没有?人[管修清收接]|没有?(?:药|水|电|路灯|红绿灯|盖子|校车|验收|公开|更新|赔钱|钱治)|乱[停扔堆窜叫]|发[黄黑]"
    r"|看病难|上学难|出行难|不方?便|太(?:麻烦|慢|贵|少|低|远|高|吵|大|多|危险)|不(?:管事|及时|认账|让|肯|发|响)"
    r"|被(?:拖|停|欠|占|骗|偷)|(?:转|上|过|卖|灌|办)不[进上去出了]|爆了?|偷|翘|冒火花|老化|熏|虫害|担心|意见很?大|老摔|摔跤"
    r"|堵车|涨得|占了|没(?:有)?[一-鿿]{1,4}管|想办低保|想不通|有意见|烧秸秆|看不见|绕道|跑十几里|走半个小时|没有路灯"
)
FINE = re.compile(r"没啥问题|没什么问题|没有?问题|都好|很好|挺好|住进|收成好|好多了")
DONE = re.compile(
    r"(?:已经?|已|当场|马上|立即|立刻)(?:经)?[一-鿿]{2,}|(?:跟|和|向|给|找|把).{1,14}(?:说了?$|说过|说说|讲了|讲清|反映了|联系|打了|沟通|对接|报给|转给)"
    r"|^(?:又|还|并|顺便|我)?(?:已)?(?:转给|联系了?|报给|通知了?|打了?.{0,8}电话|劝|陪|教|答应|解释|让.{1,6}(?:先|把|来)|叫.{1,6}(?:来|去|过|马上)|喊了?"
    r"|帮着?|送了?|带了|买了|捐了?|借给|申请|调解|协调|化解|量了|清了|垫了?)"
    r"|^给[他她老大].{2,}|报给.{1,8}了|我.{0,3}(?:帮|让|叫|喊|跟|给|找).{2,}"
)
HELPED = re.compile(
    r"帮(?!忙找|忙解决).{1,}|送(?:去)?了|给.{1,12}(?:送|买|装|修|带|量|办|讲清|提醒|打了?电话)|修好|办好|解决了|捐了?|(?:调解|协调|化解)了"
    r"|借给|教大家|申请了|清了|收了|自己花钱|自费|追回|打了电话"
)
_LEAD = re.compile(r"^(?:我们?|又|还|并|就|也|刚|组织几个年轻人)+")
_NOTICED = re.compile(r"^.{0,12}?(?:看到|看见|发现|见到|想反映一下|想反映|要反映)了?")


def heard(clause: str) -> str | None:
    """What somebody said: "他说…". "我跟村委会说了" is what was done."""
    found = _SAID.match(TIME.sub("", clause).strip())
    return found["what"] if found and not clause.startswith("我") and not DONE.search(clause) else None


def problem(parts: Sequence[str]) -> str | None:
    """The first clause with something wrong in it, in the words of who said it."""
    fine = any(FINE.search(part) for part in parts)
    for part in parts:
        if FINE.search(part):
            continue
        said = heard(part)
        if said and WRONG.search(said):
            return said
        if not fine and WRONG.search(part) and not (DONE.search(part) and not said):
            return _NOTICED.sub("", part) or part
    return None


def done(parts: Sequence[str], wrong: str | None, *, helped: bool) -> str | None:
    """What she did, at most two clauses of it; ``helped``: the deed itself is the help."""
    pattern = re.compile(f"{DONE.pattern}|{HELPED.pattern}") if helped else DONE
    found = [
        part
        for part in parts
        if pattern.search(part) and (helped or not (wrong and wrong in part)) and heard(part) is None
    ]
    told = [_LEAD.sub("", TIME.sub("", part)).strip() for part in found[:2]]
    return ",".join(each for each in told if each) or None
