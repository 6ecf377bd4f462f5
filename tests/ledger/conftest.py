"""The township of the export tests serves here too."""

from tests.ledger_export.conftest import add, blank, database, exported, settings

__all__ = ["add", "blank", "database", "exported", "settings"]
