"""The roster's tables as data: which columns each has, how clerks call them, what the template shows.

Template and reader share this list, so that what we hand out is what we take back.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.roster.clean import squeezed

ROLES = {"deputy": "代表", "clerk": "专干", "grid_worker": "网格员"}
LEVELS = ("乡镇", "县级", "市级", "省级", "全国")

ROLE_WORDS = {
    "代表": "deputy", "人大代表": "deputy", "镇人大代表": "deputy", "乡人大代表": "deputy",
    "乡镇人大代表": "deputy", "县人大代表": "deputy", "市人大代表": "deputy", "区人大代表": "deputy",
    "专干": "clerk", "人大专干": "clerk", "人大办": "clerk", "工作人员": "clerk", "人大办工作人员": "clerk",
    "人大干事": "clerk", "人大秘书": "clerk",
    "网格员": "grid_worker", "专职网格员": "grid_worker", "民情联络员": "grid_worker",
    "联络员": "grid_worker", "网格联络员": "grid_worker", "网格民情联络员": "grid_worker",
}  # fmt: skip

LEVEL_WORDS = {
    "乡": "乡镇", "镇": "乡镇", "乡级": "乡镇", "镇级": "乡镇", "乡镇级": "乡镇", "乡镇": "乡镇",
    "县": "县级", "区": "县级", "县区": "县级", "县级": "县级", "区级": "县级", "县市区": "县级",
    "市": "市级", "市级": "市级", "设区的市": "市级", "州": "市级", "州级": "市级", "地市": "市级",
    "省": "省级", "省级": "省级", "自治区": "省级", "直辖市": "省级", "全国": "全国", "国家": "全国",
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    key: str
    title: str
    also: tuple[str, ...] = ()  # other headings that clerks use for it
    required: bool = False
    width_chars: int = 14
    hint: str = ""


@dataclass(frozen=True)
class Sheet:
    key: str  # station, grid, person, mixed
    title: str
    columns: tuple[Column, ...]
    examples: tuple[tuple[str, ...], ...]


_MARK = Column("mark", "序号", ("编次",), width_chars=7, hint="可以不填;写着“示例”的行不会导入")
_NO = ("编号", "代码", "编码", "短码")

STATION = Sheet(
    "station",
    "联络站",
    (
        _MARK,
        Column("code", "联络站编号", ("站点编号", "站编号", "联络站代码", "站点代码", *_NO), True, 12,
               "贴在墙上的短码,如 A07;导入后不要改"),
        Column("name", "联络站名称", ("站点名称", "联络站", "站点", "站名", "名称"), True, 26),
        Column("address", "地址", ("联络站地址", "站点地址", "详细地址"), width_chars=30),
    ),
    (("示例", "A07", "东街社区人大代表联络站", "东街 12 号"),),
)  # fmt: skip

GRID = Sheet(
    "grid",
    "网格",
    (
        _MARK,
        Column("code", "网格编号", ("网格代码", *_NO), True, 12, "如 WG01;导入后不要改"),
        Column("name", "网格名称", ("网格", "名称"), True, 24),
        Column("station", "所属联络站", ("联络站编号", "联络站", "联络站名称", "所属站点", "站点"),
               width_chars=26, hint="填编号或名称,要先在“联络站”表里有"),
    ),
    (("示例", "WG01", "东街第一网格", "A07"),),
)  # fmt: skip

PERSON = Sheet(
    "person",
    "人员",
    (
        _MARK,
        Column("name", "姓名", ("代表姓名", "名字", "人员姓名", "姓 名"), True, 12),
        Column("role", "身份", ("角色", "人员类别", "人员类型", "岗位", "职务类别"), True, 10,
               "代表、专干、网格员,三选一"),
        Column("station", "联络站", ("所属联络站", "联络站编号", "联络站名称", "所在联络站", "站点", "进站"),
               width_chars=24, hint="填编号或名称"),
        Column("grid", "网格", ("所属网格", "所在网格", "网格编号", "网格名称", "联系网格"), width_chars=20,
               hint="填编号或名称"),
        Column("phone", "电话", ("手机", "手机号", "手机号码", "联系电话", "电话号码", "联系方式"),
               width_chars=15, hint="可以不填;有同名的人要填,好区分"),
        Column("level", "代表层级", ("层级", "级别", "代表级别"), width_chars=14,
               hint="不填就是乡镇;几级都是的用顿号隔开,如 乡镇、县级"),
        Column("group", "代表小组", ("小组", "所属小组", "所在小组", "代表团"), width_chars=14),
        Column("status", "状态", ("在任情况", "是否在任", "任职状态"), width_chars=9,
               hint="不填就是在任;离开的写“离任”"),
    ),
    (
        ("示例", "王小明", "代表", "A07", "WG01", "13800000001", "乡镇", "第一小组", ""),
        ("示例", "李小红", "专干", "", "", "13800000002", "", "", ""),
    ),
)  # fmt: skip

CATEGORY = Column("category", "类别", ("类型", "种类"), True, 10, "联络站、网格、代表、专干、网格员,五选一")

MIXED = Sheet(
    "mixed",
    "花名册",
    (
        _MARK,
        CATEGORY,
        Column("code", "编号", ("代码", "编码", "短码"), hint="联络站、网格才填"),
        Column("name", "名称或姓名", ("姓名", "名称", "姓名/名称", "名称/姓名"), True, 26),
        Column("station", "所属联络站", ("联络站", "联络站编号", "站点"), width_chars=24),
        Column("grid", "所属网格", ("网格", "网格编号"), width_chars=20),
        Column("phone", "电话", PERSON.columns[5].also, width_chars=15),
        Column("level", "代表层级", PERSON.columns[6].also),
        Column("group", "代表小组", PERSON.columns[7].also),
        Column("status", "状态", PERSON.columns[8].also, width_chars=9),
        Column("address", "地址", ("联络站地址",), width_chars=30),
    ),
    (
        ("示例", "联络站", "A07", "东街社区人大代表联络站", "", "", "", "", "", "", "东街 12 号"),
        ("示例", "网格", "WG01", "东街第一网格", "A07", "", "", "", "", "", ""),
        ("示例", "代表", "", "王小明", "A07", "WG01", "13800000001", "乡镇", "第一小组", "", ""),
    ),
)

SHEETS = (STATION, GRID, PERSON)


def heading_keys(sheet: Sheet, headings: list[str]) -> dict[int, str]:
    """Column index -> key for the headings this sheet knows; own titles win over synonyms."""
    plain = [_bare(heading) for heading in headings]
    found: dict[int, str] = {}
    for column in sheet.columns:
        for word in (column.title, *column.also):
            index = next(
                (i for i, text in enumerate(plain) if text == squeezed(word) and i not in found), None
            )
            if index is not None:
                found[index] = column.key
                break
    return found


def _bare(heading: str) -> str:
    """“姓名*”, “电话(选填)” and “联系电话:” are the same heading with a note."""
    text = squeezed(heading).split("(")[0] if not squeezed(heading).startswith("(") else squeezed(heading)
    return text.strip("*:★●")
