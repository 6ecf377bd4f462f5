"""``renda backup``: everything that cannot be made again, in one file, while the service runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.backup.make import make_backup
from bot.clock import system_clock
from bot.entry.own_documents import written_down
from bot.settings import load_settings
from bot.texts import backup as texts


def backup(
    file: Annotated[Path, typer.Argument(help="备份写到哪里,如 renda-20261121.zip")],
) -> None:
    """备份:台账、照片、密钥和本单位导入的文件,做成一个文件(不用停服务)。"""
    settings = load_settings()
    done = make_backup(settings, file, written_down(settings.data_dir), system_clock())
    manifest = done.manifest
    photos = sum(each.path.startswith("attachments/") for each in manifest.files)
    link = f"{manifest.audit_id}-{manifest.audit_hash[:12]}"
    typer.echo(texts.made(file, done.size_bytes, manifest.counts.get("entry", 0), photos, link))
    if manifest.missing:
        typer.echo(texts.photos_missing(len(manifest.missing)), err=True)
        raise typer.Exit(1)
