"""The words of the month. Whoever is spoken of is invented."""

from __future__ import annotations

from typing import Any

from tests.month.talks import DONE, HEARD, REPORTED, SUGGESTED, problem_cells

THE_SENTENCE = object()  # stands for the sentence itself in a cell

QUESTIONS = (
    ("乡镇人代会一年开几次?", "第十四条"),
    ("代表提的建议多久要答复?", "第五十一条"),
    ("代表法第八条", "第八条"),
    ("今天中午吃什么", "不敢乱答"),
)

# matter, caller, handling, answer on the spot or category
CALLERS: tuple[list[tuple[str, str, str, str]], ...] = (
    [
        ("东街口路灯坏了半个月", "李大爷", "需要交办", "供电照明"),
        ("想问医保怎么续", "王大姐", "当场办结", "已告诉她去便民中心三号窗口"),
        ("希望多办几场义诊", "", "听取意见", ""),
        ("村口桥面裂了一道缝", "张师傅", "需要交办", "道路交通"),
    ],
    [
        ("河西二组自来水水压太小", "陈奶奶", "需要交办", "水利供水"),
        ("感谢上次帮忙修渠", "刘大叔", "听取意见", ""),
        ("宅基地手续怎么办", "", "当场办结", "已帮他联系村镇办,明天去办"),
    ],
    [
        ("南坪菜场垃圾没人清运", "周阿姨", "需要交办", "环境卫生"),
        ("希望早点通公交", "", "听取意见", ""),
        ("低保材料差一样", "吴大爷", "当场办结", "已写清楚要补哪一样"),
    ],
    [
        ("北桥小学门口没有斑马线", "郑老师", "需要交办", "道路交通"),
        ("想学养蜂技术", "赵大哥", "听取意见", ""),
    ],
)

# deputy, (whom, heard, problem, category), how
VISITS: tuple[tuple[int, tuple[str, ...], dict[str, Any]], ...] = (
    (2, ("东街3组一户老人", "身体还好,盼着修路"), {"trouble": "a question"}),
    (7, ("东街5组两户人家", "今年收成不错", "村道坑洼难走", "道路交通"), {"households": 2, "photos": 1}),
    (16, ("河西1组一户人家", "孩子在外打工"), {"trouble": "another duty"}),
    (19, ("河西4组一户人家", "养鸡赚了钱"), {"trouble": "a pause", "households": 3}),
    (31, ("南坪2组一户老人", "夜里出门怕摔", "门口路灯不亮", "供电照明"), {"trouble": "a restart"}),
    (34, ("南坪6组一户人家", "想学电商"), {"trouble": "a resend", "photos": 2}),
    (46, ("北桥1组一户老人", "腿脚不方便"), {"trouble": "a change of mind"}),
    (49, ("北桥3组四户人家", "灌溉水渠堵了", "水渠堵了没人清", "水利供水"), {"households": 4}),
    (9, ("河西2组一户人家", "都挺好"), {}),
    (39, ("南坪8组一户人家", "盼着装健身器材"), {"photos": 1}),
)

_SAID_BY = "东街3组一户老人家"
# deputy, what she says, ledger, cells, items of the five ones, cells of the problem in it
SENTENCES: tuple[tuple[int, str, str, dict[str, Any], list[str], dict[str, Any] | None], ...] = (
    (
        5,
        f"今天上午去{_SAID_BY},他说路灯坏了半个月,我已经跟村委会说了",
        "home_visit",
        {"走访对象": _SAID_BY, "听到的意见": THE_SENTENCE, "反映的问题": "路灯坏了半个月", "户数": 1},
        [HEARD, REPORTED],
        problem_cells("路灯坏了半个月", "供电照明", 反映人=_SAID_BY),
    ),
    (
        20,
        "今天看望了河西3组一户老人,身体很好",
        "home_visit",
        {"走访对象": "河西3组一户老人", "听到的意见": THE_SENTENCE, "反映的问题": None, "户数": 1},
        [HEARD],
        None,
    ),
    (
        35,
        "今天帮张大娘修好了水龙头",
        "five_ones",
        {"张数": 0, "_内容": "今天帮张大娘修好了水龙头"},
        [DONE],
        None,
    ),
    (50, "今天参加了县里的代表培训班", "study", {"_内容": "今天参加了县里的代表培训班"}, [], None),
)

PROBLEMS: tuple[tuple[int, tuple[str, ...], dict[str, Any]], ...] = (
    (3, ("东街污水没人管", "示例东街12号", "环境卫生"), {"photos": 2}),
    (18, ("河西变压器嗡嗡响,一停电就是半天", "河西村口", "供电照明"), {}),
    (33, ("广场健身器材坏了", "南坪广场", "其他"), {"asked": True}),
    (48, ("北桥小区电梯坏了三天", "北桥小区2栋", "住房建设"), {"photos": 1}),
    (51, ("菜场门口停车太乱", "北桥菜场", "道路交通"), {}),
)

# deputy, (what she says, which of the five, answers, what the ledger quotes), photos
FIVE: tuple[tuple[int, tuple[Any, ...], dict[str, Any]], ...] = (
    (4, ("提建议", SUGGESTED, ["今天", "东街没有路灯", "请装六盏路灯"], "请装六盏路灯"), {"photos": 1}),
    (21, ("听意见", HEARD, ["昨天", "跳过", "希望多开几趟班车"], "希望多开几趟班车"), {}),
    (36, ("办实事", DONE, ["今天", "给老人送了药", "老人放心了"], "给老人送了药"), {"photos": 2}),
    (52, ("反映问题", REPORTED, ["今天", "北桥河边", "河边护栏断了"], "河边护栏断了"), {}),
    (22, ("提建议", SUGGESTED, ["前天", "河西没有卫生室", "请设一个卫生室"], "请设一个卫生室"), {}),
)

UNITS = ("镇城建办", "镇供电所", "镇水利站")
STUDIES = (
    (6, "县里代表培训班,学代表法", 8),
    (23, "站里集中学习地方组织法", 3),
    (37, "网上听了一课预算怎么看", 2),
)
PLEDGES = (
    (8, "年内把东街路灯的事盯到亮"),
    (24, "每季度走访十户"),
    (38, "帮村里联系一个卫生室"),
)
FULFILLED = (8, "路灯六盏都亮了")
MEETING = "示例镇人大代表活动日"
LEAVES = ((0, "家里有人住院"), (30, "在外地出差"), (45, "地里抢收"))
DUTY_REPORT = "各位选民:今年我走访了两户人家,反映了一个问题,参加了一次活动,明年继续把村道的事盯到底。"
