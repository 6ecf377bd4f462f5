"""Threshold questions that are not a share of a whole: candidates, quota, reserve fund, ballots."""

import re
from decimal import Decimal

from knowledge.deadlines.quantities import Quantities
from knowledge.deadlines.tasks import BallotsTask, CandidatesTask, QuotaTask, ReserveTask, ThresholdTask

_MONEY = re.compile(
    r"支出(?:总?额|预算|总数)?(?:是|为|有|约|大约|共|:)*(?P<n>\d+(?:\.\d+)?)(?P<unit>亿元|万元|元|万|亿)"
)


def _candidate_kind(text: str, scene: str) -> str | None:
    leader = re.search(r"主席|乡长|镇长|副职|正职", text) is not None
    if leader and "补选" in text:
        return "leader_by_election"
    if re.search(r"副主席|副乡长|副镇长|副乡镇长|副职", text):
        return None if re.search(r"(?<!副)(?:主席(?!团)|乡长|镇长)", text) else "vice"
    if leader:
        return "chief"
    if scene in ("village", "residents"):
        return None
    return "deputy_by_election" if "补选" in text else "direct"


def special_tasks(text: str, found: Quantities, scene: str) -> list[ThresholdTask]:
    """The computations that are not a share of a whole."""
    tasks: list[ThresholdTask] = []
    numbers = found.numbers
    kind = _candidate_kind(text, scene)
    if "seats" in numbers and kind and re.search(r"候选人|差额|等额", text):
        tasks.append(CandidatesTask(kind, numbers["seats"], numbers.get("candidates")))
    if "population" in numbers and re.search(r"代表|名额", text):
        tasks.append(QuotaTask(numbers["population"], re.search(r"少数民族|民族乡|分散", text) is not None))
    money = _MONEY.search(text)
    if money and "预备费" in text:
        unit = money["unit"] if money["unit"].endswith("元") else money["unit"] + "元"
        tasks.append(ReserveTask(Decimal(money["n"]), unit))
    if scene == "election" and "ballots" in numbers and "voted" in numbers:
        tasks.append(BallotsTask(numbers["ballots"], numbers["voted"]))
    return tasks
