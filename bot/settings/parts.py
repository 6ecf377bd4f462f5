"""The sections of ``config.toml``: each field has a default that fits one township and a line of help.

``config.example.toml`` lists exactly these fields; a test holds the two together.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from bot.settings.section import Section


class Office(Section):
    township: str = Field("示例镇", description="乡镇名称,出现在台账和提醒里")
    name: str = Field("示例镇人大办公室", description="办公室名称,出现在个人信息告知和公文抬头里")
    phone: str = Field("", description="办公室电话;答不上来时请代表打这个电话,留空则只说“联系人大专干”")
    province: str = Field("", description="所在省(自治区、直辖市)全称,如“浙江省”;决定引用哪一省的地方性法规")


class DatabaseSection(Section):
    url: str = Field("", description="数据库地址;留空则为 data_dir 下的 SQLite 文件 renda.db")


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
