"""What somebody reads who sends faster than a person talks."""

from __future__ import annotations

from datetime import timedelta


def too_fast(window: timedelta) -> str:
    seconds = int(window.total_seconds())
    wait = "一分钟" if seconds == 60 else f"{seconds}秒"
    return f"消息来得太快,我跟不上了。从这一条起先没有处理,请歇{wait}再发,前面办好的都在。"
