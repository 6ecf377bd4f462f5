"""The settings of the clerk's desk (电脑上的工作台)."""

from __future__ import annotations

from pydantic import Field

from bot.settings.section import Section


class Console(Section):
    idle_minutes: int = Field(60, description="工作台多少分钟没有动作就要重新登录", ge=5, le=720)
    session_hours: int = Field(12, description="登录一次最长管多少小时", ge=1, le=72)
    max_failures: int = Field(5, description="密码连续错几次就锁定", ge=3, le=20)
    lock_minutes: int = Field(15, description="锁定多少分钟", ge=5, le=1440)
    upload_mb: int = Field(50, description="在工作台上传一个文件最大多少 MB", ge=1, le=500)
