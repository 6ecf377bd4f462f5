"""The events whose date a person knows, and the later events that follow from each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A later event that is only as sure as the row it is taken from (`rule_id`, the n-th deadline)."""

    anchor: str
    rule_id: str = ""
    nth: int = 0
    assumption: str = ""


@dataclass(frozen=True)
class Anchor:
    """An event whose date a person knows, with the events that follow from it."""

    id: str
    label: str
    links: tuple[Link, ...] = ()
    reminders: tuple[str, ...] = ()


_ON_LAST_DAY = "假定名单在最迟那天公布"
_APPEALED_LAST = "假定申诉在最后一天收到"
_SAME_DAY = "假定当天产生新一届"
_APPROVED_THEN = "假定当天批准预算"
_BUDGET = (Link("approved"), Link("budget_reply_received", "B02", 0, "假定部门在最后一天接到批复"))
_ACCOUNTS = (Link("approved"), Link("accounts_reply_received", "B03", 0, "假定部门在最后一天接到批复"))
_APPEAL = Link("appeal_received", "E02", 0, _APPEALED_LAST)
_VILLAGE_APPEAL = Link("village_appeal_received", "V04", 0, _APPEALED_LAST)
_RESIDENTS_APPEAL = Link("residents_appeal_received", "R04", 1, _APPEALED_LAST)

ANCHORS: dict[str, Anchor] = {
    anchor.id: anchor
    for anchor in (
        Anchor(
            "election_day",
            "代表选举日",
            (
                Link("voter_list_published", "E01", 0, _ON_LAST_DAY),
                _APPEAL,
                Link("election_completed", assumption="假定当天选举完成,没有另行选举"),
            ),
        ),
        Anchor("voter_list_published", "选民名单公布日", (_APPEAL,)),
        Anchor("appeal_received", "收到申诉日"),
        Anchor("election_completed", "代表选举完成日"),
        Anchor("first_session", "新一届第一次会议", reminders=("M19",)),
        Anchor(
            "congress_session",
            "大会召开日",
            (Link("budget_approved", assumption=_APPROVED_THEN), Link("approved", assumption=_APPROVED_THEN)),
            ("B04", "M01"),
        ),
        Anchor("assigned", "建议交办日", reminders=("S03",)),
        Anchor("approved", "大会批准日"),
        Anchor("budget_approved", "预算批准日", _BUDGET, ("B09",)),
        Anchor("accounts_approved", "决算批准日", _ACCOUNTS),
        Anchor("quota_redetermined", "重新确定名额日"),
        Anchor(
            "village_election_day",
            "村委会选举日",
            (
                Link("village_list_published", "V03", 0, _ON_LAST_DAY),
                _VILLAGE_APPEAL,
                Link("village_committee_elected", assumption=_SAME_DAY),
            ),
        ),
        Anchor("village_list_published", "村民名单公布日", (_VILLAGE_APPEAL,)),
        Anchor("village_appeal_received", "收到申诉日"),
        Anchor("village_committee_elected", "新一届村委会产生日"),
        Anchor("villagers_meeting", "村民会议召开日"),
        Anchor("village_affairs_posted", "村务公布日"),
        Anchor(
            "residents_election_day",
            "居委会选举日",
            (
                Link("residents_list_published", "R04", 0, _ON_LAST_DAY),
                _RESIDENTS_APPEAL,
                Link("residents_committee_elected", assumption=_SAME_DAY),
            ),
        ),
        Anchor("residents_list_published", "居民名单公布日", (_RESIDENTS_APPEAL,)),
        Anchor("residents_appeal_received", "收到申诉日"),
        Anchor("residents_committee_elected", "新一届居委会产生日"),
        Anchor("residents_meeting", "居民会议召开日"),
        Anchor("residents_affairs_posted", "居务公布日"),
        Anchor("standing_committee_meeting", "常委会会议召开日"),
        Anchor("audit_report_heard", "听取审计工作报告日"),
        Anchor("log_recorded", "日志产生日"),
        Anchor("assessment_recorded", "评估记录日"),
    )
}
