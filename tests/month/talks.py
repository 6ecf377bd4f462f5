"""What deputies say in the month, and what the book then expects of the ledger."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.scenes import bind_scene
from tests.month.book import ITEMS, NUMBER, Book
from tests.month.stage import Act, Talk, says
from tests.month.town import Someone
from tests.month.world import MonthWorld

HEARD, SUGGESTED, REPORTED, DONE, WROTE = ITEMS
QUESTION = "代表建议多久要答复?"


def must(part: str, reply: str) -> None:
    assert part in reply, f"expected {part!r} in {reply!r}"


def problem_cells(text: str, category: str, urgency: str = "一般", **more: Any) -> dict[str, Any]:
    return {"问题": text, "类别": category, "缓急": urgency, **more}


class Talks:
    """``day`` is the day on which the conversation takes place."""

    def __init__(self, world: MonthWorld, book: Book) -> None:
        self.world, self.book = world, book

    @property
    def day(self) -> date:
        return self.world.now.date()

    def bind(self, who: Someone, *, by_sheet: bool) -> Talk:
        code = self.world.code_of(who)
        if by_sheet:
            must("绑定成功", (yield Act("follow", bind_scene(self.world.id_of(who), code))))
            return
        must("绑定 姓名", (yield Act("follow")))
        must("绑定成功", (yield says(f"绑定 {who.name} {code}")))

    def register(self, who: Someone, households: int) -> Talk:
        yield says("登记报到")
        must(f"户数:{households}", (yield says(f"{households}户")))
        reply = yield says("确认")
        cells = {"网格": who.grid_name, "户数": households, "联络站": who.station_name, "网格员签认": None}
        self.book.add("grid_registration", reply, who, self.day, cells)

    def check_in(self, who: Someone, way: str, said: Act, *, twice: str = "") -> Talk:
        at = self.world.now
        reply = yield said
        must("签到成功", reply)
        cells = {"地点": who.station_name, "方式": way}
        number = self.book.add("check_in", reply, who, at.date(), cells)
        if twice == "resend":
            yield Act("resend")
        elif twice:
            must(number, (yield says(twice)))
            self.book.tally["second check-in"] += 1

    def receive(self, who: Someone, callers: list[tuple[str, str, str, str]]) -> Talk:
        """Each caller: matter, name or "", handling, answer or category."""
        yield says("接待登记")
        for matter, name, handling, more in callers:
            yield says(matter)
            yield says(name or "跳过")
            asked = yield says({"当场办结": "1", "需要交办": "2", "听取意见": "3"}[handling])
            cells = {"姓名": name or None, "反映的事": matter, "去向": handling, "地点": who.station_name}
            problem = None
            if handling == "当场办结":
                must("怎么答复", asked)
                yield says(more)
                cells["当场答复"] = more
            elif handling == "需要交办":
                must(f"类别:{more}", asked)
                cells["类别"] = more
                problem = problem_cells(matter, more, 反映人=name or None)
            items = [HEARD, REPORTED] if problem else [HEARD]
            reply = yield says("确认")
            told = {"items": items, "problem": problem, "stage": "待受理" if problem else ""}
            self.book.add("reception", reply, who, self.day, cells, **told)
        must(f"一共接待{len(callers)}位", (yield says("结束")))

    def visit(
        self,
        who: Someone,
        whom: str,
        heard: str,
        problem: str = "",
        category: str = "",
        *,
        households: int = 1,
        photos: int = 0,
        trouble: str = "",
    ) -> Talk:
        """``trouble``: what comes in between: a question, another duty, a restart, a pause."""
        yield says("走访")
        yield says(whom)
        if trouble:
            yield from self._trouble(trouble, who)
        yield says(heard)
        card = yield says(problem or "没有")
        if problem:
            must(f"类别:{category}", card)
        if households > 1:
            number = next(line.split(".")[0] for line in card.splitlines() if ". 户数" in line)
            yield says(f"修改{number}")
            must(f"户数:{households}", (yield says(str(households))))
        for n in range(photos):
            yield Act("photo", f"{whom}{n}")
        if trouble == "a change of mind":
            yield says("修改2")
            heard = f"{heard},精神不错"
            yield says(heard)
            self.book.tally["edit"] += 1
        reply = yield says("确认")
        cells = {"走访对象": whom, "户数": households, "听到的意见": heard, "反映的问题": problem or None}
        cells |= {"类别": category or None, "照片": photos}
        told = {"反映人": whom, "照片": photos}
        self.book.add(
            "home_visit",
            reply,
            who,
            self.day,
            cells,
            items=[HEARD, REPORTED] if problem else [HEARD],
            problem=problem_cells(problem, category, **told) if problem else None,
            stage="待受理" if problem else "",
        )

    def _trouble(self, trouble: str, who: Someone) -> Talk:
        self.book.tally["interruption"] += 1
        if trouble == "a question":
            reply = yield says(QUESTION)
            must("第五十一条", reply)
            must("听到什么", reply)
        elif trouble == "another duty":
            yield from self.check_in(who, "站点编号", says(f"签到 {who.station_code}"))
            must("听到什么", (yield says("继续")))
        elif trouble == "a pause":
            yield says("稍后继续")
            yield Act("later", "150")
            must("听到什么", (yield says("继续")))
        elif trouble == "a restart":
            yield Act("restart")
        elif trouble == "a resend":
            yield Act("resend")

    def problem(
        self, who: Someone, text: str, place: str, category: str, *, asked: bool = False, photos: int = 0
    ) -> Talk:
        """``asked``: its words fit no category, so that the assistant asks for it."""
        yield says("问题上报")
        yield says(text)
        reply = yield Act("location", place) if photos else says(place)
        if asked:
            must("属于哪一类", reply)
            reply = yield says(category)
        must(f"类别:{category}", reply)
        for n in range(photos):
            yield Act("photo", f"{text}{n}")
        reply = yield says("确认")
        cells = problem_cells(text, category, 地点=place, 照片=photos)
        told = {"items": [REPORTED], "problem": cells, "stage": "待受理"}
        self.book.add("problem", reply, who, self.day, cells, **told)

    def one_sentence(self, who: Someone, said: str, ledger: str, **expected: Any) -> Talk:
        must("请核对", (yield says(said)))
        reply = yield says("确认")
        self.book.add(ledger, reply, who, self.day, **expected)

    def five(
        self, who: Someone, name: str, item: str, answers: list[str], content: str, *, photos: int = 0
    ) -> Talk:
        yield says(name)
        for each in answers:
            yield says(each)
        for n in range(photos):
            yield Act("photo", f"{name}{n}")
        card = yield says("好了" if photos else "跳过")
        must("请核对", card)
        reply = yield says("确认")
        problem, stage = None, ""
        if item == REPORTED:
            must("类别:", card)  # guessed from her words, shown to her, confirmed by her
            category = card.split("类别:", 1)[1].split("\n", 1)[0]
            problem, stage = {"问题": content, "照片": photos, "类别": category}, "待受理"
        cells = {"张数": photos}
        told = {"items": [item], "problem": problem, "stage": stage}
        self.book.add("five_ones", reply, who, self.day, {**cells, "_内容": content}, **told)

    def study(self, who: Someone, content: str, hours: int) -> Talk:
        yield says("学习培训")
        yield says(content)
        yield says("修改2")
        must(f"学时:{hours}", (yield says(str(hours))))
        reply = yield says("确认")
        self.book.add("study", reply, who, self.day, {"学时": hours, "_内容": content})

    def pledge(self, who: Someone, content: str) -> Talk:
        yield says("履职承诺")
        yield says(content)
        reply = yield says("确认")
        self.book.add("pledge", reply, who, self.day, {"承诺事项": content, "_兑现": None})

    def fulfil(self, who: Someone, told: str) -> Talk:
        mine = next(r for r in self.book.of("pledge") if r.by is who)
        must(mine.number, (yield says("兑现承诺")))
        yield says("1")
        must("已兑现", (yield says(told)))
        mine.cells["_兑现"] = told

    def leave(self, who: Someone, title: str, day: date, reason: str) -> Talk:
        must(title, (yield says("请假")))
        yield says("1")
        reply = yield says(reason)
        cells = {"会议或活动": title, "事由": reason, "_到会": "leave"}
        self.book.add("meeting", reply, who, day, cells)

    def attend(self, who: Someone, title: str, code: str) -> Talk:
        reply = yield says(f"签到 {code}")
        must(title, reply)
        self.book.add("meeting", reply, who, self.day, {"会议或活动": title, "_到会": "present"})

    def residents_report(self, who: Someone) -> Talk:
        """As it was drafted: every number in it is one of her own."""
        draft = yield says("民情报告")
        for number in NUMBER.findall(draft):
            assert self.book.records[number].by is who
        reply = yield says("确认")
        self.book.add("five_ones", reply, who, self.day, {"张数": 0}, items=[WROTE])

    def duty_report(self, who: Someone, text: str) -> Talk:
        must("回数字", (yield says("述职")))
        draft = yield says("1")
        for number in NUMBER.findall(draft):
            assert self.book.records[number].by is who
        yield says("交述职")
        must(text[:10], (yield says(text)))
        reply = yield says("确认")
        self.book.add("duty_report", reply, who, self.day, {"述职报告": text})

    def correct(self, who: Someone, number: str, line: str, value: str, cells: dict[str, Any]) -> Talk:
        """``line``: as the assistant calls it; ``cells``: what the table must show from now on."""
        asked = yield says(f"更正 {number}")
        choice = next(each.split()[0] for each in asked.splitlines() if each.endswith(f" {line}"))
        yield says(choice)
        must("改好了", (yield says(value)))
        record = self.book.records[number]
        record.cells |= {key: new for key, new in cells.items() if key in record.cells}
        if record.problem is not None:
            record.problem |= {key: new for key, new in cells.items() if key in record.problem}
        record.state = "已登记"
        self.book.tally["correction"] += 1

    def withdraw(self, who: Someone, number: str) -> Talk:
        yield says(f"撤回 {number}")
        must("已撤回", (yield says("确认")))
        self.book.records[number].state = "已撤回"
        self.book.tally["withdrawal"] += 1

    def object(self, who: Someone, number: str, why: str) -> Talk:
        must("理由", (yield says(f"异议 {number}")))
        must("转给专干", (yield says(why)))
        self.book.records[number].state = "有异议"

    def ask(self, who: Someone, question: str, part: str) -> Talk:
        must(part, (yield says(question)))

    def rate(self, who: Someone, number: str, rating: str) -> Talk:
        asked = yield says("问题进展")
        choice = next(each.split()[0] for each in asked.splitlines() if number in each)
        yield says(choice)
        yield says(rating)
        must(number, (yield says("告诉了")))
        record = self.book.records[number]
        record.stage = "已评价"
        assert record.problem is not None
        record.problem |= {"评价": rating, "告知群众": self.day}
