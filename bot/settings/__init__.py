"""Settings: ``config.toml``, overridden by ``RENDA_…`` environment variables; unknown keys stop the start."""

from bot.settings.load import load_settings
from bot.settings.model import Settings

__all__ = ["Settings", "load_settings"]
