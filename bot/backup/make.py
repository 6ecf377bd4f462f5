"""Making a backup while the service runs: written aside, read back whole, and only then given its name."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.backup.check import opened
from bot.backup.database import Contents, contents, copy_database, problems, sqlite_path
from bot.backup.manifest import DATABASE, DOCUMENTS, NAME, Manifest, Packed
from bot.errors import Refused
from bot.ledger.attachments import path_of
from bot.settings import Settings
from bot.texts import backup as texts

CHUNK = 1 << 20


@dataclass(frozen=True)
class Made:
    manifest: Manifest
    size_bytes: int


def make_backup(settings: Settings, target: Path, documents: bytes, now: datetime) -> Made:
    """``documents``: what the office imported into the knowledge base, as the caller wrote it down.

    The file is readable by its owner only: it holds everything, the secrets included. Raises
    :class:`Refused`; nothing is left behind then.
    """
    source = sqlite_path(settings.database_url)
    if not source.is_file():
        raise Refused(texts.no_database(source))
    if target.exists():
        raise Refused(texts.exists_already(target))
    if not target.parent.is_dir():
        raise Refused(texts.no_folder(target.parent))
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=".backup-")
    os.close(handle)
    try:
        with tempfile.TemporaryDirectory(dir=settings.data_dir, prefix=".backup-") as folder:
            manifest = _pack(settings, source, Path(folder), Path(aside), documents, now)
        with opened(Path(aside)) as archive:
            archive.verify()
        if target.exists():
            raise Refused(texts.exists_already(target))
        Path(aside).rename(target)
    except OSError as error:
        raise Refused(texts.not_written(target, error)) from error
    finally:
        Path(aside).unlink(missing_ok=True)
    return Made(manifest, target.stat().st_size)


def _pack(
    settings: Settings, source: Path, folder: Path, aside: Path, documents: bytes, now: datetime
) -> Manifest:
    copy = folder / DATABASE
    try:
        copy_database(source, copy)
    except sqlite3.DatabaseError as error:
        raise Refused(texts.database_damaged([str(error)])) from error
    if wrong := problems(copy):
        raise Refused(texts.database_damaged(wrong))
    inside = contents(copy)
    with aside.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            packed = [_add(archive, DATABASE, copy)]
            packed += [_add(archive, f"secrets/{key.name}", key) for key in _keys(settings.data_dir)]
            photos, missing = _photos(archive, settings.data_dir, inside)
            packed += [*photos, _add_bytes(archive, DOCUMENTS, documents)]
            manifest = Manifest(
                created_at=now.isoformat(timespec="seconds"),
                township=settings.office.township,
                revision=inside.revision,
                counts=inside.counts,
                audit_id=inside.audit_id,
                audit_hash=inside.audit_hash,
                files=tuple(packed),
                missing=missing,
            )
            archive.writestr(NAME, manifest.as_json())
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _keys(data_dir: Path) -> list[Path]:
    return sorted((data_dir / "secrets").glob("*.key"))


def _photos(
    archive: zipfile.ZipFile, data_dir: Path, inside: Contents
) -> tuple[list[Packed], tuple[str, ...]]:
    """The photos that rows speak of. One that the disk has lost must not stop the others being saved."""
    packed, missing = [], []
    for sha256, mime in inside.photos:
        path = path_of(data_dir, sha256, mime)
        if not path.is_file():
            missing.append(sha256)
            continue
        name = f"attachments/{path.parent.name}/{path.name}"
        packed.append(_add(archive, name, path, zipfile.ZIP_STORED))  # photos do not get smaller
    return packed, tuple(missing)


def _add(archive: zipfile.ZipFile, name: str, path: Path, how: int = zipfile.ZIP_DEFLATED) -> Packed:
    entry = zipfile.ZipInfo(name)
    entry.compress_type, entry.external_attr = how, 0o600 << 16
    with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as packing:
        size, digest = 0, hashlib.sha256()
        while chunk := source.read(CHUNK):
            packing.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return Packed(name, size, digest.hexdigest())


def _add_bytes(archive: zipfile.ZipFile, name: str, content: bytes) -> Packed:
    archive.writestr(name, content)
    return Packed(name, len(content), hashlib.sha256(content).hexdigest())
