"""What we hold of somebody, and what deleting it means."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

ASK_SURE = "删除后要重新绑定才能记履职。删吗?回数字:"
KEPT = "没有删,都还在。"


def _day(moment: datetime | None) -> str:
    return f"{moment.year}年{moment.month}月{moment.day}日" if moment else "—"


def mine(
    who: str,
    first_seen: datetime,
    bound: datetime | None,
    notice: tuple[str, datetime | None],
    location: str,
    counts: tuple[int, int, int],
    entries: Sequence[tuple[str, int]],
    message_days: int,
) -> str:
    receipts, drafts, photos = counts
    lines = [
        "【我的信息】",
        f"身份:{who}" + (f"({_day(bound)}绑定)" if bound else ""),
        f"第一次来:{_day(first_seen)}",
        f"个人信息告知:{notice[0] or '还没看'}版,{_day(notice[1])}告知",
        f"定位:{'同意过(' + location + '版),回“撤回定位同意”可撤' if location else '没有用'}",
        f"消息回执{receipts}条(留{message_days}天)、没填完的表{drafts}张、照片{photos}张",
    ]
    if entries:
        lines.append("履职记录:" + "、".join(f"{label}{count}条" for label, count in entries))
    lines.append("记录有错回“更正”;要删个人信息回“删除我的”。")
    return "\n".join(lines)


def what_goes(bound: bool) -> str:
    stays = "履职记录依法要存档(代表法第五十八条),不会删;要删某一条请找专干。" if bound else ""
    return f"会删掉:微信和您的对应关系、没填完的表、没入账的照片、消息回执里的内容。{stays}"


def erased(message_days: int) -> str:
    return f"删好了。这次对话的一条回执{message_days}天后自动删除。要再用,重新绑定就行。"


def retention(removed: Sequence[tuple[str, int]]) -> str:
    """For the audit trail."""
    return "、".join(f"{what} {count}" for what, count in removed if count) or "没有到期的"
