"""Numbers that cannot be: they are asked about, never computed with."""

from knowledge.deadlines.quantities import Quantities
from knowledge.deadlines.tasks import CandidatesTask, QuotaTask, ReserveTask, ShareTask, ThresholdTask

MOST_DEPUTIES = 168  # 160 and the 5 % of 选举法 art. 12


def problem_of(task: ThresholdTask, scene: str) -> str:
    """Why the numbers cannot be, as a sentence; empty when they can."""
    if isinstance(task, ShareTask):
        whole, part, word = task.whole, task.part, task.topic
        if whole <= 0 or (task.by_quota is not None and task.by_quota <= 0):
            return f"{word.whole_word}是{max(whole, 0)},没法算,请核对。"
        if task.by_quota is not None and task.by_quota < whole:
            return f"名额{task.by_quota}比实有代表{whole}还少,请核对。"
        largest = max(whole, task.by_quota or 0)
        if scene == "congress" and "deputies" in word.whole and largest > MOST_DEPUTIES:
            return f"乡镇人大代表最多160名(加5%是168名),您写的是{largest}人,请核对。"
        if part is not None and part > whole:
            return f"{word.part_word}{part}比{word.whole_word}{whole}还多,请核对。"
        if part is not None and part < 0:
            return "请假的人比代表还多,请核对。"
    if isinstance(task, CandidatesTask) and task.seats <= 0:
        return "应选名额是0,没法算,请核对。"
    if isinstance(task, QuotaTask) and task.population <= 0:
        return "人口是0,没法算,请核对。"
    if isinstance(task, ReserveTask) and task.amount <= 0:
        return "支出额是0,没法算,请核对。"
    return ""


def votes_clash(found: Quantities) -> str:
    present, votes = found.numbers.get("present"), found.numbers.get("votes")
    if present is not None and votes is not None and votes > present:
        return f"得票{votes}比到会{present}还多,请核对。"
    issued, ballots = found.numbers.get("issued"), found.numbers.get("ballots")
    if issued is not None and ballots is not None and ballots > issued:
        return f"收回的票{ballots}张比发出的{issued}张还多,请核对。"
    return ""
