"""The month, day by day. November 2026; the 10th is reception day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.checkin.screen import code_at
from bot.clock import SHANGHAI
from tests.month import said
from tests.month.book import Book
from tests.month.office import Office, with_clerk
from tests.month.stage import Act, Stage, says
from tests.month.talks import REPORTED, Talks, problem_cells
from tests.month.town import DEPUTIES, OFFICE, PEOPLE, RESIDENT, WORKERS
from tests.month.world import MonthWorld

START = datetime(2026, 11, 2, 8, 30, tzinfo=SHANGHAI)
REGISTERED = [who for n, who in enumerate(DEPUTIES) if n % 5 < 3]
D = DEPUTIES


class Month:
    def __init__(self, world: MonthWorld) -> None:
        self.world, self.book = world, Book()
        self.stage = Stage(world, self.book)
        self.talks, self.office = Talks(world, self.book), Office(world, self.book)

    def play(self) -> Book:
        days: list[tuple[int, int, Callable[[], None]]] = [
            (2, 9, self.joining),
            (3, 9, self.registering),
            (4, 9, self.confirming),
            (5, 10, self.asking),
            (9, 17, self.bell),
            (10, 8, self.reception_day),
            (12, 9, self.visiting),
            (13, 9, self.telling),
            (16, 9, self.reporting),
            (17, 9, self.handling),
            (18, 8, self.changing_her_mind),
            (18, 9, self.checking),
            (19, 9, self.putting_right),
            (20, 9, self.learning),
            (23, 9, self.calling),
            (25, 9, self.meeting),
            (26, 9, self.answering),
            (27, 9, self.writing),
        ]
        for day, hour, happen in days:
            self.stage.at(START.replace(day=day, hour=hour, minute=5))
            happen()
            self.world.house.run_errands()  # what was photographed is fetched the same day
        return self.book

    def bell(self) -> None:
        self.world.house.plan_and_send()

    def joining(self) -> None:
        talks = [(who, self.talks.bind(who, by_sheet=n % 2 == 0)) for n, who in enumerate(PEOPLE)]
        self.stage.one_by_one(talks)
        self.stage.one_by_one([(RESIDENT, self.talks.ask(RESIDENT, "走访", "绑定"))])

    def registering(self) -> None:
        talks = [(who, self.talks.register(who, 80 + 3 * n)) for n, who in enumerate(REGISTERED)]
        for first in range(0, len(talks), 4):
            self.stage.play(talks[first : first + 4])

    def confirming(self) -> None:
        for n, worker in enumerate(WORKERS[:9]):
            deputy = next(each for each in REGISTERED if each.grid == n)
            self.stage.one_by_one([(worker, self.office.confirm(worker, deputy, came=n != 4))])

    def asking(self) -> None:
        talks = [(D[n], self.talks.ask(D[n], q, part)) for n, (q, part) in enumerate(said.QUESTIONS)]
        self.stage.one_by_one([*talks, (RESIDENT, self.talks.ask(RESIDENT, *said.QUESTIONS[0]))])

    def reception_day(self) -> None:
        self.bell()
        self.stage.play([(D[n], self._comes(n)) for n in range(0, 60, 3)])
        self._by_card_and_clerk()
        on_duty = [D[0], D[15], D[30], D[45]]
        callers = zip(on_duty, said.CALLERS, strict=True)
        self.stage.play([(who, self.talks.receive(who, each)) for who, each in callers])

    def _comes(self, n: int):  # type: ignore[no-untyped-def]
        who = D[n]
        if n % 9 == 0:
            return self.talks.check_in(who, "扫码", Act("scan", who.station_code), twice="resend")
        if n % 9 == 3:
            again = f"签到 {who.station_code}" if n == 12 else ""
            return self.talks.check_in(who, "站点编号", says(f"签到 {who.station_code}"), twice=again)
        return self._by_screen(n)

    def _by_screen(self, n: int):  # type: ignore[no-untyped-def]
        """She reads the digits at the moment in which she types them."""
        who = D[n]
        with self.world.house.database.read() as connection:
            from bot.roster.desk import RosterDesk
            from bot.roster.known import find_township

            home = find_township(connection, "示例镇") or ""
            place = RosterDesk(connection).station_by_code(home, who.station_code)
        assert place is not None

        def talk():  # type: ignore[no-untyped-def]
            digits = code_at(self.world.settings.data_dir, place.id, self.world.now)
            yield from self.talks.check_in(who, "屏幕动态码", says(f"签到 {who.station_code} {digits}"))

        return talk()

    def _by_card_and_clerk(self) -> None:
        for who in (D[1], D[17]):
            self.stage.one_by_one([(who, self.talks.ask(who, "电子代表证", "分钟内有效"))])
            line = self.book.messages[-1].reply.splitlines()
            shown = next(each for each in line if "您的电子代表证" in each)
            digits = "".join(c for c in shown if c.isdigit())
            self.stage.one_by_one([with_clerk(self.office.scan_card(who, digits))])
        self.stage.one_by_one([with_clerk(self.office.check_in_for(D[32], "不会用手机"))])

    def visiting(self) -> None:
        talks = [(D[n], self.talks.visit(D[n], *told, **more)) for n, told, more in said.VISITS]
        self.stage.play(talks[:4])
        self.stage.play(talks[4:])

    def telling(self) -> None:
        for n, sentence, ledger, cells, items, problem in said.SENTENCES:
            cells = {key: sentence if value is said.THE_SENTENCE else value for key, value in cells.items()}
            more = {"cells": cells, "items": items, "stage": "待受理" if problem else ""}
            talk = self.talks.one_sentence(D[n], sentence, ledger, problem=problem, **more)
            self.stage.one_by_one([(D[n], talk)])

    def reporting(self) -> None:
        talks = [(D[n], self.talks.problem(D[n], *told, **more)) for n, told, more in said.PROBLEMS]
        self.stage.play(talks)
        five = [(D[n], self.talks.five(D[n], *told, **more)) for n, told, more in said.FIVE]
        self.stage.play(five)

    def handling(self) -> None:
        open_ones = [r.number for r in self.book.records.values() if r.stage == "待受理"]
        self.assigned = open_ones[:6]
        for n, number in enumerate(self.assigned):
            steps = [("交办", said.UNITS[n % len(said.UNITS)])]
            self.stage.one_by_one([with_clerk(self.office.move(number, ("受理", ""), *steps))])
        last = open_ones[6]
        self.stage.one_by_one([with_clerk(self.office.move(last, ("转报", "属县道,镇里修不了")))])

    def checking(self) -> None:
        visits = [r.number for r in self.book.of("home_visit")]
        self.sent_back = visits[:2]
        for number in visits[2:6]:
            self.stage.one_by_one([with_clerk(self.office.verify(number))])
        for number in self.sent_back:
            self.stage.one_by_one([with_clerk(self.office.send_back(number, "请写清楚是哪一户"))])
        self.stage.one_by_one([with_clerk(self.office.verify_all())])

    def putting_right(self) -> None:
        first, second = (self.book.records[number] for number in self.sent_back)
        whom = "河西5组12号一户老人"
        cells = {"走访对象": whom, "反映人": whom}
        self.stage.play(
            [
                (first.by, self.talks.correct(first.by, first.number, "走访对象", whom, cells)),
                (second.by, self.talks.object(second.by, second.number, "是村口第一户,只有一位老人")),
            ]
        )
        late = self.book.of("five_ones")[0]
        self.stage.one_by_one(
            [
                (late.by, self.talks.ask(late.by, f"撤回 {late.number}", "请找专干")),
                with_clerk(self.office.withdraw(late.number, "代表来电说记重了")),
            ]
        )

    def changing_her_mind(self) -> None:
        """In time, so without the clerk."""
        problem, suggestion = self.book.of("problem")[-1], self.book.of("five_ones")[-1]
        place = {"地点": "示例北桥菜场北门"}
        correct = self.talks.correct(problem.by, problem.number, "地点", "示例北桥菜场北门", place)
        withdraw = self.talks.withdraw(suggestion.by, suggestion.number)
        self.stage.play([(problem.by, correct), (suggestion.by, withdraw)])

    def learning(self) -> None:
        self.stage.play([(D[n], self.talks.study(D[n], *told)) for n, *told in said.STUDIES])
        self.stage.play([(D[n], self.talks.pledge(D[n], told)) for n, told in said.PLEDGES])

    def calling(self) -> None:
        codes: list[str] = []
        talk = self.office.call_meeting(said.MEETING, "11月25日", "镇政府三楼", codes)
        self.stage.one_by_one([with_clerk(talk)])
        self.meeting_code = codes[0]
        day = START.replace(day=25).date()
        absent = [(D[n], self.talks.leave(D[n], said.MEETING, day, why)) for n, why in said.LEAVES]
        self.stage.play(absent)

    def meeting(self) -> None:
        come = [D[n] for n in range(1, 60, 3)]
        self.stage.play([(who, self.talks.attend(who, said.MEETING, self.meeting_code)) for who in come])
        self.stage.one_by_one([with_clerk(self.office.who_came(said.MEETING))])

    def answering(self) -> None:
        for number in self.assigned[:4]:
            record = self.book.records[number]
            done = self.office.move(number, ("有结果了", "已经修好,村民看过了"))
            self.stage.one_by_one([with_clerk(done), (record.by, self.talks.rate(record.by, number, "满意"))])
        for number in self.assigned[:3]:
            self.stage.one_by_one([with_clerk(self.office.move(number, ("销号", "")))])

    def writing(self) -> None:
        n, told = said.FULFILLED
        self.stage.one_by_one([(D[n], self.talks.fulfil(D[n], told))])
        visitor = self.book.of("home_visit")[0].by
        self.stage.one_by_one([(visitor, self.talks.residents_report(visitor))])
        author = self.book.of("home_visit")[1].by
        self.stage.one_by_one([(author, self.talks.duty_report(author, said.DUTY_REPORT))])


__all__ = ["OFFICE", "REPORTED", "START", "Month", "problem_cells"]
