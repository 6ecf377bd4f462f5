"""Turning voice into text: off unless an office has such an endpoint."""

from __future__ import annotations

from pydantic import Field

from bot.settings.section import Section


class Speech(Section):
    base_url: str = Field(
        "", description="语音转文字接口(OpenAI 兼容的 /audio/transcriptions);留空则不用,语音只留作凭证"
    )
    model: str = Field("", description="语音转文字模型名称")
    api_key: str = Field("", description="语音转文字密钥;建议用环境变量 RENDA_SPEECH__API_KEY")
    timeout_seconds: float = Field(
        30, description="最多等多少秒,过了就请本人打字;微信只等十几秒,更慢的听好了再补发", ge=1, le=120
    )
