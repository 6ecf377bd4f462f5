"""``renda restore``: a backup put back into an empty place, verified by count and checksum."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from bot.backup.manifest import DOCUMENTS
from bot.backup.restore import restore_backup
from bot.entry.own_documents import put_back
from bot.settings import load_settings
from bot.store.database import MIGRATIONS
from bot.texts import backup as texts


def restore(
    file: Annotated[Path, typer.Argument(help="哪个备份文件")],
) -> None:
    """恢复:把备份放回一个空的数据文件夹,逐个核对。"""
    settings = load_settings()

    def documents_too(folder: Path) -> None:
        raw = (folder / DOCUMENTS).read_bytes() if (folder / DOCUMENTS).is_file() else b"[]"
        put_back(folder, raw, settings.knowledge.statutes)

    manifest = restore_backup(settings, file, documents_too, _known)
    photos = sum(each.path.startswith("attachments/") for each in manifest.files)
    entries = manifest.counts.get("entry", 0)
    typer.echo(texts.restored(settings.data_dir, entries, photos, manifest.created_at))


def _known(revision: str) -> bool:
    try:
        return bool(revision) and ScriptDirectory(str(MIGRATIONS)).get_revision(revision) is not None
    except CommandError:
        return False
