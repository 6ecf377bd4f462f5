"""Chinese, Arabic and full-width numbers in a sentence → plain digits, so that patterns see one spelling."""

import re
import unicodedata
from decimal import Decimal

import cn2an

_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {"〇": "0"}
_CHINESE = "零〇一二两三四五六七八九十百千万廿"
# A numeral counts only before a unit: 一般, 统一, 三分之二, 第一次 are words, not numbers.
_BEFORE_UNIT = re.compile(
    rf"(?<![第周初期拜之不统])([{_CHINESE}]+)"
    r"(?=(?:多|来|几|余)?(?:周?岁|个|人|名|位|票|户|张|份|件|年|月|日|号|元|天|亿))"
)
_A_REAL_ONE = re.compile(
    r"(?:一[月日号年]|(?:选|选举|选出)(?:代表|委员|副?主席|副?乡长|副?镇长)?一.|(?:候选人|出缺|空缺)一.)$"
)
_THOUSANDS = re.compile(r"(?<![\d,])(\d{1,3}(?:,\d{3})+)(?![\d,])")


def _to_digits(match: re.Match[str]) -> str:
    word = match.group(1)
    if word == "一" and not _A_REAL_ONE.search(match.string[: match.end() + 1]):
        return word  # 一个, 每一位: an article, not a count
    if all(char in _DIGITS for char in word) and len(word) > 1:
        return "".join(_DIGITS[char] for char in word)
    try:
        return f"{cn2an.cn2an(word.replace('〇', '零'), 'smart'):.0f}"
    except ValueError:
        return word


def normalise(text: str) -> str:
    """Half-width, without blanks or thousands separators, numbers before a unit in digits."""
    # A Chinese comma separates clauses; only the ASCII one may stand inside a number (1,200).
    plain = _THOUSANDS.sub(lambda found: found.group(1).replace(",", ""), text)
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", plain)).replace("。", ",")
    return _BEFORE_UNIT.sub(_to_digits, plain)


def exact(digits: str) -> Decimal:
    """`3.2万` → 32000, without a float in between."""
    number, ten_thousands = (digits[:-1], 10_000) if digits.endswith("万") else (digits, 1)
    return Decimal(number) * ten_thousands
