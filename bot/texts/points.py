"""Points (积分) in words: what one entry earned and why. Never a rank."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

TITLE = "人大代表履职积分说明"
SHEET = "积分说明"
TOTAL = "合计"
OFF = "积分没有打开。要用,请在设置里写 [points] on = true;按规定不排名、不通报。"
NOTE = "只算专干核实过的记录,每次按现在的记录重新计算;按花名册的次序列出,不是排名。"


def plain(value: Decimal | float) -> str:
    """15, 0.5"""
    return f"{Decimal(str(value)).normalize():f}"


def why(count: int, worth: Decimal, got: Decimal, cap: float, *, whole: bool) -> str:
    base = f"第1件{plain(worth)}分" if count == 1 else f"第{count}件,每多一件{plain(worth)}分"
    if got == worth:
        return base
    full = "总分已到上限" if whole and got < worth else f"本项最多{plain(cap)}分"
    return f"{base},{full},计{plain(got)}分"


def waiting(count: int) -> str:
    return f"还有{count}条等专干核实,核实后再计。" if count else ""


def mine(
    name: str, year: int, total: Decimal, by_label: Sequence[tuple[str, Decimal]], unverified: int
) -> str:
    lines = [f"【{name} {year}年积分】{plain(total)}分"]
    lines += [f"{label}:{plain(points)}分" for label, points in by_label]
    lines += [waiting(unverified)] if unverified else []
    return "\n".join([*lines, "只有您自己看得到,不排名。要看每一条怎么算的,回“积分明细”。"])


def details(lines: Sequence[tuple[str, str, Decimal, str]]) -> str:
    """Number, label, points, why."""
    if not lines:
        return "今年还没有核实过的记录,没有积分。"
    return "\n".join(f"{number} {label} +{plain(points)}({why})" for number, label, points, why in lines)


def explained(path: object, deputies: int) -> str:
    return f"写好了:{path},{deputies} 位代表,按花名册的次序,逐条说明。"
