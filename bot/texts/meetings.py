"""Meetings: calling one, checking in, leave, and how many are there."""

from __future__ import annotations

from datetime import date

ASK_TITLE = "什么会议或活动?如“镇二十届人大三次会议”。"
ASK_DAY = "哪天?回“今天”“明天”,或者写日期,如 12月20日。"
ASK_PLACE = "在哪儿?"
ASK_EXPECTED = "应到多少人?回数字。"
ASK_QUORUM = "是人代会吗?人代会要三分之二以上代表出席。"
NEED_DAY = "没看懂日期。请回“今天”“明天”,或者写几月几日,如 12月20日。"

ASK_WHICH = "哪一个会?回数字:"
ASK_REASON = "什么原因?写一句就行。"
NOTHING_AHEAD = "近期没有要请假的会议。"
NOTHING_CALLED = "近期没有登记会议。要登记,请专干回“登记会议”。"


def called(title: str, day: date, code: str) -> str:
    return (
        f"登记好了:{title},{day.month}月{day.day}日。代表当天发“签到 {code}”就行,"
        f"来不了发“请假”。到会情况回“到会”。"
    )


def option(title: str, day: date, place: str) -> str:
    return f"{day.month}月{day.day}日 {title}" + (f"({place})" if place else "")


def present(title: str, number: str) -> str:
    return f"签到成功:{title}。编号 {number}。"


def already_present(title: str, number: str) -> str:
    return f"您已经签过到了:{title}(编号 {number}),不用再签。"


def leave_asked(title: str, number: str) -> str:
    return f"请假记下了:{title},编号 {number}。已告诉专干,批了会核实。"


def leave_for_clerk(name: str, title: str, reason: str, number: str) -> str:
    return f"{name}代表请假:{title}。原因:{reason[:100]}(编号 {number})。回“核实 {number}”批准或退回。"


def attendance(title: str, expected: int, present_count: int, on_leave: int, needed: int) -> str:
    absent = max(expected - present_count - on_leave, 0)
    lines = [
        f"【{title}】",
        f"应到{expected}人,实到{present_count}人,请假{on_leave}人,未到{absent}人。",
    ]
    if needed:
        enough = (
            "已达到,可以开会。" if present_count >= needed else f"还差{needed - present_count}人,不能开会。"
        )
        lines.append(f"三分之二是{needed}人:{enough}(《地方组织法》第十四条)")
        lines.append("“应到”按实有代表数算;出缺怎么算法律没有写明,拿不准请问县人大。")
    return "\n".join(lines)
