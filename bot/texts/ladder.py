"""What is said when an answer takes longer than the platform waits."""

from __future__ import annotations

TITLE = "人大履职助手的回答"
WITHOUT_LINK = "这句话要多想一会儿,还没办完。请过一分钟把刚才的话再发一遍,就能看到结果。"
VOICE_WITHOUT_LINK = "语音还在听,听好了就发给您。等不及的,请用键盘上的话筒说,或者打字。"
EXPIRED = "这个链接过期了。请在公众号里再问一次。"
UNKNOWN = "没有这个页面。请在公众号里再问一次。"
NOT_YET = "还在查,请稍等,页面会自己刷新。"


def with_link(address: str) -> str:
    return f'这句话要多想一会儿。<a href="{address}">点这里看结果</a>,也可以先问别的。'


def voice_with_link(address: str) -> str:
    return f'语音还在听,听好了就发给您。也可以<a href="{address}">点这里看听到了什么</a>,对的话回“就填这句”。'
