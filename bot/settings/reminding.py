"""The settings of occasions and reminders."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from bot.settings.section import Section

PushWay = Literal["wechat_subscription", "wechat_template", "wechat_service", "wechat", "wecom", "sms"]
CLOCK_TIME = r"^([01]?\d|2[0-3]):[0-5]\d$"


class Preparation(Section):
    days_before: int = Field(description="提前几天", ge=0, le=120)
    text: str = Field(description="要准备的事,如“印发会议通知和材料”", max_length=100)


RESERVED_KEYS = frozenset({"now", "ask", "entry", "digest", "open_items", "calendar"})
"""The outbox keeps rows of its own under these names; see NOT_PLANNED in bot/reminders/align.py."""


class OccasionRule(Section):
    key: str = Field(description="英文键名,定了不要再改", pattern=r"^[a-z][a-z0-9_]{1,22}$")
    title: str = Field(description="名称,如“代表双活动日”", max_length=20)
    repeat: Literal["monthly", "nth_weekday", "quarterly", "every_months", "dates"] = Field(
        "monthly", description="每月几日、每月第几个星期几、每季首月几日、每隔几个月、指定日期"
    )
    day: int = Field(10, description="几日;超过当月天数就取当月最后一天", ge=1, le=31)
    weekday: int = Field(1, description="星期几(1 到 7),配合 nth_weekday", ge=1, le=7)
    nth: int = Field(1, description="第几个(1 到 5),-1 为最后一个,配合 nth_weekday", ge=-1, le=5)
    months: int = Field(2, description="每隔几个月,配合 every_months", ge=1, le=24)
    start: str = Field(
        "", description="从哪个月起,如 2026-01;every_months 必填", pattern=r"^(\d{4}-(0[1-9]|1[0-2]))?$"
    )
    dates: tuple[date, ...] = Field((), description="指定的日期,配合 dates")
    hours: str = Field("9:00至11:30", description="时间,写进提醒", max_length=20)
    place: str = Field("", description="地点;留空就是本人所在的联络站", max_length=40)
    workday: Literal["keep", "next", "previous"] = Field(
        "keep", description="遇休息日:keep 照旧、next 顺延、previous 提前"
    )
    scope: Literal["all", "township", "station", "group", "level"] = Field(
        "all", description="哪些人:全部,或按乡镇、联络站、小组、代表层级"
    )
    names: tuple[str, ...] = Field((), description="乡镇、联络站(名称或短码)、小组或层级的名称")
    duty: bool = Field(False, description="是否按值班表只提醒值班的代表")
    announce_days: int = Field(0, description="提前几天给专干一份公告草稿;0 表示不用", ge=0, le=30)
    ask_days: int = Field(7, description="排了值班表的,提前几天问值班的代表能不能来;0 表示不问", ge=0, le=30)
    nudge: bool = Field(False, description="过后没有记录的,是否轻轻提醒一句")
    preparations: tuple[Preparation, ...] = Field((), description="会前准备:到日子提醒专干")

    @model_validator(mode="after")
    def _complete(self) -> OccasionRule:
        needed = {"every_months": ("start", self.start), "dates": ("dates", self.dates)}
        name, value = needed.get(self.repeat, ("", True))
        if not value:
            raise ValueError(f"repeat = {self.repeat} 时要写 {name}")
        if self.scope != "all" and not self.names:
            raise ValueError(f"scope = {self.scope} 时要写 names")
        if self.nth == 0:
            raise ValueError("nth 写 1 到 5,或 -1(最后一个)")
        if self.key in RESERVED_KEYS:
            raise ValueError(f"key 不能叫 {self.key},程序自己要用")
        return self


class Reminders(Section):
    reception_day: int = Field(10, description="每月几日是代表接待日;0 表示不设", ge=0, le=28)
    reception_hours: str = Field("9:00至11:30", description="接待时间,写进提醒")
    eve_at: str = Field("17:00", description="前一天几点提醒", pattern=CLOCK_TIME)
    morning_at: str = Field("07:30", description="当天几点提醒", pattern=CLOCK_TIME)
    announce_days: int = Field(3, description="接待日前几天给专干一份公告草稿;0 表示不用", ge=0, le=30)
    ask_days: int = Field(7, description="排了值班表的,提前几天问值班的代表能不能来;0 表示不问", ge=0, le=30)
    nudge: bool = Field(True, description="接待日过后没有记录的,第二天是否轻轻提醒一句")
    occasions: tuple[OccasionRule, ...] = Field((), description="别的日子,一项一段,写法见 docs/reminders.md")
    workdays_file: str = Field(
        "", description="本地工作日文件(每行“2027-02-07 班”或“2027-02-08 休”),比自带的日历优先"
    )
    quiet_from: str = Field("21:30", description="静默时段从几点起,这以后不发提醒", pattern=CLOCK_TIME)
    quiet_until: str = Field("07:00", description="静默时段到几点止;与上一项相同表示不设", pattern=CLOCK_TIME)
    plan_days: int = Field(35, description="提前多少天把提醒排进发件箱", ge=2, le=366)
    digest_at: str = Field("08:00", description="专干每个工作日的早报几点发", pattern=CLOCK_TIME)
    digest: bool = Field(True, description="要不要专干早报(没有事就不发)")
    open_items_day: int = Field(20, description="每月几日提醒还没做完的“五个一”;0 表示不提醒", ge=0, le=28)
    daily_cap: int = Field(2, description="一个人一天最多几条不是值班的提醒", ge=1, le=20)
    duty_per_day: int = Field(1, description="排值班表时一个站一天几位代表", ge=1, le=20)
    replacement_hours: int = Field(24, description="请人替班,等多少小时没答复就问下一位", ge=1, le=72)
    ways: tuple[PushWay, ...] = Field(
        ("wechat_subscription", "wechat_template", "wechat_service", "wechat", "wecom", "sms"),
        description="先走哪条路,后走哪条路",
    )
    subscription_template_id: str = Field("", description="长期订阅通知的模板编号;留空则不用")
    sms_url: str = Field("", description="短信网关地址;留空则不发短信")
    sms_body: str = Field(
        '{"phone": "{phone}", "text": "{text}"}', description="发给短信网关的内容,{phone} 和 {text} 会被替换"
    )
    sms_token: str = Field("", description="短信网关的口令;建议用环境变量 RENDA_REMINDERS__SMS_TOKEN")
    trial: bool = Field(False, description="试运行:只发给下面的测试人员,别人的只记不发")
    trial_testers: tuple[str, ...] = Field((), description="测试人员姓名")

    @model_validator(mode="after")
    def _sound(self) -> Reminders:
        keys = [rule.key for rule in self.occasions] + ["reception_day"] * bool(self.reception_day)
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"occasions 里的 key 重复了:{'、'.join(twice)}")
        if self._at_night(self.eve_at):
            raise ValueError(f"eve_at = {self.eve_at} 在静默时段里,前一天的提醒会发不出去")
        return self

    def _at_night(self, text: str) -> bool:
        at, start, end = (
            tuple(map(int, each.split(":"))) for each in (text, self.quiet_from, self.quiet_until)
        )
        return start <= at < end if start <= end else at >= start or at < end
