"""The sections of ``config.toml``: each field has a default that fits one township and a line of help.

``config.example.toml`` lists exactly these fields; a test holds the two together.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

CLOCK_TIME = r"^([01]?\d|2[0-3]):[0-5]\d$"


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


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
    previous_aes_key: str = Field("", description="更换密钥后的一小段时间里,上一把密钥仍可能被使用;平时留空")
    mode: Literal["plain", "compatible", "safe"] = Field(
        "safe", description="消息加解密方式:safe 安全模式(推荐)、compatible 兼容、plain 明文"
    )
    api_base: str = Field("https://api.weixin.qq.com", description="平台接口地址;测试时可指向本机的模拟平台")
    template_id: str = Field("", description="提醒用的模板消息编号;留空则只用客服消息")
    template_fields: dict[str, str] = Field(
        default_factory=dict,
        description="模板各项的对应:左边是本程序的名称,右边是模板里的名称,如 what = \"thing1\";留空则照原名发",
    )
    tap_links: bool = Field(True, description="选项是否做成可以点的链接(点一下等于把它发出来)")


class DatabaseSection(Section):
    url: str = Field("", description="数据库地址;留空则为 data_dir 下的 SQLite 文件 renda.db")


class Knowledge(Section):
    statutes: Literal["township", "all"] = Field(
        "township", description="法律范围:township 乡镇人大常用的约 70 部;all 全部现行国家法律"
    )


class Model(Section):
    base_url: str = Field("", description="大语言模型接口(OpenAI 兼容);留空则不用模型,照样能答")
    model: str = Field("", description="模型名称")
    api_key: str = Field("", description="模型密钥;建议用环境变量 RENDA_LLM__API_KEY")


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


class Reminders(Section):
    reception_day: int = Field(10, description="每月几日是代表接待日;0 表示不设", ge=0, le=28)
    reception_hours: str = Field("9:00至11:30", description="接待时间,写进提醒")
    eve_at: str = Field("17:00", description="接待日前一天几点提醒", pattern=CLOCK_TIME)
    morning_at: str = Field("07:30", description="接待日当天几点提醒", pattern=CLOCK_TIME)
    quiet_from: str = Field("21:30", description="静默时段从几点起,这以后不发提醒", pattern=CLOCK_TIME)
    quiet_until: str = Field("07:00", description="静默时段到几点止;与上一项相同表示不设", pattern=CLOCK_TIME)
    plan_days: int = Field(35, description="提前多少天把提醒排进发件箱", ge=2, le=366)


class Binding(Section):
    code_days: int = Field(14, description="绑定码有效天数", ge=1, le=90)
    max_failures: int = Field(5, description="连续输错几次后锁定", ge=3, le=20)
    lock_minutes: int = Field(60, description="锁定多少分钟", ge=5, le=1440)


class Privacy(Section):
    notice_version: str = Field("2026-11", description="个人信息告知的版本号;改了内容就换一个,会重新告知")
    message_days: int = Field(90, description="已处理消息的回执保留多少天", ge=7, le=365)


class Limits(Section):
    body_bytes: int = Field(65536, description="回调请求体上限(字节)", ge=4096)
    photo_mb: int = Field(10, description="单张照片上限(MB)", ge=1, le=30)
    photos_per_entry: int = Field(9, description="一条记录最多几张照片", ge=1, le=20)
    draft_days: int = Field(30, description="没填完的表保留多少天", ge=1, le=365)


class Server(Section):
    host: str = Field("127.0.0.1", description="监听地址;前面应有负责 HTTPS 的反向代理")
    port: int = Field(8000, description="监听端口", ge=1, le=65535)
    public_url: str = Field("", description="外网访问本服务的地址,如 https://rd.example.gov.cn")


DEFAULT_DATA_DIR = Path("var")
