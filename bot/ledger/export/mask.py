"""Hiding residents' names and numbers: whoever looks at a ledger seldom needs them (个保法第六条)."""

from __future__ import annotations

import re

_MOBILE = re.compile(r"(?<!\d)([1１]\d{2})[ -]?\d{4}[ -]?(\d{4})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)([0０]\d{2,3})[ -]?\d{4,5}(\d{3})(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)(\d{3})\d{12}\d{2}[\dXxＸｘ](?!\d)")

_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "司徒")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜"
    "詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶"
)
# A resident is told as “东街3组张建国”: what ends a place ends here, the name stands after it.
_AFTER_PLACE = re.compile(r"([镇乡村组社区街道路巷弄号户栋幢楼室队庄屯湾沟里的、,,;;:: ()()]|\d)")
# 张大爷 or 李婶 names nobody.
_ADDRESS = ("大爷", "大娘", "大妈", "大叔", "大婶", "大姐", "大哥", "阿姨", "老师", "先生", "女士", "师傅",
            "奶奶", "爷爷", "老人", "老汉", "家")  # fmt: skip


def mask_numbers(text: str) -> str:
    """Phones keep three digits and the end, identity numbers the first three."""
    masked = _IDENTITY.sub(r"\1***************", text)
    masked = _MOBILE.sub(r"\1****\2", masked)
    return _LANDLINE.sub(r"\1****\2", masked)


def mask_resident(text: str) -> str:
    """As :func:`mask_numbers`, and a full name is cut to its surname: 张建国 becomes 张某某."""
    pieces = _AFTER_PLACE.split(mask_numbers(text))
    return "".join(_mask_name(piece) for piece in pieces)


def _mask_name(piece: str) -> str:
    surname = next((s for s in _COMPOUND if piece.startswith(s)), piece[:1])
    given = piece[len(surname) :]
    known = surname in _COMPOUND or surname in _SURNAMES
    if not known or not 1 <= len(given) <= 2 or not re.fullmatch(r"[\u4e00-\u9fff]+", given):
        return piece
    if given in _ADDRESS or given.startswith(("某", "婶", "叔", "姐", "哥", "伯", "嫂")):
        return piece
    return surname + "某" * len(given)
