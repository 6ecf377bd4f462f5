"""Which number in the sentence is what: 应到, 到会, 得票, 联名 … A number belongs to one role only."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from knowledge.deadlines.numerals import exact

# Not part of a date, an age, a percentage or an article number.
_N = (
    r"(?<![\d.第])(?P<n>\d+(?:\.\d+)?万?)"
    r"(?![\d.]|月|日|号|年|天|次|届|件|周?岁|条|%|分之|点|多|几|余|来人|元|亿|万)"
)
# "5名以上", "3至5人": the words of a rule or a range, not a number that was counted.
_BOUND = re.compile(r"(?:个人|个|名|位|人|户|票|张)?(?:以上|以下|以内|左右|[至到\-—~]\d)")
_U = r"(?:个人|个|名|位|人|户|票|张)?"
_F = r"(?:的|了|有|是|为|共有|共|一共有?|总共有?|总数|总人数|人数|只有|只|才|仅|实际|:)*"
_NOT_ACTING = r"(?!以上|联名|附议|提议|书面|候选|到会|出席|赞成|同意|反对|投票|参加)"
_DEPUTY = r"(?:人大|乡镇|镇|乡)*代表(?!候选|大会|法|会议|小组|团|资格|联名|建议|名额|投票|选举)"

# Order matters: the more telling phrase takes the number first.
_ROLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("vacancies", (rf"(?:出缺|空缺|缺额){_F}{_N}", rf"{_N}{_U}(?:代表)?(?:出缺|空缺|去世|调走|迁出)")),
    ("absent", (rf"(?:请假|缺席|没来|未到){_F}{_N}", rf"{_N}{_U}(?:代表)?(?:请假|缺席|没来|未到)")),
    (
        "other",
        (rf"(?:反对|弃权|废票|无效票|有效票){_F}(?:票)?{_N}", rf"{_N}{_U}(?:反对|弃权|废票|无效|作废)"),
    ),
    ("quota", (rf"(?:代表)?(?:法定|核定)?(?:名额|定额){_F}{_N}",)),
    ("dissatisfied", (rf"{_N}{_U}(?:代表)?(?:对答复)?不满意", rf"不满意{_F}{_N}")),
    (
        "present_households",
        (
            rf"(?:到会|出席|到场|实到|参加|(?<![应达不签])到){_F}{_N}户",
            rf"{_N}户(?:代表)?(?:到会|参加|到场|出席)",
        ),
    ),
    (
        "present",
        (
            (
                rf"(?:实到|到会|出席|到场|参会|参加会议|参加|(?<![应达不签报遇没未直收轮得投])到了?|来了)"
                rf"(?:会议)?{_F}(?:代表|村民|居民|人员)?{_F}{_N}(?!{_U}(?:票|选民|投票))"
            ),
            rf"{_N}{_U}(?:人大|村民|居民)?(?:代表)?(?:到会|出席|到场|参会|实到|来开会|来了|到了)",
        ),
    ),
    (
        "proxies",
        (
            rf"(?:接受|受|替|帮|代){_F}{_N}{_U}(?:选民|村民|居民)?(?:的)?(?:委托|投票|代投|投)",
            rf"委托{_F}{_N}",
        ),
    ),
    ("issued", (rf"发出{_F}(?:选票|票)?{_F}{_N}",)),
    (
        "ballots",
        (rf"(?:收回|回收|投出|已投){_F}(?:选票|票)?{_F}{_N}", rf"选票{_F}{_N}张", rf"{_N}张选票"),
    ),
    (
        "voted",
        (
            rf"(?:参加投票|参加了投票|投票|参投|投了票){_F}(?:选民|村民|居民|居民代表)?{_F}{_N}(?!张|票)",
            rf"{_N}{_U}(?:选民|村民|居民代表|居民)?(?:参加了?投票|来投票|投了票|投票|参投)",
        ),
    ),
    (
        "signers",
        (
            rf"(?:联名|附议|联署|签名|提议){_F}(?:代表|选民|村民|居民)?{_F}{_N}",
            (
                rf"{_N}{_U}(?:有选举权的)?(?:人大|乡镇|镇|乡|村民|居民)*(?:代表|选民|村民|居民)?"
                rf"(?:书面)?(?:联名|附议|联合|联署|签名|提议|要求|提出|提名|推荐)"
            ),
        ),
    ),
    (
        "votes",
        (
            rf"(?:得票|得到|获得|(?<!不)得了?|获|赞成|同意|支持)(?:票数|赞成票|同意票|选票|票)?{_F}{_N}",
            rf"{_N}{_U}(?:代表|选民|村民|居民)?(?:赞成|同意|支持)",
            rf"{_N}票",
        ),
    ),
    ("candidates", (rf"(?:正式)?候选人(?:可以|能)?{_F}{_N}", rf"{_N}{_U}(?:正式)?(?:代表)?候选人")),
    (
        "seats",
        (
            (
                rf"(?:应选|要选|需选|改选|补选|选举|选出|选)(?:的)?(?:人大)?"
                rf"(?:代表|名额|人数|副乡长|副镇长|副主席|主席|乡长|镇长|成员)*{_F}{_N}(?!{_U}(?:票|选民))"
            ),
            rf"(?:副乡长|副镇长|副主席){_N}(?:人|名|位)",
        ),
    ),
    ("population", (rf"人口{_F}(?:约)?{_N}", rf"{_N}人?(?:的)?(?:总|户籍|常住)*人口")),
    ("women", (rf"妇女(?:村民)?(?:代表)?{_F}{_N}", rf"{_N}{_U}妇女")),
    (
        "members",
        (
            rf"组成人员{_F}{_N}",
            rf"(?:村民|居民)代表会议?(?:成员)?{_F}(?:应到)?{_F}{_N}",
        ),
    ),
    ("expected", (rf"应到(?:会)?(?:代表|村民|居民|人员)?{_F}{_N}",)),
    (
        "reps",
        (
            rf"(?:村民|居民)代表(?!会){_F}{_N}{_U}{_NOT_ACTING}",
            rf"{_N}{_U}(?:村民|居民)代表(?!会){_NOT_ACTING}",
        ),
    ),
    (
        "voters",
        (
            (
                rf"(?:选民|登记参加选举的?(?:村民|居民)?|有选举权的?(?:村民|居民)?|登记的?(?:村民|居民)?)"
                rf"{_F}{_N}{_U}{_NOT_ACTING}"
            ),
            rf"{_N}{_U}(?:登记参加选举的?|有选举权的?|登记的?)?选民(?!联名|推荐|附议|提|要求|参加|投|委托)",
            rf"{_N}{_U}(?:登记参加选举|有选举权)",
        ),
    ),
    (
        "adults",
        (
            rf"(?:18周?岁以上|成年)(?:的)?(?:村民|居民|人)?{_F}{_N}{_U}{_NOT_ACTING}",
            rf"(?:村民|居民)(?!代表|会议|大会|小组|委员){_F}{_N}{_U}{_NOT_ACTING}",
            rf"{_N}{_U}(?:18周?岁以上的?|成年)?(?:村民|居民)(?!代表|会议|大会|小组|委员|联名|提|要求)",
        ),
    ),
    ("households", (rf"{_N}户",)),
    ("committee", (rf"(?:村委会|村民委员会|居委会|居民委员会)(?:成员|设|由)?{_F}{_N}",)),
    (
        "deputies",
        (
            rf"{_DEPUTY}{_F}(?:应到)?{_F}{_N}{_U}{_NOT_ACTING}",
            (
                rf"{_N}{_U}(?:人大|乡镇|镇|乡)*代表"
                rf"(?!候选|大会|法|会议|小组|联名|提|附议|要求|书面|建议|到会|出席|赞成|同意)"
            ),
        ),
    ),
)
_PATTERNS = tuple((role, tuple(re.compile(pattern) for pattern in patterns)) for role, patterns in _ROLES)


def _is_bound(match: re.Match[str]) -> bool:
    return _BOUND.match(match.string, match.end("n")) is not None


@dataclass
class Quantities:
    """Role → whole number; `clashes` names the roles that got two numbers, or one that is not whole."""

    numbers: dict[str, int] = field(default_factory=dict)
    clashes: set[str] = field(default_factory=set)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def first(self, roles: tuple[str, ...]) -> int | None:
        return next((self.numbers[role] for role in roles if role in self.numbers), None)

    def _free(self, match: re.Match[str]) -> bool:
        return all(match.end("n") <= start or end <= match.start("n") for start, end in self.spans)

    def take(self, role: str, matches: list[re.Match[str]]) -> bool:
        """Give the numbers of these matches to the role; False when all were taken before."""
        matches = [match for match in matches if self._free(match) and not _is_bound(match)]
        values: set[Decimal] = {exact(match["n"]) for match in matches}
        self.spans += [match.span("n") for match in matches]
        if len(values) > 1 or any(value != int(value) for value in values):
            self.clashes.add(role)
        elif values:
            self.numbers[role] = int(values.pop())
        return bool(matches)


def find_quantities(text: str) -> Quantities:
    """Read the numbers of a normalised text from which the dates have been taken out."""
    found = Quantities()
    for role, patterns in _PATTERNS:
        any(found.take(role, list(pattern.finditer(text))) for pattern in patterns)
    return found
