"""What the WeChat adapter itself says: to the person in the chat, and to the technician who reads the log."""

from __future__ import annotations

MORE = "\n\n回“继续”看下一页"
CUT = "……"
STILL_WORKING = "这句话要多想一会儿,还没办完。请过一分钟把刚才的话再发一遍,就能看到结果。"
TOO_BUSY = "现在发消息的人太多,刚才这条没有处理。请过一分钟再发一遍。"
AES_KEY_WRONG = "EncodingAESKey(消息加解密密钥)不对:应当是 43 位字母和数字。请从管理后台重新复制。"
EMPTY_FIELD = "无"


def choice_line(label: str, says: str) -> str:
    return f"{label}(请回“{says}”)"


def fault(number: str) -> str:
    return (
        f"对不起,系统出了点问题,刚才这条没有记下来。请过一会儿再发一次;还是不行,就把编号 {number} 告诉专干。"
    )
