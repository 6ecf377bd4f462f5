"""Which settings are changed at the desk, and how each is written and read. The help is the settings' own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from bot.console import overrides
from bot.errors import Refused
from bot.settings import Settings
from bot.settings.points import PointRule
from bot.texts import console as texts
from bot.texts.checkin import WAYS

Shape = Literal["text", "number", "switch", "lines", "ticks"]

SWITCH = "points.on"
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("办公室", ("office.name", "office.phone")),
    (
        "接待日和提醒",
        (
            "reminders.reception_day",
            "reminders.reception_hours",
            "reminders.announce_days",
            "reminders.eve_at",
            "reminders.morning_at",
            "reminders.nudge",
            "reminders.quiet_from",
            "reminders.quiet_until",
            "reminders.digest",
            "reminders.digest_at",
            "reminders.open_items_day",
            "reminders.daily_cap",
            "reminders.duty_per_day",
            "reminders.replacement_hours",
            "reminders.trial",
            "reminders.trial_testers",
        ),
    ),
    ("签到方式", ("check_in.ways", "check_in.radius_m", "check_in.card_minutes")),
    ("台账", ("ledger.correction_hours", "ledger.term_started_on", "ledger.problem_days")),
    ("绑定", ("binding.code_days", "binding.max_failures", "binding.lock_minutes")),
    ("积分", (SWITCH,)),
    (
        "保存多久",
        ("retention.gap_days", "retention.push_days", "privacy.message_days", "privacy.audit_days"),
    ),
)
YES, NO = "是", "否"
OPTIONS = {"check_in.ways": WAYS}
LABELS = {SWITCH: texts.POINTS_ON}
# The rule behind a setting that rules from above speak about, shown beside it.
RULES = {
    "check_in.ways": texts.RULE_WAYS,
    SWITCH: texts.RULE_POINTS,
    "privacy.audit_days": texts.RULE_AUDIT_DAYS,
}


@dataclass(frozen=True)
class Field:
    path: str
    label: str
    shape: Shape
    shown: str  # as the form holds it
    changed: bool
    rule: str = ""
    options: tuple[tuple[str, str], ...] = ()
    chosen: tuple[str, ...] = ()

    def read_many(self, ticked: list[str]) -> list[str]:
        """In the order of the options, whatever order they came in."""
        return [key for key, _ in self.options if key in ticked]

    def read(self, text: str) -> Any:
        """What the form says, as the setting has it. Raises :class:`Refused` for what is no number."""
        if self.shape == "switch":
            return text == YES
        if self.shape == "lines":
            return [line.strip() for line in text.splitlines() if line.strip()]
        if self.shape == "number":
            if not text.lstrip("-").isdecimal():
                raise Refused(texts.BAD_NUMBER)
            return int(text)
        return text


@dataclass(frozen=True)
class Group:
    """``scores``: the table behind the switch of the points: nobody switches on what she has not read."""

    title: str
    fields: tuple[Field, ...]
    scores: tuple[PointRule, ...] = ()


def groups(settings: Settings, changed: Collection[str]) -> list[Group]:
    return [
        Group(
            title,
            tuple(_field(settings, path, path in changed) for path in paths),
            settings.points.rules if SWITCH in paths else (),
        )
        for title, paths in GROUPS
    ]


def find(settings: Settings, path: str) -> Field | None:
    """None for a setting that is not changed at the desk."""
    known = any(path in paths for _, paths in GROUPS)
    return _field(settings, path, changed=False) if known else None


def _field(settings: Settings, path: str, changed: bool) -> Field:
    section, _, name = path.partition(".")
    label = LABELS.get(path) or type(getattr(settings, section)).model_fields[name].description or path
    value, rule = overrides.value_of(settings, path), RULES.get(path, "")
    if path in OPTIONS:
        options, chosen = tuple(OPTIONS[path].items()), tuple(value)
        return Field(path, label.split(":")[0], "ticks", "", changed, rule, options, chosen)
    if isinstance(value, bool):
        return Field(path, label, "switch", YES if value else NO, changed, rule)
    if isinstance(value, int):
        return Field(path, label, "number", str(value), changed, rule)
    if isinstance(value, list):
        return Field(path, label, "lines", "\n".join(map(str, value)), changed, rule)
    return Field(path, label, "text", str(value), changed, rule)
