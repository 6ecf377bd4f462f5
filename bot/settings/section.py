"""What every section of ``config.toml`` has in common: unknown keys are refused, values do not change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _an_empty_path_is_none(cls, value: Any, info: ValidationInfo) -> Any:
        """TOML has no null; "" stands for it where a setting is a path or nothing."""
        optional = info.field_name and cls.model_fields[info.field_name].annotation == (Path | None)
        return None if optional and value == "" else value
