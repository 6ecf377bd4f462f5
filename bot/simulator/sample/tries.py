"""What each person of the sample township may try, in an order that tells a story."""

from __future__ import annotations

from bot.simulator.stage import Try

ASKING = (
    Try("问一条规定", "乡镇人代会一年开几次?"),
    Try("再问一条", "代表提的建议多久要答复?"),
    Try("点名要一条", "代表法第八条"),
)
OFF_TOPIC = Try("问件不相干的", "今天中午吃什么")
HELP = Try("不知道能做什么", "帮助")

BY_ROLE: dict[str, tuple[Try, ...]] = {
    "deputy": (
        *ASKING,
        OFF_TOPIC,
        Try("到联络站签到(也可以用加号里的“扫一扫”)", "签到 {station}"),
        Try("交一件“五个一”,照片在加号里", "五个一"),
        Try("填到一半先放下", "稍后继续"),
        Try("回来接着填", "继续"),
        Try("看看自己做了什么、还差什么", "我的履职"),
        HELP,
    ),
    "clerk": (
        Try("查镇里的活动计划", "代表接待日是哪天?"),
        Try("再查一条", "每季度走访几户?"),
        *ASKING,
        OFF_TOPIC,
        HELP,
    ),
    "grid_worker": (*ASKING[:2], Try("查镇里的活动计划", "代表接待日是哪天?"), OFF_TOPIC, HELP),
    "": (
        *ASKING[:2],
        OFF_TOPIC,
        Try("没绑定就签到", "签到"),
        Try("乱猜绑定码", "绑定 示例赵一 000000"),
        HELP,
    ),
}


def binding(name: str, code: str) -> Try:
    return Try("先绑定身份(码只能用一次)", f"绑定 {name} {code}")


def for_role(role: str, station: str) -> tuple[Try, ...]:
    return tuple(Try(it.title, it.says.format(station=station)) for it in BY_ROLE[role])
