"""What is said when an answer takes longer than the platform waits."""

from __future__ import annotations

TITLE = "人大履职助手的回答"
WITHOUT_LINK = "这句话要多想一会儿,还没办完。请过一分钟把刚才的话再发一遍,就能看到结果。"
EXPIRED = "这个链接过期了。请在公众号里再问一次。"
UNKNOWN = "没有这个页面。请在公众号里再问一次。"
NOT_YET = "还在查,请稍等,页面会自己刷新。"


def with_link(address: str) -> str:
    return f'这句话要多想一会儿。<a href="{address}">点这里看结果</a>,也可以先问别的。'
