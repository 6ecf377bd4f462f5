"""What was said in the month, kept apart from the ledger: each record by the number that its author was told.

It is written by the conversations while they talk, from the words that they send; the exports are held
against it afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.ledger.kinds import KINDS
from tests.month.town import Someone

NUMBER = re.compile(r"[A-Z]{2}-\d{4}-\d{4}")
ITEMS = ("听一次意见", "提一条建议", "反映一个问题", "办一件实事", "写一份民情报告")


@dataclass
class Record:
    """``cells``: heading of the official table -> what must stand there. ``items``: of the five ones."""

    ledger: str
    number: str
    by: Someone
    day: date
    cells: dict[str, Any]
    items: list[str] = field(default_factory=list)
    problem: dict[str, Any] | None = None  # its cells in the ledger of problems
    stage: str = ""
    state: str = "已登记"


@dataclass(frozen=True)
class Message:
    number: int
    at: datetime
    who: Someone
    what: str  # what she did: said, photo, scan …
    said: str
    reply: str


class Book:
    def __init__(self) -> None:
        self.records: dict[str, Record] = {}
        self.messages: list[Message] = []
        self.tally: Counter[str] = Counter()  # what happened: interruptions, restarts, duplicates …

    def add(self, ledger: str, reply: str, by: Someone, day: date, cells: dict[str, Any], **more: Any) -> str:
        """The number that the reply tells; other numbers in it are of news that waited for her."""
        letters = KINDS[ledger].letters
        new = {n for n in NUMBER.findall(reply) if n.startswith(letters)} - set(self.records)
        assert len(new) == 1, f"{by.name} ({ledger}) was told {new or 'no number'}: {reply}"
        number = new.pop()
        self.records[number] = Record(ledger, number, by, day, cells, **more)
        return number

    def log(self, at: datetime, who: Someone, what: str, said: str, reply: str) -> None:
        self.messages.append(Message(len(self.messages) + 1, at, who, what, said, reply))

    def of(self, ledger: str) -> list[Record]:
        return [record for record in self.records.values() if record.ledger == ledger]

    def with_item(self, item: str) -> list[Record]:
        return [record for record in self.records.values() if item in record.items]

    def told_in(self, number: str) -> Message:
        """The first message whose answer names the record."""
        return next(each for each in self.messages if number in each.reply)
