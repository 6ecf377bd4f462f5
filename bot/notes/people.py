"""Whom a sentence is about: somebody by name and title, so many of them, or a kind of people."""

from __future__ import annotations

import re

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗方俞任袁柳史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常于傅皮卞齐康伍余元卜顾孟黄穆萧尹姚邵汪祁毛狄贝臧戴宋庞熊纪舒屈项祝董梁杜阮蓝席季"
    "贾江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房解应宗丁邓洪包左石崔龚程裴陆翁曾文欧曲关叶刘龙段侯武乔赖谭易廖肖白丘"
)
_TITLES = (
    "大爷|大娘|大妈|大叔|大婶|大姐|大哥|大嫂|大伯|奶奶|爷爷|阿婆|阿姨|阿公|叔|婶|嫂|姐|哥|伯|老汉|老太|老师|主任|组长|书记"
    "|会计|女士|先生|村长|支书|师傅|医生|同志|经理|老板"
)
_KINDS = (
    "孤寡老人|独居老人|留守儿童|居民代表|环卫工人|老党员们?|老支书|养[一-鿿]户|种[一-鿿]{1,2}户|困难户|贫困户|低保户|五保户"
    "|残疾人|商户|农户|选民|群众|村民|居民|老百姓|老乡|家长|邻居|妇女|小伙子|年轻人|学生|老人家?|大家"
)
_WHO_THEY_ARE = r"(?:独居的?(?:老人)?|孤寡老人|困难户|贫困户|五保户|残疾人|留守儿童|党员|农技员)?"
_NAMED = re.compile(
    rf"{_WHO_THEY_ARE}(?:[{SURNAMES}](?:{_TITLES})家?|(?<![一-鿿]{{0}}古)[老小](?:农技员)?老?(?:[{SURNAMES}]|花|明|强|军|芳|兰)(?:头|家)?(?!区|学|师|伯|乡|年|人|百))"
)
_COUNTED = re.compile(
    rf"(?P<all>(?:[一二两三四五六七八九十几]+|\d{{1,3}}|十几|好几|七八|好多)(?:位|户|个|名|来个)?(?:[一-鿿]{{0,5}}?(?:{_KINDS}|人家|人))|[一二两三四五六七八九十几\d]+户)"
)
_KIND = re.compile(rf"(?:{_KINDS})")


def who(said: str) -> str | None:
    """The first who is named; else how many of them; else what kind of people."""
    for pattern in (_NAMED, _COUNTED, _KIND):
        if found := pattern.search(said):
            return found[0]
    return None


def all_named(said: str) -> list[str]:
    """Everybody by name and title, to be masked."""
    return [found[0] for found in _NAMED.finditer(said)]


def named(said: str) -> str | None:
    found = _NAMED.search(said)
    return found[0] if found else None
