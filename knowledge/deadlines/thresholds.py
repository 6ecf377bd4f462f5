"""Quorums, majorities, co-signers, candidates and quotas. Whole numbers and fractions, never a float."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from knowledge.deadlines.candidates import candidates_row
from knowledge.deadlines.loader import count, ratio, rule
from knowledge.deadlines.model import Count, Ratio, Row
from knowledge.deadlines.tasks import (
    BallotsTask,
    CandidatesTask,
    CountTask,
    QuotaTask,
    ReserveTask,
    ShareTask,
    ThresholdTask,
)
from knowledge.deadlines.wording import plain_row, written

_SPOKEN = {
    Fraction(1, 3): "三分之一",
    Fraction(2, 3): "三分之二",
    Fraction(1, 5): "五分之一",
    Fraction(4, 5): "五分之四",
    Fraction(1, 10): "十分之一",
}


def least_needed(whole: int, ratio: Ratio) -> int:
    """The smallest whole number that satisfies the ratio: strictly more (`over`) or at least."""
    exact = whole * ratio.share
    return floor(exact) + 1 if ratio.over else ceil(exact)


def spoken(ratio: Ratio) -> str:
    if ratio.share == Fraction(1, 2):
        return "过半数" if ratio.over else "半数以上"
    return f"超过{_SPOKEN[ratio.share]}" if ratio.over else _SPOKEN[ratio.share]


def _sum(whole: int, ratio: Ratio, unit: str) -> str:
    product = whole * ratio.share
    step = "超过它,至少" if ratio.over else ("正好" if product.denominator == 1 else "往上取整,至少")
    share = f"{ratio.share.numerator}/{ratio.share.denominator}"
    return f"{whole}×{share}={written(product)},{step}{least_needed(whole, ratio)}{unit}"


def _share_verdict(task: ShareTask, entry: Ratio) -> str:
    topic, need = task.topic, least_needed(task.whole, entry)
    head = f"{topic.whole_word}{task.whole}{topic.whole_unit},{spoken(entry)}是{need}{topic.unit}"
    by_quota = need if task.by_quota is None else least_needed(task.by_quota, entry)
    other = "" if task.by_quota is None else f"按名额{task.by_quota}人算要{by_quota}{topic.unit}。"
    if task.part is None:
        return f"至少{need}{topic.unit}。{head}。{other}"
    enough = task.part >= need
    tail = f"{head},{topic.part_word}{task.part}{topic.unit}。{other}"
    if (task.part >= by_quota) == enough:
        return f"{topic.yes if enough else topic.no}。{tail}"
    return f"两种算法结果不同,稳妥当作“{topic.no}”。{tail}"


def share_row(task: ShareTask) -> tuple[str, Row]:
    """The verdict sentence and its row; with vacancies the safe number is that of the larger denominator."""
    source, entry = ratio(task.topic.ratio)
    unit, need = task.topic.unit, least_needed(task.whole, entry)
    safe = max(need, least_needed(task.by_quota or 0, entry))
    sums, notes = [_sum(task.whole, entry, unit)], [source.note] if source.note else []
    if task.by_quota is not None:
        sums.append(f"按名额:{_sum(task.by_quota, entry, unit)}")
    row = Row(
        item=source.item, value=f"{need}{unit}", safe=f"{safe}{unit}", rule=source, arithmetic=";".join(sums),
        note=";".join(notes), ambiguities=tuple(mark for mark in source.ambiguities if mark in "④⑨"),
    )  # fmt: skip
    return _share_verdict(task, entry), row


def _bounds(entry: Count, unit: str = "人") -> str:
    if entry.most is None:
        return f"{entry.least}{unit}以上"
    if entry.least is None:
        return f"不超过{entry.most}{unit}"
    return f"{entry.least}{unit}" if entry.least == entry.most else f"{entry.least}至{entry.most}{unit}"


def count_row(task: CountTask) -> tuple[str, Row]:
    source, entry = count(task.topic.count)
    fits = (entry.least or 0) <= task.part and (entry.most is None or task.part <= entry.most)
    limit = f"最多{entry.most}人" if entry.least is None else f"要{_bounds(entry)}"
    verdict = f"{task.topic.yes if fits else task.topic.no}。{limit},现在{task.part}人。"
    sum_ = f"{task.part}人{'在' if fits else '不在'}“{_bounds(entry)}”之内"
    return verdict, plain_row(source, _bounds(entry), sum_)


def deputies_quota(population: int) -> int:
    """Base plus one for every full 1,500 people, not above the cap (选举法 art. 12)."""
    base, step, cap = (count(key)[1] for key in ("quota_base", "quota_step", "quota_cap"))
    return min((base.least or 0) + population // (step.least or 1), cap.most or 0)


def quota_row(task: QuotaTask) -> tuple[str, Row]:
    source, quota = rule("E09"), deputies_quota(task.population)
    uncapped = 45 + task.population // 1500
    sum_ = f"45+{task.population}÷1500(只取整数{task.population // 1500})={uncapped}"
    sum_ += f",超过160,取{quota}" if uncapped > quota else ""
    small = "人口不足2000,还可以少于45名。" if task.population <= (count("quota_small")[1].most or 0) else ""
    extra = ""
    if task.scattered:
        more = written(quota * ratio("quota_extra")[1].share)
        extra = (
            f"聚居少数民族多或分散的乡,经省级人大常委会决定可另加5%({more}名;取整和能否超160名,条文没写)。"
        )
    verdict = f"最多{quota}名。人口{task.population}人,基数45名,每1500人可加1名。{small}{extra}"
    return verdict, plain_row(source, f"最多{quota}名", sum_)


def _money(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def reserve_row(task: ReserveTask) -> tuple[str, Row]:
    source = rule("B08")
    low, high = (task.amount * ratio(key)[1].share.numerator / 100 for key in ("reserve_low", "reserve_high"))
    span = f"{_money(low)}至{_money(high)}{task.unit}"
    sum_ = f"{_money(task.amount)}×1%={_money(low)},{_money(task.amount)}×3%={_money(high)}({task.unit})"
    verdict = f"预备费{span}。按本级一般公共预算支出{_money(task.amount)}{task.unit}算。"
    return verdict, plain_row(source, span, sum_)


def ballots_row(task: BallotsTask) -> tuple[str, Row]:
    source, valid = rule("E22"), task.collected <= task.voted
    sign, point = ("不多于", "票数有效") if valid else ("多于", "这次选举无效")
    verdict = f"{point}。收回{task.collected}张票,投票{task.voted}人,票{sign}人。"
    return verdict, plain_row(source, f"不超过{task.voted}张", f"{task.collected}张{sign}{task.voted}人")


def threshold_row(task: ThresholdTask) -> tuple[str, Row]:
    """The point in one sentence, and the row that proves it."""
    match task:
        case ShareTask():
            return share_row(task)
        case CountTask():
            return count_row(task)
        case CandidatesTask():
            return candidates_row(task)
        case QuotaTask():
            return quota_row(task)
        case ReserveTask():
            return reserve_row(task)
        case BallotsTask():
            return ballots_row(task)
