"""Dates that a clerk writes in a sentence. The lunar calendar is recognised, and refused."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

LUNAR = re.compile(r"农历|阴历|旧历|腊月|正月|冬月|初[一二三四五六七八九十1-9]|大年|除夕")
_YEAR = r"(?:(?P<year>\d{4}|\d{2})年|(?P<rel_year>今年|明年|去年|后年))?"
_FULL = re.compile(r"(?<!\d)(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
_MONTH_DAY = re.compile(
    _YEAR + r"(?<!\d)(?P<month>\d{1,2})月(?:份)?(?P<day>\d{1,2})(?:日|号|(?!\d|个|人|名|票|户))"
)
_SLASH = re.compile(r"(?<![\d/.])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\d/.%])")
_REL_MONTH = re.compile(
    r"(?P<rel>下下|下|上|本|这|当)个?月(?:的)?(?:(?P<day>\d{1,2})(?:日|号)|(?P<end>底|末))"
)
_WEEKDAY = re.compile(r"(?P<rel>下下|下|上|本|这)?(?:个)?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天1-7])")
_NEAR = {
    "大前天": -3, "前天": -2, "昨天": -1, "今天": 0, "今日": 0,
    "明天": 1, "明日": 1, "后天": 2, "大后天": 3,
}  # fmt: skip
_NEAR_RE = re.compile("|".join(sorted(_NEAR, key=len, reverse=True)))
_DAY_ONLY = re.compile(r"(?<![\d月.])(?P<day>\d{1,2})号(?!楼|院|文|令|选|票|线|以前|之前)")
_MONTHS = {"下下": 2, "下": 1, "上": -1, "本": 0, "这": 0, "当": 0}
_WEEKS = {"下下": 2, "下": 1, "上": -1, "本": 0, "这": 0, "": 0}
_PLAUSIBLE_YEARS = (1990, 2090)
_REL_YEARS = {"今年": 0, "明年": 1, "去年": -1, "后年": 2}


@dataclass(frozen=True)
class FoundDate:
    """A date in the text; `day` is None when there is no such day or its month is missing (`problem`)."""

    start: int
    end: int
    said: str
    day: date | None
    problem: str = ""
    year_guessed: bool = False


def add_months(day: date, months: int) -> date:
    """The corresponding day, or the month's last where there is none (民法典 art. 202)."""
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))


def _made(match: re.Match[str], year: int, month: int, day: int, *, guessed: bool = False) -> FoundDate:
    said = match.group()
    if not _PLAUSIBLE_YEARS[0] <= year <= _PLAUSIBLE_YEARS[1]:
        return FoundDate(match.start(), match.end(), said, None, f"“{said}”的年份看不懂,请写成2026年这样")
    try:
        return FoundDate(match.start(), match.end(), said, date(year, month, day), year_guessed=guessed)
    except ValueError:
        return FoundDate(match.start(), match.end(), said, None, f"没有“{said}”这一天,请核对")


def _nearest_year(month: int, day: int, today: date) -> int:
    """Without a year, the date nearest to today is meant; the answer says which year was taken."""

    def distance(year: int) -> int:
        return abs((date(year, month, min(day, monthrange(year, month)[1])) - today).days)

    return min((today.year, today.year + 1, today.year - 1), key=distance)


def _year_of(match: re.Match[str], today: date) -> int | None:
    if match.groupdict().get("year"):
        year = int(match["year"])
        return year + 2000 if year < 100 else year
    relative = match.groupdict().get("rel_year")
    return today.year + _REL_YEARS[relative] if relative else None


def _numeric(match: re.Match[str], today: date) -> FoundDate:
    month, day, year = int(match["month"]), int(match["day"]), _year_of(match, today)
    if year is None and 1 <= month <= 12 and day >= 1:
        return _made(match, _nearest_year(month, day, today), month, day, guessed=True)
    return _made(match, year or today.year, month, day)


def _relative_month(match: re.Match[str], today: date) -> FoundDate:
    first = add_months(today.replace(day=1), _MONTHS[match["rel"]])
    day = monthrange(first.year, first.month)[1] if match["end"] else int(match["day"])
    return _made(match, first.year, first.month, day)


def _weekday(match: re.Match[str], today: date) -> FoundDate:
    wanted = int(match["wd"]) if match["wd"].isdigit() else "一二三四五六日天".index(match["wd"]) + 1
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=_WEEKS[match["rel"] or ""])
    day = monday + timedelta(days=min(wanted, 7) - 1)
    return _made(match, day.year, day.month, day.day)


def _near(match: re.Match[str], today: date) -> FoundDate:
    day = today + timedelta(days=_NEAR[match.group()])
    return _made(match, day.year, day.month, day.day)


def _day_only(match: re.Match[str], today: date) -> FoundDate:
    return FoundDate(match.start(), match.end(), match.group(), None, f"“{match.group()}”是几月的,请写上月份")


_READERS = (
    (_FULL, _numeric), (_COMPACT, _numeric), (_MONTH_DAY, _numeric), (_REL_MONTH, _relative_month),
    (_SLASH, _numeric), (_NEAR_RE, _near), (_WEEKDAY, _weekday), (_DAY_ONLY, _day_only),
)  # fmt: skip


def find_dates(text: str, today: date) -> list[FoundDate]:
    """All dates in a normalised text, left to right; the more exact spelling wins where two overlap."""
    found: list[FoundDate] = []
    for pattern, reader in _READERS:
        for match in pattern.finditer(text):
            if not any(match.start() < other.end and other.start < match.end() for other in found):
                found.append(reader(match, today))
    return sorted(found, key=lambda one: one.start)
