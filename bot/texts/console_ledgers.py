"""What the desk says on the pages of ledgers and progress."""

from __future__ import annotations

NONE_TICKED = "请先勾上要核实的。"
WHY_NEEDED = "请写一句为什么改,会留在记录里,也会告诉代表。"
WHY_FOR_NEEDED = "请写一句为什么代记,会留在记录里,也会告诉代表。"
NOTHING_CHANGED = "没有改动。"
NOT_A_PHOTO = "这不是照片,或者文件坏了。请选 JPG、PNG 这样的照片。"
PHOTO_LARGE = "照片太大,一张最多 {megabytes} MB。"
TOO_MANY_PHOTOS = "一条最多 {most} 张照片。"
ANSWER_NEEDED = "这一项要填。"
CHOOSE_ONE = "请选一个。"
CHOOSE_DEPUTY = "请选一位代表。"
GONE = "这条记录已经撤回,不能改了。"
NOT_BY_FORM = "这种记录没有能单独改的内容。要不对,请退回,让代表撤回重记。"
PENDING, OPEN = "等着核实的", "还没办完的"
FILE_NAME = "{township}{title}{first}至{last}"


def not_waiting(number: str) -> str:
    return f"{number} 刚刚有人处理过,这次都没有动,请再看一眼。"


def verified(count: int) -> str:
    return f"{count} 条都已核实。"


def corrected(number: str, version: int) -> str:
    return f"{number} 改好了,这是第 {version} 稿,前面的都留着。会告诉代表。"


def entered(person: str, number: str) -> str:
    return f"替{person}记下了,编号 {number}。会告诉代表。"


def entered_for_deputy(number: str, reason: str) -> str:
    return f"专干替您记了一条 {number},原因:{reason}。不对的话请和专干说。"


def said(text: str) -> str:
    return f"含“{text}”"
