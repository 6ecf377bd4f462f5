"""What the clerk and the grid workers do in the month."""

from __future__ import annotations

from datetime import timedelta

from tests.month.book import NUMBER, Book
from tests.month.stage import Act, Talk, says
from tests.month.talks import must
from tests.month.town import OFFICE, Someone
from tests.month.world import MonthWorld


class Office:
    def __init__(self, world: MonthWorld, book: Book) -> None:
        self.world, self.book = world, book

    def confirm(self, worker: Someone, deputy: Someone, *, came: bool) -> Talk:
        record = next(r for r in self.book.of("grid_registration") if r.by is deputy)
        asked = yield says("确认报到")
        yield says(next(line.split()[0] for line in asked.splitlines() if record.number in line))
        must(record.number, (yield says("来过" if came else "没有来")))
        record.state = "已核实" if came else "已退回"
        record.cells["网格员签认"] = worker.name if came else None

    def scan_card(self, deputy: Someone, shown: str) -> Talk:
        """``shown``: what the deputy's card said."""
        yield Act("scan", f"card_{shown}")
        reply = yield says(str(deputy.station + 1))
        cells = {"地点": deputy.station_name, "方式": "电子代表证"}
        self.book.add("check_in", reply, deputy, self.world.now.date(), cells)

    def check_in_for(self, deputy: Someone, reason: str) -> Talk:
        yield says("代签到")
        yield says(deputy.name)
        yield says(str(deputy.station + 1))
        yield says(reason)
        reply = yield says("确认")
        cells = {"地点": deputy.station_name, "方式": "专干代登"}
        self.book.add("check_in", reply, deputy, self.world.now.date(), cells)

    def call_meeting(self, title: str, day: str, place: str, told: list[str]) -> Talk:
        yield says("登记会议")
        yield says(title)
        yield says(day)
        must("应到:60", (yield says(place)))
        reply = yield says("确认")
        told.append(reply.split("签到 ")[1].split("”")[0])

    def move(self, number: str, *steps: tuple[str, str]) -> Talk:
        """Each step: what the clerk chooses, and what she is asked for then."""
        for act, more in steps:
            yield from self._step(number, act, more)

    def _step(self, number: str, act: str, more: str) -> Talk:
        record, today = self.book.records[number], self.world.now.date()
        asked = yield says("问题办理")
        choice = next((line.split()[0] for line in asked.splitlines() if number in line), number)
        yield says(choice)
        reply = yield says(act)
        if more:
            reply = yield says(more)
        must(number, reply)
        assert record.problem is not None
        if act == "交办":
            record.problem |= {"承办单位": more, "交办日": today}
            must((today + timedelta(days=30)).strftime("%-m月%-d日"), reply)
        elif act == "有结果了":
            record.problem |= {"结果": more, "反馈代表": today}
        record.stage = {
            "受理": "已受理",
            "交办": "已交办",
            "有结果了": "已反馈",
            "销号": "已销号",
            "转报": "已转报县级",
            "不予受理": "不予受理",
        }[act]

    def verify(self, number: str) -> Talk:
        yield says(f"核实 {number}")
        must("已核实1条", (yield says("1")))
        self.book.records[number].state = "已核实"

    def verify_all(self) -> Talk:
        """The eight that are shown, all at once."""
        asked = yield says("核实")
        shown = set(NUMBER.findall(asked))
        must(f"已核实{len(shown)}条", (yield says("全部")))
        for number in shown:
            self.book.records[number].state = "已核实"

    def send_back(self, number: str, reason: str) -> Talk:
        yield says(f"核实 {number}")
        yield says("退回")
        must("已退回", (yield says(reason)))
        self.book.records[number].state = "已退回"
        self.book.tally["returned"] += 1

    def withdraw(self, number: str, reason: str) -> Talk:
        yield says(f"撤回 {number}")
        yield says(reason)
        must("已撤回", (yield says("确认")))
        self.book.records[number].state = "已撤回"
        self.book.tally["withdrawal"] += 1

    def who_came(self, title: str) -> Talk:
        """What the assistant counts is what was said."""
        asked = yield says("到会")
        must(title, asked)
        told = yield says("1")
        mine = [r for r in self.book.of("meeting") if r.cells["会议或活动"] == title]
        present = sum(r.cells["_到会"] == "present" for r in mine)
        must(f"应到60人,实到{present}人,请假{len(mine) - present}人", told)


def with_clerk(talk: Talk) -> tuple[Someone, Talk]:
    return OFFICE, talk
