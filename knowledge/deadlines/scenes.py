"""Who is meeting or voting: the congress, voters, a village, a community; or nobody we compute for."""

import re

_PROVINCE = re.compile(
    r"北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|"
    r"湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆"
)
# Other levels and other bodies have other numbers: a township's figure would be a wrong answer there.
_FOREIGN = re.compile(
    r"全国人大|全国人民代表|国务院|省人大|省级|省代表|自治区|自治州|州人大|设区的市|市人大|市级|市代表|"
    r"区人大代表|区代表|县级人大|县级的人大|县人大代表|县代表|县人代会|县级代表|县级以上|"
    r"县长|区长|市长|州长|省长|法院院长|检察长|监察委员会主任|常委会(?:组成人员|委员|副主任|主任)|街道|"
    r"党代|党员|党委|党支部|党组织|团代|团员|政协|工会|职工|职代|妇代|妇联|"
    r"业主|股东|董事|合作社|学生|人民陪审"
)
_RESIDENTS = re.compile(r"居委会|居民委员会|居民会议|居民大会|居民代表|居民小组|社区居民|社区.*选举|居务")
_VILLAGE = re.compile(
    r"村委会|村民委员会|村民会议|村民大会|村民代表|村代会|村民小组|村主任|村委|村务|"
    r"登记参加选举的?村民|村里.{0,4}选举|村民.*选举"
)
_ELECTION = re.compile(
    r"选民|选区|代表候选人|人大代表.{0,4}(?:选举|候选)|选.{0,3}(?:镇|乡|人大)代表|"
    r"(?:镇|乡|人大)代表.{0,3}选举|乡级代表"
)
# 应到, 法定人数, 名额, 出缺 alone are taken for the congress: it is whom the account serves.
_CONGRESS = re.compile(r"人大|代表|人代会|主席|乡长|镇长|议案|质询|预备费|预算|应到|法定人数|名额|出缺")


def province_of(text: str) -> str | None:
    found = _PROVINCE.search(text)
    return found.group() if found else None


def without_provinces(text: str) -> str:
    return re.sub(rf"(?:{_PROVINCE.pattern})(?:省|市|自治区)?", "", text)


def is_foreign(text: str) -> bool:
    """Does the text speak of a level or a body whose numbers we do not compute?"""
    return _FOREIGN.search(without_provinces(text)) is not None


def scene_of(text: str) -> str | None:
    """`residents`, `village`, `election`, `congress`, or None."""
    for scene, pattern in (
        ("residents", _RESIDENTS),
        ("village", _VILLAGE),
        ("election", _ELECTION),
        ("congress", _CONGRESS),
    ):
        if pattern.search(text):
            return scene
    return None
