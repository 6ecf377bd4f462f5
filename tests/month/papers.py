"""The papers of the month: every ledger as an office hands it in, and the messages that they come from."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

from bot.ledger.export.ledgers import LEDGERS
from bot.ledger.export.run import Request, export, summarise
from bot.roster.known import find_township
from tests.month.book import NUMBER, Book
from tests.month.calendar import Month
from tests.month.deputy_papers import PAPERS
from tests.month.town import TOWNSHIP
from tests.month.world import MonthWorld

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
FORMATS = (".xlsx", ".docx", ".csv")
CODE = re.compile(r"\d{6}|\d{3} \d{3}|(?<=bind_).*")
WHAT = {
    "says": "说",
    "photo": "照片",
    "location": "位置",
    "scan": "扫码",
    "follow": "关注",
    "tap": "点菜单",
    "resend": "重发",
}
README = """# 样本:示例镇 2026 年 11 月

**全是样本数据。** 镇、站点、网格、代表、群众和事情都是编的,名字一律以“示例”开头(群众只有称呼)。

60 位代表、12 个网格、4 个联络站、一个接待日,共 {messages} 条消息(其中 {duplicates} 条是平台重发的),
中间有提问打断、填到一半放下、更正、撤回、照片、一次重启。消息逐条经过签名、加密的回调,
见 `messages.csv`;“记下的编号”一列写着这条消息的回复里报出的台账编号,各表里的每个数都能追到这里。

重新生成:`python -m tests.month docs/samples`。同样的消息得到同样的行,`tests/month` 逐格核对。

| 文件 | 内容 |
|---|---|
{files}
| messages.csv | 当月全部消息 |
"""


def write_papers(
    month: Month, folder: Path, *, masked: bool = True, formats: tuple[str, ...] = FORMATS
) -> None:
    world = month.world
    with world.house.database.read() as connection:
        home = find_township(connection, TOWNSHIP) or ""
        for ledger in LEDGERS.values():
            for suffix in formats:
                out = folder / f"{ledger.key}{suffix}"
                request = Request(ledger, home, TOWNSHIP, FIRST, LAST, out, masked=masked)
                export(connection, request, world.settings, world.now)
        for suffix in formats:
            out = folder / f"summary{suffix}"
            summarise(connection, home, TOWNSHIP, (FIRST, LAST), out, world.settings, world.now)


def write_messages(book: Book, path: Path) -> None:
    """Binding codes are left out: they are new each time."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(("序号", "时间", "谁", "动作", "说的话", "回复第一行", "记下的编号"))
        for each in book.messages:
            new = [n for n in dict.fromkeys(NUMBER.findall(each.reply)) if book.told_in(n) is each]
            said = CODE.sub("******", each.said)
            first = CODE.sub("******", each.reply.strip().split("\n")[0])
            moment = f"{each.at:%Y-%m-%d %H:%M:%S}"
            out.writerow((each.number, moment, each.who.name, WHAT[each.what], said, first, "、".join(new)))


def write_readme(book: Book, path: Path) -> None:
    names = [f"| {each.key}.xlsx .docx .csv | {each.title} |" for each in LEDGERS.values()]
    names.append("| summary.xlsx .docx .csv | 五个一和登记报到汇总 |")
    names += [f"| {name}.docx | {what} |" for name, (_, what) in PAPERS.items()]
    names.append("| roll.xlsx .docx | 活动日到会名册 |")
    count, double = len(book.messages), book.tally["duplicate"]
    path.write_text(README.format(messages=count, duplicates=double, files="\n".join(names)), "utf-8")


def of_month(world: MonthWorld) -> Month:
    played = Month(world)
    played.play()
    return played
