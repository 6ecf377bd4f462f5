"""Putting a backup back: into an empty place only, checked before anything appears there, all or nothing."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from bot.backup.check import Archive, opened
from bot.backup.database import contents, problems, sqlite_path
from bot.backup.manifest import DATABASE, DOCUMENTS, Manifest
from bot.errors import Refused
from bot.settings import Settings
from bot.texts import backup as texts

SPARE_BYTES = 50_000_000


def restore_backup(
    settings: Settings, file: Path, finish: Callable[[Path], None], known: Callable[[str], bool]
) -> Manifest:
    """``finish`` gets the folder before it is put in place, with ``documents.json`` still in it; what it
    raises leaves nothing behind. ``known``: whether this program knows a revision of the schema.

    Raises :class:`Refused`.
    """
    place, database = settings.data_dir, sqlite_path(settings.database_url)
    _must_be_empty(place, database)
    with opened(file) as archive:
        if not known(archive.manifest.revision):
            raise Refused(texts.NEWER)
        place.parent.mkdir(parents=True, exist_ok=True)
        _must_have_room(place.parent, archive.manifest)
        # Beside the place, so that one rename puts everything there at once.
        beside = Path(tempfile.mkdtemp(dir=_beside(place), prefix=".restore-"))
        try:
            _unpack(archive, beside)
            finish(beside)
            (beside / DOCUMENTS).unlink(missing_ok=True)
            _put(beside, place, database)
        except OSError as error:
            raise Refused(texts.not_restored(error)) from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        return archive.manifest


def _must_be_empty(place: Path, database: Path) -> None:
    if place.exists() and not place.is_dir():
        raise Refused(texts.not_empty(place, [place.name]))
    there = sorted(each.name for each in place.iterdir()) if place.exists() else []
    there = [name for name in there if name != "lost+found"]  # a fresh disk has one
    if there:
        raise Refused(texts.not_empty(place, there))
    if database.exists():
        raise Refused(texts.not_empty(database.parent, [database.name]))


def _must_have_room(folder: Path, manifest: Manifest) -> None:
    needed = sum(packed.size_bytes for packed in manifest.files) + SPARE_BYTES
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Refused(texts.no_room(needed, free))


def _unpack(archive: Archive, folder: Path) -> None:
    """Every checksum, then what the database itself says: whole, and as many rows as were counted."""
    archive.extract(folder)
    manifest = archive.manifest
    if wrong := problems(folder / DATABASE):
        raise Refused(texts.database_damaged(wrong))
    try:
        inside = contents(folder / DATABASE)
    except (sqlite3.DatabaseError, ValueError) as error:
        raise Refused(texts.damaged(DATABASE)) from error
    different = sorted(
        name
        for name in {*inside.counts, *manifest.counts}
        if inside.counts.get(name) != manifest.counts.get(name)
    )
    if different:
        name = different[0]
        raise Refused(texts.other_count(name, inside.counts.get(name, 0), manifest.counts.get(name, 0)))
    if (inside.revision, inside.audit_id, inside.audit_hash) != (
        manifest.revision,
        manifest.audit_id,
        manifest.audit_hash,
    ):
        raise Refused(texts.damaged(DATABASE))


def _beside(place: Path) -> Path:
    """A mounted folder cannot be renamed onto; there the parts move in one by one."""
    return place if place.is_mount() else place.parent


def _put(beside: Path, place: Path, database: Path) -> None:
    elsewhere = database.parent.resolve() != place.resolve() or database.name != DATABASE
    if elsewhere:
        database.parent.mkdir(parents=True, exist_ok=True)
        aside = database.with_name(f".restore-{database.name}")
        shutil.move(beside / DATABASE, aside)
    if place.is_mount():
        parts = sorted(beside.iterdir(), key=lambda part: part.name == DATABASE)
        for part in parts:  # the database last: until it is there, nothing has been restored
            part.replace(place / part.name)
    else:
        if place.exists():
            place.rmdir()
        beside.replace(place)
    if elsewhere:
        aside.replace(database)
