"""The settings in force: the config file's, with what was changed at the desk over them."""

from __future__ import annotations

from bot.console.overrides import in_force
from bot.settings import Settings
from bot.settings import load_settings as from_file
from bot.store.database import Database


def load_settings() -> Settings:
    """For commands that do what the server does. Makes and brings up to date the database, as they all do."""
    settings = from_file()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_url)
    try:
        database.migrate()
        with database.read() as connection:
            return in_force(connection, settings)
    finally:
        database.close()
