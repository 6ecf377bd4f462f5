"""What is said about who somebody is: welcome, privacy notice, binding."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime


def welcome(township: str, name: str) -> str:
    if name:
        return f"{name},欢迎回来。回“帮助”看看能做什么。"
    return (
        f"您好,这里是{township}人大履职助手。\n"
        "有规程问题直接问,比如“代表建议多久要答复?”\n"
        "您是代表或工作人员:请发“绑定 姓名 六位码”,如“绑定 张三 482913”,码请向专干要。\n"
        "回“帮助”看看能做什么。"
    )


def privacy_notice(office: str, phone: str, message_days: int) -> str:
    """Who, why, what, how long, which rights (个人信息保护法第十七条、第三十五条)."""
    contact = f"电话{phone}" if phone else "可找专干"
    return (
        "【个人信息告知】"
        f"由{office}处理。为了记录和服务代表依法履职、回答规程问题,"
        "会用到您的微信标识、发来的消息和照片;绑定后还有姓名、所在网格和履职记录。"
        f"消息回执留{message_days}天,台账按档案规定保存。"
        f"您可以查阅、更正、要求删除,{contact};取消关注即解除绑定。"
    )


def please_bind(title: str) -> str:
    return (
        f"“{title}”要先绑定身份。请发“绑定 姓名 六位码”,如“绑定 张三 482913”。\n"
        "码请向专干要。没有码也可以问规程。"
    )


ROLES = {"deputy": "人大代表", "clerk": "专干", "grid_worker": "民情联络员"}


def not_your_role(title: str, roles: Collection[str]) -> str:
    whose = "、".join(name for role, name in ROLES.items() if role in roles)
    instead = "要代人登记,请用工作台或找专干。" if "deputy" in roles else ""
    return f"“{title}”是给{whose}用的,您的身份不是{whose}。{instead}"


ASK_NAME = "请问您的姓名?"
ASK_CODE = "请发专干给您的六位绑定码。"
NEED_CODE = "绑定码是六位数字,请再看一下。"
ALREADY_BOUND = "您已经绑定好了。要换人,请先找专干。"


def bound(name: str, role: str, station: str, grid: str, moved: bool) -> str:
    where = "、".join(part for part in (station, grid) if part)
    place = f"({where})" if where else ""
    lines = [f"绑定成功。{name}{role}{place},您好!"]
    if moved:
        lines.append("您原来绑定的那个微信已经解除。")
    lines.append("回“帮助”看看能做什么。")
    return "\n".join(lines)


def wrong_code(left: int) -> str:
    return f"姓名和绑定码对不上,还可以试{left}次。码用过一次或过了期也会对不上,请向专干要新的。"


def locked(until: datetime) -> str:
    return f"输错次数太多,先停一停,{until:%H:%M}以后再试。急的话请找专干。"
