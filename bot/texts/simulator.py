"""What the demo tells whoever starts it and whoever plays with it."""

from __future__ import annotations

from datetime import datetime

DEMO_FILE = "演示用的公众号设置,每次启动演示时重写;删掉它,下次会换一套密钥。"
REAL_DATA = "{folder} 里已经有正式数据,演示不会动它。请用 RENDA_DATA_DIR 另指一个文件夹再试。"
NOBODY_TO_REMIND = "眼下没有人可以提醒:先绑定一位代表再试。"
CARD_TITLE = "代表活动提醒"
CARD = {"what": "事项", "when": "时间", "where": "地点"}
NEXT_REMINDER = "把时间拨到下一条提醒"


def account_name(township: str) -> str:
    return f"{township}人大"


def reminded(moment: datetime, sent: int) -> str:
    at = f"{moment.month}月{moment.day}日 {moment:%H:%M}"
    return f"当作 {at},发出 {sent} 条提醒。再点一次,轮到下一条。"


def what_to_try(address: str, command: str, binding: str) -> str:
    """``command``: how this demo's other commands begin. ``binding``: the line that binds the first sample deputy; empty when she is bound already."""
    bind = binding or "(第一位示例代表已经绑定过了)"
    return f"""
演示已经启动。用浏览器打开:

    {address}/simulator

页面就是一部手机上的公众号聊天。点“关注公众号”,然后试试:

    {bind}
    乡镇人代会一年开几次?
    代表提的建议多久要答复?
    今天中午吃什么
    签到 A01
    五个一              (照片在加号里;填到一半可以关掉这个程序,再启动接着填)
    我的履职

别的人的绑定码在页面右边。人、地名和活动计划都是示例。

看台账(另开一个终端):
    {command} ledger export check_in --out 签到.xlsx
    {command} ledger export five_ones --out 五个一.xlsx
看提醒:
    {command} remind preview --from 2026-12-01 --to 2026-12-31

停下来:按 Ctrl+C。"""
