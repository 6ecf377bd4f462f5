"""What the stand-in platform prints when it is played by hand."""

from __future__ import annotations

NOTHING_SEEN = "(没有回复)"


def started(port: int, callback: str) -> str:
    return (
        f"模拟平台已启动:接口 http://127.0.0.1:{port} ,消息发往 {callback}\n"
        "直接打字就是发消息;还可以用 /follow [参数]、/unfollow、/scan 参数、/tap 按钮、/image 文件、/resend。"
    )


def attempts(number: int, fault: str) -> str:
    return f"[推送 {number} 次{',失败:' + fault if fault else ''}]"
