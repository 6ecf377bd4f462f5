"""The settings of answers: statutes, vectors, language model."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.settings.section import Section


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
