"""The township of the export tests serves here too, and the chat's world beside it."""

from tests.chat.conftest import shelf, world
from tests.ledger_export.conftest import add, blank, database, exported, settings

__all__ = ["add", "blank", "database", "exported", "settings", "shelf", "world"]
