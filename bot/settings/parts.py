"""The sections of ``config.toml``: each field has a default that fits one township and a line of help.

``config.example.toml`` lists exactly these fields; a test holds the two together.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from bot.settings.menu import DEFAULT_MENU, MenuColumn

PushWay = Literal["wechat_subscription", "wechat_template", "wechat_service", "wechat", "wecom", "sms"]
CLOCK_TIME = r"^([01]?\d|2[0-3]):[0-5]\d$"


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _an_empty_path_is_none(cls, value: Any, info: ValidationInfo) -> Any:
        """TOML has no null; "" stands for it where a setting is a path or nothing."""
        optional = info.field_name and cls.model_fields[info.field_name].annotation == (Path | None)
        return None if optional and value == "" else value


class Office(Section):
    township: str = Field("示例镇", description="乡镇名称,出现在台账和提醒里")
    name: str = Field("示例镇人大办公室", description="办公室名称,出现在个人信息告知和公文抬头里")
    phone: str = Field("", description="办公室电话;答不上来时请代表打这个电话,留空则只说“联系人大专干”")
    province: str = Field("", description="所在省(自治区、直辖市)全称,如“浙江省”;决定引用哪一省的地方性法规")


class WeChat(Section):
    app_id: str = Field("", description="公众号 AppID(公众平台 → 设置与开发 → 基本配置)")
    app_secret: str = Field("", description="公众号 AppSecret;建议用环境变量 RENDA_WECHAT__APP_SECRET")
    token: str = Field("", description="服务器配置里的 Token(3-32 位字母或数字)")
    encoding_aes_key: str = Field("", description="消息加解密密钥 EncodingAESKey(43 位)")
    previous_aes_key: str = Field("", description="更换密钥后一小段时间里,上一把密钥仍可能被使用;平时留空")
    mode: Literal["plain", "compatible", "safe"] = Field(
        "safe", description="消息加解密方式:safe 安全模式(推荐)、compatible 兼容、plain 明文"
    )
    api_base: str = Field("https://api.weixin.qq.com", description="平台接口地址;测试时可指向本机的模拟平台")
    template_id: str = Field("", description="提醒用的模板消息编号;留空则只用客服消息")
    template_fields: dict[str, str] = Field(
        default_factory=dict,
        description='模板各项的对应:左边是本程序的名称,右边是模板里的名称,如 what = "thing1";留空照原名发',
    )
    tap_links: bool = Field(True, description="选项是否做成可以点的链接(点一下等于把它发出来)")
    menu: tuple[MenuColumn, ...] = Field(
        DEFAULT_MENU, description="公众号菜单,最多 3 列;改完运行 renda wechat menu push"
    )


class WeCom(Section):
    corp_id: str = Field("", description="企业微信的企业 ID(管理后台 → 我的企业);留空则不用企业微信")
    agent_id: str = Field("", description="自建应用的 AgentId(管理后台 → 应用管理)", pattern=r"^\d*$")
    secret: str = Field("", description="自建应用的 Secret;建议用环境变量 RENDA_WECOM__SECRET")
    token: str = Field("", description="应用“接收消息”里的 Token")
    encoding_aes_key: str = Field("", description="应用“接收消息”里的 EncodingAESKey")
    previous_aes_key: str = Field("", description="更换密钥后的一小段时间里的上一把密钥;平时留空")
    api_base: str = Field(
        "https://qyapi.weixin.qq.com", description="企业微信接口地址;政务微信或测试时改成别的"
    )


class DatabaseSection(Section):
    url: str = Field("", description="数据库地址;留空则为 data_dir 下的 SQLite 文件 renda.db")


class Embeddings(Section):
    base_url: str = Field("", description="向量接口(OpenAI 兼容);留空就用自带的向量模型,不联网")
    model: str = Field("", description="向量模型名称,如 bge-m3;换了模型,向量会在后台重新做一遍")
    api_key: str = Field("", description="密钥;建议用环境变量 RENDA_EMBEDDINGS__API_KEY")
    timeout_seconds: float = Field(
        3, description="一个问题最多等接口多少秒,过了就按文字查找作答", ge=0.1, le=30
    )


class Knowledge(Section):
    statutes: Literal["township", "all"] = Field(
        "township", description="法律范围:township 乡镇人大常用的约 70 部;all 全部现行国家法律"
    )


class Model(Section):
    base_url: str = Field("", description="大语言模型接口(OpenAI 兼容);留空则不用模型,照样能答")
    model: str = Field("", description="模型名称")
    api_key: str = Field("", description="模型密钥;建议用环境变量 RENDA_LLM__API_KEY")
    timeout_seconds: float = Field(30, description="最多等模型多少秒,过了就照条文原文作答", ge=1, le=300)
    filing: str = Field(
        "", description="模型名称和备案号(上线编号),写在 AI 标识里;向群众开放时应当填", max_length=60
    )


class ItemQuestion(Section):
    key: str = Field(description="英文键名,导出时的列")
    label: str = Field(description="中文名,出现在摘要卡和台账里")
    ask: str = Field(description="机器人问的话")
    kind: Literal["text", "date", "number", "place", "photos"] = Field("text", description="答案种类")
    optional: bool = Field(False, description="能不能跳过")
    max_chars: int = Field(2000, description="最多多少字", ge=1, le=5000)


class FiveOnesItem(Section):
    key: str = Field(description="英文键名,写进台账后不要再改")
    label: str = Field(description="中文名")
    ask: tuple[ItemQuestion, ...] = Field(description="依次要问的问题")


class Preparation(Section):
    days_before: int = Field(description="提前几天", ge=0, le=120)
    text: str = Field(description="要准备的事,如“印发会议通知和材料”", max_length=100)


RESERVED_KEYS = frozenset({"now", "ask", "entry", "digest", "open_items", "calendar"})
"""The outbox keeps rows of its own under these names; see NOT_PLANNED in bot/reminders/plan.py."""


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


class Binding(Section):
    code_days: int = Field(14, description="绑定码有效天数", ge=1, le=90)
    max_failures: int = Field(5, description="连续输错几次后锁定", ge=3, le=20)
    lock_minutes: int = Field(60, description="锁定多少分钟", ge=5, le=1440)


class Privacy(Section):
    notice_version: str = Field("2026-11", description="个人信息告知的版本号;改了内容就换一个,会重新告知")
    message_days: int = Field(90, description="已处理消息的回执保留多少天", ge=7, le=365)
    audit_days: int = Field(365, description="操作留痕保留多少天,法律要求至少六个月", ge=180, le=3650)


class Limits(Section):
    body_bytes: int = Field(65536, description="回调请求体上限(字节)", ge=4096)
    photo_mb: int = Field(10, description="单张照片上限(MB)", ge=1, le=30)
    photos_per_entry: int = Field(9, description="一条记录最多几张照片", ge=1, le=20)
    draft_days: int = Field(30, description="没填完的表保留多少天", ge=1, le=365)
    burst_messages: int = Field(
        60, description="一个人在下一项的时间里最多处理几条消息,再多先不处理;0 表示不限", ge=0, le=10000
    )
    burst_seconds: int = Field(60, description="上一项按多少秒算", ge=1, le=3600)


class Server(Section):
    host: str = Field("127.0.0.1", description="监听地址;前面应有负责 HTTPS 的反向代理")
    port: int = Field(8000, description="监听端口", ge=1, le=65535)
    public_url: str = Field("", description="外网访问本服务的地址,如 https://rd.example.gov.cn")


DEFAULT_DATA_DIR = Path("var")
