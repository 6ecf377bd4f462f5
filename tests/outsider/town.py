"""Two townships on one host, and what is not everybody's: the records of one deputy, each with a mark.

Whoever reads the mark has seen what is not hers.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select

from bot.store.tables import entry, entry_version, grid, meeting, person, push, station, township
from tests.chat.world import Phone, World

MARK = "暗号七七"
OWNER = "张三"
OUTSIDERS = ("deputy of another station", "deputy of another township", "clerk of another township",
             "grid worker of another grid", "resident", "stranger")  # fmt: skip
# Each conversation of the owner: what she says. The mark is in everything that she tells.
TOLD: tuple[tuple[str, ...], ...] = (
    ("签到 A07",),
    ("听意见", "今天", f"{MARK}家", f"{MARK}盼着修路", "跳过", "确认"),
    ("接待登记", f"{MARK}路灯坏了", f"{MARK}大爷", "2", "确认", "结束"),
    ("走访", f"{MARK}一户老人", f"{MARK}身体好", f"{MARK}路灯不亮", "确认"),
    ("问题上报", f"{MARK}水管漏水", f"{MARK}巷口", "确认"),
    ("登记报到", "80", "确认"),
    ("学习培训", f"{MARK}培训班", "确认"),
    ("履职承诺", f"{MARK}年内办好", "确认"),
    ("交述职", f"{MARK}各位选民", "确认"),
    ("请假", "1", f"{MARK}住院"),
)
NUMBERS = tuple(
    f"{letters}-2026-0001" for letters in ("QD", "WG", "JD", "ZF", "WT", "BD", "XX", "CN", "SZ", "HY")
)


class Town:
    """The world of the chat tests, with a second township beside it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._second_township()
        world.add_person("周网格", "B02", "G2", role="grid_worker")
        self.owner, self.clerk = world.deputy(OWNER), world.deputy("王专干")
        for said in ("登记会议", f"{MARK}座谈会", "今天", "三楼", "确认"):
            self.clerk.says(said)
        for talk in TOLD:
            for said in talk:
                reply = self.owner.says(said)
            assert "-2026-" in reply or talk[0] == "接待登记", (talk, reply)
        self.owner.says("走访")  # and a form that is open
        self.owner.says(f"{MARK}二户")

    def new_card(self) -> str:
        """The digits of the owner's valid deputy card."""
        shown = self.owner.says("电子代表证").splitlines()[0]
        return "".join(c for c in shown if c.isdigit())

    def _second_township(self) -> None:
        with self.world.house.database.write() as connection:
            connection.execute(insert(township).values(id="t2", name="邻镇"))
            connection.execute(insert(station).values(id="C01", township_id="t2", code="C01", name="邻镇站"))
            connection.execute(insert(grid).values(id="G9", township_id="t2", code="G9", name="邻镇网格"))
            for name, role in (("钱七", "deputy"), ("孙专干", "clerk")):
                connection.execute(
                    insert(person).values(
                        id=name,
                        township_id="t2",
                        role=role,
                        name=name,
                        station_id="C01",
                        grid_id="G9",
                        created_at=self.world.now,
                    )
                )

    def outsider(self, which: str) -> Phone:
        bound = dict(zip(OUTSIDERS, ("李四", "钱七", "孙专干", "周网格"), strict=False))
        if which in bound:
            return self.world.deputy(bound[which])
        phone = self.world.phone(f"open-{which}")
        if which == "resident":
            phone.follows()
            phone.says("您好")
        return phone

    def state(self) -> list[Any]:
        """Everything of the owner's that an outsider might have changed, and what she was told."""
        with self.world.house.database.read() as connection:
            hers = select(entry.c.number, entry.c.state, entry.c.stage, entry.c.version, entry.c.fields)
            found = connection.execute(hers.where(entry.c.person_id == OWNER).order_by(entry.c.number)).all()
            versions = connection.execute(
                select(entry_version.c.entry_id, entry_version.c.version, entry_version.c.changed_by)
                .join(entry, entry.c.id == entry_version.c.entry_id)
                .where(entry.c.person_id == OWNER)
            ).all()
            told = connection.execute(select(push.c.text).where(push.c.person_id == OWNER)).all()
            meetings = connection.execute(select(meeting.c.title).where(meeting.c.township_id == "t1")).all()
        return [list(map(tuple, rows)) for rows in (found, sorted(versions), sorted(told), meetings)]
