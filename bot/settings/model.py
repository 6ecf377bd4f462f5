"""The whole of the settings as one frozen object."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.settings import duties, knowing, parts, platforms, reminding
from bot.settings.console import Console
from bot.settings.five_ones import DEFAULT_FIVE_ONES
from bot.settings.points import Points
from bot.settings.speech import Speech


class Settings(BaseSettings):
    """Environment names are ``RENDA_`` + the path with ``__``: ``RENDA_WECHAT__TOKEN``."""

    model_config = SettingsConfigDict(
        env_prefix="RENDA_",
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        nested_model_default_partial_update=True,
    )

    data_dir: Path = Field(parts.DEFAULT_DATA_DIR, description="数据放在哪个文件夹(数据库、照片、知识库索引)")
    office: parts.Office = parts.Office()
    server: parts.Server = parts.Server()
    wechat: platforms.WeChat = platforms.WeChat()
    wecom: platforms.WeCom = platforms.WeCom()
    database: parts.DatabaseSection = parts.DatabaseSection()
    knowledge: knowing.Knowledge = knowing.Knowledge()
    embeddings: knowing.Embeddings = knowing.Embeddings()
    llm: knowing.Model = knowing.Model()
    speech: Speech = Speech()
    reminders: reminding.Reminders = reminding.Reminders()
    binding: parts.Binding = parts.Binding()
    privacy: parts.Privacy = parts.Privacy()
    limits: parts.Limits = parts.Limits()
    ledger: duties.Ledger = duties.Ledger()
    check_in: duties.CheckIn = duties.CheckIn()
    points: Points = Points()
    retention: duties.Retention = duties.Retention()
    console: Console = Console()
    five_ones: tuple[parts.FiveOnesItem, ...] = Field(
        DEFAULT_FIVE_ONES, description="五个一:每一项一段,可改名称和问题,键名不要改"
    )

    @property
    def database_url(self) -> str:
        return self.database.url or f"sqlite:///{self.data_dir / 'renda.db'}"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)
