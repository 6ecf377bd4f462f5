"""Personal data stays at home: the model gets 〔姓名甲〕 and the like, which are put back in the answer.

Masking too much costs a little of the model's understanding; masking too little cannot be taken back. The
roster's names are known for certain, other names only where the sentence says that one follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_D = r"[0-9０-９]"
_GAP = r"[ 　\-－—]?"
_N = r"[0-9０-９零〇一二三四五六七八九十百]"
_SURNAMES = (
    "欧阳|上官|司马|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|"
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢"
    "姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施"
    "牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲"
    "翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫"
    "米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝]"
)
_AFTER_NAME = "想问要是的在有能可把说这那和跟与我你他她住从于今昨明，。,.、;；！!？? 　"
_NAME = rf"(?:{_SURNAMES})[一-鿿](?:(?![{_AFTER_NAME}])[一-鿿])?"

_PLATE = r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤川青藏琼宁][A-Z]·?[A-Z0-9]{5,6}"
_TITLES = "同志|先生|女士|大爷|大妈|大娘|大伯|大哥|大姐"

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("邮箱", re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+", re.ASCII)),
    # an identity card has 15 or 18 places, a bank card 12 to 19, a telephone 7 to 12
    ("证件号", re.compile(rf"(?<!\d)(?:{_D}{_GAP}){{17}}[0-9０-９XxＸｘ](?![0-9])")),
    ("卡号", re.compile(rf"(?<!\d)(?:{_D}{_GAP}){{12,18}}{_D}(?!\d)")),
    ("电话", re.compile(rf"(?:\+?86[ \-]?)?(?<!\d)(?:{_D}{_GAP}){{6,11}}{_D}(?!\d)")),
    (
        "车牌",
        re.compile(_PLATE),
    ),
    (
        "住址",
        re.compile(
            r"(?:[一-鿿]{1,8}?(?:省|市|县|区|乡|镇|街道|村|社区|路|街|巷|弄|里|小区|大道|庄|屯|苑|组))*"
            rf"(?<!月)(?<!第){_N}+\s*(?:号楼|单元|号|弄|栋|幢|室|组|户|楼)"
            rf"(?:[东西南北]?{_N}+(?:号楼|单元|号|栋|幢|室|组|户|楼))*"
        ),
    ),
    (
        "姓名",
        re.compile(
            r"(?:(?<=我叫)|(?<=名叫)|(?<=叫做)|(?<=姓名)|(?<=姓名[:：是为])|(?<=姓名是[:：])|(?<=名字[:：是叫])"
            rf"|(?<=本人)|(?<=我是(?!镇|乡|县|人大))){_NAME}"
        ),
    ),
    (
        "姓名",
        re.compile(rf"(?:{_SURNAMES})[一-鿿某×xX*＊]{{1,2}}(?={_TITLES})"),
    ),
    ("姓名", re.compile(rf"(?:{_SURNAMES})某{{1,2}}(?!种|些|个|项|条|一)")),
)
_ORDER = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
_PLACEHOLDER = re.compile(rf"〔[一-鿿]{{2,3}}[{_ORDER}]〕")


@dataclass(frozen=True)
class Masked:
    text: str
    hidden: tuple[tuple[str, str], ...]  # (placeholder, what it stands for)

    def unmask(self, text: str) -> str | None:
        """The answer with the originals put back; None when it has a placeholder that we never gave."""
        for placeholder, original in self.hidden:
            text = text.replace(placeholder, original)
        return None if _PLACEHOLDER.search(text) else text


def mask(text: str, names: Iterable[str] = ()) -> Masked:
    """``names`` are people known to the office (its roster)."""
    hidden: dict[str, str] = {}
    text = _PLACEHOLDER.sub("〔〕", text)  # nobody may bring a placeholder of her own

    def hide(kind: str, original: str) -> str:
        if original not in hidden:
            if len(hidden) >= len(_ORDER):
                return f"〔{kind}〕"
            hidden[original] = f"〔{kind}{_ORDER[len(hidden)]}〕"
        return hidden[original]

    for name in sorted({name for name in names if len(name) >= 2}, key=len, reverse=True):
        if name in text:
            text = text.replace(name, hide("姓名", name))
    for kind, pattern in _KINDS:
        text = "".join(_replaced(text, pattern, kind, hide))
    return Masked(text, tuple((placeholder, original) for original, placeholder in hidden.items()))


def _replaced(text: str, pattern: re.Pattern[str], kind: str, hide: object) -> Iterator[str]:
    """The text outside placeholders with every match hidden."""
    assert callable(hide)
    at = 0
    for done in (*_PLACEHOLDER.finditer(text), None):
        free = text[at : done.start()] if done else text[at:]
        yield pattern.sub(lambda match: str(hide(kind, match.group())), free)
        if done:
            yield done.group()
            at = done.end()
