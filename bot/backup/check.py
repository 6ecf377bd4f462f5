"""Reading a backup with suspicion: it may be cut short, damaged, somebody else's, or made to do harm."""

from __future__ import annotations

import hashlib
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.backup.manifest import ALLOWED, DATABASE, NAME, Manifest, NotAManifest, Packed, read_manifest
from bot.errors import Refused
from bot.texts import backup as texts

CHUNK = 1 << 20
BEGINS = b"PK\x03\x04"  # a zip; its table of contents stands at the end
MAX_MANIFEST_BYTES = 64 << 20  # a million photos


class Archive:
    """A backup whose list has been read and fits its table of contents."""

    def __init__(self, zipped: zipfile.ZipFile) -> None:
        self._zip = zipped
        self.manifest = _manifest(zipped)
        _fits(zipped, self.manifest)

    def verify(self) -> None:
        """Read every byte once. Raises :class:`Refused` naming the first file that is not as listed."""
        for packed in self.manifest.files:
            self._read(packed, lambda _chunk: None)

    def extract(self, folder: Path) -> None:
        """Every file under ``folder``, checked while it is written. Files are the owner's alone."""
        for packed in self.manifest.files:
            target = folder / packed.path
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with target.open("xb") as file:
                target.chmod(0o600)
                self._read(packed, file.write)

    def _read(self, packed: Packed, take: Callable[[bytes], object]) -> None:
        digest, left = hashlib.sha256(), packed.size_bytes
        try:
            with self._zip.open(packed.path) as source:
                while chunk := source.read(CHUNK):
                    left -= len(chunk)
                    if left < 0:  # never more than was announced, however much is packed inside
                        raise Refused(texts.damaged(packed.path))
                    digest.update(chunk)
                    take(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise Refused(texts.damaged(packed.path)) from error
        if left or digest.hexdigest() != packed.sha256:
            raise Refused(texts.damaged(packed.path))


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Raises :class:`Refused` saying what is wrong with the file."""
    if not path.is_file():
        raise Refused(texts.no_file(path))
    with path.open("rb") as file:
        try:
            zipped = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            file.seek(0)
            raise Refused(texts.CUT_SHORT if file.read(4) == BEGINS else texts.FOREIGN) from error
        with zipped:
            yield Archive(zipped)


def _manifest(zipped: zipfile.ZipFile) -> Manifest:
    try:
        entry = zipped.getinfo(NAME)
    except KeyError as error:
        raise Refused(texts.FOREIGN) from error
    if entry.file_size > MAX_MANIFEST_BYTES:
        raise Refused(texts.damaged(NAME))
    try:
        return read_manifest(zipped.read(NAME))
    except NotAManifest as error:
        said = {"foreign": texts.FOREIGN, "newer": texts.NEWER}
        raise Refused(said.get(str(error), texts.damaged(NAME))) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Refused(texts.damaged(NAME)) from error


def _fits(zipped: zipfile.ZipFile, manifest: Manifest) -> None:
    """The table of contents and the list name the same files, once each, and only what we ever write."""
    listed = [packed.path for packed in manifest.files]
    inside = [entry.filename for entry in zipped.infolist()]
    for name in (*listed, *inside):
        if name != NAME and not ALLOWED.fullmatch(name):
            raise Refused(texts.strange_name(name))
    for entry in zipped.infolist():
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise Refused(texts.strange_name(entry.filename))
    if len(set(inside)) != len(inside) or len(set(listed)) != len(listed):
        raise Refused(texts.NAMED_TWICE)
    if absent := sorted({*listed, NAME, DATABASE} - set(inside)):
        raise Refused(texts.damaged(absent[0]))
    if extra := sorted(set(inside) - {*listed, NAME}):
        raise Refused(texts.strange_name(extra[0]))
