"""How many candidates a number of seats needs: by ratio for deputies, by a fixed surplus for leaders."""

from math import ceil, floor

from knowledge.deadlines.loader import count, ratio, rule
from knowledge.deadlines.model import Row
from knowledge.deadlines.tasks import CandidatesTask
from knowledge.deadlines.wording import plain_row, written

# How many more candidates than seats: by ratio keys, or by a count of extra candidates.
_BY_RATIO = {"direct": ("direct_low", "direct_high"), "indirect": ("indirect_low", "indirect_high")}
_BY_COUNT = {"chief": "chief_candidates_extra", "vice": "vice_candidates_extra"}
_CANDIDATE_RULES = {
    "direct": "E15", "indirect": "N01", "chief": "M10", "vice": "M11",
    "deputy_by_election": "E27", "leader_by_election": "M12",
}  # fmt: skip


def candidate_bounds(kind: str, seats: int) -> tuple[int, int | None]:
    """Least and most candidates: least > most when no whole number fits, no most when the law sets none."""
    if kind in _BY_RATIO:
        low, high = (ratio(key)[1].share for key in _BY_RATIO[kind])
        least, most = seats * (1 + low), seats * (1 + high)
        return ceil(least), floor(most)
    if kind in _BY_COUNT:
        extra = count(_BY_COUNT[kind])[1]
        return seats + (extra.least or 0), seats + (extra.most or 0)
    return seats, None


def _candidate_sum(kind: str, seats: int) -> str:
    if kind in _BY_RATIO:
        times = [1 + ratio(key)[1].share for key in _BY_RATIO[kind]]
        return ",".join(f"{seats}×{factor}={written(seats * factor)}" for factor in times)
    least, most = candidate_bounds(kind, seats)
    if most is None:
        return f"应选{seats}人,可以等额,也可以更多"
    return ",".join(f"{seats}+{bound - seats}={bound}" for bound in (least, most))


def candidates_row(task: CandidatesTask) -> tuple[str, Row]:
    least, most = candidate_bounds(task.kind, task.seats)
    source, sum_ = rule(_CANDIDATE_RULES[task.kind]), _candidate_sum(task.kind, task.seats)
    span = f"{least}人以上" if most is None else (f"{least}人" if least == most else f"{least}至{most}人")
    if most is not None and least > most:
        span, verdict = "没有合适的整数", f"应选{task.seats}人,按比例除不出整数,请先问县人大。"
    elif task.candidates is None:
        verdict = f"候选人{span}。应选{task.seats}人,{source.rule}。"
    else:
        fits = least <= task.candidates and (most is None or task.candidates <= most)
        verdict = f"{'可以' if fits else '不行'}。应选{task.seats}人,候选人要{span},现在{task.candidates}人。"
    if task.kind == "direct" and task.seats > (count("seats_per_district")[1].most or 0):
        verdict += "(一个选区最多选3名代表,请核对是不是几个选区合起来的数)"
    return verdict, plain_row(source, span, sum_)
