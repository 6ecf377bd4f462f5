"""A sentence in free Chinese → what to compute, a question back, or None: strict, so most texts give None."""

import re
from datetime import date

from knowledge.deadlines.checks import problem_of, votes_clash
from knowledge.deadlines.dates import find_dates
from knowledge.deadlines.events import calendar_task, mark_dates
from knowledge.deadlines.numerals import normalise
from knowledge.deadlines.quantities import Quantities, find_quantities
from knowledge.deadlines.scenes import is_foreign, scene_of
from knowledge.deadlines.special import special_tasks
from knowledge.deadlines.tasks import (
    AskBack,
    CandidatesTask,
    Computation,
    CountTask,
    ShareTask,
    ThresholdTask,
)
from knowledge.deadlines.topics import fits, share_task, topics

MAX_CHARS = 120  # longer texts are reports and speeches, not questions
_ASKS = re.compile(r"[吗呢么?]|几|多少|够|能不能|能否|可不可以|是否|行不行|不(?=[,?!]|$)")
_HOW_MANY = re.compile(r"几|多少|至少|最少|最多")
_INDIRECT = re.compile(r"间接选举|上一级(?:人大)?代表|选(?:举)?(?:市|省)(?:人大)?代表|选市代表")


def _by_topic(text: str, found: Quantities, scene: str) -> tuple[list[ThresholdTask], str]:
    """Tasks of the topics that fit, and what to ask where one number alone was given."""
    tasks: list[ThresholdTask] = []
    ask = ""
    for topic in (topic for topic in topics() if fits(topic, text, scene)):
        task = share_task(topic, found, text) if topic.ratio else None
        part = found.first(topic.part)
        if topic.count and part is not None:
            tasks.append(CountTask(topic, part))
        elif task:
            tasks.append(task)
        elif topic.ratio and part is not None and topic.alone:
            ask = ask or topic.ask
    return tasks, ask


def _chosen(tasks: list[ThresholdTask], text: str) -> tuple[ThresholdTask, ...]:
    """Judged numbers before bare thresholds; a bare one leads when the question is "how many"."""
    open_ = [task for task in tasks if isinstance(task, ShareTask) and task.part is None]
    judged = [task for task in tasks if task not in open_]
    if not judged:
        return tuple(open_)
    return tuple(open_ + judged) if open_ and _HOW_MANY.search(text) else tuple(judged)


def _thresholds(text: str, scene: str) -> Computation | None:
    found = find_quantities(text)
    special = special_tasks(text, found, scene)
    tasks, ask = _by_topic(text, found, scene)
    chosen = _chosen(special or tasks, text)
    if not chosen and not ask:
        return None
    if found.clashes:
        return AskBack("同一项有两个数,或者不是整数。请一次问一件事,把人数写清楚。")
    problems = [votes_clash(found), *(problem_of(task, scene) for task in chosen)]
    problem = next((sentence for sentence in problems if sentence), "")
    return AskBack(problem) if problem else chosen or AskBack(ask)


def _whose_election(text: str) -> AskBack | None:
    """Votes without a word on who votes: the deputies' rules and the village's differ, so ask."""
    counted = {"votes", "voted", "ballots"} & find_quantities(text).numbers.keys()
    if counted and re.search(r"当选|选举|有效", text):
        return AskBack("是选人大代表,还是选村委会、居委会?请写上再发一次。")
    return None


def understand(text: str, today: date) -> Computation | None:
    """What to compute. None for anything that is not clearly a question with a number or a date in it."""
    plain = normalise(text)
    if len(plain) > MAX_CHARS:
        return None
    scene = scene_of(plain)
    if _INDIRECT.search(plain) and re.search(r"候选人|差额", plain):
        numbers = find_quantities(plain).numbers
        seats = numbers.get("seats")
        return (CandidatesTask("indirect", seats, numbers.get("candidates")),) if seats else None
    if is_foreign(plain.replace("常委会会议", "常委会")):
        return None
    calendar = calendar_task(plain, today, scene)
    if calendar is not None:
        return calendar if isinstance(calendar, AskBack) else (calendar,)
    if not _ASKS.search(plain):
        return None
    rest = mark_dates(plain, find_dates(plain, today))
    return _whose_election(rest) if scene is None else _thresholds(rest, scene)
